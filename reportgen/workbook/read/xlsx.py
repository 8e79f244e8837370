"""How a cell looks, as far as looks say something: its fill, words struck out, words that cannot be seen. Knows openpyxl."""

import re
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.utils.escape import unescape
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where
from reportgen.office import identify
from reportgen.office.number_format import Value, shown
from reportgen.office.workbook_parts import blank_results
from reportgen.workbook.openpyxl_internals import MOST_CELLS, TooManyCells, every, loaded
from reportgen.workbook.read.tables import Cell, MergedRange, Sheet

_WHITE = "FFFFFF"
_OFFICE_ACCENTS = {
    4: "4472C4",
    5: "ED7D31",
    6: "A5A5A5",
    7: "FFC000",
    8: "5B9BD5",
    9: "70AD47",
}  # Office 2013 to 2022


Look = tuple[bool, bool, str, bool]
"""Whether words are struck out; whether they have the colour of their cell; that colour, white
being none; whether bold."""


def look(cell: XlsxCell, seen: dict[int, Look]) -> Look:
    """How a cell with words looks; each style is looked at once."""
    if cell.style_id not in seen:
        kind, ink = cell.fill.fill_type, _shade(cell.font.color)
        ground = _shade(cell.fill.fgColor) if kind == "solid" else "" if kind else _WHITE
        seen[cell.style_id] = (
            bool(cell.font.strike),
            ink == ground != "",
            "" if ground == _WHITE else ground,
            bool(cell.font.b),
        )
    return seen[cell.style_id]


def _shade(colour: Color | None) -> str:
    """As `_rgb`, with a theme's white and black; nothing for the automatic colour, and for one that is not known."""
    if colour is not None and colour.type == "theme":
        return {0: _WHITE, 1: "000000"}.get(colour.theme, _rgb(colour)) if not colour.tint else ""
    return _rgb(colour) if colour is not None else ""


def fill(cell: XlsxCell, seen: dict[int, str]) -> str:
    """The colour a cell is filled with; styles are few and cells are many, so each style is looked at once."""
    if cell.style_id not in seen:
        colour = _rgb(cell.fill.fgColor) if cell.fill.fill_type == "solid" else ""
        seen[cell.style_id] = "" if colour == _WHITE else colour
    return seen[cell.style_id]


def _rgb(colour: Color) -> str:
    """Six hexadecimal digits.

    A theme's own colours are taken to be Office's, without their tints: enough to name one.
    """
    if colour.type == "theme":
        return _OFFICE_ACCENTS.get(colour.theme, "")
    argb = (
        COLOR_INDEX[colour.indexed]
        if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX)
        else colour.rgb
    )
    return argb[2:].upper() if isinstance(argb, str) else ""


# What openpyxl was seen to raise on packages that are broken inside: whatever the code behind the
# odd part stumbled on.
_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


Formulas = Mapping[tuple[int, int], bool]
"""The cells of a sheet that hold formulas, by row and column; of each, whether its saved result is
blank."""


def sheets(
    path: Path, wanted: Callable[[str], bool] = every, *, tints: bool = False
) -> tuple[Sheet, ...]:
    """The worksheets of the workbook at `path` whose names are wanted, in order.

    Raises Unreadable if it cannot be opened.

    `tints` asks for the colour of every blank cell beside words, also where others of its row have
    the same.
    """
    identify.inspect(path)
    try:
        book = _load(path, results=True, wanted=wanted)
        formulas = _formulas(path) if _has_formulas(path) else {}
        listed = [sheet for sheet in book.worksheets if isinstance(sheet, Worksheet)]
        return tuple(_sheet(sheet, formulas.get(sheet.title, {}), tints=tints) for sheet in listed)
    except TooManyCells as cause:
        what = f"{path.name} has more than {MOST_CELLS:,} cells with something in them."
        fix = "Copy the plan’s own rows and columns into a new workbook and save that."
        raise Unreadable(code="too-large", what=what, fix=fix) from cause
    except _STUMBLES as stumble:
        raise identify.damaged(path) from stumble


def _load(path: Path, *, results: bool, wanted: Callable[[str], bool] = every) -> Workbook:
    # Opened here, since openpyxl leaves a file open that it stumbles on, and Windows then lets
    # nobody save it.
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it warns of styles and extensions that it leaves out; none are words
        return loaded(file, results=results, wanted=wanted)


def _formulas(path: Path) -> dict[str, Formulas]:
    """The cells with formulas by sheet; of each, whether its saved result is blank."""
    blank = blank_results(path)
    return {
        sheet.title: {
            place: cell.coordinate in blank.get(sheet.title, ())
            # No public way gives only the cells that exist.
            for place, cell in (sheet._cells.items())  # noqa: SLF001
            if cell.data_type == "f"
        }
        for sheet in _load(path, results=False).worksheets
    }


def _has_formulas(path: Path) -> bool:
    """Whether any sheet holds a formula.

    Asked of the bytes, since a second loading would double the time.
    """
    with zipfile.ZipFile(path) as archive:
        names = (
            name
            for name in archive.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )
        return any(re.search(rb"<(?:\w+:)?f[\s>/]", part) for part in map(archive.read, names))


def _sheet(sheet: Worksheet, formulas: Formulas, *, tints: bool) -> Sheet:
    return Sheet(
        name=sheet.title,
        hidden=sheet.sheet_state != "visible",
        rows=_rows(sheet, formulas, tints=tints),
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        merged=tuple(
            sorted(
                MergedRange(area.min_row, area.max_row, area.min_col, area.max_col)
                for area in sheet.merged_cells
            )
        ),
    )


def _rows(sheet: Worksheet, formulas: Formulas, *, tints: bool) -> Mapping[int, Mapping[int, Cell]]:
    # The cells that exist, never max_row: formatting dragged to the foot of the sheet makes that
    # 1,048,576.
    # No public way gives only the cells that exist.
    cells = sorted(sheet._cells.items())  # noqa: SLF001
    rows: dict[int, dict[int, Cell]] = {}
    blanks: list[XlsxCell] = []
    looks: dict[int, Look] = {}
    for (row, column), cell in cells:
        if not isinstance(cell, XlsxCell):
            continue  # the hidden part of a merged range
        formula = (row, column) in formulas
        if cell.value is None and formulas.get((row, column), True):
            blanks.append(cell)
            continue
        rows.setdefault(row, {})[column] = _cell(cell, look(cell, looks), formula=formula)
    _add_fills(rows, blanks, sheet, every_one=tints)
    return rows


def _cell(cell: XlsxCell, looks: Look, *, formula: bool) -> Cell:
    struck, unseen, ground, bold = looks
    return Cell(
        where=Where(sheet=cell.parent.title, row=cell.row, column=cell.column),
        text=_words(cell),
        fill=ground,
        formula=formula,
        uncalculated=formula and cell.value is None,
        fault=cell.data_type == "e",
        dated=cell.data_type == "d",
        struck=struck,
        unseen=unseen,
        bold=bold,
    )


def _add_fills(
    rows: dict[int, dict[int, Cell]], blanks: list[XlsxCell], sheet: Worksheet, *, every_one: bool
) -> None:
    """Note the colour of blank cells, but not where others of their row have it too: then it is banding, or a form's tint."""
    seen: dict[int, str] = {}
    tinted = [
        (cell, colour)
        for cell in blanks
        if cell.row in rows and cell.has_style and (colour := fill(cell, seen))
    ]
    tints = Counter((cell.row, colour) for cell, colour in tinted)
    for row in {cell.row for cell, _ in tinted}:
        worded = (sheet.cell(row, column) for column in rows[row])
        tints.update((row, fill(other, seen)) for other in worded if isinstance(other, XlsxCell))
    for cell, colour in tinted:
        if every_one or tints[cell.row, colour] == 1:
            rows[cell.row][cell.column] = Cell(
                where=Where(sheet=sheet.title, row=cell.row, column=cell.column), fill=colour
            )


def _words(cell: XlsxCell) -> str:
    """What the cell shows.

    Excel writes odd characters as _x000D_, which openpyxl leaves as it finds them.
    """
    if isinstance(cell.value, str):
        return unescape(cell.value) if "_x" in cell.value else cell.value
    return shown(
        cast("Value", cell.value), cell.number_format
    )  # formulas are results here, and rich text is text


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min is not None and column.max is not None:
            yield from range(
                column.min, min(column.max, 16_384) + 1
            )  # the columns of an .xlsx sheet
