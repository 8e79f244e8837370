"""The XML of a part: read, changed and written, never trusted."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LxmlElement = etree._Element  # noqa: SLF001 - lxml has no public name for it


def read_xml(content: bytes) -> Element | None:
    """The root of a part to be read.

    None where it is not well-formed, declares entities, or has an encoding that nobody knows.
    """
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        return None
    return root


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
