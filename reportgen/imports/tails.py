"""What stands under a plan in the same sheet, behind a blank row: a colour key, a list of acronyms. Told apart from the plan."""

from dataclasses import replace

from reportgen.imports import acronyms, key
from reportgen.imports.blocks import Grid


def parted(grid: Grid) -> list[Grid]:
    """The sheet; and behind it what its last blocks are, where they are no rows of a plan."""
    found: list[Grid] = []
    rest = grid
    while (gap := _last_gap(rest)) and _is_of_its_own(tail := _rows(rest, gap, len(rest.rows))):
        found.insert(0, tail)
        rest = _rows(rest, 0, gap)
    return [rest, *found]


def _last_gap(grid: Grid) -> int:
    """How many rows stand before the last blank one; 0 where none is blank."""
    numbers = list(grid.rows)
    return next((place for place in range(len(numbers) - 1, 0, -1) if numbers[place] - numbers[place - 1] > 1), 0)


def _rows(grid: Grid, first: int, last: int) -> Grid:
    numbers = list(grid.rows)[first:last]
    return replace(grid, rows={number: grid.rows[number] for number in numbers})


def _is_of_its_own(grid: Grid) -> bool:
    return bool(key.table(grid) or key.across(grid) or acronyms.table(grid, headed=False))
