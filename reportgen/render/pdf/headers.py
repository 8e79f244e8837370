"""Which cells of a table head which others: PDF's Scope, IDs and Headers (ISO 32000-1, 14.8.5.7; PDF/UA-1, 7.5)."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import pydyf

_SCOPES = {"col": "/Column", "row": "/Row"}


@dataclass(slots=True)
class Headers:
    """The heading cells of one table, as its rows are gone through."""

    table: int
    rows: int = 0
    columns: dict[int, list[pydyf.String]] = field(default_factory=dict)
    tall: bool = False
    """A cell spans rows, so that columns are not counted any further and Scope alone tells the headings."""

    def row(self, row: Element, *, head: bool) -> list[tuple[Element, pydyf.Dictionary]]:
        """The cells of the next row, each with its tag's attributes; an ID among them is the tag's own."""
        self.rows += 1
        column, across, cells = 0, list[pydyf.String](), []
        for cell in (child for child in row if child.tag in ("th", "td")):  # and no comments
            spans = {key: _span(cell, key) for key in ("ColSpan", "RowSpan")}
            attributes = pydyf.Dictionary({"O": "/Table"} | {key: span for key, span in spans.items() if span != 1})
            if cell.tag == "th":
                name = pydyf.String(f"{self.table}-{self.rows}-{column + 1}")
                attributes |= {"Scope": _SCOPES.get(cell.get("scope", ""), "/Column" if head else "/Row"), "ID": name}
                if attributes["Scope"] == "/Row":
                    across.append(name)
                else:
                    self._head(range(column, column + spans["ColSpan"]), name)
            elif not self.tall:
                above = [name for one in range(column, column + spans["ColSpan"]) for name in self.columns.get(one, [])]
                attributes["Headers"] = pydyf.Array([*across, *above])
            cells.append((cell, attributes))
            column += spans["ColSpan"]
            self.tall = self.tall or spans["RowSpan"] != 1
        return cells

    def _head(self, columns: range, name: pydyf.String) -> None:
        for one in columns:
            self.columns.setdefault(one, []).append(name)


def _span(cell: Element, key: str) -> int:
    """How many columns or rows a cell is wide; 1 where the page says something else than a number."""
    typed = cell.get(key.lower(), "1")
    return max(1, int(typed)) if typed.isdecimal() else 1
