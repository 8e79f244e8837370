"""A plan with columns in another language: its papers in either, and what is not translated."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA
from making import documents

from reportgen.app import documents as app_documents
from reportgen.app import merge as merging
from reportgen.app.next_quarter import next_quarter
from reportgen.app.read import in_language, read
from reportgen.cli import program
from reportgen.model.columns import translates
from reportgen.model.edition import Edition, Format, Provenance, ReportKind
from reportgen.model.errors import Misused
from reportgen.model.prose import plain
from reportgen.model.schema import ACTIONS

TODAY = dt.date(2017, 1, 31)
WELSH = Edition(language="cy")


def beside(sheet: object, heading: str, translated: dict[int, str], said: str = "") -> int:
    """Add a column “heading cy” with these words by row; return its number."""
    column = sheet.max_column + 1  # type: ignore[attr-defined]
    sheet.cell(1, column, said or f"{heading} cy")  # type: ignore[attr-defined]
    for row, words in translated.items():
        sheet.cell(row, column, words)  # type: ignore[attr-defined]
    return column


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Two actions of the third quarter: the first translated, of the second its progress not."""
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    actions = book["Actions"]
    actions.delete_rows(4, actions.max_row)
    beside(actions, "Action", {2: "Adolygu'r lampau", 3: "Glanhau'r parc"})
    beside(actions, "Progress", {2: "Gosodwyd naw lamp."}, "Progress (Welsh)")
    beside(actions, "Timescale", {2: "Parhaus"})
    beside(book["Objectives"], "Objective", {2: "Cymunedau mwy diogel"})
    beside(book["Status key"], "Status", {2: "Coch", 3: "Melyn", 4: "Gwyrdd"})
    report = book["Report"]
    column = beside(report, "Value", {})
    for row in range(2, report.max_row + 1):
        if report.cell(row, 1).value == "Title":
            report.cell(row, column, "Strategaeth")
        if report.cell(row, 1).value == "Quarter":
            report.cell(row, column, "Ch3 2016/17")
    path = tmp_path / "plan.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("heading", "key", "tag"),
    [
        ("Progress cy", "progress", "cy"),
        ("Progress (cy)", "progress", "cy"),
        ("Comments in Welsh", "progress", "cy"),
        ("Action – Cymraeg", "title", "cy"),
        ("Outcome (pt-BR)", "outcome", "pt-BR"),
    ],
)
def test_headings_of_columns_in_another_language(heading: str, key: str, tag: str) -> None:
    """A tag or a name, after ours."""
    told = translates(heading, ACTIONS.columns)
    assert told
    assert (told[0].key, told[1]) == (key, tag)


@pytest.mark.parametrize(
    "heading", ["Action no", "Lead tel", "Progress to date", "Risk cy", "Progress (Q3)", "cy", "()"]
)
def test_headings_of_columns_in_no_other_language(heading: str) -> None:
    """Words and abbreviations that look like a tag."""
    assert translates(heading, ACTIONS.columns) is None


def test_a_paper_in_another_language_counts_as_that_in_ours(plan: Path) -> None:
    """Words are taken, and nothing that the plan is judged by."""
    ours = read(plan)
    theirs = in_language(ours, "cy")
    assert [a.objective for a in theirs.plan.actions] == [a.objective for a in ours.plan.actions]
    assert plain(theirs.plan.actions[0].title) == "Adolygu'r lampau"
    assert theirs.plan.actions[0].timescale == ours.plan.actions[0].timescale
    assert theirs.plan.settings.quarter == ours.plan.settings.quarter
    assert theirs.plan.settings.title == "Strategaeth"
    assert [status.counts_as for status in theirs.plan.key] == [s.counts_as for s in ours.plan.key]
    assert theirs.plan.key[0].word == "Coch"
    for kind in ReportKind:
        view = app_documents.report(ours, Edition(report=kind, language="cy"))
        assert view.language == "cy"
    files = documents(app_documents.report(ours, WELSH))
    for words in ("Gosodwyd naw lamp.", "Cymunedau mwy diogel", "Parhaus", "Gwyrdd"):
        assert words.encode() in files[Format.HTML]
        assert words.encode() not in documents(app_documents.report(ours))[Format.HTML]
    assert b'<html lang="cy">' in files[Format.HTML]


def test_what_is_not_translated_is_named_by_its_cells(plan: Path) -> None:
    """A blank cell is asked about; a whole column without another beside it is noted."""
    told = [p for p in read(plan).problems if "untranslated" in p.code]
    blank = [p for p in told if (p.code, p.where.sheet) == ("untranslated", "Actions")]
    assert [p.where.row for p in blank] == [3, 3]
    assert "Progress" in blank[0].what
    columns = {p.where.sheet: p.what for p in told if p.code == "untranslated-column"}
    assert "Partners" in columns["Actions"]
    assert ("untranslated", "Objectives") in {(p.code, p.where.sheet) for p in told}
    assert not any("Ch3" in p.what for p in read(plan).problems)
    unknown = [p.what for p in read(plan).problems if p.code == "column-unknown"]
    assert not [what for what in unknown if " cy" in what or "Welsh" in what]


def test_a_language_that_no_column_has_is_refused(plan: Path) -> None:
    """With those that there are."""
    with pytest.raises(Misused, match="no columns in the language pl; beside its own there is cy"):
        in_language(read(plan), "pl")
    assert in_language(read(plan), "en").plan == read(plan).plan


def test_both_papers_are_built_and_verified(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each under its name; a paper in another language is not taken for an answer."""
    asked = ["--format", "html", "--format", "docx", "--language", "en", "--language", "cy"]
    assert program.run(["build", str(plan), *asked, "-o", str(tmp_path / "out")]) == 0
    assert "stand in wording.cy.toml" in capsys.readouterr().err
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        f"plan-action-plan-draft-{tag}.{kind}" for tag in ("cy", "en") for kind in ("docx", "html")
    ]
    for name in names:
        assert program.run(["verify", str(tmp_path / "out" / name), str(plan)]) == 0
    paper = tmp_path / "out" / "plan-action-plan-draft-cy.docx"
    again = ["merge", str(plan), str(paper), "-o", str(tmp_path / "again.xlsx")]
    assert program.run(again) != 0
    assert "Adolygu" not in str(read(tmp_path / "again.xlsx").plan.actions[0].title)


def test_phrases_of_the_second_language_have_a_file_of_their_own(
    plan: Path, tmp_path: Path
) -> None:
    """And our own papers keep theirs."""
    own = tmp_path / "templates"
    own.mkdir()
    (own / "wording.cy.toml").write_text(
        'language = "cy"\nplural = "n != 1"\n[columns]\nofficers = "Swyddog"\n', encoding="utf-8"
    )
    page = documents(
        app_documents.report(read(plan), WELSH, templates=own),
        templates=own,
        formats=(Format.HTML,),
    )[Format.HTML]
    assert b"Swyddog" in page
    ours = app_documents.report(read(plan), templates=own)
    assert b"Swyddog" not in documents(ours, templates=own, formats=(Format.HTML,))[Format.HTML]


def test_translations_of_words_that_are_new_are_left_out(plan: Path, tmp_path: Path) -> None:
    """Of a merged workbook, named; of the next quarter's, with the officers' words."""
    reading = read(plan).reading
    [row] = [action.row for action in reading.plan.actions if action.row == 2]
    stale = reading.stale({row: {"progress": "Ten lamps hang now.", "status": "Green"}})
    [[key]] = stale.values()
    assert reading.tables[ACTIONS.name].place(key, row).cell == "O2"
    assert reading.stale({row: {"status": "Red"}}) == {}
    path = tmp_path / "next.xlsx"
    next_quarter(plan, path, made_on=TODAY)
    words = {
        cell
        for cells in openpyxl.load_workbook(path)["Actions"].iter_rows(values_only=True)
        for cell in cells
    }
    assert "Adolygu'r lampau" in words
    assert "Gosodwyd naw lamp." not in words
    assert merging  # its note is held in the round of returns


def test_the_provenance_names_the_language() -> None:
    """And is read back."""
    edition = Edition(language="cy", large_print=True)
    said = Provenance(
        version="1",
        edition=edition,
        workbook=read(DATA / "messy.xlsx").reading.source,
        previous=None,
    )
    assert "in large print in the language cy, made by" in str(said)
    back = Provenance.from_text(str(said))
    assert back
    assert back.edition == edition
