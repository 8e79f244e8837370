"""How what officers type becomes a status of the key."""

from pathlib import Path

import openpyxl
import pytest
from conftest import Sketch, places, sketch
from openpyxl.styles import PatternFill

from reportgen.model.colours import TO_FILL_IN
from reportgen.workbook.read.assemble import read

ONE = """
    | Ref | Objective | Action | Accountable Officer | Status |
    | 1.1 | 1         | Lights | R Patel             | {}     |
    | 1.2 | 2         | Locks  | R Patel             | Green  |
"""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Amber", "Amber"),
        (" amber ", "Amber"),
        ("AMBER", "Amber"),
        ("am ber", "Amber"),
        ("a", "Amber"),
        ("R", "Red"),
    ],
)
def test_case_and_spaces_do_not_matter_and_one_letter_is_enough(
    drawn: Sketch, typed: str, meant: str
) -> None:
    """“ amber ” and “A” are both Amber."""
    status = read(drawn(ONE.format(typed))).plan.actions[0].update.status
    assert status
    assert status.word == meant


def test_a_first_letter_is_noted(drawn: Sketch) -> None:
    """“G” is read as Green, and said to be."""
    assert ("status-shortened", "Actions!E2") in places(drawn(ONE.format("G")))


def test_a_near_miss_is_suggested_and_never_guessed(drawn: Sketch) -> None:
    """“Ambr” is an error that names Amber, and the action has no status."""
    reading = read(drawn(ONE.format("Ambr")))
    [problem] = [p for p in reading.problems if p.code == "status-unknown"]
    assert (str(problem.where), problem.what) == ("Actions!E2", "“Ambr” is not in the status key.")
    assert problem.fix == "Did you mean Amber?"
    assert reading.plan.actions[0].update.status is None
    assert reading.plan.actions[0].update.typed == "Ambr"
    assert not reading.sound


def test_a_letter_that_fits_two_statuses_is_an_error(drawn: Sketch) -> None:
    """Where the key has Green and Grey, “G” could be either."""
    key = """
        | Status | Colour | Counts as | Meaning |
        | Red    | red    | off track |         |
        | Green  | green  | on track  |         |
        | Grey   | grey   | not due   |         |
    """
    reading = read(drawn(ONE.format("G"), status_key=key))
    assert "“G” could be Green or Grey." in [p.what for p in reading.problems]


def test_part_of_a_word_is_not_the_word(drawn: Sketch) -> None:
    """“Redo” and “Gr” are not statuses: only whole words and single letters are."""
    assert ("status-unknown", "Actions!E2") in places(drawn(ONE.format("Redo")))
    assert ("status-unknown", "Actions!E2") in places(drawn(ONE.format("Gr")))


def test_colour_without_a_word_is_an_error_at_its_cell(tmp_path: Path) -> None:
    """A status shown by fill alone asks for the word, and names the colour."""
    path = sketch(tmp_path / "plan.xlsx", ONE.format(""))
    book = openpyxl.load_workbook(path)
    book["Actions"]["E2"].fill = PatternFill("solid", fgColor="FFC000")
    book.save(path)
    [problem] = [p for p in read(path).problems if p.code == "status-colour-only"]
    assert str(problem.where) == "Actions!E2"
    assert "amber" in problem.what
    assert ("status-blank", "Actions!E2") not in places(path)


def test_the_yellow_of_our_own_forms_is_no_status(tmp_path: Path) -> None:
    """Nor a blank that was typed into such a cell."""
    path = sketch(tmp_path / "plan.xlsx", ONE.format(""))
    book = openpyxl.load_workbook(path)
    book["Actions"]["E2"] = " "
    book["Actions"]["E2"].fill = PatternFill("solid", fgColor=TO_FILL_IN)
    book.save(path)
    assert places(path, "status-colour-only", "status-blank") == [("status-blank", "Actions!E2")]


def test_a_banded_row_is_not_a_status(tmp_path: Path) -> None:
    """Where the whole row is shaded, a shaded blank status is only blank."""
    path = sketch(tmp_path / "plan.xlsx", ONE.format(""))
    book = openpyxl.load_workbook(path)
    for cell in book["Actions"][2]:
        cell.fill = PatternFill("solid", fgColor="DDDDDD")
    book.save(path)
    assert places(path, "status-colour-only", "status-blank") == [("status-blank", "Actions!E2")]


def test_blank_statuses_are_one_warning_where_nobody_answered(drawn: Sketch) -> None:
    """A plan as it was published does not warn of each of its actions."""
    actions = """
        | Ref | Objective | Action | Accountable Officer | Status |
        | 1.1 | 1         | Lights | R Patel             |        |
        | 2.1 | 2         | Locks  | R Patel             |        |
    """
    assert places(drawn(actions), "status-blank", "status-none") == [
        ("status-none", "Actions column E")
    ]


@pytest.mark.parametrize("typed", ["?", "-", "✓", "Green?"])
def test_signs_are_not_statuses_and_not_blank(drawn: Sketch, typed: str) -> None:
    """What was typed is printed and asked about."""
    path = drawn(ONE.format(typed))
    assert places(path, "status-unknown", "status-blank") == [("status-unknown", "Actions!E2")]
    assert read(path).plan.actions[0].update.typed == typed


def test_complete_is_the_status_whose_meaning_says_so(drawn: Sketch) -> None:
    """“Complete” typed for Blue; where no meaning says so, it is no word of the key."""
    key = (
        "| Status | Colour | Counts as | Meaning |\n| Red | red | off track | Late |\n"
        "| Blue | blue | complete | {} |"
    )
    told = drawn(ONE.format("Completed"), status_key=key.format("The action is complete"))
    status = read(told).plan.actions[0].update.status
    assert status
    assert status.word == "Blue"
    assert ("status-shortened", "Actions!E2") in places(told)
    other = drawn(ONE.format("Completed"), status_key=key.format("Finished"))
    assert ("status-unknown", "Actions!E2") in places(other)


def test_long_words_and_long_keys_are_neither_compared_nor_listed(drawn: Sketch) -> None:
    """A problem is a sentence, however much the key holds."""
    key = "| Status | Colour | Counts as |\n" + "\n".join(
        f"| Status {'x' * 500} {number} | red | off track |" for number in range(30)
    )
    reading = read(drawn(ONE.format(f"Status {'x' * 500} 99"), status_key=key))
    [problem] = [each for each in reading.problems if each.where.row == 2 and "Status" in each.what]
    assert problem.fix == "Type a word of the sheet Status key, or leave it blank."
    assert len(problem.what) < 120
