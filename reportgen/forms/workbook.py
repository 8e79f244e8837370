"""Makes a workbook: every sheet of the table of columns, dressed for filling in. Knows openpyxl; touches no disk."""

import datetime as dt
import io
import math
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as XlsxTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reportgen import colours
from reportgen.columns import ACTIONS, START_HERE, STATUS_KEY, TABLES
from reportgen.headings import Table
from reportgen.packages import undated

Rows = Sequence[Mapping[str, str]]
"""A sheet's rows: words by column key. A key that is not there is a blank cell."""

_FONT = "Arial"
_BAND, _OFFICERS_BAND = "E4EAF0", "FFE9A8"  # heading fills: the plan's columns, and the officer's
_RULE = Border(bottom=Side(style="thin", color="C5CDD5"))
_SPARE_ROWS = 200  # rows under the last action that have the drop-down too


def workbook(contents: Mapping[str, Rows], advice: Iterable[str], *, title: str, made: dt.date) -> bytes:
    """The bytes of a workbook with these rows by table name, and `advice` on its Start here sheet.

    The first line of the advice is its heading. `made` is the day written into the document's properties; the same
    contents on the same day are the same bytes.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _start_here(book.create_sheet(START_HERE), advice, contents[STATUS_KEY.name])
    for table in TABLES:
        sheet = book.create_sheet(table.name)
        _fill(sheet, table, contents.get(table.name, ()))
        _dress(sheet, table)
    _statuses(book[ACTIONS.name], contents[STATUS_KEY.name], len(contents.get(ACTIONS.name, ())))
    return _saved(book, title=title, made=made)


def _fill(sheet: Worksheet, table: Table, rows: Rows) -> None:
    for place, row in enumerate(rows, start=2):
        sheet.row_dimensions[place].height = _height(table, row)
    for number, column in enumerate(table, start=1):
        heading = sheet.cell(1, number, column.heading)
        heading.font = Font(name=_FONT, size=10, bold=True)
        heading.fill = PatternFill("solid", fgColor=_OFFICERS_BAND if column.officers else _BAND)
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.number_format = column.width, "@"  # text: Excel would make 1.1 of 1.10, and 1-Feb of 1/2
        for place, row in enumerate(rows, start=2):
            _type(sheet.cell(place, number), row.get(column.key, ""))


def _height(table: Table, row: Mapping[str, str]) -> float:
    """A row's height in points: 13.5 a line of its fullest cell, at about one letter a unit of the column's width."""
    lines = (sum(math.ceil((len(line) or 1) / column.width) for line in row.get(column.key, "").split("\n")) for column in table)
    return 4 + 13.5 * max(lines)


def _type(cell: Cell | MergedCell, words: str) -> None:
    cell.font = Font(name=_FONT, size=10)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = _RULE
    cell.number_format = "@"
    if words:
        cell.value = words
        cell.data_type = "s"  # what begins with “=” is words too, never a formula


def _dress(sheet: Worksheet, table: Table) -> None:
    """Headings that stay, a filter, and a page set-up that prints on A4 without cutting columns."""
    last = max(sheet.max_row, 2)
    area = f"A1:{get_column_letter(len(table.columns))}{last}"
    name = "".join(word.title() for word in table.name.split())
    shape = XlsxTable(displayName=f"{name}Table", ref=area)
    shape.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(shape)
    sheet.freeze_panes = "B2" if table is ACTIONS else "A2"
    sheet.row_dimensions[1].height = 30
    _page(sheet)
    sheet.print_title_rows = "1:1"


def _page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.right.text = "Page &P of &N"  # type: ignore[union-attr]  # every worksheet has a footer
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def _statuses(sheet: Worksheet, key: Rows, filled: int) -> None:
    """The key's words as a drop-down in the status column, and its colours on the words."""
    letter = get_column_letter([column.key for column in ACTIONS].index("status") + 1)
    area = f"{letter}2:{letter}{filled + 1 + _SPARE_ROWS}"
    choice = DataValidation(type="list", formula1=f"'{STATUS_KEY.name}'!$A$2:$A${max(len(key), 1) + 1}", allow_blank=True)
    choice.errorTitle, choice.error = "Status", "Choose a word from the status key."
    choice.add(area)
    sheet.add_data_validation(choice)
    for row in key:
        if fill := colours.fill(row["colour"]):
            looks = DifferentialStyle(fill=PatternFill(bgColor=fill), font=Font(color=colours.ink(fill), bold=True))
            same = [f'{letter}2="{row["word"]}"']
            sheet.conditional_formatting.add(area, Rule(type="expression", formula=same, dxf=looks))


def _start_here(sheet: Worksheet, advice: Iterable[str], key: Rows) -> None:
    heading, *lines = advice
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 96
    sheet["A1"] = heading
    sheet["A1"].font = Font(name=_FONT, size=16, bold=True)
    for number, line in enumerate(lines, start=3):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
        sheet.cell(number, 1, line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(number, 1).font = Font(name=_FONT, size=11)
        sheet.row_dimensions[number].height = 16 * (1 + len(line) // 100)  # merged cells do not grow by themselves
    for number, row in enumerate(key, start=len(lines) + 4):
        fill = colours.fill(row["colour"]) or "FFFFFF"
        word = sheet.cell(number, 1, row["word"])
        word.fill, word.font = PatternFill("solid", fgColor=fill), Font(name=_FONT, bold=True, color=colours.ink(fill))
        sheet.cell(number, 2, row.get("meaning", "")).font = Font(name=_FONT, size=11)
    sheet.sheet_view.showGridLines = False
    _page(sheet)


def _saved(book: Workbook, *, title: str, made: dt.date) -> bytes:
    day = dt.datetime.combine(made, dt.time())
    book.properties.title, book.properties.creator, book.properties.language = title, "reportgen", "en-GB"
    book.properties.created = book.properties.modified = day
    out = io.BytesIO()
    # Workbook.save() writes the time of day over `modified`; the writer under it does not.
    ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    return undated(out.getvalue(), _growing)


def _growing(name: str, part: bytes) -> bytes:
    """Heights as a first guess and not fixed, so that Excel lets a row grow with what is typed; openpyxl fixes them all."""
    grows = name.startswith("xl/worksheets/") and not name.endswith("sheet1.xml")
    return part.replace(b' customHeight="1"', b"") if grows else part
