"""A copy of a workbook with its problems marked, and listed in a sheet “To fix”."""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from reportgen.model.columns import TO_FIX, TO_FIX_IN
from reportgen.model.problems import Problem, Severity, Where, letters
from reportgen.model.reading import Reading
from reportgen.office.markup import LxmlElement, edit_xml, new, s, written
from reportgen.office.package import RELATIONS, Package
from reportgen.workbook.annotate.sheet import BOOK, SheetXml, add_comments, add_sheet
from reportgen.workbook.annotate.styles import Styles

_HEADINGS = (
    ("Place", 20),
    ("Kind", 10),
    ("What is the case", 60),
    ("What to do", 60),
)  # with their widths in characters
_FIRST_ROW = 5
_LETTERS_A_LINE = 66


def to_fix(
    problems: Sequence[Problem], links: Sequence[str], styles: Styles, *, title: str, advice: str
) -> bytes:
    """The sheet's XML.

    `links` are the places in this workbook that the problems' places lead to (“'Actions'!H14”).
    """
    root = new("worksheet")
    _lay_out(root)
    data = etree.SubElement(root, s("sheetData"))
    heading, words, link = (styles.words(kind) for kind in ("heading", "words", "link"))
    _row(data, 1, [title], [styles.words("title")])
    _row(data, 2, [advice], [styles.words("lead")])
    _row(data, _FIRST_ROW - 1, [name for name, _ in _HEADINGS], [heading] * len(_HEADINGS))
    for number, problem in enumerate(problems, start=_FIRST_ROW):
        cells = [str(problem.where), problem.severity.value.capitalize(), problem.what, problem.fix]
        _row(data, number, cells, [link, words, words, words])
    _link(root, problems, links)
    margins = {"left": "0.5", "right": "0.5", "top": "0.75", "bottom": "0.75"}
    etree.SubElement(root, s("pageMargins"), {**margins, "header": "0.3", "footer": "0.3"})
    etree.SubElement(root, s("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0")
    return written(root)


def _lay_out(root: LxmlElement) -> None:
    """Set one page across, shown first, headings that stay in sight and the columns' widths."""
    etree.SubElement(etree.SubElement(root, s("sheetPr")), s("pageSetUpPr"), fitToPage="1")
    shown = {"tabSelected": "1", "workbookViewId": "0", "showGridLines": "0"}
    view = etree.SubElement(etree.SubElement(root, s("sheetViews")), s("sheetView"), shown)
    etree.SubElement(
        view,
        s("pane"),
        ySplit=str(_FIRST_ROW - 1),
        topLeftCell=f"A{_FIRST_ROW}",
        activePane="bottomLeft",
        state="frozen",
    )
    columns = etree.SubElement(root, s("cols"))
    for number, (_, width) in enumerate(_HEADINGS, start=1):
        span = {"min": str(number), "max": str(number), "width": str(width), "customWidth": "1"}
        etree.SubElement(columns, s("col"), span)


def _row(data: LxmlElement, number: int, texts: Sequence[str], looks: Sequence[int]) -> None:
    row = etree.SubElement(data, s("row"), r=str(number))
    lines = max(1 + len(words) // _LETTERS_A_LINE for words in texts) if number >= _FIRST_ROW else 1
    row.set("ht", str(24 if number == 1 else 5 + 13.5 * lines))
    row.set("customHeight", "1")
    for column, (words, look) in enumerate(zip(texts, looks, strict=True), start=1):
        cell = etree.SubElement(
            row, s("c"), r=f"{letters(column)}{number}", s=str(look), t="inlineStr"
        )
        etree.SubElement(etree.SubElement(cell, s("is")), s("t")).text = words


def _link(root: LxmlElement, problems: Sequence[Problem], links: Sequence[str]) -> None:
    if not problems:
        return
    listed = etree.SubElement(root, s("hyperlinks"))
    for number, link in enumerate(links, start=_FIRST_ROW):
        etree.SubElement(
            listed,
            s("hyperlink"),
            ref=f"A{number}",
            location=link,
            display=str(problems[number - _FIRST_ROW].where),
        )


MARK = b"reportgen: a copy with its problems marked"
"""The comment of such a copy's archive, until another program saves the file."""

_WORST_FIRST = tuple(Severity)


def marked_copy(package: bytes, reading: Reading, *, name: str) -> bytes:
    """Return the copy's bytes; `name` is the workbook's file name.

    Errors and warnings are marked; notes are only listed.
    """
    parts = Package(package)
    book, styles, ids = edit_xml(parts.read(BOOK)), Styles(parts), parts.by_id(BOOK)
    sheets = {
        sheet.get("name", ""): ids.get(sheet.get(f"{{{RELATIONS}}}id", ""), "")
        for sheet in book.iterfind(f"{s('sheets')}/*")
    }
    listed = sorted(reading.problems, key=lambda problem: _WORST_FIRST.index(problem.severity))
    links: dict[Where, str] = {}
    for title, part in sheets.items():
        # A sheet that is a chart has no cells.
        if part in parts and edit_xml(parts.read(part)).tag == s("worksheet"):
            on_sheet = [problem for problem in listed if problem.where.sheet == title]
            links |= _mark(
                parts, part, _by_cell(on_sheet, SheetXml(parts.read(part)), reading), styles
            )
    targets = [links.get(problem.where, f"{_quoted(problem.where.sheet)}!A1") for problem in listed]
    advice = (
        f"Click a place to go there; its cell says what to do. Mend it in {name} itself: the next"
        " check replaces this copy."
    )
    content = to_fix(listed, targets, styles, title=f"{TO_FIX_IN}{name}", advice=advice)
    styles.keep()
    _put_first(parts, book, content, set(sheets))
    return parts.packed(MARK)


def is_annotated(package: bytes) -> bool:
    """Whether these bytes are a marked copy that no other program has saved since."""
    return MARK in package[-len(MARK) :]  # the archive's own comment stands at its end


def _by_cell(
    problems: Iterable[Problem], sheet: SheetXml, reading: Reading
) -> dict[tuple[int, int], list[Problem]]:
    """Return one sheet's problems by the cell (row, column) in which they are shown.

    The worst comes first in each cell.
    """
    by_cell: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        if place := _cell(problem.where, sheet, reading):
            by_cell.setdefault(sheet.anchor(*place), []).append(problem)
    return by_cell


def _mark(
    parts: Package, part: str, by_cell: Mapping[tuple[int, int], list[Problem]], styles: Styles
) -> dict[Where, str]:
    """Outline and comment the cells of one sheet; return where each problem's place leads."""
    sheet = SheetXml(parts.read(part))
    changed = sheet.step_back()
    comments: dict[tuple[int, int], str] = {}
    for (row, column), problems in by_cell.items():
        if marked := [problem for problem in problems if problem.severity is not Severity.NOTE]:
            cell = sheet.cell(row, column)
            cell.set("s", str(styles.outlined(int(cell.get("s", 0)), marked[0].severity)))
            comments[row, column] = "\n\n".join(
                f"{problem.what}\n{problem.fix}" for problem in marked
            )
    if comments:
        add_comments(parts, part, sheet, comments)
    if comments or changed:
        parts.write(part, sheet.content())
    return {
        problem.where: f"{_quoted(problem.where.sheet)}!{letters(column)}{row}"
        for (row, column), problems in by_cell.items()
        for problem in problems
    }


def _cell(where: Where, sheet: SheetXml, reading: Reading) -> tuple[int, int] | None:
    """Return the cell to mark for a place.

    Of a row it is the first cell, of a column its heading; a whole sheet has none.
    """
    if where.row:
        return where.row, where.column or sheet.first_column(where.row)
    heading = next(
        (filled.heading_row for filled in reading.tables.values() if filled.sheet == where.sheet), 1
    )
    return (heading, where.column) if where.column else None


def _quoted(sheet: str) -> str:
    """A sheet's name in quotation marks, as a link has it."""
    return "'" + sheet.replace("'", "''") + "'"


def _put_first(parts: Package, book: LxmlElement, content: bytes, taken: set[str]) -> None:
    """Put the new sheet before all others, and show it first.

    What the workbook counts by sheets goes up by one.
    """
    name = next(
        name
        for name in (TO_FIX, *(f"{TO_FIX} {number}" for number in range(2, 1_000)))
        if name not in taken
    )
    add_sheet(parts, book, content, name, first=True)
    for defined_name in book.iterfind(f"{s('definedNames')}/{s('definedName')}"):
        if "localSheetId" in defined_name.attrib:
            defined_name.set("localSheetId", str(int(defined_name.get("localSheetId", 0)) + 1))
    for view in book.iterfind(f"{s('bookViews')}/{s('workbookView')}"):
        view.attrib.pop("firstSheet", "")
        view.set("activeTab", "0")
    parts.write(BOOK, written(book))
