"""Faults of real computers: exit code, one sentence, no half-written file, no traceback."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from pathlib import Path

import pytest
from conftest import DATA
from making import documents, report
from test_sessions import PROGRAM, session

from reportgen.app.read import read

Q3 = DATA / "asb-2016-17-q3.xlsx"
NAMES = {f"asb-2016-17-q3-action-plan-draft.{kind}" for kind in ("pdf", "docx", "html")}
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/nowhere</dir><cachedir>{cache}</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def finished() -> dict[str, bytes]:
    """The documents of the third quarter, by their names."""
    return {
        f"asb-2016-17-q3-action-plan-draft.{kind.value}": content
        for kind, content in documents(report(read(Q3))).items()
    }


def test_without_fonts_word_and_web_page_are_made(tmp_path: Path) -> None:
    """Pango would end the whole process; the refusal says which fonts to install."""
    (tmp_path / "fonts.conf").write_text(
        NO_FONTS.format(cache=tmp_path / "cache"), encoding="utf-8"
    )
    environment = os.environ | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run(
        [*PROGRAM, "build", Q3, "-o", "out"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 6
    assert "This computer has no fonts, so a PDF cannot be drawn. Install some" in done.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        name for name in NAMES if not name.endswith(".pdf")
    }


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("words", [["check", str(Q3)], ["--help"], ["check", "--help"]])
def test_results_that_cannot_be_printed_are_told(words: list[str], tmp_path: Path) -> None:
    """A disk that fills up while the results are written gives exit code 4 and a sentence."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr.startswith("The results could not be printed (No space left on device).")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", str(Q3)], 4),
        (["build", str(Q3), "--format", "html"], 4),
        (["nonsense"], 2),
        (["check", "nothing.xlsx"], 3),
    ],
)
def test_sentences_that_cannot_be_printed_never_end_in_1(
    words: list[str], code: int, tmp_path: Path
) -> None:
    """1 always means errors in a workbook; where sentences were lost, it is no success either."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, *words], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=full, check=False
        )
    assert done.returncode == code


@pytest.mark.skipif(sys.platform == "win32", reason="memory can be limited on Unix alone")
def test_too_little_memory_is_told(tmp_path: Path) -> None:
    """As a fact of the computer, and no fault of the program's."""
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (50_000_000, 50_000_000));"
        " sys.argv[1:] = ['build', sys.argv[1], '--format', 'html']; from reportgen.cli import"
        " main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, str(Q3)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert done.stderr.startswith("The computer has too little memory for this.")


_NO_TEMPORARY_FOLDER = """
import sys, tempfile
def none(*_):
    raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")
tempfile._get_default_tempdir = none
from reportgen.cli import main
main()
"""


def test_without_a_temporary_folder_it_is_the_output_that_is_used(tmp_path: Path) -> None:
    """And nothing of it stays there; without an output, a sentence says what to do."""
    command = [sys.executable, "-c", _NO_TEMPORARY_FOLDER]
    (tmp_path / "forms").mkdir()
    for words in (["split", Q3, "-o", "forms"], ["merge", Q3, "forms", "-o", "merged.xlsx"]):
        done = subprocess.run([*command, *words], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode in {0, 1}
    assert {path.name for path in tmp_path.iterdir()} == {"forms", "merged.xlsx"}
    words = ["split", Q3, "-o", "new/forms"]
    done = subprocess.run([*command, *words], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 4
    assert done.stderr.startswith(b"There is no folder for temporary files.")


@pytest.mark.skipif(sys.platform == "win32", reason="no file can have such a name there")
def test_a_name_that_would_command_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    """The ESC in it is written out, in sentences and in results; JSON stays JSON."""
    name = "a\x1b[31mb\x9bm\u202e.xlsx"
    (tmp_path / name).write_bytes(Q3.read_bytes())
    for words in (["check", name], ["build", name, "--format", "html"], ["check", f"x{name}"]):
        code, stdout, stderr = session(*words, cwd=tmp_path)
        assert code in {0, 3}
        assert "\\u001b[31m" in stdout + stderr
        assert not {"\x1b", "\x9b", "\u202e"} & set(stdout + stderr)
    _, stdout, _ = session("check", name, "--json", cwd=tmp_path)
    assert name in json.loads(stdout)["workbooks"][0]["workbook"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize(
    "words", [["check", "pipe"], ["import", "pipe", "--dry-run"], ["verify", "pipe", str(Q3)]]
)
def test_a_pipe_is_refused_and_not_waited_for(words: list[str], tmp_path: Path) -> None:
    """A named pipe that nobody writes to is refused at once, with exit code 3."""
    os.mkfifo(tmp_path / "pipe")
    code, stdout, stderr = session(*words, cwd=tmp_path)
    assert (code, stdout) == (3, "")
    assert stderr.startswith("pipe is no file, but a pipe or a device.")


@pytest.mark.parametrize(
    "folder", ["with spaces", "Gŵyl tŷ Łódź", "x" * 200, "a/b/c", "percent%20and#hash"]
)
def test_folders_of_any_name_do(folder: str, tmp_path: Path) -> None:
    """Spaces, accents, 200 letters, and nested folders that do not exist yet."""
    code, stdout, _ = session("build", Q3, "-o", folder, cwd=tmp_path)
    assert code == 0
    assert {Path(line).name for line in stdout.splitlines()} == NAMES
    assert {path.name for path in (tmp_path / folder).iterdir()} == NAMES


def test_two_builds_into_one_folder_at_once_leave_whole_files(tmp_path: Path) -> None:
    """Each file is whole and from one of the two builds, and no temporary file is left."""
    command = [*PROGRAM, "build", str(Q3), "-o", "out"]
    both = [
        subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(2)
    ]
    assert [process.wait() for process in both] == [0, 0]
    assert session("verify", "out/asb-2016-17-q3-action-plan-draft.pdf", Q3, cwd=tmp_path)[0] == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == NAMES


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="root may write anywhere",
)
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    """The folder is named, with the reason, and the exit code is 4."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    code, stdout, stderr = session("build", Q3, "-o", locked, cwd=tmp_path)
    assert (code, stdout) == (4, "")
    assert "cannot be written (Permission denied)" in stderr


@pytest.mark.parametrize(
    "command", [["new", "made.xlsx"], ["next-quarter", str(Q3), "-o", "made.xlsx"]]
)
def test_a_clock_in_1970_is_no_hindrance(command: list[str], tmp_path: Path) -> None:
    """The clock of a computer with a dead battery says 1970; zip files know no day before 1980."""
    code = textwrap.dedent(f"""
        import datetime as dt
        from reportgen.cli import commands
        commands.today = lambda: dt.date(1970, 1, 1)
        from reportgen.cli.program import main
        main({command!r})
    """)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "made.xlsx\n")
    assert (tmp_path / "made.xlsx").stat().st_size > 5_000


@pytest.mark.parametrize("after", [0.3, 0.8, 1.1, 1.4])
def test_killed_at_any_moment_a_build_leaves_each_file_old_or_new(
    after: float, tmp_path: Path, finished: dict[str, bytes]
) -> None:
    """Byte for byte, whenever the process is killed."""
    folder = tmp_path / "out"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_bytes(b"old")
    process = subprocess.Popen(
        [*PROGRAM, "build", str(Q3), "-o", "out"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    for name in NAMES:
        assert (folder / name).read_bytes() in (b"old", finished[name])


def test_a_setting_that_names_a_path_goes_nowhere(tmp_path: Path) -> None:
    """A title “../../../etc/…” is printed, and no file is called by it."""
    plan = DATA.parent / "tests" / "workbooks" / "injected.xlsx"
    assert "../" in read(plan).plan.settings.title + read(plan).plan.settings.organisation
    code, stdout, _ = session("build", plan, "-o", "out", cwd=tmp_path)
    assert (code, [Path(line).parent.name for line in stdout.splitlines()]) == (0, ["out"] * 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    code, _, _ = session("split", plan, "-o", "forms", cwd=tmp_path)
    assert code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["forms", "out"]


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without asking them")
def test_a_run_of_many_that_is_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither its processes, nor what they had put aside."""
    aside = tmp_path / "aside"
    aside.mkdir()
    plans = [tmp_path / f"{number}.xlsx" for number in range(12)]
    for path in plans:
        path.write_bytes(Q3.read_bytes())
    run = subprocess.Popen(
        [*PROGRAM, "build", *plans, "-o", "out", "--format", "html"],
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(aside)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert run.stdout
    with run.stdout as printed:
        assert printed.readline().endswith(b".html\n")
        run.terminate()
        printed.read()  # to its end: no process is left that could print
    assert run.wait() == 128 + signal.SIGTERM
    assert not list(aside.iterdir())


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "none.xlsx", "none.xlsx"),
        ("merge", "none.xlsx", "none", "-o", "m.xlsx"),
        ("import", "none.docx", "-o", "plan.xlsx"),
        ("import", str(Q3), "-o", "x" * 300 + ".xlsx"),
    ],
)
def test_a_refusal_is_one_json_document_too(words: tuple[str, ...], tmp_path: Path) -> None:
    """For programs, which read no sentences."""
    code, stdout, stderr = session(*words, "--json", cwd=tmp_path)
    [refused] = json.loads(stdout)["refused"]
    assert code in {3, 4}
    assert refused["what"] in stderr


FULL = """
import errno, pathlib, sys
def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")
pathlib.Path.write_bytes = full
from reportgen.cli import main
main(sys.argv[1:])
"""


def test_a_temporary_folder_that_is_full_is_told_as_that(tmp_path: Path) -> None:
    """It is not the results that could not be printed."""
    with zipfile.ZipFile(tmp_path / "returns.zip", "w") as returns:
        returns.write(Q3, "a.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", FULL, "merge", Q3, "returns.zip", "-o", "merged.xlsx"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert done.stderr.startswith("There is no room for temporary files")
