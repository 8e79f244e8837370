"""Papers as plain text: every word of the paper, a line a paragraph."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import DATA, ROOT, Sketch
from making import documents, report

from reportgen.app.build import BuildOptions, build
from reportgen.app.read import read
from reportgen.app.verify import verify
from reportgen.model.edition import Edition, Format, ReportKind
from reportgen.render.documents import of_page
from reportgen.render.html import html
from reportgen.render.left_out import left_out, squeezed
from reportgen.reports.large_print import large_print

Q3 = DATA / "asb-2016-17-q3.xlsx"
ACTIONS = """
    | Ref | Objective | Action | Accountable Officer | Partners | Status | Progress | % done |
    | 1.1 | 1 | Lights & locks <5 | R Patel | HFRS; Police | Green | Hung. | 40% |
"""
OWN = "| Setting | Value |\n | Columns | Ref; Action; Partners; % done; Status; Progress |"


def text(path: Path, kind: ReportKind = ReportKind.ACTION_PLAN) -> str:
    """The words of a plan's plain text."""
    made = documents(report(read(path), kind), formats=(Format.TEXT,))
    return made[Format.TEXT].decode("utf-8-sig")


@pytest.mark.parametrize("kind", ReportKind)
@pytest.mark.parametrize("name", ["asb-2016-17-q3.xlsx", "messy.xlsx", "asb-action-plan.xlsx"])
def test_no_word_of_a_paper_is_left_out(name: str, kind: ReportKind) -> None:
    """Held against the page in large print, which has the same entries."""
    view = report(read(DATA / name), kind)
    aloud = large_print(view)
    # Of an entry of the key the heading is the status itself, which text says once.
    parts = tuple(part for part in aloud.parts if part.anchor != "key")
    aloud = replace(aloud, parts=parts)
    seen, _ = of_page(html(aloud, (ROOT / "templates",)))
    said = documents(view, formats=(Format.TEXT,))[Format.TEXT].decode("utf-8-sig")
    assert left_out(aloud, seen, squeezed(said)) == {}


def test_an_action_is_lines_with_labels(drawn: Sketch) -> None:
    """Own columns among them; signs are as typed."""
    words = text(drawn(ACTIONS, report=OWN))
    assert (
        "\n\n1.1 Lights & locks <5\nStatus: Green\nPartners:\n- HFRS\n- Police\n% done: 40%\n"
        "Progress: Hung.\n"
    ) in words
    assert "\n\n\n\n" not in words


def test_own_columns_are_in_large_print_too(drawn: Sketch) -> None:
    """Nothing is lost between the two."""
    view = report(read(drawn(ACTIONS, report=OWN)), large_print=True)
    assert "% done:" in documents(view, formats=(Format.HTML,))[Format.HTML].decode()


def test_its_last_line_says_what_it_was_made_from(tmp_path: Path) -> None:
    """So that it can be verified; an edit is told."""
    [path] = build(
        Q3, BuildOptions(folder=tmp_path, editions=(Edition(),), formats=(Format.TEXT,))
    ).files
    assert path.name == "asb-2016-17-q3-action-plan-draft.txt"
    assert verify(path, Q3).same
    path.write_bytes(path.read_bytes().replace(b"Green", b"Red", 1))
    assert not verify(path, Q3).same


def test_what_a_template_of_its_own_leaves_out_is_named(tmp_path: Path) -> None:
    """As in every other format."""
    shutil.copytree(ROOT / "templates", tmp_path / "own")
    template = tmp_path / "own" / "paper.txt"
    words = template.read_text("utf-8")
    template.write_text(words.replace("{{ fact.label }}: {{ fact.words }}", ""), "utf-8")
    options = BuildOptions(
        folder=tmp_path, editions=(Edition(),), formats=(Format.TEXT,), templates=tmp_path / "own"
    )
    [note] = [note for note in build(Q3, options).notes if "leaves out" in note]
    assert "The text leaves out facts" in note
    final = replace(options, editions=(Edition(final=True),))
    assert build(Q3, final).refusals[0].code == "template-leaves-out"
