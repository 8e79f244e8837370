"""The quarter of a financial year, April to March, as councils write it: “Q3 2016/17”."""

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = ("April to June", "July to September", "October to December", "January to March")
_FIRST_MONTH = 4  # April: the financial year of local government (Local Government Finance Act 1992, section 69)
_WRITTEN = re.compile(
    r"""\s*(?:q(?:uarter|tr)?\s*)(?P<number>[1-4])   # Q3, Qtr 3, quarter 3
        (?:\s*(?:of|,|-|–)?\s*)
        (?:20)?(?P<year>\d\d)\s*[/–-]\s*(?:20)?(?P<next>\d\d)\s*$   # 2016/17, 16/17, 2016-2017
    """,
    re.IGNORECASE | re.VERBOSE,
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

    @classmethod
    def of_day(cls, day: dt.date) -> "Quarter":
        """The quarter that a day lies in."""
        months = day.month - _FIRST_MONTH + (0 if day.month >= _FIRST_MONTH else 12)
        return cls(day.year - (day.month < _FIRST_MONTH), months // 3 + 1)

    def __str__(self) -> str:
        """“Q3 2016/17”."""
        return f"Q{self.number} {self.year}/{(self.year + 1) % 100:02}"

    @property
    def months(self) -> str:
        """“October to December 2016”: the calendar months, with the calendar year they fall in."""
        return f"{_MONTHS[self.number - 1]} {self.year + (self.number == len(_MONTHS))}"

    def later(self, quarters: int) -> "Quarter":
        """The quarter so many quarters later; earlier where the number is below nothing."""
        year, place = divmod(self.year * len(_MONTHS) + self.number - 1 + quarters, len(_MONTHS))
        return Quarter(year, place + 1)
