"""Marks the problems of a workbook in a copy of it: cells outlined and commented, and a first sheet that lists them."""

from collections.abc import Iterable, Mapping

from lxml import etree

from reportgen.annotate import comments
from reportgen.annotate.parts import RELATIONS, Element, Parts, parsed, s, written
from reportgen.annotate.sheet import Sheet
from reportgen.annotate.styles import Styles
from reportgen.annotate.to_fix import to_fix
from reportgen.columns import TO_FIX, TO_FIX_IN
from reportgen.problems import Problem, Severity, Where, letters
from reportgen.reading import Reading

MARK = b"reportgen: a copy with its problems marked"
"""What the archive of such a copy says of itself, until another program saves it."""

_BOOK = "xl/workbook.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WORST_FIRST = tuple(Severity)


def annotated(package: bytes, reading: Reading, *, name: str) -> bytes:
    """The copy's bytes. `name` is the workbook's file name. Errors and warnings are marked; notes are only listed."""
    parts = Parts.of(package)
    book, styles, ids = parsed(parts.content[_BOOK]), Styles(parts), parts.by_id(_BOOK)
    sheets = {one.get("name", ""): ids.get(one.get(f"{{{RELATIONS}}}id", ""), "") for one in book.iterfind(f"{s('sheets')}/*")}
    listed = sorted(reading.problems, key=lambda problem: _WORST_FIRST.index(problem.severity))
    links: dict[Where, str] = {}
    for title, part in sheets.items():
        # A sheet that is a chart has no cells.
        if part in parts.content and parsed(parts.content[part]).tag == s("worksheet"):
            here = [problem for problem in listed if problem.where.sheet == title]
            links |= _mark(parts, part, _by_cell(here, Sheet(parts.content[part]), reading), styles)
    shown = [links.get(problem.where, f"{_quoted(problem.where.sheet)}!A1") for problem in listed]
    words = f"Click a place to go there; its cell says what to do. Mend it in {name} itself: the next check replaces this copy."
    content = to_fix(listed, shown, styles, title=f"{TO_FIX_IN}{name}", advice=words)
    styles.keep()
    _put_first(parts, book, content, set(sheets))
    return parts.packed(MARK)


def is_annotated(package: bytes) -> bool:
    """Whether these bytes are such a copy, as nobody has saved it since."""
    return MARK in package[-len(MARK) :]  # the archive's own comment stands at its end


def _by_cell(problems: Iterable[Problem], sheet: Sheet, reading: Reading) -> dict[tuple[int, int], list[Problem]]:
    """The problems of one sheet by the cell (row, column) that shows what is meant, the worst first."""
    found: dict[tuple[int, int], list[Problem]] = {}
    for problem in problems:
        if place := _cell(problem.where, sheet, reading):
            found.setdefault(sheet.anchor(*place), []).append(problem)
    return found


def _mark(parts: Parts, part: str, found: Mapping[tuple[int, int], list[Problem]], styles: Styles) -> dict[Where, str]:
    """Outline and comment the cells of one sheet; give where each problem's place leads."""
    sheet = Sheet(parts.content[part])
    changed = sheet.step_back()
    said: dict[tuple[int, int], str] = {}
    for (row, column), problems in found.items():
        if told := [problem for problem in problems if problem.severity is not Severity.NOTE]:
            cell = sheet.cell(row, column)
            cell.set("s", str(styles.outlined(int(cell.get("s", 0)), told[0].severity)))
            said[row, column] = "\n\n".join(f"{problem.what}\n{problem.fix}" for problem in told)
    if said:
        comments.add(parts, part, sheet, said)
    if said or changed:
        parts.content[part] = sheet.content()
    return {
        problem.where: f"{_quoted(problem.where.sheet)}!{letters(column)}{row}"
        for (row, column), problems in found.items()
        for problem in problems
    }


def _cell(where: Where, sheet: Sheet, reading: Reading) -> tuple[int, int] | None:
    """The cell to mark for a place: of a row its first, of a column its heading, of a whole sheet none."""
    if where.row:
        return where.row, where.column or sheet.first_column(where.row)
    heading = next((filled.heading_row for filled in reading.tables.values() if filled.sheet == where.sheet), 1)
    return (heading, where.column) if where.column else None


def _quoted(sheet: str) -> str:
    """A sheet's name as a link has it."""
    return "'" + sheet.replace("'", "''") + "'"


def _put_first(parts: Parts, book: Element, content: bytes, taken: set[str]) -> None:
    """The new sheet before all others, and shown first; what the workbook counts by sheets is counted on by one."""
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.add(part, content, _SHEET_TYPE)
    relation = parts.relate(_BOOK, part, "worksheet")
    listed = book.find(s("sheets"))
    if listed is None:
        return
    name = next(name for name in (TO_FIX, *(f"{TO_FIX} {number}" for number in range(2, 1_000))) if name not in taken)
    number = 1 + max((int(one.get("sheetId", 0)) for one in listed), default=0)
    sheet = etree.Element(s("sheet"), name=name, sheetId=str(number))
    sheet.set(f"{{{RELATIONS}}}id", relation)
    listed.insert(0, sheet)
    for one in book.iterfind(f"{s('definedNames')}/{s('definedName')}"):
        if "localSheetId" in one.attrib:
            one.set("localSheetId", str(int(one.get("localSheetId", 0)) + 1))
    for view in book.iterfind(f"{s('bookViews')}/{s('workbookView')}"):
        view.attrib.pop("firstSheet", "")
        view.set("activeTab", "0")
    parts.content[_BOOK] = written(book)
