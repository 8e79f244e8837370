"""A workbook's sheets as tables: each cell in its place, merged ones filled from their first."""

from pathlib import Path

from reportgen.importers.sources.blocks import Line, SourceCell, SourceDocument, SourceTable
from reportgen.office.properties import properties
from reportgen.workbook.read.opening import opened
from reportgen.workbook.read.tables import Cell, Sheet

_FORMULA = "Formulas were taken as the results that were saved with them."
_UNCALCULATED = (
    "{place} holds a formula whose result was never saved, so nothing could be taken from it."
)
_FAULT = "{place} shows {words}, Excel’s own sign of a broken formula; it was taken as it is."
_STRUCK = "Words that are struck out were taken like any others."
_COMMENTED = "Comments on cells were left out."
_HIDDEN_PARTS = "{sheet} has hidden rows or columns; they were read like any others."


def spreadsheet(path: Path) -> SourceDocument:
    """The sheets of an .xlsx or .xlsm. Raises Unreadable where it cannot be opened."""
    with opened(path, tints=True) as book:
        sheets, notes = book.sheets, dict.fromkeys(book.mended)
        notes |= {_COMMENTED: None} if properties(book.path).comments else {}
    for sheet in sheets:
        cells = [cell for row in sheet.rows.values() for cell in row.values()]
        if sheet.hidden_rows or sheet.hidden_columns:
            notes[_HIDDEN_PARTS.format(sheet=sheet.name)] = None
        if any(cell.formula for cell in cells):
            notes[_FORMULA] = None
        for cell in cells:
            if cell.fault:
                notes[_FAULT.format(place=cell.where, words=cell.text)] = None
            if cell.struck:
                notes[_STRUCK] = None
            if cell.uncalculated:
                notes[_UNCALCULATED.format(place=cell.where)] = None
    return SourceDocument(
        name=path.name,
        blocks=tuple(_grid(sheet) for sheet in sheets if sheet.rows),
        notes=tuple(notes),
    )


def _grid(sheet: Sheet) -> SourceTable:
    rows = {
        number: {column: _cell(cell) for column, cell in row.items()}
        for number, row in sheet.rows.items()
    }
    for first, last, column, last_column in sheet.merged:
        if column not in rows.get(first, {}):
            continue
        above, across = rows[first][column], last_column - column + 1
        rows[first][column] = _wide(above, across)
        for number in range(first + 1, min(last, max(rows)) + 1):
            rows.setdefault(number, {})[column] = _wide(above, across, continues=True)
    ordered = {number: dict(sorted(rows[number].items())) for number in sorted(rows)}
    return SourceTable(
        name=f"the sheet {sheet.name}", title=sheet.name, rows=ordered, hidden=sheet.hidden
    )


def _wide(cell: SourceCell, across: int, *, continues: bool = False) -> SourceCell:
    return SourceCell(
        place=cell.place,
        lines=cell.lines,
        fill=cell.fill,
        bold=cell.bold,
        across=across,
        continues=continues,
    )


def _cell(cell: Cell) -> SourceCell:
    return SourceCell(place=str(cell.where), lines=lines(cell.text), fill=cell.fill, bold=cell.bold)


def lines(words: str) -> tuple[Line, ...]:
    """What was typed into a cell, line by line."""
    return tuple(
        Line(words=line)
        for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line.strip()
    )
