"""Which rows of a table are its headings, and which column means what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.columns import ACTIONS
from reportgen.headings import folded
from reportgen.imports import times
from reportgen.imports.blocks import Cell, Grid
from reportgen.imports.meanings import Meaning, is_part, meaning
from reportgen.quarter import Quarter

_DEEPEST = 40  # rows in which headings are looked for
_LONGEST = 80  # letters of a heading
_LEAST = 2  # columns that are known, the action among them
_RANKS = {"high", "medium", "low", "h", "m", "l", "urgent", "critical"}
"""What stands in a column “Priority” that is none of objectives."""
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
    earlier: Mapping[int, str] = field(default_factory=dict)
    """Columns of an earlier time: “status” or “progress”."""

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
    asked, numbers = _Asked(maps, now), list(grid.rows)[:_DEEPEST]
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
    if len(rows) > 1 and not _is_heading_row(grid.rows[rows[1]], asked.maps):
        return None
    names = {column: words for column, words in _names(grid, rows) if len(words) <= _LONGEST}
    held = _held(grid, rows[-1])
    found = {column: one for column, words in names.items() if (one := _meaning(words, held.get(column, []), asked.maps))}
    columns, earlier = _columns(names, found, held, asked)
    if "title" not in columns or len(columns) + bool(earlier) < _LEAST:
        return None
    return Head(rows=tuple(rows), columns=columns, names=_told_apart(names), earlier=earlier)


def _meaning(words: str, held: list[str], maps: Mapping[str, str]) -> Meaning | None:
    """What a heading means, seen together with what stands under it."""
    one = meaning(words, maps)
    if one and one.key == "objective" and held and all(value.casefold() in _RANKS for value in held):
        return None
    if one and one.time and one.bare and held and all(len(value) <= _MARK for value in held):
        return None  # the X marks of a timetable
    return one


def _is_heading_row(row: Mapping[int, Cell], maps: Mapping[str, str]) -> bool:
    """Whether a second row is one of headings: at least half of its own words mean something as such."""
    own = [cell.flat for cell in row.values() if cell.own]
    known = [words for words in own if meaning(words, maps) or is_part(words)]
    return bool(own) and len(known) * 2 >= len(own) and all(len(words) <= _LONGEST for words in own)


def _names(grid: Grid, rows: list[int]) -> Iterator[tuple[int, str]]:
    """The heading of each column. Over two rows the upper one speaks for every column under it: “Quarter 2” over “RAG”."""
    upper = _spread(grid.rows[rows[0]])
    if len(rows) == 1:
        yield from upper.items()
        return
    lower = {column: "" if cell.continues else cell.flat for column, cell in grid.rows[rows[1]].items()}
    for column in sorted({*upper, *lower}):
        above, below = upper.get(column, ""), lower.get(column, "")
        yield column, " ".join(filter(None, (above, below)))


def _spread(row: Mapping[int, Cell]) -> dict[int, str]:
    return {column + step: cell.flat for column, cell in row.items() if cell.flat for step in range(cell.across)}


def _held(grid: Grid, last: int) -> dict[int, list[str]]:
    """By column what stands below this row; a bare colour counts as something."""
    found: dict[int, list[str]] = {}
    for number, row in grid.rows.items():
        for column, cell in row.items() if number > last else ():
            if cell.own or (cell.fill and not cell.flat):
                found.setdefault(column, []).append(cell.flat or cell.fill)
    return found


def _columns(
    names: Mapping[int, str], found: Mapping[int, Meaning], held: Mapping[int, list[str]], asked: _Asked
) -> tuple[dict[str, int], dict[int, str]]:
    """Columns by key, and those that speak of an earlier time. Our own headings count first, those that may mean much last."""
    columns: dict[str, int] = {}
    plain = {column: one for column, one in found.items() if not one.time}
    for wanted in (_is_own, _is_plain, _is_weak):
        for column, one in plain.items():
            spread = column - 1 in names and names[column - 1] == names[column] and columns.get(one.key) == column - 1
            if one.key not in columns and not spread and wanted(names[column], one):
                columns[one.key] = column
    timed = {column: one for column, one in found.items() if one.time}
    chosen = times.chosen({column: times.plain(one.time) for column, one in timed.items()}, frozenset(held), asked.now)
    earlier: dict[int, str] = {}
    for column, one in timed.items():
        if times.plain(one.time) == chosen and one.key not in columns:
            columns[one.key] = column
        else:
            earlier[column] = one.key
    return columns, earlier


def _is_own(words: str, one: Meaning) -> bool:
    return folded(words) == folded(ACTIONS[one.key].heading) or one.mapped


def _is_plain(_: str, one: Meaning) -> bool:
    return not one.weak


def _is_weak(_: str, one: Meaning) -> bool:
    return one.weak


def _told_apart(names: Mapping[int, str]) -> dict[int, str]:
    seen: dict[str, int] = {}
    found = {}
    for column, words in names.items():
        seen[folded(words)] = seen.get(folded(words), 0) + 1
        found[column] = f"{words} ({seen[folded(words)]})" if seen[folded(words)] > 1 else words
    return found
