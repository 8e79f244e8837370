"""Columns, groups and other tables that are known by what stands in them and around them."""

from pathlib import Path

import docx
import pytest
from making import imported
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from test_layouts import cells, of

from reportgen.cli import program
from reportgen.importers.import_result import ImportResult
from reportgen.importers.quarters import quarter_within
from reportgen.model.errors import Unreadable
from reportgen.model.schema import ACRONYMS, ACTIONS, HISTORY, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.office.package import Package, pack


def went(result: ImportResult) -> dict[str, str]:
    """Where each heading of the only plan went."""
    (columns,) = result.columns.values()
    return dict(columns)


def left(result: ImportResult) -> list[tuple[str, str]]:
    """The words that were left out, each with the reason."""
    return [(cell.words, cell.why) for cell in result.left_out]


BESIDE = "a column of its own, not printed"


def merged(folder: Path, drawn: list[list[object]], *areas: str) -> ImportResult:
    """The import of a sheet with these rows, in which these areas are merged."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in drawn:
        sheet.append(row)
    for area in areas:
        sheet.merge_cells(area)
    book.save(folder / "plan.xlsx")
    return imported([folder / "plan.xlsx"], {}, {})


def test_a_column_that_says_one_thing_throughout_is_no_action(tmp_path: Path) -> None:
    """The export of an issue tracker: its project is no action, its key is the ref."""
    rows = "\n".join(
        f"| Halls | 1002{n} | PB-{n} | Repair roof {n} | {'Roofs' if n < 3 else 'Heat'} | jo |"
        f" 1{n}/Dec/26 12:00 AM | 30/Sep/26 9:14 AM |"
        for n in range(1, 5)
    )
    head = "| Project name | Issue id | Issue key | Summary | Parent summary | Assignee |"
    result = of(tmp_path, ("Issues", f"{head} Due date | Updated |\n{rows}"))
    assert went(result) == {
        "Project name": BESIDE,
        "Issue id": BESIDE,
        "Issue key": "Ref",
        "Summary": "Action",
        "Parent summary": "Objective",
        "Assignee": "Accountable Officer",
        "Due date": "Timescale",
        "Updated": BESIDE,
    }
    assert result.rows[ACTIONS.name][0]["timescale"] == "11/Dec/26"
    assert "The time of day behind dates was left out." in result.notes


def word_plan(folder: Path, old: str, new: str, **more: str) -> ImportResult:
    """The import of a Word file with a table, of which the last `old` in its XML is changed.

    `more` are parts that it has besides, by the names of their folders.
    """
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for row, words in zip(
        table.rows,
        ("Ref Objective Action Lead", "1.1 1 Lights Patel", "1.2 1 Locks Jones"),
        strict=True,
    ):
        for cell, word in zip(row.cells, words.split(), strict=True):
            cell.text = word
    document.save(str(folder / "whole.docx"))
    package = Package((folder / "whole.docx").read_bytes())
    parts = {name: package.read(name) for name in package.names}
    before, found, after = parts["word/document.xml"].decode().rpartition(old)
    assert found
    parts["word/document.xml"] = (before + new + after).encode()
    parts |= {f"word/{name}": content.encode() for name, content in more.items()}
    (folder / "plan.docx").write_bytes(pack(parts))
    return imported([folder / "plan.docx"], {}, {})


DRAWN = (
    '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>{}</a:t></a:r>'
    "</a:p>"
)


WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
VML = "urn:schemas-microsoft-com:vml"
BUTTON = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro Lamps'
    ' hang</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def test_words_of_charts_and_diagrams_are_named(tmp_path: Path) -> None:
    """And a chart without any is named for what it is."""
    parts = {
        "charts/chart1.xml": DRAWN.format("Sales"),
        "charts/chart2.xml": DRAWN.format(""),
        "diagrams/data1.xml": DRAWN.format("All gr</a:t></a:r><a:r><a:t>een"),
    }
    result = word_plan(tmp_path, "Jones", "Jones", **parts)
    assert {(cell.place, cell.words) for cell in result.left_out} == {
        ("a chart", "Sales"),
        ("a chart", "A chart"),
        ("a diagram", "All green"),
    }


@pytest.mark.parametrize(
    ("old", "new", "words", "why"),
    [
        ("<w:tcPr>", "<w:tcPr><w:vMerge/>", "Jones", "another covers"),
        ("</w:tr></w:tbl>", "<w:p><w:r><w:t>Lost</w:t></w:r></w:p></w:tr></w:tbl>", "Lost", "no w"),
        ("<w:sectPr", '<w:altChunk r:id="rId9"/><w:sectPr', "Another document", "file of its own"),
        (
            "<w:sectPr",
            f"<w:p><w:r><w:drawing>{DRAWN.format('Lost')}</w:drawing></w:r></w:p><w:sectPr",
            "Lost",
            "no w",
        ),
        (
            "<w:t>Jones</w:t>",
            f'<w:t>Jones</w:t><w:drawing><wp:docPr xmlns:wp="{WP}" descr="A lamp"/></w:drawing>',
            "A lamp",
            "describes a picture",
        ),
        (
            "<w:r><w:t>Jones</w:t>",
            f"{BUTTON}<w:r><w:t>Jones</w:t>",
            "Lamps hang",
            "in a field",
        ),
        (
            "<w:r><w:t>Jones</w:t>",
            f"{BUTTON.replace('MACROBUTTON NoMacro', 'QUOTE')}<w:r><w:t>Jones</w:t>",
            "Lamps hang",
            "in a field",
        ),
        (
            "<w:r><w:t>Jones</w:t>",
            "<w:contentPart/><w:r><w:t>Jones</w:t>",
            "A drawing by hand",
            "no words",
        ),
        ("<w:tblPr>", '<w:tblPr><w:tblCaption w:val="Lamps"/>', "Lamps", "describes a table"),
        (
            "<w:t>Jones</w:t>",
            f'<w:t>Jones</w:t><w:pict><v:shape xmlns:v="{VML}" alt="A lamp"/></w:pict>',
            "A lamp",
            "describes a picture",
        ),
    ],
)
def test_what_word_has_in_no_cell_is_named(
    old: str, new: str, words: str, why: str, tmp_path: Path
) -> None:
    """Word shows it, hides it, or puts it in from elsewhere."""
    result = word_plan(tmp_path, old, new)
    found = [(cell.words, cell.why) for cell in result.left_out]
    assert any(said == words and why in reason for said, reason in found)


def test_the_same_words_in_several_unread_places_are_each_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And where they are told of together, they are said to stand somewhere in the document."""
    lost = "<w:p><w:r><w:t>Lost</w:t></w:r></w:p>" * 12
    result = word_plan(tmp_path, "</w:tr></w:tbl>", f"{lost}</w:tr></w:tbl>")
    assert [cell.words for cell in result.left_out].count("Lost") == 12
    assert program.run(["import", str(tmp_path / "plan.docx"), "--dry-run"]) == 0
    assert "  somewhere in the document, 12 cells from “Lost”" in capsys.readouterr().err


def test_what_stands_in_the_first_of_merged_cells_is_covered_by_none(tmp_path: Path) -> None:
    """It is on the page: only those under it are hidden."""
    first = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    lost = f"<w:tbl><w:tc>{first}<w:p><w:r><w:t>Lost</w:t></w:r></w:p></w:tc></w:tbl>"
    result = word_plan(tmp_path, "</w:tr></w:tbl>", f"{lost}</w:tr></w:tbl>")
    assert [cell.why for cell in result.left_out] == ["it stands where Word files have no words"]


def test_a_column_that_differs_in_every_row_groups_nothing(tmp_path: Path) -> None:
    """Then the section rows name the objectives."""
    rows = (
        "| Safe |\n| S1 | Falls | Train all staff | Matron | May 2027 |\n"
        "| S2 | Diet | Hire a cook | Matron | May 2027 |\n| Effective |\n"
        "| E1 | Notes | Audit records | Matron | May 2027 |\n"
        "| E2 | Consent | Write a guide | Matron | May 2027 |"
    )
    result = of(tmp_path, ("Plan", f"| CQC ref | Area | Action | Lead | By when |\n{rows}"))
    assert cells(result, OBJECTIVES.name, "title") == [("Safe",), ("Effective",)]
    assert went(result)["Area"] == BESIDE


@pytest.mark.parametrize(
    ("heading", "numbers", "is_ref"),
    [
        ("WP", ("WP1", "WP2", "WP3"), True),
        ("Minute", ("4.1", "4.2", "12/7"), True),
        ("Ward", ("N1", "N1", "S2"), False),
        ("Seen", ("1/5/26", "2/5/26", "3/5/26"), False),
        ("Score", ("A1", "A2", "A3"), False),
    ],
)
def test_short_numbers_of_which_each_action_has_its_own_are_refs(
    heading: str, numbers: tuple[str, ...], *, is_ref: bool, tmp_path: Path
) -> None:
    """Whatever their heading is, unless it is that of something else."""
    rows = "\n".join(f"| {number} | Sow verge {number} | Parks | Green |" for number in numbers)
    result = of(tmp_path, ("Plan", f"| {heading} | Action | Lead | RAG |\n{rows}"))
    assert went(result)[heading] == ("Ref" if is_ref else BESIDE)


def test_cells_merged_down_beside_actions_are_their_objectives(tmp_path: Path) -> None:
    """Whatever the heading of their column."""
    rows: list[list[object]] = [["Audit review", "No.", "Recommendation", "Owner", "Agreed date"]]
    rows += [
        [name, n, f"Review control {n}", "Treasurer", "March 2027"]
        for n, name in enumerate(("Payroll", None, None, "Creditors", None), start=1)
    ]
    result = merged(tmp_path, rows, "A2:A4", "A5:A6")
    assert cells(result, ACTIONS.name, "objective") == [("1",)] * 3 + [("2",)] * 2
    assert cells(result, OBJECTIVES.name, "title") == [("Payroll",), ("Creditors",)]
    assert went(result)["Agreed date"] == "Timescale"


def test_headings_that_stretch_are_divided_by_the_row_below(tmp_path: Path) -> None:
    """“Planned” under “Budget” is money, and no next steps; a section row divides nothing."""
    rows: list[list[object]] = [
        ["Ref", "Action", "Budget", None, "Inherent", None, "Lead", "RAG"],
        [None, None, "Planned", "Spent", "L", "I", None, None],
        ["STRATEGIC RISKS"],
        ["R1", "Put a lock on", 10, 5, 3, 4, "Ops", "Green"],
        ["R2", "Put a light up", 20, 6, 2, 4, "Ops", "Amber"],
    ]
    down = [f"{column}1:{column}2" for column in "ABGH"]
    result = merged(tmp_path, rows, "C1:D1", "E1:F1", "A3:H3", *down)
    assert went(result) == {
        "Ref": "Ref",
        "Action": "Action",
        "Budget Planned": BESIDE,
        "Budget Spent": BESIDE,
        "Inherent L": BESIDE,
        "Inherent I": BESIDE,
        "Lead": "Accountable Officer",
        "RAG": "Status",
    }
    assert cells(result, OBJECTIVES.name, "title") == [("STRATEGIC RISKS",)]


HEAD = "| No | Action | Who | By when | RAG |\n"
ROWS = "| 1 | Sow the verge | Parks | May | Green |\n| 2 | Prune | Parks | June | Red |"


def test_counts_and_notes_below_a_plan_are_no_part_of_it(tmp_path: Path) -> None:
    """They are left out and named, and nobody is warned that a part of the plan is missing."""
    counts = (
        "| Summary |\n| RAG | Parks | Streets | Total |\n| Green | 1 | 0 | 1 |\n| Red | 1 | 0 | 1 |"
    )
    result = of(tmp_path, ("Plan", f"{HEAD}{ROWS}\n~\n{counts}"))
    assert len(result.rows[ACTIONS.name]) == 2
    assert {why for _, why in left(result)} == {"it counts, and is no plan"}
    assert result.doubts == ()
    notes = "| Total | 2 |\n~\n| Notes |\n| Spending was confirmed by the finance team in May. |"
    result = of(tmp_path, ("Plan", f"{HEAD}{ROWS}\n{notes}"))
    assert len(result.rows[ACTIONS.name]) == 2
    assert left(result) == [
        ("Total", "a row of sums"),
        ("2", "a row of sums"),
        ("Notes", "it stands below the table"),
        ("Spending was confirmed by the finance team in May.", "it stands below the table"),
    ]


@pytest.mark.parametrize("between", ["| |", "|"])
def test_a_list_beside_a_list_of_statuses_is_no_key(between: str, tmp_path: Path) -> None:
    """What stands beside explains only where its heading says so."""
    lists = (
        f"| Status {between} Category |\n| Red {between} Training |\n| Amber {between} Policy |\n"
        f"| Green {between} Technical |"
    )
    result = of(tmp_path, ("Plan", HEAD + ROWS), ("Lists", lists))
    assert cells(result, STATUS_KEY.name, "meaning") == [("",), ("",), ("",)]
    assert ("Training", "it was not recognised as part of a plan") in left(result)
    explained = lists.replace("Category", "Meaning").replace("| |", "|")
    key = of(tmp_path, ("Plan", HEAD + ROWS), ("Lists", explained))
    assert ("Red", "Training") in cells(key, STATUS_KEY.name, "word", "meaning")


@pytest.mark.parametrize(
    ("line", "meanings"),
    [
        (
            "RAG: Red – off track, no plan; Amber – off track, plan in place; Green – on track",
            ["off track, no plan", "off track, plan in place", "on track"],
        ),
        ("Key: R = late, A = may be late, G = on time", ["late", "may be late", "on time"]),
        (
            "Red: past its date. Amber: behind, but can be put right. Green: on course.",
            ["past its date", "behind, but can be put right", "on course"],
        ),
        ("Red – late | Amber – may be late | Green – fine, or done", None),
    ],
)
def test_a_line_that_is_a_key_keeps_every_word(
    line: str, meanings: list[str] | None, tmp_path: Path
) -> None:
    """A comma within a meaning ends no entry."""
    result = of(tmp_path, ("Plan", f"{HEAD}{ROWS}\n| |\n| {line.replace('|', ';')} |"))
    told = [meaning for _, meaning in cells(result, STATUS_KEY.name, "word", "meaning")]
    assert told == (meanings or ["late", "may be late", "fine, or done"])


def test_what_stands_beside_the_entries_of_a_key_is_named(tmp_path: Path) -> None:
    """It explains no status; the word Key introduces them."""
    line = "| Key | Red – late | Green – on time | see the intranet |"
    result = of(tmp_path, ("Plan", f"{HEAD}{ROWS}\n| |\n{line}"))
    assert [words for words, _ in left(result)] == ["see the intranet"]


@pytest.mark.parametrize(
    ("beside", "objectives"),
    [("| | 55% |", [("Safer quays",)]), ("| Dock Lane | 55% |", [])],
)
def test_a_row_that_sums_up_those_below_it_is_their_objective(
    beside: str, objectives: list[tuple[str]], tmp_path: Path
) -> None:
    """What it sums up is named; with an officer of its own it is an action with steps."""
    rows = f"| 1 | Safer quays {beside}\n| 1.1 | Light the quay | Jo Quay | 40% |"
    result = of(tmp_path, ("Plan", f"| WBS | Activity | Lead | % complete |\n{rows}"))
    assert len(result.rows[ACTIONS.name]) == 2 - len(objectives)
    titles = cells(result, OBJECTIVES.name, "title")
    assert [title for title in titles if title != ("Actions",)] == objectives
    why = "its row sums up the rows below it"
    assert left(result) == ([("55%", why)] if objectives else [])


def test_a_row_with_days_and_a_status_and_no_officer_sums_up_too(tmp_path: Path) -> None:
    """As project plans are exported: the rows below have officers."""
    rows = (
        "| 1 | Safer quays | | 1 May 2027 | Green |\n"
        "| 1.1 | Light the quay | Jo Quay | 1 May 2027 | Green |"
    )
    result = of(tmp_path, ("Plan", f"| WBS | Task name | Owner | Finish | RAG |\n{rows}"))
    assert cells(result, OBJECTIVES.name, "title") == [("Safer quays",)]
    assert [words for words, _ in left(result)] == ["1 May 2027", "Green"]


def test_letters_of_a_key_without_signs_between_count_by_their_meaning(tmp_path: Path) -> None:
    """“C = complete” says what C counts as; C stands for no colour."""
    line = "| R = off track   A = at risk   G = on track   C = complete |"
    result = of(tmp_path, ("Plan", f"{HEAD}{ROWS.replace('Green', 'C')}\n| |\n{line}"))
    told = cells(result, STATUS_KEY.name, "word", "counts_as", "meaning")
    assert ("C", "complete", "complete") in told
    assert ("Green", "on track", "on track") in told


def test_a_month_with_its_year_is_of_its_quarter(tmp_path: Path) -> None:
    """What was said in March is of the last quarter of the year."""
    head = "| Action | Owner | Status March 2026 | Status June 2026 |"
    drawn = f"{head}\n| Sow the verge | Parks | Red | Green |"
    result = of(tmp_path, ("Plan", drawn), given={"Quarter": "Q2 2026/27"})
    assert cells(result, HISTORY.name, "quarter", "status") == [("Q4 2025/26", "Red")]


def test_a_column_of_sentences_may_be_progress_and_is_named(tmp_path: Path) -> None:
    """It is kept beside; the user says whether it is that."""
    row = "| Light the quay | Jo Quay | The ferry company has agreed, and lamps are ordered. |"
    result = of(tmp_path, ("Plan", f"| Action | Lead | Assurance |\n{row}"))
    told = " ".join(map(str, result.notes))
    assert "No column was taken as Progress, though “Assurance” may be that." in told


@pytest.mark.parametrize("heading", ["Implemented?", "Complete (Y/N)"])
def test_yes_to_whether_it_is_done_is_complete_and_no_is_asked(
    heading: str, tmp_path: Path
) -> None:
    """Elsewhere “Yes” is no status that is known."""
    head = HEAD.replace("RAG", heading)
    rows = ROWS.replace("Green", "Yes").replace("Red", "No")
    added = cells(of(tmp_path, ("P", head + rows)), STATUS_KEY.name, "word", "counts_as")
    assert ("Yes", "complete") in added
    assert ("No", "") in added
    plain = of(tmp_path, ("P", HEAD + rows))
    assert ("Yes", "") in cells(plain, STATUS_KEY.name, "word", "counts_as")


@pytest.mark.parametrize("typed", ["Closed - not accepted", "Complete (withdrawn)"])
def test_what_takes_a_status_back_stays_with_it(typed: str, tmp_path: Path) -> None:
    """It is no “Closed” and no “Complete” then: what it counts as is to be chosen."""
    result = of(tmp_path, ("Plan", HEAD + ROWS.replace("Green", typed)))
    assert result.rows[ACTIONS.name][0]["status"] == typed
    assert (typed, "") in cells(result, STATUS_KEY.name, "word", "counts_as")


def test_a_line_beside_those_of_a_key_explains_a_status_too(tmp_path: Path) -> None:
    """“W” is no status that is known elsewhere."""
    key = "| G – on track |\n| R – late |\n| W – not due to start yet |"
    result = of(tmp_path, ("Plan", f"{HEAD}{ROWS}\n| |\n{key}"))
    assert ("W", "not due to start yet") in cells(result, STATUS_KEY.name, "word", "meaning")


def test_the_deadline_of_an_action_counts_before_that_of_its_next_milestone(
    tmp_path: Path,
) -> None:
    """The other is kept beside it."""
    head = "| Recommendation | Lead | Next milestone | Milestone date | Board deadline |\n"
    row = "| Sow the verge | Parks | Order seed | 1 May 2027 | 1 July 2027 |"
    result = of(tmp_path, ("Plan", head + row))
    assert went(result)["Board deadline"] == "Timescale"
    assert went(result)["Milestone date"] == BESIDE


def test_the_names_of_an_export_are_its_actions(tmp_path: Path) -> None:
    """Where two columns say that these are tasks: people have an address, and no due date."""
    tasks = "| Name | Assignee | Due date |\n| Sow the verge | Parks | 1 May 2027 |"
    assert went(of(tmp_path, ("Tasks", tasks)))["Name"] == "Action"
    people = "| Name | Role | Status |\n| Jo Quay | Ranger at the gate | Active |"
    with pytest.raises(Unreadable):
        of(tmp_path, ("People", people))


def test_the_usual_key_is_put_in_only_where_its_words_are_used(tmp_path: Path) -> None:
    """Without the usual meanings, which are another council's; it is said that they are blank."""
    other = of(tmp_path, ("P", HEAD + ROWS.replace("Green", "Complete").replace("Red", "Delayed")))
    assert cells(other, STATUS_KEY.name, "word") == [("Delayed",), ("Complete",)]
    mixed = of(tmp_path, ("P", HEAD + ROWS.replace("Green", "Complete")))
    words = {word for (word,) in cells(mixed, STATUS_KEY.name, "word")}
    assert words == {"Red", "Amber", "Green", "Complete"}
    assert not any(meaning for (meaning,) in cells(mixed, STATUS_KEY.name, "meaning"))
    assert "does not say what its statuses mean" in " ".join(map(str, mixed.notes))
    assert "does not say what its statuses mean" not in " ".join(map(str, other.notes))


def test_a_status_that_nobody_knows_counts_by_the_fill_of_its_cells(tmp_path: Path) -> None:
    """“Stuck” is red wherever it stands; a fill that all rows have says nothing."""
    book = Workbook()
    for row in (
        ("Ref", "Action", "Lead", "Status"),
        ("1.1", "Fit lamps", "Parks", "Stuck"),
        ("1.2", "Mend gates", "Parks", "Moving"),
    ):
        book.active.append(row)
    for names in (("FF0000", "92D050"), ("DDEBF7", "DDEBF7")):
        for number, fill in enumerate(names, 2):
            book.active.cell(number, 4).fill = PatternFill("solid", fgColor=fill)
        path = tmp_path / f"{names[0]}.xlsx"
        book.save(path)
        told = cells(imported([path], {}, {}), STATUS_KEY.name, "word", "colour", "counts_as")
        one_each = names[0] != names[1]
        assert (("Stuck", "Red", "off track") in told) is one_each
        assert (("Moving", "Green", "on track") in told) is one_each


def test_a_list_of_people_is_no_plan(tmp_path: Path) -> None:
    """A job and a team may be an action and an officer only where more speaks for it."""
    people = "| Name | Job | Team |\n| Ann Day | Head of quays and lanes | Harbour team |"
    result = of(tmp_path, ("Plan", HEAD + ROWS), ("People", people))
    assert len(result.rows[ACTIONS.name]) == 2
    assert result.unlike == ()


def test_every_status_is_in_the_key_and_what_nobody_knows_is_asked(tmp_path: Path) -> None:
    """“Blocked” counts as off track; what “Open” counts as is to be chosen."""
    rows = ROWS.replace("Green", "Open").replace("Red", "Blocked")
    result = of(tmp_path, ("Plan", HEAD + rows))
    added = cells(result, STATUS_KEY.name, "word", "counts_as")[-2:]
    assert set(added) == {("Open", ""), ("Blocked", "off track")}
    assert (
        "“Open” was put into the sheet Status key: choose there what it counts as." in result.notes
    )


def test_titles_over_the_tables_of_several_sheets_are_their_objectives(tmp_path: Path) -> None:
    """Not the sheets' short names; a sheet to read first is the introduction and acronyms."""
    plan = f"{HEAD}{ROWS}"
    read_me = (
        "| This workbook is kept by the policy team, which sends it round each month. |\n"
        "| ASB | Anti-social behaviour |\n| CSP | Community Safety Partnership |\n"
        "| VAWG | Violence against women and girls |"
    )
    sheets = (("ASB", f"| Nuisance in town |\n{plan}"), ("DA", f"| Abuse at home |\n{plan}"))
    result = of(tmp_path, ("Read me", read_me), *sheets)
    assert cells(result, OBJECTIVES.name, "title") == [("Nuisance in town",), ("Abuse at home",)]
    assert len(result.rows[ACRONYMS.name]) == 3
    assert left(result) == []


def word(folder: Path, headings: list[tuple[str, int]], rows: list[list[str]]) -> ImportResult:
    """The import of a Word file with these headings over a table, of which a row may be merged."""
    document = docx.Document()
    for words, level in headings:
        document.add_heading(words, level)
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        if len(row) == 1:
            table.cell(number, 0).merge(table.cell(number, len(rows[0]) - 1)).text = row[0]
        else:
            for column, words in enumerate(row):
                table.cell(number, column).text = words
    document.save(str(folder / "plan.docx"))
    return imported([folder / "plan.docx"], {}, {})


TABLE = [
    ["No", "Action", "Lead", "By when", "RAG", "Impact so far"],
    ["Success criteria: fewer than 20 reports a month."],
    ["1.1", "Light the path", "Streets", "May 2027", "Green", "Fewer reports."],
]


def test_what_an_objective_is_to_achieve_is_its_point(tmp_path: Path) -> None:
    """A heading inside it that says nothing of its own is named, and never counted as one."""
    headings = [("Safer Town Plan", 0), ("Priority 1: Streets", 1), ("Context", 2)]
    result = word(tmp_path, headings, TABLE)
    assert cells(result, OBJECTIVES.name, "title", "points") == [
        ("Streets", "Success criteria: fewer than 20 reports a month.")
    ]
    assert left(result) == [("Context", "it is a heading inside an objective")]


def test_what_heads_another_part_of_minutes_is_no_objective(tmp_path: Path) -> None:
    """“Actions” ends what “2. Treasurer’s report” heads."""
    headings = [("Hall Committee", 0), ("2. Treasurer’s report", 1), ("Actions", 1)]
    result = word(tmp_path, headings, [TABLE[0], TABLE[2]])
    assert cells(result, OBJECTIVES.name, "title") == [("Hall Committee",)]
    assert [words for words, _ in left(result)] == ["2. Treasurer’s report"]


def test_refs_are_known_by_their_contents_beside_sections_too(tmp_path: Path) -> None:
    """Where an “Area” is no objective because rows name sections."""
    rows: list[list[object]] = [["WP", "Area", "Action", "Lead", "RAG"]]
    for name in ("Crime", "Roads"):
        rows.append([name])
        rows += [[f"{name[0]}{n}", "Town", f"Mend {name} {n}", "Depot", "Red"] for n in (1, 2)]
    result = merged(tmp_path, rows, "A2:E2", "A5:E5")
    assert cells(result, ACTIONS.name, "ref") == [("C1",), ("C2",), ("R1",), ("R2",)]
    assert cells(result, OBJECTIVES.name, "title") == [("Crime",), ("Roads",)]


def test_what_was_found_before_an_action_is_not_its_progress(tmp_path: Path) -> None:
    """Left of the action it is a finding; “Position at October” right of it is the progress."""
    head = (
        "| No. | What happened / Observation | Recommendation | Who | Tracking / Position at May |"
    )
    row = "| 1 | The phones failed | Buy radios | Depot | Radios ordered. |"
    result = of(tmp_path, ("Debrief", f"{head}\n{row}"))
    assert went(result)["What happened / Observation"] == BESIDE
    assert went(result)["Tracking / Position at May"] == "Progress"


def test_notes_below_a_table_do_not_sway_what_its_columns_are(tmp_path: Path) -> None:
    """“Item” with numbers is the ref, whatever is written under it; scores are no outcome."""
    head = "| Item | Hazard | Impact | Remedial action | Who | Due |"
    rows = "\n".join(
        f"| {n} | Wet floor {n} | {n} | Fit mat {n} | Depot | May 2027 |" for n in "1234"
    )
    note = "| H is within one week, M within one month, L within three months |"
    result = of(tmp_path, ("Plan", f"{head}\n{rows}\n~\n{note}"))
    assert went(result) == {
        "Item": "Ref",
        "Hazard": BESIDE,
        "Impact": BESIDE,
        "Remedial action": "Action",
        "Who": "Accountable Officer",
        "Due": "Timescale",
    }


def test_a_cover_and_a_body_over_the_title_are_the_front(tmp_path: Path) -> None:
    """The college is the Organisation, and its register the title; our Start here is no cover."""
    cover = "| Fen College |\n| Corporate Risk Register 2026/27 |"
    result = of(tmp_path, ("Cover", cover), ("Plan", HEAD + ROWS))
    settings = dict(cells(result, REPORT.name, "setting", "value"))
    assert settings["Organisation"] == "Fen College"
    assert settings["Title"] == "Corporate Risk Register"
    ours = of(tmp_path, ("Start here", cover), ("Plan", HEAD + ROWS))
    assert dict(cells(ours, REPORT.name, "setting", "value"))["Title"] == ""


def test_one_heading_over_several_tables_is_the_title(tmp_path: Path) -> None:
    """It stands before each of them, and names no objective."""
    document = docx.Document()
    document.add_heading("Fen School Improvement Plan", 1)
    for name in ("Reading", "Sums"):
        table = document.add_table(3, 4)
        table.cell(0, 0).merge(table.cell(0, 3)).text = f"Priority: {name}"
        for column, words in enumerate(("Action", "Lead", "When", "RAG")):
            table.cell(1, column).text = words
        for column, words in enumerate((f"Teach {name} daily", "Head", "May 2027", "Green")):
            table.cell(2, column).text = words
        document.add_paragraph("")
    document.save(str(tmp_path / "plan.docx"))
    result = imported([tmp_path / "plan.docx"], {}, {})
    assert dict(cells(result, REPORT.name, "setting", "value"))["Title"].startswith("Fen School")
    assert cells(result, OBJECTIVES.name, "title") == [
        ("Priority: Reading",),
        ("Priority: Sums",),
    ]


def test_a_kind_of_work_is_no_action_beside_what_is_to_be_done(tmp_path: Path) -> None:
    """Two words over and over are a kind; how a revisit ended is no outcome."""
    head = (
        "| Legal requirement / recommendation | Work needed to comply | Who | Due |"
        " Outcome of revisit |"
    )
    rows = "\n".join(
        f"| {kind} | Clean the oven in kitchen {n} | Chef | May 2027 | Clean |"
        for n, kind in enumerate(("Requirement", "Advice") * 3)
    )
    result = of(tmp_path, ("Visits", f"{head}\n{rows}"))
    assert went(result)["Work needed to comply"] == "Action"
    assert went(result)["Outcome of revisit"] == BESIDE


def test_rows_that_name_sections_count_more_than_an_area(tmp_path: Path) -> None:
    """And a number that is merged down over several actions is no ref of theirs."""
    rows: list[list[object]] = [["Rec no.", "Area", "Action", "Lead Member", "Lead officer", "RAG"]]
    for name in ("Crime", "Roads"):
        rows.append([name])
        rows += [
            [
                1 if n == 1 else None,
                f"{street} Lane",
                f"Mend {name} {n}",
                "Cllr Roe",
                "Depot",
                "Red",
            ]
            for n, street in enumerate(("Mill", "Park"), start=1)
        ]
    result = merged(tmp_path, rows, "A2:F2", "A3:A4", "A5:F5", "A6:A7")
    assert cells(result, OBJECTIVES.name, "title") == [("Crime",), ("Roads",)]
    assert cells(result, ACTIONS.name, "ref") == [("1.1",), ("1.2",), ("2.1",), ("2.2",)]
    assert went(result)["Lead officer"] == "Accountable Officer"
    assert not any("stood more than once" in note for note in result.notes)


def test_a_document_inside_a_word_file_is_named(tmp_path: Path) -> None:
    """Whatever shows it on the page."""
    result = word_plan(tmp_path, "Jones", "Jones", **{"embeddings/oleObject1.bin": "words"})
    assert ("A document", "it is a file of its own") in {
        (cell.words, cell.why) for cell in result.left_out
    }


@pytest.mark.parametrize(
    ("line", "quarter"),
    [
        ("Quarter 2 update (July to September 2026)", "Q2 2026/27"),
        ("Oct – Dec 2026", "Q3 2026/27"),
        ("January to March 2027", "Q4 2026/27"),
        ("Position as at 30 September 2026", "Q2 2026/27"),
        ("Position at end of Quarter 2 (30.9.26)", "Q2 2026/27"),
        ("Strategy, October 2025 to September 2028", None),
        ("Update of 12 September 2026", None),
        ("April 2026 to March 2027", None),
        ("Quarter 3 (30.9.26)", None),
        ("Committee, 9 December 2026", None),
    ],
)
def test_a_quarter_is_known_by_its_months_too(line: str, quarter: str | None) -> None:
    """Where they are a quarter's three, or its last; any other day says nothing."""
    found = quarter_within(line)
    assert (str(found) if found else None) == quarter


def test_a_key_of_colours_explains_the_words_that_actions_have(tmp_path: Path) -> None:
    """“Red = Stuck”: Stuck is the status. Above it stand the quarter and an introduction."""
    document = docx.Document()
    document.add_heading("Safer Lanes – Action Plan 2026/27", 0)
    document.add_heading("Quarter 2 update (July to September 2026)", 1)
    why = "The district council and its partners have to work together under the Act of 1998, and"
    document.add_paragraph(f"{why} this paper says how they did so.")
    document.add_paragraph("Key: Green = Moving; Red = Stuck.")
    document.add_heading("Priority 1 – Streets", 1)
    table = document.add_table(0, 4)
    for words in (
        ("Ref", "What we will do", "Lead", "RAG"),
        ("1.1", "Fit lamps in the lane", "Parks", "Stuck"),
        ("1.2", "Mend the gate", "Parks", "Moving"),
    ):
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = word
    path = tmp_path / "plan.docx"
    document.save(str(path))
    result = imported([path], {}, {})
    assert cells(result, STATUS_KEY.name, "word", "colour", "counts_as") == [
        ("Stuck", "Red", "off track"),
        ("Moving", "Green", "on track"),
    ]
    settings = dict(cells(result, REPORT.name, "setting", "value"))
    assert settings["Quarter"] == "Q2 2026/27"
    assert settings["Introduction"].startswith("The district council")
    assert cells(result, OBJECTIVES.name, "title") == [("Streets",)]


def test_signs_behind_a_status_are_told(tmp_path: Path) -> None:
    """An arrow or a doubt is no part of the key's word; signs alone are statuses of their own."""
    rows = ROWS.replace("Green", "Green ↓").replace("Red", "Red?")
    result = of(tmp_path, ("Plan", HEAD + rows))
    [told] = [str(note) for note in result.notes if "Signs behind statuses" in str(note)]
    assert "“Green ↓”" in told
    assert "“Red?”" in told
    alone = of(tmp_path, ("Plan", HEAD + ROWS.replace("Green", "✔").replace("Red", "✘")))
    assert {word for (word,) in cells(alone, STATUS_KEY.name, "word")} >= {"✔", "✘"}
