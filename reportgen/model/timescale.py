"""What an officer types for a timescale, read into quarters.

Such as “Q3-4 2016/17”, “Year 2”, “31 March 2017” or “Ongoing”. What could be meant in two ways is
never guessed: it is a Doubt, which says why. What is printed is always the words as typed.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from reportgen.model.calendar import Calendar, Quarter
from reportgen.model.timescale_tokens import SEASONS, Order, Token, TokenKind, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Timescale:
    """The first and last quarter of a timescale; None where none is named (“Ongoing”, “TBC”)."""

    first: Quarter | None = None
    last: Quarter | None = None
    day: dt.date | None = None
    """The day, where one is named."""
    ongoing: bool = False
    """The action goes on after the last quarter that is named, so it is never late."""


class Doubt(Enum):
    """Why a timescale cannot be read into quarters."""

    UNKNOWN = "unknown"
    YEAR_OF_WHAT = "year of what"
    """“Q4 2021”: of the calendar year, or of one of two financial years."""
    NO_YEAR = "no year"
    NO_PERIOD = "no period"
    """“Year 2” of a strategy whose first year is not known."""
    DAY_OR_YEAR = "day or year"
    """“March 17”, “11/12”."""
    DAY_OR_MONTH = "day or month"
    """“03/02/2017” in a plan in which another date can only be month first."""
    NO_SUCH_DAY = "no such day"
    """“31/02/2017”."""
    SERIAL = "a date’s number"
    """“42916”, by which a spreadsheet keeps a day."""


_BRACKETS = re.compile(r"\([^()]*\)")
_BEFORE = re.compile(
    r"\b(?:was|were|previously|originally|moved|revised|formerly)\b", re.IGNORECASE
)
_Span = tuple[Quarter, Quarter]


@lru_cache(maxsize=1_000)
def timescale(typed: str, calendar: Calendar) -> Timescale | Doubt:
    """The timescale that these words mean, or why it is in doubt.

    Words in brackets are a remark and set aside, unless everything is understood with them. Where
    an ongoing action has a quarter in brackets (“Ongoing (Year 2 for social enterprise.)”), that is
    its last quarter.
    """
    whole = re.sub(r"[()]", " ", typed)
    if not any(word.kind is TokenKind.OTHER for word in tokens(whole)):
        return _read(tokens(whole), calendar)
    outside = _BRACKETS.sub(" ", typed)
    reading = _read(tokens(outside), calendar)
    if isinstance(reading, Timescale) and reading.ongoing and not reading.last:
        for remark in _BRACKETS.findall(typed):
            named = [word for word in tokens(remark) if word.kind is not TokenKind.OTHER]
            inside = _read(named, calendar)
            if isinstance(inside, Timescale) and inside.last and not _BEFORE.search(remark):
                return replace(inside, ongoing=True, day=None)
    return reading


def is_month_first(typed: str) -> bool:
    """Whether a date in figures stands here that can only be month first: “12/25/2016”."""
    return any(word.order is Order.MONTH_FIRST for word in tokens(typed))


def serial_day(typed: str) -> dt.date:
    """The day that a spreadsheet keeps as this number, by Excel's 1900 date system.

    Of ECMA-376 part 1, 18.17.4.1; from March 1900.
    """
    return dt.date(1899, 12, 30) + dt.timedelta(days=int(typed))


def _read(words: Sequence[Token], calendar: Calendar) -> Timescale | Doubt:
    kinds = {word.kind for word in words}
    if not words or kinds & {TokenKind.NO_SUCH_DAY, TokenKind.OTHER}:
        return Doubt.NO_SUCH_DAY if TokenKind.NO_SUCH_DAY in kinds else Doubt.UNKNOWN
    if calendar.month_first and any(word.order is Order.EITHER for word in words):
        return Doubt.DAY_OR_MONTH
    weighty = [word for word in words if word.kind not in _WITHOUT_A_DATE]
    if TokenKind.UNDECIDED in kinds:
        return Doubt.UNKNOWN if weighty else Timescale()
    spans: list[_Span] = []
    place, letters = 0, "".join(word.kind.value for word in weighty)
    while place < len(letters):
        match = _GRAMMAR.match(letters, place)
        if not match:
            return Doubt.NO_YEAR if letters[place] in "QMS" else Doubt.UNKNOWN
        span = _MADE[match.lastgroup or ""](weighty[place : match.end()], calendar)
        if isinstance(span, Doubt):
            return span
        spans.append(span)
        place = match.end()
    ongoing = TokenKind.UNTIL not in kinds and (
        TokenKind.ONGOING in kinds or (TokenKind.FROM in kinds and len(spans) == 1)
    )
    return Timescale(
        first=min((first for first, _ in spans), default=None),
        last=max((last for _, last in spans), default=None),
        day=weighty[-1].day if spans else None,
        ongoing=ongoing,
    )


_WITHOUT_A_DATE = (TokenKind.ONGOING, TokenKind.FROM, TokenKind.UNTIL, TokenKind.UNDECIDED)

# The order of words, a letter each (TokenKind). The alternatives are tried in this order.
_GRAMMAR = re.compile(
    "(?P<quarters>[EB]?(?:Q[QN]*[FfY]|[FY]Q[QN]*?(?=Q[QN]*[FfY])|[FY]Q[QN]*(?![QNFfY])))"
    "|(?P<months>[EB]?M+[CFD])|(?P<season>S[CF])"
    "|(?P<years>[EB]?(?:F|Y[YN]*|P))|(?P<day>[EB]?D)"
    "|(?P<which>[EB]?(?:Q[QN]*|M+|S)?c|Q[QN]*C|C)|(?P<odd>Q[QN]*P)"
    "|(?P<doubtful>f|.*\\?)|(?P<serial>Z)"
)


def _quarters(words: Sequence[Token], calendar: Calendar) -> _Span | Doubt:
    """“Q3 & 4 2016/17”, “FY24/25 Q3”, “Year 2 Q1”."""
    numbers = [word.number for word in words if word.kind in (TokenKind.QUARTER, TokenKind.NUMBER)]
    year = _year(next(word for word in words if word.kind in _YEARS), calendar)
    if year is None:
        return Doubt.NO_PERIOD
    if max(numbers) > 4:  # noqa: PLR2004 - quarters of a year
        return Doubt.UNKNOWN
    if numbers != sorted(numbers):  # “Q4/Q1 2016/17” is two years
        return Doubt.YEAR_OF_WHAT
    return Quarter(year, numbers[0]), Quarter(year, numbers[-1])


_YEARS = (TokenKind.FINANCIAL_YEAR, TokenKind.SHORT_YEAR, TokenKind.STRATEGY_YEAR)


def _year(word: Token, calendar: Calendar) -> int | None:
    """The calendar year in which a financial year, or a year of the strategy, begins."""
    if word.kind is not TokenKind.STRATEGY_YEAR and word.kind is not TokenKind.NUMBER:
        return word.number
    return None if calendar.first_year is None else calendar.first_year + word.number - 1


def _years(words: Sequence[Token], calendar: Calendar) -> _Span | Doubt:
    """“2016/17”, “Year 2-3”, “2016/19”: the whole span, or its first or last quarter."""
    listed = [
        _year(word, calendar) for word in words if word.kind not in (TokenKind.END, TokenKind.START)
    ]
    known = [year for year in listed if year is not None]
    if len(known) < len(listed):
        return Doubt.NO_PERIOD
    if len(known) > 1 and words[0].kind in (
        TokenKind.START,
        TokenKind.END,
    ):  # “start of Year 1 to Year 3”: of which?
        return Doubt.UNKNOWN
    until = words[-1].until - 1 if words[-1].kind is TokenKind.PERIOD else max(known)
    first, last = Quarter(min(known), 1), Quarter(until, 4)
    return {TokenKind.END: (last, last), TokenKind.START: (first, first)}.get(
        words[0].kind, (first, last)
    )


def _months(words: Sequence[Token], calendar: Calendar) -> _Span:
    """“June/July 2012”, “November to January 2017”: the year is that of the last month."""
    months, year = [word.number for word in words if word.kind is TokenKind.MONTH], words[-1]
    if year.day:  # “1 January - 31 March 2017”
        months, year = (
            [*months, year.day.month],
            Token(kind=TokenKind.CALENDAR_YEAR, number=year.day.year),
        )
    last = year.number + (
        year.kind is TokenKind.FINANCIAL_YEAR and months[-1] < calendar.first_month
    )
    first = last - (months[0] > months[-1])
    return calendar.quarter(dt.date(first, months[0], 1)), calendar.quarter(
        dt.date(last, months[-1], 1)
    )


def _season(words: Sequence[Token], calendar: Calendar) -> _Span | Doubt:
    """“Spring 2017” is March to May; only a winter, which has part of two years, names both."""
    season, year = words
    is_winter, first_month = season.number == SEASONS.index("winter"), 3 * (season.number + 1)
    if is_winter is not (year.kind is TokenKind.FINANCIAL_YEAR):
        return Doubt.YEAR_OF_WHAT
    start = dt.date(year.number, first_month, 1)
    end = dt.date(year.number + is_winter, 2 if is_winter else first_month + 2, 1)
    return calendar.quarter(start), calendar.quarter(end)


def _day(words: Sequence[Token], calendar: Calendar) -> _Span | Doubt:
    day = words[-1].day
    return (calendar.quarter(day), calendar.quarter(day)) if day else Doubt.UNKNOWN


_MADE: Mapping[str, Callable[[Sequence[Token], Calendar], _Span | Doubt]] = {
    "quarters": _quarters,
    "months": _months,
    "season": _season,
    "years": _years,
    "day": _day,
    "which": lambda *_: Doubt.YEAR_OF_WHAT,
    "odd": lambda *_: Doubt.UNKNOWN,
    "doubtful": lambda *_: Doubt.DAY_OR_YEAR,
    "serial": lambda *_: Doubt.SERIAL,
}
