"""Turns the third-quarter example into a workbook as officers send it back: data/messy.xlsx."""

import datetime as dt
import io
import re
import zipfile
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from reportgen.office.package import undated

Row = dict[str, Any]

_HEADING_ROW = 5
_HEADINGS = (  # as somebody re-ordered them; the second name is the one in the sheet
    ("Objective", "Objective"),
    ("Ref", "Ref"),
    ("Action", "ACTION "),
    ("Accountable Officer", "Lead officer"),
    ("Status", "RAG"),
    ("Progress", "Progress"),
    ("Next steps", "Next steps"),
    ("Timescale", "Timescale"),
    ("Outcome", "Outcome"),
    ("Partners", "Partners"),
    ("Revised timescale", "Revised timescale"),
    ("Target", "Target"),
    ("Actual", "Actual"),
    ("Phone", "Phone"),
)
_BLANK_ROWS_BEFORE = ("2.1", "4.3", "6.1")
_HIDDEN = "2.3"
_COLOUR_ONLY = "1.4"
_LAST_ROW = 1_048_576  # where formatting ends that was dragged to the foot of the sheet

_TYPED: dict[str, Row] = {
    "1.1": {"Status": "amber ", "Phone": "ext 2231"},
    "1.2": {"Status": "G", "Actual": 1.0, "Target": 1},
    "1.3": {"Status": "Ambr"},
    "1.4": {"Status": None},
    "2.2": {
        "Progress": (
            "Autumn half-term programme:\n• 118 young people came\n•  bicycle workshop offered\n"
            "- pilot in the summer"
        )
    },
    "3.1": {
        "Progress": (
            "<p>Nine of eleven members have signed.</p><ul><li>The University &amp; one housing"
            " provider have asked for changes</li><li>Retention periods are the sticking point</li>"
            "</ul>"
        )
    },
    "3.3": {"Accountable Officer": "Head of Community Development; ASB Team Leader"},
    "4.1": {"Timescale": dt.datetime(2017, 3, 31)},  # noqa: DTZ001 - a date in a sheet has no time zone
    "4.2": {
        "Progress": "24 of 30 trained; <5 places are left on the county’s course.",
        "Actual": "=12*2",
    },
    "5.1": {"Progress": "Joint work with the University’s R&D team on “night-time safety”."},
    "5.3": {"Ref": "5.2"},
    "6.1": {"Actual": "=6+7"},
    "6.3": {"Accountable Officer": None},
}
_FORMATS = {("1.2", "Actual"): "0%", ("1.2", "Target"): "0%", ("4.1", "Timescale"): "dd/mm/yyyy"}
_SAVED_RESULT = ("4.2", "24")  # Excel saved this formula's result; that of 6.1 was never calculated


def messy(tidy: bytes, *, made_on: dt.date) -> bytes:
    """The tidy workbook's bytes as messy ones."""
    book = openpyxl.load_workbook(io.BytesIO(tidy))
    rows = _rows(book["Actions"])
    place = book.sheetnames.index("Actions")
    book.remove(book["Actions"])
    sheet = book.create_sheet("Actions", place)
    places = _lay_out(sheet, rows)
    _merge_objectives(sheet, rows, places)
    notes = book.create_sheet("Notes from Sam")
    notes["B3"] = "Chase Serco about the signs"
    return _with_result(_saved(book, made_on), places[_SAVED_RESULT[0]])


def _rows(sheet: Worksheet) -> list[Row]:
    headings, *rows = sheet.iter_rows(values_only=True)
    tidy = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    return [row | _TYPED.get(str(row["Ref"]), {}) | {"own ref": row["Ref"]} for row in tidy]


def _lay_out(sheet: Worksheet, rows: list[Row]) -> dict[str, int]:
    """Type the rows; return each action's row number by its ref in the tidy plan."""
    sheet["A1"] = "ASB Action Plan – quarter 3 returns"
    sheet["A1"].font = Font(name="Calibri", size=18, bold=True)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_HEADINGS))
    sheet["A3"] = "Please return to Community Safety by 13 January"
    for column, (_, heading) in enumerate(_HEADINGS, start=1):
        sheet.cell(_HEADING_ROW, column, heading).font = Font(name="Calibri", bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 18
    places: dict[str, int] = {}
    number = _HEADING_ROW + 1
    for row in rows:
        ref = str(row["own ref"])
        number += ref in _BLANK_ROWS_BEFORE
        places[ref] = number
        _type(sheet, number, row)
        number += 1
    sheet.row_dimensions[places[_HIDDEN]].hidden = True
    status = [name for name, _ in _HEADINGS].index("Status") + 1
    sheet.cell(places[_COLOUR_ONLY], status).fill = PatternFill("solid", fgColor="FFC000")
    sheet.cell(_LAST_ROW, 1).border = Border(bottom=Side(style="thin"))
    return places


def _type(sheet: Worksheet, number: int, row: Row) -> None:
    for column, (name, _) in enumerate(_HEADINGS, start=1):
        cell = sheet.cell(number, column, row.get(name))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.number_format = _FORMATS.get((str(row["own ref"]), name), "General")


def _merge_objectives(sheet: Worksheet, rows: list[Row], places: dict[str, int]) -> None:
    for objective in dict.fromkeys(row["Objective"] for row in rows):
        numbers = [places[str(row["own ref"])] for row in rows if row["Objective"] == objective]
        sheet.merge_cells(start_row=numbers[0], end_row=numbers[-1], start_column=1, end_column=1)


def _saved(book: Workbook, day: dt.date) -> bytes:
    book.properties.created = book.properties.modified = dt.datetime.combine(day, dt.time())
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    return out.getvalue()


def _with_result(package: bytes, row: int) -> bytes:
    """Give one formula the saved result that Excel would have written, which openpyxl cannot."""
    formula = rf'(<c r="M{row}"[^>]*><f>[^<]*</f>)<v\s*/>|(<c r="M{row}"[^>]*><f>[^<]*</f>)<v></v>'
    result = rb"\1\2<v>" + _SAVED_RESULT[1].encode() + b"</v>"

    def saved(name: str, part: bytes) -> bytes:
        return re.sub(formula.encode(), result, part) if name.startswith("xl/worksheets/") else part

    return undated(package, saved)
