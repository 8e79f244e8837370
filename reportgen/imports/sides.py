"""Two plans side by side in one table or sheet, told apart by their headings."""

from collections.abc import Mapping
from dataclasses import replace

from reportgen.imports.blocks import Grid
from reportgen.imports.heads import DEEPEST, head
from reportgen.imports.meanings import meaning


def sides(grid: Grid, maps: Mapping[str, str]) -> list[Grid]:
    """The table itself; or the two or more that its headings show, where the action's heading stands there more than once."""
    for row in list(grid.rows.values())[:DEEPEST]:
        said = {
            column: one.key for column, cell in row.items() if cell.own and (one := meaning(cell.flat, maps)) and not one.time
        }
        starts = _starts(said)
        if len(starts) > 1:
            parts = [_part(grid, start, end) for start, end in zip(starts, [*starts[1:], 0], strict=True)]
            if all(head(part, maps) for part in parts):
                return parts
    return [grid]


def _starts(said: Mapping[int, str]) -> list[int]:
    """The first columns of sets of headings that each have an action and somebody who answers for it or a time for it."""
    starts: list[int] = []
    current: set[str] = set()
    for column, key in sorted(said.items()):
        if key in current and {"title"} < current and ("officers" in current or "timescale" in current):
            starts.append(column)
            current = {key}
            continue
        if not current:
            starts.append(column)
        current.add(key)
    starts = starts if "title" in current else starts[:-1] or starts
    return [1, *starts[1:]]  # what stands before the first known heading is the first one's


def _part(grid: Grid, start: int, end: int) -> Grid:
    """The columns from `start` to the one before `end`; to the last where that is 0."""
    rows = {
        number: kept
        for number, row in grid.rows.items()
        if (kept := {column: cell for column, cell in row.items() if column >= start and (not end or column < end)})
    }
    first = next(iter(rows.values()), {})
    alone = [cell.flat for cell in first.values() if cell.own]
    title = alone[0] if len(alone) == 1 else grid.title
    return replace(grid, name=f"{grid.name}, from column {start}", title=title, rows=rows)
