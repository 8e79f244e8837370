"""Layouts in which words were once lost or misplaced: each drawn as it stands in the sheet."""

import zipfile
from pathlib import Path

import pytest
from conftest import rows
from making import imported
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from reportgen.app import import_plan
from reportgen.importers.audit import Outcome
from reportgen.importers.import_result import ImportResult
from reportgen.model.errors import Misused, Unreadable
from reportgen.model.schema import ACTIONS, HISTORY, OBJECTIVES, REPORT, STATUS_KEY


def of(
    folder: Path,
    *sheets: tuple[str, str],
    given: dict[str, str] | None = None,
    bold: tuple[str, ...] = (),
) -> ImportResult:
    """Return the import of a workbook whose sheets are drawn.

    “~” is a blank row, and the words of `bold` are bold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, drawn in sheets:
        sheet = book.create_sheet(name)
        for row in rows(drawn):
            sheet.append([None if cell in ("", "~") else cell for cell in row])
            for cell in sheet[sheet.max_row]:
                cell.font = Font(bold=cell.value in bold)
    book.save(folder / "plan.xlsx")
    return imported([folder / "plan.xlsx"], {}, given or {})


def cells(result: ImportResult, table: str, *keys: str) -> list[tuple[str, ...]]:
    """Return these columns of a sheet's rows."""
    return [tuple(row.get(key, "") for key in keys) for row in result.rows[table]]


HEAD = "| Ref | Action | Lead | Due | RAG | Update |"


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    """The second is told apart by its number, and overwrites nothing."""
    result = of(
        tmp_path,
        (
            "Plan",
            (
                f"{HEAD} Evidence | Cost | Evidence |\n"
                "| 1.1 | Patrols | Police | Q1 | Green | ok | FIRST | £1 | SECOND |"
            ),
        ),
    )
    assert [column.heading for column in result.own] == ["Evidence", "Cost", "Evidence (2)"]
    assert cells(result, ACTIONS.name, *(column.key for column in result.own)) == [
        ("FIRST", "£1", "SECOND")
    ]


def test_two_plans_side_by_side_are_two_plans(tmp_path: Path) -> None:
    """Neither gets the other's officers."""
    result = of(
        tmp_path,
        (
            "Plan",
            (
                """
            | Preventing ASB |         |     |       """
                """| Preventing hate crime |               |     |       |
            | Action         | Lead    | Due | RAG   """
                """| Action                | Lead          | Due | RAG   |
            | Patrols        | Police  | Q1  | Green """
                """| Reporting centre      | Equality Lead | Q2  | Amber |
            | Gates          | Housing | Q2  | Red   """
                """|                       |               |     |       |
            """
            ),
        ),
    )
    assert cells(result, ACTIONS.name, "objective", "title", "officers", "status") == [
        ("1", "Patrols", "Police", "Green"),
        ("1", "Gates", "Housing", "Red"),
        ("2", "Reporting centre", "Equality Lead", "Amber"),
    ]
    assert cells(result, OBJECTIVES.name, "title") == [
        ("Preventing ASB",),
        ("Preventing hate crime",),
    ]


NEWEST_FIRST = (
    """
    | Ref | Action  | Lead   | Due | Q3 2024/25 RAG | Q3 2024/25 update """
    """| Q2 2024/25 RAG | Q2 2024/25 update |
    | 1.1 | Patrols | Police | Q4  | Red            |                   """
    """| Amber          | second words      |
"""
)


@pytest.mark.parametrize("given", [{}, {"Quarter": "Q3 2024/25"}])
def test_the_present_quarter_goes_by_its_date_and_not_by_its_place(
    tmp_path: Path, given: dict[str, str]
) -> None:
    """Columns may stand newest first or newest last.

    Status and progress are of one quarter, even where a cell of it is blank.
    """
    result = of(tmp_path, ("Plan", NEWEST_FIRST), given=given)
    assert cells(result, ACTIONS.name, "status", "progress") == [("Red", "")]
    assert cells(result, HISTORY.name, "quarter", "status", "progress") == [
        ("Q2 2024/25", "Amber", "second words")
    ]


def test_a_quarter_after_that_of_the_paper_is_not_its_progress(tmp_path: Path) -> None:
    """It is kept, and a note says that it is no earlier quarter."""
    result = of(tmp_path, ("Plan", NEWEST_FIRST), given={"Quarter": "Q2 2024/25"})
    assert cells(result, ACTIONS.name, "status", "progress") == [("Amber", "second words")]
    assert "“Q3 2024/25 RAG” is not before the quarter of this paper" in " ".join(result.notes)


def test_a_sheet_for_each_quarter_is_a_plan_and_its_past(tmp_path: Path) -> None:
    """The latest sheet is the plan."""
    first, second = (
        f"{HEAD}\n| 1.1 | Patrols | Police | Q4 | {rag} | {progress} |"
        for rag, progress in (("Green", "one"), ("Red", "two"))
    )
    result = of(tmp_path, ("Q1 2024-25", first), ("Q2 2024-25", second))
    assert cells(result, ACTIONS.name, "ref", "status", "progress") == [("1.1", "Red", "two")]
    assert cells(result, HISTORY.name, "ref", "quarter", "status", "progress") == [
        ("1.1", "Q1 2024/25", "Green", "one")
    ]
    assert ("Quarter", "Q2 2024/25") in cells(result, REPORT.name, "setting", "value")


def test_what_stands_above_a_plan_is_its_title_quarter_and_key(tmp_path: Path) -> None:
    """Short lines before a key are not part of it."""
    above = (
        "| Safer Fen Strategy 2024-27 |\n| Quarter 3 2024/25 |\n"
        "| Red – off track |\n| Amber – slipping |\n| Green – on track |\n"
    )
    result = of(tmp_path, ("Plan", f"{above}{HEAD}\n| 1 | Patrols | Police | Q4 | Green | ok |"))
    values = dict(cells(result, REPORT.name, "setting", "value"))
    assert (values["Title"], values["Strategy period"], values["Quarter"]) == (
        "Safer Fen Strategy",
        "2024-27",
        "Q3 2024/25",
    )
    assert cells(result, STATUS_KEY.name, "word", "meaning") == [
        ("Red", "off track"),
        ("Amber", "slipping"),
        ("Green", "on track"),
    ]


def test_sums_and_waiting_numbers_are_no_actions(tmp_path: Path) -> None:
    """Rows of sums and rows with nothing but a number are left out, and named."""
    result = of(
        tmp_path,
        (
            "Plan",
            (
                f"{HEAD}\n| 1 | Patrols | Police | Q4 | Green | ok |\n"
                "| Total | 1 action | | | | |\n| 2 | | | | | |"
            ),
        ),
    )
    assert cells(result, ACTIONS.name, "title") == [("Patrols",)]
    assert [
        (outcome.words, outcome.why)
        for outcome in result.outcomes
        if outcome.kind is Outcome.LEFT_OUT
    ] == [
        ("Total", "a row of sums"),
        ("1 action", "a row of sums"),
        ("2", "a row with nothing but its number"),
    ]


def test_a_bold_line_in_the_column_of_actions_is_a_title(tmp_path: Path) -> None:
    """And an action of which nothing else is said stays one."""
    drawn = """
        | Action         | Lead   | When |
        | Violence       |        |      |
        | Sweeps         | Police | 2025 |
        | Burglary       |        |      |
        | Marking        | PCSO   | 2025 |
        | Write to shops |        |      |
    """
    result = of(tmp_path, ("Plan", drawn), bold=("Violence", "Burglary"))
    assert cells(result, ACTIONS.name, "objective", "title") == [
        ("1", "Sweeps"),
        ("2", "Marking"),
        ("2", "Write to shops"),
    ]
    assert cells(result, OBJECTIVES.name, "title") == [("Violence",), ("Burglary",)]


def test_other_tables_of_a_workbook_are_not_taken_for_the_plan(tmp_path: Path) -> None:
    """A budget and a grant list are left out, with a reason."""
    result = of(
        tmp_path,
        ("Plan", f"{HEAD}\n| 1 | Patrols | Police | Q4 | Green | ok |"),
        ("Grants", "| Project | Lead | Amount |\n| Lights | Jo | £900 |"),
        ("Dashboard", "| Red | 0 |\n| Amber | 2 |\n| Green | 1 |"),
    )
    assert cells(result, ACTIONS.name, "title") == [("Patrols",)]
    assert cells(result, STATUS_KEY.name, "word", "meaning") == [
        ("Red", ""),
        ("Amber", ""),
        ("Green", ""),
    ]
    why = {outcome.why for outcome in result.outcomes if outcome.place.startswith("Grants")}
    assert why == {"its table is laid out unlike the plan’s; import it by itself, if it is one"}


def test_a_key_of_bare_colours_under_the_plan_is_read(tmp_path: Path) -> None:
    """The key stands behind a blank row, and gives words to the statuses that are colours."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Action", "Lead", "Due", "RAG"],
        ["Gates", "Housing", "Q1", None],
        [],
        [None, "Some slippage"],
        [None, "Not on target"],
    ):
        sheet.append(row)
    for place, colour in (("D2", "FFC000"), ("A4", "FFC000"), ("A5", "FF0000")):
        sheet[place].fill = PatternFill("solid", fgColor=colour)
    book.save(tmp_path / "plan.xlsx")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert cells(result, ACTIONS.name, "title", "status") == [("Gates", "Amber")]
    assert cells(result, STATUS_KEY.name, "word", "meaning") == [
        ("Red", "Not on target"),
        ("Amber", "Some slippage"),
    ]


def test_headings_in_two_rows_may_part_an_officer_and_a_time(tmp_path: Path) -> None:
    """“Name” under “Lead”, “End” under “Timescale”; the other halves are kept beside."""
    drawn = (
        "| Action | Lead | | Timescale | |\n| | Name | Agency | Start | End |\n"
        "| Gates | Jo | Police | 2024 | March 2025 |"
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows(drawn):
        sheet.append([cell or None for cell in row])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    book.save(tmp_path / "plan.xlsx")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert cells(result, ACTIONS.name, "title", "officers", "timescale") == [
        ("Gates", "Jo", "March 2025")
    ]
    assert [column.heading for column in result.own] == ["Lead Agency", "Timescale Start"]


def test_ranks_and_days_of_raising_are_no_objectives_and_no_timescale(tmp_path: Path) -> None:
    """“Priority: High” groups nothing, and “Date” gives way to “Due”."""
    result = of(
        tmp_path,
        (
            "Log",
            (
                "| Date | Action | Owner | Priority | Due |\n"
                "| May | Gates | Jo | High | June |\n| May | Lamps | Al | Low | July |"
            ),
        ),
    )
    assert cells(result, ACTIONS.name, "objective", "timescale") == [("1", "June"), ("1", "July")]
    assert [column.heading for column in result.own] == ["Date", "Priority"]


def test_columns_that_a_paper_needs_and_that_were_not_found_are_told(tmp_path: Path) -> None:
    """A note names them, with the option that would help."""
    (tmp_path / "a.csv").write_text("Action,Lead,How it feels\nGates,Jo,Amber\n", encoding="utf-8")
    result = imported([tmp_path / "a.csv"], {}, {})
    assert "No column was taken as Timescale, none as Status." in " ".join(result.notes)


def test_a_meaning_for_a_heading_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The heading is quoted, with the one that was meant, before anything is written."""
    (tmp_path / "a.csv").write_text("Action,Lead,How it feels\nGates,Jo,Amber\n", encoding="utf-8")
    maps = {"How it feel": "status"}
    with pytest.raises(
        Misused, match=r"has the heading “How it feel”\. Did you mean “How it feels”\?"
    ):
        import_plan.must_be_met(imported([tmp_path / "a.csv"], maps, {}), maps)


def test_a_hidden_sheet_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    """Old versions of a plan are kept in hidden sheets."""
    book = Workbook()
    for name in ("Plan", "Old"):
        sheet = book.create_sheet(name)
        for row in (["Action", "Lead", "Due"], [f"{name} action", "Jo", "2025"]):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "plan.xlsx")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert cells(result, ACTIONS.name, "title") == [("Plan action",)]
    assert (
        "The sheet Old is hidden, and was left out: show it, if it is part of the plan."
        in result.notes
    )


def test_the_present_quarter_is_not_that_of_an_action_s_timescale(tmp_path: Path) -> None:
    """It is the latest of the columns that hold anything, and becomes the paper's quarter."""
    head = (
        "| Action | Lead | Timescale | Q1 2025/26 RAG | Q1 2025/26 update "
        "| Q2 2025/26 RAG | Q2 2025/26 update |"
    )
    result = of(
        tmp_path, ("Plan", f"{head}\n| Gates | Jo | Q1 2025/26 | Green | one | Amber | two |")
    )
    assert cells(result, ACTIONS.name, "status", "progress") == [("Amber", "two")]
    assert cells(result, HISTORY.name, "quarter", "status", "progress") == [
        ("Q1 2025/26", "Green", "one")
    ]
    assert ("Quarter", "Q2 2025/26") in cells(result, REPORT.name, "setting", "value")


def test_a_remark_of_one_letter_behind_a_status_is_not_dropped(tmp_path: Path) -> None:
    """“On track (A)” may be green or amber: it stays as it was typed, and `check` asks."""
    result = of(
        tmp_path,
        (
            "Plan",
            (
                f"{HEAD}\n| 1 | Gates | Jo | Q1 | On track (A) | x |\n"
                "| 2 | Lamps | Jo | Q1 | Amber – slipping | y |"
            ),
        ),
    )
    assert cells(result, ACTIONS.name, "status", "progress") == [
        ("On track (A)", "x"),
        ("Amber", "slipping\ny"),
    ]


def test_two_rows_of_headings_that_are_said_again_are_headings_both_times(tmp_path: Path) -> None:
    """They are known again at the top of the next page.

    “Who” stands over “Lead” and “Support”, “Progress” over “RAG” and “Commentary”.
    """
    upper, lower = (
        "| Ref | What | | Who | | When | Progress | |",
        "| | Objective | Action | Lead | Support | | RAG | Commentary |",
    )
    first, second = (
        "| 1 | Burglary | Locks | Police | NHW | May | G | 3 |",
        "| 2 | ASB | App | EHO | IT | June | R | none |",
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows(f"{upper}\n{lower}\n{first}\n{upper}\n{lower}\n{second}"):
        sheet.append([cell or None for cell in row])
    for area in ("B1:C1", "D1:E1", "G1:H1", "B4:C4", "D4:E4", "G4:H4"):
        sheet.merge_cells(area)
    book.save(tmp_path / "plan.xlsx")
    result = imported([tmp_path / "plan.xlsx"], {}, {})
    assert cells(
        result, ACTIONS.name, "ref", "title", "officers", "partners", "status", "progress"
    ) == [("1", "Locks", "Police", "NHW", "Green", "3"), ("2", "App", "EHO", "IT", "Red", "none")]
    assert cells(result, OBJECTIVES.name, "title") == [("Burglary",), ("ASB",)]


def test_a_form_for_each_action_is_read_as_a_row(tmp_path: Path) -> None:
    """Labels under one another are no headings of what stands under them."""
    drawn = (
        "| Ref | 1 | Lead | Jo |\n| Action | Bins | Due | May |\n"
        "| Status | Green | Partners | Police |\n| Progress | First | | |"
    )
    result = of(tmp_path, ("Plan", drawn))
    keys = ("ref", "title", "officers", "timescale", "status", "partners", "progress")
    assert cells(result, ACTIONS.name, *keys) == [
        ("1", "Bins", "Jo", "May", "Green", "Police", "First")
    ]


def test_a_column_whose_words_are_all_statuses_is_the_status(tmp_path: Path) -> None:
    """Whatever it is called: “Progress” in a planner's export, “Q3” in a scorecard."""
    head = "| Task Name | Assigned To | Due date | Progress |"
    result = of(
        tmp_path,
        ("Plan", f"{head}\n| Gates | Jo | May | In progress |\n| Lamps | Al | June | Completed |"),
    )
    assert cells(result, ACTIONS.name, "title", "officers", "status", "progress") == [
        ("Gates", "Jo", "In progress", ""),
        ("Lamps", "Al", "Completed", ""),
    ]


def test_a_meaning_is_for_the_heading_that_is_written_so(tmp_path: Path) -> None:
    """“Complete?” is not “% complete”, though their letters are the same."""
    (tmp_path / "a.csv").write_text(
        "Action,Lead,% complete,Complete?\nGates,Jo,40,Amber\n", encoding="utf-8"
    )
    result = imported([tmp_path / "a.csv"], {"Complete?": "status"}, {})
    assert cells(result, ACTIONS.name, "status") == [("Amber",)]


def test_more_than_any_plan_has_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """A hundred thousand rows in a small file; tables a thousand deep."""
    body = "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 20_001 + "</w:tbl>"
    deep = "<w:tbl><w:tr><w:tc>" * 1_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1_000
    for words, told in (
        (body, "more than 20,000 rows or paragraphs"),
        (deep, "hundreds deep inside each other"),
    ):
        with zipfile.ZipFile(tmp_path / "plan.docx", "w", zipfile.ZIP_DEFLATED) as package:
            name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            package.writestr(
                "word/document.xml",
                f'<w:document xmlns:w="{name}"><w:body>{words}</w:body></w:document>',
            )
        with pytest.raises(Unreadable, match=told):
            imported([tmp_path / "plan.docx"], {}, {})
