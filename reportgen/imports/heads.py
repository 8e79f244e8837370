"""Which rows of a table are its headings, and which column means what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.columns import ACTIONS
from reportgen.headings import folded
from reportgen.imports import times
from reportgen.imports.blocks import Cell, Grid
from reportgen.imports.heading_texts import LONGEST, Text, held, texts, told_apart
from reportgen.imports.key import COMMON, LETTERS
from reportgen.imports.meanings import Meaning, is_part, meaning
from reportgen.quarter import Quarter

DEEPEST = 40  # rows in which headings are looked for
_LEAST = 2  # columns that are known, the action among them
_RANK = re.compile(r"(?:\(?\d\)?\s*)?(?:high|medium|normal|low|urgent|critical|h|m|l)", re.IGNORECASE)
"""What stands in a column “Priority” that is none of objectives."""
_FORM = 3  # headings under one another that make a form
_MARK = 2  # letters of a mark in a timetable: “X”, “✓”


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The headings of a plan in a table."""

    rows: tuple[int, ...]
    """The one or two rows in which they stand; none where the table goes on from the one before."""
    columns: Mapping[str, int]
    """Column numbers by column key."""
    names: Mapping[int, str]
    """Every heading by column number, as it was written; of two that are alike the second is “Evidence (2)”."""
    forms: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """How each heading may be said again further down."""
    earlier: Mapping[int, str] = field(default_factory=dict)
    """Columns of an earlier time: “status” or “progress”."""
    present: str = ""
    """The time that was taken for the present one, as it was written."""

    @property
    def first(self) -> int:
        """The upper of its rows; 0 where it has none."""
        return self.rows[0] if self.rows else 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a search goes by: the user's own meanings by folded heading, and the quarter that is reported on, if it is known."""

    maps: Mapping[str, str]
    now: Quarter | None


def head(grid: Grid, maps: Mapping[str, str], now: Quarter | None = None) -> Head | None:
    """The headings of an action plan in a table; None where no row of the first forty has them."""
    if grid.exact:
        return _exact(grid)
    asked, numbers = _Asked(maps, now), list(grid.rows)[:DEEPEST]
    best: Head | None = None
    for place, number in enumerate(numbers):
        if best and number > best.rows[-1]:
            break  # the first headings count; those further down are said again
        for rows in ([number], numbers[place : place + 2]):
            one = _head(grid, rows, asked)
            if one and (best is None or _worth(one, grid) > _worth(best, grid)):
                best = one
    return best


def _worth(one: Head, grid: Grid) -> tuple[int, bool]:
    """How many columns it knows; of two that know as many, that whose lower row says nothing of an action."""
    under = grid.rows[one.rows[-1]].get(one.columns["title"])
    return len(one.columns), len(one.rows) > 1 and not (under and under.own)


def _exact(grid: Grid) -> Head | None:
    """Our own headings in the first row; none where they are not those of actions."""
    first, row = next(iter(grid.rows.items()))
    keys = {folded(column.heading): column.key for column in ACTIONS}
    columns = {keys[name]: number for number, cell in row.items() if (name := folded(cell.flat)) in keys}
    names = {number: cell.flat for number, cell in row.items()}
    return Head(rows=(first,), columns=columns, names=names) if {"title", "officers"} <= set(columns) else None


def _head(grid: Grid, rows: list[int], asked: _Asked) -> Head | None:
    if len(rows) > 1 and not _are_two(grid.rows[rows[0]], grid.rows[rows[1]], asked.maps):
        return None
    found, below = texts(grid, rows), held(grid, rows[-1])
    meant = {column: one for column, text in found.items() if (one := _meaning(text, below.get(column, []), asked.maps))}
    columns, earlier, present = _columns(found, meant, below, asked)
    if "title" not in columns or len(columns) + bool(earlier) < _LEAST or _is_form(grid, asked.maps):
        return None
    forms = {column: text.forms for column, text in found.items()}
    return Head(rows=tuple(rows), columns=columns, names=told_apart(found), forms=forms, earlier=earlier, present=present)


def _meaning(text: Text, below: list[str], maps: Mapping[str, str]) -> Meaning | None:
    """What a heading means, seen together with what stands under it."""
    one = next(filter(None, (meaning(words, maps) for words in text.readings)), None)
    if one and one.key == "objective" and not one.mapped and below and all(_RANK.fullmatch(value.strip()) for value in below):
        return None
    if not one or not below or one.mapped:
        return one
    if one.key == "progress" and all(folded(value) in COMMON or folded(value) in LETTERS for value in below):
        return replace(one, key="status")
    if one.time and one.bare and all(len(value) <= _MARK for value in below):
        return None  # the X marks of a timetable
    return one


def _is_form(grid: Grid, maps: Mapping[str, str]) -> bool:
    """Whether headings stand under one another rather than beside each other: a table for each action."""
    firsts = [next((cell.flat for cell in row.values() if cell.own), "") for row in grid.rows.values()]
    known = [one.key for words in firsts if words and (one := meaning(words, maps)) and not one.time]
    return len(set(known)) >= _FORM and len(known) * 2 > len(firsts)


def _are_two(upper: Mapping[int, Cell], lower: Mapping[int, Cell], maps: Mapping[str, str]) -> bool:
    """Whether two rows are headings together: the upper is no title, and half of the lower's words mean something as such."""
    own = [cell.flat for cell in lower.values() if cell.own]
    if sum(cell.own for cell in upper.values()) <= 1:
        return False
    known = [words for words in own if meaning(words, maps) or is_part(words)]
    return bool(own) and len(known) * 2 >= len(own) and all(len(words) <= LONGEST for words in own)


def _columns(
    found: Mapping[int, Text], meant: Mapping[int, Meaning], below: Mapping[int, list[str]], asked: _Asked
) -> tuple[dict[str, int], dict[int, str], str]:
    """Columns by key, those that speak of an earlier time, and the present one.

    What the user says counts first, then our own headings, and those that may mean much last.
    """
    columns: dict[str, int] = {}
    plain = {column: one for column, one in meant.items() if not one.time}
    for wanted in (_is_mapped, _is_own, _is_plain, _is_weak):
        for column, one in plain.items():
            before = found.get(column - 1)
            spread = before is not None and before.whole == found[column].whole and columns.get(one.key) == column - 1
            if one.key not in columns and not spread and wanted(found[column].whole, one):
                columns[one.key] = column
    timed = {column: one for column, one in meant.items() if one.time}
    chosen = times.chosen({column: times.plain(one.time) for column, one in timed.items()}, frozenset(below), asked.now)
    earlier: dict[int, str] = {}
    present = ""
    for column, one in timed.items():
        if times.plain(one.time) == chosen and one.key not in columns:
            columns[one.key], present = column, one.time
        else:
            earlier[column] = one.key
    return columns, earlier, present


def _is_mapped(_: str, one: Meaning) -> bool:
    return one.mapped


def _is_own(words: str, one: Meaning) -> bool:
    return folded(words) == folded(ACTIONS[one.key].heading)


def _is_plain(_: str, one: Meaning) -> bool:
    return not one.weak


def _is_weak(_: str, one: Meaning) -> bool:
    return one.weak
