"""Words that run from right to left are marked so, in the page, the PDF's page and Word."""

import io

import docx
import pytest
from conftest import Sketch
from documents import of_html, of_word
from making import documents, report

from reportgen.app.read import read
from reportgen.model import direction
from reportgen.model.direction import Writing
from reportgen.model.edition import Format

ARABIC = "تم نشر النشرة"
ACTIONS = f"""
    | Ref | Objective | Action | Accountable Officer | Status | Progress |
    | 1.1 | 1 | Lights | R Patel | Green | {ARABIC} |
    | 1.2 | 1 | Locks  | R Patel | Green | See {ARABIC} today. |
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("words", "way"),
    [("12. تم", "rtl"), ("Ab تم", "ltr"), ("שלום", "rtl"), ("1.2", None), ("", None)],
)
def test_the_first_letter_tells(words: str, way: str | None) -> None:
    """As in a browser: figures and signs run either way."""
    found = direction.of_words(words)
    assert (found.value if found else None) == way


@pytest.mark.parametrize(
    ("tag", "way"),
    [("en-GB", "ltr"), ("ar", "rtl"), ("UR-PK", "rtl"), ("pa-Arab", "rtl"), ("az-Latn", "ltr")],
)
def test_the_script_of_a_tag_decides(tag: str, way: str) -> None:
    """Else the language does."""
    assert direction.of_language(tag) is Writing(way)


def test_paragraphs_and_words_are_marked(drawn: Sketch) -> None:
    """A paragraph by its first letter; within one that runs the other way, the words alone."""
    files = documents(report(read(drawn(ACTIONS))))
    page = files[Format.HTML].decode()
    assert f'<p dir="rtl">{ARABIC}</p>' in page
    assert f"<p>See {ARABIC} today.</p>" in page
    word = docx.Document(io.BytesIO(files[Format.DOCX])).element.body
    [paragraph] = [p for p in word.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None]
    assert "".join(t.text for t in paragraph.iter(f"{W}t")) == ARABIC
    marked = [
        "".join(t.text for t in run.iter(f"{W}t"))
        for run in word.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}rtl") is not None
    ]
    assert marked == [ARABIC, ARABIC]
    assert of_word(files[Format.DOCX]).text == of_html(files[Format.HTML]).text


@pytest.mark.parametrize("words", ["٣", "٣٠٪", "١.١", "٣ %", "؟", f"٣ {ARABIC} ٣"])
def test_figures_and_signs_without_letters_are_kept(words: str, drawn: Sketch) -> None:
    """In Word too: nothing of a run is lost when it is divided."""
    path = drawn(
        "| Ref | Objective | Action | Officer | Status | Progress |\n"
        f"| 1.1 | 1 | Lights | R Patel | Green | {words} |"
    )
    files = documents(report(read(path)), formats=(Format.HTML, Format.DOCX))
    assert of_word(files[Format.DOCX]).text == of_html(files[Format.HTML]).text
    assert words.replace(" ", "") in of_word(files[Format.DOCX]).text


def test_a_plan_in_arabic_runs_from_right_to_left(drawn: Sketch) -> None:
    """Pages, tables and sections; English words in it run as they do."""
    path = drawn(ACTIONS, report="| Setting | Value |\n | Language | ar |")
    files = documents(report(read(path)))
    page = files[Format.HTML].decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<p dir="ltr">Lights</p>' in page
    word = docx.Document(io.BytesIO(files[Format.DOCX])).element.body
    assert all(table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in word.iter(f"{W}tbl"))
    assert word.find(f"{W}sectPr/{W}bidi") is not None
