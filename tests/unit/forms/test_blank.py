"""The workbook that `reportgen new` makes."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
from conftest import places

from reportgen.columns import ACTIONS, START_HERE, TABLES
from reportgen.forms.blank import blank
from reportgen.forms.workbook import workbook

DAY = dt.date(2026, 11, 23)


def test_a_blank_workbook_has_every_sheet_and_heading() -> None:
    """Drawn from the same table of columns that reading uses."""
    book = openpyxl.load_workbook(io.BytesIO(blank(made=DAY)))
    assert book.sheetnames == [START_HERE, *(table.name for table in TABLES)]
    for table in TABLES:
        assert [cell.value for cell in book[table.name][1]] == [column.heading for column in table]


def test_a_blank_workbook_says_what_it_lacks(tmp_path: Path) -> None:
    """Title, quarter, objective and actions: no more is wrong with it."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(blank(made=DAY))
    assert places(path) == [
        ("no-actions", "Actions row 1"),
        ("objective-without-actions", "Objectives!A2"),
        ("objective-blank", "Objectives!B2"),
        ("setting-missing", "Report!B4"),
        ("setting-missing", "Report!B8"),
    ]


def test_statuses_are_chosen_from_the_key_and_coloured() -> None:
    """A drop-down of the key's words, below the last action too, and the key's colours on the words."""
    sheet = openpyxl.load_workbook(io.BytesIO(blank(made=DAY)))[ACTIONS.name]
    [choice] = sheet.data_validations.dataValidation
    assert choice.formula1 == "'Status key'!$A$2:$A$4"
    assert "H150" in choice.sqref
    [(area, rules)] = [(str(area.sqref), area.rules) for area in sheet.conditional_formatting]
    assert area.startswith("H2:")
    assert [rule.formula for rule in rules] == [['H2="Red"'], ['H2="Amber"'], ['H2="Green"']]


def test_what_looks_like_a_formula_is_words() -> None:
    """“=SUM(A1)” typed by an officer is never evaluated."""
    rows = {
        "Status key": [],
        "Actions": [{"ref": "1.1", "title": "=1+1", "progress": "+44 1707", "outcome": "@x", "timescale": "-"}],
    }
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows, ["Start"], title="x", made=DAY)))
    row = book["Actions"][2]
    assert [cell.data_type for cell in row if cell.value] == ["s"] * 5
    assert row[2].value == "=1+1"


def test_the_same_contents_on_the_same_day_are_the_same_bytes() -> None:
    """The committed examples can be compared with what the script makes."""
    assert blank(made=DAY) == blank(made=DAY)
