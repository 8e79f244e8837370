"""What a row of a plan's table is, by its cells, and what stands beside the rows.

The headings repeated, a title, a labelled line, a sum, or a key; else an action.
"""

import re
from collections.abc import Mapping
from itertools import pairwise

from reportgen.importers import legends
from reportgen.importers.audit import SUMS
from reportgen.importers.detect.column_matching import meaning
from reportgen.importers.detect.header_detection import WIDE, HeaderRow
from reportgen.importers.detect.heading_words import Rank
from reportgen.importers.draft import is_called
from reportgen.importers.sources.blocks import SourceCell, SourceTable
from reportgen.importers.status_words import KeyStatus
from reportgen.model.text import fold_name

Row = Mapping[int, SourceCell]

_LISTS = re.compile(r"\b(?:lists?|lookups?|drop-?downs?|options|legend)\b", re.IGNORECASE)
_LONG = 150  # letters of a title
_REF = "10.10.10"
_FEW_LETTERS = 3
_LABEL = re.compile(r"(?P<label>[\w /]{3,40}?)\s*:\s*(?P<words>\S.*)", re.DOTALL)
_TOTAL = re.compile(
    r"(?:grand |sub-?)?(?:totals?|averages?|mean|sum|overall score|count)\b.{0,30}", re.IGNORECASE
)
SAID_OF_AN_ACTION = ("progress", "next_steps")
RUN_ON = ("outcome", "officers", "partners", "progress", "next_steps")
"""Columns whose words may continue in a row of their own, as where a page ended."""


def own(row: Row) -> list[tuple[int, SourceCell]]:
    """The columns and cells in which words stand, but for those that continue a merged cell."""
    return [(column, cell) for column, cell in row.items() if cell.own]


def has_title(row: Row, head: HeaderRow) -> bool:
    """Whether a row has words for an action, be it in a cell that is merged down to it."""
    cell = row.get(head.columns["title"])
    return bool(cell and cell.flat)


def repeats(row: Row, head: HeaderRow) -> bool:
    """Whether the headings are repeated here, as at the top of the next page.

    Or go on, as the lower part of headings that are merged over two rows.
    """
    cells, title = own(row), head.columns["title"]
    if title in row and row[title].continues:
        # Its heading is merged down to here, whatever stands under the other headings.
        return fold_name(row[title].flat) in head.forms.get(title, ())
    if not cells:
        words = [(column, cell) for column, cell in row.items() if cell.flat]
        return bool(words) and all(
            fold_name(cell.flat) in head.forms.get(column, ()) for column, cell in words
        )
    if len(cells) == 1:
        return False
    same = [
        column
        for column, cell in cells
        if (forms := head.forms.get(column)) and fold_name(cell.flat) in forms
    ]
    return len(same) * 2 > len(cells)


def _alone(row: Row) -> tuple[int, SourceCell] | None:
    """The column and cell of the only words in a row; None where it has none or several."""
    found: tuple[int, SourceCell] | None = None
    for column, cell in row.items():  # of most rows the first two tell
        if cell.own and found is None:
            found = column, cell
        elif found and cell.own and cell.flat != found[1].flat:
            return None
    if any(cell.continues and cell.flat for cell in row.values()):
        return None
    return found


def title(row: Row, head: HeaderRow, *, looks: bool) -> SourceCell | None:
    """The cell of a row that is a title; None where there is none.

    It begins as an objective does, stretches over the table, stands out where `looks` count, or is
    alone in the first column.
    """
    alone = _alone(row)
    if alone is None:
        return None
    column, cell = alone
    if is_called(cell.flat):
        return cell
    if len(cell.flat) > _LONG:
        return None
    told = cell.across >= WIDE or (looks and (cell.bold or bool(cell.fill)))
    first = (
        column == min(head.names, default=column)
        and column != head.columns["title"]
        and not _is_ref(cell.flat)
    )
    return cell if told or first else None


def _is_ref(words: str) -> bool:
    """Whether words may be an action's number: short, with a digit or of three letters at most."""
    return len(words) <= len(_REF) and (any(map(str.isdigit, words)) or len(words) <= _FEW_LETTERS)


def by_looks(cell: SourceCell) -> bool:
    """Whether a cell is a title only by its looks."""
    return cell.across < WIDE and not is_called(cell.flat)


def labelled(row: Row, *keys: str) -> tuple[SourceCell, str] | None:
    """A cell over the table that names one of these columns, and its key; None for other rows.

    For example “Update: 14 patrols were run.”
    """
    alone = _alone(row)
    match = _LABEL.fullmatch(alone[1].flat) if alone and alone[1].across >= WIDE else None
    sense = meaning(match["label"], {}) if match else None
    said = sense and sense.key in keys and sense.rank <= Rank.LIKELY
    return (alone[1], sense.key) if alone and sense and said else None


def filler(row: Row, head: HeaderRow) -> str:
    """Why a row is left out; empty where it is not.

    It is a sum, “Total actions: 3”, or a number without its action.
    """
    cells = own(row)
    if cells and _TOTAL.fullmatch(cells[0][1].flat):
        return SUMS
    alone, bare = _alone(row), any(cell.fill for cell in row.values() if not cell.flat)
    if alone and not bare and alone[0] == head.columns.get("ref") and _is_ref(alone[1].flat):
        return "a row with nothing but its number"
    return ""


def explained(row: Row) -> list[tuple[SourceCell, list[KeyStatus]]]:
    """The cells of a row that explains statuses, each with those that it explains.

    They stand side by side, or in one line under the table; a row that explains none has no such
    cells.
    """
    cells = [cell for _, cell in own(row)]
    if len(cells) == 1:
        entries = legends.key_of_line(cells[0].flat)
        return [(cells[0], entries)] if entries else []
    by_place = legends.key_lines(cell.flat for cell in cells)
    told = [
        (cell, [by_place[place]] if place in by_place else []) for place, cell in enumerate(cells)
    ]
    return told if by_place else []


def runs_on(row: Row, head: HeaderRow) -> bool:
    """Whether a row has no action of its own and only more words for the one above."""
    filled = {name for name, column in head.columns.items() if column in row and row[column].flat}
    mapped = set(head.columns.values())
    return (
        bool(filled)
        and filled <= set(RUN_ON)
        and not any(column not in mapped for column, _ in own(row))
    )


def lists_beside(grid: SourceTable, head: HeaderRow) -> set[int]:
    """The columns of lists that stand beside the table, behind a blank column.

    They have words where no action is, or their heading says so.
    """
    used = {column for row in grid.rows.values() for column, _ in own(row)}
    last = max(head.columns.values())
    gap = next((c for c in range(last + 1, max(used, default=0)) if c not in used), 0)
    if not gap:
        return set()
    behind = {column for column in used if column > gap}
    loose = any(
        column in behind
        for number, row in grid.rows.items()
        if number > head.first and not has_title(row, head)
        for column, _ in own(row)
    )
    listed = any(_LISTS.search(head.names.get(column, "")) for column in behind)
    return behind if loose or listed else set()


def parent_refs(grid: SourceTable, head: HeaderRow) -> set[str]:
    """The refs of rows whose number begins those below, as 1 stands over 1.1 and 1.2."""
    column = head.columns.get("ref")
    if column is None:
        return set()
    refs = [row[column].flat.rstrip(".") for row in grid.rows.values() if column in row]
    return {ref for ref, below in pairwise(refs) if ref.isdecimal() and below.startswith(f"{ref}.")}


def last_action(grid: SourceTable, head: HeaderRow) -> int:
    """The number of the last row with an action and something beside it, else of the last row.

    What stands alone in a row below it, and below a blank row, is a note under the table.
    """
    full = [
        number
        for number, row in grid.rows.items()
        if number > head.first and has_title(row, head) and len(own(row)) > 1
    ]
    return full[-1] if full else max(grid.rows, default=0)
