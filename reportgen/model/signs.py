"""Signs that a font may not have, such as emoji, by the names that Unicode gives them."""

import re
import unicodedata
from collections.abc import Iterable

_JOINERS = "[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
"""What only joins or colours the sign before it: joiner, variation, skin, tag (UTS #51)."""
_PICTURE = re.compile(f"[\U0001f000-\U0001faff]{_JOINERS}*")


def name(sign: str) -> str:
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
        return "" if is_joiner(sign[0]) else name(sign[0])

    return re.sub(f"[{listed}]", in_words, bare)
