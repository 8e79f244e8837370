"""Templates as people edit them: each fault is refused at its place, and nothing is lost."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import DATA
from lxml import etree
from making import report
from test_templates import TEMPLATES, made, word_template

from reportgen.app.documents import documents
from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.model.errors import TemplateWrong
from reportgen.reports.view import View

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def view() -> View:
    """The report of the third quarter."""
    return report(read(DATA / "asb-2016-17-q3.xlsx"))


ROW = "{%tr for row in section.rows %}"
NAME = "{{ report.organisation }}"
WORD = {
    "a loop without p": (
        "{%p for block in blocks %}",
        "{% for block in blocks %}",
        r"in two, table 3, row 2, column 8, near “.*March\.”\. {% for block in blocks %} begins in",
    ),
    "a loop of rows without tr": (ROW, "{% for row in section.rows %}", "table 3, row 3"),
    "a loop of rows as of paragraphs": (ROW, "{%p for row in section.rows %}", "table 3, row 3"),
    "words beside a tag": (
        "{%p if report.introduction %}",
        "Our introduction {%p if report.introduction %}",
        "“Our introduction” stands in one paragraph with {%p if report.introduction %}",
    ),
    "words in a row that a tag takes": (
        ROW,
        f"Mind the gap {ROW}",
        "“Mind the gap” stands in one row with {%tr for .*, table 3, row 2",
    ),
    "a paragraph in the midst of words": (
        NAME,
        "By {{ prose(report.introduction) }} of ours",
        "a paragraph stands inside text, near “",
    ),
    "a brace too few": (NAME, "{{ report.organisation }", "a tag is never closed: “{{ report"),
    "a brace too few at the front": (NAME, "{ report.organisation }}", "a tag is never begun"),
    "a tag that is not known": ("{%p endif %}", "{%p endfi %}", "near “.*unknown tag 'endfi'"),
    "a variable of a loop": ("{{ name }}", "{{ nmae }}", "near “{{ nmae.*Did you mean name?"),
    "a macro": (
        "{{p names(row.partners) }}",
        "{{p nmaes(row.partners) }}",
        "asks for “nmaes”.*Did you mean names?",
    ),
    "a filter": (NAME, "{{ report.organisation|uper }}", "No filter named.*Did you mean upper?"),
    "a row with fewer cells": (
        "<w:tr>",
        "<w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr><w:tr>",
        "a row has 2 cells where others have 3, table 1, row 1, “x”",
    ),
}


@pytest.mark.parametrize(("old", "new", "told"), WORD.values(), ids=WORD)
def test_a_broken_word_template_is_refused_at_its_place(
    tmp_path: Path, view: View, old: str, new: str, told: str
) -> None:
    """Docxtpl by itself mends each of them in silence, and drops words."""
    with pytest.raises(TemplateWrong, match=r"action_plan\.docx") as wrong:
        made(view, Format.DOCX, word_template(tmp_path, old, new))
    assert re.search(told, str(wrong.value)), str(wrong.value)


PAGES = {
    "a macro of the page": (
        "action_plan.html",
        "names(row.officers)",
        "nmaes(row.officers)",
        r"action_plan\.html \(line \d+\) asks for “nmaes”.*Did you mean names",
    ),
    "a field in what both pages share": (
        "parts.html",
        "block.bulleted",
        "block.buleted",
        r"parts\.html \(line \d+\) asks for “buleted”.*Did you mean bulleted",
    ),
    "a brace of a style sheet": (
        "base.css",
        "li + li { margin-top: 0.2em; }",
        "li + li { margin-top: 0.2em;",
        r"base\.css \(line \d+\) has a brace that opens what nothing closes",
    ),
    "a brace too many": (
        "print.css",
        ".glance { margin-top: 2.5mm; }",
        ".glance { margin-top: 2.5mm; }}",
        r"print\.css \(line \d+\) has a brace that closes what nothing opens",
    ),
    "a remark of a style sheet": (
        "print.css",
        ".glance { margin-top: 2.5mm; }",
        "/* wider\n.glance { margin-top: 2.5mm; }",
        r"print\.css \(line \d+\) opens a remark that nothing closes",
    ),
    "a property of a style sheet": (
        "base.css",
        "h1 { color",
        "h1 { colour: red; color",
        r"base\.css \(line \d+\) has “colour: red”, unknown property",
    ),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_broken_page_is_refused_by_file_and_line(tmp_path: Path, view: View, case: str) -> None:
    """The line is the one that names the fault."""
    file, old, new, told = PAGES[case]
    words = (TEMPLATES / file).read_text(encoding="utf-8")
    assert old in words
    changed = words.replace(old, new, 1)
    (tmp_path / file).write_text(changed, encoding="utf-8")
    with pytest.raises(TemplateWrong) as wrong:
        made(view, Format.PDF, tmp_path)
    found = re.search(told.replace(r"\d+", r"(\d+)"), str(wrong.value))
    assert found, str(wrong.value)
    assert "closes" in told or new in changed.splitlines()[int(found[1]) - 1]


@pytest.mark.parametrize("name", ["action plan.docx", "Action_Plan.docx", "acton_plan.docx"])
def test_a_template_under_a_wrong_name_is_not_passed_over(
    tmp_path: Path, view: View, name: str
) -> None:
    """Unless the right one lies beside it, or Word only keeps it open."""
    (tmp_path / name).write_bytes((TEMPLATES / "action_plan.docx").read_bytes())
    with pytest.raises(TemplateWrong, match=r"and no action_plan\.docx"):
        made(view, Format.DOCX, tmp_path)
    (tmp_path / "action_plan.docx").write_bytes((TEMPLATES / "action_plan.docx").read_bytes())
    (tmp_path / "~$per.docx").write_bytes(b"")
    assert made(view, Format.DOCX, tmp_path)


@pytest.mark.parametrize("words", ["", " \n", "{% if false %}x{% endif %}"])
def test_an_empty_page_is_refused(tmp_path: Path, view: View, words: str) -> None:
    """It would be a paper without a word."""
    (tmp_path / "action_plan.html").write_text(words, encoding="utf-8")
    with pytest.raises(TemplateWrong, match=r"action_plan\.html makes an empty page"):
        made(view, Format.HTML, tmp_path)


TITLE = (
    '</w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr><w:p><w:r><w:t>Title</w:t>'
    "</w:r></w:p></w:tc></w:tr>"
)


def test_a_merged_title_row_spans_its_table(tmp_path: Path, view: View) -> None:
    """In any table, whose columns are as many as its loops make."""
    with (
        zipfile.ZipFile(TEMPLATES / "action_plan.docx") as ours,
        zipfile.ZipFile(tmp_path / "action_plan.docx", "w") as theirs,
    ):
        for name in ours.namelist():
            theirs.writestr(name, ours.read(name).replace(b"</w:tblGrid>", TITLE.encode()))
    body = _body(made(view, Format.DOCX, tmp_path))
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) > 9
    for table in tables:
        first = table.find(f"{W}tr/{W}tc/{W}tcPr/{W}gridSpan")
        assert first is not None
        assert int(first.get(f"{W}val", "")) == len(table.findall(f"{W}tblGrid/{W}gridCol"))


REVIEWED = (
    '<w:ins w:id="1" w:author="Ann Author"><w:r><w:t>{{ report.organisation }}</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="Ann Author"><w:r><w:delText>struck out</w:delText></w:r></w:del>'
    '<w:commentRangeStart w:id="3"/><w:commentRangeEnd w:id="3"/>'
    '<w:r><w:commentReference w:id="3"/></w:r><w:bookmarkStart w:id="4" w:name="_GoBack"/>'
    '<w:bookmarkEnd w:id="4"/>'
)


def test_what_the_author_of_a_template_sees_never_reaches_a_paper(
    tmp_path: Path, view: View
) -> None:
    """Comments, tracked changes and names of authors; Word's own bookmarks are there once."""
    run = '<w:r><w:t xml:space="preserve">{{ report.organisation }}</w:t></w:r>'
    folder = word_template(tmp_path, run, REVIEWED)
    ours = documents(view, formats=(Format.DOCX,), templates=folder)
    assert not ours.omissions
    body = _body(ours.files[Format.DOCX])
    for gone in (b"Ann Author", b"struck out", b"commentR", b"w:ins "):
        assert gone not in etree.tostring(body)
    assert len(list(body.iter(f"{W}bookmarkStart"))) <= 1


def _body(content: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def test_our_own_templates_are_taken_as_they_are(tmp_path: Path, view: View) -> None:
    """A whole copy of them leaves nothing out."""
    for path in TEMPLATES.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    rendered = documents(view, templates=tmp_path)
    assert not rendered.omissions
    assert not rendered.differences


@pytest.mark.parametrize(
    "words",
    [
        "p::first-letter { font-size: 300%; float: left }",
        "h2 { transform: scale(0) }",
    ],
)
def test_looks_over_which_an_engine_stumbles_are_refused(
    tmp_path: Path, view: View, words: str
) -> None:
    """With the folder, and what to do; the program has no fault."""
    ours = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    (tmp_path / "print.css").write_text(f"{ours}\n{words}\n", encoding="utf-8")
    result = documents(view, formats=(Format.PDF,), templates=tmp_path)
    [refusal] = result.refusals
    assert isinstance(refusal, TemplateWrong)
    assert refusal.code == "template-not-laid-out"
