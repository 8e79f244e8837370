"""The rows of a .csv or .tsv as a table. Touches the disk."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from reportgen.importers.sources.blocks import SourceCell, SourceDocument, SourceTable
from reportgen.importers.sources.sheets import lines
from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where
from reportgen.model.text import quoted
from reportgen.office.identify import MOST_CHARACTERS, too_large
from reportgen.workbook.read.openpyxl_reader import MOST_CELLS
from reportgen.workbook.read.xlsx import too_many_cells

_ENCODINGS = ("utf-8-sig", "cp1252")  # Excel's “CSV UTF-8”, and its other CSV on a British computer
_WIDEST, _LONGEST = 16_384, 1_048_576  # columns and rows of a sheet in Excel
_SAMPLE = 20_000
_END = "\0"
"""Given to the reader behind the last line: it comes back alone unless a quotation is open."""
_FEW_COLUMNS = 2
"""Lines of a value with a comma or two are prose."""
_NAME = "Values"
_SEPARATOR = re.compile(r"sep=(?P<mark>[,;|\t])[ \t]*\r?\n", re.IGNORECASE)
"""The first line by which Excel is told what stands between values."""


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
        name=path.name,
        blocks=(SourceTable(name="the file", rows=rows),),
        notes=(*notes, *_swallowed_rows(rows, between)),
    )


def _value_rows(path: Path, text: str, between: str) -> dict[int, dict[int, SourceCell]]:
    """The rows with words, by number, one after the other: a short line may be most of a cell.

    Raises Unreadable where a quotation mark is open at the end: all lines behind it are one value.
    """
    rows: dict[int, dict[int, SourceCell]] = {}
    room, line = MOST_CELLS, 1
    reader = csv.reader(chain(io.StringIO(text, ""), (_END,)), delimiter=between)
    for number, row in enumerate(reader, start=1):
        if row == [_END]:
            return rows
        if row and row[-1].endswith(_END):
            raise _open_quotation(path, line)
        line = reader.line_num + 1
        if len(row) > _WIDEST or number > _LONGEST:
            raise too_large(path)
        cells = {
            column: _value_cell(words, number, column)
            for column, words in enumerate(row, start=1)
            if words.strip()
        }
        room -= len(cells)
        if room < 0:
            raise too_many_cells(path)
        if cells:
            rows[number] = cells
    return rows


def _open_quotation(path: Path, line: int) -> Unreadable:
    return Unreadable(
        code="not-values",
        what=f"{path.name}: a quotation mark of line {line} is never closed, so everything from"
        " there to the end of the file would be one value.",
        fix="Close it, or save the plan as an Excel Workbook (.xlsx) and give that.",
    )


def _swallowed_rows(rows: Mapping[int, Mapping[int, SourceCell]], between: str) -> Iterator[str]:
    """A sentence for each value in which lines stand that look like rows of the file.

    Such a line has as many separators as the first row: a quotation mark before it was probably
    closed by the one that opens another value further down.
    """
    width = max(next(iter(rows.values()), {}), default=0)
    for row in rows.values():
        for cell in row.values():
            inside = [line for line in cell.lines[1:] if line.words.count(between) >= width - 1]
            if inside and width > _FEW_COLUMNS:
                yield (
                    f"{cell.place} holds lines that look like rows of the file, from"
                    f" {quoted(inside[0].words)}: look for a quotation mark that is not closed."
                )


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
