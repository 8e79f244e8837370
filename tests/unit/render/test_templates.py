"""A council's own templates: taken file by file, run in a sandbox, and their faults named."""

import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from conftest import DATA, ROOT
from documents import of_html, of_word
from making import documents, report

from reportgen.app import documents as app_documents
from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.model.errors import TemplateWrong, Unrenderable
from reportgen.render.templates import folders
from reportgen.reports.view import View

TEMPLATES = ROOT / "templates"


@pytest.fixture(scope="module")
def view() -> View:
    """The report of the third quarter."""
    return report(read(DATA / "asb-2016-17-q3.xlsx"))


def made(view: View, kind: Format, folder: Path) -> bytes:
    """One document, with the templates of a folder first."""
    return documents(view, formats=(kind,), templates=folder)[kind]


def html_template(folder: Path, old: str, new: str) -> Path:
    """Our page with one thing changed, alone in a folder."""
    page = (TEMPLATES / "action_plan.html").read_text(encoding="utf-8")
    assert old in page
    (folder / "action_plan.html").write_text(page.replace(old, new, 1), encoding="utf-8")
    return folder


def word_template(folder: Path, old: str, new: str) -> Path:
    """Our Word file with one thing changed in its text, alone in a folder."""
    with (
        zipfile.ZipFile(TEMPLATES / "action_plan.docx") as ours,
        zipfile.ZipFile(folder / "action_plan.docx", "w") as theirs,
    ):
        for name in ours.namelist():
            content = ours.read(name).decode("utf-8")
            assert name != "word/document.xml" or old in content
            theirs.writestr(
                name, content.replace(old, new, 1) if name == "word/document.xml" else content
            )
    return folder


def test_a_folder_of_templates_may_hold_one_file(tmp_path: Path, view: View) -> None:
    """What is not there is taken from the shipped ones."""
    shutil.copy(TEMPLATES / "base.css", tmp_path)
    (tmp_path / "base.css").write_text("h1 { color: #123456; }", encoding="utf-8")
    page = made(view, Format.HTML, tmp_path).decode("utf-8")
    assert "#123456" in page
    assert "Objective One" in page
    assert made(view, Format.PDF, tmp_path).startswith(b"%PDF")


def test_a_misspelt_field_of_the_page_names_template_line_field_and_the_right_one(
    tmp_path: Path, view: View
) -> None:
    """The exit code is 5, and no field is guessed."""
    folder = html_template(tmp_path, "row.officers", "row.oficers")
    line = (folder / "action_plan.html").read_text(encoding="utf-8").split("row.oficers")[0].count(
        "\n"
    ) + 1
    with pytest.raises(TemplateWrong) as wrong:
        made(view, Format.HTML, folder)
    assert wrong.value.exit_code == 5
    assert wrong.value.what == (
        f"The template action_plan.html (line {line}) asks for “oficers”, "
        "a field that the report does not have."
    )
    assert wrong.value.fix == "Did you mean officers?"


def test_a_misspelt_field_of_the_word_file_is_named(tmp_path: Path, view: View) -> None:
    """Docxtpl by itself would print it as blank."""
    folder = word_template(tmp_path, "{{ report.organisation }}", "{{ report.organization }}")
    with pytest.raises(
        TemplateWrong,
        match=r"near “{{ report\.orga.*asks for “organization”.*Did you mean organisation\?",
    ):
        made(view, Format.DOCX, folder)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{{ report.title }}", "{{ report.title }", "template-syntax"),
        ("{{ report.title }}", "{{ 1 / 0 }}", "template-stopped"),
        ("{{ report.title }}", "{{ raport.title }}", "unknown-field"),
        ('{% include "base.css" %}', '{% include "bass.css" %}', "template-missing"),
        ("{{ report.title }}", "{{ report.__class__.__mro__ }}", "template-stopped"),
        (
            "{{ report.title }}",
            "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
            "template-stopped",
        ),
    ],
)
def test_wrong_and_wicked_page_templates_are_refused(
    tmp_path: Path, view: View, old: str, new: str, code: str
) -> None:
    """Templates come by e-mail too: they cannot compute, reach into Python or give a traceback."""
    with pytest.raises(TemplateWrong) as wrong:
        made(view, Format.HTML, html_template(tmp_path, old, new))
    assert wrong.value.code == code


def test_a_link_out_of_the_template_folder_is_not_followed(tmp_path: Path, view: View) -> None:
    """Not by an include, nor as a template itself; a link within the folder is."""
    (tmp_path / "private.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "own").mkdir()
    folder = html_template(tmp_path / "own", "{{ report.title }}", '{% include "linked.txt" %}')
    linked = folder / "linked.txt"
    linked.symlink_to(tmp_path / "private.txt")
    with pytest.raises(TemplateWrong) as wrong:
        made(view, Format.HTML, folder)
    assert wrong.value.code == "template-outside"
    linked.unlink()
    (folder / "inside.txt").write_text("ours", encoding="utf-8")
    linked.symlink_to(folder / "inside.txt")
    assert b"ours" in made(view, Format.HTML, folder)
    (folder / "action_plan.docx").symlink_to(tmp_path / "private.txt")
    with pytest.raises(TemplateWrong) as wrong:
        made(view, Format.DOCX, folder)
    assert wrong.value.code == "template-outside"


@pytest.mark.parametrize(
    ("style", "told"),
    [
        (".actions { width: 420mm }", r"page \d+ runs off the paper near “"),
        (".actions { margin-left: -90mm }", r"page \d+ runs off the paper near “"),
        ("h1 { width: 3mm; overflow-wrap: anywhere }", "breaks “Welwyn.* into a letter a line"),
    ],
)
def test_words_that_do_not_fit_on_the_paper_are_told(
    tmp_path: Path, view: View, style: str, told: str
) -> None:
    """With the page, and words near by."""
    ours = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    (tmp_path / "print.css").write_text(f"{ours}\n{style}", encoding="utf-8")
    with pytest.raises(TemplateWrong, match=told):
        made(view, Format.PDF, tmp_path)


def test_another_paper_fits(tmp_path: Path, view: View) -> None:
    """Upright, with wider margins: widths are in hundredths."""
    ours = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    upright = f"{ours}\n@page {{ size: A4 portrait; margin: 20mm }}"
    (tmp_path / "print.css").write_text(upright, encoding="utf-8")
    assert made(view, Format.PDF, tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize("target", ["base.css", "/nonex"])
def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path, target: str) -> None:
    """And not passed over for the one that ships."""
    (tmp_path / "base.css").symlink_to(target)
    with pytest.raises(TemplateWrong, match=r"base\.css is no file"):
        folders(tmp_path)


def test_a_word_template_runs_in_the_sandbox_too(tmp_path: Path, view: View) -> None:
    """A Word template cannot reach into Python either."""
    folder = word_template(tmp_path, "{{ report.quarter }}", "{{ report.__class__ }}")
    with pytest.raises(TemplateWrong):
        made(view, Format.DOCX, folder)


def test_a_word_template_that_is_no_word_file_is_refused(tmp_path: Path, view: View) -> None:
    """A text file with the name of a Word template is refused."""
    (tmp_path / "action_plan.docx").write_text("x", encoding="utf-8")
    with pytest.raises(TemplateWrong, match="is not a Word document"):
        made(view, Format.DOCX, tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, view: View) -> None:
    """The refusal says how to make one."""
    with pytest.raises(TemplateWrong, match="Make one of the templates that ship"):
        made(view, Format.HTML, tmp_path / "nowhere")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.png", "file:///etc/passwd"])
def test_the_pdf_fetches_nothing_from_outside_the_template_folders(
    tmp_path: Path, view: View, address: str
) -> None:
    """Neither the internet nor other files of the computer."""
    style = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    (tmp_path / "print.css").write_text(
        f"{style}\nmain {{ background: url({address}) }}", encoding="utf-8"
    )
    with pytest.raises(Unrenderable) as refused:
        made(view, Format.PDF, tmp_path)
    assert refused.value.exit_code == 6
    assert "only files in the template folders are fetched" in refused.value.what


@pytest.mark.parametrize("name", ["../../../../../../etc/hostname", "gone.png"])
def test_a_picture_that_is_not_beside_the_template_is_named(
    tmp_path: Path, view: View, name: str
) -> None:
    """On the web page it would be a hole, so no page is made either."""
    folder = html_template(tmp_path, "<main>", f'<main><img src="{name}" alt="x">')
    for kind in (Format.PDF, Format.HTML):
        with pytest.raises(TemplateWrong, match="in no template folder"):
            made(view, kind, folder)


def test_a_logo_beside_the_template_and_a_data_uri_are_fetched(tmp_path: Path, view: View) -> None:
    """What belongs to the template may be used."""
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', encoding="utf-8"
    )
    shutil.copy(TEMPLATES / "print.css", tmp_path)
    images = '<main><img src="logo.svg" alt="Council"><img alt="y" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">'
    folder = html_template(tmp_path, "<main>", images)
    assert made(view, Format.PDF, folder).startswith(b"%PDF")
    assert b'src="data:image/svg+xml;base64,' in made(view, Format.HTML, folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("font-size: 22pt", "font-sice: 22pt", "print.css (line 25) has “font-sice: 22pt”"),
        ("@page {", "@import 'gone.css'; @page {", "WeasyPrint says"),
        ("15mm 14mm", "15 14mm", "print.css (line 4) has “margin: 15 14mm 14mm”"),
    ],
)
def test_whatever_weasyprint_says_is_a_refusal(
    tmp_path: Path, view: View, old: str, new: str, told: str
) -> None:
    """WeasyPrint logs and carries on; a paper with a missing style must not go out."""
    sheet = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    assert old in sheet
    (tmp_path / "print.css").write_text(sheet.replace(old, new), encoding="utf-8")
    with pytest.raises((TemplateWrong, Unrenderable), match=re.escape(told)):
        made(view, Format.PDF, tmp_path)


def test_a_restyled_word_file_keeps_its_styles(tmp_path: Path, view: View) -> None:
    """What a coordinator changes in Word is what comes out."""
    folder = word_template(tmp_path, 'w:val="Fact"', 'w:val="Quarter"')
    assert (
        of_word(made(view, Format.DOCX, folder)).text
        == of_html(made(view, Format.HTML, folder)).text
    )


def test_the_template_itself_has_no_jinja_in_attributes() -> None:
    """With it the file would not open in Word, where the coordinator restyles it."""
    with zipfile.ZipFile(TEMPLATES / "action_plan.docx") as package:
        for name in package.namelist():
            assert not re.search(r'="[^"]*(\{\{|\{%)', package.read(name).decode("utf-8")), name


LOOKS = [
    [part.strip().strip("`") for part in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "templates.md").read_text("utf-8").splitlines()
    if line.count("` | `") == 1 and line.startswith("| ")
]


@pytest.mark.parametrize(
    ("file", "old", "new"), [look[1:] for look in LOOKS], ids=[look[0] for look in LOOKS]
)
def test_the_looks_of_the_page_on_templates_can_be_had(
    file: str, old: str, new: str, tmp_path: Path, view: View
) -> None:
    """Each by one change of one file; nothing of the report is left out by it."""
    ours = (TEMPLATES / file).read_text("utf-8")
    assert old in ours
    (tmp_path / file).write_text(ours.replace(old, new, 1), "utf-8")
    rendered = app_documents.documents(view, templates=tmp_path, formats=(Format.HTML, Format.PDF))
    assert set(rendered.files) == {Format.HTML, Format.PDF}
    assert rendered.omissions == ()
    plain = made(view, Format.PDF, TEMPLATES)
    assert rendered.files[Format.PDF] != plain
