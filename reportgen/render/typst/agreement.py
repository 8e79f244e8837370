"""Whether two engines made the same paper: its bookmarks, tables, links, pictures and pages.

Their words are held against the web page's already (`render/documents.py`).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from reportgen.render.left_out import squeezed
from reportgen.render.typst.tags import body, kids


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOutline:
    """What a PDF has beside its words."""

    bookmarks: tuple[str, ...]
    """In their order, each without its blanks."""
    tables: tuple[str, ...]
    """Each as “7 rows of 9, 2 headers in each”."""
    links: tuple[str, ...]
    """Addresses outside the paper."""
    alternatives: tuple[str, ...]
    """What pictures are said to be."""
    pages: int


def outline_of(content: bytes) -> PaperOutline:
    """The outline of a PDF."""
    with pikepdf.open(io.BytesIO(content)) as document:
        elements = list(_elements(document.Root.StructTreeRoot))
        with document.open_outline() as outline:
            bookmarks = tuple(_titles(outline.root))
        return PaperOutline(
            bookmarks=bookmarks,
            tables=tuple(_table(each) for each in elements if each.get("/S") == "/Table"),
            links=tuple(address for page in document.pages for address in _addresses(page)),
            alternatives=tuple(
                str(each.Alt) for each in elements if each.get("/S") == "/Figure" and "/Alt" in each
            ),
            pages=len(document.pages),
        )


def disagreements(one: PaperOutline, other: PaperOutline) -> Iterator[str]:
    """Where two outlines part, in sentences.

    Pages may differ by one, or by a sixth: the engines break large print at other places.
    """
    for name in ("bookmarks", "tables", "links", "alternatives"):
        ours, theirs = getattr(one, name), getattr(other, name)
        for place in range(max(len(ours), len(theirs))):
            first, second = (
                listed[place] if place < len(listed) else "nothing" for listed in (ours, theirs)
            )
            if first != second:
                yield f"{name}, number {place + 1}: “{first}” and “{second}”"
                break
    if abs(one.pages - other.pages) > max(1, one.pages / 6, other.pages / 6):
        yield f"pages: {one.pages} and {other.pages}"


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """All elements of the tags, in the order in which they are read."""
    for kid in kids(element):
        yield kid
        yield from _elements(kid)


def _titles(items: list[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield squeezed(item.title)
        yield from _titles(item.children)


def _table(table: pikepdf.Object) -> str:
    """How many rows and columns a table has below its head, and how many headers in a row."""
    rows = list(body(table))
    widths = [len(kids(row)) for row in rows]
    headers = [sum(cell.get("/S") == "/TH" for cell in kids(row)) for row in rows]
    return (
        f"{len(rows)} rows of {max(widths, default=0)}, {max(headers, default=0)} headers in each"
    )


def _addresses(page: pikepdf.Page) -> Iterator[str]:
    """The addresses outside the paper that a page links to, from top to bottom."""
    found = []
    for annotation in page.get("/Annots", []):
        action = annotation.get("/A")
        if action is not None and "/URI" in action:
            left, bottom, *_ = (float(edge) for edge in annotation.Rect)
            found.append((-round(bottom), round(left), str(action.URI)))
    yield from dict.fromkeys(address for *_, address in sorted(found))
