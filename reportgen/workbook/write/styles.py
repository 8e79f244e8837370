"""Formats of the cells in the workbooks we write."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension

from reportgen.model import colours
from reportgen.model.colours import TO_FILL_IN
from reportgen.model.columns import Column
from reportgen.workbook.write.openpyxl_writer import look_of, set_first_font, set_look, share_looks

_FONT = "Arial"
_LINE, _FAINT = Side(style="thin", color="C5CDD5"), Side(style="thin", color="E4E8EC")
_BOX = Border(left=_FAINT, right=_FAINT, bottom=_LINE)
_TOP = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="left", indent=1)
_TEXT = "@"  # text: Excel would make 1.1 of 1.10, and 1-Feb of 1/2
_WHITE = "FFFFFF"

LETTERS_A_UNIT = 1.12
"""Letters of running text, 10 points high, that fit in one unit of a column's width: most are
narrower than the digit that a unit is."""

MARGIN = 2
"""What a column is wider than its words, in units: the indent before them, as much behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """A cell's format.

    `fill` and `ink` are six hexadecimal digits; without a fill the cell is white.
    """

    size: int = 10
    bold: bool = False
    ink: str = "000000"
    fill: str = ""
    alignment: Alignment = _TOP
    border: Border | None = None
    locked: bool = True


_LOOKS: Mapping[str, _Look] = {
    "heading": _Look(bold=True, fill="E4EAF0", alignment=_MIDDLE),
    "heading officers": _Look(bold=True, fill="FFE9A8", alignment=_MIDDLE),
    "heading shown": _Look(bold=True, fill="E3E3E3", alignment=_MIDDLE),
    "words": _Look(border=_BOX),
    "words officers": _Look(border=_BOX, fill=TO_FILL_IN, locked=False),
    "words shown": _Look(border=_BOX, fill="F4F4F4", ink="595959"),
    "below": _Look(),
    "below open": _Look(locked=False),
    "title": _Look(size=16, bold=True, alignment=_MIDDLE),
    "line": _Look(size=11),
    "label": _Look(size=11, bold=True),
    "to fill in": _Look(size=11, fill=TO_FILL_IN, locked=False),
}
"""Every format but that of a status, which is the plan's own.

Formats of officers' and shown columns have those words at the end of their names."""


@cache
def _pattern() -> tuple[Workbook, Mapping[str, StyleArray]]:
    """Return a workbook that has all formats, and the formats by name.

    Giving each cell its format property by property took half the time.
    """
    book = Workbook()
    # Columns are measured by the first font, and openpyxl's, Calibri, is not on every computer.
    set_first_font(book, Font(name=_FONT, size=10))
    cells = {name: Cell(book.worksheets[0], 1, 1) for name in _LOOKS}
    for name, cell in cells.items():
        look = _LOOKS[name]
        cell.font = Font(name=_FONT, size=look.size, bold=look.bold, color=look.ink)
        cell.alignment, cell.protection, cell.number_format = (
            look.alignment,
            Protection(locked=look.locked),
            _TEXT,
        )
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.border:
            cell.border = look.border
    return book, {name: look_of(cell) for name, cell in cells.items()}


def register(book: Workbook) -> None:
    """Give a new workbook all formats."""
    share_looks(_pattern()[0], book)


def apply(cell: Cell | MergedCell | ColumnDimension, name: str) -> None:
    """Give a cell, or a column's empty cells, the format of this name."""
    set_look(cell, _pattern()[1][name])


def style_for(kind: str, column: Column) -> str:
    """Return the name of a format for a column: “heading” or “words”, and whose it is."""
    return f"{kind} officers" if column.officers else f"{kind} shown" if column.shown else kind


def status(cell: Cell | MergedCell, colour: str) -> None:
    """Format a status word: its colour as the fill, with text that can be read on it."""
    fill = colours.fill(colour) or _WHITE
    cell.fill, cell.font = (
        PatternFill("solid", fgColor=fill),
        Font(name=_FONT, size=11, bold=True, color=colours.ink(fill)),
    )
    cell.alignment = _TOP
