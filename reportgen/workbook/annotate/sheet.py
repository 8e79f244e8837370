"""One sheet's XML: finds a cell or adds it in its place, and sets its style.

ECMA-376 part 1, 18.3.1.
"""

import re
from bisect import insort
from collections.abc import Mapping

from lxml import etree

from reportgen.model.problems import letters, place
from reportgen.office.markup import LxmlElement, edit_xml, new, s, written
from reportgen.office.package import RELATIONS, Package
from reportgen.office.workbook_parts import COMMENTS_BY

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


BOOK = "xl/workbook.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class SheetXml:
    """A sheet to be changed.

    Rows and cells need not give their place: then they follow the row or cell before.
    """

    def __init__(self, content: bytes) -> None:
        self.root = edit_xml(content)
        data = self.root.find(s("sheetData"))
        self._data = etree.SubElement(self.root, s("sheetData")) if data is None else data
        self._rows: dict[int, LxmlElement] = {}
        number = 0
        for row in self._data.iterfind(s("row")):
            number = int(row.get("r", number + 1))
            self._rows[number] = row

    def content(self) -> bytes:
        """Return the sheet as a part's bytes."""
        return written(self.root)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the cell in which this one's words are shown.

        That is the first of the merged cells that it lies in, or the cell itself.
        """
        for merged in self.root.iterfind(f"{s('mergeCells')}/{s('mergeCell')}"):
            corners = [place(corner) for corner in merged.get("ref", "").split(":")]
            (top, left), (bottom, right) = corners[0], corners[-1]
            if top <= row <= bottom and left <= column <= right:
                return top, left
        return row, column

    def first_column(self, row: int) -> int:
        """Return the first column of a row in which there is a cell; 1 where there is none."""
        return min(self._cells(self._rows[row]), default=1) if row in self._rows else 1

    def cell(self, row: int, column: int) -> LxmlElement:
        """Return the cell; where there was none, add it with the style of its row or column."""
        line = self._row(row)
        cells = self._cells(line)
        if column in cells:
            return cells[column]
        cell = etree.Element(s("c"), r=f"{letters(column)}{row}", s=str(self._look(line, column)))
        line.insert(sum(other < column for other in cells), cell)
        line.attrib.pop("spans", "")
        return cell

    def show_comments(self, relation: str) -> None:
        """Point to the drawing of the comments' boxes, at the place that the schema gives it."""
        drawing = etree.Element(s("legacyDrawing"))
        drawing.set(f"{{{RELATIONS}}}id", relation)
        behind = [
            position
            for position, child in enumerate(self.root)
            if etree.QName(child).localname in _BEHIND_DRAWINGS
        ]
        self.root.insert(behind[0] if behind else len(self.root), drawing)

    def legacy_drawing(self) -> str:
        """Return the ID of the relationship to the comments' drawing; empty where there is none."""
        drawing = self.root.find(s("legacyDrawing"))
        return "" if drawing is None else drawing.get(f"{{{RELATIONS}}}id", "")

    def step_back(self) -> bool:
        """Stop being the sheet that is shown first; return whether it was."""
        views = self.root.findall(f"{s('sheetViews')}/{s('sheetView')}")
        shown = [view for view in views if view.attrib.pop("tabSelected", "")]
        return bool(shown)

    def _row(self, number: int) -> LxmlElement:
        if number not in self._rows:
            row = etree.Element(s("row"), r=str(number))
            before: list[int] = []
            for other in self._rows:
                insort(before, other)
            self._data.insert(sum(other < number for other in before), row)
            self._rows[number] = row
        return self._rows[number]

    def _cells(self, row: LxmlElement) -> dict[int, LxmlElement]:
        cells: dict[int, LxmlElement] = {}
        column = 0
        for cell in row.iterfind(s("c")):
            column = place(cell.get("r", ""))[1] or column + 1
            cells[column] = cell
        return cells

    def _look(self, row: LxmlElement, column: int) -> int:
        """Return the style number of a cell that is not there yet, from its row or column."""
        if row.get("customFormat") in ("1", "true"):
            return int(row.get("s", 0))
        for span in self.root.iterfind(f"{s('cols')}/{s('col')}"):
            if int(span.get("min", 0)) <= column <= int(span.get("max", 0)):
                return int(span.get("style", 0))
        return 0


def add_sheet(
    parts: Package, book: LxmlElement, content: bytes, name: str, *, first: bool = False
) -> None:
    """Add a sheet behind all others, or before them; `book` is the root of the workbook's part."""
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.add(part, content, _SHEET_TYPE)
    relation = parts.relate(BOOK, part, "worksheet")
    listed = book.find(s("sheets"))
    if listed is None:
        return
    number = 1 + max((int(entry.get("sheetId", 0)) for entry in listed), default=0)
    sheet = etree.Element(s("sheet"), name=name, sheetId=str(number))
    sheet.set(f"{{{RELATIONS}}}id", relation)
    listed.insert(0 if first else len(listed), sheet)


_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_KIND = (
    f'<v:shapetype {_NAMES} id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t"'
    ' o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape {names} id="_x0000_s{number}" type="#_x0000_t202" fillcolor="#ffffe1"'
    ' o:insetmode="auto" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:{height}pt;'
    'z-index:1;visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path'
    ' o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    "<x:ClientData"
    ' ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_LETTERS_A_LINE = 46  # of Arial 9 in a box of 240 points


def add_comments(
    parts: Package, part: str, sheet: SheetXml, comments: Mapping[tuple[int, int], str]
) -> None:
    """Put these words on these cells (row, column) of a sheet.

    A cell that has a comment keeps it; ours goes behind it.
    """
    name = next(parts.related(part, "comments"), "")
    root = edit_xml(parts.read(name)) if name else new("comments")
    boxed = {comment.get("ref", "") for comment in root.iter(s("comment"))}
    _write(root, {f"{letters(column)}{row}": words for (row, column), words in comments.items()})
    if name:
        parts.write(name, written(root))
    else:
        name = parts.free("xl/comments{}.xml")
        parts.add(name, written(root), _COMMENTS_TYPE)
        parts.relate(part, name, "comments")
    _draw(
        parts,
        part,
        sheet,
        {
            cell: words
            for cell, words in comments.items()
            if f"{letters(cell[1])}{cell[0]}" not in boxed
        },
    )


def _write(root: LxmlElement, comments: Mapping[str, str]) -> None:
    authors, listed = (_section(root, name) for name in ("authors", "commentList"))
    etree.SubElement(authors, s("author")).text = COMMENTS_BY
    existing = {comment.get("ref", ""): comment for comment in listed.iterfind(s("comment"))}
    for reference, words in comments.items():
        comment = existing.get(reference)
        if comment is None:
            comment = etree.SubElement(
                listed, s("comment"), ref=reference, authorId=str(len(authors) - 1)
            )
            text = etree.SubElement(comment, s("text"))
        else:
            text = _section(comment, "text")
            words = f"\n\n{words}"  # noqa: PLW2901 - behind what stands there
        _say(text, words)


def _say(text: LxmlElement, words: str) -> None:
    run = etree.SubElement(text, s("r"))
    looks = etree.SubElement(run, s("rPr"))
    etree.SubElement(looks, s("sz"), val="9")
    etree.SubElement(looks, s("rFont"), val="Arial")
    content = etree.SubElement(run, s("t"))
    content.text = words
    if words != words.strip():
        content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _section(root: LxmlElement, name: str) -> LxmlElement:
    section = root.find(s(name))
    return etree.SubElement(root, s(name)) if section is None else section


def _draw(
    parts: Package, part: str, sheet: SheetXml, comments: Mapping[tuple[int, int], str]
) -> None:
    """Add a box for each comment, in the drawing that the sheet has or in a new one."""
    name = parts.by_id(part).get(sheet.legacy_drawing(), "")
    old = parts.read(name) if name in parts else f"<xml {_NAMES}></xml>".encode()
    number = max((int(digits) for digits in re.findall(rb"_x0000_s(\d+)", old)), default=1024)
    boxes = [] if b"_x0000_t202" in old else [_SHAPE_KIND]
    for shape_number, ((row, column), words) in enumerate(comments.items(), start=number + 1):
        height = 24 + 12 * sum(1 + len(line) // _LETTERS_A_LINE for line in words.split("\n"))
        boxes.append(
            _BOX.format(
                names=_NAMES, number=shape_number, height=height, row=row - 1, column=column - 1
            )
        )
    end = old.rindex(
        b"</xml>"
    )  # inserted as bytes, since what Excel 97 to 2003 wrote there is not always XML
    drawn = old[:end] + "".join(boxes).encode() + old[end:]
    if name in parts:
        parts.write(name, drawn)
    else:
        name = parts.free("xl/drawings/vmlDrawing{}.vml")
        parts.add(name, drawn, _VML_TYPE)
        sheet.show_comments(parts.relate(part, name, "vmlDrawing"))
