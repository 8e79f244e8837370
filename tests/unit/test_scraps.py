"""What a killed run leaves in a folder is cleared by the next one, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen.app.files import save, scrap_beside


def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


def scrap_of(process: int, folder: Path) -> Path:
    """A scrap that this process would have left."""
    name = scrap_beside(folder / "plan.pdf", "part").name
    path = folder / name.replace(f"-{os.getpid()}-", f"-{process}-")
    path.write_bytes(b"half")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="there, age alone tells")
def test_scraps_of_a_run_that_was_killed_are_cleared(tmp_path: Path) -> None:
    """Those of one that goes on stay, and so does every other hidden file."""
    lost, kept = scrap_of(dead(), tmp_path), scrap_of(os.getpid(), tmp_path)
    others = [tmp_path / ".plan-x.part", tmp_path / ".gitignore", tmp_path / "plan.part"]
    for other in others:
        other.write_bytes(b"mine")
    save({tmp_path / "plan.pdf": b"new"})
    assert not lost.exists()
    assert all(path.exists() for path in (kept, *others))


def test_scraps_of_another_computer_are_cleared_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that several share."""
    monkeypatch.setattr("reportgen.app.files._HOST", "0123abcd")
    fresh, old = scrap_of(1, tmp_path), scrap_of(2, tmp_path)
    monkeypatch.undo()
    os.utime(old, (0, 0))
    save({tmp_path / "plan.pdf": b"new"})
    assert fresh.exists()
    assert not old.exists()


def test_a_scrap_that_cannot_be_taken_away_stops_nothing(tmp_path: Path) -> None:
    """Such as a folder of that name."""
    name = scrap_of(dead(), tmp_path)
    name.unlink()
    name.mkdir()
    save({tmp_path / "plan.pdf": b"new"})
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"
