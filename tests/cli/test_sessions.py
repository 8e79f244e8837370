"""The command line as it looks in a terminal: what is typed, what is printed, the exit code."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DATA, ROOT

Q3 = DATA / "asb-2016-17-q3.xlsx"

PROGRAM = [sys.executable, "-m", "reportgen"]

MESSY_ERRORS = [
    ("E8", "status-unknown"),
    ("E9", "status-colour-only"),
    ("B30", "ref-twice"),
    ("M32", "formula-not-calculated"),
    ("D34", "officer-missing"),
]
MESSY_WARNINGS = [
    ("N5", "column-unknown"),
    ("K23", "behind-without-date"),
    ("F26", "progress-repeated"),
    ("E27", "status-blank"),
    ("E27", "long-blank"),
    ("D28", "officer-a-person"),
    ("E34", "status-blank"),
    ("A24", "history-ref-unknown"),
    ("", "sheet-unknown"),
]
MESSY_NOTES = [
    ("E7", "status-shortened"),
    ("F15", "cleaned-bullets"),
    ("row 16", "hidden-row"),
    ("F18", "cleaned-html"),
    ("J18", "acronym-unlisted"),
    ("J20", "acronym-twin"),
    ("G22", "cleaned-bullets"),
    ("M23", "formula"),
    ("G35", "cleaned-bullets"),
    ("A7", "contact-unknown"),
]
"""What is wrong in data/messy.xlsx: the place within its sheet, and the problem's code."""
MESSY_COUNTS = (
    f"{len(MESSY_ERRORS)} errors, {len(MESSY_WARNINGS)} warnings, {len(MESSY_NOTES)} notes"
)


def session(*words: str | Path, cwd: Path) -> tuple[int, str, str]:
    """Run a command, and return its exit code, its stdout and its stderr."""
    done = subprocess.run(
        [*PROGRAM, *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_without_a_command_there_is_help_with_three_examples(tmp_path: Path) -> None:
    """The help lists the commands that work, and no others."""
    code, stdout, _ = session(cwd=tmp_path)
    assert code == 0
    assert stdout.count("\n  reportgen ") == 3
    assert [
        line.split()[0]
        for line in stdout.split("COMMAND\n")[1].split("\n\n")[0].splitlines()
        if line[4] != " "
    ] == [
        "serve",
        "build",
        "check",
        "watch",
        "verify",
        "compare",
        "new",
        "import",
        "split",
        "merge",
        "chase",
        "next-quarter",
        "templates",
        "doctor",
    ]


def test_build_leaves_three_documents_and_prints_their_paths(tmp_path: Path) -> None:
    """One path a line on stdout, problems on stderr."""
    code, stdout, stderr = session("build", DATA / "asb-2016-17-q3.xlsx", cwd=tmp_path)
    assert code == 0
    assert stdout.splitlines() == [
        f"output/asb-2016-17-q3-action-plan-draft.{kind}" for kind in ("pdf", "docx", "html")
    ]
    assert all((tmp_path / line).stat().st_size > 10_000 for line in stdout.splitlines())
    *problems, last = stderr.splitlines()
    warned = [line.split()[0] for line in problems if line.split()[1] == "warning"]
    cells = ("K18", "I20", "H21", "H21", "F22", "H27")
    assert warned == [f"Actions!{cell}" for cell in cells]
    assert last.startswith(
        f"asb-2016-17-q3.xlsx: no errors, {len(cells)} warnings, 4 notes. All of"
    )


def test_a_messy_workbook_still_makes_a_draft_but_no_final_paper(tmp_path: Path) -> None:
    """The committee date does not move; a final paper with errors does not go out."""
    code, _, stderr = session("build", DATA / "messy.xlsx", "--final", cwd=tmp_path)
    assert code == 1
    assert f"has {len(MESSY_ERRORS)} errors, so there is no final paper yet." in stderr
    assert list(tmp_path.iterdir()) == []
    code, stdout, _ = session("build", DATA / "messy.xlsx", "--format", "html", cwd=tmp_path)
    assert (code, stdout) == (0, "output/messy-action-plan-draft.html\n")
    page = (tmp_path / "output" / "messy-action-plan-draft.html").read_text(encoding="utf-8")
    assert "DRAFT" in page
    assert page.count('<p class="fault">') == 11
    assert "Problems to put right" in page


def test_check_prints_each_problem_and_ends_with_one(tmp_path: Path) -> None:
    """Each problem is one line on stdout; their counts are on stderr."""
    code, stdout, stderr = session("check", DATA / "messy.xlsx", cwd=tmp_path)
    assert code == 1
    assert (
        "Actions!E8     error    “Ambr” is not in the status key. Did you mean Amber?"
        in stdout.splitlines()
    )
    assert stderr == f"messy.xlsx: {MESSY_COUNTS}.\n"
    code, stdout, _ = session("check", DATA / "asb-2016-17-q3.xlsx", cwd=tmp_path)
    assert code == 0


def test_check_json_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    """A file that cannot be read is in the same document, with its refusal."""
    code, stdout, stderr = session(
        "check", DATA / "messy.xlsx", "gone.xlsx", "--json", cwd=tmp_path
    )
    assert (code, stderr) == (3, "")
    messy, gone = json.loads(stdout)["workbooks"]
    assert (messy["sound"], messy["actions"]) == (False, 27)
    for severity, listed in (
        ("error", MESSY_ERRORS),
        ("warning", MESSY_WARNINGS),
        ("note", MESSY_NOTES),
    ):
        assert [
            (problem["cell"], problem["code"])
            for problem in messy["problems"]
            if problem["severity"] == severity
        ] == listed
    assert {
        "code": "status-unknown",
        "severity": "error",
        "sheet": "Actions",
        "cell": "E8",
    }.items() <= messy["problems"][2].items()
    assert gone["refused"]["code"] == "no-such-file"


def test_in_a_batch_one_bad_workbook_does_not_stop_the_others(tmp_path: Path) -> None:
    """The exit code is the worst, and the refusal says whose it is."""
    (tmp_path / "bad.xlsx").write_bytes(b"")
    good = DATA / "asb-2016-17-q2.xlsx"
    code, stdout, stderr = session(
        "build", "bad.xlsx", good, "--format", "docx", "-o", "papers", cwd=tmp_path
    )
    assert code == 3
    assert stdout == "papers/asb-2016-17-q2-action-plan-draft.docx\n"
    assert "bad.xlsx: bad.xlsx is empty (0 bytes)." in stderr


def test_two_workbooks_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """Their documents would have the same names, so none is made."""
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.xlsx").write_bytes((DATA / "messy.xlsx").read_bytes())
    code, stdout, stderr = session("build", "a/plan.xlsx", "b/plan.xlsx", cwd=tmp_path)
    assert (code, stdout) == (4, "")
    assert "a/plan.xlsx and b/plan.xlsx would have the same names" in stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("bild", "There is no command bild. Did you mean build?"),
        ("build", "build needs WORKBOOK. For example: reportgen build plan.xlsx"),
        ("merge p.xlsx", "merge needs RETURN and -o with a name. For example: reportgen merge"),
        ("build x.xlsx --format odt", "There is no --format odt. There are pdf, docx, html and tx"),
        ("build x.xlsx --fnal", "There is no option --fnal here; --help lists those there are."),
        ("split my plan.xlsx -o f", "“plan.xlsx” is too much. A name with blanks stands in quot"),
        ("build x.xlsx --as-at 31/02/2017", "Argument --as-at: “31/02/2017” is not a day"),
        ("templates", "templates needs COMMAND."),
    ],
)
def test_a_wrong_command_line_ends_with_two(words: str, sentence: str, tmp_path: Path) -> None:
    """One sentence says what would be right."""
    code, _, stderr = session(*words.split(), cwd=tmp_path)
    assert code == 2
    assert stderr.startswith(sentence)
    assert len(stderr.splitlines()) == 1


def test_new_makes_a_workbook_and_never_writes_over_one(tmp_path: Path) -> None:
    """The new workbook is blank, or with --example the example."""
    assert session("new", "plan", cwd=tmp_path)[:2] == (0, "plan.xlsx\n")
    code, _, stderr = session("new", "plan.xlsx", cwd=tmp_path)
    assert code == 4
    assert "never written over" in stderr
    assert session("new", "example.xlsx", "--example", cwd=tmp_path)[0] == 0
    assert (tmp_path / "example.xlsx").read_bytes() == (DATA / "asb-2016-17-q3.xlsx").read_bytes()


def test_every_report_can_be_asked_for(tmp_path: Path) -> None:
    """One report or all are built; text still to be completed is listed on stderr."""
    code, stdout, stderr = session(
        "build", Q3, "--report", "exceptions", "--format", "docx", cwd=tmp_path
    )
    assert (code, stdout) == (0, f"{Path('output') / 'asb-2016-17-q3-exceptions-draft.docx'}\n")
    assert "is not whole" not in stderr
    code, stdout, stderr = session(
        "build", Q3, "--report", "all", "--format", "html", "--final", cwd=tmp_path
    )
    private = "briefing-not-for-publication"
    names = [
        f"asb-2016-17-q3-{name}.html"
        for name in (
            *("action-plan", "covering-report", "exceptions", "timeline", "changes"),
            private,
        )
    ]
    assert (code, [Path(line).name for line in stdout.splitlines()]) == (0, names)
    assert (
        "the covering-report is not whole: [to be completed: legal implications], "
        "[to be completed: financial" in stderr
    )


def test_previous_must_be_an_earlier_quarter(tmp_path: Path) -> None:
    """A workbook of the same quarter is refused with exit code 2, and nothing is built."""
    code, stdout, stderr = session("build", Q3, "--previous", Q3, cwd=tmp_path)
    assert (code, stdout) == (2, "")
    assert "asb-2016-17-q3.xlsx is for Q3 2016/17, which is not before Q3 2016/17." in stderr
    old = DATA / "asb-2016-17-q2.xlsx"
    assert (
        session(
            "build", Q3, "--previous", old, "--report", "changes", "--format", "html", cwd=tmp_path
        )[0]
        == 0
    )


def test_templates_are_copied_restyled_and_used(tmp_path: Path) -> None:
    """The round trip of a coordinator who wants another look."""
    code, stdout, _ = session("templates", "copy", "mine", cwd=tmp_path)
    assert code == 0
    assert len(stdout.splitlines()) == 19
    page = tmp_path / "mine" / "action_plan.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("{{ report.title }}", "{{ report.tittle }}"),
        encoding="utf-8",
    )
    words = (
        "build",
        DATA / "asb-2016-17-q3.xlsx",
        "--templates",
        "mine",
        "--format",
        "html",
        "--format",
        "docx",
    )
    code, stdout, stderr = session(*words, cwd=tmp_path)
    assert code == 5
    assert "The template action_plan.html" in stderr
    assert "Did you mean title?" in stderr
    assert stdout == "output/asb-2016-17-q3-action-plan-draft.docx\n"
    assert session("templates", "copy", "mine", cwd=tmp_path)[0] == 4


def test_doctor_says_what_is_there(tmp_path: Path) -> None:
    """Where everything is installed, the PDF is said to work."""
    code, stdout, _ = session("doctor", cwd=tmp_path)
    assert code == 0
    assert "PDF           works" in stdout


def without(folder: Path, *modules: str) -> dict[str, str]:
    """An environment in which these modules cannot be loaded: WeasyPrint raises OSError then."""
    for module in modules:
        text = "raise OSError('cannot load library libpango')"
        (folder / f"{module}.py").write_text(text, encoding="utf-8")
    return os.environ | {"PYTHONPATH": str(folder)}


def test_without_pango_word_and_web_page_are_made_and_the_remedy_is_told(tmp_path: Path) -> None:
    """Where WeasyPrint is asked for."""
    environment = without(tmp_path, "weasyprint")
    words = [*PROGRAM, "build", str(DATA / "asb-2016-17-q3.xlsx"), "--engine", "weasyprint"]
    done = subprocess.run(
        words, cwd=tmp_path, capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 6
    assert done.stdout.count("\n") == 2
    assert "reportgen doctor" in done.stderr


def test_without_pango_typst_makes_the_pdf(tmp_path: Path) -> None:
    """All three documents are there, and it is said which engine made the PDF."""
    environment = without(tmp_path, "weasyprint")
    for words, told in (
        (["build", str(DATA / "asb-2016-17-q3.xlsx")], "is made by Typst"),
        (["doctor"], ""),
    ):
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert told in done.stderr
        assert words[0] == "doctor" or done.stdout.count("\n") == 3
    assert "PDF           works, by Typst" in done.stdout


def test_a_bug_of_ours_leaves_a_file_to_send_and_ends_with_seventy(tmp_path: Path) -> None:
    """The traceback goes to a log file that is named, and never to the screen."""
    code = (
        "from reportgen.app import read; read.read = lambda _: 1 / 0; "
        "from reportgen.cli import main; main(['check', 'x'])"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 70
    [log] = tmp_path.glob("reportgen-bug-*.log")
    assert str(log) in done.stderr
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_terminal_gets_a_table_and_a_pipe_plain_lines(tmp_path: Path) -> None:
    """Both have the same words."""
    try:
        reader, writer = pty.openpty()
    except OSError:
        pytest.skip("this computer has no pseudo-terminals")
    environment = os.environ | {"COLUMNS": "200", "TERM": "xterm"}
    process = subprocess.Popen(
        [*PROGRAM, "check", str(DATA / "messy.xlsx")],
        stdout=writer,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env=environment,
    )
    os.close(writer)
    printed = b""
    try:
        while piece := os.read(reader, 4096):
            printed += piece
    except OSError:  # Linux says so when the other end of a terminal is closed
        pass
    finally:
        os.close(reader)
    assert process.wait() == 1
    assert "What is the case" in printed.decode("utf-8")
    assert "“Ambr” is not in the status key." in printed.decode("utf-8")
    assert "\x1b[" in printed.decode("utf-8")


def test_a_reader_who_has_read_enough_and_a_closed_stream_are_no_bugs(tmp_path: Path) -> None:
    """Neither `| head -1` nor a scheduled task without a screen ends in a report of a bug."""
    (tmp_path / "many.xlsx").write_bytes((DATA / "messy.xlsx").read_bytes())
    program = f"{sys.executable} -m reportgen check"
    piped = f"{program} many.xlsx {DATA}/*.xlsx {DATA}/*.xlsx 2>&1 | head -1"
    for command in (piped, f"{program} many.xlsx >&- 2>err"):
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert "fault of its own" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "x" * 300 + ".xlsx"], 3),
        (["new", "x" * 300 + ".xlsx"], 4),
        (["new", ""], 4),
        (["new", "."], 4),
        (["build", str(DATA / "messy.xlsx"), "--format", "html", "--templates", "x" * 300], 5),
    ],
)
def test_odd_paths_are_refused_and_not_our_bugs(
    tmp_path: Path, words: list[str], code: int
) -> None:
    """Each is refused with its own exit code."""
    assert session(*words, cwd=tmp_path)[0] == code


def test_an_input_file_is_never_written_to(tmp_path: Path) -> None:
    """A workbook that nobody may write to is read all the same, and stays as it was."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes((DATA / "messy.xlsx").read_bytes())
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert session("build", path, "--format", "html", cwd=tmp_path)[0] == 0
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_import_says_what_became_of_each_cell_and_writes_nothing_over(tmp_path: Path) -> None:
    """The account of an import is on stderr, and the new workbook's path on stdout.

    The account has which heading became which column, what was left out and where it stood, and the
    counts.
    """
    seed = ROOT / "tests" / "workbooks" / "seed.docx"
    code, stdout, stderr = session(
        "import", seed, "-o", "mine", "--set", "Quarter=Q1 2016/17", cwd=tmp_path
    )
    assert (code, stdout) == (0, "mine.xlsx\n")
    assert (
        "table 2, table 3, table 4, table 5, table 6, table 7: Action → Action; Outcome → Outcome; "
        in stderr
    )
    assert (
        "  paragraph 2: “DRAFT”: the mark of a draft, which each draft gets by itself.\n" in stderr
    )
    assert "cells and lines in the source with words: 179 taken" in stderr
    assert (
        "In the workbook: 27 actions, 6 objectives, 3 words of a status key, 14 acronyms.\n"
        in stderr
    )
    assert "mine.xlsx has 1 error" in stderr  # 6.3 has no officer, as published
    code, stdout, stderr = session("import", seed, "-o", "mine.xlsx", cwd=tmp_path)
    assert (code, stdout) == (4, "")
    assert "There is a file mine.xlsx already" in stderr


def test_import_can_be_tried_without_writing(tmp_path: Path) -> None:
    """--dry-run tells all of it; --json has every cell; a heading can be given its meaning."""
    values = ROOT / "tests" / "workbooks" / "values.csv"
    code, stdout, stderr = session(
        "import", values, "--dry-run", "--map", "Comments=Next steps", cwd=tmp_path
    )
    assert (code, stdout) == (0, "")
    assert "Comments → Next steps" in stderr
    code, stdout, stderr = session("import", values, "--dry-run", "--json", cwd=tmp_path)
    document = json.loads(stdout)
    assert document["tables"][0]["columns"]["Lead officer"] == "Accountable Officer"
    assert {
        "place": "A2",
        "words": "Publish the “plan”",
        "fate": "taken",
        "why": "Actions, Action",
    } in document["cells"]
    assert list(tmp_path.iterdir()) == []


def test_an_import_that_is_asked_for_wrongly_says_what_would_be_right(tmp_path: Path) -> None:
    """No name for the workbook, an unknown column or setting, and an option without a pair."""
    values = ROOT / "tests" / "workbooks" / "values.csv"
    for words, sentence in (
        ((), "There is no name for the workbook. Give -o plan.xlsx, or --dry-run."),
        (
            ("-o", "a.xlsx", "--map", "Comments=Progres"),
            "our workbook has no column “Progres”. Did you mean Progress?",
        ),
        (
            ("-o", "a.xlsx", "--set", "Quartr=Q1"),
            "there is no setting “Quartr”. Did you mean Quarter?",
        ),
        (
            ("-o", "a.xlsx", "--map", "Comments"),
            "“Comments” has no form such as “Lead person=Accountable Officer”",
        ),
    ):
        code, stdout, stderr = session("import", values, *words, cwd=tmp_path)
        assert (code, stdout) == (2, "")
        assert sentence in stderr
    assert list(tmp_path.iterdir()) == []
