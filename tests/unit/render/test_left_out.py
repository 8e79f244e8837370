"""What a council's own templates leave out of the words of a report is named, in every format."""

from pathlib import Path

import pytest
from conftest import DATA
from making import report
from test_templates import TEMPLATES, html_template, made, word_template

from reportgen.app.documents import documents
from reportgen.app.read import read
from reportgen.model.edition import PAPERS, Format
from reportgen.model.errors import TemplateWrong
from reportgen.render.left_out import left_out, squeezed, told
from reportgen.reports.view import View


@pytest.fixture(scope="module")
def view() -> View:
    """The report of the third quarter, final."""
    return report(read(DATA / "asb-2016-17-q3.xlsx"), final=True)


def final_refusal(view: View, folder: Path, *formats: Format) -> str:
    """What is said of a final paper that is not whole."""
    with pytest.raises(TemplateWrong) as wrong:
        documents(view, formats=formats, templates=folder)
    assert wrong.value.code == "template-leaves-out"
    return wrong.value.what


def style(folder: Path, words: str) -> Path:
    """Our style sheet of the PDF with more at its end, alone in a folder."""
    ours = (TEMPLATES / "print.css").read_text(encoding="utf-8")
    (folder / "print.css").write_text(f"{ours}\n{words}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", [Format.HTML, Format.PDF, Format.DOCX])
def test_a_column_that_is_left_out_is_named_with_its_actions(
    tmp_path: Path, view: View, kind: Format
) -> None:
    """Also where this format is made alone, and in the order of the plan."""
    html_template(tmp_path, "{{ names(row.partners) }}", "")
    word_template(tmp_path, "{{p names(row.partners) }}", " ")
    said = final_refusal(view, tmp_path, kind)
    assert "leaves out Partners of 22 actions (1.1, 1.2, 1.3, 1.4, 1.5 and 17 more)." in said
    assert "Officer" not in said


def test_a_comment_that_is_never_closed_is_named(tmp_path: Path, view: View) -> None:
    """A page of a few words went out as final."""
    start = "{% for section in report.sections %}\n<section"
    folder = html_template(tmp_path, start, f"<!-- {start}")
    said = final_refusal(view, folder, Format.HTML)
    assert "Progress of 25 actions" in said
    assert "sections.title" in said


def test_what_a_style_sheet_hides_is_left_out_of_the_pdf(tmp_path: Path, view: View) -> None:
    """It is not read aloud either."""
    folder = style(tmp_path, "td.outcome, th.outcome { display: none }")
    assert "The PDF leaves out Outcome of 27 actions" in final_refusal(view, folder, Format.PDF)


def test_what_the_page_hides_is_left_out_of_it(tmp_path: Path, view: View) -> None:
    """A browser shows none of it."""
    words = "{{ prose(row.progress) }}"
    folder = html_template(tmp_path, words, f"<span hidden>{words}</span>")
    assert "Progress of 25 actions" in final_refusal(view, folder, Format.HTML)


@pytest.mark.parametrize("formats", [(Format.PDF,), (Format.HTML, Format.PDF)])
def test_a_final_paper_without_a_word_is_refused(
    tmp_path: Path, view: View, formats: tuple[Format, ...]
) -> None:
    """A blank one went out as final, since it had no words to be compared."""
    said = final_refusal(view, style(tmp_path, "body { display: none }"), *formats)
    assert "The PDF leaves out Ref of 27 actions" in said


def test_a_draft_is_made_and_told_of(tmp_path: Path) -> None:
    """A draft can always be built."""
    draft = report(read(DATA / "asb-2016-17-q3.xlsx"))
    folder = html_template(tmp_path, "{{ report.summary }}", "")
    rendered = documents(draft, formats=(Format.HTML,), templates=folder)
    assert rendered.omissions == ("The web page leaves out summary.",)
    assert rendered.files


def test_what_is_meant_is_said_in_one_place(tmp_path: Path, view: View) -> None:
    """By the names that the program uses; a misspelt one is named, with the nearest."""
    html_template(tmp_path, "{{ names(row.partners) }}", "")
    listed = tmp_path / "left_out.txt"
    listed.write_text("# Cabinet asked for this.\npartners\n", encoding="utf-8")
    assert made(view, Format.HTML, tmp_path)
    listed.write_text("Partner\n", encoding="utf-8")
    with pytest.raises(TemplateWrong, match=r"names “Partner”.*Did you mean Partners"):
        made(view, Format.HTML, tmp_path)
    listed.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(TemplateWrong, match="cannot be read as text"):
        made(view, Format.HTML, tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<main>", "<main><p>Our own words.</p>"),
        ('<section class="went">', '<section class="went" style="text-transform: uppercase">'),
        (
            '<p class="summary"{{ along(report.summary) }}>{{ report.summary }}</p>',
            "<p><b>{{ report.summary }}</b></p>",
        ),
    ],
    ids=["added", "capitals", "restyled"],
)
def test_what_is_added_or_restyled_is_no_loss(
    tmp_path: Path, view: View, old: str, new: str
) -> None:
    """A final paper is made of it."""
    folder = html_template(tmp_path, old, new)
    assert set(documents(view, templates=folder).files) == set(PAPERS)


def test_words_that_stand_in_other_words_are_not_counted_twice(view: View) -> None:
    """A page without one action's progress lacks that, and no short word that stands in it too."""
    page = squeezed(" ".join(_texts(view)))
    progress = squeezed(view.sections[0].rows[0].progress[0].lines[0])
    gone = left_out(view, page, page.replace(progress, "", 1))
    assert told(gone) == "Progress of 1 action (1.1)"


def _texts(view: View) -> list[str]:
    rows = [row for section in view.sections for row in section.rows]
    lines = [line for row in rows for block in row.progress for line in block.lines]
    return [*lines, *(row.ref for row in rows), view.summary, view.title]
