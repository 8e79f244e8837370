"""The marked content that WeasyPrint has drawn, each piece with its HTML element, and each link.

WeasyPrint's own tags say which pieces there are, but not of which element: an element on two pages
is two there. So the pieces are laid beside the boxes they were drawn from, in the order in which
WeasyPrint's `pdf/tags.py` (version 70.0) goes through both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

import pydyf

from reportgen.model.errors import Remedy, Unrenderable

if TYPE_CHECKING:
    from weasyprint import Document


Frame = tuple[float, float, float, float]
_EDGES = {"@top": "Header", "@bottom": "Footer"}
_POINTS = 0.75  # WeasyPrint counts in 96ths of an inch, PDF in 72nds


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """One run of words or one picture on one page."""

    page: int
    """The number of its page, from 0."""
    mcid: int
    """Its number in that page's content (ISO 32000-1, 14.7.4)."""
    element: Element | None
    """None along the edges of a page."""
    generated: str
    """“marker” or another pseudo-element's name; empty for what stands in the HTML."""
    edge: str
    """“Header” or “Footer” along the edges of a page."""
    words: str
    """None in a picture."""
    frame: Frame | None
    """Of a picture: left, bottom, right and top in points, from the page's lower left corner (ISO
    32000-1, 14.8.5.4.3)."""


@dataclass(frozen=True, slots=True)
class Link:
    """The part of a page that is clicked. A link over two lines has two."""

    page: int
    element: Element
    annotation: pydyf.Dictionary


def marked_content(document: "Document", pdf: pydyf.PDF) -> list[MarkedContent | Link]:
    """Everything on the pages, in reading order.

    Raises Unrenderable where the tags do not fit the boxes.
    """
    pieces: list[MarkedContent | Link] = []
    for number, (page, ids) in enumerate(zip(document.pages, _ids(pdf), strict=True)):
        reader = _Page(number, page.height, iter(ids), pieces)
        # Private, and the one place that tells which element a fragment is of; WeasyPrint has long
        # had it.
        reader.take(page._page_box)  # noqa: SLF001
        if next(reader.ids, None) is not None:
            raise _unmatched()
    return pieces


def number_of(reference: bytes) -> int:
    """Return the object number in a reference: 12 of “12 0 R”."""
    return int(reference.split()[0])


def sequences(pdf: pydyf.PDF, page: bytes) -> Iterator[tuple[list[Any], int, int]]:
    """The content of a page, the place in it of each piece's properties, and the piece's number.

    `page` is its reference. The kind of the piece stands before its properties (ISO 32000-1, 14.6).
    """
    content = pdf.objects[number_of(pdf.objects[number_of(page)]["Contents"])].stream
    for place, item in enumerate(content):
        if type(item) is pydyf.Dictionary and "MCID" in item:
            yield content, place, item["MCID"]


def _ids(pdf: pydyf.PDF) -> Iterator[list[int]]:
    """Of each page the numbers of its pieces, in the order in which the tags were made."""
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    for owners in pdf.objects[number_of(root["ParentTree"])]["Nums"][1::2]:
        if isinstance(owners, list):  # else it is the owner of a link
            tags = [number_of(reference) for reference in owners]
            # Tags are numbered as they are made; the words of a link share the link's, and stand
            # there in order.
            places = [(tag, pdf.objects[tag]["K"].index(mcid)) for mcid, tag in enumerate(tags)]
            yield sorted(range(len(tags)), key=places.__getitem__)


class _Page:
    """One page that is gone through, box by box."""

    def __init__(
        self, number: int, height: float, ids: Iterator[int], pieces: list[MarkedContent | Link]
    ) -> None:
        from weasyprint.formatting_structure import boxes  # noqa: PLC0415 - heavy, and needs Pango
        from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: PLC0415 - the same

        self.number, self.height, self.ids, self.found = number, height, ids, pieces
        self.boxes, self.placeholder, self.edge = boxes, AbsolutePlaceholder, ""

    def take(self, box: Any) -> None:  # noqa: ANN401 - WeasyPrint has no types
        """Add the marked content and the links in a box to those of the document."""
        if type(box) is self.placeholder:
            box = box._box  # noqa: SLF001 - stands in its place, as in WeasyPrint's own pdf/tags.py
        if type(box) is self.boxes.TextBox:
            self._add(box, box.text, None)
            return
        if type(box) is self.boxes.MarginBox:
            self.edge = _EDGES.get(box.at_keyword.partition("-")[0], "Header")
        if box.link_annotation:
            self.found.append(Link(self.number, box.element, box.link_annotation))
        for child in box.children:
            self.take(child)
        if isinstance(box, self.boxes.ReplacedBox):
            self._add(box, "", self._frame(box))

    def _add(self, box: Any, words: str, frame: Frame | None) -> None:  # noqa: ANN401 - the same
        mcid = next(self.ids, None)
        if mcid is None:
            raise _unmatched()
        generated = (box.element_tag or "").partition("::")[2]
        self.found.append(
            MarkedContent(self.number, mcid, box.element, generated, self.edge, words, frame)
        )

    def _frame(self, box: Any) -> Frame:  # noqa: ANN401 - the same
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self.height - top - box.height, left + box.width, self.height - top)
        return tuple(round(edge * _POINTS, 2) for edge in edges)


def _unmatched() -> Unrenderable:
    return Unrenderable(
        code="tags-unmatched",
        what=(
            "The PDF cannot be tagged for screen readers: its words do not lie as they do in the"
            " page."
        ),
        fix=Remedy(
            "If you changed the templates: no element inside a link, no text in a picture. Else"
            " look at the installation.",
            code="untaggable",
        ),
    )
