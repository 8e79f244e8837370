"""The PDF by Typst: it says what the page does, its tags are whole, its faults are told."""

import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from conftest import DATA, ROOT, Sketch
from making import report

from reportgen.app import documents as app_documents
from reportgen.app.read import read
from reportgen.cli import program
from reportgen.model.edition import Attachment, Edition, Engine, Format, ReportKind
from reportgen.model.errors import Disagreement, TemplateWrong, Unrenderable
from reportgen.render import pdf as engines
from reportgen.render.typst import process

Q3 = DATA / "asb-2016-17-q3.xlsx"


def by_typst(view, **how):
    """What Typst makes of a view: the PDF, and where it parts from the page."""
    return app_documents.documents(
        view, formats=(Format.HTML, Format.PDF), engine=Engine.TYPST, **how
    )


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("name", ["asb-2016-17-q3.xlsx", "messy.xlsx"])
def test_it_says_what_the_page_says(name: str, kind: ReportKind, *, large: bool) -> None:
    """In the same order; a difference would have raised Disagreement."""
    rendered = by_typst(report(read(DATA / name), kind, large_print=large))
    assert rendered.refusals == ()
    assert rendered.differences == ()
    assert rendered.files[Format.PDF].startswith(b"%PDF")


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("name", ["asb-2016-17-q3.xlsx", "messy.xlsx"])
def test_the_two_engines_agree(name: str, kind: ReportKind, *, large: bool) -> None:
    """On bookmarks, tables with their headers, links, alternative texts and pages."""
    view = report(read(DATA / name), kind, large_print=large)
    content = by_typst(view).files[Format.PDF]
    app_documents.must_agree(view, content, Engine.TYPST, None)


def test_what_the_engines_disagree_on_is_refused() -> None:
    """With the place."""
    plain, other = (report(read(DATA / name)) for name in ("asb-2016-17-q3.xlsx", "messy.xlsx"))
    content = by_typst(other).files[Format.PDF]
    with pytest.raises(Disagreement, match=r"bookmarks, number 32: “5\.2Focused.*tables, number"):
        app_documents.must_agree(plain, content, Engine.TYPST, None)


def test_words_that_run_both_ways_are_said_by_both_engines(drawn: Sketch) -> None:
    """A bracket beside Arabic is turned where it is drawn."""
    words = "عدد. (المجلس [موقع]) “على” Green"
    path = drawn(
        f"| Ref | Objective | Action | Officer | Progress |\n| 1 | 1 | Sow | Parks | {words} |"
    )
    for large in (False, True):
        rendered = by_typst(report(read(path), large_print=large))
        assert rendered.differences == ()


def tables(content: bytes):
    """The tables of a PDF's tags."""
    return tagged(content, "/Table")


def tagged(content: bytes, kind: str):
    """The elements of a kind among a PDF's tags."""
    with pikepdf.open(io.BytesIO(content)) as document:
        waiting = [document.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop(0)
            if element.get("/S") == kind:
                yield element
            kids = element.get("/K", [])
            listed = kids if isinstance(kids, pikepdf.Array) else [kids]
            waiting += [kid for kid in listed if isinstance(kid, pikepdf.Dictionary)]


def test_tables_have_names_and_their_rows_have_headers() -> None:
    """One table an objective; ref and action are the headers of a row."""
    view = report(read(Q3), final=True)
    content = by_typst(view).files[Format.PDF]
    names = []
    for table in tables(content):
        [summary] = [str(a.Summary) for a in table.A if "/Summary" in a]
        names.append(summary)
        body = next(part for part in table.K if part.S == "/TBody")
        heads = [cell for cell in body.K[0].K if cell.S == "/TH"]
        assert len(heads) == (2 if summary.startswith("Objective ") else 1)
        assert all(any(a.get("/Scope") == "/Row" for a in cell.A) for cell in heads)
    assert [name for name in names if name.startswith("Objective ")] == [
        section.caption for section in view.sections
    ]


def test_each_action_has_a_bookmark_under_its_objective() -> None:
    """As by the other engine, with the same words, at a page that it begins on."""
    view = report(read(Q3), final=True)
    content = by_typst(view).files[Format.PDF]
    with pikepdf.open(io.BytesIO(content)) as document, document.open_outline() as outline:
        told = {
            item.title: [each.title for each in item.children] for item in outline.root[0].children
        }
        assert {
            section.entry: [row.bookmark for row in section.rows if row.bookmark]
            for section in view.sections
        }.items() <= told.items()
        first = outline.root[0].children[3].children[0].destination
        assert first[0].objgen == document.pages[1].objgen


def test_a_list_of_contents_is_tagged_as_one() -> None:
    """Each entry is one link."""
    content = by_typst(report(read(Q3), final=True, large_print=True)).files[Format.PDF]
    assert [str(entry.K[0].S) for entry in tagged(content, "/TOCI")] == ["/Reference"] * 10


def test_a_sign_that_no_font_has_is_named(tmp_path: Path) -> None:
    """As by the other engine; letters from right to left and a TAB are printed."""
    book = openpyxl.load_workbook(Q3)
    cell = book["Actions"].cell(2, 3)
    cell.value = f"Good \U0001f44d work\there with \ue123 and {cell.value}"
    book.save(tmp_path / "plan.xlsx")
    rendered = by_typst(report(read(tmp_path / "plan.xlsx")))
    assert rendered.refusals == ()
    assert "\U0001f44d" in rendered.signs


def test_the_same_bytes_come_out_anywhere(tmp_path: Path) -> None:
    """Of another process, folder, zone and hash seed."""
    code = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[1:3]\n"
        "from test_typst import by_typst, report, read, Q3, Format\n"
        "sys.stdout.buffer.write(by_typst(report(read(Q3))).files[Format.PDF])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent), str(ROOT / "tests")],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for folder, seed, zone in ((ROOT, "1", "UTC"), (tmp_path, "2", "Asia/Tokyo"))
    }
    assert len(said) == 1


def test_the_workbook_lies_inside_where_it_is_asked_for() -> None:
    """As its source (PDF/A-3)."""
    view = report(read(Q3))
    attached = Attachment(name="plan.xlsx", content=Q3.read_bytes(), saved=None)
    content = by_typst(view, attachment=attached).files[Format.PDF]
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.attachments["plan.xlsx"].get_file().read_bytes() == Q3.read_bytes()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "action_plan.typ",
            "view.summary",
            "view.sumary",
            r"\.typ \(line \d+\).*sumary",
        ),
        ("look.typ", "#let said", "#let (said", r"look\.typ \(line \d+\)"),
        ("action_plan.typ", "#logo", '#image("/etc/passwd")', r"action_plan\.typ \(line \d+\)"),
        ("action_plan.typ", "#logo", '#import "@preview/tablex:0.0.8": *', r"action_plan\.typ"),
    ],
)
def test_a_fault_of_a_template_is_told_with_its_line(
    file: str, old: str, new: str, told: str, tmp_path: Path
) -> None:
    """And nothing outside the folder is read, nor anything fetched."""
    ours = (ROOT / "templates" / file).read_text("utf-8")
    assert old in ours
    (tmp_path / file).write_text(ours.replace(old, new, 1), "utf-8")
    rendered = by_typst(report(read(Q3)), templates=tmp_path)
    [refusal] = rendered.refusals
    assert isinstance(refusal, TemplateWrong | Unrenderable)
    with pytest.raises(type(refusal), match=told):
        raise refusal


@pytest.mark.skipif(sys.platform == "win32", reason="no limits can be set there")
@pytest.mark.parametrize(
    "words",
    [
        "#while true {}",
        "#for i in range(1000000000) {}",
        '#("a" * 4000000000)',
        "#for i in range(20000) [#lorem(400)]",
        "#let f(n) = { f(n + 1) }; #f(0)",
        "#{ let x = (1,); for i in range(60) { x = (x, x) }; x == x }",
    ],
)
def test_a_template_without_end_is_refused(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """In a process of its own: Typst would go on, and take all memory there is."""
    monkeypatch.setattr(process, "_SECONDS", 1)
    ours = (ROOT / "templates" / "action_plan.typ").read_text("utf-8")
    (tmp_path / "action_plan.typ").write_text(f"{ours}\n{words}\n", "utf-8")
    [refusal] = by_typst(report(read(Q3)), templates=tmp_path).refusals
    assert isinstance(refusal, TemplateWrong)
    assert "action_plan.typ" in refusal.what
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("package", ["@local/x:0.1.0", "@preview/x:0.1.0"])
def test_a_template_reads_no_package(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one of the user's own nor one from elsewhere, whose name could carry words away."""
    theirs = tmp_path / "data" / "typst" / "packages" / "local" / "x" / "0.1.0"
    theirs.mkdir(parents=True)
    (theirs / "typst.toml").write_text(
        '[package]\nname = "x"\nversion = "0.1.0"\nentrypoint = "x.typ"\n', "utf-8"
    )
    (theirs / "x.typ").write_text("#let y = [secret]", "utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "own").mkdir()
    ours = (ROOT / "templates" / "action_plan.typ").read_text("utf-8")
    (tmp_path / "own" / "action_plan.typ").write_text(
        f'{ours}\n#import "{package}": y\n#y\n', "utf-8"
    )
    [refusal] = by_typst(report(read(Q3)), templates=tmp_path / "own").refusals
    assert isinstance(refusal, TemplateWrong)
    assert "package" in refusal.what
    assert "Dns" not in refusal.what


def test_a_template_of_ones_own_is_used(tmp_path: Path) -> None:
    """In a process of its own, with what lies in its folder."""
    ours = (ROOT / "templates" / "action_plan.typ").read_text("utf-8")
    (tmp_path / "action_plan.typ").write_text(ours.replace("22mm", "23mm"), "utf-8")
    rendered = by_typst(report(read(Q3)), templates=tmp_path)
    assert rendered.refusals == ()
    assert rendered.omissions == ()


def test_the_engine_is_chosen_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command, by the workbook, or by what works; a paper by Typst is verified by Typst."""
    out = str(tmp_path / "out")
    words = ["build", str(Q3), "--format", "pdf", "-o", out]
    assert program.run([*words, "--engine", "typst"]) == 0
    path = tmp_path / "out" / "asb-2016-17-q3-action-plan-draft.pdf"
    assert b" with Typst from" in path.read_bytes()
    assert program.run(["verify", str(path), str(Q3)]) == 0
    assert "byte for byte" in capsys.readouterr().out
    monkeypatch.setattr(engines, "works", lambda: False)
    assert engines.usable(None) is Engine.TYPST
    monkeypatch.setattr(engines, "has_typst", lambda: False)
    assert engines.usable(None) is Engine.WEASYPRINT
    assert program.run([*words, "--engine", "typst"]) == 6
    assert "Typst is not installed" in capsys.readouterr().err


def test_the_workbook_may_ask_for_an_engine(tmp_path: Path) -> None:
    """In the sheet Report; a word that is none is told of."""
    book = openpyxl.load_workbook(Q3)
    book["Report"].append(["PDF engine", "Typst"])
    book.save(tmp_path / "plan.xlsx")
    words = ["build", str(tmp_path / "plan.xlsx"), "--format", "pdf", "-o", str(tmp_path)]
    assert program.run(words) == 0
    assert b" with Typst from" in (tmp_path / "plan-action-plan-draft.pdf").read_bytes()
    book["Report"].cell(book["Report"].max_row, 2).value = "Word"
    book.save(tmp_path / "plan.xlsx")
    assert "choice-unknown" in {problem.code for problem in read(tmp_path / "plan.xlsx").problems}


def test_a_final_paper_by_typst_is_the_edition_that_is_asked_for() -> None:
    """Its provenance is read back."""
    view = app_documents.report(read(Q3), Edition(engine=Engine.TYPST))
    assert " with Typst from" in view.origin
