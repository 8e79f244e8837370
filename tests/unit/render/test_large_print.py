"""Large print: the same words, 18 point and nothing smaller, and no wide table."""

import io
import re
from pathlib import Path

import openpyxl
import pypdf
import pytest
from conftest import DATA
from documents import W, of_html, of_pdf, of_word, squeezed
from docx import Document
from making import documents, report

from reportgen.app.read import read
from reportgen.cli import program
from reportgen.model.edition import Format, ReportKind
from reportgen.model.prose import plain

Q3 = DATA / "asb-2016-17-q3.xlsx"
WORKBOOKS = sorted(path.name for path in DATA.glob("*.xlsx"))


@pytest.fixture(scope="module")
def files() -> dict[Format, bytes]:
    """The third quarter's plan in large print."""
    return dict(documents(report(read(Q3), large_print=True)))


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_word_of_every_action_is_there(workbook: str) -> None:
    """Under its own heading, in all three formats, in the order of the plan."""
    reading = read(DATA / workbook)
    contents = documents(report(reading, large_print=True))
    for kind, reader in {Format.HTML: of_html, Format.DOCX: of_word, Format.PDF: of_pdf}.items():
        text, place = reader(contents[kind]).text, 0
        for action in reading.plan.actions:
            place = text.index(squeezed(f"{action.ref} {plain(action.title)}"), place)
            update = action.update
            cells = (
                action.outcome,
                action.timescale,
                update.progress,
                update.next_steps,
                update.target,
                update.actual,
            )
            for words in (*map(plain, cells), *action.officers, *action.partners, update.typed):
                assert squeezed(words) in text[place:], (kind, action.ref)


def test_nothing_is_smaller_than_18_point(files: dict[Format, bytes]) -> None:
    """Page numbers included."""
    sizes = set[float]()

    def note(
        words: str, page_scale: list[float], text_scale: list[float], _: object, size: float
    ) -> None:
        if words.strip():
            sizes.add(abs(page_scale[3] * text_scale[3]) * size)

    for page in pypdf.PdfReader(io.BytesIO(files[Format.PDF])).pages:
        page.extract_text(visitor_text=note)
        assert page.mediabox.height > page.mediabox.width
    assert min(sizes) == 18
    document = Document(io.BytesIO(files[Format.DOCX]))
    for part in (document.element, document.styles.element):
        assert all(int(size.get(f"{W}val")) >= 36 for size in part.iter(f"{W}sz"))


def test_there_is_no_table_of_actions(files: dict[Format, bytes]) -> None:
    """Eight columns do not fit 18 point."""
    assert not Document(io.BytesIO(files[Format.DOCX])).tables
    assert "<table" not in files[Format.HTML].decode()


@pytest.mark.parametrize("kind", ReportKind)
def test_every_paper_can_be_had_in_large_print(kind: ReportKind) -> None:
    """With the headings and paragraphs of the usual one, and its tables in words."""
    usual, large = (report(read(Q3), kind, large_print=enlarged) for enlarged in (False, True))
    contents = documents(large)
    text = of_word(contents[Format.DOCX]).text
    assert re.search(rb"in large print, made by reportgen", contents[Format.HTML])
    assert not Document(io.BytesIO(contents[Format.DOCX])).tables
    for part in getattr(usual, "parts", ()):
        for piece in part.pieces:
            texts = (
                part.title,
                piece.heading,
                plain(piece.prose),
                *(row.name for table in piece.tables for row in table.rows),
            )
            assert all(squeezed(words).replace("•", "") in text for words in texts)


def test_a_file_in_large_print_has_a_name_of_its_own(tmp_path: Path) -> None:
    """It does not replace the file in the usual print."""
    assert (
        program.run(["build", str(Q3), "--large-print", "--format", "html", "-o", str(tmp_path)])
        == 0
    )
    assert [path.name for path in tmp_path.iterdir()] == [
        "asb-2016-17-q3-action-plan-draft-large-print.html"
    ]


def test_a_short_form_has_few_columns_and_says_which_it_leaves_out(tmp_path: Path) -> None:
    """`Report`, Large print = short; what an officer said of an action stays whole."""
    book = openpyxl.load_workbook(Q3)
    book["Report"].append(["Large print", "Short"])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    reading = read(path)
    view = report(reading, large_print=True)
    text = of_html(documents(view, formats=(Format.HTML,))[Format.HTML]).text
    told = "This is the short form. The whole action plan has Outcome, Accountable Officer and"
    assert squeezed(told) in text
    for action in reading.plan.actions:
        for words in (action.title, action.update.progress, action.update.next_steps):
            assert squeezed(plain(words)) in text
    assert squeezed(plain(reading.plan.actions[0].outcome)) not in text
    assert report(reading).columns == report(read(Q3)).columns  # the plan itself has them all
