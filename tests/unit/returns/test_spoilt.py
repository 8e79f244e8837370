"""Answers that cannot be meant as they stand, and words beside the table in files of their own."""

import csv
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from test_elsewhere import ACTIONS, PAST, edited
from test_merge import PATEL, Round

from reportgen.returns.merge import MergeResult


@pytest.fixture
def sent(tmp_path: Path) -> Round:
    """A round with a past, and a revised timescale for 1.2."""
    actions = ACTIONS.replace("| Timescale |", "| Timescale | Revised timescale | Target |")
    actions = actions.replace("Q4 2016/17 |", "Q4 2016/17 | Q1 2017/18 | 290 |", 1)
    return Round(tmp_path, actions, history=PAST)


def told(merged: MergeResult, code: str) -> str:
    """What all problems of this code say."""
    return " ".join(problem.what for problem in merged.problems if problem.code == code)


def test_a_cell_that_is_struck_out_is_not_taken(sent: Round) -> None:
    """It is quoted; of a cell that is struck out in part all words are taken, and told."""

    def strike(book: openpyxl.Workbook, columns: dict[str, int]) -> None:
        sheet = book["Actions"]
        sheet.cell(2, columns["Status"]).font = Font(strike=True)
        struck = TextBlock(InlineFont(strike=True), "Old")
        sheet.cell(3, columns["Progress"]).value = CellRichText(struck, " new")

    merged = sent.merged(edited(sent, strike))
    assert merged.updates == {3: {"status": "Amber", "progress": "Old new"}}
    words = told(merged, "return-struck-out")
    assert "Status of 1.1 is struck out, so it is not taken: “Green”." in words
    assert "Some words of Progress of 1.2 are struck out; it is taken with all" in words
    assert not merged.sound


@pytest.mark.parametrize("typed", ["ask Jane", "-", "n/a", "not yet known"])
def test_words_that_are_no_date_do_not_replace_one(typed: str, sent: Round) -> None:
    """The plan's revised timescale stays, and the words are named."""
    merged = sent.merged(sent.back(PATEL, {"1.2": {"Revised timescale": typed}}))
    assert merged.updates == {}
    assert f"“{typed}” is no date, and is not taken; the plan’s “Q1 2017/18” stays" in told(
        merged, "return-odd-words"
    )


@pytest.mark.parametrize("typed", ["Q2 2017/18", "30 September 2017", "Ongoing"])
def test_another_date_is_taken(typed: str, sent: Round) -> None:
    """That is what the column is for."""
    merged = sent.merged(sent.back(PATEL, {"1.2": {"Revised timescale": typed}}))
    assert merged.updates == {3: {"revised_timescale": typed}}


def test_a_word_of_the_key_under_another_heading_is_not_taken(sent: Round) -> None:
    """It is told, and what else the row says is taken."""
    merged = sent.merged(sent.back(PATEL, {"1.2": {"Status": "Green", "Next steps": "Amber"}}))
    assert merged.updates == {3: {"status": "Green"}}
    assert "“Amber”, a word of the key, and is not taken" in told(
        merged, "return-status-in-progress"
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"Progress": "Green", "Next steps": "Hung in May", "Revised timescale": "Order more"},
        {
            "Last quarter: progress": "Amber",
            "Status": "We hung twelve of the lamps",
            "Progress": "Order more",
        },
    ],
)
def test_answers_that_were_moved_by_a_column_are_not_taken(
    answer: dict[str, str], sent: Round
) -> None:
    """To the right or to the left; all of them are quoted."""
    merged = sent.merged(sent.back(PATEL, {"1.1": answer}))
    assert merged.updates == {}
    words = told(merged, "return-row-shifted")
    assert all(f"“{typed}”" in words for typed in answer.values())


def test_a_target_that_was_changed_is_taken_and_told(sent: Round) -> None:
    """Members would ask who agreed."""
    merged = sent.merged(sent.back(PATEL, {"1.2": {"Target": "300"}}))
    assert merged.updates == {3: {"target": "300"}}
    assert told(merged, "return-target-moved") == (
        "The Target of 1.2 was “290”, and is “300” here."
    )


def test_a_sheet_of_the_officers_own_is_named_whole(sent: Round) -> None:
    """Its refs, days and words of the key too, though the form has the same elsewhere."""

    def own_sheet(book: openpyxl.Workbook, _: dict[str, int]) -> None:
        mine = book.create_sheet("Mine")
        mine.append(["1.2", "Green", "Q1 2017/18"])
        mine.append(["30 September 2017"])

    words = told(sent.merged(edited(sent, own_sheet)), "return-words-elsewhere")
    assert "“1.2”, “Green” and “Q1 2017/18” stand on Mine" in words
    assert "“30 September 2017” stands on Mine" in words


def test_our_own_cells_of_other_sheets_are_compared_too(sent: Round) -> None:
    """Unless the plan's settings were changed since the form was made."""

    def on_report(book: openpyxl.Workbook, _: dict[str, int]) -> None:
        book["Report"]["B2"] = "I was away"

    path = edited(sent, on_report)
    words = told(sent.merged(path), "return-words-elsewhere")
    assert words == "“I was away” stands on Report, so it is not taken."
    book = openpyxl.load_workbook(sent.master)
    book["Report"]["B2"] = "Another title"
    book.save(sent.master)
    assert "I was away" not in told(sent.merged(path), "return-words-elsewhere")


def test_words_beside_the_text_of_a_word_file_are_named(sent: Round) -> None:
    """Its page header, a comment in the margin, a hidden word; and the merge ends with 1."""
    document = answers_in_word(("Ref", "Progress"), ("1.1", "Lit"))
    document.sections[0].header.paragraphs[0].text = "Not agreed"
    document.paragraphs[-1].add_run("Secret.").font.hidden = True
    run = document.add_paragraph().add_run("See the margin")
    document.add_comment(run, "1.2 is Amber", author="Jo")
    path = sent.folder / "update.docx"
    document.save(str(path))
    merged = sent.merged(path)
    assert merged.updates == {2: {"progress": "Lit"}}
    words = told(merged, "return-words-elsewhere")
    assert all(f"“{said}”" in words for said in ("Not agreed", "Secret.", "1.2 is Amber"))
    assert not merged.sound


def answers_in_word(*rows: tuple[str, ...]) -> Document:
    """A Word file with this table, and a paragraph behind it."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    document.add_paragraph()
    return document


def test_a_form_of_labels_that_has_the_ref_alone_is_read(sent: Round) -> None:
    """The plan says which action that is."""
    rows = (("Ref", "1.2"), ("Status", "Amber"), ("Progress", "Cut"), ("Next steps", "Oil them"))
    path = sent.folder / "update.docx"
    answers_in_word(*rows).save(str(path))
    merged = sent.merged(path)
    assert merged.updates == {3: {"status": "Amber", "progress": "Cut", "next_steps": "Oil them"}}
    assert told(merged, "return-words-elsewhere") == ""


def test_a_table_as_text_is_a_return(sent: Round) -> None:
    """Excel saves it so on request; what stands above the table is named."""
    path = sent.folder / "update.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(
            [["My update", "", ""], ["Ref", "Status", "Progress"], ["1.1", "Green", "Lit"]]
        )
    merged = sent.merged(path)
    assert merged.updates == {2: {"status": "Green", "progress": "Lit"}}
    assert "“My update”" in told(merged, "return-words-elsewhere")
