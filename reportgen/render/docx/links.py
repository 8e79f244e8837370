"""Web and e-mail addresses in a Word file as links, as they are in the page and the PDF."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from reportgen.render.docx.word_xml import W, plain_words, properties, put_in_place, with_words

if TYPE_CHECKING:
    from docx.document import Document

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
)
_AFTER = ".,;:!?'’]"  # what ends a sentence, and not an address


def link_addresses(document: "Document") -> None:
    """Make every address in a plain run of words a link."""
    for run in list(document.element.body.iter(f"{W}r")):
        words = plain_words(run)
        inside = next(run.iterancestors(f"{W}hyperlink"), None) is not None
        if not inside and _ADDRESS.search(words):
            put_in_place(run, _parts(run, words, document))


def _parts(run: etree._Element, words: str, document: "Document") -> Iterator[etree._Element]:
    """A run as runs and links, whose words together are its own."""
    end = 0
    for found in _ADDRESS.finditer(words):
        address = _whole(found[0])
        if words[end : found.start()]:
            yield with_words(run, words[end : found.start()])
        end = found.start() + len(address)
        web = address.startswith(("http://", "https://"))
        target = address if web else f"{'mailto:' if '@' in address else 'https://'}{address}"
        link = etree.Element(f"{W}hyperlink")
        key = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(_ID, key)
        shown = with_words(run, address)
        properties(shown, "rPr").append(etree.Element(f"{W}u", {f"{W}val": "single"}))
        link.append(shown)
        yield link
    if words[end:]:
        yield with_words(run, words[end:])


def _whole(found: str) -> str:
    """An address without what ends the sentence or closes the brackets that it stands in."""
    while found[-1] in _AFTER or (found[-1] == ")" and found.count(")") > found.count("(")):
        found = found[:-1]
    return found
