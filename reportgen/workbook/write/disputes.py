"""Writes the workbook in which disputed answers stand side by side."""

import datetime as dt
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.workbook.write import sheets, styles
from reportgen.workbook.write.saving import saved

_NAME = "Disputes"
_HEAD = 3  # the row of headings: above it stands what to do
_WIDTHS = {"Ref": 7.0, "Action": 36.0, "Column": 14.0}  # in Excel's units, about a letter each
_LONGEST_MARK = 2  # letters over an answer: A to Z, then AA
_LONGEST_LIST = 250  # letters of a drop-down that is written out; Excel has 255
_ANSWER, _PLACE, _CHOICE = 36.0, 16.0, 24.0


def disputes_workbook(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str,
    properties: Mapping[str, str],
    made_on: dt.date,
) -> bytes:
    """The bytes of a workbook with these rows; the last column is to be filled in.

    A heading of one or two capitals is that of an answer.
    """
    book = openpyxl.Workbook()
    styles.register(book)
    sheet = book.worksheets[0]
    sheet.title = _NAME
    last, end = len(headings), _HEAD + len(rows)
    _front(sheet, title, last)
    widths = [_width(heading) for heading in headings[:-1]] + [_CHOICE]
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        look = "heading officers" if column == last else "heading"
        styles.apply(sheets.typed(sheet.cell(_HEAD, column), heading), look)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=_HEAD + 1):
        sheet.row_dimensions[number].height = sheets.height(zip(row, widths, strict=True))
        for column, words in enumerate(row, start=1):
            look = "words officers" if column == last else "words"
            styles.apply(sheets.typed(sheet.cell(number, column), words), look)
    _choice(sheet, [heading for heading in headings if _is_answer(heading)], last, end)
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheets.page(sheet)
    sheets.one_page_across(sheet)
    return saved(book, title=title, properties=properties, made_on=made_on)


def _width(heading: str) -> float:
    return _WIDTHS.get(heading, _ANSWER if _is_answer(heading) else _PLACE)


def _is_answer(heading: str) -> bool:
    return heading.isupper() and len(heading) <= _LONGEST_MARK


def _front(sheet: Worksheet, title: str, last: int) -> None:
    """The title, and what to do, over all columns up to `last`."""
    advice = (
        "Under Holds type the letter of the answer that holds, or the words that hold. Then merge"
        " again, with this file among the returns. A row that is left blank stays open."
    )
    for line, words, look, height in ((1, title, "title", 26.0), (2, advice, "line", 32.0)):
        styles.apply(sheets.typed(sheet.cell(line, 1), words), look)
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=last)
        sheet.row_dimensions[line].height = height


def _choice(sheet: Worksheet, letters: Sequence[str], column: int, end: int) -> None:
    """A list of the letters in the last column; words of one's own may be typed too.

    None where there are more than Excel takes.
    """
    listed = ",".join(letters)
    if len(listed) > _LONGEST_LIST:
        return
    choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
    choice.showErrorMessage = False
    choice.add(f"{get_column_letter(column)}{_HEAD + 1}:{get_column_letter(column)}{end}")
    sheet.add_data_validation(choice)
