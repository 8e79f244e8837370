"""A text file of values (.csv, .tsv) as one table. Touches the disk."""

import csv
from pathlib import Path

from reportgen.importers.sources.blocks import SourceCell, SourceDocument, SourceTable
from reportgen.importers.sources.xlsx import lines
from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where

_ENCODINGS = ("utf-8-sig", "cp1252")  # Excel's “CSV UTF-8”, and its other CSV on a British computer
_LARGEST = 50_000_000  # bytes
_LONGEST = 1_000_000  # characters of one value; csv's own bound is 131,072
_SAMPLE = 20_000
_NAME = "Values"


def delimited(path: Path) -> SourceDocument:
    """The rows of a .csv or .tsv, whatever stands between its values.

    Raises Unreadable where it is too large or no text.
    """
    if path.stat().st_size > _LARGEST:
        what = f"{path.name} is larger than {_LARGEST // 1_000_000} MB."
        raise Unreadable(
            code="too-large", what=what, fix="Keep the plan’s own rows, and leave the rest out."
        )
    text, notes = _text(path)
    csv.field_size_limit(_LONGEST)
    try:
        listed = list(csv.reader(text.splitlines(keepends=True), delimiter=_between(path, text)))
    except csv.Error as error:
        what = f"{path.name} cannot be read as rows of values ({error})."
        raise Unreadable(
            code="not-values",
            what=what,
            fix="Open it in Excel, save it as an Excel Workbook (.xlsx), give that.",
        ) from error
    rows = {
        number: {
            column: _cell(words, number, column)
            for column, words in enumerate(row, start=1)
            if words.strip()
        }
        for number, row in enumerate(listed, start=1)
    }
    return SourceDocument(
        name=path.name,
        blocks=(SourceTable(name="the file", rows={n: row for n, row in rows.items() if row}),),
        notes=notes,
    )


def _cell(words: str, row: int, column: int) -> SourceCell:
    return SourceCell(place=Where(sheet=_NAME, row=row, column=column).cell, lines=lines(words))


def _text(path: Path) -> tuple[str, tuple[str, ...]]:
    """The words of the file, and what is to be said of how they were written."""
    content = path.read_bytes()
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
    """What stands between values: by the file's name a tab, else what its beginning has most of."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    sample = text[:_SAMPLE]
    return max(",;\t|", key=lambda mark: (sample.count(mark), mark == ","))
