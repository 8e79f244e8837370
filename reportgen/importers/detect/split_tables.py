"""Several tables in one table or sheet, told apart, and which tables are the plan.

Two plans side by side are told apart by their headings.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from reportgen.importers import legends
from reportgen.importers.detect.column_matching import meaning
from reportgen.importers.detect.header_detection import DEEPEST, find_header
from reportgen.importers.detect.heading_words import Rank
from reportgen.importers.detect.vocabulary import is_heading
from reportgen.importers.sources.blocks import Line, SourceTable
from reportgen.model.calendar import Quarter
from reportgen.model.text import fold_name


def split_beside(grid: SourceTable, maps: Mapping[str, str]) -> list[SourceTable]:
    """The table itself, or the two or more plans side by side that its headings show.

    There are several where the action's heading stands more than once in a row.
    """
    for row in list(grid.rows.values())[:DEEPEST]:
        keys = {
            column: sense.key
            for column, cell in row.items()
            if cell.own
            and (sense := meaning(cell.flat, maps))
            and not sense.time
            and sense.rank <= Rank.LIKELY
        }
        starts = _starts(keys)
        if len(starts) > 1:
            parts = [
                _part(grid, start, end) for start, end in zip(starts, [*starts[1:], 0], strict=True)
            ]
            if all(find_header(part, maps) for part in parts):
                return parts
    return [grid]


def _starts(keys: Mapping[int, str]) -> list[int]:
    """The first columns of the sets of headings in a row.

    Each set has an action, and an officer or a timescale for it.
    """
    starts: list[int] = []
    current: set[str] = set()
    for column, key in sorted(keys.items()):
        if (
            key in current
            and {"title"} < current
            and ("officers" in current or "timescale" in current)
        ):
            starts.append(column)
            current = {key}
            continue
        if not current:
            starts.append(column)
        current.add(key)
    starts = starts if "title" in current else starts[:-1] or starts
    return [1, *starts[1:]]  # what stands before the first known heading is the first one's


def _part(grid: SourceTable, start: int, end: int) -> SourceTable:
    """The columns from `start` to the one before `end`; to the last where that is 0."""
    rows = {
        number: kept
        for number, row in grid.rows.items()
        if (
            kept := {
                column: cell
                for column, cell in row.items()
                if column >= start and (not end or column < end)
            }
        )
    }
    first = next(iter(rows.values()), {})
    alone = [cell.flat for cell in first.values() if cell.own]
    title = alone[0] if len(alone) == 1 else grid.title
    return replace(grid, name=f"{grid.name}, from column {start}", title=title, rows=rows)


def split_at_headings(grid: SourceTable) -> list[SourceTable]:
    """The table cut before each row of other headings further down, with the title right above.

    The same headings said again cut nothing.
    """
    numbers = list(grid.rows)
    cuts: list[int] = []
    before: frozenset[str] = frozenset()
    last = -2
    for place, number in enumerate(numbers):
        words = [cell.flat for cell in grid.rows[number].values() if cell.own]
        if not _is_header(words):
            continue
        named = frozenset(map(fold_name, words))
        if before and place > last + 1 and not named <= before:
            above = [cell for cell in grid.rows[numbers[place - 1]].values() if cell.own]
            cuts.append(place - 1 if len(above) == 1 else place)
        before, last = named, place
    edges = [0, *cuts, len(numbers)]
    parts = [_rows(grid, first, after) for first, after in pairwise(edges) if after > first]
    return [
        part if not place else replace(part, name=f"{grid.name}, from row {next(iter(part.rows))}")
        for place, part in enumerate(parts)
    ]


def _is_header(words: list[str]) -> bool:
    """Whether a row is one of headings, of a plan or of another table."""
    if len(words) < _FEWEST_HEADINGS or not any(map(is_heading, words[:2])):
        return False
    unknown = 0
    for heading in words:
        unknown += not is_heading(heading)
        if unknown * 3 > len(words):
            return False
    return len(words) - unknown >= _FEWEST_HEADINGS


def split_below(grid: SourceTable) -> list[SourceTable]:
    """The table without its last blocks that are no rows of a plan, and then these blocks.

    A blank row stands before each; they are keys or lists of acronyms.
    """
    others: list[SourceTable] = []
    rest = grid
    while (gap := _last_gap(rest)) and _is_of_its_own(block := _rows(rest, gap, len(rest.rows))):
        others.insert(0, block)
        rest = _rows(rest, 0, gap)
    return [rest, *others]


def _last_gap(grid: SourceTable) -> int:
    """How many rows stand before the last blank one; 0 where none is blank."""
    numbers = list(grid.rows)
    return next(
        (
            place
            for place in range(len(numbers) - 1, 0, -1)
            if numbers[place] - numbers[place - 1] > 1
        ),
        0,
    )


def _rows(grid: SourceTable, first: int, last: int) -> SourceTable:
    numbers = list(grid.rows)[first:last]
    return replace(grid, rows={number: grid.rows[number] for number in numbers})


def _is_of_its_own(grid: SourceTable) -> bool:
    return bool(
        legends.key_table(grid)
        or legends.key_table_across(grid)
        or legends.acronym_table(grid, headed=False)
        or is_counts(grid)
    )


def is_counts(grid: SourceTable) -> bool:
    """Whether a table counts: beside the first cell of its rows stand numbers alone."""
    rows = [[cell.flat for cell in row.values() if cell.own] for row in grid.rows.values()]
    wide = [words[1:] for words in rows if len(words) > 1]
    counts = [words for words in wide if all(map(_NUMBER.fullmatch, words))]
    return len(counts) > 1 and len(counts) >= len(wide) - 1


_NUMBER = re.compile(r"[£€$]?-?\d[\d,.]*\s*%?")


_FEWEST_HEADINGS = 3
_ALIKE = 0.6  # of its columns a table shares with the plan's fullest one, to be of the plan too
_WIDE = 3  # columns of a table that may go on without headings, at least


class PlanTables:
    """Which of the tables are the plan: those laid out like the fullest of them."""

    def __init__(
        self, blocks: list[SourceTable | Line], maps: Mapping[str, str], now: Quarter | None
    ) -> None:
        every = {
            place: header
            for place, block in enumerate(blocks)
            if isinstance(block, SourceTable)
            and not block.hidden
            and (header := find_header(block, maps, now))
        }
        fullest = max(every.values(), key=lambda header: len(header.columns), default=None)
        keys = set(fullest.columns) if fullest else set()
        self.heads = {
            place: header
            for place, header in every.items()
            if len(keys & set(header.columns)) >= _ALIKE * len(keys)
        }
        self.strange = set(every) - set(self.heads)
        headings = [
            (place, block)
            for place, block in enumerate(blocks)
            if isinstance(block, Line) and block.level and not block.title
        ]
        counts = Counter(fold_name(line.words) for _, line in headings)
        self.repeated = {words for words, many in counts.items() if many > 1}
        nearest = {_nearest(headings, place, self.repeated) for place in self.heads}
        self.levels = Counter(level for _, level in nearest if level)
        """The levels of the headings right before plans, each heading once."""

    def goes_on(self, grid: SourceTable, before: SourceTable) -> bool:
        """Whether a table without headings continues the one right before it: it is as wide."""
        widest = [
            max((max(row, default=0) for row in table.rows.values()), default=0)
            for table in (before, grid)
        ]
        return not grid.title and widest[0] == widest[1] and widest[0] > _WIDE


def _nearest(headings: list[tuple[int, Line]], place: int, repeated: set[str]) -> tuple[int, int]:
    """The place and level of the last heading before a table, but for repeated ones; else 0, 0."""
    before = [
        (where, line.level)
        for where, line in headings
        if where < place and fold_name(line.words) not in repeated
    ]
    return before[-1] if before else (0, 0)
