"""What stands in the rows of headings, column by column, and what stands below them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.importers.detect import column_matching
from reportgen.importers.detect.column_matching import ColumnMeaning, is_part, meaning
from reportgen.importers.legends import COMMON, LETTERS
from reportgen.importers.sources.blocks import SourceCell, SourceTable
from reportgen.model.calendar import Quarter
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name

LONGEST = 80  # letters of a heading that may mean something


@dataclass(frozen=True, slots=True)
class HeadingText:
    """The heading of a column; over two rows the upper one speaks for every column under it: “Quarter 2” over “RAG”."""

    above: str
    below: str = ""

    @property
    def whole(self) -> str:
        """Both on one line."""
        return " ".join(filter(None, (self.above, self.below)))

    @property
    def readings(self) -> tuple[str, ...]:
        """In which words its meaning is looked for: both together, the lower, the upper where it stands alone."""
        found = (self.whole, self.below) if self.below else (self.above,)
        return tuple(words for words in found if len(words) <= LONGEST)

    @property
    def forms(self) -> frozenset[str]:
        """How it may stand further down, where the headings are said again."""
        return frozenset(map(fold_name, filter(None, (self.above, self.below, self.whole))))


def heading_texts(grid: SourceTable, rows: list[int]) -> dict[int, HeadingText]:
    """The heading of each column that has one."""
    upper = _spread(grid.rows[rows[0]])
    if len(rows) == 1:
        return {column: HeadingText(words) for column, words in upper.items()}
    lower = {
        column: "" if cell.continues else cell.flat for column, cell in grid.rows[rows[1]].items()
    }
    return {
        column: HeadingText(upper.get(column, ""), lower.get(column, ""))
        for column in sorted({*upper, *lower})
    }


def _spread(row: Mapping[int, SourceCell]) -> dict[int, str]:
    return {
        column + step: cell.flat
        for column, cell in row.items()
        if cell.flat
        for step in range(cell.across)
    }


def held(grid: SourceTable, last: int) -> dict[int, list[str]]:
    """By column what stands below this row; a bare colour counts as something."""
    found: dict[int, list[str]] = {}
    for number, row in grid.rows.items():
        for column, cell in row.items() if number > last else ():
            if cell.own or (cell.fill and not cell.flat):
                found.setdefault(column, []).append(cell.flat or cell.fill)
    return found


def told_apart(found: Mapping[int, HeadingText]) -> dict[int, str]:
    """The headings as they are spoken of: a long one by its beginning, of two that are alike the second as “Evidence (2)”."""
    seen: dict[str, int] = {}
    names = {}
    for column, text in found.items():
        words = text.whole if len(text.whole) <= LONGEST else f"{text.whole[:LONGEST]}…"
        seen[fold_name(words)] = seen.get(fold_name(words), 0) + 1
        names[column] = (
            f"{words} ({seen[fold_name(words)]})" if seen[fold_name(words)] > 1 else words
        )
    return names


DEEPEST = 40  # rows in which headings are looked for
_LEAST = 2  # columns that are known, the action among them
_RANK = re.compile(
    r"(?:\(?\d\)?\s*)?(?:high|medium|normal|low|urgent|critical|h|m|l)", re.IGNORECASE
)
"""What stands in a column “Priority” that is none of objectives."""
_FORM = 3  # headings under one another that make a form
_MARK = 2  # letters of a mark in a timetable: “X”, “✓”


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """The headings of a plan in a table."""

    rows: tuple[int, ...]
    """The one or two rows in which they stand; none where the table goes on from the one before."""
    columns: Mapping[str, int]
    """Column numbers by column key."""
    names: Mapping[int, str]
    """Every heading by column number, as it was written; of two that are alike the second is
    “Evidence (2)”."""
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
class _SearchTerms:
    """What a search goes by: the user's own meanings by folded heading, and the quarter that is reported on, if it is known."""

    maps: Mapping[str, str]
    now: Quarter | None


def find_header(
    grid: SourceTable, maps: Mapping[str, str], now: Quarter | None = None
) -> HeaderRow | None:
    """The headings of an action plan in a table; None where no row of the first forty has them."""
    if grid.exact:
        return _exact(grid)
    asked, numbers = _SearchTerms(maps, now), list(grid.rows)[:DEEPEST]
    best: HeaderRow | None = None
    for place, number in enumerate(numbers):
        if best and number > best.rows[-1]:
            break  # the first headings count; those further down are said again
        for rows in ([number], numbers[place : place + 2]):
            one = _header(grid, rows, asked)
            if one and (best is None or _worth(one, grid) > _worth(best, grid)):
                best = one
    return best


def _worth(one: HeaderRow, grid: SourceTable) -> tuple[int, bool]:
    """How many columns it knows; of two that know as many, that whose lower row says nothing of an action."""
    under = grid.rows[one.rows[-1]].get(one.columns["title"])
    return len(one.columns), len(one.rows) > 1 and not (under and under.own)


def _exact(grid: SourceTable) -> HeaderRow | None:
    """Our own headings in the first row; none where they are not those of actions."""
    first, row = next(iter(grid.rows.items()))
    keys = {fold_name(column.heading): column.key for column in ACTIONS}
    columns = {
        keys[name]: number for number, cell in row.items() if (name := fold_name(cell.flat)) in keys
    }
    names = {number: cell.flat for number, cell in row.items()}
    return (
        HeaderRow(rows=(first,), columns=columns, names=names)
        if {"title", "officers"} <= set(columns)
        else None
    )


def _header(grid: SourceTable, rows: list[int], asked: _SearchTerms) -> HeaderRow | None:
    if len(rows) > 1 and not _are_two(grid.rows[rows[0]], grid.rows[rows[1]], asked.maps):
        return None
    found, below = heading_texts(grid, rows), held(grid, rows[-1])
    meant = {
        column: one
        for column, text in found.items()
        if (one := _meaning(text, below.get(column, []), asked.maps))
    }
    columns, earlier, present = _columns(found, meant, below, asked)
    if (
        "title" not in columns
        or len(columns) + bool(earlier) < _LEAST
        or _is_form(grid, asked.maps)
    ):
        return None
    forms = {column: text.forms for column, text in found.items()}
    return HeaderRow(
        rows=tuple(rows),
        columns=columns,
        names=told_apart(found),
        forms=forms,
        earlier=earlier,
        present=present,
    )


def _meaning(text: HeadingText, below: list[str], maps: Mapping[str, str]) -> ColumnMeaning | None:
    """What a heading means, seen together with what stands under it."""
    one = next(filter(None, (meaning(words, maps) for words in text.readings)), None)
    if (
        one
        and one.key == "objective"
        and not one.mapped
        and below
        and all(_RANK.fullmatch(value.strip()) for value in below)
    ):
        return None
    if not one or not below or one.mapped:
        return one
    if one.key == "progress" and all(
        fold_name(value) in COMMON or fold_name(value) in LETTERS for value in below
    ):
        return replace(one, key="status")
    if one.time and one.bare and all(len(value) <= _MARK for value in below):
        return None  # the X marks of a timetable
    return one


def _is_form(grid: SourceTable, maps: Mapping[str, str]) -> bool:
    """Whether headings stand under one another rather than beside each other: a table for each action."""
    firsts = [
        next((cell.flat for cell in row.values() if cell.own), "") for row in grid.rows.values()
    ]
    known = [
        one.key for words in firsts if words and (one := meaning(words, maps)) and not one.time
    ]
    return len(set(known)) >= _FORM and len(known) * 2 > len(firsts)


def _are_two(
    upper: Mapping[int, SourceCell], lower: Mapping[int, SourceCell], maps: Mapping[str, str]
) -> bool:
    """Whether two rows are headings together: the upper is no title, and half of the lower's words mean something as such."""
    own = [cell.flat for cell in lower.values() if cell.own]
    if sum(cell.own for cell in upper.values()) <= 1:
        return False
    known = [words for words in own if meaning(words, maps) or is_part(words)]
    return bool(own) and len(known) * 2 >= len(own) and all(len(words) <= LONGEST for words in own)


def _columns(
    found: Mapping[int, HeadingText],
    meant: Mapping[int, ColumnMeaning],
    below: Mapping[int, list[str]],
    asked: _SearchTerms,
) -> tuple[dict[str, int], dict[int, str], str]:
    """Columns by key, those that speak of an earlier time, and the present one.

    What the user says counts first, then our own headings, and those that may mean much last.
    """
    columns: dict[str, int] = {}
    plain = {column: one for column, one in meant.items() if not one.time}
    for wanted in (_is_mapped, _is_own, _is_plain, _is_weak):
        for column, one in plain.items():
            before = found.get(column - 1)
            spread = (
                before is not None
                and before.whole == found[column].whole
                and columns.get(one.key) == column - 1
            )
            if one.key not in columns and not spread and wanted(found[column].whole, one):
                columns[one.key] = column
    timed = {column: one for column, one in meant.items() if one.time}
    chosen = column_matching.chosen(
        {column: column_matching.plain(one.time) for column, one in timed.items()},
        frozenset(below),
        asked.now,
    )
    earlier: dict[int, str] = {}
    present = ""
    for column, one in timed.items():
        if column_matching.plain(one.time) == chosen and one.key not in columns:
            columns[one.key], present = column, one.time
        else:
            earlier[column] = one.key
    return columns, earlier, present


def _is_mapped(_: str, one: ColumnMeaning) -> bool:
    return one.mapped


def _is_own(words: str, one: ColumnMeaning) -> bool:
    return fold_name(words) == fold_name(ACTIONS[one.key].heading)


def _is_plain(_: str, one: ColumnMeaning) -> bool:
    return not one.weak


def _is_weak(_: str, one: ColumnMeaning) -> bool:
    return one.weak
