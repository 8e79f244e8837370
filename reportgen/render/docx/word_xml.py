"""Elements of a Word document's XML: their words, their styles, and runs with other words."""

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {f"{W}p": f"{W}pPr/{W}pStyle", f"{W}r": f"{W}rPr/{W}rStyle"}


def words_of(element: etree._Element) -> str:
    """All words in an element.

    Not itertext(): python-docx gives runs a `text` of their own, and words would count twice.
    """
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def style_of(element: etree._Element) -> str:
    """The style of a paragraph or a run; empty where it has none of its own."""
    own = element.find(_STYLES[str(element.tag)])
    return "" if own is None else own.get(f"{W}val", "")


def properties(element: etree._Element, name: str) -> etree._Element:
    """The element's list of looks, such as “rPr”, which comes first; made where it has none."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def plain_words(run: etree._Element) -> str:
    """The words of a run that holds one text and nothing else; empty for any other."""
    held = [child for child in run if child.tag != f"{W}rPr"]
    return (held[0].text or "") if [child.tag for child in held] == [f"{W}t"] else ""


def with_words(run: etree._Element, words: str) -> etree._Element:
    """A run that looks as this one, with other words."""
    new = deepcopy(run)
    for text in new.iter(f"{W}t"):
        text.text = words
        text.set(SPACE, "preserve")
    return new


def put_in_place(element: etree._Element, others: Iterable[etree._Element]) -> None:
    """Put elements where one stood."""
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = list(others)
