"""Words of a workbook that stand in no cell, and words of cells that are struck out.

Comments, text boxes, the heads and feet of pages; pictures are counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element

from reportgen.model.problems import Where, place
from reportgen.model.text import whole_number
from reportgen.office.cell_markup import is_struck
from reportgen.office.markup import s
from reportgen.office.package import RELATIONS, Package

COMMENTS_BY = "reportgen"
"""The author of comments in a copy in which problems are marked; these are not the plan's."""

_BOOK = "xl/workbook.xml"
_RULES, _EDGES = s("conditionalFormatting"), s("headerFooter")
AROUND = frozenset((_RULES, _EDGES))
"""The elements of a sheet's part that say something of its cells or pages and are no cells."""
_SHAPES = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])", re.IGNORECASE)
"""A code of a page's head or foot: place, font, size, number of the page (ECMA-376 part 1,
18.3.1.39)."""
_PLACE = re.compile("&[LCR]")
"""Where the left, middle and right of a page's head or foot begin."""
_NUMBERED = ("", "Page", "Page of", "of")
_MOST_AREAS = 20_000  # of a sheet that are coloured by rules: years of copying leave thousands
_THREADED = "[Threaded comment]"
_THREADS = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"
_COLUMN = re.compile(r"\$?([A-Z]{1,3})\$?\d+")


def sheet_parts(package: Package) -> Mapping[str, str]:
    """The name of each sheet's part, by the sheet's name."""
    book, parts = package.xml(_BOOK), package.by_id(_BOOK)
    sheets = book.iterfind(f"{s('sheets')}/{s('sheet')}") if book is not None else ()
    return {
        sheet.get("name", ""): parts.get(sheet.get(f"{{{RELATIONS}}}id", ""), "")
        for sheet in sheets
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on a cell."""

    where: Where
    words: str


def comments(package: Package) -> Iterator[Comment]:
    """Every comment on a cell, except our own.

    A thread is read from the one comment that Excel writes for older readers; what that does not
    have is read from the thread itself.
    """
    for sheet, part in sheet_parts(package).items():
        told: dict[Where, str] = {}
        for name in package.related(part, "comments"):
            root = package.xml(name)
            for comment in _of_part(sheet, root) if root is not None else ():
                told[comment.where] = f"{told.get(comment.where, '')}\n{comment.words}"
                yield comment
        for name in package.related(part, "threadedComment"):
            root = package.xml(name)
            for comment in _of_threads(sheet, root) if root is not None else ():
                if comment.words not in told.get(comment.where, ""):
                    yield comment


def _of_part(sheet: str, root: Element) -> Iterator[Comment]:
    authors = [author.text or "" for author in root.iter(s("author"))]
    for comment in root.iter(s("comment")):
        number = whole_number(comment.get("authorId", "0"))
        author = authors[number] if number is not None and number < len(authors) else ""
        if author != COMMENTS_BY:
            yield Comment(where=_where(sheet, comment), words=_own_words(_text(comment)))


def _of_threads(sheet: str, root: Element) -> Iterator[Comment]:
    """The comments of threads ([MS-XLSX] 2.6.203), each by itself."""
    for comment in root.iter(f"{_THREADS}threadedComment"):
        words = "".join(part.text or "" for part in comment.iter(f"{_THREADS}text"))
        if words.strip():
            yield Comment(where=_where(sheet, comment), words=words)


def _where(sheet: str, comment: Element) -> Where:
    row, column = place(comment.get("ref", ""))
    return Where(sheet=sheet, row=row, column=column)


def _own_words(words: str) -> str:
    """A comment's words without those by which Excel introduces a thread to older readers."""
    if not words.startswith(_THREADED):
        return words
    return words.partition("Comment:")[2].strip() or words


def struck_strings(package: Package) -> frozenset[int]:
    """The numbers of the shared strings with a run that is struck out (ECMA-376 part 1, 18.4.8).

    Officers strike out last quarter's words and leave them beside this quarter's.
    """
    parts = list(package.related(_BOOK, "sharedStrings"))
    if not parts or b"strike" not in package.read(parts[0]):
        return frozenset()
    root = package.xml(parts[0])
    strings = root.iterfind(s("si")) if root is not None else ()
    return frozenset(number for number, string in enumerate(strings) if is_struck(string))


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(s("t")))


def ruled_areas(around: Iterable[Element]) -> tuple[str, ...]:
    """The areas of a sheet, as “E2:E4”, whose cells are coloured by what other columns hold."""
    listed = (
        (rules, area)
        for rules in around
        if rules.tag == _RULES
        for area in rules.get("sqref", "").split()
    )
    return tuple(
        area
        for rules, area in islice(listed, _MOST_AREAS)
        if any(_looks_elsewhere(rule, area) for rule in rules.iter(s("cfRule")))
    )


def _looks_elsewhere(rule: Element, area: str) -> bool:
    own = {letters.strip("0123456789$") for letters in area.split(":")}
    named = set(_COLUMN.findall(rule.findtext(s("formula"), "")))
    return rule.get("type") == "expression" and bool(named - own)


def page_words(around: Iterable[Element]) -> tuple[str, ...]:
    """What stands at the head and foot of a sheet's pages, left, middle and right.

    The codes of numbers are left out, what stands there twice, and “Page 1 of 2”.
    """
    texts = (part.text or "" for edges in around if edges.tag == _EDGES for part in edges)
    parts = (_CODE.sub(" ", part) for text in texts for part in _PLACE.split(text))
    words = dict.fromkeys(" ".join(part.split()) for part in parts)
    return tuple(part for part in words if part not in _NUMBERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn on a sheet: the words of each text box, and pictures and charts."""

    sheet: str
    boxes: tuple[str, ...]
    pictures: tuple[str, ...]
    """The description of each picture; empty where it has none."""
    charts: tuple[str, ...]
    """The titles of each chart; empty where it has none."""


def drawings(package: Package) -> Iterator[Drawing]:
    """What is drawn on each sheet that has something drawn on it."""
    for sheet, part in sheet_parts(package).items():
        for name in package.related(part, "drawing"):
            root = package.xml(name)
            if root is None:
                continue
            boxes: Iterable[str] = (drawn_words(shape) for shape in root.iter(f"{_SHAPES}sp"))
            diagrams = (package.xml(each) for each in package.related(name, "diagramData"))
            boxes = (*boxes, *(drawn_words(each) for each in diagrams if each is not None))
            charts = [package.xml(chart) for chart in package.related(name, "chart")]
            drawing = Drawing(
                sheet=sheet,
                boxes=tuple(filter(None, boxes)),
                pictures=tuple(map(_description, root.iter(f"{_SHAPES}pic"))),
                charts=tuple(drawn_words(chart) for chart in charts if chart is not None),
            )
            if drawing.boxes or drawing.pictures or drawing.charts:
                yield drawing


def embedded(package: Package) -> Iterator[str]:
    """The sheet of each document that lies inside the workbook (ECMA-376 part 1, 15.2.10)."""
    for sheet, part in sheet_parts(package).items():
        for kind in ("oleObject", "package"):
            yield from (sheet for _ in package.related(part, kind))


def drawn_words(shape: Element) -> str:
    """The words of a text box or a diagram, or of a chart's titles."""
    paragraphs = (
        "".join(text.text or "" for text in paragraph.iter(f"{DRAWN}t"))
        for paragraph in shape.iter(f"{DRAWN}p")
    )
    return " ".join(" ".join(paragraphs).split())


def _description(picture: Element) -> str:
    return next((about.get("descr", "") for about in picture.iter(f"{_SHAPES}cNvPr")), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLink:
    """What a cell links to."""

    where: Where
    words: str
    """The address outside the workbook, or the words that are shown beside the pointer."""


def links(package: Package) -> Iterator[CellLink]:
    """What the cells of each sheet link to, outside the workbook."""
    for sheet, part in sheet_parts(package).items():
        targets = {
            relation.id: relation.address
            for relation in package.relationships(part)
            if relation.kind == "hyperlink"
        }
        root = package.xml(part) if targets else None
        for link in root.iter(s("hyperlink")) if root is not None else ():
            row, column = place(link.get("ref", "").partition(":")[0])
            where = Where(sheet=sheet, row=row, column=column)
            target = targets.get(link.get(f"{{{RELATIONS}}}id", ""), "").removeprefix("mailto:")
            for words in (target, link.get("tooltip", "")):
                if words:
                    yield CellLink(where=where, words=words)
