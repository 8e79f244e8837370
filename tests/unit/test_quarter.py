"""Quarters of the financial year."""

import pytest

from reportgen.quarter import Quarter


@pytest.mark.parametrize(
    "typed", ["Q3 2016/17", "q3 2016/17", "Quarter 3 2016-17", "Qtr 3, 2016/2017", "Q3 16/17", " Q3  2016–17 "]
)
def test_a_quarter_is_understood_as_people_write_it(typed: str) -> None:
    """All of them are October to December 2016."""
    quarter = Quarter.from_text(typed)
    assert quarter == Quarter(2016, 3)
    assert (str(quarter), quarter.months) == ("Q3 2016/17", "October to December 2016")


@pytest.mark.parametrize("typed", ["", "Q5 2016/17", "Q3", "2016/17", "Q3 2016/18", "Third quarter"])
def test_what_is_no_quarter_is_none(typed: str) -> None:
    """Years that do not follow each other are a slip of the pen."""
    assert Quarter.from_text(typed) is None


def test_the_last_quarter_falls_in_the_next_calendar_year() -> None:
    """Q4 2016/17 is January to March 2017, and Q4 1999/00 can be written."""
    assert Quarter(2016, 4).months == "January to March 2017"
    assert str(Quarter(2099, 1)) == "Q1 2099/00"
