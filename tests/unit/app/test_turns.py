"""A fault of the program's own ends the turn of one file and of no other, in every command."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA

from reportgen.app import check as checking
from reportgen.app import import_plan as importing
from reportgen.app.turns import OwnFault
from reportgen.cli import program

PLAN = DATA / "asb-2016-17-q3.xlsx"
Patch = pytest.MonkeyPatch


def sick(real: Callable[..., object]) -> Callable[..., object]:
    """A function that meets a fault with files called “bug”, and is out of memory with “memory”."""

    def faulty(path: Path, *more: object, **named: object) -> object:
        if path.stem.startswith(("bug", "memory")):
            raise KeyError(path.stem) if path.stem.startswith("bug") else MemoryError
        return real(path, *more, **named)

    return faulty


def test_of_several_workbooks_that_are_checked(
    tmp_path: Path, monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are told of, and the code is that of a fault."""
    paths = [tmp_path / f"{name}.xlsx" for name in ("first", "bug", "memory", "last")]
    for path in paths:
        shutil.copy(PLAN, path)
    monkeypatch.setattr(checking, "read", sick(checking.read))
    results = list(checking.check_all(paths))
    kinds = [type(r.outcome.error) if isinstance(r.outcome, OwnFault) else None for r in results]
    assert kinds == [None, KeyError, MemoryError, None]
    assert program.run(["check", *map(str, paths)]) == 70
    said = capsys.readouterr()
    assert "last.xlsx: " in said.err
    assert "bug.xlsx could not be checked." in said.err
    assert said.err.count("The program has a fault of its own") == 2


def test_of_several_returns_that_are_merged(
    tmp_path: Path, monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answers of the others are taken, and the return is named."""
    forms = tmp_path / "forms"
    assert program.run(["split", str(PLAN), "-o", str(forms)]) == 0
    min(forms.glob("*.xlsx")).rename(forms / "bug.xlsx")
    monkeypatch.setattr("reportgen.app.returns.read_return", sick(read_return()))
    merged = tmp_path / "merged.xlsx"
    assert program.run(["merge", str(PLAN), str(forms), "-o", str(merged)]) == 70
    assert merged.is_file()
    said = capsys.readouterr().err
    assert "bug.xlsx" in said
    assert "The program has a fault of its own with this file (KeyError)" in said


def read_return() -> Callable[..., object]:
    """The function as it is."""
    from reportgen.app.returns import read_return as real

    return real


def test_of_several_sources_that_are_imported(
    tmp_path: Path, monkeypatch: Patch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others make the workbook, and the file is named; where it is alone, nothing is made."""
    paths = [tmp_path / f"{name}.xlsx" for name in ("first", "bug")]
    for path in paths:
        shutil.copy(DATA / "asb-action-plan.xlsx", path)
    monkeypatch.setattr(importing, "source", sick(importing.source))
    new = tmp_path / "new.xlsx"
    assert program.run(["import", *map(str, paths), "-o", str(new)]) == 70
    assert new.is_file()
    assert "bug.xlsx: nothing was taken from it." in capsys.readouterr().err
    with pytest.raises(KeyError):
        importing.import_plan([paths[1]])
