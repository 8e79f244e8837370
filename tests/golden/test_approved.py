"""The documents of the examples, compared with those that were approved.

Compared are the PDF's words page by page, and Word's words with styles and fills.
"""

import io
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from conftest import DATA
from documents import W
from docx import Document
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind

CASES = Path(__file__).parent / "cases"
EXAMPLES = {
    "q3-final": ("asb-2016-17-q3.xlsx", ReportKind.ACTION_PLAN, True),
    "published-draft": ("asb-action-plan.xlsx", ReportKind.ACTION_PLAN, False),
    "messy-draft": ("messy.xlsx", ReportKind.ACTION_PLAN, False),
    **{
        f"q3-{kind.value}": ("asb-2016-17-q3.xlsx", kind, True)
        for kind in ReportKind
        if kind is not ReportKind.ACTION_PLAN
    },
    "published-covering-report": ("asb-action-plan.xlsx", ReportKind.COVERING_REPORT, False),
}


def pdf_words(content: bytes) -> str:
    """The words of each page, under its number.

    Without blanks at the ends of lines: whether there is one goes by the version of the fonts.
    """
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    words = "\n".join(
        f"== page {number} ==\n{page.extract_text()}\n"
        for number, page in enumerate(pages, start=1)
    )
    return "".join(f"{line.rstrip()}\n" for line in words.splitlines())


def word_words(content: bytes) -> str:
    """Each paragraph with its style, and the fill of the cell it stands in."""
    return "\n".join(_paragraphs(Document(io.BytesIO(content)).element.body)) + "\n"


def _paragraphs(body) -> Iterator[str]:
    for paragraph in body.iter(f"{W}p"):
        words = "".join(
            "⏎" if part.tag == f"{W}br" else part.text or ""
            for part in paragraph.iter(f"{W}t", f"{W}br")
        )
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        shade = cell.find(f"{W}tcPr/{W}shd") if cell is not None else None
        if words.strip():
            named = style.get(f"{W}val") if style is not None else "Normal"
            filled = f" [{shade.get(f'{W}fill')}]" if shade is not None else ""
            yield f"{named}{filled}: {words}"


POPPLER = shutil.which("pdfinfo")


def heard(content: bytes, path: Path) -> str:
    """A PDF's tags with their words, as Poppler tells them: what a screen reader goes through."""
    path.write_bytes(content)
    done = subprocess.run(
        [str(POPPLER), "-struct-text", path], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.skipif(POPPLER is None, reason="Poppler is not installed")
def test_a_screen_reader_hears_what_was_approved(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The tags of the example's action plan, in order, and no empty paragraph among them."""
    view = report(read(DATA / "asb-2016-17-q3.xlsx"), final=True)
    content = documents(view, formats=(Format.PDF,))[Format.PDF]
    words = heard(content, tmp_path / "plan.pdf")
    approved = CASES / "q3-final" / "heard.txt"
    if request.config.getoption("--approve"):
        approved.write_text(words, encoding="utf-8")
    assert words == approved.read_text(encoding="utf-8")
    lines = words.splitlines()
    for line, after in pairwise([*lines, ""]):
        if line.strip() == "P (block)":
            assert after.startswith(f"{line.partition('P')[0]}  ")


@pytest.mark.parametrize("kind", [Format.PDF, Format.DOCX])
@pytest.mark.parametrize("case", EXAMPLES)
def test_the_examples_read_as_they_were_approved(
    case: str, kind: Format, request: pytest.FixtureRequest
) -> None:
    """A change of words, order, style or page shows here before a member sees it."""
    workbook, kind_of_report, final = EXAMPLES[case]
    view = report(read(DATA / workbook), kind_of_report, final=final)
    content = documents(view, formats=(kind,))[kind]
    words = pdf_words(content) if kind is Format.PDF else word_words(content)
    approved = CASES / case / f"{kind.value}.txt"
    if request.config.getoption("--approve"):
        approved.parent.mkdir(parents=True, exist_ok=True)
        approved.write_text(words, encoding="utf-8")
    assert words == approved.read_text(encoding="utf-8")
