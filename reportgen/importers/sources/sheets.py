"""A workbook's sheets as tables. Touches the disk.

Each cell is in its place, merged ones filled from their first.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.importers.sources.blocks import Line, SourceCell, SourceDocument, SourceTable
from reportgen.model.problems import letters
from reportgen.model.text import count, quoted, some
from reportgen.office.package import Package
from reportgen.workbook.read.opening import open_workbook
from reportgen.workbook.read.outside_cells import outside_cells
from reportgen.workbook.read.sheet import Cell, Sheet

_FORMULA = "Formulas were taken as the results that were saved with them."
_UNCALCULATED = (
    "{place} holds a formula whose result was never saved, so nothing could be taken from it."
)
_FAULT = "{place} shows {words}, Excel’s own sign of a broken formula; it was taken as it is."
_FORMAT = (
    "{place} shows its number by the format {words}, which is not understood; {number} was taken."
)
_STRUCK = "{place}: {some_of}{words} is struck out, and was taken like any other words."
_UNSEEN = "{place}: {words} cannot be seen on the sheet, and was taken like any other words."
_RULED = (
    "{sheet}: {cells} have no words and are coloured by a rule; that colour was not read. If it is"
    " a status, type the word."
)
_HIDDEN_PARTS = "{sheet} has hidden rows or columns; they were read like any others."


def spreadsheet(path: Path) -> SourceDocument:
    """The sheets of an .xlsx or .xlsm. Raises Unreadable where that cannot be, or is too large."""
    book = open_workbook(path, tints=True)
    notes = dict.fromkeys(book.repairs)
    for sheet in book.sheets:
        notes |= dict.fromkeys(_notes(sheet))
    return SourceDocument(
        name=path.name,
        blocks=tuple(_grid(sheet) for sheet in book.sheets if sheet.rows),
        notes=tuple(notes),
        outside=tuple(
            (Line(words=each.words, place=each.place), each.why)
            for each in outside_cells(book.sheets, Package(book.content))
        ),
    )


def _notes(sheet: Sheet) -> Iterator[str]:
    """What is to be said of a sheet's cells, in sentences."""
    cells = [cell for row in sheet.rows.values() for cell in row.values()]
    if sheet.hidden_rows or sheet.hidden_columns:
        yield _HIDDEN_PARTS.format(sheet=sheet.name)
    if any(cell.formula for cell in cells):
        yield _FORMULA
    for cell in cells:
        yield from _cell_notes(cell)
    if blanks := [where.cell for where in sheet.ruled_blanks()]:
        yield _RULED.format(sheet=sheet.name, cells=some(blanks))
    if shown := [cell for cell in cells if cell.month_first]:
        yield _month_first(shown)


def _cell_notes(cell: Cell) -> Iterator[str]:
    place, words = cell.where, quoted(cell.text)
    if cell.fault:
        yield _FAULT.format(place=place, words=cell.text)
    if cell.struck or cell.partly_struck:
        yield _STRUCK.format(place=place, some_of="" if cell.struck else "some of ", words=words)
    if cell.unseen and cell.text.strip():
        yield _UNSEEN.format(place=place, words=words)
    if cell.uncalculated:
        yield _UNCALCULATED.format(place=place)
    if cell.number_format:
        yield _FORMAT.format(place=place, words=quoted(cell.number_format), number=cell.text)


def _month_first(cells: Sequence[Cell]) -> str:
    """A note on real dates that are shown month first."""
    first, *others = cells
    more = f" So were {count(len(others), 'other')} of its sheet." if others else ""
    return (
        f"{first.where} shows {first.month_first}, month first; it holds the day {first.text},"
        f" which was taken.{more}"
    )


def _grid(sheet: Sheet) -> SourceTable:
    rows = {
        number: {
            column: _cell(cell, f"{sheet.name}!{letters(column)}{number}")
            for column, cell in row.items()
        }
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


def _cell(cell: Cell, place: str) -> SourceCell:
    return SourceCell(place=place, lines=lines(cell.text), fill=cell.fill, bold=cell.bold)


def lines(words: str) -> tuple[Line, ...]:
    """What was typed into a cell, line by line."""
    if "\n" not in words and "\r" not in words:
        return (Line(words=words),) if words.strip() else ()
    return tuple(
        Line(words=line)
        for line in words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if line.strip()
    )
