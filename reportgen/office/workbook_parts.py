"""Words of a workbook that stand in no cell, and words of cells that are struck out.

Comments, text boxes, the heads and feet of pages; pictures are counted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reportgen.model.problems import Where, place
from reportgen.office.package import RELATIONS, Package, s

COMMENTS_BY = "reportgen"
"""The author of comments in a copy in which problems are marked; these are not the plan's."""

_BOOK = "xl/workbook.xml"
_RULES, _EDGES = s("conditionalFormatting"), s("headerFooter")
AROUND = frozenset((_RULES, _EDGES))
"""The elements of a sheet's part that say something of its cells or pages and are no cells."""
_SHAPES = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CODE = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|K\d\d[+-]\d{3}|\d+|[A-Z])", re.IGNORECASE)
"""A code of a page's head or foot: place, font, size, number of the page (ECMA-376 part 1,
18.3.1.39)."""
_THREADED = "[Threaded comment]"
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

    A thread is read from the one comment that Excel writes for older readers.
    """
    for sheet, part in sheet_parts(package).items():
        for name in package.related(part, "comments"):
            root = package.xml(name)
            if root is not None:
                yield from _of_part(sheet, root)


def _of_part(sheet: str, root: Element) -> Iterator[Comment]:
    authors = [author.text or "" for author in root.iter(s("author"))]
    for comment in root.iter(s("comment")):
        number = comment.get("authorId", "0")
        author = authors[int(number)] if number.isdigit() and int(number) < len(authors) else ""
        if author != COMMENTS_BY:
            row, column = place(comment.get("ref", ""))
            where = Where(sheet=sheet, row=row, column=column)
            yield Comment(where=where, words=_own_words(_text(comment)))


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


def is_struck(text: Element) -> bool:
    """Whether any run of a rich text is struck out."""
    return any(strike.get("val", "1") not in ("0", "false") for strike in text.iter(s("strike")))


def _text(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter(s("t")))


def ruled_areas(around: Iterable[Element]) -> tuple[str, ...]:
    """The areas of a sheet, as “E2:E4”, whose cells are coloured by what other columns hold."""
    return tuple(
        area
        for rules in around
        if rules.tag == _RULES
        for area in rules.get("sqref", "").split()
        if any(_looks_elsewhere(rule, area) for rule in rules.iter(s("cfRule")))
    )


def _looks_elsewhere(rule: Element, area: str) -> bool:
    own = {letters.strip("0123456789$") for letters in area.split(":")}
    named = set(_COLUMN.findall(rule.findtext(s("formula"), "")))
    return rule.get("type") == "expression" and bool(named - own)


def page_words(around: Iterable[Element]) -> str:
    """What stands at the head and foot of a sheet's pages, without the codes of numbers."""
    texts = (part.text or "" for edges in around if edges.tag == _EDGES for part in edges)
    words = (_CODE.sub(" ", text) for text in texts)
    return " ".join(dict.fromkeys(" ".join(line.split()) for line in words if line.strip()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn on a sheet: the words of each text box, and how many pictures."""

    sheet: str
    boxes: tuple[str, ...]
    pictures: int


def drawings(package: Package) -> Iterator[Drawing]:
    """What is drawn on each sheet that has something drawn on it."""
    for sheet, part in sheet_parts(package).items():
        roots = [package.xml(name) for name in package.related(part, "drawing")]
        shapes = [
            shape for root in roots if root is not None for shape in root.iter(f"{_SHAPES}sp")
        ]
        boxes = (
            " ".join("".join(t.text or "" for t in shape.iter(f"{_TEXT}t")).split())
            for shape in shapes
        )
        pictures = sum(1 for root in roots if root is not None for _ in root.iter(f"{_SHAPES}pic"))
        words = tuple(filter(None, boxes))
        if words or pictures:
            yield Drawing(sheet=sheet, boxes=words, pictures=pictures)
