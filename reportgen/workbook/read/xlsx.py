"""Reads cells' words and formats: fills, words struck out, words that cannot be seen.

Knows openpyxl.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import cast

from openpyxl.styles.colors import COLOR_INDEX, Color
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where
from reportgen.office import identify
from reportgen.office.cell_words import CellWords, Value, cell_words
from reportgen.office.markup import TooLarge
from reportgen.office.package import PACKAGE_FAULTS, Package
from reportgen.office.repair import looks_fit
from reportgen.office.workbook_parts import page_words, ruled_areas, struck_strings
from reportgen.workbook.read.openpyxl_reader import (
    MOST_CELLS,
    RawCell,
    SheetFacts,
    TooManyCells,
    every,
    load,
    styled_cell,
)
from reportgen.workbook.read.sheet import Cell, MergedRange, Sheet, merged_range

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


def _look(sheet: Worksheet, style: int) -> Look:
    """How a cell with words looks in this style."""
    cell = styled_cell(sheet, style)
    kind, ink = cell.fill.fill_type, _shade(cell.font.color)
    ground = _shade(cell.fill.fgColor) if kind == "solid" else "" if kind else _WHITE
    return (
        bool(cell.font.strike),
        ink == ground != "",
        "" if ground == _WHITE else ground,
        bool(cell.font.b),
        cell.number_format,
    )


def _shade(colour: Color | None) -> str:
    """As `_rgb`, with a theme's white and black; “” for an automatic or unknown colour."""
    if colour is not None and colour.type == "theme":
        return {0: _WHITE, 1: "000000"}.get(colour.theme, _rgb(colour)) if not colour.tint else ""
    return _rgb(colour) if colour is not None else ""


def _fill(sheet: Worksheet, style: int) -> str:
    """The colour with which a cell of this style is filled."""
    look = styled_cell(sheet, style).fill
    colour = _rgb(look.fgColor) if look.fill_type == "solid" else ""
    return "" if colour == _WHITE else colour


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
        package = Package(content)
        if not looks_fit(package):
            raise identify.damaged(path)
        book = load(content, struck_strings(package), wanted)
        return tuple(_sheet(sheet, facts, tints=tints) for sheet, facts in book)
    except TooManyCells as cause:
        raise too_many_cells(path) from cause
    except TooLarge as cause:
        raise identify.too_large(path) from cause
    except _STUMBLES as stumble:
        raise identify.damaged(path) from stumble


def too_many_cells(path: Path) -> Unreadable:
    """The refusal of a file with more than MOST_CELLS."""
    return Unreadable(
        code="too-large",
        what=f"{path.name} has more than {MOST_CELLS:,} cells with something in them.",
        fix="Copy the plan’s own rows and columns into a new workbook, and give that.",
    )


def _sheet(sheet: Worksheet, facts: SheetFacts, *, tints: bool) -> Sheet:
    return Sheet(
        name=sheet.title,
        hidden=sheet.sheet_state != "visible",
        rows=_rows(sheet, facts, tints=tints),
        hidden_rows=frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        merged=tuple(sorted(facts.merged)),
        ruled=tuple(_narrow(words) for words in ruled_areas(facts.around)),
        page_words=page_words(facts.around),
        covered=tuple(_covered(sheet, facts)),
    )


def _narrow(words: str) -> MergedRange:
    """“E2:E4” as a range that is no wider than any table."""
    area = merged_range(words)
    return area._replace(last_column=min(area.last_column, area.column + _WIDEST))


def _rows(sheet: Worksheet, facts: SheetFacts, *, tints: bool) -> Mapping[int, Mapping[int, Cell]]:
    # The cells that exist, never max_row: formatting dragged to the foot of the sheet makes that
    # 1,048,576.
    rows: dict[int, dict[int, Cell]] = {}
    blanks: dict[tuple[int, int], RawCell] = {}
    look = cache(partial(_look, sheet))  # styles are few and cells are many
    for (row, column), cell in sorted(facts.cells.items()):
        # A formula without a result is no blank cell; one whose result is blank is one.
        if cell.value is None and facts.formulas.get((row, column), (True, ""))[0]:
            blanks[row, column] = cell
            continue
        where = Where(sheet=sheet.title, row=row, column=column)
        rows.setdefault(row, {})[column] = _cell(cell, look(cell.style), facts, where)
    _add_fills(rows, blanks, sheet, facts, every_one=tints)
    return rows


def _covered(sheet: Worksheet, facts: SheetFacts) -> Iterator[Cell]:
    """The cells under merged ones that have words of their own."""
    for (row, column), hidden in sorted(facts.covered.items()):
        where = Where(sheet=sheet.title, row=row, column=column)
        cell = _cell(hidden, _look(sheet, hidden.style), facts, where)
        if cell.text.strip():
            yield cell


def _cell(cell: RawCell, looks: Look, facts: SheetFacts, where: Where) -> Cell:
    struck, unseen, ground, bold, number_format = looks
    position = where.row, where.column
    formula = facts.formulas.get(position)
    says = _words(cell.value, number_format)
    return Cell(
        where=where,
        text=says.words,
        month_first=says.month_first,
        number_format=number_format if says.unread else "",
        fill=ground,
        formula=f"={formula[1]}" if formula else "",
        uncalculated=bool(formula) and cell.value is None,
        fault=cell.kind == "e",
        dated=cell.kind == "d",
        struck=struck,
        partly_struck=position in facts.struck,
        unseen=unseen or says.hidden,
        bold=bold,
    )


def _add_fills(
    rows: dict[int, dict[int, Cell]],
    blanks: Mapping[tuple[int, int], RawCell],
    sheet: Worksheet,
    facts: SheetFacts,
    *,
    every_one: bool,
) -> None:
    """Note the colour of blank cells, unless others of their row have it: then it is banding."""
    fill = cache(partial(_fill, sheet))
    tinted = {
        position: colour
        for position, cell in blanks.items()
        if position[0] in rows and (colour := fill(cell.style))
    }
    tints = Counter((row, colour) for (row, _), colour in tinted.items())
    for row in {row for row, _ in tinted}:
        tints.update((row, fill(facts.cells[row, column].style)) for column in rows[row])
    for (row, column), colour in tinted.items():
        if every_one or tints[row, colour] == 1:
            where = Where(sheet=sheet.title, row=row, column=column)
            rows[row][column] = Cell(where=where, fill=colour)


def _words(value: object, number_format: str) -> CellWords:
    """What the cell shows; formulas are results here, and rich text is text.

    Excel writes odd characters as _x000D_, which openpyxl leaves as it finds them.
    """
    if isinstance(value, str) and "_x" in value:
        value = unescape(value)
    return cell_words(cast("Value", value), number_format)


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min is not None and column.max is not None:
            yield from range(
                column.min, min(column.max, 16_384) + 1
            )  # the columns of an .xlsx sheet
