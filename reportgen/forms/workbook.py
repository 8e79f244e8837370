"""Makes a workbook of a form: every sheet of the table of columns, dressed for filling in. Touches no disk."""

import datetime as dt
import io

import openpyxl
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from reportgen.columns import REPORT, START_HERE, STATUS_KEY
from reportgen.forms import choices, looks, sheets, start_here
from reportgen.forms.form import Form
from reportgen.packages import Undated
from reportgen.quarter import Quarter
from reportgen.reading import LooseSheet

_LONGEST_NAME = 31  # letters of a sheet's name


def workbook(form: Form) -> bytes:
    """The workbook's bytes."""
    book = openpyxl.Workbook()
    looks.have_all(book)
    first = book.worksheets[0]
    first.title = START_HERE
    key = form.rows.get(STATUS_KEY.name, ())
    start_here.fill(first, form.start_here, key)
    sheets.page(first)
    sheets.one_page_across(first)
    first.protection.sheet = form.officers
    for table in form.tables():
        sheets.fill(book.create_sheet(table.name), table, form)
    choices.name_lists(book)
    for table in form.tables():
        sheet, columns, last = book[table.name], form.columns(table), len(form.rows.get(table.name, ())) + 1
        last += 0 if form.officers and last > 1 else sheets.SPARE_ROWS
        choices.add(sheet, table, columns, last, officers=form.officers)
        choices.colour(sheet, table, columns, last, key)
    if REPORT.name in book.sheetnames and not form.officers:
        choices.add_to_settings(book[REPORT.name], form.rows.get(REPORT.name, ()), Quarter.of_day(form.made))
    for loose in form.loose:
        _copy(book, loose)
    return _saved(book, form)


def _copy(book: Workbook, loose: LooseSheet) -> None:
    """A sheet that is none of ours, by its words: its looks are not known here."""
    sheet = book.create_sheet(loose.name[:_LONGEST_NAME])
    for row, cells in loose.rows.items():
        for column, words in cells.items():
            sheets.typed(sheet.cell(row, column), words)


def _saved(book: Workbook, form: Form) -> bytes:
    day = dt.datetime.combine(form.made, dt.time())
    book.properties.title, book.properties.creator, book.properties.language = form.title, "reportgen", "en-GB"
    book.properties.created = book.properties.modified = day
    for name, value in form.properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]  # not in the types
    out = io.BytesIO()
    # Workbook.save() writes the time of day over `modified`; the writer under it does not.
    ExcelWriter(book, Undated(out, _growing)).save()
    return out.getvalue()


def _growing(name: str, part: bytes) -> bytes:
    """Heights as a first guess and not fixed, so that Excel lets a row grow with what is typed; openpyxl fixes them all."""
    grows = name.startswith("xl/worksheets/") and not name.endswith("sheet1.xml")
    return part.replace(b' customHeight="1"', b"") if grows else part
