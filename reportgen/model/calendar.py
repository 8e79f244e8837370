"""Quarters of a financial year, as councils write them (“Q3 2016/17”), and the months they have."""

import datetime as dt
import re
from dataclasses import dataclass

from reportgen.model.text import whole_number

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
APRIL = 4
"""The month in which the financial year of local government begins (Local Government Finance Act
1992, section 69)."""

_IN_A_YEAR = 4
_ORDINALS = ("first", "second", "third", "fourth")
_CARDINALS = ("one", "two", "three", "four")
QUARTER_NUMBER = (
    rf"(?:q(?:uarters?|trs?)?\.?\s*(?:[1-4]|{'|'.join(_CARDINALS)})(?!\d)"
    rf"|(?:[1-4](?:st|nd|rd|th)?|{'|'.join(_ORDINALS)})\s*q(?:uarter|tr)?\b)"
)
"""“Q3”, “Qtr 3”, “quarter three”, “3rd quarter”, “third quarter”: which of a year's four, in small
letters. The only pattern by which a quarter is recognised, whoever reads it."""
_YEAR = r"(?:f/?y\.?\s*|financial\s+year\s*)?(?:20)?(?P<year>\d\d)\s*[/–-]\s*(?:20)?(?P<next>\d\d)"
_BETWEEN = r"\W{0,4}(?:of\s+)?"
_WRITTEN = (
    re.compile(rf"\b(?P<number>{QUARTER_NUMBER}){_BETWEEN}{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}{_BETWEEN}(?P<number>{QUARTER_NUMBER})", re.IGNORECASE),
)
"""The number before the year, and behind it."""
_NUMBER = re.compile(rf"\b{QUARTER_NUMBER}", re.IGNORECASE)
_SHORTEST = 3  # letters of a month that tell it from any other


def month(typed: str) -> int | None:
    """The number, 1 to 12, of the month that is named; None where none is.

    “April”, “Apr.”, “1 April” and “4” are all 4.
    """
    name = typed.strip().casefold()
    if name.isdecimal():
        number = whole_number(name) or 0
        return number if 1 <= number <= len(MONTHS) else None
    name = name.lstrip("0123456789 ").removeprefix("st ").rstrip(".")
    if len(name) < _SHORTEST:
        return None
    return next(
        (
            number
            for number, name_of_month in enumerate(MONTHS, start=1)
            if name_of_month.casefold().startswith(name)
        ),
        None,
    )


def quarter_number(words: str) -> int:
    """The quarter, 1 to 4, that these words name: “Q3”, “Third quarter”; 0 where they name none."""
    match = _NUMBER.search(words)
    if not match:
        return 0
    name = match[0].casefold()
    if digit := re.search(r"[1-4]", name):
        return int(digit[0])
    return next(
        place
        for names in (_ORDINALS, _CARDINALS)
        for place, word in enumerate(names, start=1)
        if word in name
    )


def without_quarter(words: str) -> str:
    """A line without the quarter in it: “Delivery Plan” of “Delivery Plan – Quarter 2 2024/25”."""
    for pattern in _WRITTEN:
        words = pattern.sub("", words) or words
    return re.sub(r"^\W+|[\s,–—:(-]+$", "", words) or words


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a financial year.

    `year` is the calendar year in which the financial year starts: 2016 for 2016/17.
    """

    year: int
    number: int

    @classmethod
    def from_text(cls, text: str) -> "Quarter | None":
        """The quarter that these words name; None unless they are a quarter and nothing else."""
        matches = (pattern.fullmatch(text.strip()) for pattern in _WRITTEN)
        return next((quarter for match in matches if (quarter := cls._of(match))), None)

    @classmethod
    def within(cls, text: str) -> "Quarter | None":
        """The first quarter that stands somewhere in a line: “Delivery Plan – Q2 2024/25”."""
        matches = (match for pattern in _WRITTEN for match in pattern.finditer(text))
        return next((quarter for match in matches if (quarter := cls._of(match))), None)

    @classmethod
    def _of(cls, match: re.Match[str] | None) -> "Quarter | None":
        """The quarter of a match whose two years follow each other."""
        if not match or (int(match["year"]) + 1) % 100 != int(match["next"]):
            return None
        return cls(2000 + int(match["year"]), quarter_number(match["number"]))

    def __str__(self) -> str:
        """“Q3 2016/17”."""
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02}"

    def later(self, quarters: int) -> "Quarter":
        """The quarter that is so many quarters later; earlier where the number is negative."""
        year, place = divmod(self.year * _IN_A_YEAR + self.number - 1 + quarters, _IN_A_YEAR)
        return Quarter(year, place + 1)

    def since(self, earlier: "Quarter") -> int:
        """How many quarters after another this one is."""
        return (self.year - earlier.year) * _IN_A_YEAR + self.number - earlier.number


def in_words(day: dt.date) -> str:
    """A day as we print it: “31 March 2017”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The first month of a council's financial year, and the first year of its strategy."""

    first_month: int = APRIL
    first_year: int | None = None
    """The calendar year in which the strategy starts: 2016 for 2016/19; None where not known."""
    month_first: bool = False
    """Whether a date of the plan can only be month first, so that 03/02/2017 is in doubt."""

    def quarter(self, day: dt.date) -> Quarter:
        """The quarter in which a day falls."""
        months = day.month - self.first_month
        return Quarter(day.year - (months < 0), months % 12 // 3 + 1)

    def last_day(self, quarter: Quarter) -> dt.date:
        """The last day of a quarter."""
        months = self.first_month - 1 + quarter.number * 3
        return dt.date(quarter.year + months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)

    def first_day(self, quarter: Quarter) -> dt.date:
        """The first day of a quarter."""
        return self.last_day(quarter.later(-1)) + dt.timedelta(days=1)
