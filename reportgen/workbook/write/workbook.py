"""Writes workbooks from forms, and their first sheet.

The first sheet tells what to do, whom to ask, by when, and what the colours mean.
"""

import math
from collections.abc import Iterable, Iterator

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.calendar import Calendar
from reportgen.model.columns import START_HERE, Table
from reportgen.model.reading import OtherSheet
from reportgen.model.schema import ACTIONS, REPORT, STATUS_KEY
from reportgen.workbook.write import choices, sheets, styles
from reportgen.workbook.write.form import Form, Lines, Rows
from reportgen.workbook.write.saving import saved

WHO, WHEN = "Who to ask", "Return by"
"""Labels of Start here. Where nothing stands beside one, there is a place to type it."""

_LABELS, _WORDS = 16, 110  # widths of the two columns, in characters
_LETTERS_A_UNIT = styles.LETTERS_A_UNIT * 10 / 11  # the letters here are 11 points high


def fill(sheet: Worksheet, lines: Lines, key: Rows) -> None:
    """Write the lines, and under them the status key in its colours."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABELS, _WORDS
    for number, parts in enumerate(lines, start=1):
        if len(parts) > 1:
            _labelled(sheet, number, *parts)
        elif parts:
            _alone(sheet, number, parts[0])
    for number, row in enumerate((row for row in key if row.get("word")), start=len(lines) + 2):
        word = sheets.typed(sheet.cell(number, 1), row["word"])
        styles.status(word, row.get("colour", "") or row["word"])
        styles.apply(sheets.typed(sheet.cell(number, 2), row.get("meaning", "")), "line")
        sheet.row_dimensions[number].height = _height(row.get("meaning", ""), _WORDS)
    sheet.sheet_view.showGridLines = False


def _alone(sheet: Worksheet, number: int, words: str) -> None:
    cell = sheets.typed(sheet.cell(number, 1), words)
    styles.apply(cell, "title" if number == 1 else "line")
    sheet.merged_cells.add(
        f"A{number}:B{number}"
    )  # merge_cells() takes longer, to tidy cells that are not there
    larger = 1.5 if number == 1 else 1
    sheet.row_dimensions[number].height = (
        _height(words, (_LABELS + _WORDS) / larger) * larger
    )  # merged cells do not grow


def _labelled(sheet: Worksheet, number: int, label: str, words: str) -> None:
    for column, text in enumerate((label, words), start=1):
        cell = sheets.typed(sheet.cell(number, column), text)
        styles.apply(cell, "label" if column == 1 else "line")
    if label in (WHO, WHEN) and not words:
        styles.apply(sheet.cell(number, 2), "to fill in")
    sheet.row_dimensions[number].height = _height(words, _WORDS)


def _height(words: str, width: float) -> float:
    """Return a row's height in points, at 15 a line."""
    fit = (width - styles.MARGIN) * _LETTERS_A_UNIT
    return 3 + 15 * sum(math.ceil(max(len(line), 1) / fit) for line in (words or " ").split("\n"))


_LONGEST_NAME = 31  # letters of a sheet's name


def workbook(form: Form) -> bytes:
    """Return the workbook's bytes."""
    return saved(_book(form), title=form.title, properties=form.properties, made_on=form.made_on)


def officers_workbooks(forms: Iterable[Form]) -> Iterator[bytes]:
    """Yield the bytes of officers' workbooks that differ in Start here and Actions alone.

    The other sheets, which are the same, are written once.
    """
    same: dict[str, bytes] = {}
    book: Workbook | None = None
    for form in forms:
        if book:
            _renew(book, form)
        else:
            book = _book(form)
            same = dict.fromkeys(
                (table.name for table in form.tables() if table is not ACTIONS), b""
            )
        yield saved(
            book,
            title=form.title,
            properties=form.properties,
            made_on=form.made_on,
            same=same,
        )


def _book(form: Form) -> Workbook:
    book = openpyxl.Workbook()
    styles.register(book)
    first = book.worksheets[0]
    first.title = START_HERE
    _fill_first(first, form)
    for table in form.tables():
        _fill(book.create_sheet(table.name), table, form)
    for loose in form.loose:
        _copy(book, loose)
    return book


def _renew(book: Workbook, form: Form) -> None:
    """Turn an officer's workbook into the next officer's."""
    for position, name in enumerate((START_HERE, ACTIONS.name)):
        book.remove(book[name])
        book.create_sheet(name, position)
    _fill_first(book[START_HERE], form)
    _fill(book[ACTIONS.name], ACTIONS, form)
    book.active = 0


def _fill_first(sheet: Worksheet, form: Form) -> None:
    fill(sheet, form.start_here, form.rows.get(STATUS_KEY.name, ()))
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
        choices.add_to_settings(sheet, rows, Calendar().quarter(form.made_on))


def _copy(book: Workbook, loose: OtherSheet) -> None:
    """Copy a sheet that is none of ours by its words: its format is not known here."""
    sheet = book.create_sheet(loose.name[:_LONGEST_NAME])
    sheet.sheet_state = "hidden" if loose.hidden else "visible"
    for row, cells in loose.rows.items():
        for column, words in cells.items():
            sheets.typed(sheet.cell(row, column), words)
