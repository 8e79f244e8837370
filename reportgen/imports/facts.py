"""A table of labels and values, as on a cover sheet: “Organisation | Anytown Council”."""

from reportgen.headings import named
from reportgen.imports.blocks import Cell, Grid
from reportgen.settings import SETTINGS

_FEWEST = 2


def table(grid: Grid) -> dict[int, tuple[Cell, Cell, str]]:
    """Label, value and setting by row; none where fewer than two of its labels are settings."""
    found = {}
    for number, row in grid.rows.items():
        said = [cell for cell in row.values() if cell.own]
        setting = named(said[0].flat.rstrip(" :"), SETTINGS) if len(said) == 2 else None  # noqa: PLR2004 - a label and its value
        if setting:
            found[number] = (said[0], said[1], setting.heading)
    return found if len(found) >= _FEWEST else {}
