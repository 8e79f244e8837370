"""Short forms in a page as `<abbr>`, so that a screen reader can say what they stand for."""

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

_TAGS = re.compile(r"(<a\b[^>]*>.*?</a>|<[^>]*>)", re.DOTALL)
"""What is no words of a line, or is a link: its name is the address itself."""


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
        str(escape(short)): f'<abbr title="{escape(meaning)}">' for short, meaning in meanings
    }
    listed = "|".join(map(re.escape, sorted(beginnings, key=len, reverse=True)))
    return re.compile(rf" ?(?<![\w&@./-])({listed})(?![\w@-])"), beginnings
