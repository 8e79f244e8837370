"""The analysis of a plan in its quarter: lateness, moved dates, direction."""

from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, sketch
from making import report

from reportgen.app.read import read as app_read
from reportgen.facts.analysis import ActionState, PlanAnalysis, analyse
from reportgen.facts.timing import Due
from reportgen.model.calendar import Quarter
from reportgen.model.edition import ReportKind
from reportgen.model.errors import Misused
from reportgen.workbook.read.assemble import read

HEAD = "| Ref | Objective | Action | Timescale | Officer | Status | Progress | Revised timescale |"
PAST = "| Ref | Quarter | Status | Progress | Officer | Revised timescale |"
KEY = """
    | Status   | Colour | Counts as |
    | Red      | red    | off track |
    | Amber    | amber  | at risk   |
    | Green    | green  | on track  |
    | Complete | blue   | complete  |
    | Not due  | grey   | not due   |
"""
REPORT = (
    "| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n| Strategy period | 2016/19 |"
)


def where(folder: Path, *actions: str, past: tuple[str, ...] = ()) -> PlanAnalysis:
    """The analysis of a plan with these rows of actions and of History."""
    history = {"history": "\n".join((PAST, *past))} if past else {}
    path = sketch(
        folder / "p.xlsx", "\n".join((HEAD, *actions)), report=REPORT, status_key=KEY, **history
    )
    return analyse(read(path).plan)


def one(folder: Path, rest: str, *past: str) -> ActionState:
    """Return the state of a single action, from the rest of its row and its rows of History."""
    return where(folder, f"| 1 | 1 | Lights | {rest}", past=past).states[0]


@pytest.mark.parametrize(
    ("rest", "late", "due"),
    [
        ("Q2 2016/17 | R | Amber | | |", 1, None),
        ("Q3 2015/16 | R | Amber | | |", 4, None),
        ("Q3 2016/17 | R | Amber | | |", 0, Due.THIS),
        ("31/12/2016 | R | | | |", 0, Due.THIS),
        ("March 2017 | R | | | |", 0, Due.NEXT),
        ("Year 2 | R | | | |", 0, None),
        ("Q1-2 2016/17 | R | Red | | Q4 2016/17 |", 0, Due.NEXT),
        ("Q4 2016/17 | R | Red | | Q1 2016/17 |", 2, None),
        ("Q2 2016/17 | R | Complete | | |", 0, None),
        ("Q2 2016/17 and ongoing | R | Amber | | |", 0, None),
        ("TBC | R | Amber | | |", 0, None),
        ("Q4 2016 | R | Amber | | |", 0, None),
        (" | R | Amber | | |", 0, None),
    ],
)
def test_late_is_what_should_have_been_done_before_this_quarter(
    rest: str, late: int, due: Due | None, tmp_path: Path
) -> None:
    """Lateness goes by the last quarter of the timescale in force.

    What is complete, ongoing or in doubt is not late.
    """
    timing = one(tmp_path, rest).timing
    assert (timing.late, timing.due) == (late, due)


@pytest.mark.parametrize(
    ("revised", "past", "found"),
    [
        ("", (), (0, 0, 2)),
        ("Q4 2016/17", (), (1, 3, 0)),
        ("Q1 16/17", (), (0, 0, 2)),
        ("Q4 2016/17", ("Q4 2016/17",), (1, 3, 0)),
        ("Q4 2016/17", ("Q2 2016/17",), (2, 3, 0)),
        ("", ("Q2 2016/17",), (1, 1, 1)),
        ("Q1 2016/17", ("Q2 2016/17",), (2, 0, 2)),
        ("Ongoing", (), (1, None, 0)),
        ("soon", (), (1, None, 0)),
    ],
)
def test_a_moved_date_is_counted_and_stays_in_force(
    revised: str, past: tuple[str, ...], found: tuple[int, int | None, int], tmp_path: Path
) -> None:
    """Moves are counted from the first date, through those in History, to the one in force.

    The same date in another spelling is no move.
    """
    rows = tuple(f"| 1 | Q2 2016/17 | Amber | | R | {words} |" for words in past)
    timing = one(tmp_path, f"Q1 2016/17 | R | Amber | | {revised} |", *rows).timing
    assert (timing.moved, timing.slipped, timing.late) == found


@pytest.mark.parametrize(
    ("now", "past", "said"),
    [
        ("Green", ("Amber",), ("better", "Amber", 1)),
        ("Green", ("Red",), ("better", "Red", 2)),
        ("Red", ("Green",), ("worse", "Green", 2)),
        ("Amber", ("Amber",), ("same", "Amber", 0)),
        ("Complete", ("Green",), ("better", "Green", 1)),
        ("", ("Green",), ("no update", "Green", 0)),
        ("Green", ("",), ("first update", None, 0)),
        ("Green", ("Not due",), ("other", "Not due", 0)),
        ("Not due", ("Green",), ("other", "Green", 0)),
        ("Not due", ("Not due",), ("same", "Not due", 0)),
        ("", ("",), None),
        ("Amber", ("", "Green"), ("worse", "Green", 1)),
        ("Amber", ("Purple",), ("first update", None, 0)),
    ],
)
def test_the_direction_is_that_since_the_last_status(
    now: str, past: tuple[str, ...], said: object, tmp_path: Path
) -> None:
    """The status is compared with that of the nearest earlier quarter that has one.

    `past` goes back from last quarter.
    """
    rows = tuple(
        f"| 1 | Q{2 - place} 2016/17 | {status} | x | R | |" for place, status in enumerate(past)
    )
    change = one(tmp_path, f"Year 2 | R | {now} | | |", *rows).change
    direction = change and (
        change.direction.value,
        change.before.word if change.before else None,
        change.steps,
    )
    assert direction == said


def test_quarters_at_one_status_are_counted(tmp_path: Path) -> None:
    """They are counted back to the first quarter that has another status, or none."""
    past = [
        f"| 1 | {quarter} | {status} | x | R | |"
        for quarter, status in (("Q4 2015/16", "Red"), ("Q1 2016/17", "Amber"))
    ]
    assert (
        one(
            tmp_path, "Year 2 | R | Amber | | |", *past, "| 1 | Q2 2016/17 | Amber | x | R | |"
        ).same_for
        == 3
    )
    assert one(tmp_path, "Year 2 | R | Amber | | |", *past).same_for == 1
    assert (
        one(
            tmp_path, "Year 2 | R | Amber | | |", *past, "| 1 | Q2 2016/17 | Red | x | R | |"
        ).same_for
        == 1
    )
    assert one(tmp_path, "Year 2 | R | | | |", *past).same_for == 0


def test_words_that_move_nothing_leave_the_date_in_force(tmp_path: Path) -> None:
    """“N/A” is no new date; “TBC” is one that nobody knows yet.

    “TBC” does not make a late action less late.
    """
    for words in ("N/A", "-", "None", "no change", "As planned."):
        timing = one(tmp_path, f"Q1 2016/17 | R | Amber | | {words} |").timing
        assert (timing.moved, timing.late, timing.revised) == (0, 2, ()), words
    timing = one(tmp_path, "Q1 2016/17 | R | Amber | | TBC |").timing
    assert (timing.moved, timing.late) == (1, 2)


def test_what_was_complete_stays_so_where_nothing_is_said(tmp_path: Path) -> None:
    """An action needs no update once it is complete."""
    state = one(tmp_path, "Q1 2016/17 | R | | | |", "| 1 | Q2 2016/17 | Complete | x | R | |")
    assert (state.complete, state.timing.late) == (True, 0)
    assert (
        one(
            tmp_path, "Q1 2016/17 | R | Amber | | |", "| 1 | Q2 2016/17 | Complete | x | R | |"
        ).timing.late
        == 2
    )


def test_better_is_what_counts_as_better_whatever_the_order_of_the_key(tmp_path: Path) -> None:
    """A blue Complete at the top of the key is still its best status."""
    key = """
        | Status | Colour | Counts as |
        | Blue   | blue   | complete  |
        | Green  | green  | on track  |
        | Red    | red    | off track |
    """
    past = f"{PAST}\n| 1 | Q2 2016/17 | Green | x | R | |"
    path = sketch(
        tmp_path / "p.xlsx",
        f"{HEAD}\n| 1 | 1 | A | Year 2 | R | Blue | | |",
        report=REPORT,
        status_key=key,
        history=past,
    )
    [state] = analyse(read(path).plan).states
    assert state.change
    assert (state.change.direction.value, state.change.steps) == ("better", 1)


def test_statuses_that_were_renamed_since_are_found_again_in_last_quarters_workbook(
    tmp_path: Path,
) -> None:
    """Statuses are matched by word in any case, else by what they count as.

    In History, where nobody can tell, each unknown word is reported once.
    """
    q3 = tmp_path / "q3.xlsx"
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    for sheet, column in (("Status key", 1), ("Actions", 8)):
        for row in book[sheet].iter_rows(min_row=2, min_col=column, max_col=column):
            row[0].value = {"Green": "On target", "Red": "RED"}.get(row[0].value, row[0].value)
    book.save(q3)
    named = [
        problem.what
        for problem in app_read(q3).problems
        if problem.code == "history-status-unknown"
    ]
    assert named == ["“Green” in History is not in the status key, so it is not compared with."]
    assert app_read(q3).sound
    book["History"].delete_rows(2, 100)
    book.save(q3)
    reading = app_read(q3, previous=DATA / "asb-2016-17-q2.xlsx")
    states = reading.analysis.states
    directions = [state.change.direction.value for state in states if state.change]
    assert (directions.count("better"), directions.count("worse"), directions.count("same")) == (
        2,
        4,
        17,
    )
    for kind in ReportKind:
        assert report(reading, kind)


def test_history_that_cannot_be_compared_with_is_told(tmp_path: Path) -> None:
    """A quarter that cannot be read, and two rows for one action in one quarter."""
    past = (
        "| 1 | Quarter Two | Red | x | R | |",
        "| 1 | Quarter Two | Red | x | R | |",
        "| 1 | Q2 16/17 | Red | x | R | |",
    )
    rows = "\n".join((PAST, *past, "| 1 | Q2 2016/17 | Green | x | R | |"))
    path = sketch(
        tmp_path / "p.xlsx",
        f"{HEAD}\n| 1 | 1 | A | Year 2 | R | Green | | |",
        report=REPORT,
        history=rows,
    )
    problems = [
        (problem.code, str(problem.where))
        for problem in read(path).problems
        if problem.code.startswith("history")
    ]
    assert problems == [("history-quarter", "History!B2"), ("history-twice", "History!A5")]


def test_another_plan_is_not_compared_with(tmp_path: Path) -> None:
    """A workbook with another title and no action in the same words is refused."""
    path = sketch(
        tmp_path / "p.xlsx", f"{HEAD}\n| 1.1 | 1 | A | Year 2 | R | Green | | |", report=REPORT
    )
    with pytest.raises(Misused, match="is of another plan"):
        app_read(path, previous=DATA / "asb-2016-17-q2.xlsx")


def test_an_action_that_history_does_not_have_is_new(tmp_path: Path) -> None:
    """An action that is only in last quarter's History was dropped.

    Without a past, no action is said to be new or dropped.
    """
    rows = ("| 1 | 1 | A | Year 2 | R | Green | | |", "| 2 | 1 | B | Year 2 | R | Green | | |")
    past = (
        "| 1 | Q2 2016/17 | Green | x | R | |",
        "| 9 | Q2 2016/17 | Red | x | R | |",
        "| 8 | Q1 2016/17 | Red | x | R | |",
    )
    analysis = where(tmp_path, *rows, past=past)
    assert [state.change.direction.value for state in analysis.states if state.change] == [
        "same",
        "new",
    ]
    assert [earlier.ref for earlier in analysis.dropped] == ["9"]
    assert [state.change for state in where(tmp_path, *rows).states] == [None, None]


def test_history_of_this_quarter_or_a_later_one_is_not_the_past(tmp_path: Path) -> None:
    """Such rows stand in a workbook whose quarter was set back."""
    past = (
        "| 1 | Q3 2016/17 | Red | x | R | |",
        "| 1 | Q4 2016/17 | Red | x | R | |",
        "| 1 | sometime | Red | x | R | |",
    )
    assert one(tmp_path, "Year 2 | R | Green | | |", *past).change is None


def test_last_quarters_workbook_serves_where_there_is_no_history(tmp_path: Path) -> None:
    """It gives the same analysis as History; a workbook that is not earlier is refused."""
    q2, q3 = DATA / "asb-2016-17-q2.xlsx", DATA / "asb-2016-17-q3.xlsx"
    book = openpyxl.load_workbook(q3)
    book["History"].delete_rows(2, 100)
    book.save(tmp_path / "bare.xlsx")
    bare = app_read(tmp_path / "bare.xlsx", previous=q2)
    with_history = analyse(read(q3).plan)
    assert bare.analysis.states == with_history.states
    assert analyse(bare.plan).quarters == ()
    assert with_history.quarters == (Quarter(2016, 2),)
    with pytest.raises(
        Misused, match=r"asb-2016-17-q3\.xlsx is for Q3 2016/17, which is not before Q2 2016/17"
    ):
        app_read(q2, previous=q3)
