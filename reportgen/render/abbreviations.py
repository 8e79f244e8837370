"""Short forms in a page as `<abbr>`, so that a screen reader can say what they stand for."""

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

_TAGS = re.compile(r"(<a\b[^>]*>.*?</a>|<[^>]*>)", re.DOTALL)
"""What is no words of a line, or is a link: its name is the address itself."""


def abbreviated(line: str, meanings: Mapping[str, str]) -> Markup:
    """A line with each short form marked, and what it stands for in its title; all else escaped."""
    if not meanings:
        return escape(line)
    forms, marked = _forms(tuple(meanings.items()))
    parts = _TAGS.split(str(escape(line)))
    parts[::2] = [
        forms.sub(lambda found: marked[found[2]].format(blank=found[1]), words)
        for words in parts[::2]
    ]
    return Markup("".join(parts))  # noqa: S704 - each part was escaped


@lru_cache(maxsize=4)
def _forms(meanings: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """What finds the short forms in escaped words, and each as it is marked.

    The blank before one goes into the element: WeasyPrint would else break a line further back
    than it must where the words before it fit and that blank does not.
    """
    marked = {
        str(escape(short)): _braced(f'<abbr title="{escape(meaning)}">', f"{escape(short)}</abbr>")
        for short, meaning in meanings
    }
    listed = "|".join(map(re.escape, sorted(marked, key=len, reverse=True)))
    return re.compile(rf"( ?)(?<![\w&@./-])({listed})(?![\w@-])"), marked


def _braced(before: str, behind: str) -> str:
    """Two pieces with a place for a blank between them, for str.format."""
    return "{blank}".join(piece.replace("{", "{{").replace("}", "}}") for piece in (before, behind))
