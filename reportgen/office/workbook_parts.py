"""Words of a workbook that are not read with its cells: comments, and words struck out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reportgen.model.problems import Where, place
from reportgen.office.package import RELATIONS, Package, s

COMMENTS_BY = "reportgen"
"""The author of comments in a copy in which problems are marked; these are not the plan's."""

_BOOK = "xl/workbook.xml"


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
            yield Comment(where=where, words=_text(comment))


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
