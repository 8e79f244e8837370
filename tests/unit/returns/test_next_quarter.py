"""What `reportgen next-quarter` makes of a workbook."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, Sketch, places, prose
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from making import reading as read

from reportgen.model.errors import HasErrors
from reportgen.model.plan import Plan
from reportgen.model.problems import Severity
from reportgen.model.reading import Reading
from reportgen.model.schema import UPDATE_KEYS
from reportgen.returns.next_quarter import next_quarter
from reportgen.workbook.annotate.annotate import marked_copy
from reportgen.workbook.write.form import Form
from reportgen.workbook.write.workbook import workbook

DAY = dt.date(2026, 11, 23)
KEY = """
    | Status   | Colour | Counts as |
    | Red      | red    | off track |
    | Green    | green  | on track  |
    | Complete | blue   | complete  |
"""
WORDS = st.text(min_size=1, max_size=30).filter(str.strip)
ROW = st.fixed_dictionaries(
    {},
    optional={key: WORDS for key in UPDATE_KEYS if key != "status"}
    | {"status": st.sampled_from(("Red", "Green", "Complete"))},
)
PLAN_KEYS = ("title", "outcome", "timescale", "officers", "partners")
WHOLE = st.fixed_dictionaries(dict.fromkeys(PLAN_KEYS, WORDS))


def rolled(path: Path, *, force: bool = False) -> Reading:
    """A workbook rolled on, written and read back."""
    target = path.with_name(f"next-{path.name}")
    target.write_bytes(workbook(next_quarter(read(path), made_on=DAY, force=force).form))
    return read(target)


def test_the_quarters_words_go_into_history_and_the_cells_are_blank(drawn: Sketch) -> None:
    """All six cells go into History, and who was accountable.

    A moved date stays in force, a target stays, and what is complete stays complete.
    """
    path = drawn(
        """
        | Ref | Objective | Action | Officer | Status   | Progress | Next steps """
        """| Revised timescale | Target | Actual |
        | 1.1 | 1         | Lights | R Patel | Green    | Lit      | More       """
        """| Q2 2017/18        | 40     | 38     |
        | 2.1 | 2         | Doors  | A Jones | Complete | Done     |            """
        """|                   |        |        |
        """,
        status_key=KEY,
    )
    plan = rolled(path).plan
    lights, doors = plan.actions
    assert plan.settings.quarter == "Q4 2016/17"
    assert (lights.update.typed, lights.update.progress, lights.update.actual) == ("", (), ())
    assert lights.update.target == prose("40")
    assert lights.update.revised_timescale == prose("Q2 2017/18")
    assert (doors.update.typed, doors.update.progress) == ("Complete", ())
    first, second = plan.history
    assert (first.ref, first.quarter, first.officers, second.ref) == (
        "1.1",
        "Q3 2016/17",
        ("R Patel",),
        "2.1",
    )
    assert first.update == read(path).plan.actions[0].update
    assert second.update == read(path).plan.actions[1].update


def test_the_last_quarter_of_a_year_is_followed_by_the_first_of_the_next(drawn: Sketch) -> None:
    """Q4 2016/17 is followed by Q1 2017/18."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R |",
        report="| Setting | Value |\n| Title | T |\n| Quarter | Q4 2016/17 |",
    )
    assert rolled(path).plan.settings.quarter == "Q1 2017/18"


def test_a_workbook_with_errors_is_not_rolled_on(drawn: Sketch) -> None:
    """Its errors would go into History; --force rolls it on all the same."""
    path = drawn("| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | Lights | R | Ambr |")
    with pytest.raises(HasErrors, match="Actions!E2: “Ambr” is not in the status key"):
        rolled(path)
    assert rolled(path, force=True).plan.history[0].update.typed == "Ambr"


def test_a_quarter_is_not_rolled_on_twice(drawn: Sketch) -> None:
    """History would hold it twice."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R |",
        history="| Ref | Quarter | Status | Officer |\n| 1 | Q3 2016/17 | Green | R |",
    )
    with pytest.raises(HasErrors, match="History has Q3 2016/17 already"):
        rolled(path)


def test_without_a_quarter_there_is_no_next_one(drawn: Sketch) -> None:
    """It is refused with --force too."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R |",
        report="| Setting | Value |\n| Title | T |\n| Quarter | third |",
    )
    with pytest.raises(HasErrors, match="“third” does not name a quarter"):
        rolled(path, force=True)


def test_what_the_workbook_has_of_its_own_comes_along(drawn: Sketch) -> None:
    """Columns, sheets, settings, contacts and the words of Start here are kept.

    So is a note under the table.
    """
    path = drawn(
        """
        | Ref | Objective | Action | Officer | Phone | Comments | Update |
        | 1   | 1         | Lights | R       | 22    | one      | two    |
        |     |           |        |         | note  |          |        |
        """,
        report="""
        | Setting       | Value      |
        | Title         | T          |
        | Quarter       | Q3 2016/17 |
        | Meeting date  | 9 February |
        | Colour of tea | brown      |
        """,
        contacts="| Officer | E-mail |\n| R | r@x.gov.uk |",
        **{
            "My notes": "| a | b |\n| c | d |",
            "Start here": "| Our plan | |\n| Ask Sam | |\n| Red | Late |",
        },
    )
    reading = rolled(path, force=True)
    actions = reading.tables["Actions"]
    assert [column.heading for column in actions.own] == ["Phone", "Update"]
    assert "two" in actions.rows[0].words.values()
    assert list(actions.rows[1].words.values()) == ["note"]
    assert {"setting": "Colour of tea", "value": "brown"} in [
        row.words for row in reading.tables["Report"].rows
    ]
    assert reading.plan.settings.meeting_date == ""
    assert reading.plan.contacts[0].addresses == ("r@x.gov.uk",)
    notes = next(sheet for sheet in reading.loose if sheet.name == "My notes")
    assert notes.rows == {1: {1: "a", 2: "b"}, 2: {1: "c", 2: "d"}}
    start = next(sheet for sheet in reading.loose if sheet.name == "Start here")
    assert [list(row.values()) for row in start.rows.values()][:2] == [["Our plan"], ["Ask Sam"]]
    assert [row[1] for row in start.rows.values()].count("Red") == 1


def test_sheets_with_names_like_ours_come_along(drawn: Sketch) -> None:
    """A sheet “To fix” of the council's own is not the one that `check --annotate` makes.

    A line of Start here may begin with the name of a status.
    """
    own = {
        "To fix": "| My own list |",
        "Start here 2": "| More |",
        "Start here": "| Plan |\n| Green | is good |\n| Ask Sam |",
    }
    path = drawn("| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R |", **own)
    book = openpyxl.load_workbook(path)
    book["Start here 2"].sheet_state = "hidden"
    book.save(path)
    loose = {sheet.name: sheet for sheet in rolled(path).loose}
    assert loose["To fix"].rows == {1: {1: "My own list"}}
    assert loose["Start here 2"].hidden
    assert loose["Start here"].rows[2] == {1: "Green", 2: "is good"}
    marked = path.with_name("marked.xlsx")
    marked.write_bytes(marked_copy(path.read_bytes(), read(path), name=path.name))
    assert {sheet.name for sheet in rolled(marked).loose} == {
        "To fix",
        "Start here 2",
        "Start here",
    }


@pytest.mark.parametrize(
    ("actions", "others", "said"),
    [
        ("| Objective | Action | Officer |\n| 1 | Lights | R |", {}, "this action has no ref"),
        (
            "| Ref | Objective | Action | Officer | Days |\n| 1 | 1 | Lights | R | =1+1 |",
            {},
            "Actions!E2: this cell holds a formula",
        ),
        (
            "| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R |",
            {"Budget": "| =1+1 |"},
            "Budget!A1: this cell holds",
        ),
    ],
)
def test_what_would_be_lost_stops_it(
    actions: str, others: dict[str, str], said: str, drawn: Sketch
) -> None:
    """Actions without a ref and formulas without a saved result are refused.

    Such actions could not be found again. The formulas are in columns and sheets of one's own.
    """
    with pytest.raises(HasErrors, match=said):
        rolled(drawn(actions, **others))


def typed(path: Path, updates: list[dict[str, str]]) -> None:
    """An officer's words typed into a workbook that we made."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    keys = {column: key for key, column in read(path).tables["Actions"].columns.items()}
    numbers = {key: column for column, key in keys.items()}
    for place, update in enumerate(updates, start=2):
        for key, words in update.items():
            cell = sheet.cell(place, numbers[key])
            if sheet.cell(place, numbers["status"]).value != "Complete" or key != "status":
                cell.value, cell.data_type = storable(words), "s"
    book.save(path)


def storable(words: str) -> str:
    """As Excel would write it."""
    from reportgen.workbook.write.sheets import storable as stored

    return stored(words)


def said(plan: Plan) -> list[tuple[str, object]]:
    """Return the ref and the update of every action."""
    return [(action.ref, action.update) for action in plan.actions]


@pytest.mark.slow
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(plan=[dict.fromkeys(PLAN_KEYS, "_x0041_\x07=1+1")], quarters=[[{"progress": "\x0b"}]] * 8)
@given(
    plan=st.lists(WHOLE, min_size=1, max_size=4),
    quarters=st.lists(st.lists(ROW, max_size=4), min_size=8, max_size=8),
)
def test_eight_quarters_lose_nothing(
    plan: list[dict[str, str]], quarters: list[list[dict[str, str]]], tmp_path: Path
) -> None:
    """The plan stays word for word, and History holds every quarter's words in order."""
    path = tmp_path / "plan.xlsx"
    rows = {
        "Actions": [
            {"ref": f"1.{n}", "objective": "1", **row} for n, row in enumerate(plan, start=1)
        ],
        "Objectives": [{"number": "1", "title": "Safer"}],
        "Report": [
            {"setting": "Title", "value": "T"},
            {"setting": "Quarter", "value": "Q3 2016/17"},
        ],
        "Status key": [
            {"word": w, "colour": c, "counts_as": k}
            for w, c, k in (
                ("Red", "red", "off track"),
                ("Green", "green", "on track"),
                ("Complete", "blue", "complete"),
            )
        ],
    }
    path.write_bytes(workbook(Form(title="T", made_on=DAY, start_here=(("Start",),), rows=rows)))
    first, history = read(path).plan, []
    for updates in quarters:
        typed(path, updates[: len(plan)])
        before = read(path)
        history += [(before.plan.settings.quarter, *entry) for entry in said(before.plan)]
        path.write_bytes(workbook(next_quarter(before, made_on=DAY, force=True).form))
    last = read(path).plan
    assert last.settings.quarter == "Q3 2018/19"
    assert [(past.quarter, past.ref, past.update) for past in last.history] == [
        (quarter, ref, update) for quarter, ref, update in history
    ]
    assert [
        (a.ref, a.title, a.outcome, a.timescale, a.officers, a.partners) for a in last.actions
    ] == [(a.ref, a.title, a.outcome, a.timescale, a.officers, a.partners) for a in first.actions]


def test_the_example_rolls_on_and_has_no_new_fault(tmp_path: Path) -> None:
    """The quarter after the example's is ready to be sent to its officers."""
    path = tmp_path / "q3.xlsx"
    path.write_bytes((DATA / "asb-2016-17-q3.xlsx").read_bytes())
    reading = rolled(path)
    assert [p.code for p in reading.problems if p.severity is not Severity.NOTE] == [
        "status-none",
        "officer-a-person",
    ]
    assert len(reading.plan.history) == 27 + 27
    assert places(path, "history-ref-unknown") == []


def test_settings_that_may_be_of_the_last_quarter_are_kept_and_named(drawn: Sketch) -> None:
    """Recommendations and implications stay as they are; whoever rolls on is asked to read them."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1 | 1 | Lights | R |",
        report="| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n"
        "| Return date | 13 January 2017 |\n| Recommendations | That members note Q3. |\n"
        "| Legal implications | None. |",
    )
    new = next_quarter(read(path), made_on=DAY)
    assert new.cleared == ("Return date",)
    assert new.kept == ("Recommendations", "Legal implications")


def test_own_columns_with_words_are_named(drawn: Sketch) -> None:
    """Nobody is asked for them, and what they say may be of the last quarter."""
    path = drawn(
        "| Ref | Objective | Action | Officer | Status | Blockers | Phone |\n"
        "| 1.1 | 1 | Lights | R Patel | Green | Wayleave | |"
    )
    assert next_quarter(read(path), made_on=DAY).own == ("Blockers",)


@pytest.mark.parametrize("history", [False, True])
def test_translations_go_into_history_or_are_named(*, history: bool, drawn: Sketch) -> None:
    """Where the sheet has a column for them."""
    past = (
        "| Ref | Quarter | Status | Officer | Progress | Progress cy |\n"
        "| 1.1 | Q2 2016/17 | Green | R Patel | Dark | Tywyll |"
    )
    path = drawn(
        "| Ref | Objective | Action | Officer | Status | Progress | Progress cy |\n"
        "| 1.1 | 1 | Lights | R Patel | Green | Lit | Wedi’i oleuo |",
        **({"history": past} if history else {}),
    )
    told = next_quarter(read(path), made_on=DAY)
    assert told.lost == (() if history else ("Progress cy",))
    assert told.own == ()
    table = rolled(path).tables["History"]
    words = [words for row in table.rows for words in row.words.values()]
    assert ("Wedi’i oleuo" in words) is history
