"""How words are compared, counted and quoted."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache


def one_line(words: str) -> str:
    """Words on one line, with single spaces."""
    return " ".join(words.split())


def fold(words: str) -> str:
    """Words for comparing: only case and spacing are set aside."""
    return one_line(words.casefold())


_NOT_OF_A_NAME = re.compile(r"[^\w#]|_")


@lru_cache(maxsize=10_000)
def fold_name(words: str) -> str:
    """A heading or name for comparing: case, spaces and punctuation but “#” are set aside."""
    return _NOT_OF_A_NAME.sub("", words.casefold())


_MOST_FIGURES = 9


def whole_number(words: str) -> int | None:
    """The whole number that words are; None where they are none, or of more than nine figures.

    Python refuses to make a number of more than 4,300, and no plan means one of ten.
    """
    return int(words) if words.isdecimal() and len(words) <= _MOST_FIGURES else None


MOST_LETTERS = 32_767
"""Letters of a cell in Excel (support.microsoft.com, Excel specifications and limits)."""
WHOLE = 2_000
"""Letters of what somebody typed that are quoted where all of it is to be read."""


def quoted(words: str, most: int = 60) -> str:
    """The words in quotation marks, on one line, cut after a whole word: “The beginning…”.

    `most` is the greatest number of characters.
    """
    return f"“{cut(words, most)}”"


def cut(words: str, most: int) -> str:
    """The words on one line, cut after a whole word where they have more letters: “The…”.

    Nothing that only parts words stands before the dots.
    """
    line = one_line(words)
    if len(line) <= most:
        return line
    whole, _, _ = line[:most].rpartition(" ")
    return f"{(whole or line[: most - 1]).rstrip(',;:')}…"


def count(number: int, singular: str, many: str = "") -> str:
    """A number with its noun: “1 action”, “2 actions”, “no actions”."""
    word = singular if number == 1 else many or f"{singular}s"
    return f"{number or 'no'} {word}"


def joined(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def some(parts: Sequence[str], most: int = 5) -> str:
    """The first few, and how many more there are: “E2, E3, E4, E5, E6 and 3 more”."""
    more = f" and {len(parts) - most} more" if len(parts) > most else ""
    return f"{', '.join(parts[:most])}{more}" if more else joined(parts)


def where_they_differ(first: str, second: str) -> tuple[str, str]:
    """Both texts quoted from a few words before they part, so that the difference is seen."""
    one, other = one_line(first), one_line(second)
    same = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = one.rfind(" ", 0, max(0, same - _BEFORE)) + 1 if same > 2 * _BEFORE else 0
    return _from(one, start), _from(other, start)


_BEFORE = 20  # letters before a difference that are quoted


def _from(line: str, start: int) -> str:
    return quoted(f"…{line[start:]}" if start else line, 2_000)


_JOINERS = "[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
"""What only joins or colours the sign before it: joiner, variation, skin, tag (UTS #51)."""
_PICTURE = re.compile(f"[\U0001f000-\U0001faff]{_JOINERS}*")


def sign_name(sign: str) -> str:
    """“[thumbs up sign]” for “👍”."""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def is_joiner(sign: str) -> bool:
    """Whether a sign only joins or colours that before it, and has nothing to be named."""
    return bool(re.fullmatch(_JOINERS, sign))


def pictures(words: str) -> tuple[str, ...]:
    """The emoji in some words, each once, without what only colours them."""
    return tuple(dict.fromkeys(match[0][0] for match in _PICTURE.finditer(words)))


def named(words: str, signs: Iterable[str]) -> str:
    """The words with these signs named, and without what only joined or coloured them."""
    listed = "".join(map(re.escape, signs))
    bare = re.sub(f"([{listed}]){_JOINERS}+", r"\1", words)

    def in_words(sign: re.Match[str]) -> str:
        return "" if is_joiner(sign[0]) else sign_name(sign[0])

    return re.sub(f"[{listed}]", in_words, bare)
