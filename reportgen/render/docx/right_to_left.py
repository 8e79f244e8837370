"""Words of a Word file that run from right to left, marked so: Word does not look at the letters.

ISO/IEC 29500-1: 17.3.1.6 (bidi of a paragraph), 17.3.2.30 (rtl of a run), 17.4.1 (bidiVisual of a
table), 17.6.1 (bidi of a section).
"""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy

from lxml import etree

from reportgen.model.direction import Writing, is_right_to_left, of_words
from reportgen.render.docx.status_marks import W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ANY = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""The blocks in which letters that run so lie (Unicode 16, 2.4)."""
_BEHIND_BIDI = (
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
)
_BEHIND_RTL = ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
_BEHIND_VISUAL = (
    "tblStyleRowBandSize",
    "tblStyleColBandSize",
    "tblW",
    "jc",
    "tblCellSpacing",
    "tblInd",
    "tblBorders",
    "shd",
    "tblLayout",
    "tblCellMar",
    "tblLook",
    "tblCaption",
    "tblDescription",
)
_BEHIND_SECTION = ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")


def mark_directions(body: etree._Element, usual: Writing) -> None:
    """Mark the paragraphs and runs of a body that run from right to left.

    `usual` is the direction of the document: where that is from right to left, its tables and
    sections are marked too, and so are the paragraphs that run the other way.
    """
    for paragraph in body.iter(f"{W}p"):
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        way = of_words(words) or usual
        if way is Writing.RIGHT_TO_LEFT:
            _set(_properties(paragraph, "pPr"), "bidi", _BEHIND_BIDI)
        if _ANY.search(words):
            for run in list(paragraph.iter(f"{W}r")):
                _mark_run(run)
    if usual is Writing.RIGHT_TO_LEFT:
        for table in body.iter(f"{W}tbl"):
            _set(_properties(table, "tblPr"), "bidiVisual", _BEHIND_VISUAL)
        for section in body.iter(f"{W}sectPr"):
            _set(section, "bidi", _BEHIND_SECTION)


def _properties(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def _set(properties: etree._Element, name: str, behind: Collection[str]) -> None:
    """Add a mark before the first of the elements that the schema has behind it."""
    if properties.find(f"{W}{name}") is None:
        places = (n for n, child in enumerate(properties) if etree.QName(child).localname in behind)
        properties.insert(next(places, len(properties)), etree.Element(f"{W}{name}"))


def _mark_run(run: etree._Element) -> None:
    """Mark a run; one with words of both directions is divided first."""
    words = [child for child in run if child.tag == f"{W}t"]
    others = [child for child in run if child.tag not in (f"{W}t", f"{W}rPr")]
    text = words[0].text or "" if len(words) == 1 and not others else ""
    if not _ANY.search(text):
        return
    parent = run.getparent()
    if parent is None:
        return
    place = parent.index(run)
    parent[place : place + 1] = [_run(run, part, way) for part, way in _stretches(text)]


def _stretches(text: str) -> Iterator[tuple[str, Writing]]:
    """The words by direction; blanks and signs between the two stand with those from the left.

    Word shows the blank at the beginning of a marked run at its right end.
    """
    start, way = 0, None
    last = 0
    for place, letter in enumerate(text):
        if not letter.isalpha():
            continue
        found = Writing.RIGHT_TO_LEFT if is_right_to_left(letter) else Writing.LEFT_TO_RIGHT
        if way is not None and found is not way:
            end = place if found is Writing.RIGHT_TO_LEFT else last + 1
            yield text[start:end], way
            start = end
        way, last = found, place
    yield text[start:], way or Writing.LEFT_TO_RIGHT  # figures alone run from the left


def _run(run: etree._Element, words: str, way: Writing) -> etree._Element:
    new = deepcopy(run)
    for text in new.iter(f"{W}t"):
        text.text = words
        text.set(_SPACE, "preserve")
    if way is Writing.RIGHT_TO_LEFT:
        _set(_properties(new, "rPr"), "rtl", _BEHIND_RTL)
    return new
