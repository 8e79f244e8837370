"""The XML parts of an office package, without what makes XML dangerous."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring


def parsed(content: bytes) -> Element | None:
    """The root of a part; None where it is broken, or declares entities."""
    try:
        found: Element = fromstring(content)
    except (ParseError, DefusedXmlException):
        return None
    return found
