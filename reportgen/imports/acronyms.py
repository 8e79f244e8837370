"""A list of short forms in a document: a table of two columns, or lines such as “ASB – Anti Social Behaviour”."""

import re
from difflib import get_close_matches

from reportgen.headings import folded
from reportgen.imports.blocks import Cell, Grid, Line

_HEADINGS = ("acronyms", "abbreviations", "glossary", "listofacronyms", "glossaryofterms", "acronym", "abbreviation")
_SHORT = re.compile(r"[A-Za-z][\w&/.’'-]{0,14}")
_LINE = re.compile(r"(?P<short>[A-Z][\w&/.’'-]{1,14})\s*(?:[–—:=\t]|\s-\s)\s*(?P<meaning>\S.*)")
_MOSTLY = 0.8
_FEWEST = 3


def is_heading(words: str) -> bool:
    """Whether these words head a list of acronyms, however they are spelt: “ACROYNMS”."""
    return bool(get_close_matches(folded(words), _HEADINGS, n=1, cutoff=0.8))


def table(grid: Grid, *, headed: bool) -> dict[int, tuple[Cell, Cell]]:
    """The rows of a list of acronyms by number; none where this is no such table. `headed` says that one is announced."""
    pairs = {number: cells for number, row in grid.rows.items() if (cells := _pair([one for one in row.values() if one.own]))}
    short = [one for one, _ in pairs.values() if _is_short(one.flat)]
    if not headed and any(not _is_meaning(meaning.flat) for _, meaning in pairs.values()):
        return {}
    enough = len(short) >= max(_FEWEST, _MOSTLY * len(pairs)) or (headed and len(pairs) == len(grid.rows))
    return pairs if enough and len(pairs) >= len(grid.rows) - 1 else {}


def _pair(cells: list[Cell]) -> tuple[Cell, Cell] | None:
    return (cells[0], cells[1]) if len(cells) == 2 else None  # noqa: PLR2004 - a short form and its meaning


def _is_meaning(words: str) -> bool:
    return sum(letter.isalpha() for letter in words) * 2 > len(words)


def _is_short(words: str) -> bool:
    return bool(_SHORT.fullmatch(words)) and sum(letter.isupper() for letter in words) >= 2  # noqa: PLR2004 - “MiND”


def line(one: Line) -> tuple[str, str] | None:
    """The short form and the meaning that a line gives."""
    found = _LINE.fullmatch(one.words.strip())
    return (found["short"], found["meaning"]) if found else None
