"""Reads cells' words and formats: fills, words struck out, words that cannot be seen.

Knows openpyxl.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where, place
from reportgen.office import identify
from reportgen.office.cell_words import CellWords, Value, cell_words
from reportgen.office.package import PACKAGE_FAULTS, Package
from reportgen.office.workbook_parts import page_words, ruled_areas, struck_strings
from reportgen.workbook.openpyxl_internals import (
    MOST_CELLS,
    SheetFacts,
    TooManyCells,
    every,
    existing_cells,
    load,
)
from reportgen.workbook.read.tables import Cell, MergedRange, Sheet

_WHITE = "FFFFFF"
_WIDEST = 100  # columns of an area that is coloured by a rule
_OFFICE_ACCENTS = {
    4: "4472C4",
    5: "ED7D31",
    6: "A5A5A5",
    7: "FFC000",
    8: "5B9BD5",
    9: "70AD47",
}  # Office 2013 to 2022


Look = tuple[bool, bool, str, bool, str]
"""Whether words are struck out; whether they have the colour of their cell; that colour, white
being none; whether bold; the number format."""


def look(cell: XlsxCell, seen: dict[int, Look]) -> Look:
    """How a cell with words looks; each style is looked at once."""
    style = cell.style_id  # which openpyxl works out anew each time that it is asked
    if style not in seen:
        kind, ink = cell.fill.fill_type, _shade(cell.font.color)
        ground = _shade(cell.fill.fgColor) if kind == "solid" else "" if kind else _WHITE
        seen[style] = (
            bool(cell.font.strike),
            ink == ground != "",
            "" if ground == _WHITE else ground,
            bool(cell.font.b),
            cell.number_format,
        )
    return seen[style]


def _shade(colour: Color | None) -> str:
    """As `_rgb`, with a theme's white and black; “” for an automatic or unknown colour."""
    if colour is not None and colour.type == "theme":
        return {0: _WHITE, 1: "000000"}.get(colour.theme, _rgb(colour)) if not colour.tint else ""
    return _rgb(colour) if colour is not None else ""


def fill(cell: XlsxCell, seen: dict[int, str]) -> str:
    """The colour a cell is filled with. Cached by style: styles are few and cells are many."""
    style = cell.style_id
    if style not in seen:
        colour = _rgb(cell.fill.fgColor) if cell.fill.fill_type == "solid" else ""
        seen[style] = "" if colour == _WHITE else colour
    return seen[style]


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
    SyntaxError,
    TypeError,
    *PACKAGE_FAULTS,
)


def sheets(
    path: Path, content: bytes, wanted: Callable[[str], bool] = every, *, tints: bool = False
) -> tuple[Sheet, ...]:
    """The worksheets of a workbook whose names are wanted, in order.

    `path` is where `content` was read from, for sentences. `tints` asks for the colour of every
    blank cell beside words, also where others of its row have the same. Raises Unreadable if it
    cannot be opened.
    """
    try:
        book = load(content, struck_strings(Package(content)), wanted)
        return tuple(_sheet(sheet, facts, tints=tints) for sheet, facts in book)
    except TooManyCells as cause:
        what = f"{path.name} has more than {MOST_CELLS:,} cells with something in them."
        fix = "Copy the plan’s own rows and columns into a new workbook and save that."
        raise Unreadable(code="too-large", what=what, fix=fix) from cause
    except _STUMBLES as stumble:
        raise identify.damaged(path) from stumble


def _sheet(sheet: Worksheet, facts: SheetFacts, *, tints: bool) -> Sheet:
    return Sheet(
        name=sheet.title,
        hidden=sheet.sheet_state != "visible",
        rows=_rows(sheet, facts, tints=tints),
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        merged=tuple(
            sorted(
                MergedRange(area.min_row, area.max_row, area.min_col, area.max_col)
                for area in sheet.merged_cells
            )
        ),
        ruled=tuple(_area(words) for words in ruled_areas(facts.around)),
        page_words=page_words(facts.around),
    )


def _area(words: str) -> MergedRange:
    """“E2:E4” as the numbers of its rows and columns."""
    first, _, last = words.replace("$", "").partition(":")
    (row, column), (last_row, last_column) = place(first), place(last or first)
    return MergedRange(row, last_row, column, min(last_column, column + _WIDEST))


def _rows(sheet: Worksheet, facts: SheetFacts, *, tints: bool) -> Mapping[int, Mapping[int, Cell]]:
    # The cells that exist, never max_row: formatting dragged to the foot of the sheet makes that
    # 1,048,576.
    rows: dict[int, dict[int, Cell]] = {}
    blanks: list[XlsxCell] = []
    looks: dict[int, Look] = {}
    for (row, column), cell in sorted(existing_cells(sheet).items()):
        if not isinstance(cell, XlsxCell):
            continue  # the hidden part of a merged range
        # A formula without a result is no blank cell; one whose result is blank is one.
        if cell.value is None and facts.formulas.get((row, column), (True, ""))[0]:
            blanks.append(cell)
            continue
        rows.setdefault(row, {})[column] = _cell(cell, look(cell, looks), facts)
    _add_fills(rows, blanks, sheet, every_one=tints)
    return rows


def _cell(cell: XlsxCell, looks: Look, facts: SheetFacts) -> Cell:
    struck, unseen, ground, bold, number_format = looks
    formula = facts.formulas.get((cell.row, cell.column))
    says = _words(cell, number_format)
    return Cell(
        where=Where(sheet=cell.parent.title, row=cell.row, column=cell.column),
        text=says.words,
        month_first=says.month_first,
        number_format=number_format if says.unread else "",
        fill=ground,
        formula=f"={formula[1]}" if formula else "",
        uncalculated=bool(formula) and cell.value is None,
        fault=cell.data_type == "e",
        dated=cell.data_type == "d",
        struck=struck,
        partly_struck=(cell.row, cell.column) in facts.struck,
        unseen=unseen or says.hidden,
        bold=bold,
    )


def _add_fills(
    rows: dict[int, dict[int, Cell]], blanks: list[XlsxCell], sheet: Worksheet, *, every_one: bool
) -> None:
    """Note the colour of blank cells, unless others of their row have it: then it is banding."""
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


def _words(cell: XlsxCell, number_format: str) -> CellWords:
    """What the cell shows; formulas are results here, and rich text is text.

    Excel writes odd characters as _x000D_, which openpyxl leaves as it finds them.
    """
    value = cast("Value", cell.value)
    if isinstance(value, str) and "_x" in value:
        value = unescape(value)
    return cell_words(value, number_format)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min is not None and column.max is not None:
            yield from range(
                column.min, min(column.max, 16_384) + 1
            )  # the columns of an .xlsx sheet
