"""What an HTML element is in a PDF's structure tree.

Structure types and attributes after ISO 32000-1, 14.8.4 and 14.8.5.
"""

from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

import pydyf

from reportgen.model.text import whole_number

_SVG: Final = "{http://www.w3.org/2000/svg}"

_KINDS: Final = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("p", "pre", "address"), "P"),
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    **dict.fromkeys(("header", "footer", "nav", "aside", "div", "figure"), "Div"),
    **dict.fromkeys(("img", f"{_SVG}svg"), "Figure"),
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "figcaption": "Caption",
    "caption": "Caption",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "a": "Link",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
}
GROUPS: Final = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "L"})
"""Structure types that hold others and no words of their own."""


def kind(element: Element) -> str:
    """The structure type of an element; nothing where its words belong to the element around it."""
    if structure_type := _KINDS.get(element.tag):
        return structure_type
    return "Span" if element.get("lang") or (element.tag == "abbr" and element.get("title")) else ""


def is_hidden(element: Element) -> bool:
    """Whether an element is for the eyes alone: hidden, or a picture without a description."""
    return element.get("aria-hidden") == "true" or (
        kind(element) == "Figure" and not _alternative(element)
    )


def _alternative(element: Element) -> str:
    return element.get("alt") or element.get("aria-label") or element.findtext(f"{_SVG}title") or ""


def describe(tag: pydyf.Dictionary, element: Element) -> None:
    """Put on a tag what the element states: language, expansion, description, numbering."""
    if language := element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    if element.tag == "abbr" and (words := element.get("title")):
        tag["E"] = pydyf.String(words)
    if tag["S"] == "/Figure":
        tag["Alt"] = pydyf.String(_alternative(element))
    if tag["S"] == "/L" and element.tag != "dl":
        numbering = "/Decimal" if element.tag == "ol" else "/Disc"
        tag["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    if tag["S"] == "/Table" and (words := " ".join(element.findtext("caption", "").split())):
        tag["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(words)})


def destination(link: Element) -> str:
    """Where a link goes, in words: its title or text, and the address where it is on the web."""
    words, address = (
        link.get("title") or " ".join("".join(link.itertext()).split()),
        link.get("href", ""),
    )
    return words if address.startswith("#") or address in words else f"{words}, {address}"


_SCOPES = {"col": "/Column", "row": "/Row"}


@dataclass(slots=True)
class Headers:
    """The heading cells of one table, as its rows are gone through."""

    table: int
    rows: int = 0
    columns: dict[int, list[pydyf.String]] = field(default_factory=dict)
    tall: bool = False
    """A cell spans rows, so that columns are not counted any further and Scope alone tells the
    headings."""

    def row(self, row: Element, *, head: bool) -> list[tuple[Element, pydyf.Dictionary]]:
        """The cells of the next row, each with its tag's attributes, its ID among them."""
        self.rows += 1
        column, across, cells = 0, list[pydyf.String](), []
        for cell in (child for child in row if child.tag in ("th", "td")):  # and no comments
            spans = {key: _span(cell, key) for key in ("ColSpan", "RowSpan")}
            attributes = pydyf.Dictionary(
                {"O": "/Table"} | {key: span for key, span in spans.items() if span != 1}
            )
            if cell.tag == "th":
                name = pydyf.String(f"{self.table}-{self.rows}-{column + 1}")
                attributes |= {
                    "Scope": _SCOPES.get(cell.get("scope", ""), "/Column" if head else "/Row"),
                    "ID": name,
                }
                if attributes["Scope"] == "/Row":
                    across.append(name)
                else:
                    self._head(range(column, column + spans["ColSpan"]), name)
            elif not self.tall:
                above = [
                    name
                    for number in range(column, column + spans["ColSpan"])
                    for name in self.columns.get(number, [])
                ]
                attributes["Headers"] = pydyf.Array([*across, *above])
            cells.append((cell, attributes))
            column += spans["ColSpan"]
            self.tall = self.tall or spans["RowSpan"] != 1
        return cells

    def _head(self, columns: range, name: pydyf.String) -> None:
        for number in columns:
            self.columns.setdefault(number, []).append(name)


def _span(cell: Element, key: str) -> int:
    """How many columns or rows a cell spans; 1 where the page states no number."""
    typed = cell.get(key.lower(), "1")
    return whole_number(typed) or 1
