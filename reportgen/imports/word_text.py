"""The words of a Word paragraph as they would be if every tracked change were accepted. Values, no I/O."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reportgen.imports.numbering import W, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", f"{MC}Fallback", f"{W}tbl"}
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_BULLET_SIGNS = ("F0B7", "F0A7", "F0D8", "F0FC")
BOX = f"{W}txbxContent"
CHANGED, COMMENTED, NOTED, HIDDEN = (
    "Tracked changes were taken as if they were accepted.",
    "Comments in the margin were left out.",
    "Footnotes and endnotes were left out.",
    "Words with the look “hidden” were taken like any others.",
)
_TELLING = {
    f"{W}ins": CHANGED,
    f"{W}del": CHANGED,
    f"{W}moveFrom": CHANGED,
    f"{W}commentReference": COMMENTED,
    f"{W}footnoteReference": NOTED,
    f"{W}endnoteReference": NOTED,
}


@dataclass(slots=True)
class Spoken:
    """What a paragraph says: its words by character style; the text boxes that hang on it; and what is to be told."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """All of its words, in order."""
        return "".join(words for _, words in self.parts)


def spoken(paragraph: Element) -> Spoken:
    """What a paragraph says."""
    found = Spoken()
    _gather(paragraph, "", found)
    return found


def _gather(element: Element, style: str, found: Spoken) -> None:
    for child in element:
        if note := _TELLING.get(child.tag):
            found.notes[note] = None
        if child.tag in _GONE:
            continue
        if child.tag == BOX:
            found.boxes.append(child)
        elif child.tag == f"{W}t":
            _add(found, style, child.text or "")
        elif child.tag == f"{W}sym":
            _add(found, style, _symbol(child))
        elif child.tag in _MARKS:
            _add(found, style, _MARKS[child.tag] if child.get(f"{W}type", "textWrapping") == "textWrapping" else "")
        elif child.tag == f"{W}r":
            if child.find(f"{W}rPr/{W}vanish") is not None:
                found.notes[HIDDEN] = None
            _gather(child, value(child, f"{W}rPr/{W}rStyle"), found)
        else:
            _gather(child, style, found)


def _add(found: Spoken, style: str, words: str) -> None:
    if found.parts and found.parts[-1][0] == style:
        found.parts[-1] = (style, found.parts[-1][1] + words)
    elif words:
        found.parts.append((style, words))


def _symbol(element: Element) -> str:
    """A character of Symbol or Wingdings: those that are bullets, as a bullet; any other by its own number."""
    code = element.get(f"{W}char", "").upper()
    if code in _BULLET_SIGNS:
        return "•"
    return chr(int(code, 16)) if re.fullmatch("[0-9A-F]{1,4}", code) else ""


def runs_on(paragraph: Element) -> bool:
    """Whether the end of this paragraph was deleted, so that the next one belongs to it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def inside(element: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body, a cell or a box, in order: also those in content controls and the like."""
    for child in element:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag == f"{MC}AlternateContent":
            chosen = child.find(f"{MC}Choice")
            yield from inside(chosen if chosen is not None else child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"):
            yield from inside(child)
