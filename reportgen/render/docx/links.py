"""Web and e-mail addresses in a Word file as links, as they are in the page and the PDF."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from reportgen.render.docx.status_marks import W

if TYPE_CHECKING:
    from docx.document import Document

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_AFTER = ".,;:!?'’]"  # what ends a sentence, and not an address


def link_addresses(document: "Document") -> None:
    """Make every address in a plain run of words a link."""
    for run in list(document.element.body.iter(f"{W}r")):
        words = [child for child in run if child.tag == f"{W}t"]
        others = [child for child in run if child.tag not in (f"{W}t", f"{W}rPr")]
        inside = next(run.iterancestors(f"{W}hyperlink"), None) is not None
        if len(words) != 1 or others or inside or not _ADDRESS.search(words[0].text or ""):
            continue
        parent = run.getparent()
        place = parent.index(run)
        parent[place : place + 1] = list(_parts(run, words[0].text or "", document))


def _parts(run: etree._Element, words: str, document: "Document") -> Iterator[etree._Element]:
    """A run as runs and links, whose words together are its own."""
    end = 0
    for found in _ADDRESS.finditer(words):
        address = _whole(found[0])
        if words[end : found.start()]:
            yield _run(run, words[end : found.start()])
        end = found.start() + len(address)
        web = address.startswith(("http://", "https://"))
        target = address if web else f"{'mailto:' if '@' in address else 'https://'}{address}"
        link = etree.Element(f"{W}hyperlink")
        key = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(_ID, key)
        link.append(_run(run, address, underlined=True))
        yield link
    if words[end:]:
        yield _run(run, words[end:])


def _whole(found: str) -> str:
    """An address without what ends the sentence or closes the brackets that it stands in."""
    while found[-1] in _AFTER or (found[-1] == ")" and found.count(")") > found.count("(")):
        found = found[:-1]
    return found


def _run(run: etree._Element, words: str, *, underlined: bool = False) -> etree._Element:
    """A run that looks as this one, with other words."""
    new = deepcopy(run)
    for text in new.iter(f"{W}t"):
        text.text = words
        text.set(_SPACE, "preserve")
    if underlined:
        looks = new.find(f"{W}rPr")
        if looks is None:
            looks = etree.Element(f"{W}rPr")
            new.insert(0, looks)
        looks.append(etree.Element(f"{W}u", {f"{W}val": "single"}))
    return new
