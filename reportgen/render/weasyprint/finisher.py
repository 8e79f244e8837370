"""Finishes a PDF before it is written: new tags, artefacts, and the standards it claims.

Knows pydyf.
"""

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

import pydyf

from reportgen.render.weasyprint.line_ends import say_blanks
from reportgen.render.weasyprint.marked_content import (
    Link,
    MarkedContent,
    marked_content,
    number_of,
    sequences,
)
from reportgen.render.weasyprint.structure_tree import StructureTree

if TYPE_CHECKING:
    from weasyprint import Document


_UA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
"""PDF/UA-1, and the extension schema without which PDF/A forbids to say so (ISO 14289-1, 5; ISO
19005-2, 6.6.2.3.3)."""


class _Null(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An empty object in place of a tag of WeasyPrint's.

    No object number may be missing: poppler then loses pages.
    """

    data = b"null"


class Finisher:
    """Finishes one PDF; afterwards has the words that a screen reader hears.

    `root` is the root element of its page.
    """

    def __init__(self, root: Element) -> None:
        self.root, self.words = root, ""

    def __call__(self, document: "Document", pdf: pydyf.PDF) -> None:
        """Mend the file before it is written. Raises Unrenderable where its tags cannot be made."""
        pieces, tree = marked_content(document, pdf), StructureTree(pdf, self.root)
        artefacts: dict[int, dict[int, str]] = {}
        for piece in pieces:
            if isinstance(piece, Link):
                tree.link(piece)
            elif (sort := tree.add(piece)) is not None:
                artefacts.setdefault(piece.page, {})[piece.mcid] = sort
        say_blanks(pdf, tree.pages, pieces, tree.parents)
        _name_artefacts(tree, artefacts)
        _map(tree, pieces)
        for number in tree.free:
            pdf.objects[number] = _Null()
            pdf.objects[number].number = number
        _identify(pdf)
        if "AF" in pdf.catalog:  # WeasyPrint names each file twice
            pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        self.words = tree.top.words()


def _name_artefacts(tree: StructureTree, artefacts: dict[int, dict[int, str]]) -> None:
    """Name as artefacts, in a page's content, what belongs to no element.

    ISO 32000-1, 14.8.2.2.
    """
    for page, sorts in artefacts.items():
        for content, place, mcid in sequences(tree.pdf, tree.pages[page]):
            sort = sorts.get(mcid)
            if sort is not None:
                content[place - 1] = b"/Artifact"
                content[place] = pydyf.Dictionary(
                    {"Type": "/Pagination", "Subtype": f"/{sort}"} if sort else {"Type": "/Layout"}
                )


def _map(tree: StructureTree, pieces: list[MarkedContent | Link]) -> None:
    """Point from each piece and each link back to its tag, and from each ID to its tag."""
    most = [0] * len(tree.pages)
    for piece in pieces:
        if isinstance(piece, MarkedContent):
            most[piece.page] += 1
    numbers = pydyf.Array()
    for page, owners in enumerate(tree.owners):
        row = [
            owners[mcid].entry.reference if mcid in owners else b"null"
            for mcid in range(most[page])
        ]
        numbers.extend([page, pydyf.Array(row)])
    for place, tag in enumerate(tree.links, start=len(tree.pages)):
        numbers.extend([place, tag.entry.reference])
    tree.pdf.objects[number_of(tree.structure["ParentTree"])]["Nums"] = numbers
    tree.structure["ParentTreeNextKey"] = len(tree.pages) + len(tree.links)
    if tree.ids:
        names = [
            part for name, reference in sorted(tree.ids) for part in (pydyf.String(name), reference)
        ]
        tree.structure["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})


def _identify(pdf: pydyf.PDF) -> None:
    """Say in the metadata that this is PDF/UA too.

    What WeasyPrint's own option adds stands after the RDF and does not count.
    """
    metadata = pdf.objects[number_of(pdf.catalog["Metadata"])]
    ours = f"{_UA}</rdf:RDF>".encode()
    metadata.stream = [part.replace(b"</rdf:RDF>", ours) for part in metadata.stream]
    metadata.compress = False  # so that archives, and `reportgen verify`, find it without unpacking
