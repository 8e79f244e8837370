"""The times that headings speak of, “Q2 2016/17”, “Quarter 2”, “March 2017”: which of them is the present one."""

import re
from collections.abc import Collection, Mapping

from reportgen.model.calendar import Quarter, month

_NUMBER = re.compile(
    r"\b(?:q|quarter|qtr)\s*([1-4])\b|\b([1-4])(?:st|nd|rd|th)?\s*q", re.IGNORECASE
)
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_A_MONTH = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})\W+(?P<year>20\d\d)")
_ISO = re.compile(r"20\d\d-\d\d")
_WITHIN = re.compile(
    r"(?:\bq(?:uarter|tr)?\s*[1-4]|\b(?:first|second|third|fourth)\s+quarter)\W{0,4}(?:of\s+)?(?:20)?\d\d\s*[/–-]\s*(?:20)?\d\d\b",
    re.IGNORECASE,
)


def within(words: str) -> Quarter | None:
    """The quarter that stands somewhere in a line: “Delivery Plan – Quarter 2 2024/25”, “Third quarter 2024/25”."""
    for found in _WITHIN.finditer(words):
        said = re.sub(
            r"(?i)\b(first|second|third|fourth)\s+quarter",
            lambda one: f"Q{_WORDS[one[1].casefold()]}",
            found[0],
        )
        if quarter := Quarter.from_text(said):
            return quarter
    return None


def without(words: str) -> str:
    """A line without the quarter in it, and what stood between: “Delivery Plan” of “Delivery Plan – Quarter 2 2024/25”."""
    return re.sub(r"^\W+|[\s,–—:(-]+$", "", _WITHIN.sub("", words)) or words


def plain(time: str) -> str:
    """A time in one way of writing it: “2025-04” for “Apr 2025” and “April 2025”; any other as it is."""
    found = _A_MONTH.fullmatch(time.strip())
    which = month(found["month"]) if found else None
    return f"{found['year']}-{which:02}" if found and which else time.casefold()


def number(time: str) -> int:
    """Which quarter of a year it is, 1 to 4; 0 where it names none."""
    found = _NUMBER.search(time)
    if found:
        return int(found[1] or found[2])
    return _WORDS.get(time.casefold().partition(" ")[0], 0)


def dated(time: str, now: Quarter | None) -> Quarter | None:
    """The quarter of a time; where it names no year, that of the year that is reported on, if it is no later quarter."""
    if quarter := within(time) or Quarter.from_text(time):
        return quarter
    which = number(time)
    if not which or not now or which > now.number or not re.fullmatch(r"\D*[1-4]?\D*", time):
        return None  # “Quarter 4” beside a paper for Q2: of last year, or to come
    return Quarter(now.year, which)


def chosen(times: Mapping[int, str], held: Collection[int], now: Quarter | None) -> str:
    """Of the times over several columns the present one: that which is reported on, else the latest with anything under it."""
    if not times:
        return ""
    present = [time for time in times.values() if now and dated(time, now) == now]
    if present:
        return present[0]
    filled = [time for column, time in times.items() if column in held] or list(times.values())
    quarters = {time: quarter for time in filled if (quarter := dated(time, now))}
    if len(quarters) == len(set(filled)):
        return max(quarters, key=quarters.__getitem__)
    if all(_ISO.fullmatch(time) for time in filled):
        return max(filled)
    numbers = {time: number(time) for time in filled}
    if all(numbers.values()):
        return max(numbers, key=numbers.__getitem__)
    return filled[-1]
