"""How tables are found and read in sheets, whatever was done to them."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import Sketch, places, prose, sketch

from reportgen.app.read import read
from reportgen.model.columns import misspelt
from reportgen.model.plan import Plan
from reportgen.model.prose import Block, plain
from reportgen.model.schema import ACTIONS

TIDY = """
    | Ref | Objective | Action | Timescale | Accountable Officer | Status |
    | 1.1 | 1         | Lights | Q1        | R Patel             | Green  |
    | 2.1 | 2         | Locks  | Year 2    | A Jones             | Red    |
"""


def test_a_tidy_workbook_has_no_problem(drawn: Sketch) -> None:
    """Nothing is said where nothing is wrong."""
    assert places(drawn(TIDY)) == []


def test_columns_are_read_by_heading_in_any_order_and_by_other_names(
    plan_of: Callable[..., Plan],
) -> None:
    """Owner, RAG, Due and Comments are Accountable Officer, Status, Timescale and Progress."""
    plan = plan_of("""
        | RAG   | Comments | DUE  | owner⏎ | Action  | Theme | #   |
        | Green | Fine     | Q1   | A;B    | Lights  | 1     | 1.1 |
    """)
    [action] = plan.actions
    assert (action.ref, action.officers, action.timescale) == ("1.1", ("A", "B"), prose("Q1"))
    assert action.update.progress == prose("Fine")


def test_rows_above_the_headings_and_blank_rows_are_passed_over(drawn: Sketch) -> None:
    """A title over the table and gaps in it are layout."""
    path = drawn("""
        | Action plan for the Partnership |
        | Officer: please return by Friday |
        | Ref | Objective | Action | Timescale | Lead officer | Status |
        | | | | | | |
        | 1.1 | 1 | Lights | Q1 | R Patel | Green |
        | | | | | | |
        | 2.1 | 2 | Locks | Q1 | R Patel | Green |
    """)
    assert [action.row for action in read(path).plan.actions] == [5, 7]
    assert places(path) == []


def test_one_merged_objective_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    """Grouping rows by a merged cell is fine, and nothing is said of it."""
    path = sketch(tmp_path / "p.xlsx", TIDY.replace("| 2         |", "|           |"))
    book = openpyxl.load_workbook(path)
    book["Actions"].merge_cells("B2:B3")
    book.save(path)
    assert [action.objective for action in read(path).plan.actions] == ["1", "1"]
    assert places(path, "merged-cells") == []


def test_other_merged_cells_are_read_for_each_row_and_noted(tmp_path: Path) -> None:
    """One officer over two rows is the officer of both."""
    path = sketch(tmp_path / "p.xlsx", TIDY.replace("A Jones", "       "))
    book = openpyxl.load_workbook(path)
    book["Actions"].merge_cells("E2:E3")
    book.save(path)
    assert [action.officers for action in read(path).plan.actions] == [("R Patel",), ("R Patel",)]
    assert places(path) == [("merged-cells", "Actions!E2")]


def test_hidden_rows_columns_and_sheets_are_read_and_noted(tmp_path: Path) -> None:
    """What is hidden is part of the plan until somebody deletes it."""
    path = sketch(tmp_path / "p.xlsx", TIDY)
    book = openpyxl.load_workbook(path)
    book["Actions"].row_dimensions[3].hidden = True
    book["Actions"].column_dimensions["D"].hidden = True
    book["Objectives"].sheet_state = "hidden"
    book.save(path)
    assert len(read(path).plan.actions) == 2
    assert places(path) == [
        ("hidden-column", "Actions column D"),
        ("hidden-row", "Actions row 3"),
        ("hidden-sheet", "Objectives"),
    ]


def test_what_is_left_out_is_said_to_be(drawn: Sketch) -> None:
    """Each is a problem of its own.

    Tried are an unknown column, words under no heading, an unknown sheet and a second plan.
    """
    path = drawn(
        """
        | Ref | Objective | Action | Timescale | Accountable Officer | Status | Officr phone |  |
        | 1.1 | 1 | Lights | Q1 | R Patel | Green | 2231 | ask Sam |
        | 2.1 | 2 | Locks | Q1 | R Patel | Green | | |
        """,
        Notes="| Ring Sam |",
        Old="| Ref | Action | Officer |\n| 9 | Old | X |",
    )
    assert places(path) == [
        ("column-unknown", "Actions!G1"),
        ("outside-table", "Actions!H2"),
        ("sheet-unknown", "Notes"),
        ("sheet-unknown", "Old"),
    ]
    assert "looks like a plan too" in read(path).problems[-1].what


def test_two_columns_for_one_thing_are_an_error(drawn: Sketch) -> None:
    """The column with the proper heading is read, the other named."""
    path = drawn(
        """
        | Ref | Objective | Action | Timescale | Accountable Officer | Comments """
        """| Progress | Status |
        | 1.1 | 1 | Lights | Q1 | R Patel | one | two | Green |
        | 2.1 | 2 | Locks | Q1 | R Patel | | | Green |
    """
    )
    assert places(path) == [("column-twice", "Actions!F1")]
    assert plain(read(path).plan.actions[0].update.progress) == "two"


def test_what_an_action_lacks_is_named_at_its_cell(drawn: Sketch) -> None:
    """No ref, the same ref, no such objective, no officer, no action: all in one go."""
    path = drawn("""
        | Ref | Objective | Action | Timescale | Accountable Officer | Status |
        | 1.1 | 1 | Lights | Q1 | R Patel | Green |
        |     | 1 | Locks  | Q1 | R Patel | Green |
        | 1.1 | 9 | Doors  | Q1 |         | Green |
        | 2.2 | 2 |        | Q1 | R Patel | Green |
    """)
    assert places(path) == [
        ("ref-missing", "Actions!A3"),
        ("ref-twice", "Actions!A4"),
        ("objective-unknown", "Actions!B4"),
        ("officer-missing", "Actions!E4"),
        ("action-blank", "Actions!C5"),
    ]
    assert len(read(path).plan.actions) == 4


def test_objectives_are_named_in_many_ways(plan_of: Callable[..., Plan]) -> None:
    """“Objective Two”, “2. Safer homes”, “Safer homes” and “2” are the same objective."""
    plan = plan_of("""
        | Ref | Objective       | Action | Officer |
        | 1   | Objective One:  | a      | x       |
        | 2   | Two             | b      | x       |
        | 3   | 2. Safer homes  | c      | x       |
        | 4   | safer streets   | d      | x       |
    """)
    assert [action.objective for action in plan.actions] == ["1", "2", "2", "1"]


def test_a_plan_without_an_objectives_sheet_has_those_its_actions_name(
    plan_of: Callable[..., Plan],
) -> None:
    """The longest of an objective's names is its title."""
    plan = plan_of(
        """
        | Ref | Objective       | Action | Officer |
        | 1   | 2               | a      | x       |
        | 2   | 2: Safer homes  | b      | x       |
        | 3   | Cleaner parks   | c      | x       |
        """,
        objectives="",
    )
    assert [(objective.number, objective.title) for objective in plan.objectives] == [
        ("2", "Safer homes"),
        ("Cleaner parks", "Cleaner parks"),
    ]


def test_points_are_one_list_however_they_were_typed(plan_of: Callable[..., Plan]) -> None:
    """Points stand one a line and are printed as bullets."""
    plan = plan_of(
        TIDY,
        objectives="| Number | Objective | Points |\n| 1 | Safer | • one⏎two |\n| 2 | Homes | |",
    )
    assert plan.objectives[0].points == (Block(lines=("one", "two"), bulleted=True),)


def test_the_report_sheet_names_what_it_does_not_know_and_what_is_missing(drawn: Sketch) -> None:
    """A setting misspelt or given twice, an unreadable quarter, no title, an odd colour."""
    path = drawn(
        TIDY,
        report="""
        | Setting       | Value        |
        | Organistaion  | WHBC         |
        | Quarter       | Third        |
        | Quarter       | Q3 2016/17   |
        | Accent colour | sky          |
        | Introduction  | First.       |
        | Introduction  | Second.      |
        """,
    )
    assert places(path) == [
        ("setting-missing", "Report"),
        ("setting-unknown", "Report!A2"),
        ("quarter-unknown", "Report!B3"),
        ("setting-twice", "Report!A4"),
        ("colour-unknown", "Report!B5"),
    ]
    assert read(path).plan.settings.introduction == prose("First.", "Second.")


def test_a_plan_may_define_its_own_key(drawn: Sketch) -> None:
    """Blue may stand for complete.

    A wrong colour, a wrong meaning for the figures and a word given twice are named.
    """
    path = drawn(
        TIDY.replace("Red", "Done"),
        status_key="""
        | Status | Colour  | Counts as | Meaning |
        | Green  | green   | on trak   | Fine    |
        | Done   | #1D4F91 | complete  | Done    |
        | done   | blue    | complete  | Again   |
        | Late   | sludge  | off track | Late    |
        """,
    )
    assert places(path) == [
        ("counts-as-unknown", "Status key!C2"),
        ("key-twice", "Status key!A4"),
        ("colour-unknown", "Status key!B5"),
    ]
    assert [status.word for status in read(path).plan.key] == ["Green", "Done", "Late"]


def test_history_of_an_action_that_is_gone_is_kept_and_named(drawn: Sketch) -> None:
    """Actions come and go; what was said of them stays."""
    path = drawn(
        TIDY,
        history="""
        | Ref | Quarter    | Status | Progress | Accountable Officer |
        | 1.1 | Q2 2016/17 | Amber  | Ordered  | R Patel             |
        | 7.7 | Q2 2016/17 | Green  | Done     | R Patel             |
        """,
    )
    assert places(path, "history-ref-unknown") == [("history-ref-unknown", "History!A3")]
    assert [past.ref for past in read(path).plan.history] == ["1.1", "7.7"]


def test_objectives_without_words_are_errors(drawn: Sketch) -> None:
    """A paper that says only “Objective One” tells a member nothing."""
    assert places(drawn(TIDY, objectives="| Number | Objective |\n| 1 | Safer |\n| 2 | |")) == [
        ("objective-blank", "Objectives!B3")
    ]
    assert places(drawn(TIDY, objectives="")) == [("objective-blank", "Objectives")]


def test_objectives_with_one_number_are_both_kept_and_named(drawn: Sketch) -> None:
    """The second is given a number that is never printed."""
    path = drawn(
        TIDY, objectives="| Number | Objective |\n| 1 | A |\n| 2 | B |\n| 2 | C |\n| | D |"
    )
    assert places(path) == [
        ("objective-twice", "Objectives!A4"),
        ("objective-missing", "Objectives!A5"),
    ]
    assert [objective.title for objective in read(path).plan.objectives] == ["A", "B", "C", "D"]


def test_a_blank_setting_gives_way_to_a_filled_one(drawn: Sketch) -> None:
    """A workbook of ours lists every setting; a value in a row added below is the one meant."""
    report = (
        "| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n"
        "| Accent colour | |\n| Accent colour | yellow |"
    )
    path = drawn(TIDY, report=report)
    assert read(path).plan.settings.accent_colour == "yellow"
    assert places(path) == [("colour-pale", "Report!B5")]


def test_the_same_headings_again_are_layout_and_other_ones_an_error(drawn: Sketch) -> None:
    """Two blocks under one another: no action of either is lost."""
    twice = TIDY + TIDY.replace("1.1", "1.2").replace("2.1", "2.2")
    assert places(drawn(twice)) == []
    assert len(read(drawn(twice)).plan.actions) == 4
    other = """
        | Ref | Objective | Action | Accountable Officer | Timescale | Status | Progress |
        | 1.2 | 1         | Doors  | B Khan              | Q2        | Green  | Fine     |
    """
    assert ("headings-again", "Actions row 4") in places(drawn(TIDY + other))
    assert [action.ref for action in read(drawn(TIDY + other)).plan.actions] == [
        "1.1",
        "2.1",
        "1.2",
    ]


@pytest.mark.parametrize("typed", ["1 and 2", "1.5", "1. Reduce knife crime", "9", "①"])
def test_an_objective_that_is_not_quite_one_is_an_error_and_no_word_of_it_is_lost(
    drawn: Sketch, typed: str
) -> None:
    """“1 and 2” is not objective 1.

    Nor is “1. Reduce knife crime” where objective 1 is something else.
    """
    path = drawn(TIDY.replace("| 1         |", f"| {typed} |", 1))
    assert [(code, where) for code, where in places(path) if where == "Actions!B2"] == [
        ("objective-unknown", "Actions!B2")
    ]


def test_objectives_may_be_numbered_in_parts(drawn: Sketch) -> None:
    """1.1 and 1.2 are two objectives."""
    path = drawn(
        TIDY.replace("| 1         |", "| 1.1 |").replace("| 2         |", "| 1.2 |"),
        objectives="| Number | Objective |\n| 1.1 | A |\n| 1.2 | B |",
    )
    assert places(path) == []


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("Timescal", "Timescale"),
        ("Accountible Officr", "Accountable Officer"),
        ("Resolved date", ""),
        ("Action for", ""),
        ("Created Date", ""),
        ("Risk rating", ""),
    ],
)
def test_a_slip_in_a_heading_is_offered_and_another_word_is_not(heading: str, near: str) -> None:
    """“Action for” is no slip for “Action ref”."""
    assert misspelt(heading, ACTIONS.columns) == near


def test_columns_that_are_not_to_be_printed_are_not_asked_about(drawn: Sketch) -> None:
    """The sheet Report names them; any other column is told of."""
    report = "| Setting | Value |\n| Title | Plan |\n| Columns not printed | Budget; Ward |"
    head = "| Ref | Objective | Action | Lead officer | Budget | Ward | Mood |"
    path = drawn(f"{head}\n| 1.1 | 1 | Light the quay | Jo | 1 | East | Good |", report=report)
    told = [str(p.where) for p in read(path).problems if p.code == "column-unknown"]
    assert told == ["Actions!G1"]


@pytest.mark.parametrize("behind", [" " * 60, "." * 80, "-" * 300, " : "])
def test_a_heading_is_known_whatever_stands_behind_it(tmp_path: Path, behind: str) -> None:
    """Blanks and signs, as many as there may be; of two columns the first is taken."""
    path = sketch(tmp_path / "p.xlsx", TIDY)
    book = openpyxl.load_workbook(path)
    book["Actions"]["F1"] = f"Status{behind}"
    book["Actions"]["G1"] = f"RAG{behind}"
    book["Actions"]["G2"] = "Red"
    book.save(path)
    result = read(path)
    assert [
        str(action.update.status and action.update.status.word) for action in result.plan.actions
    ] == ["Green", "Red"]
    told = {problem.code for problem in result.problems}
    assert "column-twice" in told
    assert "column-unknown" not in told


def test_a_long_text_is_no_heading(tmp_path: Path) -> None:
    """And is told of as a column that is not known."""
    path = sketch(tmp_path / "p.xlsx", TIDY)
    book = openpyxl.load_workbook(path)
    book["Actions"]["G1"] = f"Progress{' ' * 2_000}"
    book["Actions"]["G2"] = "Done"
    book.save(path)
    assert "column-unknown" in [p.code for p in read(path).problems]


def test_very_many_columns_that_are_not_recognised_are_told_of_together(tmp_path: Path) -> None:
    """The first fifty one by one, and one problem for the others, with their number."""
    heads = "".join(f" Column {n} |" for n in range(60))
    words = " x |" * 60
    path = sketch(
        tmp_path / "p.xlsx",
        f"| Ref | Action | Officer |{heads}\n| 1.1 | Lights | R Patel |{words}",
    )
    told = [p for p in read(path).problems if p.code == "column-unknown"]
    assert len(told) == 51
    assert told[-1].what.startswith("10 more columns, from BB to BK, have headings")


def test_many_actions_that_are_gone_are_named_together(drawn: Sketch) -> None:
    """Each once, with the cell in which it stands first: a plan that was cut down is no list."""
    past = "\n".join(f"| {5 + n % 5}.1 | Q{1 + n // 5} 2016/17 | Green | R |" for n in range(10))
    path = drawn(TIDY, history=f"| Ref | Quarter | Status | Officer |\n{past}")
    (told,) = (each for each in read(path).problems if each.code == "history-ref-unknown")
    assert str(told.where) == "History!A2"
    assert told.what == (
        "The plan has no actions 5.1 (A2), 6.1 (A3), 7.1 (A4), 8.1 (A5) and 9.1 (A6) any more."
    )


def test_very_many_rows_of_history_with_one_fault_are_told_of_together(drawn: Sketch) -> None:
    """The first fifty by their cells, the others in one problem behind them."""
    rows = "| Ref | Objective | Action | Officer |\n| 1 | 1 | A | R |"
    past = "\n".join("| 1 | Q2 2016/17 | Green | R |" for _ in range(61))
    path = drawn(rows, history=f"| Ref | Quarter | Status | Officer |\n{past}")
    told = [each.what for each in read(path).problems if each.code == "history-twice"]
    assert len(told) == 51
    assert told[-1].endswith("the lower row counts. So it is with 9 rows under it.")


def test_a_row_of_history_without_a_ref_is_told(drawn: Sketch) -> None:
    """It is of no action that is gone."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1.1 | 1 | Lights | R Patel |",
        history="| Ref | Quarter | Status | Officer |\n| | Q2 2016/17 | Green | R Patel |",
    )
    told = [p.what for p in read(path).problems if p.code == "history-ref-unknown"]
    assert told == ["1 row of History has no ref, so that nobody knows of which action."]
