"""The words of a Word paragraph as they would be if every tracked change were accepted.

Values, no I/O.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reportgen.importers.sources.blocks import EDGE
from reportgen.model.text import whole_number
from reportgen.office.word_numbering import W, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = {f"{W}tr": f"{W}trPr/{W}del", f"{W}tc": f"{W}tcPr/{W}cellDel"}
"""What tells that a row or a cell was deleted (ECMA-376 part 1, 17.13.5)."""
NO_WORDS = frozenset(
    f"{W}{name}" for name in ("instrText", "delText", "pPr", "rPr", "del", "moveFrom")
)
"""Elements in which nothing stands that is shown once all changes are accepted."""
_GONE = NO_WORDS | {f"{W}tbl"}
_MARKS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_SIGNS = {
    "F0B7": "•",
    "F0A7": "•",
    "F0D8": "•",
    "F0FC": "✓",
    "F0FB": "✗",
    "F0FE": "☑",
    "F0A8": "☐",
    "F04C": "☹",
    "F04A": "☺",
}
"""Characters of Symbol and Wingdings that Unicode has too, by their own numbers."""
BOX = f"{W}txbxContent"
CHANGED, CHOSEN = (
    "Tracked changes were taken as if they were accepted.",
    "Form fields (drop-downs and tick boxes) were taken as they are set.",
)
HIDDEN = "hidden"
_LOOKS = {
    f"{W}vanish": HIDDEN,
    f"{W}strike": "struck out",
    f"{W}dstrike": "struck out",
}
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_DESCRIBED = {
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr": "descr",
    "{urn:schemas-microsoft-com:vml}shape": "alt",
}
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_EXTENSION = re.compile(
    r"wp[scgi]|wp14|w1[4-9]\w*|w16\w*|a1[46]\w*|c1[4-6]|cx\d*|am3d|aink|x1[45]\w*|mv|v|o|m|pic14"
)
"""The prefixes of extensions that Word knows, as it writes them."""
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_EQUATION = f"{_MATHS}t"
EQUATION = "An equation was taken as its letters, one after the other: look at it."
_TELLING = {
    f"{W}ins": CHANGED,
    f"{W}del": CHANGED,
    f"{W}moveFrom": CHANGED,
    f"{_MATHS}oMath": EQUATION,
}


@dataclass(slots=True)
class ParagraphText:
    """The words of a paragraph by character style, its text boxes, and notes for the user."""

    parts: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    plain: bool = False
    """Some of its words are not bold."""
    notes: dict[str, None] = field(default_factory=dict)
    pictures: int = 0
    descriptions: list[str] = field(default_factory=list)
    """What pictures show, in the words for those who do not see them."""
    looks: dict[str, list[str]] = field(default_factory=dict)
    """The words that are “hidden” or “struck out”, by that."""
    read: set[int] = field(default_factory=set)
    """The ids of the elements that hold these words."""

    @property
    def words(self) -> str:
        """All of its words, in order."""
        return "".join(words for _, words in self.parts)


def paragraph_text(paragraph: Element) -> ParagraphText:
    """The words of a paragraph, with its text boxes and notes."""
    gathered = ParagraphText()
    _gather(paragraph, "", gathered)
    return gathered


def _gather(element: Element, style: str, gathered: ParagraphText) -> None:
    for child in element:
        if note := _TELLING.get(child.tag):
            gathered.notes[note] = None
        _look_at_picture(child, gathered)
        if child.tag == BOX:
            gathered.boxes.append(child)
        elif child.tag == f"{W}r":
            if _look(child, gathered):
                gathered.read |= {id(text) for text in child.iter(f"{W}t")}
                continue
            _gather(child, value(child, f"{W}rPr/{W}rStyle"), gathered)
        elif (chosen := _chosen(child)) is not None:
            gathered.notes[CHOSEN] = None
            _add(gathered, style, chosen)
        elif (words := _words(child)) is not None:
            gathered.read.add(id(child))
            _add(gathered, style, words)
        elif child.tag == f"{MC}AlternateContent":
            _gather(alternative(child), style, gathered)
        elif child.tag not in _GONE:
            _gather(child, style, gathered)


def _look_at_picture(element: Element, gathered: ParagraphText) -> None:
    gathered.pictures += element.tag in _PICTURES
    if described := element.get(_DESCRIBED.get(element.tag, ""), "").strip():
        gathered.descriptions.append(described)


def alternative(element: Element) -> Element:
    """What a program shows that knows of Word's own extensions, and of no other.

    The first choice that requires only these, else what is there to fall back on (ECMA-376 part 3).
    """
    for choice in element.findall(f"{MC}Choice"):
        if all(_EXTENSION.fullmatch(prefix) for prefix in choice.get("Requires", "").split()):
            return choice
    fallback = element.find(f"{MC}Fallback")
    return element if fallback is None else fallback


def _look(run: Element, gathered: ParagraphText) -> bool:
    """Note a run's words that are hidden or struck out; whether it is hidden, as on paper."""
    words = "".join(text.text or "" for text in run.iter(f"{W}t"))
    for look, name in _LOOKS.items():
        if words.strip() and _is_on(run.find(f"{W}rPr/{look}")):
            gathered.looks.setdefault(name, []).append(words)
    if not _is_on(run.find(f"{W}rPr/{W}b")) and any(text.text for text in run.iter(f"{W}t")):
        gathered.plain = True
    return bool(words.strip()) and _is_on(run.find(f"{W}rPr/{W}vanish"))


def _chosen(element: Element) -> str | None:
    """What a form field is set to: the entry of a drop-down, a tick; None where it is none.

    The text of a field to type in stands behind it (ECMA-376 part 1, 17.16.17 and 17.16.9).
    """
    if element.tag != f"{W}fldChar" or element.get(f"{W}fldCharType") != "begin":
        return None
    entries = [entry.get(f"{W}val", "") for entry in element.iter(f"{W}listEntry")]
    if entries:
        default = value(element, f"{W}ffData/{W}ddList/{W}default", "0")
        number = value(element, f"{W}ffData/{W}ddList/{W}result", default)
        chosen = whole_number(number)
        return entries[chosen] if chosen is not None and chosen < len(entries) else ""
    box = element.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return None
    checked = box.find(f"{W}checked")
    return "☒" if _is_on(checked if checked is not None else box.find(f"{W}default")) else "☐"


def _words(element: Element) -> str | None:
    """The words that an element of a run stands for; None where it stands for none."""
    if element.tag in (f"{W}t", _EQUATION):
        return element.text or ""
    if element.tag == f"{W}sym":
        return _symbol(element)
    if element.tag == _WORD_ART:
        return element.get("string", "")
    mark = _MARKS.get(element.tag)
    return mark if mark is None or element.get(f"{W}type", "textWrapping") == "textWrapping" else ""


def _is_on(look: Element | None) -> bool:
    return look is not None and look.get(f"{W}val", "1") not in ("0", "false", "none")


def _add(gathered: ParagraphText, style: str, words: str) -> None:
    if gathered.parts and gathered.parts[-1][0] == style:
        gathered.parts[-1] = (style, gathered.parts[-1][1] + words)
    elif words:
        gathered.parts.append((style, words))


def _symbol(element: Element) -> str:
    """A character of Symbol or Wingdings.

    Bullets, ticks, boxes and faces as Unicode has them; any other by its own number.
    """
    code = element.get(f"{W}char", "").upper()
    if code in _SIGNS:
        return _SIGNS[code]
    return chr(int(code, 16)) if re.fullmatch("[0-9A-F]{1,4}", code) else ""


def runs_on(paragraph: Element) -> bool:
    """Whether the end of this paragraph was deleted, so that the next one belongs to it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


CONTROLS = frozenset((f"{W}sdt", f"{W}sdtContent", f"{W}customXml"))
"""Elements around others that are not shown themselves."""
_AROUND = CONTROLS | {f"{W}smartTag", f"{W}ins", f"{W}moveTo"}
_BLOCKS = frozenset((f"{W}p", f"{W}tbl"))


def inside(
    element: Element, wanted: Collection[str] = _BLOCKS, around: Collection[str] = _AROUND
) -> Iterator[Element]:
    """The paragraphs and tables of a body, a cell or a box, or other elements, in order.

    Those in content controls, tracked insertions and the like are among them.
    """
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from inside(alternative(child), wanted, around)
        elif child.tag in around:
            yield from inside(child, wanted, around)


def is_deleted(element: Element) -> bool:
    """Whether a row or a cell was deleted, and only waits for that to be accepted."""
    return element.tag in _DELETED and element.find(_DELETED[element.tag]) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A kind of part beside the document's body, and how what stands in it is told of."""

    part: re.Pattern[str]
    each: str
    """The elements that are told one by one; empty for a part that is told as one."""
    place: str
    why: str
    unsaid: str = ""
    """What it is called where it has no words; empty where it is then of no account."""


EDGES = (
    Edge(
        part=re.compile(r"word/(?:header|footer)\d*\.xml"),
        each="",
        place=EDGE,
        why="it stands at the head or foot of pages",
    ),
    Edge(
        part=re.compile(r"word/comments\.xml"),
        each=f"{W}comment",
        place="comment {number}",
        why="it is a comment in the margin",
    ),
    Edge(
        part=re.compile(r"word/(?:foot|end)notes\.xml"),
        each="*",
        place="note {number}",
        why="it is a footnote or an endnote",
    ),
    Edge(
        part=re.compile(r"word/charts/chart\w*\.xml"),
        each="",
        place="a chart",
        why="it stands on a chart",
        unsaid="A chart",
    ),
    Edge(
        part=re.compile(r"word/diagrams/data\d*\.xml"),
        each="",
        place="a diagram",
        why="it stands in a diagram",
        unsaid="A diagram",
    ),
)
"""The parts whose words stand beside the body."""
