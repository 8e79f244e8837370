"""A return is compared with what was sent cell by cell: what somebody typed anywhere is named."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA
from openpyxl.chart import BarChart, Reference
from test_elsewhere import ACTIONS, PAST, Edit, edited
from test_merge import JONES, PATEL, Round, codes, typed

from reportgen.app import returns as app_returns
from reportgen.app.split import split_reading
from reportgen.office.package import Package, pack
from reportgen.returns.split import officers_forms
from reportgen.returns.tally import State
from reportgen.workbook.write.workbook import workbook


def elsewhere(sent: Round, path: Path) -> list[tuple[str, str]]:
    """Place and quoted words of everything that is named as standing where nothing is taken."""
    return [
        (str(p.where).partition(", ")[2], p.what.partition(" st")[0].partition(" is ")[0])
        for p in sent.merged(path).problems
        if p.code == "return-words-elsewhere"
    ]


def test_a_form_knows_what_it_writes() -> None:
    """Every cell of a written form, by sheet and place."""
    reading = app_returns.read_return(DATA / "asb-2016-17-q3.xlsx", shown="").reading
    form = officers_forms(reading, due="Friday 13 January 2017", made_on=dt.date(2026, 11, 26))[0]
    book = openpyxl.load_workbook(io.BytesIO(workbook(form.form)))
    assert form.form.cells() == {
        sheet.title: {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value
        }
        for sheet in book
    }


def a_status_beside_the_key(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """A word of the key stands where none was."""
    book["Start here"]["D13"] = "Green"


def the_head_of_start_here(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """The second line, which says whose actions they are."""
    book["Start here"]["A2"] = "I have left; ask Jo"


def a_status_on_a_copy(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """The sheet was copied, and another status typed there."""
    book.copy_worksheet(book["Actions"]).cell(2, columns["Status"], "Red")


def a_named_empty_sheet(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """Its name is what it says."""
    book.create_sheet("All green but 1.2")


def a_chart(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """Its title says something."""
    chart = BarChart()
    chart.title = "Lamps doubled"
    chart.add_data(Reference(book["Actions"], min_col=1, min_row=1, max_row=2))
    book["Actions"].add_chart(chart, "T2")


def a_property(book: openpyxl.Workbook, _: dict[str, int]) -> None:
    """The file's own comments."""
    book.properties.description = "1.1 was agreed by Cabinet"


def a_link(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """The cell says less than what it links to."""
    cell = book["Actions"].cell(2, columns["Progress"], "see the minutes of May")
    cell.hyperlink = "https://council.example/minutes-22-march"


def a_link_that_is_shown(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
    """Excel makes a link of every address that is typed."""
    cell = book["Actions"].cell(2, columns["Progress"], "Ask jo@council.example")
    cell.hyperlink = "mailto:jo@council.example"


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (a_status_beside_the_key, [("Start here!D13", "“Green”")]),
        (the_head_of_start_here, [("Start here!A2", "“I have left; ask Jo”")]),
        (a_status_on_a_copy, [("Actions Copy!J2", "“Red”")]),
        (a_named_empty_sheet, [("All green but 1.2", "“All green but 1.2”")]),
        (a_chart, [("Actions", "“Lamps doubled”")]),
        (a_property, [("", "“1.1 was agreed by Cabinet”")]),
        (a_link, [("Actions!K2", "“https://council.example/minutes-22-march”")]),
        (a_link_that_is_shown, []),
    ],
)
def test_what_was_not_sent_is_named(
    edit: Edit, named: list[tuple[str, str]], tmp_path: Path
) -> None:
    """Words count as ours once for each cell in which they were sent, and nowhere else."""
    sent = Round(tmp_path, ACTIONS, history=PAST)
    assert elsewhere(sent, edited(sent, edit)) == named


def test_a_form_that_was_sent_with_a_day_has_nothing_to_tell(tmp_path: Path) -> None:
    """The day of return and whoever is to be asked may have been changed since."""
    sent = Round(tmp_path, ACTIONS)
    sent.sent = split_reading(
        sent.reading(), due=dt.date(2017, 1, 13), made_on=dt.date(2026, 11, 23)
    ).files
    assert sent.merged(edited(sent, lambda *_: None)).problems == ()


def test_what_stands_in_a_refused_return_is_named_too(tmp_path: Path) -> None:
    """Columns sorted apart: new rows, words on other sheets and beside the table."""
    sent = Round(tmp_path, ACTIONS, history=PAST)

    def spoil(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        sheet = book["Actions"]
        for column in (1, 2, 3):
            first, second = sheet.cell(2, column), sheet.cell(3, column)
            first.value, second.value = second.value, first.value
        sheet.cell(4, 1, "7.1")
        sheet.cell(4, columns["Progress"], "A new order was made")
        book["Start here"]["A30"] = "Away until May"

    merged = sent.merged(edited(sent, spoil))
    told = " ".join(problem.what for problem in merged.problems)
    assert "A new order was made" in told
    assert "Away until May" in told
    assert merged.tally[0].state is State.UNREAD


def test_who_typed_elsewhere_has_not_returned_a_blank_form(tmp_path: Path) -> None:
    """Nothing could be taken, and something was sent."""
    sent = Round(tmp_path, ACTIONS)
    path = sent.back(PATEL, {})
    book = openpyxl.load_workbook(path)
    book["Start here"]["A30"] = "1.1: Green"
    book.save(path)
    assert [line.state for line in sent.merged(path).tally] == [State.UNREAD, State.NOT_RETURNED]
    blank = sent.merged(sent.back(PATEL, {}))
    assert [line.state for line in blank.tally] == [State.BLANK, State.NOT_RETURNED]


def test_an_old_form_without_its_properties_is_known_by_its_grey_columns(tmp_path: Path) -> None:
    """It shows the words of the quarter before last."""
    sent = Round(tmp_path, ACTIONS, history=PAST)
    path = edited(sent, lambda *_: None)
    book = openpyxl.load_workbook(path)
    del book["Report"]
    book.custom_doc_props.props.clear()
    columns = {cell.value: cell.column for cell in book["Actions"][1]}
    book.save(path)
    assert sent.merged(path).answered == 2
    for row in (2, 3):
        book["Actions"].cell(row, columns["Last quarter: progress"], "Words of spring")
    book.save(path)
    merged = sent.merged(path)
    assert codes(merged)[0] == ("return-other-quarter", PATEL)
    assert merged.updates == {}


def test_a_shared_action_is_the_answer_of_the_officer_in_the_file_s_name(tmp_path: Path) -> None:
    """An unmarked return of one action of two officers is not that of both."""
    actions = (
        "| Ref | Objective | Action | Officer |\n"
        "| 1.1 | 1 | Lights | R Patel; A Jones |\n| 1.2 | 1 | Doors | R Patel |"
    )
    sent = Round(tmp_path, actions)
    path = sent.back(JONES, {"1.1": {"Status": "Green"}}, name="a jones.xlsx")
    book = openpyxl.load_workbook(path)
    book.custom_doc_props.props.clear()
    book.save(path)
    states = {line.officer: line.state for line in sent.merged(path).tally}
    assert states == {"R Patel": State.NOT_RETURNED, "A Jones": State.ANSWERED}


def test_an_answer_below_the_last_row_may_mean_that_a_column_was_moved(tmp_path: Path) -> None:
    """Then every answer above stands beside the wrong action."""
    sent = Round(tmp_path, ACTIONS)
    path = sent.back(PATEL, {"1.1": {"Status": "Green"}})
    typed(path, {"+": {"Progress": "Gates hang"}})
    problem = sent.merged(path).problems[0]
    assert (problem.code, "moved down by a row" in problem.fix) == ("return-ref-unknown", True)


def test_our_own_lines_are_nobody_s_words_where_plan_and_rows_changed(tmp_path: Path) -> None:
    """“The 2 actions of R Patel” stays ours when a row was added and the plan was changed since."""
    sent = Round(tmp_path)
    path = sent.back(PATEL, {"1.1": {"Status": "Green"}, "+": {"Progress": "More"}})
    typed(sent.master, {"2.2": {"Action": "Signposts"}})
    assert "return-older-plan" in [code for code, _ in codes(sent.merged(path))]
    assert not any("Start here" in place for place, _ in elsewhere(sent, path))


def test_what_a_diagram_says_is_named(tmp_path: Path) -> None:
    """As Excel keeps SmartArt: a part of its own, related to the drawing."""
    sent = Round(tmp_path, ACTIONS)
    path = edited(sent, a_chart)
    package = Package(path.read_bytes())
    parts = {name: package.read(name) for name in package.names}
    relations = "xl/drawings/_rels/drawing1.xml.rels"
    parts[relations] = parts[relations].replace(
        b"relationships/chart", b"relationships/diagramData"
    )
    path.write_bytes(pack(parts))
    assert elsewhere(sent, path) == [("Actions", "“Lamps doubled”")]
