"""Words of an officer's workbook that stand outside the cells that we made for them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reportgen.model.problems import Where
from reportgen.model.reading import TableData
from reportgen.model.schema import START_HERE
from reportgen.model.text import fold_name, one_line
from reportgen.office.package import Package
from reportgen.office.workbook_parts import comments, drawings
from reportgen.workbook.read.opening import OpenedWorkbook
from reportgen.workbook.read.tables import Sheet

_HEAD = 3
"""Rows of Start here that say which plan it is and whose actions."""
_PAGE = "Page of"
"""What is left of “Page 1 of 2” at the foot of our pages without the numbers."""
_DAY = re.compile(r"(?:\w+ )?\d{1,2} [A-Z][a-z]+ 20\d\d|20\d\d-\d\d-\d\d")
"""The day by which a form is to come back, which is written into each form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayWords:
    """Words that stand where nothing is read, and why not, as “stands in a text box”."""

    where: Where
    words: str
    why: str


def stray_words(
    book: OpenedWorkbook,
    actions: TableData,
    taken: Collection[int],
    ours: Collection[str] | None,
    *,
    unknown: Collection[str] = (),
) -> Iterator[StrayWords]:
    """Everything that somebody typed outside the columns of the table of actions.

    `taken` are the numbers of the columns that are read, `ours` all words that we write into such
    a workbook; None where that is not known, and other sheets are not looked at. `unknown` are the
    folded names of sheets of which it is not known what we wrote.
    """
    for sheet in book.sheets:
        if sheet.name == actions.sheet:
            yield from _around(sheet, actions, taken)
        elif ours is not None and fold_name(sheet.name) not in unknown:
            yield from _on_another(sheet, ours)
        words = sheet.page_words.replace(_PAGE, "").strip()
        if words:
            yield StrayWords(where=Where(sheet=sheet.name), words=words, why="stands on every page")
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


def _around(sheet: Sheet, actions: TableData, taken: Collection[int]) -> Iterator[StrayWords]:
    """The words above the headings of the actions, and in columns that are not taken."""
    for number, row in sheet.rows.items():
        for column, cell in row.items():
            above = number < actions.heading_row
            if cell.text.strip() and (
                above or (number > actions.heading_row and column not in taken)
            ):
                why = (
                    "stands above the headings" if above else "stands in a column that is not ours"
                )
                yield StrayWords(where=cell.where, words=one_line(cell.text), why=why)


def _on_another(sheet: Sheet, ours: Collection[str]) -> Iterator[StrayWords]:
    """The cells of another sheet that hold what we did not write into it."""
    first = fold_name(sheet.name) == fold_name(START_HERE)
    for number, row in sheet.rows.items():
        for cell in row.values():
            words = one_line(cell.text)
            known = words in ours or _DAY.fullmatch(words) or (first and number <= _HEAD)
            if words and not known:
                yield StrayWords(where=cell.where, words=words, why=f"stands on {sheet.name}")
