"""Dates of a column whose day and month may be exchanged."""

import re
from collections.abc import Iterator, Sequence

from reportgen.model.calendar import MONTHS, month
from reportgen.model.problems import Problem
from reportgen.model.text import count, quoted
from reportgen.workbook.read.prose import excerpt
from reportgen.workbook.read.sheet import Cell
from reportgen.workbook.read.tables import FoundTable

_DAY = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9}) \d{4}")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})")


def date_problems(grid: FoundTable) -> Iterator[Problem]:
    """Yield problems of the columns of timescales: days and months that may be exchanged."""
    for key in ("timescale", "revised_timescale"):
        number = grid.columns.get(key, 0)
        cells = [
            row[number]
            for place, row in grid.sheet.rows.items()
            if place > grid.row and number in row
        ]
        yield from _exchanged(cells)
        yield from _month_first(cells)


def _exchanged(cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield a warning where days and months of a column's real dates may be exchanged.

    Excel reads 03/02/2017 by the computer's own country: as a date with day and month exchanged, or
    not as a date at all, as 13/02/2017 where months come first.
    """
    days = [cell for cell in cells if _may_be_exchanged(cell.text)]
    typed = [cell for cell in cells if not cell.dated and _in_figures(cell.text)]
    # A copy of the workbook has in words what was a real date; then only a day that Excel could not
    # have taken for a month tells that it took others.
    left = [cell for cell in typed if _in_figures(cell.text)[0] > len(MONTHS)]
    first = next((cell for cell in days if cell.dated or left), None)
    if first and typed:
        figures = left[0] if left else typed[0]
        yield Problem(
            code="dates-mixed",
            where=figures.where,
            what=(
                f"“{excerpt(figures.text)}” is typed in figures, and {first.where.cell} is a date,"
                f" “{excerpt(first.text)}”."
            ),
            fix=(
                "Check that Excel did not exchange day and month in the other dates of this column."
            ),
        )


def _month_first(cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield a note where real dates are shown month first, at the first of them."""
    shown = [cell for cell in cells if cell.month_first]
    if shown:
        others = len(shown) - 1
        more = f" So {'does' if others == 1 else 'do'} {count(others, 'other')}." if others else ""
        yield Problem(
            code="date-month-first",
            where=shown[0].where,
            what=(
                f"This cell shows {shown[0].month_first}, month first, and holds the day"
                f" {quoted(excerpt(shown[0].text))}, which was read.{more}"
            ),
            fix="Check the days; a format with the month in letters says which is meant.",
        )


def _may_be_exchanged(words: str) -> bool:
    """Whether a day, “4 January 2017”, would be a day too with day and month exchanged."""
    match = _DAY.fullmatch(words.strip())
    number = month(match["month"]) if match else None
    return bool(
        match and number and int(match["day"]) <= len(MONTHS) and int(match["day"]) != number
    )


def _in_figures(words: str) -> tuple[int, ...]:
    """Day, month and year of a date that is typed in figures; empty for other words."""
    match = _FIGURES.fullmatch(words.strip())
    return tuple(int(digits) for digits in match.groups()) if match else ()
