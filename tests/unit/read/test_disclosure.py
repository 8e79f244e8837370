"""What would go out or be printed without anybody meaning it is a note at its place."""

import datetime as dt
import io
import re
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA, Sketch, places
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Color, Font, PatternFill
from PIL import Image as PillowImage

from reportgen.app.left_behind import left_behind
from reportgen.app.next_quarter import next_quarter
from reportgen.office.markup import MAIN
from reportgen.office.package import Package, pack
from reportgen.workbook.read.assemble import read

RELS = b"http://schemas.openxmlformats.org/package/2006/relationships"
PLAN = """
    | Ref | Objective | Action | Officer | Status | Progress      |
    | 1.1 | 1         | Lights | R Patel | Green  | Lamps are up. |
    | 1.2 | 2         | Locks  | R Patel | Amber  | Ordered.      |
"""
DISCLOSED = (
    "hidden-sheet",
    "comment",
    "struck-out",
    "struck-out-partly",
    "words-unseen",
    "e-mail-printed",
    "phone-printed",
)


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def told(path: Path) -> list[tuple[str, str]]:
    """The notes of this kind in a workbook."""
    return places(path, *DISCLOSED)


def test_a_plain_workbook_discloses_nothing(drawn: Sketch) -> None:
    """And neither do the examples, whose contact is meant to be printed."""
    assert told(drawn(PLAN)) == []
    assert [told(path) for path in sorted(DATA.glob("asb*.xlsx"))] == [[], [], []]


def test_comments_are_told_at_their_cells_with_their_words(drawn: Sketch) -> None:
    """On any sheet; but not those that we wrote ourselves."""
    path = drawn(PLAN, notes="| x |")
    book = openpyxl.load_workbook(path)
    book["Actions"]["E2"].comment = Comment("Chase Mrs Smith about this", "J Doe")
    book["notes"]["A1"].comment = Comment("private " * 20, "J Doe")
    book["Actions"]["E3"].comment = Comment("mend this", "reportgen")
    book.save(path)
    assert told(path) == [("comment", "Actions!E2"), ("comment", "notes!A1")]
    first, second = (p for p in read(path).problems if p.code == "comment")
    assert "“Chase Mrs Smith about this”" in first.what
    assert second.what.count("private") == 7


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (rb'"', b"'"),
        (rb"r:id=", b"rel:id="),
        (rb"<sheet ", b"<x:sheet "),
        (rb"<Relationship ", b"<p:Relationship "),
    ],
)
def test_comments_are_told_however_the_file_is_written(
    drawn: Sketch, old: bytes, new: bytes
) -> None:
    """Other prefixes and quotes in the XML do not lose the warning."""
    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    book["Actions"]["E2"].comment = Comment("Chase Mrs Smith about this", "J Doe")
    book.save(path)
    package = Package(path.read_bytes())
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        part = package.read(name).replace(old, new)
        part = part.replace(b"xmlns:r=", b"xmlns:rel=") if b"rel:id" in part else part
        part = part.replace(b"<workbook ", b'<workbook xmlns:x="%s" ' % MAIN.encode(), 1)
        part = part.replace(b"<Relationships ", b'<Relationships xmlns:p="%s" ' % RELS, 1)
        package.write(name, part)
    path.write_bytes(package.packed())
    assert told(path) == [("comment", "Actions!E2")]


def test_a_thread_that_no_older_comment_repeats_is_told(drawn: Sketch) -> None:
    """Excel repeats each in a comment of the old kind; other programs do not, or not all of it."""
    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    book["Actions"]["E2"].comment = Comment("[Threaded comment] x Comment: Chase her", "J Doe")
    book.save(path)
    package = Package(path.read_bytes())
    sheet = next(name for name in package.names if name.endswith("sheets/_rels/sheet1.xml.rels"))
    related = b'<Relationship Id="rId90" Type="http://schemas.microsoft.com/office/2017/10/'
    related += b'relationships/threadedComment" Target="/xl/threadedComments/t1.xml"/>'
    end = b"</Relationships>"
    package.write(sheet, package.read(sheet).replace(end, related + end))
    said = (("E2", "Chase her"), ("E2", "I did, twice"), ("F2", "Alone"))
    threads = "".join(
        f'<threadedComment ref="{cell}"><text>{words}</text></threadedComment>'
        for cell, words in said
    )
    package.write(
        "xl/threadedComments/t1.xml",
        f'<ThreadedComments xmlns="{THREADS}">{threads}</ThreadedComments>'.encode(),
    )
    path.write_bytes(package.packed())
    problems = [problem for problem in read(path).problems if problem.code == "comment"]
    assert [str(problem.where) for problem in problems] == [
        "Actions!E2",
        "Actions!E2",
        "Actions!F2",
    ]
    for problem, (_, words) in zip(problems, said, strict=True):
        assert words in problem.what


def test_hidden_sheets_that_are_not_read_are_told(drawn: Sketch) -> None:
    """They go wherever the workbook goes, and very hidden ones too."""
    path = drawn(PLAN, salaries="| x |", old="| y |")
    book = openpyxl.load_workbook(path)
    book["salaries"].sheet_state, book["old"].sheet_state = "hidden", "veryHidden"
    book.save(path)
    assert told(path) == [("hidden-sheet", "salaries"), ("hidden-sheet", "old")]


def test_struck_out_words_are_told_whole_and_in_part(drawn: Sketch) -> None:
    """They are printed like any others, which somebody must know."""
    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    sheet["F2"].font = Font(strike=True)
    sheet["F3"] = CellRichText(TextBlock(InlineFont(strike=True), "Delayed. "), "Ordered.")
    book.save(path)
    assert told(path) == [("struck-out", "Actions!F2"), ("struck-out-partly", "Actions!F3")]
    assert [p.what.split(" are")[0] for p in read(path).problems if "struck-out" in p.code] == [
        "These words",
        "Some of these words",
    ]


@pytest.mark.parametrize(
    ("ink", "ground", "unseen"),
    [
        (Color(rgb="FFFFFFFF"), None, True),
        (Color(theme=0), None, True),
        (Color(rgb="FFC00000"), "FFC00000", True),
        (Color(rgb="FFFFFFFF"), "FFC00000", False),
        (Color(theme=1), None, False),
        (Color(theme=0, tint=-0.5), None, False),
        (None, None, False),
    ],
)
def test_words_in_the_colour_of_their_cell_are_told(
    ink: Color | None, ground: str | None, *, unseen: bool, drawn: Sketch
) -> None:
    """Words that are white on white, or red on red, are reported."""
    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    cell = book["Actions"]["F2"]
    cell.font = Font(color=ink)
    if ground:
        cell.fill = PatternFill("solid", fgColor=ground)
    book.save(path)
    assert told(path) == ([("words-unseen", "Actions!F2")] if unseen else [])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Write to r.patel@example.gov.uk.", "e-mail-printed"),
        ("Ring 01707 357000 for it", "phone-printed"),
        ("Ring (01707) 357 000", "phone-printed"),
        ("+44 1707 357000", "phone-printed"),
        ("0044 1707 357000", "phone-printed"),
        ("07700900123", "phone-printed"),
        ("Ring 101", ""),
        ("Due 01/02/2017, or 01-02-2017", ""),
        ("2016-17 and 2017-18: 27 of 30", ""),
        ("£0.25 million of 1,000,000,000", ""),
        ("Case 0123456789/2017", ""),
        ("@home", ""),
    ],
)
def test_addresses_and_telephone_numbers_that_are_printed_are_told(
    words: str, code: str, drawn: Sketch
) -> None:
    """A person's own do not belong in a published paper; dates and sums are not meant."""
    path = drawn(PLAN.replace("Lamps are up.", words))
    assert told(path) == ([(code, "Actions!F2")] if code else [])


def test_words_under_a_merged_cell_are_told(drawn: Sketch, tmp_path: Path) -> None:
    """LibreOffice may leave them there; the same words as the cell shows are no loss."""
    path = drawn(PLAN)
    package = Package(path.read_bytes())
    [name] = [name for name in package.names if b"Lamps are up." in package.read(name)]
    sheet = package.read(name)
    merged = sheet.replace(
        b"</sheetData>",
        b'</sheetData><mergeCells count="1"><mergeCell ref="E2:F3"/></mergeCells>',
    )
    changed = tmp_path / "covered.xlsx"
    changed.write_bytes(
        pack({each: merged if each == name else package.read(each) for each in package.names})
    )
    assert places(changed, "words-covered") == [
        ("words-covered", "Actions!F2"),
        ("words-covered", "Actions!E3"),
        ("words-covered", "Actions!F3"),
    ]


def test_settings_that_are_meant_to_be_printed_are_no_disclosure(drawn: Sketch) -> None:
    """The Contact is meant to be printed; the Introduction is searched for addresses."""
    report = (
        "| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n"
        "| Contact | a@b.uk |\n| Introduction | Ask c@d.uk |"
    )
    assert told(
        drawn(PLAN, report=report, contacts="| Officer | E-mail |\n| R Patel | r@x.uk |")
    ) == [("e-mail-printed", "Report!B5")]


def test_a_broken_comments_part_stops_nothing(drawn: Sketch, tmp_path: Path) -> None:
    """The plan is read all the same."""
    import zipfile

    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    book["Actions"]["E2"].comment = Comment("x", "J Doe")
    book.save(path)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, b"<comments" if "comments/" in name or "comment1" in name else old.read(name)
            )
    assert len(read(broken).plan.actions) == 2


def test_words_struck_out_in_part_are_told_at_their_own_cell(drawn: Sketch) -> None:
    """Another cell that says the same without a stroke is left in peace."""
    path = drawn(PLAN)
    book = openpyxl.load_workbook(path)
    struck = TextBlock(InlineFont(strike=True), "up.")
    book["Actions"]["F2"] = CellRichText("Lamps are ", struck)
    book["Actions"]["F3"] = "Lamps are up."
    book.save(path)
    assert told(path) == [("struck-out-partly", "Actions!F2")]


def with_things_beside(path: Path) -> Path:
    """A workbook that also has a comment, a text box, a head of its pages and a document inside."""
    book = openpyxl.load_workbook(path)
    sheet = book["Actions"]
    sheet["C2"].comment = Comment("Ask Jo", "Jo")
    sheet.oddHeader.center.text = "For the board"
    picture = path.with_suffix(".png")
    PillowImage.new("RGB", (9, 9)).save(picture)
    sheet.add_image(Image(io.BytesIO(picture.read_bytes())), "H9")
    book.save(path)
    package = Package(path.read_bytes())
    parts = {name: package.read(name) for name in package.names}
    box = (
        '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp><xdr:txBody>'
        '<a:p xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:r><a:t>Boxed</a:t>'
        "</a:r></a:p></xdr:txBody></xdr:sp></xdr:absoluteAnchor></xdr:wsDr>"
    )
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    space = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    box = box.replace("<xdr:absoluteAnchor>", f'<xdr:absoluteAnchor xmlns:xdr="{space}">')
    parts["xl/drawings/drawing1.xml"] = re.sub(
        r"</(?:xdr:)?wsDr>$", box.replace("</xdr:wsDr>", "") + r"\g<0>", drawing.strip()
    ).encode()
    name = next(
        part for part, words in parts.items() if b"drawing1.xml" in words and "rels" in part
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject"
    relation = f'<Relationship Id="rIdOle" Type="{kind}" Target="../embeddings/oleObject1.bin"/>'
    parts[name] = parts[name].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    parts["xl/embeddings/oleObject1.bin"] = b"words"
    path.write_bytes(pack(parts))
    return path


def test_what_stands_in_no_cell_is_told_and_what_a_new_workbook_leaves_behind(
    drawn: Sketch, tmp_path: Path
) -> None:
    """A text box is printed nowhere; a merged or rolled workbook has none of it."""
    path = with_things_beside(
        drawn(
            "| Ref | Objective | Action | Officer | Status |\n| 1 | 1 | Sow | Parks | Green |",
            objectives="| Number | Title |\n| 1 | Green |",
            report="| Setting | Value |\n| Title | Sowing |\n| Quarter | Q3 2016/17 |",
        )
    )
    told = [p.what for p in read(path).problems if p.code == "outside-cells"]
    assert [words.split(" stands")[0] for words in told] == [
        "“Boxed” (text box)",
        "“For the board” (head or foot of its pages)",
        "“A document” (inside the workbook)",
    ]
    left = " ".join(problem.what for problem in left_behind(path))
    for words in ("Ask Jo", "Boxed", "1 picture", "For the board", "A document"):
        assert f"“{words}”" in left
    rolled = next_quarter(path, tmp_path / "next.xlsx", made_on=dt.date(2017, 1, 31))
    assert rolled.problems == left_behind(path)
    assert left_behind(rolled.path) == ()
