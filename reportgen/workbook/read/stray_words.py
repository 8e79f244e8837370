"""Words of an officer's workbook that stand outside the cells that we made for them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reportgen.model.columns import START_HERE
from reportgen.model.problems import Where
from reportgen.model.reading import TableData
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name, one_line
from reportgen.office.package import Package
from reportgen.office.workbook_parts import comments, drawings
from reportgen.workbook.read.opening import OpenedWorkbook
from reportgen.workbook.read.outside_cells import files_inside, unseen_links
from reportgen.workbook.read.sheet import Sheet

_DAY = re.compile(r"(?:\w+ )?\d{1,2} [A-Z][a-z]+ 20\d\d|20\d\d-\d\d-\d\d")
"""The day by which a form is to come back, which is written into each form."""
_UNNAMED = re.compile(r"\w+ ?\d+")
"""The name that Excel gives to a new sheet: “Sheet1”, “Tabelle2”."""

Cells = Mapping[tuple[int, int], str]
"""The words of a sheet by row and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StrayWords:
    """Words that stand where nothing is read, and why not, as “stands in a text box”."""

    where: Where
    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCells:
    """What stood in a workbook when it was sent: by the sheets' names, and anywhere."""

    sheets: Mapping[str, Cells]
    """Of the sheets of which that is known."""
    anywhere: Collection[str]
    """Words of ours that may stand on every sheet, on one line."""
    labels: Collection[str] = ()
    """Folded labels in the first column beside which something may have been changed since."""
    days: bool = True
    """Whether any day may be ours: the one by which the form is to come back is not known."""
    unknown: Collection[str] = ()
    """The folded names of sheets of which it is not known what we wrote."""


def stray_words(
    book: OpenedWorkbook, actions: TableData, taken: Collection[int], sent: SentCells | None
) -> Iterator[StrayWords]:
    """Everything that somebody typed outside the columns of the table of actions.

    `taken` are the numbers of the columns that are read; without `sent`, which is what we wrote
    into such a workbook, other sheets are not looked at.
    """
    own = next(_words(sheet) for sheet in book.sheets if sheet.name == actions.sheet)
    for sheet in book.sheets:
        if sheet.name == actions.sheet:
            yield from _around(sheet, actions, taken, sent)
        elif sent and fold_name(sheet.name) not in sent.unknown:
            yield from _on_another(sheet, sent, own)
        for cell in sheet.covered:
            why = "lies under a merged cell"
            yield StrayWords(where=cell.where, words=one_line(cell.text), why=why)
        for words in sheet.page_words:
            if words != sheet.name:
                where = Where(sheet=sheet.name)
                yield StrayWords(
                    where=where, words=words, why="stands at the head or foot of its pages"
                )
    yield from _in_no_cell(book)


def _around(
    sheet: Sheet, actions: TableData, taken: Collection[int], sent: SentCells | None
) -> Iterator[StrayWords]:
    """The words above the headings of the actions, and in columns that are not taken.

    But for what was sent in such a column, which has lost its heading.
    """
    was = {
        (column, one_line(words))
        for name, cells in (sent.sheets if sent else {}).items()
        if name == ACTIONS.name
        for (_, column), words in cells.items()
    }
    for number, row in sheet.rows.items():
        for column, cell in row.items():
            above = number < actions.heading_row
            beside = number > actions.heading_row and column not in taken
            ours = (column, one_line(cell.text)) in was
            if cell.text.strip() and (above or (beside and not ours)):
                why = (
                    "stands above the headings" if above else "stands in a column that is not ours"
                )
                yield StrayWords(where=cell.where, words=one_line(cell.text), why=why)


def _on_another(sheet: Sheet, sent: SentCells, own: Cells) -> Iterator[StrayWords]:
    """The cells of another sheet that hold what we did not write into it.

    Words count as ours once for each cell in which they were sent, wherever they stand now; `own`
    are those of the return's sheet of actions, of which this may be a copy.
    """
    cells = _words(sheet)
    known = _known(sheet.name, cells, sent, own)
    if not known and not cells and not _UNNAMED.fullmatch(sheet.name):
        where = Where(sheet=sheet.name)
        yield StrayWords(where=where, words=sheet.name, why="is the name of a new sheet")
    left, moved = Counter(words for was in known[:1] for words in was.values()), []
    # Of a sheet of the officer's own nothing is ours, whatever it says.
    new = not known and fold_name(sheet.name) != fold_name(START_HERE)
    for place, words in cells.items():
        if any(was.get(place) == words for was in known):
            left[words] -= 1
        elif new or not _may_be_ours(place, words, cells, sent):
            moved.append(place)
    columns = {(words, column) for was in known[:1] for (_, column), words in was.items()}
    for row, column in sorted(moved, key=lambda p: (cells[p], p[1]) not in columns):
        words = cells[row, column]
        if left[words] > 0:
            left[words] -= 1
        else:
            where = Where(sheet=sheet.name, row=row, column=column)
            hidden = ", a hidden sheet" if sheet.hidden else ""
            yield StrayWords(where=where, words=words, why=f"stands on {sheet.name}{hidden}")


def _words(sheet: Sheet) -> Cells:
    return {
        (row, column): one_line(cell.text)
        for row, listed in sheet.rows.items()
        for column, cell in listed.items()
        if cell.text.strip()
    }


def _may_be_ours(place: tuple[int, int], words: str, cells: Cells, sent: SentCells) -> bool:
    row, column = place
    labelled = column > 1 and fold_name(cells.get((row, 1), "")) in sent.labels
    return labelled or words in sent.anywhere or (sent.days and bool(_DAY.fullmatch(words)))


def _known(name: str, cells: Cells, sent: SentCells, own: Cells) -> list[Cells]:
    """What was sent on a sheet of this name; else on the sheet of which this is a copy.

    A copy has half of its words, or more, from that sheet, its headings among them; of a copy of
    the actions what the return has there now is known too. Empty where it is neither.
    """
    sheets: dict[str, Cells] = {
        fold_name(sheet): {place: one_line(words) for place, words in listed.items()}
        for sheet, listed in sent.sheets.items()
    }
    if fold_name(name) in sheets:
        return [sheets[fold_name(name)]]
    sheets = sheets or {fold_name(ACTIONS.name): own}
    words = Counter(cells.values())
    shared = {sheet: (words & Counter(was.values())).total() for sheet, was in sheets.items()}
    alike = max(shared, key=shared.__getitem__, default="")
    if not alike or 2 * shared[alike] < len(cells) or not _has_headings(words, sheets[alike]):
        return []
    return [sheets[alike], own] if alike == fold_name(ACTIONS.name) else [sheets[alike]]


def _has_headings(words: Collection[str], sheet: Cells) -> bool:
    """Whether half of the words in the first row of a sheet are among these."""
    first = min((row for row, _ in sheet), default=0)
    headings = [heading for (row, _), heading in sheet.items() if row == first]
    return 2 * sum(heading in words for heading in headings) >= len(headings)


def _in_no_cell(book: OpenedWorkbook) -> Iterator[StrayWords]:
    """Comments, text boxes, pictures and charts, and what links lead to."""
    package = Package(book.content)
    for comment in comments(package):
        words = one_line(comment.words)
        yield StrayWords(where=comment.where, words=words, why="is a comment on the cell")
    for drawing in drawings(package):
        where = Where(sheet=drawing.sheet)
        for words in drawing.boxes:
            yield StrayWords(where=where, words=words, why="stands in a text box")
        for words in drawing.pictures:
            yield StrayWords(where=where, words=words or "A picture", why="is on the sheet")
        for words in drawing.charts:
            yield StrayWords(where=where, words=words or "A chart", why="is on a chart")
    for link in unseen_links(book.sheets, package):
        yield StrayWords(where=link.where, words=link.words, why="is what the cell links to")
    for inside in files_inside(package):
        yield StrayWords(where=inside.where, words=inside.words, why="is a file of its own")
