"""A workbook's sheets, or the rows of a text file, as tables. Touches the disk.

Each cell is in its place, merged ones filled from their first.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.importers.sources.blocks import Line, SourceCell, SourceDocument, SourceTable
from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where, letters
from reportgen.model.text import count, quoted, some
from reportgen.office.identify import MOST_CHARACTERS, too_large
from reportgen.office.memory import in_bounded_memory
from reportgen.office.package import Package
from reportgen.office.workbook_parts import comments, drawings
from reportgen.workbook.read.opening import open_workbook
from reportgen.workbook.read.stray_words import unseen_links
from reportgen.workbook.read.tables import Cell, Sheet

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
_MOST_CELLS = 200_000
"""Cells of a source: 10,000 actions of twenty columns. It is read, written and read again."""
_HIDDEN_PARTS = "{sheet} has hidden rows or columns; they were read like any others."


def spreadsheet(path: Path) -> SourceDocument:
    """The sheets of an .xlsx or .xlsm. Raises Unreadable where that cannot be, or is too large."""
    book = open_workbook(path, tints=True)
    if sum(len(row) for sheet in book.sheets for row in sheet.rows.values()) > _MOST_CELLS:
        raise _too_many(path)
    notes = dict.fromkeys(book.repairs)
    for sheet in book.sheets:
        notes |= dict.fromkeys(_notes(sheet))
    return SourceDocument(
        name=path.name,
        blocks=tuple(_grid(sheet) for sheet in book.sheets if sheet.rows),
        notes=tuple(notes),
        outside=tuple(_outside(book.sheets, Package(book.content))),
    )


def _too_many(path: Path) -> Unreadable:
    return Unreadable(
        code="too-large",
        what=f"{path.name} has more than {_MOST_CELLS:,} cells with something in them.",
        fix="Copy the plan’s own rows and columns into a new workbook and import that.",
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


def _outside(sheets: Iterable[Sheet], package: Package) -> Iterator[tuple[Line, str]]:
    """What stands in no cell of a workbook, with why it is left out."""
    for comment in comments(package):
        place = f"{comment.where}, comment"
        yield Line(words=" ".join(comment.words.split()), place=place), "it is a comment on a cell"
    for drawing in drawings(package):
        for words in drawing.boxes:
            yield Line(words=words, place=f"{drawing.sheet}, text box"), "it stands in a text box"
        if drawing.pictures:
            words = count(len(drawing.pictures), "picture")
            yield Line(words=words, place=f"{drawing.sheet}, {words}"), "it is no words"
        for words in drawing.charts:
            place = f"{drawing.sheet}, chart"
            yield Line(words=words or "A chart", place=place), "it stands on a chart"
    for link in unseen_links(sheets, package):
        yield Line(words=link.words, place=f"{link.where}, link"), "the cell links to it"
    for sheet in sheets:
        for words in sheet.page_words:
            place = f"{sheet.name}, head or foot of its pages"
            yield Line(words=words, place=place), "it stands on every page"


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


_ENCODINGS = ("utf-8-sig", "cp1252")  # Excel's “CSV UTF-8”, and its other CSV on a British computer
_WIDEST, _LONGEST = 16_384, 1_048_576  # columns and rows of a sheet in Excel
_SAMPLE = 20_000
_NAME = "Values"
_SEPARATOR = re.compile(r"sep=(?P<mark>[,;|\t])[ \t]*\r?\n", re.IGNORECASE)
"""The first line by which Excel is told what stands between values."""


@in_bounded_memory
def delimited(path: Path) -> SourceDocument:
    """The rows of a .csv or .tsv, whatever character stands between its values.

    Raises Unreadable where it is too large or cannot be read as rows.
    """
    if path.stat().st_size > MOST_CHARACTERS:
        what = f"{path.name} is larger than {MOST_CHARACTERS // 1_000_000} MB."
        raise Unreadable(
            code="too-large", what=what, fix="Keep the plan’s own rows, and leave the rest out."
        )
    text, notes = _text(path)
    between = _between(path, text)
    if said := _SEPARATOR.match(text):
        between, text = said["mark"], f"\n{text[said.end() :]}"
    try:
        rows = _value_rows(path, text, between)
    except csv.Error as error:
        what = f"{path.name} cannot be read as rows of values ({error})."
        raise Unreadable(
            code="not-values",
            what=what,
            fix="Open it in Excel, save it as an Excel Workbook (.xlsx), give that.",
        ) from error
    return SourceDocument(
        name=path.name, blocks=(SourceTable(name="the file", rows=rows),), notes=notes
    )


def _value_rows(path: Path, text: str, between: str) -> dict[int, dict[int, SourceCell]]:
    """The rows with words, by number, one after the other: a short line may be most of a cell."""
    rows: dict[int, dict[int, SourceCell]] = {}
    room = _MOST_CELLS
    for number, row in enumerate(csv.reader(io.StringIO(text, ""), delimiter=between), start=1):
        if len(row) > _WIDEST or number > _LONGEST:
            raise too_large(path)
        cells = {
            column: _value_cell(words, number, column)
            for column, words in enumerate(row, start=1)
            if words.strip()
        }
        room -= len(cells)
        if room < 0:
            raise _too_many(path)
        if cells:
            rows[number] = cells
    return rows


def _value_cell(words: str, row: int, column: int) -> SourceCell:
    return SourceCell(place=Where(sheet=_NAME, row=row, column=column).cell, lines=lines(words))


def _text(path: Path) -> tuple[str, tuple[str, ...]]:
    """The words of the file, and notes on the encoding in which they were read."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return content.decode("utf-32", "replace"), ()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), ()
    if content[:_SAMPLE].count(0) * 3 > len(content[:_SAMPLE]):
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace"), ()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding), (
                () if encoding == _ENCODINGS[0] else (f"{path.name} was read as {encoding}.",)
            )
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1"), (
        f"{path.name} was read as latin-1: look at its accents and dashes.",
    )


def _between(path: Path, text: str) -> str:
    """The character between values: a tab by the file's name, else the most frequent one."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    sample = text[:_SAMPLE]
    return max(",;\t|", key=lambda mark: (sample.count(mark), mark == ","))
