"""What a council sets in the sheet Report: its columns, logo, font and colour."""

import datetime as dt
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from conftest import ROOT, Sketch, places, sketch
from documents import of_html, of_word
from making import documents, report

from reportgen.app.build import BuildOptions, build
from reportgen.app.merge import merge
from reportgen.app.read import read
from reportgen.model.colours import READABLE, contrast, darkened, fill
from reportgen.model.edition import Edition, Format
from reportgen.reports.columns import chosen

ACTIONS = """
    | Ref | Objective | Action | Outcome | Accountable Officer | Status | Progress | % done | Risk |
    | 1.1 | 1 | Lights | Light | R Patel | Green | Hung. | 40% | High: rain |
    | 2.1 | 2 | Locks  | Safe  | A Jones | Red   | None. |     | Low |
"""
REPORT = """
    | Setting | Value |
    | Title   | ASB Strategy |
    | Quarter | Q3 2016/17 |
"""


def picture(width: int = 6, height: int = 2) -> bytes:
    """A green PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = (b"\0" + b"\0\x70\x3c" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def with_setting(drawn: Sketch, name: str, value: str) -> Path:
    """A plan with a setting more."""
    return drawn(ACTIONS, report=f"{REPORT} | {name} | {value} |")


def test_the_columns_asked_for_are_printed_in_their_order(drawn: Sketch) -> None:
    """The sheet's own among them; nothing is said of these any more."""
    path = with_setting(drawn, "Columns", "Ref; Action; % done; Status; Risk; Progress")
    assert ("column-unknown", "Actions!H1") not in places(path)
    view = report(read(path))
    headings = [column.heading for column in view.columns]
    assert headings == ["Ref", "Action", "% done", "Status", "Risk", "Progress"]
    files = documents(view)
    page, word = of_html(files[Format.HTML]), of_word(files[Format.DOCX])
    row = next(row for row in page.rows if row[0] == "1.1")
    assert row == ["1.1", "Lights", "40%", "●Green", "High:rain", "Hung."]
    assert word.text == page.text


@pytest.mark.parametrize(
    ("typed", "headings"),
    [
        ("", ["Ref", "Action", "Outcome", "Timescale"]),
        ("Progress", ["Ref", "Action", "Progress", "Status"]),
        ("RAG; Lead; Ref", ["Action", "Status", "Accountable Officer", "Ref"]),
        ("risk; nonsense", ["Ref", "Action", "Risk", "Status"]),
        ("Ref, Action, Risk", ["Ref", "Action", "Risk", "Status"]),
        ("nonsense", ["Ref", "Action", "Outcome", "Timescale"]),
    ],
)
def test_ref_action_and_status_are_always_there(typed: str, headings: list[str]) -> None:
    """Columns are known by their other names, too; what is no column is passed over."""
    assert list(chosen(typed, ["Risk"]).values())[: len(headings)] == headings


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Ref; Action; Status; Rsk", ["column-unlisted"]),
        ("Ref; Action; Status; Next steps", ["column-unlisted"]),
        ("Action; Progress", ["column-needed"]),
    ],
)
def test_a_list_of_columns_that_is_not_right_is_told_of(
    typed: str, codes: list[str], drawn: Sketch
) -> None:
    """At its cell."""
    path = with_setting(drawn, "Columns", typed)
    told = [code for code, where in places(path) if where == "Report!B4"]
    assert told == codes


def test_a_column_of_ours_that_cannot_be_kept_out_is_told_of(drawn: Sketch) -> None:
    """Only columns of the plan's own can."""
    path = with_setting(drawn, "Columns not printed", "Risk; Progress")
    assert [code for code, where in places(path) if where == "Report!B4"] == ["column-unlisted"]


def test_what_stands_in_an_own_column_is_read_like_any_cell(drawn: Sketch) -> None:
    """A sheet's own column that is printed is checked: a formula without a result, debris."""
    actions = ACTIONS.replace("High: rain", "<b>High</b>").replace("| Low |", "| =2+2 |")
    path = drawn(actions, report=f"{REPORT} | Columns | Ref; Action; Status; Risk |")
    found = dict(reversed(pair) for pair in places(path))
    assert found["Actions!I2"] == "cleaned-html"
    assert found["Actions!I3"] == "formula-not-calculated"


def test_an_edit_of_an_own_column_in_word_is_named_and_a_column_not_printed_is_no_edit(
    drawn: Sketch, tmp_path: Path
) -> None:
    """What the paper does not show is as in the plan."""
    path = with_setting(drawn, "Columns", "Ref; Action; Status; Progress; Risk")
    paper = tmp_path / "paper.docx"
    paper.write_bytes(documents(report(read(path)), formats=(Format.DOCX,))[Format.DOCX])
    day = dt.date(2017, 1, 31)
    assert not merge(path, [paper], tmp_path / "same.xlsx", made_on=day).problems
    document = docx.Document(str(paper))
    cells = [c for t in document.tables for r in t.rows for c in r.cells if c.text == "Low"]
    cells[0].paragraphs[0].runs[0].text = "Gone"
    document.save(str(paper))
    [problem] = merge(path, [paper], tmp_path / "merged.xlsx", made_on=day).problems
    assert problem.what.startswith("The Risk of 2.1 is “Gone” here; the plan’s “Low” stays.")


def built(path: Path, folder: Path, templates: Path | None = None) -> list[str]:
    """What is told of building a plan's action plan in a folder."""
    result = build(path, BuildOptions(folder=folder, editions=(Edition(),), templates=templates))
    assert not result.refusals
    return list(result.notes)


@pytest.mark.parametrize("where", ["beside the workbook", "among the templates"])
def test_the_logo_is_on_every_document(where: str, tmp_path: Path) -> None:
    """With words for who cannot see it."""
    path = sketch(tmp_path / "plan.xlsx", ACTIONS, report=f"{REPORT} | Logo | logo.png |")
    folder = tmp_path if where == "beside the workbook" else tmp_path / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "logo.png").write_bytes(picture())
    assert not built(path, tmp_path / "out", None if folder == tmp_path else folder)
    page = next((tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    assert '<img class="logo" src="data:image/png;base64,' in page
    assert 'alt="Council logo"' in page
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.docx"))) as word:
        assert word.read("word/media/image1.png").startswith(b"\x89PNG")
        assert 'descr="Council logo"' in word.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gone.png", b"", "no picture “gone.png” beside the workbook"),
        ("logo.png", b"<svg/>", "“logo.png” is no picture that can be shown"),
        ("logo.png", picture()[:20], "“logo.png” is no picture that can be shown"),
        ("logo.png", b"\x89PNG\r\n\x1a\n", "“logo.png” is no picture that can be shown"),
        ("logo.png", picture(0, 0), "“logo.png” is no picture that can be shown"),
        ("logo.jpg", b"\xff\xd8\xff\xe0", "“logo.jpg” is no picture that can be shown"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_told_of(
    name: str, content: bytes, told: str, tmp_path: Path
) -> None:
    """The papers are made without it."""
    path = sketch(tmp_path / "plan.xlsx", ACTIONS, report=f"{REPORT} | Logo | {name} |")
    if content:
        (tmp_path / name).write_bytes(content)
    assert [note for note in built(path, tmp_path / "out") if told in note]


@pytest.mark.parametrize("name", ["../secret.png", "/etc/logo.png", "C:\\logo.png", "a.svg", "x"])
def test_a_logo_names_no_folder(name: str, drawn: Sketch) -> None:
    """A workbook that came by e-mail shows nothing of the computer."""
    path = with_setting(drawn, "Logo", name)
    assert ("choice-unknown", "Report!B4") in places(path)


def test_the_font_is_set_everywhere_and_told_where_it_is_not_installed(tmp_path: Path) -> None:
    """Word has it by its name; a PDF needs it on this computer."""
    path = sketch(tmp_path / "plan.xlsx", ACTIONS, report=f"{REPORT} | Font | Nosuch Sans |")
    notes = built(path, tmp_path / "out")
    assert any("the font Nosuch Sans is not installed" in note for note in notes)
    page = next((tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    assert 'font-family: "Nosuch Sans", Arial' in page
    with zipfile.ZipFile(next((tmp_path / "out").glob("*.docx"))) as word:
        styles = word.read("word/styles.xml").decode("utf-8")
    assert 'w:ascii="Nosuch Sans"' in styles
    assert 'w:ascii="Arial"' not in styles


@pytest.mark.parametrize("colour", ["teal", "#0a0", "gold", "Sky Blue", "#FFFFFF", "amber"])
def test_an_accent_is_darkened_until_it_can_be_read(colour: str) -> None:
    """Names are ours and those of CSS."""
    dark = darkened(fill(colour))
    assert contrast(dark, "FFFFFF") >= READABLE
    assert darkened(dark) == dark


def test_a_pale_accent_is_told_with_the_nearest(drawn: Sketch) -> None:
    """And the papers have that."""
    path = with_setting(drawn, "Accent colour", "gold")
    workbook = read(path)
    [problem] = [p for p in workbook.problems if p.code == "colour-pale"]
    assert f"#{report(workbook).accent}" in problem.fix


def test_the_settings_are_told_of() -> None:
    """Nobody finds a setting that is not told of."""
    words = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in words for name in ("Columns", "Logo", "Font", "Accent colour"))
