"""Every word an officer typed is in the PDF, the Word file and the web page, in the same order."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
from conftest import DATA, Sketch
from documents import Words, of_html, of_pdf, of_word, squeezed
from lxml import html as lxml_html
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.model.plan import Action, Plan
from reportgen.model.prose import Prose, plain
from reportgen.model.schema import ACTIONS

WORKBOOKS = sorted(path.name for path in DATA.glob("*.xlsx"))
READERS = {Format.HTML: of_html, Format.DOCX: of_word, Format.PDF: of_pdf}
DAY = dt.date(2017, 1, 31)
TREND = re.compile(
    r"(?:↑?better,was\w+|↓?worse,was\w+|→?nochange|newaction|firstupdate|was(?:Red|Amber|Green))$"
)


@cache
def built(workbook: str) -> dict[Format, bytes]:
    """The three documents of an example workbook."""
    return dict(documents(report(read(DATA / workbook))))


def labelled(label: str, words: Prose) -> str:
    """A labelled part of a cell, where there is one."""
    return f"{label}:{plain(words)}" if words else ""


def expected(action: Action, *, progress: bool) -> Iterator[str]:
    """An action's cells as its row should hold them, without the marks of problems and shapes."""
    update = action.update
    yield action.ref
    yield plain(action.title)
    yield plain(action.outcome)
    yield plain(action.timescale) + labelled("Revised", update.revised_timescale)
    yield "".join(action.officers)
    yield "".join(action.partners)
    unsaid = "Colour only" if update.coloured else "No update"
    yield update.status.word if update.status else update.typed or unsaid
    if progress:
        notes = (
            ("Next steps", update.next_steps),
            ("Target", update.target),
            ("Actual", update.actual),
        )
        yield plain(update.progress) + "".join(labelled(label, words) for label, words in notes)


def rows_of(words: Words, plan: Plan) -> list[list[str]]:
    """The rows of actions in a document, without marks of problems, shapes and what was before."""
    refs = {squeezed(action.ref) for action in plan.actions}
    cleaned = [
        [re.sub(r"^[■▲●►○]", "", cell) for cell in row] for row in words.rows if len(row) > 6
    ]
    cleaned = [
        [re.sub(r"(Problem\d+)+$", "", row[0]), *row[1:6], TREND.sub("", row[6]), *row[7:]]
        for row in cleaned
    ]
    return [row for row in cleaned if row[0] in refs]


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_cell_of_every_action_is_in_its_place(workbook: str, kind: Format) -> None:
    """All 27 actions, each of their cells whole, in all three documents."""
    plan = read(DATA / workbook).plan
    progress = workbook != "asb-action-plan.xlsx"
    sought = [
        [squeezed(cell) for cell in expected(action, progress=progress)] for action in plan.actions
    ]
    assert len(sought) == 27
    assert rows_of(READERS[kind](built(workbook)[kind]), plan) == sought


@pytest.mark.parametrize("workbook", [name for name in WORKBOOKS if name != "messy.xlsx"])
def test_what_is_read_is_what_was_typed(workbook: str) -> None:
    """The cells of the sheet itself, by another reader than ours, are the cells of the plan."""
    headings, *rows = openpyxl.load_workbook(DATA / workbook)["Actions"].iter_rows(values_only=True)
    assert list(headings) == [column.heading for column in ACTIONS if not column.shown]
    typed = [
        [squeezed(re.sub("^• ", "", str(cell or ""), flags=re.MULTILINE)) for cell in row]
        for row in rows
    ]
    read_back = [
        [
            action.ref,
            action.objective,
            plain(action.title),
            plain(action.outcome),
            plain(action.timescale),
            "".join(action.officers),
            "".join(action.partners),
            action.update.typed,
            plain(action.update.progress),
            plain(action.update.next_steps),
            plain(action.update.revised_timescale),
            plain(action.update.target),
            plain(action.update.actual),
        ]
        for action in read(DATA / workbook).plan.actions
    ]
    assert [[squeezed(cell) for cell in row] for row in read_back] == typed


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_the_three_documents_say_the_same_in_the_same_order(workbook: str) -> None:
    """The text is the same, from the appendix letter to the list of problems.

    Left aside are the PDF's list of contents and shapes that are for the eyes.
    """
    files = built(workbook)
    page, word, pdf = (
        READERS[kind](files[kind]) for kind in (Format.HTML, Format.DOCX, Format.PDF)
    )
    assert page.text == word.text
    contents = lxml_html.fromstring(files[Format.HTML].decode("utf-8")).xpath("//nav/ul/li")
    listed = r"\d+".join(re.escape(squeezed(entry.text_content())) for entry in contents)
    assert re.sub(rf"Contents{listed}\d+", "", pdf.text) == page.heard


def test_signs_that_other_programs_drop_reach_every_document(drawn: Sketch) -> None:
    """R&D, <5, braces, quotes, accents: as they were typed, in all three."""
    words = "R&D <5 {{ 7*7 }} {_{ }_} {% if %} </w:t> “é” 'x' \"y\" a&amp;b €"
    path = drawn(
        "| Ref | Objective | Action | Officer | Progress |\n"
        f"| 1.1 | 1 | {words} | O’Neil & Co | {words} |"
    )
    files = documents(report(read(path)))
    for kind, reader in READERS.items():
        [row] = [
            row for row in reader(files[kind]).rows if len(row) == 5 and row[0].startswith("1.1")
        ]
        assert row[1] == row[4] == squeezed(words.replace("&amp;", "&")), kind
        assert row[2] == squeezed("O’Neil & Co"), kind


def test_a_character_of_nobody_is_lost_nowhere(drawn: Sketch) -> None:
    """The mark that keeps docxtpl from reading braces must not be a character of anybody's."""
    path = drawn(
        "| Ref | Objective | Action | Officer |\n| 1.1 | 1 | Plan \ue000 of {_{ x | R Patel |"
    )
    files = documents(report(read(path)), formats=(Format.DOCX, Format.HTML))
    assert "Plan\ue000of{_{x" in of_word(files[Format.DOCX]).text
    assert "Plan\ue000of{_{x" in of_html(files[Format.HTML]).text


def test_an_action_whose_objective_is_unknown_is_printed_all_the_same(drawn: Sketch) -> None:
    """Nothing is lost: it stands in a last section, and its row says which problem it has."""
    path = drawn(
        "| Ref | Objective | Action | Officer | Status |\n| 9.1 | 9 | Lights | R Patel | Ambr |"
    )
    files = documents(report(read(path)))
    for kind, reader in READERS.items():
        words = reader(files[kind])
        assert any(
            row[0].startswith("9.1Problem") and row[3] == "Ambr"
            for row in words.rows
            if len(row) == 4
        ), kind
