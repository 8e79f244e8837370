"""A copy of a workbook with other words in some of its cells, and nothing else changed."""

from collections.abc import Mapping, Sequence

from lxml import etree

from reportgen.model.errors import Misused
from reportgen.model.problems import Where
from reportgen.office.markup import LxmlElement, edit_xml, new, s, written
from reportgen.office.package import Package
from reportgen.office.workbook_parts import sheet_parts
from reportgen.workbook.annotate.sheet import BOOK, SheetXml, add_sheet
from reportgen.workbook.write.sheets import storable

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def corrected_copy(
    package: bytes, words: Mapping[Where, str], new_sheets: Mapping[str, Sequence[int]]
) -> bytes:
    """The copy's bytes. A cell keeps its format; of merged cells it is the first that is changed.

    `new_sheets` are added behind the others, blank, with columns of these widths in characters.
    Raises Misused where there is no such sheet, or a formula stands in a cell.
    """
    parts = Package(package)
    if new_sheets:
        book = edit_xml(parts.read(BOOK))
        for name, widths in new_sheets.items():
            add_sheet(parts, book, _blank(widths), name)
        parts.write(BOOK, written(book))
    names = sheet_parts(parts)
    for sheet in dict.fromkeys(place.sheet for place in words):
        if names.get(sheet, "") not in parts:
            raise Misused(
                code="no-such-sheet",
                what=f"The workbook has no sheet {sheet}.",
                fix="Look at the workbook, and check it anew.",
            )
        xml = SheetXml(parts.read(names[sheet]))
        for place, typed in words.items():
            if place.sheet == sheet:
                _write(xml.cell(*xml.anchor(place.row, place.column)), typed, place)
        parts.write(names[sheet], xml.content())
    return parts.packed()


def _blank(widths: Sequence[int]) -> bytes:
    """A sheet without cells (ECMA-376 part 1, 18.3.1.99)."""
    root = new("worksheet")
    columns = etree.SubElement(root, s("cols"))
    for number, width in enumerate(widths, 1):
        span = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, s("col"), span)
    etree.SubElement(root, s("sheetData"))
    return written(root)


def _write(cell: LxmlElement, words: str, place: Where) -> None:
    """Put words into a cell in place of what stands there (ECMA-376 part 1, 18.3.1.4)."""
    if cell.find(s("f")) is not None:
        raise Misused(
            code="formula-there",
            what=f"In {place} stands a formula, which others may need.",
            fix="Mend it in Excel.",
        )
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")
    if words:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, s("is")), s("t"))
        text.text = storable(words)
        text.set(_SPACE, "preserve")
