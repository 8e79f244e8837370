"""What stands in and beside a plan's table and is no action: lists, and rows that number groups."""

import re
from itertools import pairwise

from reportgen.importers.detect.header_detection import HeaderRow
from reportgen.importers.detect.row_classifier import has_title, own
from reportgen.importers.sources.blocks import SourceTable

_LISTS = re.compile(r"\b(?:lists?|lookups?|drop-?downs?|options|legend)\b", re.IGNORECASE)


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
