"""The XML of a part: read, changed and written, never trusted.

Entities are what is dangerous in XML, and only a document type can declare them. A part without
one, as all parts of office programs are, is read by the parser of Python that is written in C; any
other by defusedxml, which is five times slower and refuses entities.
"""

import re
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser, fromstring

from defusedxml import ElementTree as Guarded
from defusedxml.common import DefusedXmlException
from lxml import etree

_TYPES = tuple("<!DOCTYPE".encode(kind) for kind in ("ascii", "utf-16-le", "utf-16-be"))
"""How a document type begins: expat knows no encoding, UTF-16 apart, that writes it otherwise."""
_LONG_NAMESPACE = re.compile(rb"xmlns[^=<>]{0,200}=\s{0,20}[\"'][^\"']{500}")
_PIECE = 1 << 21
"""Bytes given to the parser at once: it begins a tag or a comment anew with each piece, so that
small ones take minutes for a tag of 32 MB."""
_MOST_PIECES, _DEEPEST = 3, 1_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LxmlElement = etree._Element  # noqa: SLF001 - lxml has no public name for it
UnwrittenXml = etree.SerialisationError
"""Raised where openpyxl's temporary files cannot be written, in place of an OSError."""


def read_xml(content: bytes) -> Element | None:
    """The root of a part to be read.

    None where it is not well-formed, declares entities, has an encoding that nobody knows, or a
    namespace without measure: Python writes that out in the name of each element and attribute.
    """
    if _LONG_NAMESPACE.search(content.replace(b"\0", b"")):
        return None
    typed = any(mark in content for mark in _TYPES)
    try:
        root: Element = Guarded.fromstring(content) if typed else fromstring(content)  # noqa: S314
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        return None
    return root


def root_name(start: bytes) -> str:
    """The name of a part's root, without its namespace, from the part's first bytes."""
    parser: Any = XMLPullParser(("start",))
    try:
        parser.feed(start)
        return next((element.tag.rpartition("}")[2] for _, element in parser.read_events()), "")
    except (ParseError, LookupError, ValueError):
        return ""


class TooLarge(Exception):  # noqa: N818 - what is the case, and no fault of the program's
    """A file holds more in one place than any plan does."""


def elements(part: IO[bytes], *names: str, only_in: str = "") -> Iterator[Element]:
    """Each outermost element of these names, whole, as it ends; of no other is anything kept.

    An element `only_in` holds none of other names.

    Raises TooLarge where one of them is larger than 8 MB, or elements lie a thousand deep;
    ParseError where the part is not well-formed or has a document type, which no part may have
    (ECMA-376 part 2, 8.1.4).
    """
    parser: Any = XMLPullParser(("start", "end"))
    wanted, around = frozenset(names), list[Element]()  # `around`: what is open and not wanted
    depth = began = 0  # within the wanted element that is open; the piece in which it began
    for number, piece in enumerate(_pieces(part)):
        _feed(parser, piece)
        for event, element in parser.read_events():
            if event == "start":
                if depth:
                    depth += 1
                elif element.tag in wanted:
                    depth, began = 1, number
                else:
                    _open(element, around, only_in)
            elif depth:
                depth -= 1
                if not depth:
                    yield element
            else:
                around.pop()
        if max(len(around), depth) > _DEEPEST or (depth and number - began >= _MOST_PIECES):
            raise TooLarge
        for element in around:
            del element[:-1]  # what has ended, and perhaps not the last
    parser.close()


def _open(element: Element, around: list[Element], only_in: str) -> None:
    if around and around[-1].tag == only_in:
        message = f"{element.tag} in {only_in}"
        raise ParseError(message)
    around.append(element)


def _feed(parser: Any, piece: bytes) -> None:  # noqa: ANN401 - its types are wrong
    """Read on. Raises ParseError, also at an encoding that Python or expat lacks."""
    try:
        parser.feed(piece)
    except (LookupError, ValueError) as error:
        raise ParseError(str(error)) from error


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part. Raises ParseError at a document type."""
    before = b""
    while piece := part.read(_PIECE):
        if any(mark in before + piece for mark in _TYPES):
            raise ParseError("a document type")
        yield piece
        before = piece[-max(map(len, _TYPES)) :]


def edit_xml(content: bytes) -> LxmlElement:
    """The root of a part to be changed, with its prefixes; no entities, no network.

    Comments and processing instructions go: they say nothing in a part. Raises ValueError, one of
    PACKAGE_FAULTS, where it cannot be read.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def written(root: LxmlElement) -> bytes:
    """The bytes of a part with this root."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def s(name: str) -> str:
    """A name of SpreadsheetML as lxml and ElementTree write it."""
    return f"{{{MAIN}}}{name}"


def new(name: str) -> LxmlElement:
    """The root of an empty part of SpreadsheetML."""
    return etree.fromstring(f'<{name} xmlns="{MAIN}"/>')
