"""Words of a Word file that run from right to left, marked so: Word does not look at the letters.

ISO/IEC 29500-1: 17.3.1.6 (bidi of a paragraph), 17.3.2.30 (rtl of a run), 17.4.1 (bidiVisual of a
table), 17.6.1 (bidi of a section).
"""

import re
from collections.abc import Collection, Iterator

from lxml import etree

from reportgen.model.direction import Writing, is_right_to_left, of_words
from reportgen.render.docx.word_xml import (
    W,
    plain_words,
    properties,
    put_in_place,
    with_words,
    words_of,
)

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
        words = words_of(paragraph)
        way = of_words(words) or usual
        if way is Writing.RIGHT_TO_LEFT:
            _set(properties(paragraph, "pPr"), "bidi", _BEHIND_BIDI)
        if _ANY.search(words):
            for run in list(paragraph.iter(f"{W}r")):
                _mark_run(run)
    if usual is Writing.RIGHT_TO_LEFT:
        for table in body.iter(f"{W}tbl"):
            _set(properties(table, "tblPr"), "bidiVisual", _BEHIND_VISUAL)
        for section in body.iter(f"{W}sectPr"):
            _set(section, "bidi", _BEHIND_SECTION)


def _set(looks: etree._Element, name: str, behind: Collection[str]) -> None:
    """Add a mark before the first of the elements that the schema has behind it."""
    if looks.find(f"{W}{name}") is None:
        places = (n for n, child in enumerate(looks) if etree.QName(child).localname in behind)
        looks.insert(next(places, len(looks)), etree.Element(f"{W}{name}"))


def _mark_run(run: etree._Element) -> None:
    """Mark a run; one with words of both directions is divided first."""
    words = plain_words(run)
    if _ANY.search(words):
        put_in_place(run, (_run(run, part, way) for part, way in _stretches(words)))


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
    new = with_words(run, words)
    if way is Writing.RIGHT_TO_LEFT:
        _set(properties(new, "rPr"), "rtl", _BEHIND_RTL)
    return new
