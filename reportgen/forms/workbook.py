"""Makes workbooks of forms: every sheet of the table of columns, dressed for filling in. Touches no disk."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reportgen.columns import ACTIONS, REPORT, START_HERE, STATUS_KEY
from reportgen.forms import choices, looks, sheets, start_here
from reportgen.forms.form import Form
from reportgen.headings import Table
from reportgen.packages import Undated
from reportgen.quarter import Quarter
from reportgen.reading import LooseSheet

_LONGEST_NAME = 31  # letters of a sheet's name


def workbook(form: Form) -> bytes:
    """The workbook's bytes."""
    return _saved(_book(form, {}), form, {})


def officers_workbooks(forms: Iterable[Form]) -> Iterator[bytes]:
    """The bytes of officers' workbooks that differ in Start here and Actions alone; what is the same is written once."""
    same: dict[str, bytes] = {}
    for form in forms:
        same = same or dict.fromkeys((table.name for table in form.tables() if table is not ACTIONS), b"")
        yield _saved(_book(form, same), form, same)


def _book(form: Form, same: dict[str, bytes]) -> Workbook:
    """The workbook; a sheet that was written already stays empty."""
    book = openpyxl.Workbook()
    looks.have_all(book)
    first = book.worksheets[0]
    first.title = START_HERE
    start_here.fill(first, form.start_here, form.rows.get(STATUS_KEY.name, ()))
    sheets.page(first)
    sheets.one_page_across(first)
    first.protection.sheet = form.officers
    for table in form.tables():
        sheet = book.create_sheet(table.name)
        if not same.get(table.name):
            _fill(sheet, table, form)
    choices.name_lists(book)
    for loose in form.loose:
        _copy(book, loose)
    return book


def _fill(sheet: Worksheet, table: Table, form: Form) -> None:
    sheets.fill(sheet, table, form)
    columns, rows = form.columns(table), form.rows.get(table.name, ())
    last = len(rows) + 1 + (0 if form.officers and rows else sheets.SPARE_ROWS)
    choices.add(sheet, table, columns, last, form)
    choices.colour(sheet, table, columns, last, form.rows.get(STATUS_KEY.name, ()))
    if table is REPORT and not form.officers:
        choices.add_to_settings(sheet, rows, Quarter.of_day(form.made))


def _copy(book: Workbook, loose: LooseSheet) -> None:
    """A sheet that is none of ours, by its words: its looks are not known here."""
    sheet = book.create_sheet(loose.name[:_LONGEST_NAME])
    for row, cells in loose.rows.items():
        for column, words in cells.items():
            sheets.typed(sheet.cell(row, column), words)


class _Writer(ExcelWriter):
    """Writes sheets that are the same in many workbooks once, and keeps them."""

    def __init__(self, book: Workbook, archive: Undated, same: dict[str, bytes]) -> None:
        super().__init__(book, archive)
        self._pack = archive
        self._same = same

    def write_worksheet(self, ws: Worksheet) -> None:
        if ws.title not in self._same:
            super().write_worksheet(ws)
            return
        if not self._same[ws.title]:
            writer = WorksheetWriter(ws)
            writer.write()
            self._same[ws.title] = Path(str(writer.out)).read_bytes()
            writer.cleanup()
        ws._drawing, ws._rels = None, []  # type: ignore[attr-defined]  # noqa: SLF001 - it has none, and the writer looks
        self._pack.writestr(ws.path[1:], self._same[ws.title])
        self.manifest.append(ws)


def _saved(book: Workbook, form: Form, same: dict[str, bytes]) -> bytes:
    day = dt.datetime.combine(form.made, dt.time())
    book.properties.title, book.properties.creator, book.properties.language = form.title, "reportgen", "en-GB"
    book.properties.created = book.properties.modified = day
    for name, value in form.properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not in the types
    out = io.BytesIO()
    # Workbook.save() writes the time of day over `modified`; the writer under it does not.
    _Writer(book, Undated(out, _growing), same).save()
    return out.getvalue()


def _growing(name: str, part: bytes) -> bytes:
    """Heights as a first guess and not fixed, so that Excel lets a row grow with what is typed; openpyxl fixes them all."""
    grows = name.startswith("xl/worksheets/") and not name.endswith("sheet1.xml")
    return part.replace(b' customHeight="1"', b"") if grows else part
