"""What the styles of a Word file make of a paragraph: a heading, a title, an item of a list."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from reportgen.model.text import whole_number
from reportgen.office.word_numbering import W, value

_DEEPEST = 6  # levels of headings that Word has by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style makes of a paragraph: a heading, the paper's title, or an item of a list.

    `level` is that of a heading, from 1, or 0; `number` the ID of the list, `depth` that in it,
    from 0.
    """

    level: int = 0
    title: bool = False
    number: str = ""
    depth: int = 0


def styles(part: Element | None) -> dict[str, Style]:
    """Every style by its ID, with the level of the heading it makes and the list it belongs to.

    What a style does not say is that of the style it is based on; each is looked at once.
    """
    listed = part.findall(f"{W}style") if part is not None else []
    named = {style.get(f"{W}styleId", ""): style for style in listed}
    known: dict[str, Style] = {}
    for first in list(named):
        chain: dict[str, None] = {}
        name = first
        while name in named and name not in known and name not in chain:
            chain[name] = None
            name = value(named[name], f"{W}basedOn")
        base = known.get(name, Style())
        for below in reversed(chain):
            base = known[below] = _based_on(base, _own(named[below]))
    return known


def _own(element: Element) -> Style:
    """What a style says itself."""
    level, title = 0, False
    called = value(element, f"{W}name").casefold()
    outline = value(element, f"{W}pPr/{W}outlineLvl")
    above = whole_number(outline)
    if above is not None and above < _DEEPEST:
        level = above + 1
    elif called == "title":
        level, title = 1, True
    elif called.startswith("heading "):
        level = whole_number(called[8:]) or 0
    number = value(element, f"{W}pPr/{W}numPr/{W}numId")
    return Style(level=level, title=title, number=number, depth=depth(element) if number else 0)


def _based_on(base: Style, own: Style) -> Style:
    style = own if own.level else replace(own, level=base.level, title=base.title)
    return style if own.number else replace(style, number=base.number, depth=base.depth)


def depth(element: Element) -> int:
    """How deep in its list a paragraph or a style is, from 0."""
    return whole_number(value(element, f"{W}pPr/{W}numPr/{W}ilvl", "0")) or 0
