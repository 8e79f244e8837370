"""Timescales as officers type them."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import timescales
from conftest import DATA, ROOT
from hypothesis import given
from hypothesis import strategies as st

from reportgen.app.read import read
from reportgen.model.calendar import Calendar, Quarter
from reportgen.model.prose import plain
from reportgen.model.settings import Settings
from reportgen.model.timescale import Doubt, Timescale, is_month_first, timescale
from reportgen.reports.sentences import long_date

STRATEGY = Calendar(first_year=2016)
PAGE = ROOT / "docs" / "timescales.md"


def said(meaning: Timescale | Doubt) -> str:
    """Return the meaning of a timescale in the words of docs/timescales.md."""
    if isinstance(meaning, Doubt):
        return meaning.value
    if meaning.day:
        return f"{long_date(meaning.day).partition(' ')[2]} ({meaning.last})"
    quarters = (
        str(meaning.first)
        if meaning.first == meaning.last
        else f"{meaning.first} to {meaning.last}"
    )
    if not meaning.last:
        return "ongoing" if meaning.ongoing else "not decided"
    return f"{quarters}, and ongoing" if meaning.ongoing else quarters


@pytest.mark.parametrize(
    ("typed", "meant"),
    [*(line for part in timescales.PARTS.values() for line in part), *timescales.IN_DOUBT],
)
def test_a_timescale_is_understood_or_doubted(typed: str, meant: str) -> None:
    """As people write it, in any case; what may be meant in two ways is not guessed."""
    for words in (typed, typed.upper(), f" {typed.lower()} "):
        assert said(timescale(words, STRATEGY)) == meant


def test_every_timescale_of_the_published_plan_is_understood() -> None:
    """All 27 are understood, and each is in `timescales.PARTS`."""
    plan = read(DATA / "asb-action-plan.xlsx").plan
    typed = [plain(action.timescale) for action in plan.actions]
    assert len(typed) == 27
    assert {said(timescale(words, plan.settings.calendar)) for words in typed}.isdisjoint(
        doubt.value for doubt in Doubt
    )
    assert set(typed) <= {words for part in timescales.PARTS.values() for words, _ in part}


def test_a_real_excel_date_is_a_day_however_it_is_shown(tmp_path: Path) -> None:
    """It is printed in one way; where months come first, that is said once."""
    patterns = ("dd/mm/yyyy", "mm-dd-yy", "d-mmm", "m/d/yy", "m/d/yyyy h:mm", "dddd, mmmm dd, yyyy")
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Actions"
    book["Actions"].append(["Ref", "Action", "Timescale", "Officer"])
    for number, pattern in enumerate(patterns, start=2):
        book["Actions"].append([str(number), "Lights", dt.date(2017, 1, 4), "R Patel"])
        book["Actions"].cell(number, 3).number_format = pattern
    book.save(tmp_path / "dates.xlsx")
    reading = read(tmp_path / "dates.xlsx")
    typed = [plain(action.timescale) for action in reading.plan.actions]
    assert typed == ["4 January 2017"] * len(patterns)
    assert [
        (str(problem.where), problem.what)
        for problem in reading.problems
        if problem.code == "date-month-first"
    ] == [
        (
            "Actions!C5",
            (
                "This cell shows 1/4/2017, month first, and holds the day “4 January 2017”, which"
                " was read. So does 1 other."
            ),
        )
    ]


def test_one_date_that_can_only_be_month_first_puts_the_others_in_doubt() -> None:
    """13 in the second place settles nothing of 03/02/2017, but that nobody may guess it."""
    british, other = Calendar(), Calendar(month_first=True)
    assert said(timescale("03/02/2017", british)).startswith("3 February 2017")
    assert timescale("03/02/2017", other) is Doubt.DAY_OR_MONTH
    assert said(timescale("02/13/2017", other)).startswith("13 February 2017")
    for words in ("05/05/2017", "3 February 2017", "2017-02-03", "Q3 2016/17"):
        assert timescale(words, other) == timescale(words, british)


def test_a_year_of_the_strategy_needs_its_first_year() -> None:
    """The first year is the one that the Strategy period names first."""
    assert timescale("Year 2", Calendar()) is Doubt.NO_PERIOD
    for period in ("2016/19", "2016 to 2019", "April 2016 – March 2019"):
        assert (
            said(timescale("Year 2", Settings(strategy_period=period).calendar))
            == "Q1 2017/18 to Q4 2017/18"
        )


def test_the_year_may_begin_in_another_month() -> None:
    """The sheet Report says in which month."""
    assert said(timescale("March 2017", Settings(first_month="January").calendar)) == "Q1 2017/18"
    assert (
        said(timescale("31/08/2017", Settings(first_month="sep").calendar))
        == "31 August 2017 (Q4 2016/17)"
    )


@given(st.integers(2000, 2098), st.integers(1, 4), st.integers(0, 3))
def test_a_quarter_that_is_printed_is_read_as_itself(year: int, number: int, more: int) -> None:
    """Alone, and as the first of several."""
    quarter = Quarter(year, number)
    later = quarter.later(more)
    assert timescale(str(quarter), STRATEGY) == Timescale(first=quarter, last=quarter)
    if later.year < 2099:
        assert timescale(f"{quarter} to {later}", STRATEGY) == Timescale(first=quarter, last=later)


PIECES = st.sampled_from([
    *("Q1", "q 4", "quarter", "2016/17", "16/17", "2017", "17", "Year 2",
      "March", "may", "Spring", "winter", "31", "31/03/2017"),
    *("ongoing", "TBC", "end of", "from", "-", "–", "/",
      "&", ",", "(", ")", "and", "to", "soon", "٣", "²", "\n", "\u2028", "FY"),
])  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(PIECES, max_size=8).map(" ".join),
        st.lists(PIECES, max_size=8).map("".join),
    )
)
def test_nothing_that_is_typed_stops_the_reading(typed: str) -> None:
    """It is understood, with its quarters in order, or doubted."""
    meaning = timescale(typed, STRATEGY)
    if isinstance(meaning, Timescale) and meaning.first and meaning.last:
        assert 1 <= meaning.first.number <= 4
        assert meaning.first <= meaning.last


def page() -> str:
    """Return the text of docs/timescales.md."""
    lines = [
        "# What is understood as a timescale",
        "",
        (
            "Made from the table that the tests use (`tests/unit/timescales.py`), "
            "for a strategy of 2016/19 and a year that begins"
        ),
        (
            "in April. The words themselves are always what is printed; "
            "what they mean decides what is late, due and moved."
        ),
    ]
    for title, part in timescales.PARTS.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| typed | meaning |",
            "|---|---|",
            *(f"| {typed} | {meant} |" for typed, meant in part),
        ]
    lines += [
        "",
        "## Not understood",
        "",
        "Nothing is guessed: the action is neither late nor due, and `check` says why.",
        "",
    ]
    lines += [
        "| typed | why |",
        "|---|---|",
        *(f"| {typed} | {meant} |" for typed, meant in timescales.IN_DOUBT),
        "",
    ]
    return "\n".join(lines)


def test_the_page_of_timescales_is_what_the_tests_say(request: pytest.FixtureRequest) -> None:
    """`make approve` writes docs/timescales.md again."""
    if request.config.getoption("--approve"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_a_timescale_as_long_as_a_page_is_not_read() -> None:
    """Reading takes time with its length, and nobody types one so."""
    assert timescale("Q3 2016/17 " * 30, Calendar()) is Doubt.UNKNOWN
    assert not is_month_first("12/25/2016 " * 60)
