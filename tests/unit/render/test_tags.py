"""What a screen reader finds in the PDF."""

import datetime as dt
import io
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pytest
from conftest import DATA, Sketch
from documents import of_html, squeezed
from lxml import html as lxml_html
from making import documents, report
from tagged import audit, heard, rows

from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind

DAY = dt.date(2017, 1, 31)
Q3 = DATA / "asb-2016-17-q3.xlsx"
WORKBOOKS = sorted(path.name for path in DATA.glob("*.xlsx"))
POPPLER = shutil.which("pdfinfo")


@cache
def made(workbook: Path, kind: ReportKind) -> dict[Format, bytes]:
    """A report as PDF and as web page."""
    return dict(documents(report(read(workbook), kind), formats=(Format.PDF, Format.HTML)))


def pdf_of(workbook: Path, kind: ReportKind = ReportKind.ACTION_PLAN) -> bytes:
    """A report as a PDF."""
    return made(workbook, kind)[Format.PDF]


def page_of(workbook: Path, kind: ReportKind = ReportKind.ACTION_PLAN) -> bytes:
    """The same as a web page."""
    return made(workbook, kind)[Format.HTML]


@pytest.fixture(scope="module")
def long_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workbook of 300 actions in two objectives.

    Rows and lists cross pages, and one row takes four pages.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actions"
    sheet.append(["Ref", "Objective", "Action", "Officer", "Status", "Progress"])
    for number in range(300):
        words = " ".join(
            f"word{number}x{place}"
            for place in range(230 if number == 7 else 130 if number % 9 == 0 else 12)
        )
        points = "\n".join(
            f"• point {point} of {number}" for point in range(40 if number == 11 else 3)
        )
        sheet.append(
            [
                f"{1 + number // 150}.{1 + number % 150}",
                1 + number // 150,
                words,
                "R Patel",
                "Green",
                points,
            ]
        )
    objectives = book.create_sheet("Objectives")
    for row in (["Number", "Objective"], [1, "Safer streets"], [2, "Safer homes"]):
        objectives.append(row)
    path = tmp_path_factory.mktemp("long") / "long.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_pdf_can_be_read_aloud(workbook: str, kind: ReportKind) -> None:
    """PDF/UA-1 and PDF/A-2a by every point that can be checked here."""
    findings = audit(pdf_of(DATA / workbook, kind))
    assert findings.faults == Counter()
    assert findings.artefacts["Header"] and findings.artefacts["Footer"]


def test_a_table_over_many_pages_is_one_table(long_plan: Path) -> None:
    """So is a section, a list and a row.

    Headings that are repeated on the next page are not heard again.
    """
    content = pdf_of(long_plan)
    findings, counted = audit(content), rows(content)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    assert findings.faults == Counter()
    with_table = [page for page in pages if re.search(r"Ref\s+Action", page)]
    assert len(with_table) > 45
    tables = [len(table) for table in counted if set(table) == {5}]
    divided = sum(page.count("continued") for page in pages)
    assert sum(tables[:2]) == 300 + 2 + divided
    assert divided > 5
    assert all(len(set(table)) == 1 for table in counted)
    [long_row] = [number for number, page in enumerate(pages) if "word7x0 " in page]
    assert "word7x229" in "".join(pages[long_row : long_row + 4])
    assert findings.kinds["L"] >= 300 + 1
    assert findings.kinds["Table"] == 2 + 3  # the key, at a glance, problems


@pytest.mark.skipif(not POPPLER, reason="poppler-utils is not installed")
@pytest.mark.parametrize(
    ("workbook", "kind"),
    [("messy.xlsx", ReportKind.ACTION_PLAN), *((Q3.name, kind) for kind in ReportKind)],
)
def test_what_is_heard_is_what_the_page_says(
    workbook: str, kind: ReportKind, tmp_path: Path
) -> None:
    """Poppler, another reader than ours, finds the web page's words in its order.

    It finds nothing else, and nothing twice.
    """
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf_of(DATA / workbook, kind))
    text = heard(
        subprocess.run(
            [POPPLER, "-struct-text", path],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
    )
    page = page_of(DATA / workbook, kind)
    entries = lxml_html.fromstring(page.decode("utf-8")).xpath("//nav//li")
    listed = "".join(rf"{re.escape(squeezed(entry.text_content()))}\d+" for entry in entries)
    assert (
        re.sub(f"Contents{listed}" if entries else "•", "", text).replace("•", "")
        == of_html(page).heard
    )


@pytest.mark.skipif(not POPPLER, reason="poppler-utils is not installed")
def test_a_row_divided_over_pages_is_heard_part_by_part(tmp_path: Path, drawn: Sketch) -> None:
    """Each part is heard as a row, with the ref and the status that it goes on with."""
    words = [f"word{number}" for number in range(230)]
    headed = "| Ref | Objective | Action | Officer | Status | Progress |"
    plan = f"{headed}\n| 1.1 | 1 | {' '.join(words)} | R Patel | Green | {' '.join(words)} |"
    path = tmp_path / "made.pdf"
    path.write_bytes(pdf_of(drawn(plan)))
    text = heard(
        subprocess.run(
            [POPPLER, "-struct-text", path],
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        ).stdout
    )
    assert "…RPatelGreenword0word1" in text
    first, second = text.split("1.1continued…")[:2]
    assert first.rstrip().endswith("…")
    assert "Green…word" in second


def said_for(content: bytes) -> list[str]:
    """What pieces of a PDF's pages say that they stand for."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(operands[1].ActualText)
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/ActualText" in operands[1]
        ]


def test_lines_are_heard_with_a_blank_between_them(drawn: Sketch) -> None:
    """Where the page has one: not within a word that was broken, nor after a hyphen."""
    said = said_for(pdf_of(Q3))
    assert "Quarter 3 2016/17, October to " in said
    assert all(words.endswith(" ") for words in said)
    path = drawn(
        "| Ref | Objective | Action | Officer | Status | Progress |\n"
        f"| 1.1 | 1 | Lights | R Patel | Green | {'x' * 300} {'un-' * 90}ready |"
    )
    assert [words for words in said_for(pdf_of(path)) if words[0] == "x"] in ([], ["x" * 300 + " "])
    assert not [words for words in said_for(pdf_of(path)) if words.endswith("- ")]


def test_links_say_where_they_go() -> None:
    """A link has the words that stand there, and not an anchor's name."""
    with pikepdf.open(io.BytesIO(pdf_of(Q3))) as pdf:
        link_texts = {
            str(link.Contents) for page in pdf.pages for link in page.obj.get("/Annots", [])
        }
    assert any(words.startswith("Objective One: Providing a victim") for words in link_texts)


def test_a_templates_languages_abbreviations_and_addresses_are_heard(
    tmp_path: Path, drawn: Sketch
) -> None:
    """What the HTML says of a word, the PDF says of it."""
    ours = Path("templates/action_plan.html").read_text("utf-8")
    markup = '<span lang="cy">Bore da</span> <abbr title="anti-social behaviour">ASB</abbr>'
    extra = f'<p>{markup} <a href="https://example.org/">our site</a></p>'
    (tmp_path / "action_plan.html").write_text(ours.replace("<main>", f"<main>{extra}", 1), "utf-8")
    view = report(
        read(drawn("| Ref | Objective | Action | Officer |\n| 1.1 | 1 | Lights | R Patel |"))
    )
    content = documents(view, formats=(Format.PDF,), templates=tmp_path)[Format.PDF]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spans = [
            element
            for element in pdf.objects
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Span"
        ]
        assert {str(span.get("/Lang", "")) for span in spans} == {"cy", ""}
        assert [str(span.E) for span in spans if "/E" in span] == ["anti-social behaviour"]
        assert [
            str(link.Contents) for page in pdf.pages for link in page.obj.get("/Annots", [])
        ] == ["our site, https://example.org/"]
    assert audit(content).faults == Counter()


ODD = (
    "\n"
    "Loose words <b>in a group</b>, <!-- a comment --> and on.\n"
    "<ul><li>One <ul><li>within one</li></ul> after it</li><li><p>Two</p></li></ul>\n"
    '<ol id="acts"><li>First</li></ol>\n'
    "<dl><dt>Term</dt><dd>Meaning</dd></dl>\n"
    '<table><thead><tr><!-- x --><th>A</th><th scope="col" colspan="2">B</th></tr></thead>\n'
    '<tbody><tr><th rowspan="2">r</th><td colspan="x">1</td><td></td></tr><tr><td>2</td>'
    '<td lang="fr">trois</td></tr></tbody></table>\n'
    '<svg viewBox="0 0 1 1" width="9" height="9"><rect width="1" height="1"/></svg>\n'
    '<svg viewBox="0 0 1 1" width="9" height="9"><title>A square</title>'
    '<rect width="1" height="1"/></svg>\n'
    '<p>See <a href="#acts" title="The list of contents">above</a>, or '
    '<a href="https://example.org/a">https://example.org/a</a>.</p>\n'
    '<span aria-hidden="true">decoration <i>only</i></span>\n'
)


def test_whatever_html_a_template_has_is_tagged_as_it_should_be(
    tmp_path: Path, drawn: Sketch
) -> None:
    """Any HTML gets the tags that PDF/UA asks for.

    Tried are lists in lists, words without a paragraph, comments between cells, cells over several
    columns and rows, and bare pictures.
    """
    ours = Path("templates/action_plan.html").read_text("utf-8")
    (tmp_path / "action_plan.html").write_text(
        ours.replace("<main>", f"<main><section><h2>Odd</h2>{ODD}</section>", 1), "utf-8"
    )
    view = report(
        read(drawn("| Ref | Objective | Action | Officer |\n| 1.1 | 1 | Lights | R Patel |"))
    )
    content = documents(view, formats=(Format.PDF,), templates=tmp_path)[Format.PDF]
    findings = audit(content)
    assert findings.faults == Counter()
    assert (findings.kinds["L"], findings.kinds["Figure"], findings.kinds["Link"]) == (4, 1, 2)
    path = tmp_path / "made.pdf"
    path.write_bytes(content)
    if POPPLER:
        text = heard(
            subprocess.run(
                [POPPLER, "-struct-text", path],
                capture_output=True,
                text=True,
                check=True,
                encoding="utf-8",
            ).stdout
        )
        odd = "Loosewordsinagroup,andon.•One◦withinoneafterit•Two1.FirstTermMeaningABr12troisSeeabove,orhttps://example.org/a."
        assert f"Odd{odd}" in text
        assert "decoration" not in text


def test_tables_name_the_headings_of_each_cell() -> None:
    """The cell of a status has its action's ref and the word Status as its headings."""
    with pikepdf.open(io.BytesIO(pdf_of(Q3))) as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        by_id = {bytes(name): tag for name, tag in zip(names[0::2], names[1::2], strict=True)}
        cells = [cell for cell in by_id.values() if cell.A.Scope == "/Row"]
        assert len(by_id) == len(names) // 2
        row = cells[-1].P
        headers = [
            [by_id[bytes(name)].A.Scope for name in cell.A.Headers]
            for cell in row.K
            if cell.S == "/TD"
        ]
    assert headers == [["/Row", "/Column"]] * len(headers)
