"""Short forms in a page as `<abbr>`, so that a screen reader can say what they stand for."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup, escape

_TAGS = re.compile(r"(<a\b[^>]*>.*?</a>|<[^>]*>)", re.DOTALL)
"""What is no words of a line, or is a link: its name is the address itself."""

_MOST_LETTERS = 40
"""What is longer is no short form, whatever the sheet calls it, and costs time to look for."""


def abbreviated(line: str, meanings: Mapping[str, str]) -> Markup:
    """A line with each short form marked, and what it stands for in its title; all else escaped.

    The blank before one goes into the element: WeasyPrint would else break a line further back than
    it must where the words before it fit and that blank does not.
    """
    if not meanings:
        return escape(line)
    forms, beginnings = _forms(tuple(meanings.items()))
    parts = _TAGS.split(str(escape(line)))
    parts[::2] = [
        forms.sub(lambda found: f"{beginnings[found[1]]}{found[0]}</abbr>", words)
        for words in parts[::2]
    ]
    return Markup("".join(parts))  # noqa: S704 - each part was escaped


@lru_cache(maxsize=4)
def _forms(meanings: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the short forms in escaped words, and with what each begins."""
    beginnings = {
        str(escape(short)): f'<abbr title="{escape(meaning)}">'
        for short, meaning in meanings
        if len(short) <= _MOST_LETTERS
    }
    return re.compile(rf" ?(?<![\w&@./-])({_any_of(beginnings)})(?![\w@-])"), beginnings


def _any_of(forms: Iterable[str]) -> str:
    """A pattern for the longest of these.

    What several begin with is in it once, so that it takes no longer to find one of thousands than
    one of a few.
    """
    endings = {
        first: [form[1:] for form in alike] for first, alike in groupby(sorted(forms), _first)
    }
    branches = [
        re.escape(first) + _any_of(rest) if first else "" for first, rest in endings.items()
    ]
    return f"(?:{'|'.join(reversed(branches))})" if branches else "(?!)"


def _first(form: str) -> str:
    return form[:1]
