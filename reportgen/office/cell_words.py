"""The words of a cell: text, numbers as they are shown, dates as the days that they are."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from reportgen.model.calendar import MONTHS
from reportgen.office.number_format import around_day, number, text
from reportgen.office.number_places import general

Value = str | bool | float | dt.datetime | dt.date | dt.time | dt.timedelta | None

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_MONTH_FIRST = re.compile(r"m{1,2}[^ymdhs]+d{1,2}(?![^ymdhs]*d)", re.IGNORECASE)
_SYSTEM_DATE = "mm-dd-yy"
"""Number format 14, as openpyxl names it: the short date of whatever computer shows it (ECMA-376
part 1, 18.8.30)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWords:
    """What a cell says."""

    words: str
    month_first: str = ""
    """A day as its cell shows it, where that is month first and could be taken for another day."""
    hidden: bool = False
    """Its format shows nothing of what it holds."""
    unread: bool = False
    """Its format is not understood, so that the plain number was taken."""


# One after the other, what a cell may hold.
def cell_words(value: Value, number_format: str) -> CellWords:  # noqa: PLR0911
    """The words of a cell with this value and format.

    A day is a day, whatever its format shows of it: “4 January 2017” of “1/4/17” and “4-Jan”; words
    of the format stay, as in “not before 4 January 2017”.
    """
    if value is None:
        return CellWords(words="")
    if isinstance(value, str):
        shown = text(value, number_format)
        return CellWords(words=value if shown is None else shown, hidden=shown is None)
    if isinstance(value, bool):
        return CellWords(words="TRUE" if value else "FALSE")
    if isinstance(value, dt.timedelta):
        return CellWords(words=_duration(value, number_format))
    if isinstance(value, dt.time):
        return CellWords(words=f"{value:%H:%M}")
    if isinstance(value, dt.date):
        return _day(value, number_format)
    return _number(value, number_format)


def _number(amount: float, number_format: str) -> CellWords:
    shown = number(amount, number_format)
    if shown:
        return CellWords(words=shown)
    if shown == "" and not amount:
        return CellWords(words="")  # a nought that is not shown is how a sheet says nothing
    plain = general(Decimal(repr(amount)))
    return CellWords(words=plain, hidden=shown == "", unread=shown is None)


def _day(value: dt.date, number_format: str) -> CellWords:
    """A day, with its time where the format shows hours; a month where it shows no day.

    With the words that the format has round it.
    """
    pattern = _LITERAL.sub("", number_format.partition(";")[0]).casefold()
    dated = any(letter in pattern for letter in "ymd")
    month = f"{MONTHS[value.month - 1]} {value.year}"
    words = month if dated and "d" not in pattern and value.day == 1 else f"{value.day} {month}"
    if isinstance(value, dt.datetime) and value.time() != dt.time() and "h" in pattern:
        words = f"{words} {value:%H:%M}"
    before, behind = around_day(number_format)
    words = " ".join(filter(None, (before, words, behind)))
    swapped = value.day <= len(MONTHS) and value.day != value.month
    if swapped and number_format != _SYSTEM_DATE and _MONTH_FIRST.match(pattern):
        return CellWords(words=words, month_first=f"{value.month}/{value.day}/{value.year}")
    return CellWords(words=words)


def _duration(value: dt.timedelta, number_format: str) -> str:
    """A duration in hours, which may be more than 24: “26:00”, or “26:00:00” with seconds."""
    seconds = int(value.total_seconds())
    hours = f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{hours}:{seconds % 60:02}" if "s" in number_format.lower() else hours
