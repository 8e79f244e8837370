"""Which rows of a table are its headings, and which column means what."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.columns import ACTIONS
from reportgen.headings import folded
from reportgen.imports.blocks import Cell, Grid
from reportgen.imports.names import meant, when

_DEEPEST = 40  # rows in which headings are looked for
_LONGEST = 80  # letters of a heading
_LEAST = 2  # columns that are known, the action among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The headings of a plan in a table."""

    rows: tuple[int, ...]
    """The one or two rows in which they stand."""
    columns: Mapping[str, int]
    """Column numbers by column key."""
    names: Mapping[int, str]
    """Every heading by column number, as it was written."""
    earlier: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """Columns of an earlier time: “status” or “progress”, and the time as it was written."""

    @property
    def last(self) -> int:
        """The lower of its rows."""
        return self.rows[-1]


def head(grid: Grid, maps: Mapping[str, str]) -> Head | None:
    """The headings of an action plan in a table; None where no row of the first forty has them."""
    numbers = list(grid.rows)[:_DEEPEST]
    best: Head | None = None
    for place, number in enumerate(numbers):
        two = [number, numbers[place + 1]] if place + 1 < len(numbers) else []
        for rows in ([number], two):
            one = _head(grid, rows, maps) if rows else None
            if one and (best is None or len(one.columns) > len(best.columns)):
                best = one
        if best and number > best.last:
            break  # the first headings count; those further down are said again
    return best


def _head(grid: Grid, rows: list[int], maps: Mapping[str, str]) -> Head | None:
    names = {column: words for column, words in _names(grid, rows) if len(words) <= _LONGEST}
    found, earlier = _columns(names, maps, _filled(grid, rows[-1]))
    if len(rows) > 1 and not _is_heading_row(grid.rows[rows[1]], maps):
        return None
    if "title" not in found or len(found) < _LEAST:
        return None
    return Head(rows=tuple(rows), columns=found, names=names, earlier=earlier)


def _is_heading_row(row: Mapping[int, Cell], maps: Mapping[str, str]) -> bool:
    """Whether a second row is one of headings: at least half of its own words mean something as such."""
    own = [cell.flat for cell in row.values() if cell.own]
    known = [words for words in own if meant(words, maps) or when(words)]
    return bool(own) and len(known) * 2 >= len(own)


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


def _filled(grid: Grid, last: int) -> frozenset[int]:
    """The columns in which anything stands below this row."""
    below = (row for number, row in grid.rows.items() if number > last)
    return frozenset(column for row in below for column, cell in row.items() if cell.own)


def _columns(
    names: Mapping[int, str], maps: Mapping[str, str], filled: frozenset[int]
) -> tuple[dict[str, int], dict[int, tuple[str, str]]]:
    """Columns by key: a heading of ours first, then of others, then the latest that speaks of a time and holds anything."""
    found: dict[str, int] = {}
    timed: dict[str, list[tuple[int, str]]] = {}
    for column, words in names.items():
        if column - 1 in names and names[column - 1] == words:
            continue  # a heading that stretches over several columns is the first one's
        key = meant(words, maps)
        if key and (time := when(words)) and folded(words) not in maps:
            timed.setdefault(key, []).append((column, time))
        elif key and (key not in found or folded(words) == folded(ACTIONS[key].heading)):
            found[key] = column
    earlier: dict[int, tuple[str, str]] = {}
    for key, columns in timed.items():
        *before, last = sorted(columns, key=lambda one: one[0] in filled)
        if key not in found:
            found[key] = last[0]
        else:
            before = columns
        earlier |= {column: (key, time) for column, time in before}
    return found, earlier
