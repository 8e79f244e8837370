"""What the finished documents are, beyond their words."""

import dataclasses
import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from conftest import DATA, Sketch, sketch
from documents import W, of_html, of_pdf, of_word
from docx import Document
from docx.oxml.ns import qn
from lxml import html as lxml_html
from making import documents, report
from pypdf import PdfReader

from reportgen.app.read import read
from reportgen.cli import program
from reportgen.model.edition import Format, ReportKind
from reportgen.reports.columns import PADDING, PAGE, length

DAY = dt.date(2017, 1, 31)
Q3 = DATA / "asb-2016-17-q3.xlsx"


@pytest.fixture(scope="module")
def files() -> dict[Format, bytes]:
    """The final papers of the third quarter."""
    return dict(documents(report(read(Q3), final=True, day=DAY)))


def test_the_same_workbook_on_the_same_day_gives_the_same_bytes(files: dict[Format, bytes]) -> None:
    """Who builds twice sees that nothing changed."""
    assert documents(report(read(Q3), final=True, day=DAY)) == files


def test_a_final_paper_says_nothing_of_drafts_and_problems(files: dict[Format, bytes]) -> None:
    """--final drops the mark and the list."""
    for text in (
        of_pdf(files[Format.PDF]).text,
        of_word(files[Format.DOCX]).text,
        of_html(files[Format.HTML]).text,
    ):
        assert "DRAFT" not in text
        assert "Problem" not in text


def test_the_pdf_is_tagged_titled_and_bookmarked(files: dict[Format, bytes]) -> None:
    """PDF/UA-1: a screen reader finds title, language, headings and tables."""
    with pikepdf.open(io.BytesIO(files[Format.PDF])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            [title] = outline.root
            assert [item.title.split(":")[0].split(" P")[0] for item in title.children][:5] == [
                "At a glance",
                "Colour Key",
                "Introduction",
                "Objective One",
                "Objective Two",
            ]
            assert len(title.children) == 10
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"].endswith("Action Plan – Q3 2016/17")
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        width, height = pdf.pages[0].mediabox[2:]
        assert (round(width), round(height)) == (842, 595)  # A4 landscape, in points


def test_a_short_paper_has_no_list_of_contents(drawn: Sketch) -> None:
    """Contents are for papers of more than forty actions."""
    rows = [f"| 1.{number} | 1 | Lights | R Patel |" for number in range(1, 42)]
    for many, there in ((40, False), (41, True)):
        path = drawn("\n".join(("| Ref | Objective | Action | Officer |", *rows[:many])))
        files = documents(report(read(path)), formats=(Format.PDF, Format.HTML))
        assert ("Contents" in of_pdf(files[Format.PDF]).text) == there
        assert (b"<nav" in files[Format.HTML]) == there


def test_a_row_taller_than_a_page_is_divided_under_its_ref_and_status(drawn: Sketch) -> None:
    """Nothing of it is lost; on each page stand the headings, the ref and the status."""
    words = " ".join(f"word{number}" for number in range(2_500))
    path = drawn(f"""
        | Ref | Objective | Action | Officer | Status | Progress |
        | 1.1 | 1         | Lights | R Patel | Red    | {words}  |
        | 1.2 | 2         | Locks  | R Patel | Green  | Fine     |
    """)
    contents = documents(report(read(path)))
    readers = {Format.HTML: of_html, Format.DOCX: of_word, Format.PDF: of_pdf}
    for kind, reader in readers.items():
        rows = [row for row in reader(contents[kind]).rows if len(row) == 5 and "word" in row[4]]
        told = "".join(row[4].replace("…", "") for row in rows)
        assert told == words.replace(" ", ""), kind
        assert {row[0] for row in rows[1:]} == {"1.1continued"}, kind
        assert all(row[3].removeprefix("■") == "Red" for row in rows), kind
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(contents[Format.PDF])).pages]
    parts = [page for page in pages if "word" in page]
    assert len(parts) > 2
    assert all("Ref Action" in page and "1.1" in page and "Red" in page for page in parts)
    body = Document(io.BytesIO(contents[Format.DOCX])).element.body
    assert {mark.get(f"{W}val") for mark in body.iter(f"{W}cantSplit")} == {None}


def test_the_word_file_describes_itself_and_has_nothing_of_a_librarys_defaults(
    files: dict[Format, bytes],
) -> None:
    """Title, author, subject and language from the Report sheet; A4 landscape; en-GB."""
    document = Document(io.BytesIO(files[Format.DOCX]))
    properties = document.core_properties
    assert (
        properties.title
        == "Welwyn Hatfield Anti Social Behaviour Strategy 2016/19 – Action Plan – Q3 2016/17"
    )
    assert (properties.author, properties.language) == ("Community Safety Co-ordinator", "en-GB")
    assert (
        properties.subject
        == "Appendix B Action Plan for Quarter 3 2016/17, October to December 2016"
    )
    assert properties.created.date() == DAY
    sizes = {
        (round(section.page_width.mm), round(section.page_height.mm))
        for section in document.sections
    }
    assert sizes == {(297, 210)}
    with zipfile.ZipFile(io.BytesIO(files[Format.DOCX])) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"python-docx" not in everything
    assert b"en-US" not in everything
    assert b"NUMPAGES" in everything
    assert b"{{" not in everything


def test_word_tables_repeat_their_headings_and_keep_rows_whole(files: dict[Format, bytes]) -> None:
    """Every table does, and every row of it."""
    body = Document(io.BytesIO(files[Format.DOCX])).element.body
    for table in body.iter(f"{W}tbl"):
        first, *others = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in others)


def test_word_text_on_a_dark_fill_is_light(files: dict[Format, bytes]) -> None:
    """Red badges and cells have white words."""
    body = Document(io.BytesIO(files[Format.DOCX])).element.body
    shaded = [
        shade.getparent().getparent()
        for shade in body.iter(f"{W}shd")
        if shade.get(f"{W}fill") == "A61B1B"
    ]
    reds = [element for element in shaded if element.tag in (f"{W}tc", f"{W}p")]
    assert len(reds) == 5  # the key, two actions, and two numbers at a glance
    for element in reds:
        light = [colour.get(f"{W}val") for colour in element.iter(f"{W}color")] or [
            style.get(f"{W}val") for style in element.iter(f"{W}rStyle")
        ]
        assert set(light) <= {"FFFFFF", "OnDark"}
        assert light


def test_the_web_page_stands_alone(files: dict[Format, bytes]) -> None:
    """One file, no script, nothing fetched; every cell of a card has its label."""
    page = lxml_html.fromstring(files[Format.HTML].decode("utf-8"))
    assert not page.xpath("//script | //link | //@src")
    kinds = {href.partition(":")[0] for href in page.xpath("//@href[not(starts-with(., '#'))]")}
    assert kinds <= {"mailto", "http", "https"}
    assert page.get("lang") == "en-GB"
    assert not page.xpath("//table[@class]/tbody/tr/*[not(@data-label)]")
    assert {label.get("scope") for label in page.xpath("//th")} == {"col", "row"}


def test_the_councils_own_colour_reaches_every_document(drawn: Sketch) -> None:
    """Accent colour is for headings; status colours stay what they are."""
    report_sheet = (
        "| Setting | Value |\n| Title | Plan |\n"
        "| Quarter | Q1 2026/27 |\n| Accent colour | #00703C |"
    )
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1.1 | 1 | Lights | R Patel |",
        report=report_sheet,
    )
    contents = documents(report(read(path)))
    assert b"--accent: #00703C" in contents[Format.HTML]
    heading = Document(io.BytesIO(contents[Format.DOCX])).styles["heading 1"]
    assert str(heading.font.color.rgb) == "00703C"


def test_the_language_of_the_plan_marks_every_document(tmp_path: Path) -> None:
    """By it screen readers choose their voice, and Word its spelling."""
    book = openpyxl.load_workbook(Q3)
    book["Report"].append(["Language", "cy"])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    files = documents(report(read(path)))
    assert b'<html lang="cy">' in files[Format.HTML]
    with pikepdf.open(io.BytesIO(files[Format.PDF])) as pdf:
        assert str(pdf.Root.Lang) == "cy"
    word = Document(io.BytesIO(files[Format.DOCX]))
    assert word.core_properties.language == "cy"
    assert {own.get(f"{W}val") for own in word.styles.element.iter(f"{W}lang")} == {"cy"}


@pytest.mark.parametrize(
    ("setting", "typed", "code"),
    [
        ("Language", "Welsh language", "language-unknown"),
        ("Covering report", "longish", "choice-unknown"),
    ],
)
def test_a_choice_that_is_none_is_told(setting: str, typed: str, code: str, tmp_path: Path) -> None:
    """And what is done where it is blank is done."""
    book = openpyxl.load_workbook(Q3)
    book["Report"].append([setting, typed])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    assert code in [problem.code for problem in read(path).reading.problems]
    assert report(read(path)).language == "en-GB"


SIGNS = {
    "\U0001f9ff": "[nazar amulet]",  # in no text font; where there is one for it, it is coloured
    "\U0001f44d\U0001f3fd": "[thumbs up sign]",  # its colour is none of its words
    "\U0001f468\u200d\U0001f469\u200d\U0001f467": "[man][woman][girl]",
    "\U00012083": "[cuneiform sign duh]",
}


@pytest.mark.parametrize(("sign", "name"), SIGNS.items(), ids=SIGNS.values())
def test_a_sign_that_no_font_has_is_named_in_the_pdf(
    sign: str, name: str, drawn: Sketch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty box would be a word lost. Word and page have the sign; its cell is told."""
    path = drawn(
        "| Ref | Objective | Action | Officer | Progress |\n"
        f"| 7.7 | 1 | Lights | R Patel | Done {sign} now |"
    )
    assert program.run(["build", str(path), "-o", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().err
    assert name.split("]", maxsplit=1)[0] in told
    assert "Actions!E2" in told
    files = {each.suffix: each.read_bytes() for each in (tmp_path / "out").iterdir()}
    assert f"Done{name}now".replace(" ", "") in of_pdf(files[".pdf"]).text
    for text in (of_word(files[".docx"]).text, of_html(files[".html"]).text):
        assert f"Done{sign}now".replace("\u200d", "") in text.replace("\u200d", "")
    with pikepdf.open(io.BytesIO(files[".pdf"])) as pdf:
        pictures = [each for each in pdf.objects if "/Interpolate" in str(each)]
    assert pictures == []


def test_a_report_is_frozen() -> None:
    """A template cannot change what another prints."""
    view = report(read(Q3))
    with pytest.raises(dataclasses.FrozenInstanceError):
        view.title = "Other"  # type: ignore[misc]


def test_long_titles_and_odd_objective_numbers_are_printed(drawn: Sketch) -> None:
    """Word's properties hold 255 letters; the page holds all of them."""
    title = "Strategy " * 60
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1.1 | ² | Lights | R Patel |",
        report=f"| Setting | Value |\n| Title | {title} |\n| Quarter | Q1 2026/27 |",
        objectives="| Number | Objective |\n| ² | Safer |",
    )
    contents = documents(report(read(path)))
    assert "Objective²:Safer" in of_word(contents[Format.DOCX]).text
    assert title.replace(" ", "") in of_pdf(contents[Format.PDF]).text


def test_word_cells_are_in_the_order_that_the_schema_asks_for(files: dict[Format, bytes]) -> None:
    """A cell's width stands before its fill, and every cell ends with a paragraph.

    The order is that of ISO/IEC 29500-1, 17.4.70.
    """
    body = Document(io.BytesIO(files[Format.DOCX])).element.body
    order = [f"{W}tcW", f"{W}tcBorders", f"{W}shd"]
    for properties in body.iter(f"{W}tcPr"):
        assert [child.tag for child in properties] == [
            tag for tag in order if properties.find(tag) is not None
        ]
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))


def test_bars_are_for_the_eyes_alone(files: dict[Format, bytes]) -> None:
    """The numbers beside them say all: no reader of the screen hears of a picture."""
    page = lxml_html.fromstring(files[Format.HTML].decode("utf-8"))
    pictures = page.xpath("//svg")
    assert len(pictures) == 6
    assert {picture.get("aria-hidden") for picture in pictures} == {"true"}
    with pikepdf.open(io.BytesIO(files[Format.PDF])) as pdf:
        kinds = [
            str(each.get("/S")) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)
        ]
    assert "/Figure" not in kinds
    body = Document(io.BytesIO(files[Format.DOCX])).element.body
    runs = [run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}bdr") is not None]
    bars = ["".join(text.text for text in run.iter(f"{W}t")) for run in runs]
    blanks = [bar for bar in bars if bar and not bar.strip("\u00a0")]
    assert len(blanks) == 14  # a part for each status of each objective


def test_a_status_within_a_line_has_its_colours_in_word() -> None:
    """A status in the exceptions is part of a line and no cell, and has its colours too."""
    paper = report(read(Q3), ReportKind.EXCEPTIONS)
    body = Document(io.BytesIO(documents(paper, formats=(Format.DOCX,))[Format.DOCX])).element.body
    marked = [
        run
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='StatusMark']") is not None
    ]
    looks = [
        (run.find(f"{W}rPr/{W}shd").get(f"{W}fill"), run.find(f"{W}rPr/{W}color").get(f"{W}val"))
        for run in marked
    ]
    assert looks == [("A61B1B", "FFFFFF")] * 2 + [("E8940A", "000000")] * 5


def test_the_word_papers_have_their_marks_on_every_page() -> None:
    """A page that lies alone says that it is not for publication, and which of how many it is."""
    paper = report(read(Q3), ReportKind.BRIEFING)
    document = Document(io.BytesIO(documents(paper, formats=(Format.DOCX,))[Format.DOCX]))
    [section] = document.sections
    assert "Not for publication" in section.header.paragraphs[0].text
    assert "DRAFT" in section.header.paragraphs[0].text
    assert b"NUMPAGES" in section.footer.part.blob
    assert section.page_width < section.page_height


def test_a_draft_prints_nothing_of_what_is_not_published(tmp_path: Path) -> None:
    """Contacts, sheets of the user's own and columns beside the plan: it says where to look."""
    path = sketch(
        tmp_path / "p.xlsx",
        "| Ref | Objective | Action | Officer | Status | Complaints about staff |\n"
        "| 1.1 | 1 | Lights | R Patel | Mauve | names of people |",
        contacts="| Officer | Email |\n| R Patel | not an address |\n| J Secret | j@x.example |",
        **{"Pay rises": "| who | how much |\n| everybody | 3% |"},
    )
    view = report(read(path))
    page = documents(view, formats=(Format.HTML,))[Format.HTML].decode("utf-8")
    for words in ("Secret", "not an address", "Pay rises", "Complaints", "names of people"):
        assert words not in page
    assert "Mauve" in page
    assert "problems of sheets and columns that are not printed are not listed here" in page


def test_no_section_of_a_word_file_has_more_columns_than_paragraphs(tmp_path: Path) -> None:
    """LibreOffice never ends balancing one paragraph over three columns."""
    path = sketch(
        tmp_path / "p.xlsx",
        "| Ref | Objective | Action | Officer |\n| 1 | 1 | Sow | Parks |",
        report="| Setting | Value |\n| Title | T |\n| Quarter | Q3 2016/17 |\n| Partnership | P |",
    )
    content = documents(report(read(path)))[Format.DOCX]
    paragraphs = 0
    for element in Document(io.BytesIO(content)).element.body:
        paragraphs += element.tag == qn("w:p")
        for columns in element.iterfind(f"{qn('w:pPr')}/{qn('w:sectPr')}/{qn('w:cols')}"):
            assert int(columns.get(qn("w:num"), "1")) <= paragraphs
            paragraphs = 0
    assert paragraphs


def test_the_column_of_refs_has_room_for_the_longest(tmp_path: Path) -> None:
    """Of a long plan, too, of which not every row is measured."""
    refs = [f"{number}.{place}" for number in range(1, 13) for place in range(1, 11)]
    rows = [f"| {ref} | {ref.split('.')[0]} | Sow | Parks |" for ref in refs]
    path = sketch(tmp_path / "p.xlsx", "\n".join(("| Ref | Objective | Action | Officer |", *rows)))
    column = report(read(path)).columns[0]
    needed = length("10.10", bold=True) + PADDING
    assert float(column.width) / 100 * PAGE >= needed
