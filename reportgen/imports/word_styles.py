"""The paragraph styles of a Word file: which are headings, and which belong to a list."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reportgen.imports.numbering import W, value

_DEEPEST = 6  # levels of headings that Word has by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a style makes of a paragraph: the level of a heading, from 1, or 0; the paper's title; the list that it belongs to."""

    level: int = 0
    title: bool = False
    number: str = ""
    depth: int = 0


def styles(part: Element | None) -> dict[str, Style]:
    """Of each paragraph style the level of the heading it makes, and the list it belongs to; also by what it is based on."""
    named = {one.get(f"{W}styleId", ""): one for one in part.findall(f"{W}style")} if part is not None else {}
    return {name: _style(name, named) for name in named}


def _style(name: str, named: dict[str, Element]) -> Style:
    level, title, number, deep = 0, False, "", 0
    seen: list[str] = []
    while name in named and name not in seen:
        seen.append(name)
        one = named[name]
        called = value(one, f"{W}name").casefold()
        outline = value(one, f"{W}pPr/{W}outlineLvl")
        if not level and outline.isdecimal() and int(outline) < _DEEPEST:
            level = int(outline) + 1
        elif not level and called == "title":
            level, title = 1, True
        elif not level and called.startswith("heading ") and called[8:].isdecimal():
            level = int(called[8:])
        if not number and (found := value(one, f"{W}pPr/{W}numPr/{W}numId")):
            number, deep = found, depth(one)
        name = value(one, f"{W}basedOn")
    return Style(level=level, title=title, number=number, depth=deep)


def depth(element: Element) -> int:
    """How deep in its list a paragraph or a style is, from 0."""
    level = value(element, f"{W}pPr/{W}numPr/{W}ilvl", "0")
    return int(level) if level.isdecimal() else 0
