"""Puts right what docxtpl leaves in a Word document's XML.

Element order after ISO/IEC 29500-1, 17.4 (tables).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from reportgen.render.docx.status_marks import SHIELD, bar_width, draw, flag, shade
from reportgen.render.docx.word_xml import W, properties, words_of

_CELL_ORDER = (
    "cnfStyle",
    "tcW",
    "gridSpan",
    "hMerge",
    "vMerge",
    "tcBorders",
    "shd",
    "noWrap",
    "tcMar",
    "vAlign",
)

_ACTIONS, _TIMELINE = "Actions", "Timeline"  # names of tables in a template
_RULED = (_ACTIONS, _TIMELINE, "Exceptions")
_BESIDE = (0.3, 0.165, 0.14)
"""How wide the columns beside the quarters of a timeline are, as shares; as in paper_print.css."""
_LOOPED = "GlanceTable"  # a table style
_FIRST = 1_550  # twentieths of a point: room for “Objective Three”
_MARGIN, _BOLD_WIDTH = 230, 118  # the same: beside the words of a cell, and of a bold letter
_BLANK_WIDTH = 56  # the same, of a blank of the pattern before a word
_FEWEST = 5  # letters for which a column of numbers has room, if there is any
_LARGE, _LARGE_MARGIN = (
    36,
    1_600,
)  # half points; twentieths of a point, room for two lines along the edge

# A row may be divided between pages once it is likely to fill more than half of one: 60 mm of our
# A4 landscape page's text height, at 4.1 mm a line of 9 pt. A letter of 9 pt Arial is 1.65 mm wide
# on average, 94 twentieths of a point.
_LINES_ON_HALF_A_PAGE = 18
_LETTER_WIDTH = 94


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What of a view's looks a Word template cannot say itself."""

    inks: Mapping[str, str]
    """The text colour for each fill, as hexadecimal digits."""
    fills: Mapping[str, str]
    """The fill for each status as it is printed."""
    widths: Sequence[float]
    """The width of each column of the tables of actions, in hundredths."""
    names: Sequence[str]
    """The names of these tables, in order."""


def mend(body: etree._Element, looks: Looks) -> None:
    """Mend a rendered body where it stands."""
    ruled = {table for table in body.iter(f"{W}tbl") if _caption(table) in _RULED}
    for cell in body.iter(f"{W}tc"):
        _order(cell)
        _end_with_paragraph(cell)
        flag(cell, looks.inks, ruled=next(cell.iterancestors(f"{W}tbl")) in ruled)
    for run in list(body.iter(f"{W}r")):
        shade(run, looks.inks, looks.fills)
        draw(run)
    for words in body.iter(f"{W}t"):
        if words.text and SHIELD in words.text:
            words.text = words.text.replace(SHIELD, "")
    _balance(body)
    names = iter(looks.names)
    for table in body.iter(f"{W}tbl"):
        kind = _caption(table)
        if kind == _ACTIONS:
            _set_widths(table, [width / 100 for width in looks.widths])
        elif kind == _TIMELINE:
            _set_widths(table, _shares(table))
        if kind in (_ACTIONS, _TIMELINE):
            table.find(f"{W}tblPr/{W}tblCaption").set(f"{W}val", next(names, kind))  # type: ignore[union-attr]
        _spread(table)
        _keep_ends(table)
        _keep_with(table)
        _let_tall_rows_split(table)


def _balance(body: etree._Element) -> None:
    """Give no section more columns than paragraphs, which LibreOffice never ends balancing."""
    paragraphs = 0
    for element in body.iterchildren():
        paragraphs += element.tag == f"{W}p"
        columns = element.find(f"{W}pPr/{W}sectPr/{W}cols")
        if columns is not None:
            if int(columns.get(f"{W}num", "1")) > paragraphs:
                columns.set(f"{W}num", str(paragraphs))
            paragraphs = 0


def _caption(table: etree._Element) -> str:
    """The name that a screen reader says of a table; empty where it has none."""
    caption = table.find(f"{W}tblPr/{W}tblCaption")
    return "" if caption is None else caption.get(f"{W}val", "")


def _order(cell: etree._Element) -> None:
    """`{% cellbg %}` writes its w:shd before w:tcW, which the schema forbids."""
    properties = cell.find(f"{W}tcPr")
    if properties is not None:
        properties[:] = sorted(properties, key=_place)


def _place(element: etree._Element) -> int:
    name = etree.QName(element).localname
    return _CELL_ORDER.index(name) if name in _CELL_ORDER else len(_CELL_ORDER)


def _end_with_paragraph(cell: etree._Element) -> None:
    """A blank cell has no paragraph left, without which Word calls the file unreadable."""
    if cell[-1].tag != f"{W}p":
        etree.SubElement(cell, f"{W}p")


def _spread(table: etree._Element) -> None:
    """Set the column widths of a table made by a loop: narrow for numbers, the rest for the first.

    docxtpl shares the width out evenly among the columns it finds. A last column without a heading
    has the bars.
    """
    style, width = table.find(f"{W}tblPr/{W}tblStyle"), table.find(f"{W}tblPr/{W}tblW")
    if style is None or width is None or style.get(f"{W}val") != _LOOPED:
        return
    whole = int(width.get(f"{W}w", "0"))
    rows = (row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr"))
    heads = max(rows, key=len)  # the first of as many: a title may stand over it, merged
    words = [words_of(cell) for cell in heads[1:-1]]
    longest = [max(map(len, each.split()), default=0) for each in words]
    bars = bar_width(whole)
    room = whole - bars - _FIRST
    needed: list[int] = []
    for fewest in (_FEWEST, 0):  # as even as there is room for
        needed = [
            _MARGIN + max(fewest, letters) * _BOLD_WIDTH + each.count("\u00a0") * _BLANK_WIDTH
            for letters, each in zip(longest, words, strict=True)
        ]
        if sum(needed) <= room:
            break
    scale = min(1.0, room / (sum(needed) or 1))
    narrow = [int(width * scale) for width in needed]
    widths = [whole - bars - sum(narrow), *narrow, bars]
    _set_widths(table, [each / whole for each in widths])


def _keep_ends(table: etree._Element) -> None:
    """Leave no row of a table of numbers alone on a page, at its beginning or its end."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    if style is None or style.get(f"{W}val") != _LOOPED:
        return
    rows = table.findall(f"{W}tr")
    for row in (*rows[:2], *rows[-3:-1]):
        for paragraph in row.iter(f"{W}p"):
            _keep_next(paragraph)


def _keep_with(table: etree._Element) -> None:
    """Keep a sentence that stands over a table on its page."""
    before = table.getprevious()
    if before is None or before.tag != f"{W}p":
        return
    _keep_next(before)


def _keep_next(paragraph: etree._Element) -> None:
    """Keep a paragraph on the page of what follows."""
    looks = properties(paragraph, "pPr")
    if looks.find(f"{W}keepNext") is None:
        looks.insert(len(looks.findall(f"{W}pStyle")), etree.Element(f"{W}keepNext"))


def _shares(table: etree._Element) -> list[float]:
    """The shares of a timeline's columns: its quarters have what action, status and date leave."""
    quarters = max(len(row.findall(f"{W}tc")) for row in table.iterfind(f"{W}tr")) - len(_BESIDE)
    action, status, date = _BESIDE
    return [action, status, *[(1 - sum(_BESIDE)) / max(quarters, 1)] * quarters, date]


def _set_widths(table: etree._Element, shares: Sequence[float]) -> None:
    """Give each column of a table its share of the width."""
    whole = table.find(f"{W}tblPr/{W}tblW")
    width = int(whole.get(f"{W}w", "0")) if whole is not None else 0
    edges = [round(width * sum(shares[:place])) for place in range(len(shares) + 1)]
    widths = [str(right - left) for left, right in pairwise(edges)]
    grid = table.find(f"{W}tblGrid")
    if grid is not None:
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": each}) for each in widths]
    for row in table.iterfind(f"{W}tr"):
        place = 0
        for cell in row.iterfind(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            after = place + (1 if span is None else int(span.get(f"{W}val", "1")))
            for own in cell.iterfind(f"{W}tcPr/{W}tcW"):
                own.set(f"{W}w", str(sum(map(int, widths[place:after]))))
            place = after


def _let_tall_rows_split(table: etree._Element) -> None:
    widths = [int(column.get(f"{W}w", "0")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    for row in table.iterfind(f"{W}tr"):
        mark = row.find(f"{W}trPr/{W}cantSplit")
        if mark is not None and max(_lines(row, widths), default=0) > _LINES_ON_HALF_A_PAGE:
            mark.set(f"{W}val", "0")
            for keep in list(row.iter(f"{W}keepNext")):
                # It was found under the row.
                keep.getparent().remove(keep)  # type: ignore[union-attr]


def _lines(row: etree._Element, widths: list[int]) -> Iterator[int]:
    """How many lines each cell of a row takes, near enough."""
    for cell, width in zip(row.iterfind(f"{W}tc"), widths, strict=False):
        letters = max(1, (width - 200) // _LETTER_WIDTH)
        paragraphs = map(words_of, cell.iterfind(f"{W}p"))
        yield sum(max(1, math.ceil(len(words) / letters)) for words in paragraphs)


def enlarge(document: etree._Element, styles: etree._Element) -> None:
    """Set running text in 18 point, headings larger in proportion, and nothing smaller."""
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    usual = int(default.get(f"{W}val", "22")) if default is not None else 22
    for part in (document, styles):
        for size in part.iter(f"{W}sz", f"{W}szCs"):
            size.set(f"{W}val", str(max(_LARGE, _LARGE + int(size.get(f"{W}val", "0")) - usual)))
    for stop in styles.iterfind(
        f"{W}style/{W}pPr/{W}tabs/{W}tab[@{W}val='left']"
    ):  # labels stand before these
        indent = stop.find(f"../../{W}ind")
        places = [(stop, "pos"), *((indent, name) for name in ("left", "hanging"))]
        for element, name in places:
            if element is not None:
                element.set(
                    f"{W}{name}", str(int(element.get(f"{W}{name}", "0")) * _LARGE // usual)
                )
    for margins in document.iter(f"{W}pgMar"):
        for edge in ("top", "bottom"):
            margins.set(f"{W}{edge}", str(_LARGE_MARGIN))


def speak(styles: etree._Element, language: str) -> None:
    """Set the language of all words that name none: by it Word spells and reads aloud."""
    for own in styles.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
        own.set(f"{W}val", language)


def reface(styles: etree._Element, font: str) -> None:
    """Set every style in the council's own font, but for those that have signs of another."""
    faces = list(styles.iter(f"{W}rFonts"))
    usual = faces[0].get(f"{W}ascii") if faces else None
    for face in faces:
        if face.get(f"{W}ascii") == usual:
            for name in face.attrib:
                face.set(name, font)


def recolour(styles: etree._Element, accent: str) -> None:
    """Give every style that has the colour of the first heading the council's own instead."""
    own = styles.find(f"{W}style[@{W}styleId='Heading1']/{W}rPr/{W}color")
    old = own.get(f"{W}val") if own is not None else None
    for colour in styles.iter(f"{W}color"):
        if old and colour.get(f"{W}val") == old:
            colour.set(f"{W}val", accent)
