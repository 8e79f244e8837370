"""One sheet's XML: finds a cell, or makes one in its place, and gives it a look (ECMA-376 part 1, 18.3.1)."""

import re
from bisect import insort

from lxml import etree

from reportgen.annotate.parts import RELATIONS, Element, parsed, s, written
from reportgen.problems import letters

_BEHIND_DRAWINGS = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


class Sheet:
    """A sheet to be changed. Rows and cells need not say where they are: then they follow the one before."""

    def __init__(self, content: bytes) -> None:
        self.root = parsed(content)
        data = self.root.find(s("sheetData"))
        self._data = etree.SubElement(self.root, s("sheetData")) if data is None else data
        self._rows: dict[int, Element] = {}
        number = 0
        for row in self._data.iterfind(s("row")):
            number = int(row.get("r", number + 1))
            self._rows[number] = row

    def content(self) -> bytes:
        """The sheet as a part's bytes."""
        return written(self.root)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what this one says: the first of the merged cells it lies in, or itself."""
        for merged in self.root.iterfind(f"{s('mergeCells')}/{s('mergeCell')}"):
            corners = [_placed(corner) for corner in merged.get("ref", "").split(":")]
            (top, left), (bottom, right) = corners[0], corners[-1]
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def first_column(self, row: int) -> int:
        """The first column of a row in which there is a cell."""
        return min(self._cells(self._rows[row]), default=1) if row in self._rows else 1

    def cell(self, row: int, column: int) -> Element:
        """The cell, made in its place with the look of its row or column where there was none."""
        line = self._row(row)
        cells = self._cells(line)
        if column in cells:
            return cells[column]
        cell = etree.Element(s("c"), r=f"{letters(column)}{row}", s=str(self._look(line, column)))
        line.insert(sum(other < column for other in cells), cell)
        line.attrib.pop("spans", "")
        return cell

    def show_comments(self, relation: str) -> None:
        """Point to the drawing of the comments' boxes, in the place that the schema gives it."""
        drawing = etree.Element(s("legacyDrawing"))
        drawing.set(f"{{{RELATIONS}}}id", relation)
        behind = [place for place, child in enumerate(self.root) if etree.QName(child).localname in _BEHIND_DRAWINGS]
        self.root.insert(behind[0] if behind else len(self.root), drawing)

    def legacy_drawing(self) -> str:
        """The relationship of the drawing of comments' boxes; empty where there is none."""
        found = self.root.find(s("legacyDrawing"))
        return "" if found is None else found.get(f"{{{RELATIONS}}}id", "")

    def step_back(self) -> bool:
        """Be no longer the sheet that is shown first; say whether it was."""
        views = self.root.findall(f"{s('sheetViews')}/{s('sheetView')}")
        shown = [view for view in views if view.attrib.pop("tabSelected", "")]
        return bool(shown)

    def _row(self, number: int) -> Element:
        if number not in self._rows:
            row = etree.Element(s("row"), r=str(number))
            before: list[int] = []
            for other in self._rows:
                insort(before, other)
            self._data.insert(sum(other < number for other in before), row)
            self._rows[number] = row
        return self._rows[number]

    def _cells(self, row: Element) -> dict[int, Element]:
        found: dict[int, Element] = {}
        column = 0
        for cell in row.iterfind(s("c")):
            column = _placed(cell.get("r", ""))[1] or column + 1
            found[column] = cell
        return found

    def _look(self, row: Element, column: int) -> int:
        """The style of a cell that is not there yet."""
        if row.get("customFormat") in ("1", "true"):
            return int(row.get("s", 0))
        for one in self.root.iterfind(f"{s('cols')}/{s('col')}"):
            if int(one.get("min", 0)) <= column <= int(one.get("max", 0)):
                return int(one.get("style", 0))
        return 0


def _placed(reference: str) -> tuple[int, int]:
    """“B14” as row and column, each from 1; nothing where it is no cell's name."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
