"""Words of an officer's workbook that stand outside the cells that we made for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.model.problems import Where
from reportgen.model.schema import START_HERE
from reportgen.model.text import fold_name, one_line
from reportgen.office.package import Package
from reportgen.office.workbook_parts import comments, drawings
from reportgen.workbook.read.opening import OpenedWorkbook
from reportgen.workbook.read.tables import Sheet

_PAGE = "Page of"
"""What is left of “Page 1 of 2” at the foot of our pages without the numbers."""
_HEAD = 3
"""Rows of Start here that say which plan it is and whose actions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayWords:
    """Words that stand where nothing is read, and why not, as “stands in a text box”."""

    where: Where
    words: str
    why: str


def stray_words(
    book: OpenedWorkbook, actions: str, heading_row: int, ours: frozenset[str] | None
) -> Iterator[StrayWords]:
    """Everything that somebody typed outside the table of actions.

    `actions` is the name of its sheet, `ours` what we write on Start here and on pages; None where
    that is not known.
    """
    for sheet in book.sheets:
        if sheet.name == actions:
            yield from _above(sheet, heading_row)
        elif ours is not None and fold_name(sheet.name) == fold_name(START_HERE):
            yield from _on_start_here(sheet, ours)
        if sheet.page_words and sheet.page_words not in (ours or (_PAGE,)):
            where = Where(sheet=sheet.name)
            yield StrayWords(where=where, words=sheet.page_words, why="stands on every page")
    package = Package(book.content)
    for comment in comments(package):
        words = one_line(comment.words)
        yield StrayWords(where=comment.where, words=words, why="is a comment on the cell")
    for drawing in drawings(package):
        where = Where(sheet=drawing.sheet)
        for words in drawing.boxes:
            yield StrayWords(where=where, words=words, why="stands in a text box")
        if drawing.pictures:
            yield StrayWords(where=where, words="A picture", why="is on the sheet")


def _above(sheet: Sheet, heading_row: int) -> Iterator[StrayWords]:
    for number, row in sheet.rows.items():
        for cell in row.values() if number < heading_row else ():
            if cell.text.strip():
                why = "stands above the headings"
                yield StrayWords(where=cell.where, words=one_line(cell.text), why=why)


def _on_start_here(sheet: Sheet, ours: frozenset[str]) -> Iterator[StrayWords]:
    """The cells that are not of our own lines, nor beside our labels."""
    for number, row in sheet.rows.items():
        labelled = any(one_line(cell.text) in ours for cell in row.values())
        for column, cell in row.items():
            words = one_line(cell.text)
            known = words in ours or (column == 1 and number <= _HEAD) or (labelled and column == 2)  # noqa: PLR2004 - the value beside a label
            if words and not known:
                yield StrayWords(where=cell.where, words=words, why=f"stands on {sheet.name}")
