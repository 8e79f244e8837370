"""How cells look in the workbooks we make."""

from copy import copy

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from reportgen import colours
from reportgen.headings import Column

_FONT = "Arial"
_BAND, _OFFICERS_BAND, _SHOWN_BAND = "E4EAF0", "FFE9A8", "E3E3E3"  # headings: the plan's, the officer's, last quarter's
_OFFICERS, _SHOWN = "FFFBEB", "F4F4F4"
_LINE, _FAINT = Side(style="thin", color="C5CDD5"), Side(style="thin", color="E4E8EC")
_BOX = Border(left=_FAINT, right=_FAINT, bottom=_LINE)
_TOP = Alignment(wrap_text=True, vertical="top")
_TEXT = "@"  # text: Excel would make 1.1 of 1.10, and 1-Feb of 1/2
_WHITE = "FFFFFF"


LETTERS_A_UNIT = 1.12
"""Letters of running text that fit in one unit of a column's width: most are narrower than the digit that a unit is."""


def base(book: Workbook) -> None:
    """Make Arial the font that the workbook measures its columns by; openpyxl's is Calibri, which not every computer has."""
    book._fonts = IndexedList([Font(name=_FONT, size=10)])  # type: ignore[attr-defined]  # noqa: SLF001 - no public way


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def heading(cell: Cell | MergedCell, column: Column) -> None:
    """A column's heading, in a band that tells whose column it is."""
    cell.font = Font(name=_FONT, size=10, bold=True)
    cell.fill = _solid(_OFFICERS_BAND if column.officers else _SHOWN_BAND if column.shown else _BAND)
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def words(cell: Cell | MergedCell, column: Column, *, tinted: bool, locked: bool) -> None:
    """A cell with words in it, or for them: the officer's tinted where that says whose it is, last quarter's grey."""
    cell.font = Font(name=_FONT, size=10, color="595959" if column.shown else "000000")
    cell.alignment, cell.border, cell.number_format = _TOP, _BOX, _TEXT
    if tinted and (column.officers or column.shown):
        cell.fill = _solid(_OFFICERS if column.officers else _SHOWN)
    cell.protection = Protection(locked=locked)


def style(sheet: Worksheet, column: Column, *, tinted: bool, locked: bool) -> StyleArray:
    """The same look as one value to give to many cells: setting it property by property took most of the time."""
    pattern = Cell(sheet, 1, 1)
    words(pattern, column, tinted=tinted, locked=locked)
    found: StyleArray = pattern._style  # type: ignore[attr-defined]  # noqa: SLF001 - there is no public way
    return found


def wear(cell: Cell | MergedCell, look: StyleArray) -> None:
    """Give a cell a look that `style` made."""
    cell._style = copy(look)  # type: ignore[union-attr]  # noqa: SLF001 - there is no public way


def below(dimension: ColumnDimension, *, locked: bool) -> None:
    """What is typed into a column where there is no row yet."""
    dimension.font, dimension.alignment, dimension.number_format = Font(name=_FONT, size=10), _TOP, _TEXT
    dimension.protection = Protection(locked=locked)


def title(cell: Cell | MergedCell) -> None:
    """The heading of the sheet Start here."""
    cell.font, cell.alignment = Font(name=_FONT, size=16, bold=True), Alignment(wrap_text=True, vertical="center")


def line(cell: Cell | MergedCell, *, label: bool = False) -> None:
    """A line of the sheet Start here, or the label before one."""
    cell.font, cell.alignment = Font(name=_FONT, size=11, bold=label), _TOP


def blank_to_fill(cell: Cell | MergedCell) -> None:
    """A place on Start here where something is to be typed."""
    cell.fill, cell.protection = _solid(_OFFICERS), Protection(locked=False)


def status(cell: Cell | MergedCell, colour: str) -> None:
    """A status word on its colour, in letters that can be read on it."""
    fill = colours.fill(colour) or _WHITE
    cell.fill, cell.font = _solid(fill), Font(name=_FONT, size=11, bold=True, color=colours.ink(fill))
    cell.alignment = _TOP
