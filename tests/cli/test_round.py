"""A whole quarter, as a coordinator and officers go through it, and the commands of its steps."""

import json
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import office
import openpyxl
import pytest
from conftest import DATA, prose
from making import reading as read
from test_sessions import session

from reportgen.model.schema import ACTIONS

Typing = Callable[[Path, Mapping[str, str]], None]


def with_openpyxl(path: Path, cells: Mapping[str, str]) -> None:
    """Type words into cells of a workbook's Actions."""
    book = openpyxl.load_workbook(path)
    for cell, words in cells.items():
        book["Actions"][cell].value, book["Actions"][cell].data_type = words, "s"
    book.save(path)


WITH = [
    with_openpyxl,
    pytest.param(
        office.typed,
        marks=pytest.mark.skipif(not office.OFFICE, reason="LibreOffice is not installed"),
    ),
]


def plan_typed(path: Path, typing: Typing) -> None:
    """The coordinator types a plan into the blank workbook: the settings, then the actions."""
    book = openpyxl.load_workbook(path)
    values = {
        "Title": "ASB Strategy",
        "Quarter": "Q4 2016/17",
        "Contact": "Sam, ext 22",
        "Meeting date": "9 May 2017",
    }
    for row in book["Report"].iter_rows(min_row=2):
        row[1].value = values.get(row[0].value)
    book["Objectives"]["B2"].value = "Safer streets"
    for row in (
        ("Lighting Officer", "", "lights@x.gov.uk", ""),
        ("Housing Officer", "", "homes@x.gov.uk", ""),
        ("Youth Officer", "", "y@x.gov.uk", ""),
    ):
        book["Contacts"].append(row)
    book.save(path)
    columns = "ABCDEF"  # ref, objective, action, outcome, timescale, officer
    rows = (
        (
            "1.1",
            "1",
            "Mend the lights",
            "Fewer falls",
            "Q4 2016/17",
            "Lighting Officer\nHousing Officer",
        ),
        ("1.2", "1", "Lock the doors", "", "Ongoing", "Housing Officer"),
        ("1.10", "1", "Open the youth club", "", "Q1 2017/18", "Youth Officer"),
    )
    cells = {
        f"{column}{number}": words
        for number, row in enumerate(rows, start=2)
        for column, words in zip(columns, row, strict=True)
    }
    typing(path, {cell: words for cell, words in cells.items() if "\n" not in words})
    with_openpyxl(path, {cell: words for cell, words in cells.items() if "\n" in words})


def cell(path: Path, ref: str, heading: str) -> str:
    """Return the place, such as “J2”, of an action's cell under a heading."""
    reading = read(path)
    row = next(action.row for action in reading.plan.actions if action.ref == ref)
    key = next(column.key for column in ACTIONS if column.heading == heading)
    return reading.tables["Actions"].place(key, row).cell


def answered(path: Path, typing: Typing, **answers: Mapping[str, str]) -> None:
    """Type an officer's words, given by ref (“1.1” as r1_1) and by heading."""
    cells = {}
    for name, words in answers.items():
        ref = name.removeprefix("r").replace("_", ".")
        cells |= {cell(path, ref, heading): text for heading, text in words.items()}
    typing(path, cells)


@pytest.mark.slow
@pytest.mark.parametrize("typing", WITH)
def test_a_whole_quarter(typing: Typing, tmp_path: Path) -> None:
    """A plan is typed, sent, answered, merged, built and rolled on, and built again.

    Two officers disagree, and the disagreement is settled; one officer does not answer.
    """
    plan, forms = tmp_path / "plan.xlsx", tmp_path / "forms"
    assert session("new", "plan.xlsx", cwd=tmp_path)[0] == 0
    plan_typed(plan, typing)
    assert session("check", "plan.xlsx", cwd=tmp_path)[0] == 0
    code, stdout, stderr = session(
        "split", "plan.xlsx", "-o", "forms", "--due", "13/04/2017", cwd=tmp_path
    )
    assert (code, len(stdout.splitlines())) == (0, 6)
    assert stderr == (
        "3 actions in 3 workbooks, one an officer.\n"
        "The day of return, Thursday 13 April 2017, is over.\n"
    )

    lights, homes, youth = (
        forms / f"{name} Officer - Q4 2016-17.xlsx" for name in ("Lighting", "Housing", "Youth")
    )
    answered(lights, typing, r1_1={"Status": "Green", "Progress": "=40 of 40 & <5 left"})
    answered(
        homes,
        typing,
        r1_1={"Status": "Amber"},
        r1_2={"Status": "Red", "Revised timescale": "Q2 2017/18"},
    )
    youth.unlink()

    code, stdout, stderr = session("merge", "plan.xlsx", "forms", "-o", "first", cwd=tmp_path)
    assert (code, stdout) == (1, "first.xlsx\n")
    assert (
        "The Status of 1.1 is “Amber” here, and “Green” in Lighting Officer - Q4 2016-17.xlsx"
        in stderr
    )
    assert "Youth Officer     not returned  0 of 1    1.10" in stderr
    assert "2 of 3 actions are answered; the returns disagree on 1 of them." in stderr
    assert read(tmp_path / "first.xlsx").plan.actions[0].update.typed == ""

    code, stdout, _ = session(
        "chase", "plan.xlsx", "forms", "--due", "2017-04-20", "-o", "reminders", cwd=tmp_path
    )
    assert stdout.splitlines() == [
        str(Path("reminders") / "Youth Officer - Q4 2016-17 - reminder.eml")
    ]

    words = ("merge", "plan.xlsx", "forms", "-o", "merged.xlsx", "--prefer", lights.name, "--json")
    code, stdout, stderr = session(*words, cwd=tmp_path)
    assert (code, stderr) == (0, "")
    document = json.loads(stdout)
    assert [problem["code"] for problem in document["problems"]] == ["return-overruled"]
    assert {officer["officer"]: officer["state"] for officer in document["officers"]}[
        "Youth Officer"
    ] == "not returned"

    code, stdout, _ = session("build", "merged.xlsx", "--format", "html", "--final", cwd=tmp_path)
    page = (tmp_path / stdout.strip()).read_text(encoding="utf-8")
    assert "=40 of 40 &amp; &lt;5 left" in page
    assert "No update" in page

    assert session("next-quarter", "merged.xlsx", "-o", "next.xlsx", cwd=tmp_path)[0] == 0
    code, stdout, _ = session("build", "next.xlsx", "--format", "html", "--final", cwd=tmp_path)
    assert code == 0
    assert "Quarter 1 2017/18" in (tmp_path / stdout.strip()).read_text(encoding="utf-8")
    rolled = read(tmp_path / "next.xlsx").plan
    assert [(past.ref, past.quarter, past.update.typed) for past in rolled.history] == [
        ("1.1", "Q4 2016/17", "Green"),
        ("1.2", "Q4 2016/17", "Red"),
        ("1.10", "Q4 2016/17", ""),
    ]
    assert rolled.history[0].update.progress == prose("=40 of 40 & <5 left")
    assert rolled.actions[1].update.revised_timescale == prose("Q2 2017/18")
    assert session("split", "next.xlsx", "-o", "forms", cwd=tmp_path)[0] == 0
    code, _, stderr = session("merge", "next.xlsx", "forms", "-o", "x", cwd=tmp_path)
    assert code == 1
    assert (
        stderr.count("This return is for Q4 2016/17, and the plan’s workbook is for Q1 2017/18")
        == 2
    )


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    """Split, merge and next-quarter refuse to replace a file, the plan's own workbook included."""
    plan = tmp_path / "plan.xlsx"
    plan.write_bytes((DATA / "asb-2016-17-q3.xlsx").read_bytes())
    assert session("split", "plan.xlsx", "-o", "forms", cwd=tmp_path)[0] == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    for words in (
        ("split", "plan.xlsx", "-o", "forms"),
        ("merge", "plan.xlsx", "forms", "-o", "plan.xlsx"),
        ("next-quarter", "plan.xlsx", "-o", "plan"),
        ("merge", "plan.xlsx", "forms", "-o", "forms/Alliance - Q3 2016-17"),
    ):
        code, stdout, stderr = session(*words, cwd=tmp_path)
        assert (code, stdout) == (4, ""), words
        assert "already, and it is never written over" in stderr
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.*")}


def test_what_is_not_a_return_is_told_or_left_alone(tmp_path: Path) -> None:
    """A file that is not a return is reported; lock and hidden files are ignored.

    An empty folder, a folder that does not exist and an unknown --prefer are refused.
    """
    plan, folder = DATA / "asb-2016-17-q3.xlsx", tmp_path / "returns"
    folder.mkdir()
    for name in ("~$A.xlsx", ".DS_Store", "desktop.ini"):
        (folder / name).write_bytes(b"x")
    code, _, stderr = session("merge", plan, "returns", "-o", "m", cwd=tmp_path)
    assert (code, stderr) == (
        3,
        "There is no return in returns. Save what officers sent there first.\n",
    )
    (folder / "answer.txt").write_text("All green, Sam", encoding="utf-8")
    code, stdout, stderr = session("merge", plan, "returns", "-o", "m", cwd=tmp_path)
    assert (code, stdout) == (1, "m.xlsx\n")
    assert (
        "answer.txt     error    answer.txt is a text file, perhaps .csv, not an .xlsx workbook."
        in stderr
    )
    for command in (("merge", plan, "gone", "-o", "n"), ("chase", plan, "gone", "-o", "n")):
        code, stdout, stderr = session(*command, cwd=tmp_path)
        assert (code, stdout, stderr) == (
            3,
            "",
            "There is no file gone. Check the name and the folder.\n",
        )
    code, _, stderr = session("merge", plan, "returns", "-o", "n", "--prefer", "old", cwd=tmp_path)
    assert (code, stderr) == (
        2,
        (
            "“old” is none of the returns. "
            "Give “newest”, or one of the files as it is named in the list.\n"
        ),
    )


def test_check_annotates_a_copy_beside_the_workbook(tmp_path: Path) -> None:
    """The next check replaces the copy, but not when somebody has worked in it."""
    plan, copy = tmp_path / "plan.xlsx", tmp_path / "plan-checked.xlsx"
    plan.write_bytes((DATA / "messy.xlsx").read_bytes())
    _, _, counts = session("check", "plan.xlsx", cwd=tmp_path)
    code, _, stderr = session("check", "plan.xlsx", "--annotate", cwd=tmp_path)
    assert (code, stderr) == (1, f"{counts}Marked in plan-checked.xlsx.\n")
    assert openpyxl.load_workbook(copy).sheetnames[0] == "To fix"
    code, stdout, _ = session("check", "plan.xlsx", "--annotate", "--json", cwd=tmp_path)
    assert (code, json.loads(stdout)["workbooks"][0]["annotated"]) == (1, "plan-checked.xlsx")
    openpyxl.load_workbook(copy).save(copy)
    code, _, stderr = session("check", "plan.xlsx", "--annotate", cwd=tmp_path)
    assert code == 4
    assert stderr.startswith(f"{counts}Somebody has worked in plan-checked.xlsx since")
    assert plan.read_bytes() == (DATA / "messy.xlsx").read_bytes()


def test_an_officers_workbook_is_not_taken_for_the_plans(tmp_path: Path) -> None:
    """Split, merge and next-quarter refuse it, and ask for the plan's own workbook."""
    assert session("split", DATA / "asb-2016-17-q3.xlsx", "-o", "forms", cwd=tmp_path)[0] == 0
    form = Path("forms") / "Alliance - Q3 2016-17.xlsx"
    for words in (
        ("split", form, "-o", "x"),
        ("merge", form, "forms", "-o", "x"),
        ("next-quarter", form, "-o", "x"),
    ):
        code, stdout, stderr = session(*words, cwd=tmp_path)
        assert (code, stdout) == (2, "")
        assert stderr == (
            f"{form.name} is the workbook of Alliance, and not the whole plan’s. "
            "Give the plan’s own workbook.\n"
        )


def test_compare_prints_a_line_a_difference(tmp_path: Path) -> None:
    """With --json the differences are one JSON document."""
    old, new = DATA / "asb-2016-17-q2.xlsx", DATA / "asb-2016-17-q3.xlsx"
    code, stdout, stderr = session("compare", old, new, cwd=tmp_path)
    assert code == 0
    assert "Actions 4.1, Status: “Amber” is now “Red” (Actions!H17)" in stdout.splitlines()
    assert stderr.endswith(
        f"{len(stdout.splitlines())} differences "
        "between asb-2016-17-q2.xlsx and asb-2016-17-q3.xlsx.\n"
    )
    code, as_json, stderr = session("compare", old, new, "--json", cwd=tmp_path)
    assert (code, stderr) == (0, "")
    assert len(json.loads(as_json)["differences"]) == len(stdout.splitlines())
    assert session("compare", old, old, cwd=tmp_path) == (
        0,
        "",
        "No differences between asb-2016-17-q2.xlsx and asb-2016-17-q2.xlsx.\n",
    )


KILLED = """
    import os, signal, sys
    from reportgen.cli import main
    calls, real = 0, getattr(os, {name!r})
    def killing(*words, **named):
        global calls
        calls += 1
        if {before}: os.kill(os.getpid(), signal.SIGKILL)
        result = real(*words, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return result
    os.{name} = killing
    main({words!r})
"""


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("name", ["fdopen", "fsync", "replace"])
@pytest.mark.parametrize("command", ["merge", "next-quarter"])
def test_killed_at_any_write_leaves_the_old_whole_and_the_new_absent_or_whole(
    command: str, name: str, *, before: bool, tmp_path: Path
) -> None:
    """A process killed at any call that writes leaves no half-written workbook."""
    plan, new = tmp_path / "plan.xlsx", tmp_path / "new.xlsx"
    plan.write_bytes((DATA / "asb-2016-17-q3.xlsx").read_bytes())
    returned = tmp_path / "return.xlsx"
    returned.write_bytes(plan.read_bytes())
    words = [command, str(plan), *([str(returned)] if command == "merge" else []), "-o", str(new)]
    code = textwrap.dedent(KILLED).format(name=name, before=before, words=words)
    assert (
        subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False
        ).returncode
        == -9
    )
    assert plan.read_bytes() == returned.read_bytes() == (DATA / "asb-2016-17-q3.xlsx").read_bytes()
    assert new.exists() is (name == "replace" and not before)
    if new.exists():
        assert len(read(new).plan.actions) == 27


@pytest.mark.slow
@pytest.mark.skipif(not office.OFFICE, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_our_workbooks_without_changing_a_word(tmp_path: Path) -> None:
    """The example's workbook and an officer's are read back equal, and the return is recognised."""
    session("next-quarter", DATA / "asb-2016-17-q3.xlsx", "-o", "q4", cwd=tmp_path)
    session("split", "q4.xlsx", "-o", "forms", cwd=tmp_path)
    officers = next((tmp_path / "forms").glob("Safer*.xlsx"))
    for path in (DATA / "asb-2016-17-q3.xlsx", tmp_path / "q4.xlsx", officers):
        again = office.converted(path, "xlsx", tmp_path / "again")
        assert (read(again).plan, read(again).problems) == (read(path).plan, read(path).problems)
    code, _, stderr = session(
        "merge", "q4.xlsx", str(tmp_path / "again" / officers.name), "-o", "m", cwd=tmp_path
    )
    assert code == 0
    assert "returned blank" in stderr
