"""What `reportgen compare` finds between two workbooks of a plan."""

from pathlib import Path

from conftest import DATA, sketch
from making import reading as read

from reportgen.facts.differences import _NAMES, DifferenceKind, differences
from reportgen.model.schema import TABLES


def found(folder: Path, old: str, new: str, **others: str) -> list[tuple[str, str, str, str, str]]:
    """Kind, row, heading, old and new words of each difference."""
    before = read(sketch(folder / "old.xlsx", old))
    after = read(sketch(folder / "new.xlsx", new, **others))
    return [
        (d.kind.value, f"{d.table} {d.name}", d.heading, d.old, d.new)
        for d in differences(before, after)
    ]


OLD = """
    | Ref | Objective | Action | Officer | Status | Phone |
    | 1.1 | 1         | Lights | R Patel | Green  | 22    |
    | 1.2 | 1         | Doors  | R Patel | Amber  |       |
"""


def test_a_workbook_does_not_differ_from_itself_however_it_is_laid_out(tmp_path: Path) -> None:
    """Other headings, another order, stray spaces and “green” for “Green” are no difference."""
    same = """
        | RAG     | Owner   | Action | Ref | Phone | Objective |
        | Amber   | R Patel | Doors  | 1.2 |       | 1         |
        | green   | R Patel | Lights | 1.1 | 22    | 1         |
    """
    assert found(tmp_path, OLD, same) == []
    reading = read(DATA / "asb-2016-17-q3.xlsx")
    assert differences(reading, reading) == ()


def test_each_cell_that_differs_is_named_with_both_words(tmp_path: Path) -> None:
    """Columns of the sheet's own are compared too, and settings are named."""
    new = OLD.replace("Green  | 22 ", "Red    | 23 ").replace("Doors", "Better doors")
    assert found(
        tmp_path,
        OLD,
        new,
        report="| Setting | Value |\n| Title | ASB Strategy |\n| Reporting quarter | Q4 2016/17 |",
    ) == [
        ("changed", "Actions 1.1", "Status", "Green", "Red"),
        ("changed", "Actions 1.1", "Phone", "22", "23"),
        ("changed", "Actions 1.2", "Action", "Doors", "Better doors"),
        ("changed", "Report Quarter", "Value", "Q3 2016/17", "Q4 2016/17"),
    ]


def test_rows_that_came_and_went_are_named(tmp_path: Path) -> None:
    """A row is given with its ref and action; a second row with the same ref is numbered."""
    new = OLD.replace("| 1.1 |", "| 1.3 |") + "| 1.2 | 1 | Gates | R Patel | | |"
    assert found(tmp_path, OLD, new) == [
        ("added", "Actions 1.3", "Action", "", "Lights"),
        ("added", "Actions 1.2 (2)", "Action", "", "Gates"),
        ("removed", "Actions 1.1", "Action", "Lights", ""),
    ]


def test_places_are_given_in_both_workbooks() -> None:
    """The cell can be found in either workbook."""
    tidy, messy = (read(DATA / name) for name in ("asb-2016-17-q3.xlsx", "messy.xlsx"))
    difference = next(
        d for d in differences(tidy, messy) if d.name == "1.3" and d.heading == "Status"
    )
    assert (difference.kind, str(difference.old_place), str(difference.new_place)) == (
        DifferenceKind.CHANGED,
        "Actions!H4",
        "Actions!E8",
    )


def test_sheets_of_ones_own_are_compared_cell_by_cell(tmp_path: Path) -> None:
    """A ref in other capitals is the same action."""
    before = read(
        sketch(
            tmp_path / "old.xlsx", OLD.replace("1.1", "A.1"), Budget="| Cost | 500 |\n| Left | |"
        )
    )
    after = read(
        sketch(
            tmp_path / "new.xlsx",
            OLD.replace("1.1", "a.1").replace("Lights", "Lamps"),
            Budget="| Cost | 999 |",
        )
    )
    assert [(d.table, d.name, d.heading, d.old, d.new) for d in differences(before, after)] == [
        ("Actions", "a.1", "Ref", "A.1", "a.1"),
        ("Actions", "a.1", "Action", "Lights", "Lamps"),
        ("Budget", "B1", "", "500", "999"),
        ("Budget", "A2", "", "Left", ""),
    ]


def test_the_rows_of_every_sheet_have_a_name() -> None:
    """By which they are matched with themselves in another workbook."""
    assert set(_NAMES) == {table.name for table in TABLES}
