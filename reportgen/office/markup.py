"""The XML of a part: read, changed and written, never trusted.

Entities are what is dangerous in XML, and only a document type can declare them. A part without
one, as all parts of office programs are, is read by the parser of Python that is written in C; any
other by defusedxml, which is five times slower and refuses entities.
"""

import io
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from defusedxml import ElementTree as Guarded
from defusedxml.common import DefusedXmlException
from lxml import etree

_TYPE, _PIECE = b"<!DOCTYPE", 1 << 16
"""How a document type begins in every encoding that writes “<” as one byte: expat knows no other
but UTF-16, which has noughts."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LxmlElement = etree._Element  # noqa: SLF001 - lxml has no public name for it


def read_xml(content: bytes) -> Element | None:
    """The root of a part to be read.

    None where it is not well-formed, declares entities, or has an encoding that nobody knows.
    """
    try:
        plain = _is_plain(io.BytesIO(content))
        root: Element = fromstring(content) if plain else Guarded.fromstring(content)  # noqa: S314
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        return None
    return root


def elements(part: IO[bytes]) -> Iterator[Element]:
    """Each element of a part, as it ends; `part` can be read from its start again.

    Raises ParseError where it is not well-formed, DefusedXmlException where it declares entities.
    """
    plain = _is_plain(part)
    part.seek(0)
    walk = iterparse(part) if plain else Guarded.iterparse(part)  # noqa: S314
    return (element for _, element in walk)


def _is_plain(part: IO[bytes]) -> bool:
    """Whether a part has no document type, nor an encoding in which one would not be seen."""
    before = b""
    while piece := part.read(_PIECE):
        if _TYPE in before + piece or b"\0" in piece:
            return False
        before = piece[-len(_TYPE) :]
    return True


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
