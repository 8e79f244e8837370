"""The header rows of a plan's table: the column that each heading names, and what is below it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.importers.detect.column_choice import SearchTerms, choose
from reportgen.importers.detect.column_contents import (
    ColumnContents,
    groups,
    groups_of,
    is_outdone,
    numbers,
    sections,
    seen,
)
from reportgen.importers.detect.column_matching import ColumnMeaning, is_part, meaning
from reportgen.importers.detect.heading_texts import LONGEST, HeadingText, heading_texts, told_apart
from reportgen.importers.detect.heading_words import Rank
from reportgen.importers.detect.vocabulary import is_of_another
from reportgen.importers.sources.blocks import SourceCell, SourceTable
from reportgen.model.calendar import Quarter
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name

_DAY_OR_NUMBER = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z]\w+ \d{4}|[\d.,]+")
DEEPEST = 40  # rows in which headings are looked for
WIDE = 3  # columns that a title stretches over, at least, above the headings too
_NAME = "name"  # the heading of a task in exports, and of much else
_PART = 30  # letters of a heading under another
_LEAST = 2  # columns that are known, the action among them
OF_A_PLAN = {"officers", "timescale", "status"}
"""Columns one of which a plan has: a list of actions without any of them is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """The headings of a plan in a table."""

    rows: tuple[int, ...]
    """The numbers of the one or two header rows; none where the table continues the one before."""
    columns: Mapping[str, int]
    """Column numbers by column key."""
    names: Mapping[int, str]
    """Every heading by column number, as it was written; of two that are alike the second is
    “Evidence (2)”."""
    forms: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """The folded words by which each heading is known further down, by column number."""
    earlier: Mapping[int, str] = field(default_factory=dict)
    """The columns of an earlier time, “status” or “progress”, by column number."""
    present: str = ""
    """The time that was taken for the present one, as it was written."""

    @property
    def first(self) -> int:
        """The upper of its rows; 0 where it has none."""
        return self.rows[0] if self.rows else 0


def find_header(
    grid: SourceTable, maps: Mapping[str, str], now: Quarter | None = None
) -> HeaderRow | None:
    """The headings of an action plan in a table; None where no row of the first forty has them."""
    if grid.exact:
        return _exact(grid)
    asked, numbers = SearchTerms(maps, now), list(grid.rows)[:DEEPEST]
    contents = ColumnContents(grid, maps)
    best: HeaderRow | None = None
    for place, number in enumerate(numbers):
        if best and number > best.rows[-1]:
            break  # the first headings count; those further down are said again
        for rows in ([number], numbers[place : place + 2]):
            header = _header(grid, rows, asked, contents)
            if header and (best is None or _worth(header, grid) > _worth(best, grid)):
                best = header
    return _with_columns_by_contents(best, grid, contents, maps) if best else None


def _worth(header: HeaderRow, grid: SourceTable) -> tuple[int, bool]:
    """How good a header is, for comparing: first the number of columns that it knows.

    Of two that know as many, the one whose lower row is blank under the action's heading is better.
    """
    under = grid.rows[header.rows[-1]].get(header.columns["title"])
    return len(header.columns), len(header.rows) > 1 and not (under and under.own)


def _exact(grid: SourceTable) -> HeaderRow | None:
    """Our own headings in the first row; None where they are not those of actions."""
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


def _header(
    grid: SourceTable, rows: list[int], asked: SearchTerms, contents: ColumnContents
) -> HeaderRow | None:
    if len(rows) > 1 and not _are_two(grid.rows[rows[0]], grid.rows[rows[1]], asked.maps):
        return None
    if len(rows) == 1 and any(cell.continues and cell.flat for cell in grid.rows[rows[0]].values()):
        return None  # the lower of two rows
    texts = heading_texts(grid, rows)
    named = {
        column: sense for column, text in texts.items() if (sense := _of_readings(text, asked.maps))
    }
    if len(named) < _LEAST or contents.is_form:
        return None
    below = contents.below(rows[-1])
    meant = {
        column: sense
        for column, known in named.items()
        if (sense := seen(known, below.get(column, [])))
    }
    columns, earlier, present = choose(texts, meant, below, asked)
    if "title" not in columns or not (earlier or set(columns) & OF_A_PLAN):
        return None
    if meant[columns["title"]].rank > Rank.LIKELY:
        of_a_plan = (meant[column].rank for key, column in columns.items() if key in OF_A_PLAN)
        told = sum(rank < Rank.LAST for rank in of_a_plan)
        enough = 2 if texts[columns["title"]].whole.strip().casefold() == _NAME else 1
        guessed = not earlier and told < enough  # “Name, Job, Team”
        if guessed or is_outdone(columns, texts, below):
            return None
    forms = {column: text.forms for column, text in texts.items()}
    return HeaderRow(
        rows=tuple(rows),
        columns=columns,
        names=told_apart(texts),
        forms=forms,
        earlier=earlier,
        present=present,
    )


def _with_columns_by_contents(
    header: HeaderRow, grid: SourceTable, contents: ColumnContents, maps: Mapping[str, str]
) -> HeaderRow:
    """With the columns of objectives and refs that are known only by what stands in them.

    They stand left of the action, and their headings say nothing else. A number that is merged
    down over several actions is no ref, and where rows name sections, an “Area” is no objective.
    """
    texts, last = heading_texts(grid, list(header.rows)), header.rows[-1]
    columns, below = dict(header.columns), contents.below(last)
    title = columns["title"]
    free = [column for column in below if column < title and column not in columns.values()]
    plain = [column for column in free if not _is_of_another(texts.get(column))]
    rows = [row for number, row in grid.rows.items() if number > last and title in row]
    actions = [row for row in rows if row[title].own]
    if groups_of(actions, columns.get("ref", 0)):
        del columns["ref"]
    if "ref" not in columns and (column := numbers(actions, plain)):
        columns["ref"] = column
    if "objective" in columns and _has_sections(grid, last):
        sense = _of_readings(texts.get(columns["objective"], HeadingText("")), maps)
        if sense is None or sense.rank > Rank.SURE:
            del columns["objective"]
    elif "objective" not in columns:
        column = groups(actions, free) or sections(texts, below, title)
        if column and column not in columns.values():
            columns["objective"] = column
    return replace(header, columns=columns)


def _has_sections(grid: SourceTable, last: int) -> bool:
    """Whether rows with a title alone, over several columns, stand among the actions."""
    alone = (
        cells[0]
        for number, row in grid.rows.items()
        if number > last and len(cells := [cell for cell in row.values() if cell.own]) == 1
    )
    return sum(cell.across >= WIDE for cell in alone) > 1


def _is_of_another(text: HeadingText | None) -> bool:
    return text is not None and is_of_another(text.whole)


def _is_value(words: str) -> bool:
    """Whether words over headings are a label or its value: “Last updated:”, “6 October 2026”."""
    return words.endswith(":") or bool(_DAY_OR_NUMBER.fullmatch(words))


def _of_readings(text: HeadingText, maps: Mapping[str, str]) -> ColumnMeaning | None:
    """What a heading means; what only its lower part may mean counts last: “Description”."""
    for words in text.readings:
        if words != text.whole and is_of_another(text.above):
            continue
        if words != text.whole and words.casefold() == _NAME:
            continue  # of “Asset” over “Name”
        if sense := meaning(words, maps):
            partly = text.below and words == text.below and sense.rank > Rank.SURE
            return replace(sense, rank=Rank.LAST) if partly else sense
    return None


def _are_two(
    upper: Mapping[int, SourceCell], lower: Mapping[int, SourceCell], maps: Mapping[str, str]
) -> bool:
    """Whether two rows are headings: the upper no title, half of the lower's words meaningful.

    Or all of the lower's words stand under cells that stretch over several columns.
    """
    own = [cell.flat for cell in lower.values() if cell.own]
    above = [cell.flat for cell in upper.values() if cell.own]
    if len(above) <= 1 or any(_is_value(words) for words in above):
        return False
    if _is_divided(upper, lower):
        return True
    known = [words for words in own if meaning(words, maps) or is_part(words)]
    return bool(own) and len(known) * 2 >= len(own) and all(len(words) <= LONGEST for words in own)


def _is_divided(upper: Mapping[int, SourceCell], lower: Mapping[int, SourceCell]) -> bool:
    """Whether the lower row only divides what stretches in the upper: “L, I, Score”."""
    under = {
        column + step
        for column, cell in upper.items()
        if cell.own and cell.across > 1
        for step in range(cell.across)
    }
    own = {column: cell.flat for column, cell in lower.items() if cell.own}
    short = all(
        len(words) <= _PART and not _DAY_OR_NUMBER.fullmatch(words) for words in own.values()
    )
    return len(own) > 1 and own.keys() <= under and short
