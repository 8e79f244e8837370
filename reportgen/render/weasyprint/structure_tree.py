"""The structure tree of a PDF, made from the page's HTML: one tag for each element.

WeasyPrint makes a tag of each fragment: a table on five pages is five tables there, and along the
edges of a page there are words that belong to no tag
(https://github.com/Kozea/WeasyPrint/issues/2903). Here each HTML element has one tag, wherever its
pieces lie.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import pydyf

from reportgen.render.weasyprint.marked_content import Link, MarkedContent, number_of
from reportgen.render.weasyprint.roles import (
    GROUPS,
    Headers,
    describe,
    destination,
    is_hidden,
    kind,
)


@dataclass(slots=True)
class Tag:
    """One element of the structure tree, which holds pieces of pages and other elements."""

    kind: str
    page: int
    entry: pydyf.Dictionary
    content: "list[str | Tag]" = field(default_factory=list)
    """Its words and the elements in it, in order, but for bullets and lists of contents."""
    item: "Tag | None" = None
    """Of a list item's body, the item."""
    loose: "Tag | None" = None
    """A paragraph for words that stand in a group without one."""

    def words(self) -> str:
        """Return the words that a screen reader hears of it."""
        return "".join(part if isinstance(part, str) else part.words() for part in self.content)


@dataclass(frozen=True, slots=True)
class _Known:
    """An HTML element: the tag of its words, its table head, whether it is for the eyes alone."""

    tag: Tag
    head: Tag | None
    hidden: bool
    listed: bool
    """In a list of contents, whose words are those of the headings."""


class StructureTree:
    """The structure tree as it grows, piece by piece in reading order."""

    def __init__(self, pdf: pydyf.PDF, root: Element) -> None:
        self.pdf, self.pages = pdf, pdf.page_references
        self.parents: Mapping[Element, Element] = {
            child: parent for parent in root.iter() for child in parent
        }
        structure = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
        entry = pdf.objects[number_of(structure["K"][0])]
        entry["K"] = pydyf.Array()
        self.structure, self.free = structure, self._free(entry)
        self.top = Tag("Document", 0, entry)
        self.known = {root: _Known(self.top, None, hidden=False, listed=False)}
        self.headers: dict[Element, Headers] = {}
        self.owners: list[dict[int, Tag]] = [{} for _ in self.pages]
        self.links: list[Tag] = []
        self.ids: list[tuple[str, bytes]] = []

    def _free(self, document: pydyf.Dictionary) -> Iterator[int]:
        """The object numbers of WeasyPrint's own tags, used again: none may be missing."""
        for number, entry in enumerate(self.pdf.objects):
            if (
                isinstance(entry, dict)
                and entry.get("Type") in ("/StructElem", "/OBJR")
                and entry is not document
            ):
                yield number

    def add(self, piece: MarkedContent) -> str | None:
        """Give a piece to its element, or return its kind of artefact: “Header”, “Footer” or “”."""
        if piece.edge or piece.element is None:
            return piece.edge
        known = self._of(piece.element, piece.page)
        if known.hidden:
            return ""
        if known.head and known.head.page != piece.page:
            return "Header"  # the headings of a table, said again on its next page
        tag = self._holder(known.tag, piece)
        self._hold(tag, piece.page, piece.mcid)
        self.owners[piece.page][piece.mcid] = tag
        if piece.frame:
            tag.entry["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(piece.frame)})
        if not known.listed and not piece.generated:
            tag.content.append(piece.words)
        return None

    def link(self, link: Link) -> None:
        """Give what is clicked to its element, and say where it goes."""
        tag = self._of(link.element, link.page).tag
        tag.entry["K"].append(
            pydyf.Dictionary(
                {"Type": "/OBJR", "Obj": link.annotation.reference, "Pg": self.pages[link.page]}
            )
        )
        link.annotation["Contents"] = pydyf.String(destination(link.element))
        link.annotation["StructParent"] = len(self.pages) + len(self.links)
        self.links.append(tag)

    def _of(self, element: Element, page: int) -> _Known:
        if element not in self.known:
            around = self._of(self.parents[element], page)
            if element not in self.known:  # a cell is known once its row is
                self.known[element] = self._learnt(element, around, page)
        return self.known[element]

    def _learnt(self, element: Element, around: _Known, page: int) -> _Known:
        """What is to be known of an element met for the first time, on this page."""
        listed = around.listed or element.tag == "nav"
        if around.hidden or is_hidden(element):
            return _Known(around.tag, around.head, hidden=True, listed=listed)
        tag = self._tagged(element, around.tag, page)
        head = tag if tag.kind in ("THead", "TFoot") else around.head
        if tag.kind == "TR":
            self._add_cells(element, tag, head)
        return _Known(tag, head, hidden=False, listed=listed)

    def _tagged(self, element: Element, above: Tag, page: int) -> Tag:
        """The tag for the words of an element: its own, or that of the element around it."""
        of_kind = "LI" if above.kind == "L" and element.tag == "div" else kind(element)
        if not of_kind:
            return above
        if above.kind == "L" and of_kind != "LI":
            above = self._made("LI", above, page)
        tag = self._made(of_kind, above, page)
        describe(tag.entry, element)
        if of_kind == "Table":
            self.headers[element] = Headers(len(self.headers) + 1)
        if element.tag != "li":
            return tag
        body = self._made("LBody", tag, page)
        body.item = tag
        return body

    def _add_cells(self, row: Element, tag: Tag, head: Tag | None) -> None:
        """All cells of a row in order: a blank one has no piece, but its column counts."""
        table = row
        while table.tag != "table":
            table = self.parents[table]
        for cell, attributes in self.headers[table].row(row, head=head is not None):
            cell_tag = self._made(kind(cell), tag, tag.page)
            describe(cell_tag.entry, cell)
            if name := attributes.pop("ID", None):
                cell_tag.entry["ID"] = name
                self.ids.append((name.string, cell_tag.entry.reference))
            cell_tag.entry["A"] = attributes
            self.known[cell] = _Known(cell_tag, head, is_hidden(cell), listed=False)

    def _holder(self, tag: Tag, piece: MarkedContent) -> Tag:
        """The tag that takes a piece: a bullet's own, or a paragraph in a group with own words."""
        if piece.generated == "marker" and tag.item:
            label = self._made("Lbl", tag.item, piece.page)
            tag.item.entry["K"].insert(0, tag.item.entry["K"].pop())
            return label
        if tag.kind not in GROUPS:
            return tag
        last = tag.entry["K"][-1] if tag.entry["K"] else None
        if tag.loose is None or last != tag.loose.entry.reference:
            tag.loose = self._made("P", tag, piece.page)
        return tag.loose

    def _made(self, of_kind: str, above: Tag, page: int) -> Tag:
        entry = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": f"/{of_kind}",
                "P": above.entry.reference,
                "Pg": self.pages[page],
                "K": pydyf.Array(),
            }
        )
        number = next(self.free, None)
        if number is None:
            self.pdf.add_object(entry)
        else:
            entry.number, self.pdf.objects[number] = number, entry
        tag = Tag(of_kind, page, entry)
        above.entry["K"].append(entry.reference)
        above.content.append(tag)
        return tag

    def _hold(self, tag: Tag, page: int, mcid: int) -> None:
        away = pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[page], "MCID": mcid})
        tag.entry["K"].append(mcid if page == tag.page else away)
