"""The workbook that `reportgen new` makes."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, places
from making import reading as read

from reportgen.model.columns import START_HERE
from reportgen.model.schema import ACTIONS, TABLES, UPDATE_KEYS
from reportgen.model.settings import SETTINGS
from reportgen.workbook.write.copies import blank
from reportgen.workbook.write.form import Form, Rows
from reportgen.workbook.write.workbook import workbook

DAY = dt.date(2026, 11, 23)
MASTERS = [column for column in ACTIONS if not column.shown]

SHEETS = [table for table in TABLES if not table.when_filled]
"""Those that every workbook has."""


def form(rows: dict[str, Rows]) -> Form:
    """A workbook with these rows."""
    return Form(title="x", made_on=DAY, start_here=(("Start",),), rows=rows)


def test_a_blank_workbook_has_every_sheet_and_heading() -> None:
    """Drawn from the same table of columns that reading uses."""
    book = openpyxl.load_workbook(io.BytesIO(blank(made_on=DAY)))
    assert book.sheetnames == [START_HERE, *(table.name for table in SHEETS)]
    for table in SHEETS:
        assert [cell.value for cell in book[table.name][1]] == [
            column.heading for column in table if not column.shown
        ]


def test_a_blank_workbook_says_what_it_lacks(tmp_path: Path) -> None:
    """Title, quarter, objective and actions: no more is wrong with it."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(blank(made_on=DAY))
    assert places(path) == [
        ("no-actions", "Actions row 1"),
        ("objective-without-actions", "Objectives!A2"),
        ("objective-blank", "Objectives!B2"),
        ("setting-missing", "Report!B4"),
        ("setting-missing", "Report!B8"),
    ]


def test_every_officers_cell_says_what_to_type_below_the_last_action_too() -> None:
    """Drop-downs for status and objective, hints for the rest, in rows that are yet to be added."""
    sheet = openpyxl.load_workbook(io.BytesIO(blank(made_on=DAY)))[ACTIONS.name]
    validations = {
        column.key: validation
        for column in ACTIONS
        for validation in sheet.data_validations.dataValidation
        if validation.promptTitle == column.heading
    }
    assert set(validations) == {column.key for column in ACTIONS if not column.shown}
    assert all(
        area.max_row > 150
        for validation in validations.values()
        for area in validation.sqref.ranges
    )
    assert (
        validations["status"].type,
        validations["status"].formula1,
        validations["status"].errorStyle,
    ) == (
        "list",
        "'Status key'!$A$2:$A$4",
        "stop",
    )
    objective = validations["objective"]
    assert (objective.type, objective.formula1, objective.errorStyle) == (
        "list",
        "'Objectives'!$A$2:$A$2",
        "warning",
    )
    assert (validations["progress"].type, validations["progress"].errorStyle) == (
        "textLength",
        "information",
    )


def test_what_excel_shows_beside_a_cell_fits() -> None:
    """A hint has at most 255 letters, and its heading 32 (ECMA-376, 18.3.1.32).

    Excel repairs a workbook that has longer ones.
    """
    for column in (*(column for table in TABLES for column in table), *SETTINGS):
        assert len(column.heading) <= 32
        assert len(column.hint) <= 255


def test_statuses_take_the_keys_colours() -> None:
    """The letters can be read on their colour; a quotation mark in a word does no harm."""
    key = [
        {"word": "Red", "colour": "red"},
        {"word": 'So "so"', "colour": "amber"},
        {"word": "Odd", "colour": "sky"},
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(form({"Status key": key}))))[ACTIONS.name]
    [(area, rules)] = [(str(area.sqref), area.rules) for area in sheet.conditional_formatting]
    assert area.startswith("H2:")
    assert [rule.formula for rule in rules] == [['TRIM($H2)="Red"'], ['TRIM($H2)="So ""so"""']]
    assert [rule.dxf.fill.bgColor.rgb for rule in rules] == ["00A61B1B", "00E8940A"]


def test_the_plans_words_are_locked_and_the_officers_cells_are_open() -> None:
    """Without a password; the empty rows below are open, so that actions can be added."""
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    sheet = book[ACTIONS.name]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    locked = {
        column.key: sheet.cell(5, place).protection.locked
        for place, column in enumerate(MASTERS, start=1)
    }
    assert {key for key, closed in locked.items() if not closed} == set(UPDATE_KEYS)
    assert not any(dimension.protection.locked for dimension in sheet.column_dimensions.values())
    assert book["History"].protection.sheet
    assert not book["Report"].protection.sheet


def test_a_sheet_prints_in_letters_that_can_be_read() -> None:
    """A4 landscape, with the headings on every page.

    The wide sheet is on two pages side by side, parted before the officer's cells.
    """
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    for table in SHEETS:
        sheet = book[table.name]
        assert (
            sheet.page_setup.orientation,
            str(sheet.page_setup.paperSize),
            sheet.print_title_rows,
        ) == ("landscape", "9", "$1:$1")
    sheet = book[ACTIONS.name]
    assert sheet.print_title_cols == "$A:$A"
    assert [page_break.id for page_break in sheet.col_breaks.brk] == [7]
    assert sheet.page_setup.scale >= 80


def test_what_looks_like_a_formula_is_words() -> None:
    """“=SUM(A1)” typed by an officer is never evaluated."""
    rows = [
        {"ref": "1.1", "title": "=1+1", "progress": "+44 1707", "outcome": "@x", "timescale": "-"}
    ]
    book = openpyxl.load_workbook(io.BytesIO(workbook(form({"Actions": rows}))))
    row = book["Actions"][2]
    assert [cell.data_type for cell in row if cell.value] == ["s"] * 5
    assert row[2].value == "=1+1"


@pytest.mark.parametrize(
    "words",
    [
        "a\x07b",
        "_x0041_",
        "_x005F_x0041_",
        "\ud800",
        "one\r\ntwo",
        "x" * 32_767,
        "\ufffe",
        " kept ",
    ],
)
def test_odd_characters_go_into_a_workbook_and_come_out_again(words: str, tmp_path: Path) -> None:
    """What was read can always be written again, as it was."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbook(form({"Actions": [{"ref": "1", "title": words, "officers": "A"}]})))
    assert read(path).tables["Actions"].rows[0].words["title"] == words.replace("\r\n", "\n")


def test_the_same_contents_on_the_same_day_are_the_same_bytes() -> None:
    """The committed examples can be compared with what the script makes."""
    assert blank(made_on=DAY) == blank(made_on=DAY)
