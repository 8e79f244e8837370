"""Adds formats to a workbook's styles and leaves those it has (ECMA-376 part 1, 18.8)."""

from copy import deepcopy

from lxml import etree

from reportgen.model.problems import Severity
from reportgen.office.markup import MAIN, LxmlElement, edit_xml, new, s, written
from reportgen.office.package import Package

_OUTLINES = {Severity.ERROR: ("thick", "FFC00000"), Severity.WARNING: ("medium", "FFB45F06")}
_FONTS = {
    "title": '<font xmlns="{0}"><b/><sz val="14"/><name val="Arial"/></font>',
    "lead": '<font xmlns="{0}"><sz val="10"/><name val="Arial"/></font>',
    "heading": '<font xmlns="{0}"><b/><sz val="10"/><name val="Arial"/></font>',
    "words": '<font xmlns="{0}"><sz val="10"/><name val="Arial"/></font>',
    "link": '<font xmlns="{0}"><u/><sz val="10"/><color rgb="FF1D4F91"/><name val="Arial"/></font>',
}

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_DEFAULTS = {
    "numFmts": '<numFmts xmlns="{0}" count="0"/>',
    "fonts": (
        '<fonts xmlns="{0}" count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    ),
    "fills": (
        '<fills xmlns="{0}" count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
    ),
    "borders": '<borders xmlns="{0}" count="1"><border/></borders>',
    "cellStyleXfs": '<cellStyleXfs xmlns="{0}" count="1"><xf/></cellStyleXfs>',
    "cellXfs": '<cellXfs xmlns="{0}" count="1"><xf xfId="0"/></cellXfs>',
}
"""The sections of a workbook's styles in their order, each with what Excel takes where there is
none."""


def _without_looks(parts: Package) -> str:
    """Add the plainest styles to a workbook that has none; return their part's name.

    A workbook need not have styles.
    """
    part = "xl/styles.xml"
    parts.add(part, written(new("styleSheet")), _STYLES_TYPE)
    parts.relate("xl/workbook.xml", part, "styles")
    return part


class Styles:
    """The styles of one workbook, to which formats are added as they are needed."""

    def __init__(self, parts: Package) -> None:
        self._parts = parts
        self._part = next(parts.related("xl/workbook.xml", "styles"), "") or _without_looks(parts)
        self._root = edit_xml(parts.read(self._part))
        self._outlined: dict[tuple[int, Severity], int] = {}
        self._borders: dict[Severity, int] = {}
        for name in ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs"):
            self._section(name)

    def outlined(self, style: int, severity: Severity) -> int:
        """Return the number of this style with an outline in the colour of this severity."""
        if (style, severity) not in self._outlined:
            if severity not in self._borders:
                self._borders[severity] = self._append("borders", _border(*_OUTLINES[severity]))
            look = deepcopy(self._section("cellXfs")[style])
            look.set("borderId", str(self._borders[severity]))
            look.set("applyBorder", "1")
            self._outlined[style, severity] = self._append("cellXfs", look)
        return self._outlined[style, severity]

    def words(self, kind: str) -> int:
        """Add a cell format for words: “title”, “lead”, “heading”, “words” or “link”."""
        font = self._append(
            "fonts", etree.fromstring(_FONTS[kind].format(self._root.nsmap[self._root.prefix]))
        )
        look = etree.Element(
            s("xf"),
            numFmtId="0",
            fontId=str(font),
            fillId="0",
            borderId="0",
            xfId="0",
            applyFont="1",
            applyAlignment="1",
        )
        etree.SubElement(
            look, s("alignment"), vertical="top", wrapText="0" if kind in ("title", "lead") else "1"
        )
        return self._append("cellXfs", look)

    def keep(self) -> None:
        """Write the styles back to their part."""
        self._parts.write(self._part, written(self._root))

    def _section(self, name: str) -> LxmlElement:
        """Return a section; where there was none, it is added with its one default."""
        section = self._root.find(s(name))
        if section is None:
            section = etree.fromstring(_DEFAULTS[name].format(MAIN))
            order = list(_DEFAULTS)
            before = [
                child
                for child in self._root
                if etree.QName(child).localname in order[: order.index(name)]
            ]
            self._root.insert(self._root.index(before[-1]) + 1 if before else 0, section)
        return section

    def _append(self, name: str, element: LxmlElement) -> int:
        section = self._section(name)
        section.append(element)
        section.set("count", str(len(section)))
        return len(section) - 1


def _border(kind: str, colour: str) -> LxmlElement:
    border = etree.Element(s("border"))
    for side in ("left", "right", "top", "bottom"):
        etree.SubElement(etree.SubElement(border, s(side), style=kind), s("color"), rgb=colour)
    etree.SubElement(border, s("diagonal"))
    return border
