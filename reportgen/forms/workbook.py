"""Makes workbooks of forms: every sheet of the table of columns, dressed for filling in. Touches no disk."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator

import openpyxl
from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.columns import ACTIONS, REPORT, START_HERE, STATUS_KEY
from reportgen.forms import choices, looks, sheets, start_here
from reportgen.forms.form import Form
from reportgen.forms.writing import Writer
from reportgen.headings import Table
from reportgen.packages import Undated
from reportgen.quarter import Calendar
from reportgen.reading import LooseSheet

_LONGEST_NAME = 31  # letters of a sheet's name


def workbook(form: Form) -> bytes:
    """The workbook's bytes."""
    return _saved(_book(form), form, {})


def officers_workbooks(forms: Iterable[Form]) -> Iterator[bytes]:
    """The bytes of officers' workbooks that differ in Start here and Actions alone; what is the same is made once."""
    same: dict[str, bytes] = {}
    book: Workbook | None = None
    for form in forms:
        if book:
            _renew(book, form)
        else:
            book = _book(form)
            same = dict.fromkeys((table.name for table in form.tables() if table is not ACTIONS), b"")
        yield _saved(book, form, same)


def _book(form: Form) -> Workbook:
    book = openpyxl.Workbook()
    looks.have_all(book)
    first = book.worksheets[0]
    first.title = START_HERE
    _fill_first(first, form)
    for table in form.tables():
        _fill(book.create_sheet(table.name), table, form)
    choices.name_lists(book)
    for loose in form.loose:
        _copy(book, loose)
    return book


def _renew(book: Workbook, form: Form) -> None:
    """Make an officer's workbook into the next officer's."""
    for place, name in enumerate((START_HERE, ACTIONS.name)):
        book.remove(book[name])
        book.create_sheet(name, place)
    _fill_first(book[START_HERE], form)
    _fill(book[ACTIONS.name], ACTIONS, form)
    book.active = 0


def _fill_first(sheet: Worksheet, form: Form) -> None:
    start_here.fill(sheet, form.start_here, form.rows.get(STATUS_KEY.name, ()))
    sheets.page(sheet)
    sheets.one_page_across(sheet)
    sheet.protection.sheet = form.officers


def _fill(sheet: Worksheet, table: Table, form: Form) -> None:
    sheets.fill(sheet, table, form)
    columns, rows = form.columns(table), form.rows.get(table.name, ())
    last = len(rows) + 1 + (0 if form.officers and rows else sheets.SPARE_ROWS)
    choices.add(sheet, table, columns, last, form)
    choices.colour(sheet, table, columns, last, form.rows.get(STATUS_KEY.name, ()))
    if table is REPORT and not form.officers:
        choices.add_to_settings(sheet, rows, Calendar().quarter(form.made))


def _copy(book: Workbook, loose: LooseSheet) -> None:
    """A sheet that is none of ours, by its words: its looks are not known here."""
    sheet = book.create_sheet(loose.name[:_LONGEST_NAME])
    sheet.sheet_state = "hidden" if loose.hidden else "visible"
    for row, cells in loose.rows.items():
        for column, words in cells.items():
            sheets.typed(sheet.cell(row, column), words)


def _saved(book: Workbook, form: Form, same: dict[str, bytes]) -> bytes:
    day = dt.datetime.combine(form.made, dt.time())
    book.properties.title, book.properties.creator, book.properties.language = form.title, "reportgen", "en-GB"
    book.properties.created = book.properties.modified = day
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]  # not in the types
    for name, value in form.properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not in the types
    out = io.BytesIO()
    # Workbook.save() writes the time of day over `modified`; the writer under it does not.
    Writer(book, Undated(out, _growing), same).save()
    return out.getvalue()


def _growing(name: str, part: bytes) -> bytes:
    """Heights as a first guess and not fixed, so that Excel lets a row grow with what is typed; openpyxl fixes them all."""
    grows = name.startswith("xl/worksheets/") and not name.endswith("sheet1.xml")
    return part.replace(b' customHeight="1"', b"") if grows else part
