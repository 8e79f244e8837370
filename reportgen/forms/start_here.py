"""The first sheet of the workbooks we make: what to do, whom to ask, by when, and what the colours mean."""

import math

from openpyxl.worksheet.worksheet import Worksheet

from reportgen.forms import looks
from reportgen.forms.form import Lines, Rows

WHO, WHEN = "Who to ask", "Return by"
"""Labels of Start here. Where nothing stands beside one, there is a place to type it."""

_LABELS, _WORDS = 16, 110  # widths of the two columns, in characters
_LETTERS_A_UNIT = looks.LETTERS_A_UNIT * 10 / 11  # the letters here are 11 points high


def fill(sheet: Worksheet, lines: Lines, key: Rows) -> None:
    """Write the lines, and under them the status key in its colours."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _LABELS, _WORDS
    for number, parts in enumerate(lines, start=1):
        if len(parts) > 1:
            _labelled(sheet, number, *parts)
        elif parts:
            _alone(sheet, number, parts[0])
    for number, row in enumerate((row for row in key if row.get("word")), start=len(lines) + 2):
        sheet.cell(number, 1, row["word"]).data_type = "s"
        looks.status(sheet.cell(number, 1), row.get("colour", "") or row["word"])
        looks.wear(sheet.cell(number, 2, row.get("meaning", "")), "line")
        sheet.row_dimensions[number].height = _height(row.get("meaning", ""), _WORDS)
    sheet.sheet_view.showGridLines = False


def _alone(sheet: Worksheet, number: int, words: str) -> None:
    cell = sheet.cell(number, 1, words)
    cell.data_type = "s"
    looks.wear(cell, "title" if number == 1 else "line")
    sheet.merged_cells.add(f"A{number}:B{number}")  # merge_cells() takes longer, to tidy cells that are not there
    larger = 1.5 if number == 1 else 1
    sheet.row_dimensions[number].height = _height(words, (_LABELS + _WORDS) / larger) * larger  # merged cells do not grow


def _labelled(sheet: Worksheet, number: int, label: str, words: str) -> None:
    for place, text in enumerate((label, words), start=1):
        sheet.cell(number, place, text or None)
        looks.wear(sheet.cell(number, place), "label" if place == 1 else "line")
        if text:
            sheet.cell(number, place).data_type = "s"
    if label in (WHO, WHEN) and not words:
        looks.wear(sheet.cell(number, 2), "to fill in")
    sheet.row_dimensions[number].height = _height(words, _WORDS)


def _height(words: str, width: float) -> float:
    """A row's height in points, at 15 a line."""
    fit = (width - looks.MARGIN) * _LETTERS_A_UNIT
    return 3 + 15 * sum(math.ceil(max(len(line), 1) / fit) for line in (words or " ").split("\n"))
