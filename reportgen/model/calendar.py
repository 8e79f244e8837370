"""The quarter of a financial year, as councils write it: “Q3 2016/17”; and the calendar that says which months it has."""

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
APRIL = 4
"""The month in which the financial year of local government begins (Local Government Finance Act
1992, section 69)."""

_IN_A_YEAR = 4
_WRITTEN = re.compile(
    r"""\s*(?:q(?:uarter|tr)?\s*)(?P<number>[1-4])   # Q3, Qtr 3, quarter 3
        (?:\s*(?:of|,|-|–)?\s*)
        (?:20)?(?P<year>\d\d)\s*[/–-]\s*(?:20)?(?P<next>\d\d)\s*$   # 2016/17, 16/17, 2016-2017
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SHORTEST = 3  # letters of a month that tell it from any other


def month(typed: str) -> int | None:
    """The number of the month that is named, 1 to 12: “April”, “Apr.”, “1 April”, “4”; None where none is."""
    name = typed.strip().casefold()
    if name.isdecimal():
        return int(name) if 1 <= int(name) <= len(MONTHS) else None
    name = name.lstrip("0123456789 ").removeprefix("st ").rstrip(".")
    if len(name) < _SHORTEST:
        return None
    return next(
        (number for number, one in enumerate(MONTHS, start=1) if one.casefold().startswith(name)),
        None,
    )


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One quarter; `year` is the calendar year in which its financial year starts (2016 for 2016/17)."""

    year: int
    number: int

    @classmethod
    def from_text(cls, text: str) -> "Quarter | None":
        """The quarter that these words name, or None. The two years must follow each other."""
        match = _WRITTEN.match(text)
        if not match or (int(match["year"]) + 1) % 100 != int(match["next"]):
            return None
        return cls(2000 + int(match["year"]), int(match["number"]))

    def __str__(self) -> str:
        """“Q3 2016/17”."""
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02}"

    def later(self, quarters: int) -> "Quarter":
        """The quarter so many quarters later; earlier where the number is below nothing."""
        year, place = divmod(self.year * _IN_A_YEAR + self.number - 1 + quarters, _IN_A_YEAR)
        return Quarter(year, place + 1)

    def since(self, earlier: "Quarter") -> int:
        """How many quarters after another this one is."""
        return (self.year - earlier.year) * _IN_A_YEAR + self.number - earlier.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """How a council counts: the month in which its financial year begins, and the strategy's first year, None if not known."""

    first_month: int = APRIL
    first_year: int | None = None
    """The calendar year in which it starts: 2016 for a strategy of 2016/19."""

    def quarter(self, day: dt.date) -> Quarter:
        """The quarter that a day lies in."""
        months = day.month - self.first_month
        return Quarter(day.year - (months < 0), months % 12 // 3 + 1)

    def months(self, quarter: Quarter) -> str:
        """“October to December 2016”: the calendar months, with the calendar year they fall in."""
        first, last = (self.first_month - 1 + (quarter.number - 1) * 3 + place for place in (0, 2))
        started, ended = quarter.year + first // 12, quarter.year + last // 12
        beginning = MONTHS[first % 12] if started == ended else f"{MONTHS[first % 12]} {started}"
        return f"{beginning} to {MONTHS[last % 12]} {ended}"
