"""What was asked and is right as it is: confirmed with a reason, kept in the workbook."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA

from reportgen.app.build import BuildOptions, build
from reportgen.app.correct import confirmed, correct
from reportgen.app.merge import merge
from reportgen.app.next_quarter import next_quarter
from reportgen.app.read import ReadResult, read
from reportgen.app.split import split
from reportgen.model.edition import Edition, Format
from reportgen.model.problems import Problem

PLAN = DATA / "asb-2016-17-q3.xlsx"
DAY = dt.date(2017, 1, 31)


def question(result: ReadResult) -> Problem:
    """The first question of a workbook."""
    return next(problem for problem in result.problems if problem.is_question)


@pytest.fixture
def answered(tmp_path: Path) -> tuple[Path, Problem]:
    """A copy of the plan in which one question is confirmed, and that question."""
    result = read(PLAN)
    asked = question(result)
    told = confirmed(result.reading, {asked: "The board knows."})
    copy = tmp_path / "copy.xlsx"
    return correct(PLAN, told.words, copy, new_sheets=told.new_sheets), asked


def noted(result: ReadResult) -> list[tuple[str, str]]:
    """What is confirmed, with the reasons."""
    return [(p.what, p.fix) for p in result.problems if p.code == "confirmed"]


def test_a_question_that_is_confirmed_is_a_note_with_its_reason(
    answered: tuple[Path, Problem],
) -> None:
    """At its cell; nothing else is another than before, and no sheet is strange."""
    path, asked = answered
    before, after = read(PLAN).problems, read(path).problems
    assert noted(read(path)) == [(asked.what, "Confirmed: The board knows.")]
    assert [p for p in after if p.code != "confirmed"] == [p for p in before if p != asked]
    sheet = openpyxl.load_workbook(path)["Confirmed"]
    assert [[cell.value for cell in row][2] for row in sheet] == [
        "Why it is right",
        "The board knows.",
    ]


def test_a_second_reason_stands_below_the_first(
    answered: tuple[Path, Problem], tmp_path: Path
) -> None:
    """In the sheet that is there already."""
    result = read(answered[0])
    told = confirmed(result.reading, {question(result): "So agreed."})
    assert not told.new_sheets
    path = correct(answered[0], told.words, tmp_path / "second.xlsx")
    assert [fix for _, fix in noted(read(path))] == [
        "Confirmed: The board knows.",
        "Confirmed: So agreed.",
    ]


@pytest.mark.parametrize(("cell", "words"), [("C2", None), ("B2", "Is it so?"), ("A2", "9.9")])
def test_without_its_words_its_action_or_a_reason_it_is_asked_again(
    answered: tuple[Path, Problem], cell: str, words: str | None
) -> None:
    """What was confirmed was said of these words, and of this action."""
    path, asked = answered
    book = openpyxl.load_workbook(path)
    book["Confirmed"][cell] = words
    book.save(path)
    assert noted(read(path)) == []
    assert asked.what in [problem.what for problem in read(path).problems]


def test_an_error_cannot_be_confirmed(tmp_path: Path) -> None:
    """The paper would be wrong whatever the reason."""
    result = read(DATA / "messy.xlsx")
    error = next(p for p in result.problems if p.severity.value == "error")
    told = confirmed(result.reading, {error: "I like it so."})
    path = correct(DATA / "messy.xlsx", told.words, tmp_path / "m.xlsx", new_sheets=told.new_sheets)
    assert noted(read(path)) == []
    assert not read(path).sound


def test_it_is_kept_by_a_merge_and_asked_anew_in_the_next_quarter(
    answered: tuple[Path, Problem], tmp_path: Path
) -> None:
    """And officers get none of it."""
    path, _ = answered
    mailing = split(path, due=None, made_on=DAY)
    folder = tmp_path / "forms"
    folder.mkdir()
    forms = [each for each in mailing.save(folder) if each.suffix == ".xlsx"]
    assert all("Confirmed" not in openpyxl.load_workbook(form).sheetnames for form in forms)
    merged = merge(path, [forms[0]], tmp_path / "merged.xlsx", made_on=DAY)
    assert len(noted(read(merged.path))) == 1
    rolled = next_quarter(path, tmp_path / "next.xlsx", made_on=DAY)
    assert noted(read(rolled.path)) == []
    assert "Confirmed" not in openpyxl.load_workbook(rolled.path).sheetnames


def test_a_paper_of_a_workbook_with_reasons_comes_back(
    answered: tuple[Path, Problem], tmp_path: Path
) -> None:
    """As Word, in which the reasons are not printed."""
    options = BuildOptions(folder=tmp_path, editions=(Edition(),), formats=(Format.DOCX,))
    [paper] = build(answered[0], options).files
    merged = merge(answered[0], [paper], tmp_path / "merged.xlsx", made_on=DAY)
    assert not merged.merged.problems
    assert noted(read(merged.path)) == noted(read(answered[0]))
