"""The disk fails at each call in turn, with each kind of fault: all files are old, or all are new.

Python tells its audit hooks of every call before it is made, and a hook that raises makes it fail.
"""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest
from conftest import ROOT, sketch

from reportgen.app.files import save
from reportgen.cli import program
from reportgen.model.errors import Refusal, Unwritable

KINDS = (
    *(errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO),
    *(errno.ENAMETOOLONG, errno.EMFILE, errno.ENOENT, errno.EEXIST, errno.EBUSY, errno.ESTALE),
)
CALLS = ("open", "os.rename", "os.mkdir", "os.remove", "os.link", "write", "os.fsync")


@dataclass(slots=True)
class Disk:
    """The calls that change a folder, one of which fails."""

    folder: Path | None = None
    made: dict[str, int] = field(default_factory=dict)
    """How many calls of each kind were made."""
    failing: str = ""
    number: int = 0
    fault: int = 0

    def called(self, call: str, path: object) -> None:
        """Count a call; fail where its turn has come."""
        inside = isinstance(path, str | Path) and str(path).startswith(str(self.folder))
        if self.folder is None or not inside:
            return
        self.made[call] = self.made.get(call, 0) + 1
        if call == self.failing and self.made[call] == self.number:
            raise OSError(self.fault, os.strerror(self.fault), str(path))


DISK = Disk()


def _hook(event: str, details: tuple[object, ...], disk: Disk = DISK) -> None:
    if disk.folder is None or event not in CALLS:
        return
    path, flags = details[0], details[2] if event == "open" else os.O_WRONLY
    if isinstance(path, str | Path) and isinstance(flags, int) and flags & os.O_ACCMODE:
        disk.called(event, path)


sys.addaudithook(_hook)


def _open_as(handle: int) -> str:
    return str(Path(f"/proc/self/fd/{handle}").readlink())


@contextmanager
def failing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str = "", number: int = 0, fault: int = 0
) -> Iterator[Disk]:
    """A disk on which this call to the folder fails; writes and flushes have no audit event."""
    fdopen, fsync = os.fdopen, os.fsync

    def flush(handle: int) -> None:
        DISK.called("os.fsync", _open_as(handle))
        fsync(handle)

    class File:
        """A file to be written whose write may fail."""

        def __init__(self, handle: int, mode: str) -> None:
            self.path = _open_as(handle)
            self.file = fdopen(handle, mode)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def write(self, content: bytes) -> int:
            self.file.write(content[:10])
            DISK.called("write", self.path)
            return self.file.write(content[10:])

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdopen", File)
        patch.setattr(os, "fsync", flush)
        DISK.folder, DISK.made = folder, {}
        DISK.failing, DISK.number, DISK.fault = call, number, fault
        try:
            yield DISK
        finally:
            DISK.folder = None


def held(folder: Path) -> dict[str, bytes]:
    """The files of a folder that people see, by name."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def scraps(folder: Path) -> list[str]:
    """The hidden files of a folder."""
    return [path.name for path in folder.rglob(".*") if path.is_file()]


def each_fault(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    begin: Callable[[Path], None],
    command: Callable[[Path], int],
    kinds: tuple[int, ...],
) -> int:
    """Run the command with each call failing in turn; return how many runs that were."""
    whole = tmp_path / "whole"
    begin(whole)
    old = held(whole)
    with failing(whole, monkeypatch) as disk:
        assert command(whole) in {0, 1}
        made = dict(disk.made)
    new, runs = held(whole), 0
    assert new != old
    for call, times in made.items():
        for number in range(1, times + 1):
            for fault in kinds:
                runs += 1
                folder = tmp_path / f"{runs}"
                begin(folder)
                with failing(folder, monkeypatch, call, number, fault):
                    try:
                        ended = command(folder)
                    except Refusal as refusal:
                        ended = refusal.exit_code
                at = (call, number, errno.errorcode[fault], ended)
                assert ended in {0, 1, 4}, at
                assert held(folder) == (old if ended == Unwritable.exit_code else new), at
                assert call == "os.remove" or not scraps(folder), at
    return runs


def test_a_set_of_files_is_all_old_or_all_new_at_each_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New files, files that are there, and a folder that is not there yet."""

    def begin(folder: Path) -> None:
        folder.mkdir()
        (folder / "a.txt").write_bytes(b"old a")
        (folder / "c.txt").write_bytes(b"old c")

    def command(folder: Path) -> int:
        names = ("a.txt", "b.txt", "c.txt", "inner/d.txt")
        save({folder / name: b"new words of this file" for name in names})
        return 0

    assert each_fault(tmp_path, monkeypatch, begin, command, KINDS) > 100


PLAN = (
    "| Ref | Objective | Action | Officer | Timescale | Status | Progress |\n"
    "| 1.1 | 1 | Lights | R Patel | Q3 | Green | Done. |\n"
    "| 1.2 | 1 | Patrols | A Jones | Q4 | Amber | Begun. |"
)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small plan of two officers."""
    return sketch(tmp_path_factory.mktemp("plan") / "plan.xlsx", PLAN)


COMMANDS = {
    "build": "build {plan} --format html --format docx -o {folder}",
    "split": "split {plan} -o {folder}",
    "next-quarter": "next-quarter {plan} -o {folder}/new.xlsx",
    "merge": "merge {plan} {forms} -o {folder}/merged.xlsx --disputes {folder}/disputes.xlsx",
    "annotate": "check {folder}/plan.xlsx --annotate",
    "import": "import {plan} -o {folder}/new.xlsx",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leaves_all_old_or_all_new_at_each_fault(
    name: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 4 and a sentence where all is old."""
    forms = tmp_path / "forms"
    program.run(["split", str(plan), "-o", str(forms)])

    def begin(folder: Path) -> None:
        folder.mkdir()
        (folder / "plan.xlsx").write_bytes(plan.read_bytes())
        (folder / "plan-action-plan-draft.html").write_bytes(b"of last time")

    def command(folder: Path) -> int:
        words = COMMANDS[name].format(plan=plan, folder=folder, forms=forms)
        return program.run(words.split())

    assert each_fault(tmp_path, monkeypatch, begin, command, (errno.EACCES, errno.ENOSPC)) > 5


_KILLED = """
import os, signal, sys
turn, calls = int(sys.argv.pop(1)), [0]
def hook(event, _):
    if event in ("os.rename", "os.link", "os.remove"):
        calls[0] += 1
        if calls[0] == turn:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from reportgen.cli import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process ends otherwise there")
def test_killed_at_each_change_of_a_folder_every_file_is_whole_and_the_next_run_ends_well(
    plan: Path, tmp_path: Path
) -> None:
    """Each file is the old or the new one; what was left lying is cleared by the next run."""

    def build(turn: int, folder: Path) -> int:
        words = ("build", plan, "--format", "html", "--format", "docx", "-o", folder)
        command = [sys.executable, "-c", _KILLED, str(turn), *map(str, words)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode

    names = ("plan-action-plan-draft.html", "plan-action-plan-draft.docx")
    assert build(0, tmp_path / "new") in {0, 1}
    new = held(tmp_path / "new")
    killed = 0
    for turn in range(1, 30):
        folder = tmp_path / str(turn)
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(b"old")
        if build(turn, folder) != -signal.SIGKILL:
            break
        killed += 1
        assert set(held(folder)) == set(names)
        assert all(words in {b"old", new[name]} for name, words in held(folder).items()), turn
        assert build(0, folder) in {0, 1}
        assert held(folder) == new
        assert not scraps(folder)
    assert killed > 5
