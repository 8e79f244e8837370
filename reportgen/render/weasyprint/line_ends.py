"""The blanks that a PDF loses at the ends of lines and of elements, put back for who hears it.

WeasyPrint draws no blank where a line ends, so “October to” and “December” on the next line would
be heard as one word. A piece of content may say what it stands for (ISO 32000-1, 14.9.4:
ActualText), and says its words with the blank behind them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import pydyf

from reportgen.render.weasyprint.marked_content import Link, MarkedContent, sequences
from reportgen.render.weasyprint.roles import kind

_WITHIN = frozenset({"", "Span", "Link"})
"""What an element is that stands within a line."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")


def say_blanks(
    pdf: pydyf.PDF,
    pages: list[bytes],
    pieces: Iterable[MarkedContent | Link],
    parents: Mapping[Element, Element],
) -> None:
    """Let each piece of content that is followed by a blank in the page say so.

    `pages` are the references of the pages, `parents` the elements around those of the page.
    """
    lacking: dict[int, dict[int, str]] = {}
    for piece in _before_blanks(pieces, parents):
        lacking.setdefault(piece.page, {})[piece.mcid] = f"{piece.words} "
    for page, said in lacking.items():
        for content, place, mcid in sequences(pdf, pages[page]):
            if words := said.get(mcid):
                content[place - 1] = b"/Span"
                content[place]["ActualText"] = pydyf.String(words)


def _before_blanks(
    pieces: Iterable[MarkedContent | Link], parents: Mapping[Element, Element]
) -> Iterator[MarkedContent]:
    """The pieces behind which the page has a blank that neither they nor the next have."""
    places: dict[Element, _Place] = {}
    for piece in pieces:
        if isinstance(piece, Link) or piece.element is None or piece.generated or not piece.words:
            continue
        around = _block(piece.element, parents)
        place = places.get(around)
        if place is None:
            text = _BLANKS.sub(" ", "".join(around.itertext()))
            place = places[around] = _Place(text)
        start = place.text.find(piece.words, place.end)
        if start < 0:  # words that a style sheet has changed
            place.last = None
            continue
        if place.last and place.text[place.end : start] == " ":
            yield place.last
        place.end, place.last = start + len(piece.words), piece


@dataclass(slots=True)
class _Place:
    """How far the words of a block were met."""

    text: str
    end: int = 0
    last: MarkedContent | None = None


def _block(element: Element, parents: Mapping[Element, Element]) -> Element:
    """The element that begins a line of its own around this one, or this one."""
    while kind(element) in _WITHIN and element in parents:
        element = parents[element]
    return element
