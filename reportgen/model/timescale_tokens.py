"""The words of a timescale as tokens: quarters, months, financial years, days, “ongoing”."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from reportgen.model.calendar import MONTHS, QUARTER_NUMBER, month, quarter_number

SEASONS = ("spring", "summer", "autumn", "winter")
"""Of three months each, spring from March (Met Office, “When does spring start?”: meteorological
seasons)."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CENTURY = 2000
_LONGEST_STRATEGY = 10  # years, in “2016/19”


class TokenKind(Enum):
    """The kinds of token; each has a letter, so that their order is matched by one pattern."""

    QUARTER = "Q"
    NUMBER = "N"
    FINANCIAL_YEAR = "F"
    SHORT_YEAR = "f"
    """“11/12”: a financial year behind a quarter, and a day and month elsewhere."""
    CALENDAR_YEAR = "C"
    CLOSING_YEAR = "c"
    """“FY25”, a financial year that may begin or end in 2025."""
    PERIOD = "P"
    """“2016/19”: several financial years."""
    STRATEGY_YEAR = "Y"
    MONTH = "M"
    SEASON = "S"
    DAY = "D"
    END = "E"
    START = "B"
    FROM = "R"
    ONGOING = "O"
    UNTIL = "L"
    UNDECIDED = "U"
    DOUBTFUL = "?"
    """“March 17”: a day or a year."""
    SERIAL = "Z"
    """“42916”: the number by which a spreadsheet keeps a day."""
    NO_SUCH_DAY = "X"
    """“31/02/2017”."""
    OTHER = "x"


class Order(Enum):
    """In which orders a date in figures can be read."""

    EITHER = "either"
    """“03/02/2017”: 3 February, or 2 March where months come first."""
    MONTH_FIRST = "month first"
    """“12/25/2016”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a timescale.

    `number` is 1 to 4 for a quarter, 1 to 12 for a month, 0 to 3 for a season, and for a year the
    calendar year in which it begins.
    """

    kind: TokenKind
    number: int = 0
    until: int = 0
    """For a period, the calendar year in which it ends."""
    day: dt.date | None = None
    """Of a date in figures the day by day, month, year, unless it can only be month first."""
    order: Order | None = None
    """Of a date in figures, in which orders it can be read."""


_MONTH = (  # by its beginning; month() checks the rest
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
)
_DAY_AND_MONTH = rf"\d{{1,2}}(?:st|nd|rd|th)?[ /-]*(?:of\s)?{_MONTH}"
TIME_OF_DAY = r"\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?[ap]m|z)?"
_PATTERN = re.compile(
    rf"""
    (?P<iso>\b20\d\d-\d\d-\d\d(?:[ t]{TIME_OF_DAY})?)(?![\d/-])
    |(?P<date>\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:20)?\d\d\b(?:\s{TIME_OF_DAY})?)
    |(?P<long>\b{_DAY_AND_MONTH}[ ,/-]*(?:20\d\d|['’]?\d\d)\b(?:,?\s{TIME_OF_DAY})?(?![/-]\d)"""
    rf"""(?!(?:st|nd|rd|th)?[ -]*(?:of\s)?{_MONTH}))
    |(?P<named>\b{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+20\d\d\b(?![/-]\d))
    |(?P<dayless>\b{_DAY_AND_MONTH}(?![a-z]))
    |(?P<monthyear>\b(?P<m>0?[1-9]|1[0-2])[/.-](?P<in>20\d\d)\b)
    |(?P<doubtful>\b{_MONTH}\s\d\d?(?:st|nd|rd|th)?\b(?![/-]\d))
    |(?P<month>\b{_MONTH}(?:(?:-|\s?['’])+(?P<short>\d\d)\b(?![/-]\d))?)(?![a-z])
    |(?P<quarter>\b{QUARTER_NUMBER})
    |(?P<financial>(?:(?P<fy>\b(?:f/?y\.?|financial\syear)\s*)|\b)
        (?P<from>(?:20)?\d\d)\s?(?P<by>[/-])\s?(?P<to>(?:20)?\d\d)\b)
    |(?P<shortfy>\bf/?y\s?(?:20)?\d\d\b)
    |(?P<strategy>\b(?:years?|yrs?|y)\.?\s*(?P<y>\d\d?|{"|".join(_NUMBERS)})\b)
    |(?P<year>\b20\d\d\b)
    |(?P<serial>^(?:3[6-9]|4\d|5[0-4])\d\d\d$)
    |(?P<season>\b(?:{"|".join(SEASONS)})\b)
    |(?P<number>\b\d\b)
    |(?P<ongoing>\b(?:on-?\s?going|continu(?:ous|ing|es)(?:ly)?|onwards?
        |annual(?:ly)?|quarterly|monthly)\b)
    |(?P<since>\bfrom\b)|(?P<until>\buntil\b|\btill\b)
    |(?P<undecided>\bt\.?b\.?[acd]\.?(?![a-z])
        |\bto\sbe\s(?:confirmed|agreed|advised|determined|decided)\b|\bn/?a\b)
    |(?P<end>\bend\b)|(?P<start>\b(?:start|beginning|early)\b)
    |(?P<none>\b(?:by|the|of|in|during|across|throughout|for|and|or|to
        |no\slater\sthan|due|target|date|over
        |(?:mon|tue|wed|thu|fri|sat|sun)(?:s?day|nesday|rsday|urday)?)\b|[\s,;:&+./-])
    |(?P<other>\w+|.)
    """,
    re.IGNORECASE | re.VERBOSE,
)


_LONGEST = 300
"""Letters of a timescale with all its remarks."""


def tokens(typed: str) -> tuple[Token, ...]:
    """The tokens of a timescale, in order; “by”, “the”, commas and the like are left out.

    What is too long for one is a single token that nobody understands.
    """
    if len(typed) > _LONGEST:
        return (Token(kind=TokenKind.OTHER),)
    even = re.sub(r"[‐-―−]", "-", unicodedata.normalize("NFKC", typed)).casefold().strip()
    return tuple(_words(even))


def _words(typed: str) -> Iterator[Token]:
    for match in _PATTERN.finditer(typed):
        name = match.lastgroup or ""
        if name in _MADE:
            yield from _MADE[name](match)
        elif name != "none":
            yield Token(kind=_PLAIN[name])


_PLAIN = {
    "ongoing": TokenKind.ONGOING,
    "since": TokenKind.FROM,
    "undecided": TokenKind.UNDECIDED,
    "end": TokenKind.END,
    "start": TokenKind.START,
    "shortfy": TokenKind.CLOSING_YEAR,
    "until": TokenKind.UNTIL,
    "serial": TokenKind.SERIAL,
    "other": TokenKind.OTHER,
}


def _day(match: re.Match[str]) -> Iterator[Token]:
    """A day in British order, or as it can only be read; or that there is no such day."""
    name = re.search(_MONTH, match[0])
    numbers = [int(digits) for digits in re.findall(r"\d+", re.sub(TIME_OF_DAY, "", match[0]))]
    if name:
        numbers.insert(1, _month_number(name[0]))
    year, number, day = numbers[:3] if match["iso"] else numbers[2::-1]
    order = None
    if match["date"]:
        if number > len(MONTHS) >= day:
            number, day, order = day, number, Order.MONTH_FIRST
        elif day <= len(MONTHS) and day != number:
            order = Order.EITHER
    try:
        date = dt.date(year % 100 + _CENTURY, number, day)
    except ValueError:
        yield Token(kind=TokenKind.NO_SUCH_DAY)
    else:
        yield Token(kind=TokenKind.DAY, day=date, order=order)


def _month(match: re.Match[str]) -> Iterator[Token]:
    """A month, with its year if that follows at once (“Mar-17”); of “1 January” only the month."""
    name = re.search(_MONTH, match[0])
    number = _month_number(name[0]) if name else 0
    yield Token(kind=TokenKind.MONTH, number=number) if number else Token(kind=TokenKind.OTHER)
    if match["short"]:
        yield Token(kind=TokenKind.CALENDAR_YEAR, number=_CENTURY + int(match["short"]))


def _doubtful(match: re.Match[str]) -> Iterator[Token]:
    """“March 17”, which may be a day or a year."""
    name = re.search(_MONTH, match[0])
    yield Token(kind=TokenKind.DOUBTFUL if name and _month_number(name[0]) else TokenKind.OTHER)


def _month_and_year(match: re.Match[str]) -> Iterator[Token]:
    """“12/2016”; “12/2013” may be a financial year too."""
    number, year = int(match["m"]), int(match["in"])
    if number == year - _CENTURY - 1:
        yield Token(kind=TokenKind.DOUBTFUL)
    else:
        yield from (
            Token(kind=TokenKind.MONTH, number=number),
            Token(kind=TokenKind.CALENDAR_YEAR, number=year),
        )


def _month_number(name: str) -> int:
    """1 to 12; 0 for a word that only begins like a month, such as “marketing”."""
    return month(name) or 0


def _financial(match: re.Match[str]) -> Iterator[Token]:
    """“2016/17”: years that follow each other; or several years, as in “2016/19”."""
    first, last = (int(match[name]) % 100 + _CENTURY for name in ("from", "to"))
    # Two digits each.
    short = len(match["from"]) == len(match["to"]) == 2 and not match["fy"]  # noqa: PLR2004
    if last == first + 1:
        kind = (
            TokenKind.SHORT_YEAR
            if short and last - _CENTURY <= len(MONTHS)
            else TokenKind.FINANCIAL_YEAR
        )
        yield Token(kind=kind, number=first)
    elif (
        match["by"] == "/"
        and len(match["from"]) == len("2016")
        and first < last <= first + _LONGEST_STRATEGY
    ):
        yield Token(kind=TokenKind.PERIOD, number=first, until=last)
    else:
        yield Token(kind=TokenKind.OTHER)


def _numbered(kind: TokenKind, group: str) -> Callable[[re.Match[str]], Iterator[Token]]:
    def tokens_of(match: re.Match[str]) -> Iterator[Token]:
        words = match[group]
        yield Token(
            kind=kind, number=_NUMBERS.index(words) + 1 if words in _NUMBERS else int(words)
        )

    return tokens_of


def _quarter(match: re.Match[str]) -> Iterator[Token]:
    yield Token(kind=TokenKind.QUARTER, number=quarter_number(match[0]))


def _season(match: re.Match[str]) -> Iterator[Token]:
    yield Token(kind=TokenKind.SEASON, number=SEASONS.index(match[0]))


_MADE: Mapping[str, Callable[[re.Match[str]], Iterator[Token]]] = {
    **dict.fromkeys(("iso", "date", "long", "named"), _day),
    "dayless": _month,
    "doubtful": _doubtful,
    "monthyear": _month_and_year,
    "month": _month,
    "financial": _financial,
    "season": _season,
    "quarter": _quarter,
    "strategy": _numbered(TokenKind.STRATEGY_YEAR, "y"),
    "year": _numbered(TokenKind.CALENDAR_YEAR, "year"),
    "number": _numbered(TokenKind.NUMBER, "number"),
}
