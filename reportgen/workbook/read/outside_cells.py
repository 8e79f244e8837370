"""What a workbook has in no cell: comments, what is drawn, links, heads of pages, files inside."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.model.problems import Where
from reportgen.model.text import count
from reportgen.office.package import Package
from reportgen.office.workbook_parts import CellLink, comments, drawings, embedded, links
from reportgen.workbook.read.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideWords:
    """Words that stand in no cell, or what it is that has none; where, and what it is."""

    words: str
    where: Where
    kind: str
    """In words, for a place: “comment”, “text box”, “2 pictures”."""
    why: str
    """Why it is no cell: “it is a comment on a cell”."""

    @property
    def place(self) -> str:
        """“Actions!H14, comment”."""
        return f"{self.where}, {self.kind}" if self.kind else str(self.where)


def outside_cells(sheets: Iterable[Sheet], package: Package) -> Iterator[OutsideWords]:
    """Everything that stands in no cell of a workbook, by kind."""
    sheets = tuple(sheets)
    for comment in comments(package):
        words, why = " ".join(comment.words.split()), "it is a comment on a cell"
        yield OutsideWords(words=words, where=comment.where, kind="comment", why=why)
    yield from _drawn(package)
    for link in unseen_links(sheets, package):
        why = "the cell links to it"
        yield OutsideWords(words=link.words, where=link.where, kind="link", why=why)
    for sheet in sheets:
        for cell in sheet.covered:
            why = "it lies under a merged cell"
            yield OutsideWords(words=cell.text, where=cell.where, kind="", why=why)
    yield from on_every_page(sheets)
    yield from files_inside(package)


def _drawn(package: Package) -> Iterator[OutsideWords]:
    """Text boxes, pictures and charts."""
    for drawing in drawings(package):
        where = Where(sheet=drawing.sheet)
        for words in drawing.boxes:
            why = "it stands in a text box"
            yield OutsideWords(words=words, where=where, kind="text box", why=why)
        if drawing.pictures:
            words = count(len(drawing.pictures), "picture")
            yield OutsideWords(words=words, where=where, kind=words, why="it is no words")
        for words in drawing.charts:
            why = "it stands on a chart"
            yield OutsideWords(words=words or "A chart", where=where, kind="chart", why=why)


def text_boxes(package: Package) -> Iterator[OutsideWords]:
    """The words of text boxes alone."""
    return (each for each in _drawn(package) if each.kind == "text box")


def on_every_page(sheets: Iterable[Sheet]) -> Iterator[OutsideWords]:
    """The words of the heads and feet of printed pages."""
    for sheet in sheets:
        for words in sheet.page_words:
            kind, why = "head or foot of its pages", "it stands on every page"
            yield OutsideWords(words=words, where=Where(sheet=sheet.name), kind=kind, why=why)


def files_inside(package: Package) -> Iterator[OutsideWords]:
    """Documents that lie inside the workbook."""
    for sheet in embedded(package):
        yield OutsideWords(
            words="A document",
            where=Where(sheet=sheet),
            kind="inside the workbook",
            why="it is a file of its own",
        )


def unseen_links(sheets: Iterable[Sheet], package: Package) -> Iterator[CellLink]:
    """What cells link to and do not show: an address, or the words beside the pointer."""
    rows = {sheet.name: sheet.rows for sheet in sheets}
    for link in links(package):
        cell = rows.get(link.where.sheet, {}).get(link.where.row, {}).get(link.where.column)
        if not cell or link.words.rstrip("/") not in cell.text:
            yield link
