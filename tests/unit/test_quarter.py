"""Quarters of the financial year."""

import datetime as dt

import pytest

from reportgen.model.calendar import MONTHS, Calendar, Quarter
from reportgen.model.timescale import timescale
from reportgen.reports.sentences import months


@pytest.mark.parametrize(
    "typed",
    [
        "Q3 2016/17",
        "q3 2016/17",
        "Quarter 3 2016-17",
        "Qtr 3, 2016/2017",
        "Q3 16/17",
        " Q3  2016–17 ",
        "2016/17 Q3",
        "2016/17, quarter 3",
        "third quarter 2016/17",
        "3rd quarter 2016/17",
    ],
)
def test_a_quarter_is_understood_as_people_write_it(typed: str) -> None:
    """All of them are October to December 2016."""
    quarter = Quarter.from_text(typed)
    assert quarter == Quarter(2016, 3)
    assert (str(quarter), months(quarter, Calendar())) == ("Q3 2016/17", "October to December 2016")
    assert timescale(typed, Calendar()) == timescale("Q3 2016/17", Calendar())


@pytest.mark.parametrize(
    "typed", ["", "Q5 2016/17", "Q3", "2016/17", "Q3 2016/18", "Third quarter"]
)
def test_what_is_no_quarter_is_none(typed: str) -> None:
    """Years that do not follow each other are a slip of the pen, and nothing is guessed."""
    assert Quarter.from_text(typed) is None


def test_the_last_quarter_falls_in_the_next_calendar_year() -> None:
    """Q4 2016/17 is January to March 2017, and Q4 1999/00 can be written."""
    assert months(Quarter(2016, 4), Calendar()) == "January to March 2017"
    assert str(Quarter(2099, 1)) == "Q1 2099/00"


@pytest.mark.parametrize("first_month", range(1, 13))
def test_each_month_of_a_year_lies_in_the_quarter_that_names_it(first_month: int) -> None:
    """Whatever month the year begins in."""
    calendar = Calendar(first_month=first_month)
    for place in range(12):
        month = (first_month - 1 + place) % 12 + 1
        day = dt.date(2016 + (month < first_month), month, 28)
        quarter = calendar.quarter(day)
        assert quarter == Quarter(2016, place // 3 + 1)
        first, _, last = months(quarter, calendar).partition(" to ")
        if place % 3 == 0:
            assert first.split()[0] == MONTHS[month - 1]
        if place % 3 == 2:
            assert last == f"{MONTHS[month - 1]} {day.year}"


def test_quarters_are_counted_over_the_years() -> None:
    """From Q3 2016/17 to Q2 2017/18 are three."""
    assert Quarter(2017, 2).since(Quarter(2016, 3)) == 3
    assert Quarter(2016, 3).later(3) == Quarter(2017, 2)
