"""How numbers are said in words."""

import datetime as dt
from collections.abc import Sequence

from reportgen.plan import NUMBER_WORDS
from reportgen.quarter import MONTHS, Calendar, Quarter


def count(number: int, one: str, many: str = "") -> str:
    """“1 action”, “2 actions”, “no actions”."""
    word = one if number == 1 else many or f"{one}s"
    return f"{number or 'no'} {word}"


_IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: int) -> str:
    """“one” to “nine” in words, and digits from 10 (GOV.UK style guide has digits; committee papers have words)."""
    return _IN_WORDS[value] if 0 <= value < len(_IN_WORDS) else f"{value:,}"


def times(value: int) -> str:
    """“once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(value, f"{value} times")


def listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def long_date(day: dt.date) -> str:
    """“Friday 13 January 2017”, in English wherever the computer stands."""
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{weekdays[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def objective_number(number: str) -> str:
    """“Objective One” for “1”, as the published plan counts; digits above twelve."""
    number = number.strip()  # a number that intake made up ends in line breaks
    in_words = number in map(str, range(1, len(NUMBER_WORDS) + 1))
    return f"Objective {NUMBER_WORDS[int(number) - 1] if in_words else number}".strip()


def quarter_in_full(typed: str, calendar: Calendar) -> str:
    """“Quarter 3 2016/17, October to December 2016”, or the words as they were typed where they name no quarter."""
    quarter = Quarter.from_text(typed)
    if not quarter:
        return typed
    year = str(quarter).partition(" ")[2]
    return f"Quarter {quarter.number} {year}, {calendar.months(quarter)}"
