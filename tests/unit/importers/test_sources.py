"""What `reportgen import` makes of plans as councils keep them: nothing is lost or guessed."""

import datetime as dt
import subprocess
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import docx
import office
import pytest
from conftest import DATA, ROOT
from lxml import etree
from making import imported as import_files
from making import reading as read

from reportgen.app import import_plan
from reportgen.importers.audit import Outcome
from reportgen.importers.import_result import ImportResult
from reportgen.importers.our_paper import laid_out
from reportgen.importers.sources.blocks import SourceTable
from reportgen.importers.sources.open import source
from reportgen.model.errors import Unreadable, Unwritable
from reportgen.model.reading import Reading
from reportgen.model.schema import (
    ACRONYMS,
    ACTIONS,
    CONTACTS,
    HISTORY,
    OBJECTIVES,
    REPORT,
    STATUS_KEY,
)

SOURCES = ROOT / "tests" / "workbooks"
NAMES = ("seed.docx", "tracker.xlsx", "sheets.xlsx", "headings.docx", "edited.docx", "values.csv")
SEEDS_OWN = {
    "Quarter": "Q1 2016/17",
    "Organisation": "Welwyn Hatfield Council",
    "Partnership": "Welwyn Hatfield Community Safety Partnership",
}
"""What the published paper does not say, and data/asb-action-plan.xlsx does."""


def made(path: Path, result: ImportResult) -> Reading:
    """The new workbook, read back."""
    path.write_bytes(import_plan.new_workbook(result, made_on=dt.date(2017, 1, 31)))
    return read(path)


def cells(reading: Reading) -> Mapping[str, list[dict[str, str]]]:
    """Every cell that is not blank, by sheet and row.

    A setting without a value is a blank row. Contacts come filled with the officers, so not they.
    """
    return {
        name: [
            dict(row.words) for row in filled.rows if name != REPORT.name or row.words.get("value")
        ]
        for name, filled in reading.tables.items()
        if filled.rows and name != CONTACTS.name
    }


@cache
def imported(name: str) -> ImportResult:
    """What one of our sources gives."""
    return import_files([SOURCES / name], {}, {})


def rows(name: str, table: str, *keys: str) -> list[tuple[str, ...]]:
    """These columns of the rows that a source gives for a sheet."""
    return [tuple(row.get(key, "") for key in keys) for row in imported(name).rows[table]]


def test_the_published_plan_is_the_example_in_every_cell(tmp_path: Path) -> None:
    """It has title rows in tables, pasted HTML, a blank column and a blank row.

    The refs are numbered as ours are.
    """
    result = import_files([SOURCES / "seed.docx"], {}, SEEDS_OWN)
    assert cells(made(tmp_path / "seed.xlsx", result)) == cells(read(DATA / "asb-action-plan.xlsx"))
    assert [outcome.words for outcome in result.outcomes if outcome.kind is Outcome.LEFT_OUT] == [
        "DRAFT"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_with_words_has_one_fate(name: str) -> None:
    """Each cell is taken, a heading or left out, and none is forgotten."""
    cells = [
        cell
        for block in source(SOURCES / name).blocks
        if isinstance(block, SourceTable)
        for cell in block.cells()
    ]
    told = {outcome.place for outcome in imported(name).outcomes}
    assert {cell.place for cell in cells} - told == set()
    assert len(cells) > 10


@pytest.mark.parametrize("name", NAMES)
def test_what_was_taken_is_in_the_workbook(name: str, tmp_path: Path) -> None:
    """The words are the same, but for pasted HTML.

    Numbers and statuses are put in our own way, and other tests check them.
    """
    reading = made(tmp_path / "plan.xlsx", imported(name))
    held = " ".join(
        " ".join(row.words.values()) for filled in reading.tables.values() for row in filled.rows
    )
    held = "".join(held.split()).casefold()
    for outcome in imported(name).outcomes:
        if (
            outcome.kind is Outcome.TAKEN
            and "<" not in outcome.words
            and not outcome.why.startswith(("Objectives", "Status", "Actions, Ref"))
        ):
            for word in outcome.words.replace("•", " ").split():
                assert word.casefold().rstrip(":") in held or outcome.why in (
                    "Actions, Objective",
                    "Actions, Status",
                    "Acronyms",
                ), outcome


def test_a_tracker_gives_its_latest_quarter_and_its_past() -> None:
    """Statuses are fills that the tracker's own key explains.

    It has two rows of headings, and a priority that is merged over two rows.
    """
    assert rows(
        "tracker.xlsx", ACTIONS.name, "ref", "objective", "title", "status", "progress"
    ) == [
        ("1.1", "1", "Light the underpass", "Green", "Fitted"),
        ("1.2", "1", "Patrol the park & <pond>", "Amber", "Twice a week"),
        ("2.1", "2", "Fit 40 locks", "Red", "22 fitted"),
    ]
    assert rows("tracker.xlsx", OBJECTIVES.name, "number", "title") == [
        ("1", "Safer streets"),
        ("2", "Safer homes"),
    ]
    assert rows("tracker.xlsx", HISTORY.name, "ref", "quarter", "status", "progress") == [
        ("1.1", "Q1 2016/17", "Amber", "Surveyed"),
        ("1.2", "Q1 2016/17", "", "Begun"),
        ("1.1", "Q2 2016/17", "Green", "Ordered"),
        ("2.1", "Q2 2016/17", "Red", "10 fitted"),
    ]
    assert rows("tracker.xlsx", STATUS_KEY.name, "word", "counts_as", "meaning") == [
        ("Red", "off track", "will not be met"),
        ("Amber", "at risk", "slipping"),
        ("Green", "on track", "on target"),
    ]
    assert [column.heading for column in imported("tracker.xlsx").own] == ["Cost code"]
    assert [
        (outcome.place, outcome.words)
        for outcome in imported("tracker.xlsx").outcomes
        if outcome.kind is Outcome.LEFT_OUT
    ] == [("ASB tracker!A10", "Locks are bought by the county.")]


def test_colours_without_a_key_are_not_guessed() -> None:
    """They mean different things in different councils, so the status is left blank.

    The cells are named in a note.
    """
    assert rows("sheets.xlsx", ACTIONS.name, "ref", "objective", "status") == [
        ("1.1", "1", ""),
        ("1.2", "1", ""),
        ("2.1", "2", ""),
    ]
    assert rows("sheets.xlsx", OBJECTIVES.name, "title") == [("Violence",), ("Burglary",)]
    note = next(note for note in imported("sheets.xlsx").notes if "colour alone" in note)
    assert "Violence!E2 (it looks purple), Violence!E3 (it looks green) and Burglary!E2" in note


def test_headings_and_bullets_above_a_table_are_its_objective() -> None:
    """A table that goes on under the same headings is one table.

    A row that only runs on belongs to the row above.
    """
    assert rows("headings.docx", ACTIONS.name, "ref", "title", "status", "progress") == [
        ("1.1", "Train staff", "Blue", "Done in June."),
        ("1.2", "Street pastors", "Green", "on track\n12 volunteers."),
        ("1.3", "Safe taxi rank", "", "Site found.\nPlanning consent in May."),
        ("2.1", "Smart water", "Amber", "600 homes."),
    ]
    assert rows("headings.docx", OBJECTIVES.name, "title", "points") == [
        ("Reduce violence", "in the night-time economy\nin the home"),
        ("Tackle burglary", ""),
    ]
    assert rows("headings.docx", STATUS_KEY.name, "word", "colour", "counts_as") == [
        ("Red", "Red", "off track"),
        ("Amber", "Amber", "at risk"),
        ("Green", "Green", "on track"),
        ("Blue", "Blue", "complete"),
    ]
    assert rows("headings.docx", ACRONYMS.name, "short") == [("ASB",), ("CSP",)]


def test_tracked_changes_are_taken_as_accepted_and_word_s_own_numbers_are_refs() -> None:
    """Content controls, tables in cells and cells merged downwards give their words too."""
    assert rows("edited.docx", ACTIONS.name, "ref", "objective", "title", "progress") == [
        ("1", "1", "Light the park", "Begun. Lamps ordered."),
        ("2", "1", "Cut hedges", "By April."),
        ("3", "2", "Locks", "Target 40\nDone 10"),
    ]
    assert "Tracked changes were taken as if they were accepted." in imported("edited.docx").notes
    assert "Agreed in May." in [
        outcome.words for outcome in imported("edited.docx").outcomes
    ]  # it stands in a text box


def test_values_out_of_excel_are_read_as_they_were_written() -> None:
    """Semicolons, CP1252, a line break inside quotes."""
    assert rows("values.csv", ACTIONS.name, "ref", "title", "progress") == [
        ("1.1", "Publish the “plan”", "First line\nSecond – line"),
        ("1.2", "Meet café owners", ""),
    ]


def test_the_user_s_own_meaning_of_a_heading_counts_and_is_kept(tmp_path: Path) -> None:
    """It overrides ours, and can be used for the next import.

    It is kept in the sheet Report of the new workbook.
    """
    (tmp_path / "own.csv").write_text(
        "Thing,Person,Comments\nLights,R Patel,By May\n", encoding="utf-8"
    )
    with pytest.raises(Unreadable, match=r"“Comments” is Progress\. No heading is known as Action"):
        import_files([tmp_path / "own.csv"], {}, {})
    maps = import_plan.column_keys(
        [("Thing", "action"), ("person", "Owner"), ("Comments", "next steps")]
    )
    reading = made(tmp_path / "plan.xlsx", import_files([tmp_path / "own.csv"], maps, {}))
    action = reading.plan.actions[0]
    assert (action.title[0].lines, action.officers, action.update.next_steps[0].lines) == (
        ("Lights",),
        ("R Patel",),
        ("By May",),
    )
    assert import_plan.kept_maps(tmp_path / "plan.xlsx") == maps
    assert not [problem for problem in reading.problems if problem.code == "setting-unknown"]


def test_a_word_file_of_ours_is_told_from_others() -> None:
    """Only in our papers do the styles of paragraphs say what they are.

    Another paper than the action plan is refused.
    """
    assert not source(SOURCES / "headings.docx").ours
    with pytest.raises(Unreadable, match="not the action plan with its tables"):
        laid_out(source(SOURCES / "headings.docx"))


@pytest.mark.slow
@pytest.mark.skipif(not office.OFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_and_foreign_spreadsheets_come_through_libreoffice(kind: str, tmp_path: Path) -> None:
    """The same rows as from the .xlsx, with a note of the way they took."""
    subprocess.run(
        [
            office.OFFICE,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            str(SOURCES / "tracker.xlsx"),
        ],
        check=True,
        capture_output=True,
    )
    result = import_files([tmp_path / f"tracker.{kind}"], {}, {})
    wanted = rows(
        "tracker.xlsx", ACTIONS.name, "ref", "objective", "title", "officers", "status", "progress"
    )
    assert [
        tuple(
            row.get(key, "")
            for key in ("ref", "objective", "title", "officers", "status", "progress")
        )
        for row in result.rows[ACTIONS.name]
    ] == wanted
    assert f"tracker.{kind} was made into an .xlsx by LibreOffice first." in result.notes


def test_without_libreoffice_an_old_spreadsheet_is_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remedy is to save it in Excel as an Excel Workbook."""
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(
        Unreadable, match=r"old\.xls is an old Excel workbook .* save it as an Excel Workbook"
    ):
        import_files([path], {}, {})


def test_a_word_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """It is refused before it is unpacked."""
    path = tmp_path / "plan.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(61):
            part.write(bytes(1024**2))
    with pytest.raises(Unreadable, match="unpacks to more than 60 MB of text"):
        import_files([path], {}, {})


def test_a_workbook_attached_to_a_mail_is_imported(tmp_path: Path) -> None:
    """What is written in the mail is named, and left out."""
    mail = EmailMessage()
    mail["Subject"] = "Our plan"
    mail.set_content("Please note that 1.2 has moved.")
    mail.add_attachment(
        (SOURCES / "tracker.xlsx").read_bytes(),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        filename="plan.xlsx",
    )
    path = tmp_path / "plan.eml"
    path.write_bytes(bytes(mail))
    result = import_files([path], {}, {})
    assert result.rows[ACTIONS.name] == imported("tracker.xlsx").rows[ACTIONS.name]
    assert ("Our plan: Please note that 1.2 has moved.", "it is written in the mail") in [
        (cell.words, cell.why) for cell in result.left_out
    ]


PLAN = "Ref,Objective,Action,Lead officer,Status\n1.1,1,Hang twelve lamps,R Patel,Green\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_values_in_any_unicode_are_read(encoding: str, tmp_path: Path) -> None:
    """By the mark at their beginning."""
    path = tmp_path / "plan.csv"
    path.write_bytes(PLAN.encode(encoding))
    [action] = import_files([path], {}, {}).rows[ACTIONS.name]
    assert action["title"] == "Hang twelve lamps"


def test_a_quotation_mark_never_closed_is_refused_with_its_line(tmp_path: Path) -> None:
    """Everything behind it would be one cell, and so no action."""
    path = tmp_path / "plan.csv"
    path.write_text(PLAN + '1.2,1,"Hang more,R Patel,Red\n1.3,1,Sweep,R Patel,Green\n', "utf-8")
    with pytest.raises(Unreadable, match="of line 3 is never closed"):
        import_files([path], {}, {})


def test_rows_between_two_quotation_marks_are_told_of(tmp_path: Path) -> None:
    """A mark that was not closed is closed by the next one, rows further down."""
    path = tmp_path / "plan.csv"
    swallowed = '1.2,1,"Hang more,R Patel,Red\n1.3,1,Sweep,R Patel,Green\n1.4,1,Mend",S Roy,Red\n'
    path.write_text(PLAN + swallowed, "utf-8")
    notes = import_files([path], {}, {}).notes
    assert any("C3 holds lines that look like rows" in note for note in notes)
    path.write_text(PLAN + '1.2,1,"Hang more,\nand then, some",R Patel,Red\n', "utf-8")
    assert not any("look like rows" in note for note in import_files([path], {}, {}).notes)


def test_more_words_than_a_cell_holds_are_refused(tmp_path: Path) -> None:
    """A workbook would lose what is beyond, without a word."""
    (tmp_path / "plan.csv").write_text(f"{PLAN}1.2,1,{'word ' * 7_000},R Patel,Red\n", "utf-8")
    result = import_files([tmp_path / "plan.csv"], {}, {})
    with pytest.raises(Unwritable, match=r"C3 of the sheet Actions .* holds 32,767"):
        made(tmp_path / "plan.xlsx", result)


def test_an_equation_is_taken_as_its_letters_and_told(tmp_path: Path) -> None:
    """Its words are the plan's own, though not how they stand."""
    document = docx.Document()
    table = document.add_table(rows=2, cols=4)
    listed = ("Ref", "Objective", "Action", "Lead officer", "1.1", "1", "Keep it below ", "R Patel")
    for number, words in enumerate(listed):
        table.cell(number // 4, number % 4).text = words
    maths = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    action = table.cell(1, 2).paragraphs[0]
    action._p.append(  # noqa: SLF001 - python-docx has no equations
        etree.fromstring(f'<m:oMath xmlns:m="{maths}"><m:r><m:t>x+9</m:t></m:r></m:oMath>')
    )
    document.save(str(tmp_path / "plan.docx"))
    result = import_files([tmp_path / "plan.docx"], {}, {})
    assert result.rows[ACTIONS.name][0]["title"] == "Keep it below x+9"
    assert any("equation" in note for note in result.notes)
