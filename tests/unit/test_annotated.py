"""The copy that `reportgen check --annotate` makes."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, Sketch
from making import reading as read
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from reportgen.app.annotate import annotate
from reportgen.model.errors import Unwritable
from reportgen.model.problems import Severity
from reportgen.workbook.annotate.annotate import marked_copy


def copy_of(path: Path) -> bytes:
    """The marked copy of a workbook."""
    return marked_copy(path.read_bytes(), read(path), name=path.name)


def saved(path: Path, content: bytes) -> Path:
    """Save the copy as a file, and return its path."""
    path.write_bytes(content)
    return path


def test_each_faulty_cell_is_outlined_and_says_what_to_do(tmp_path: Path) -> None:
    """The cell's comment has the words of `check`; notes are only listed on the first sheet."""
    path = DATA / "messy.xlsx"
    book = openpyxl.load_workbook(saved(tmp_path / "c.xlsx", copy_of(path)))
    faulty = [p for p in read(path).problems if p.severity is not Severity.NOTE and p.where.column]
    assert len(faulty) == 13
    for problem in faulty:
        cell = book[problem.where.sheet][problem.where.cell]
        assert (
            cell.border.left.style
            == cell.border.bottom.style
            == ("thick" if problem.severity is Severity.ERROR else "medium")
        )
        assert problem.what in cell.comment.text
        assert problem.fix in cell.comment.text
    marked = [
        cell.coordinate
        for row in book["Actions"].iter_rows(max_row=40)
        for cell in row
        if cell.comment
    ]
    assert set(marked) == {p.where.cell for p in faulty if p.where.sheet == "Actions"}


def test_the_first_sheet_lists_every_problem_with_a_link_to_its_cell(tmp_path: Path) -> None:
    """Errors first; a whole sheet is linked at its first cell."""
    path = DATA / "messy.xlsx"
    book = openpyxl.load_workbook(saved(tmp_path / "c.xlsx", copy_of(path)))
    assert book.sheetnames[0] == book.active.title == "To fix"
    rows = [row for row in book["To fix"].iter_rows(min_row=5) if row[0].value]
    problems = read(path).problems
    assert sorted((row[0].value, row[2].value, row[3].value) for row in rows) == sorted(
        (str(p.where), p.what, p.fix) for p in problems
    )
    assert [row[1].value for row in rows] == sorted(
        (p.severity.value.capitalize() for p in problems), key=["Error", "Warning", "Note"].index
    )
    links = {row[0].value: row[0].hyperlink.location for row in rows}
    assert links["Actions!E8"] == "'Actions'!E8"
    assert links["Notes from Sam"] == "'Notes from Sam'!A1"
    assert links["Actions row 16"] == "'Actions'!B16"


def dressed(path: Path) -> Path:
    """A workbook with everything that a copy could lose."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    sheet["E2"].fill, sheet["E2"].font = (
        PatternFill("solid", fgColor="FFC000"),
        Font(name="Courier New", italic=True),
    )
    sheet["E2"].alignment = Alignment(textRotation=45)
    sheet["A2"].comment = Comment("Sam’s own comment", "Sam")
    sheet["E2"].comment = Comment("Is this right?", "Sam")
    sheet.column_dimensions["C"].width = 55
    sheet.protection.sheet = True
    sheet.add_data_validation(DataValidation(type="list", formula1='"Red,Green"', sqref="E2:E9"))
    sheet.conditional_formatting.add(
        "E2:E9", openpyxl.formatting.rule.CellIsRule(operator="equal", formula=['"Red"'])
    )
    sheet.print_title_rows = "1:1"
    picture = io.BytesIO()
    Picture.new("RGB", (4, 4), "red").save(picture, "PNG")
    sheet.add_image(Image(picture), "H2")
    book["Report"]["E1"] = "=1+1"
    book.save(path)
    return path


def looks(cell: openpyxl.cell.Cell) -> list[str]:
    """A cell's words and how they look, but for the outline."""
    return [
        repr(part)
        for part in (
            cell.value,
            cell.font,
            cell.fill,
            cell.alignment,
            cell.number_format,
            cell.protection,
        )
    ]


def parts(package: bytes) -> dict[str, bytes]:
    """A package's parts by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_else_stays_as_it_was(drawn: Sketch) -> None:
    """Formats, widths, drop-downs, protection, pictures, comments and formulas are kept.

    The other parts of the package are the same bytes.
    """
    actions = "| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | Lights | R | Ambr |"
    path = dressed(drawn(actions, objectives="| Number | Objective |\n| 1 | Safer |"))
    before, after = parts(path.read_bytes()), parts(copy_of(path))
    assert set(before) <= set(after)
    changed = {name for name, part in before.items() if after[name] != part}
    assert {
        name
        for name in changed
        if not re.search(r"rels$|Content_Types|styles|workbook\.xml|comment|vml", name)
    } == {"xl/worksheets/sheet1.xml"}
    old, new = (
        openpyxl.load_workbook(io.BytesIO(package))
        for package in (path.read_bytes(), copy_of(path))
    )
    assert new.sheetnames == ["To fix", *old.sheetnames]
    old_sheet, new_sheet = old["Actions"], new["Actions"]
    for cell, twin in zip(
        (c for row in old_sheet.iter_rows() for c in row),
        (c for row in new_sheet.iter_rows() for c in row),
        strict=True,
    ):
        assert looks(cell) == looks(twin)
    assert new_sheet.column_dimensions["C"].width == 55
    assert new_sheet.protection.sheet
    assert new_sheet.print_title_rows == "$1:$1"
    assert [dv.sqref for dv in new_sheet.data_validations.dataValidation] == [
        dv.sqref for dv in old_sheet.data_validations.dataValidation
    ]
    assert new_sheet["A2"].comment.text == "Sam’s own comment"
    assert new_sheet["E2"].comment.text.startswith("Is this right?\n\n“Ambr” is not")
    assert after["xl/media/image1.png"] == before["xl/media/image1.png"]


def test_a_copy_reads_as_the_workbook_does(tmp_path: Path) -> None:
    """The list of what to fix is no part of the plan, and a copy of a copy reads the same."""
    copy = saved(tmp_path / "c.xlsx", copy_of(DATA / "messy.xlsx"))
    again = saved(tmp_path / "d.xlsx", copy_of(copy))
    for path in (copy, again):
        assert read(path).plan == read(DATA / "messy.xlsx").plan
        assert read(path).problems == read(DATA / "messy.xlsx").problems


def test_a_merged_cell_is_marked_where_it_shows(drawn: Sketch, tmp_path: Path) -> None:
    """A comment inside a merged range would be seen by nobody."""
    path = drawn(
        "| Ref | Objective | Action | Officer | Status |\n"
        "| 1 | 1 | a | R | Ambr |\n| 2 | 1 | b | R | |"
    )
    book = openpyxl.load_workbook(path)
    book["Actions"].merge_cells("E2:E3")
    book.save(path)
    assert [str(p.where) for p in read(path).problems if p.code == "status-unknown"] == [
        "Actions!E2",
        "Actions!E3",
    ]
    copy = openpyxl.load_workbook(saved(tmp_path / "c.xlsx", copy_of(path)))
    assert [
        c.coordinate for row in copy["Actions"].iter_rows(min_row=2) for c in row if c.comment
    ] == ["E2"]


def test_rows_and_cells_need_not_say_where_they_are(drawn: Sketch) -> None:
    """Places are optional in the standard (ECMA-376, 18.3.1.4), and some programs omit them."""
    path = drawn("| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | a | R | Ambr |")
    bare = parts(path.read_bytes())
    bare["xl/worksheets/sheet1.xml"] = re.sub(
        rb' r="[A-Z]*\d+"', b"", bare["xl/worksheets/sheet1.xml"]
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in bare.items():
            archive.writestr(name, part)
    copy = marked_copy(path.read_bytes(), read(path), name="x")
    assert re.search(
        rb'<c [^>]*s="1"[^>]*>(?=<[^c].*?Ambr)', parts(copy)["xl/worksheets/sheet1.xml"]
    )


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_workbook_without_looks_is_marked_too(drawn: Sketch, tmp_path: Path) -> None:
    """The part that holds the styles may be missing (ECMA-376 part 1, 12.3.20), or be empty."""
    path, bare = (
        drawn("| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | Lights | R | Ambr |"),
        tmp_path / "bare.xlsx",
    )
    for empty in (True, False):
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
            for name in old.namelist():
                part = re.sub(rb' s="\d+"', b"", old.read(name))
                if name == "xl/styles.xml":
                    part = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
                if not empty:
                    part = re.sub(rb"<(Override|Relationship) [^>]*styles[^>]*/>", b"", part)
                if empty or name != "xl/styles.xml":
                    new.writestr(name, part)
        cell = openpyxl.load_workbook(saved(tmp_path / "c.xlsx", copy_of(bare)))["Actions"]["E2"]
        assert (cell.border.left.style, cell.value) == ("thick", "Ambr")


def test_a_copy_whose_name_would_be_too_long_is_refused(drawn: Sketch) -> None:
    """A name may have 255 bytes, with what is added to it."""
    path = drawn("| Ref | Objective | Action | Officer |\n| 1 | 1 | A | R |")
    long = path.rename(path.with_name(f"{'b' * 245}.xlsx"))
    with pytest.raises(Unwritable, match="too long for the name of a file"):
        annotate(long, read(long))
