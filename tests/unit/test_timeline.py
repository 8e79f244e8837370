"""The timeline: in which quarter each action is due, was due, is late and was done."""

import pytest
from conftest import Sketch
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind
from reportgen.reports.action_view import Timeline
from reportgen.reports.view import View

HEAD = "| Ref | Objective | Action | Timescale | Revised timescale | Status | Officer |"


def paper(drawn: Sketch, rows: str, history: str = "") -> View:
    """The timeline of these actions in Q3 2016/17."""
    past = {"history": f"| Ref | Quarter | Status | Officer |\n{history}"} if history else {}
    key = (
        "| Status | Colour | Counts as |\n| Green | green | on track |\n"
        "| Amber | amber | at risk |\n| Complete | blue | complete |"
    )
    setting = "| Setting | Value |\n| Quarter | Q3 2016/17 |\n| Strategy period | 2016/19 |"
    return report(
        read(drawn(f"{HEAD}\n{rows}", report=setting, status_key=key, **past)), ReportKind.TIMELINE
    )


def table(view: View) -> Timeline:
    """The only table of a timeline."""
    [only] = [each for part in view.parts for piece in part.pieces for each in piece.timelines]
    return only


def drawing(view: View) -> list[str]:
    """Each row as its cells: what they say, - for nothing."""
    return [
        " ".join(cell.words.replace(" ", "-") or "-" for cell in row.cells)
        for row in table(view).rows
    ]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("Q4 2016/17 | | Green", "- due -"),
        ("Q3-4 2016/17 | | Green", "runs due -"),
        ("Q4 2016/17 | Q1 2017/18 | Green", "- was-due due"),
        ("Q3 2016/17 and ongoing | | Green", "runs runs runs"),
        ("Q3 2016/17 | | Green", "due - -"),
        ("TBC | | Green", "- - -"),
        ("some day | | Green", "- - -"),
        ("Q4 2016/17 | | Complete", "done was-due -"),
        ("Q4 2016/17 | no change | Green", "- due -"),
    ],
)
def test_a_cell_says_what_its_quarter_is_to_the_action(row: str, cells: str, drawn: Sketch) -> None:
    """Between this quarter and the last that any action names."""
    view = paper(drawn, f"| 1 | 1 | A | {row} |\n| 2 | 1 | B | Q1 2017/18 | | Green |")
    assert table(view).quarters == ("Q3 2016/17 (now)", "Q4 2016/17", "Q1 2017/18")
    assert drawing(view)[0] == cells


def test_what_is_late_says_so_now_and_what_was_done_says_when(drawn: Sketch) -> None:
    """By the first quarter in which it was reported as complete."""
    view = paper(
        drawn,
        "| 1 | 1 | A | Q1 2016/17 | | Amber |\n| 2 | 1 | B | Q3 2016/17 | | Complete |",
        "| 2 | Q1 2016/17 | Green |\n| 2 | Q2 2016/17 | Complete |",
    )
    assert drawing(view) == ["due - late", "- done was-due"]
    assert table(view).rows[0].timescale == "Q1 2016/17, 2 quarters late"


def test_quarters_far_away_are_taken_together(drawn: Sketch) -> None:
    """An upright page has room for six columns: those around this quarter."""
    dates = ("Q1 2010/11", "Q2 2016/17", "Q1 2017/18", "Q4 2017/18", "Q4 2020/21")
    view = paper(
        drawn, "\n".join(f"| {n} | 1 | A | {date} | | Complete |" for n, date in enumerate(dates))
    )
    assert table(view).quarters == (
        "Before",
        "Q2 2016/17",
        "Q3 2016/17 (now)",
        "Q4 2016/17",
        "Q1 2017/18",
        "Later",
    )
    assert drawing(view) == [
        "was-due - done - - -",
        "- was-due done - - -",
        "- - done - was-due -",
        "- - done - - was-due",
        "- - done - - was-due",
    ]


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ("Q3 2016/17, Q4 2017/18", "Q3 2016/17 (now)", "Q4 2017/18"),
        ("Q3 2016/17, Q4 2018/19", "Q3 2016/17 (now)", "Later"),
        ("Q1 2014/15, Q3 2016/17", "Before", "Q3 2016/17 (now)"),
        ("Q1 2014/15, Q2 2015/16", "Before", "Q3 2016/17 (now)"),
    ],
)
def test_every_quarter_that_is_named_has_a_column(
    dates: str, first: str, last: str, drawn: Sketch
) -> None:
    """Also where all lie on one side of this quarter; and there are never more than six."""
    listed = dates.split(", ")
    view = paper(
        drawn, "\n".join(f"| {n} | 1 | A | {date} | | Amber |" for n, date in enumerate(listed))
    )
    quarters = table(view).quarters
    assert (quarters[0], quarters[-1]) == (first, last)
    assert len(quarters) <= 6
    assert "Q3 2016/17 (now)" in quarters
    assert all("due" in cells for cells in drawing(view))


def test_a_plan_without_dates_has_no_quarters_and_still_each_action(drawn: Sketch) -> None:
    """In every format, and in large print and plain text as entries."""
    view = paper(drawn, "| 1 | 1 | Mend it | Ongoing | | Green |\n| 2 | 1 | B | | | Green |")
    assert (table(view).quarters, table(view).note) == ((), "")
    assert [row.timescale for row in table(view).rows] == ["Ongoing", "Not given"]
    assert set(documents(view, formats=(Format.HTML, Format.DOCX, Format.PDF)))


def test_the_trend_stands_before_the_objectives_where_there_is_a_past(drawn: Sketch) -> None:
    """A row for each quarter with its bar."""
    row = "| 1 | 1 | A | Q4 2016/17 | | Green |"
    assert paper(drawn, row).parts[1].title.startswith("Objective One")
    view = paper(drawn, row, "| 1 | Q2 2016/17 | Amber |")
    [trend] = view.parts[1].pieces[0].tables
    assert [each.name for each in trend.rows] == ["Q2 2016/17", "Q3 2016/17"]


def test_an_action_whose_date_was_moved_runs_from_its_first_quarter(drawn: Sketch) -> None:
    """The revised date says only when it ends."""
    view = paper(drawn, "| 1 | 1 | A | Q3-4 2016/17 | Q2 2017/18 | Amber |")
    assert drawing(view) == ["runs was-due runs due"]
