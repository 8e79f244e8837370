"""Build: what is worked out once, and what several at once have of each other."""

import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import openpyxl
import pytest
from conftest import DATA

from reportgen.app import read as reading
from reportgen.app.build import BuildOptions, BuildResult, build, build_many
from reportgen.facts import analysis
from reportgen.model.edition import Edition, Format, ReportKind

PLAN = DATA / "asb-2016-17-q3.xlsx"


def test_the_plans_position_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For all papers in all formats together: it goes with the reading."""
    calls: list[str] = []

    def counted(name: str, function: Callable[..., object]) -> Callable[..., object]:
        return lambda *given, **named: calls.append(name) or function(*given, **named)

    monkeypatch.setattr(reading, "analyse", counted("analyse", reading.analyse))
    monkeypatch.setattr(analysis, "past", counted("past", analysis.past))
    options = BuildOptions(
        folder=tmp_path,
        editions=tuple(Edition(report=kind) for kind in ReportKind),
        formats=tuple(Format),
    )
    result = build(PLAN, options)
    assert len(result.files) == len(ReportKind) * len(Format)
    assert calls == ["analyse", "past"]


POOLS = {
    "threads": lambda: ThreadPoolExecutor(3),
    "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
}


@pytest.mark.parametrize("pool", POOLS.values(), ids=POOLS)
def test_papers_made_at_once_each_have_their_own_answer(
    pool: Callable[[], Executor], tmp_path: Path
) -> None:
    """A character that no font has is told of the paper that has it, and of no other."""
    for name in ("whole", "again"):
        shutil.copy(PLAN, tmp_path / f"{name}.xlsx")
    book = openpyxl.load_workbook(PLAN)
    [row] = [row for row in book["Actions"] if any(cell.value == "Progress" for cell in row)]
    [column] = [cell.column for cell in row if cell.value == "Progress"]
    book["Actions"].cell(row[0].row + 1, column).value = "A sign of Uruk: \U00012083"
    book.save(tmp_path / "odd.xlsx")
    workbooks = [tmp_path / f"{name}.xlsx" for name in ("whole", "odd", "again")]
    options = BuildOptions(folder=tmp_path / "out", editions=(Edition(),))
    with pool() as executor:
        results = list(build_many(workbooks, options, executor=executor))
    told = {result.workbook.stem: " ".join(result.notes) for result in results}
    assert "[cuneiform sign" in told.pop("odd")
    assert told == {"whole": "", "again": ""}
    assert [len(result.files) for result in results] == [3, 3, 3]


def sick(workbook: Path, options: BuildOptions) -> BuildResult:
    """A build that meets a fault of our own, runs out of memory, or is killed by the computer."""
    if workbook.stem == "bug":
        raise KeyError("a bug")
    if workbook.stem == "memory":
        raise MemoryError
    if workbook.stem == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    return build(workbook, options)


def test_a_fault_ends_the_turn_of_one_workbook_and_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a process dies, those whose turns died with it are taken again."""
    names = ("first", "bug", "killed", "memory", "last")
    for name in names:
        shutil.copy(PLAN, tmp_path / f"{name}.xlsx")
    monkeypatch.setattr("reportgen.app.build.build", sick)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    options = BuildOptions(folder=tmp_path / "out", editions=(Edition(),), formats=(Format.HTML,))
    results = list(build_many([tmp_path / f"{name}.xlsx" for name in names], options))
    faults = [type(result.fault).__name__ for result in results]
    assert faults == ["NoneType", "KeyError", "BrokenProcessPool", "MemoryError", "NoneType"]
    assert [len(result.files) for result in results] == [1, 0, 0, 0, 1]
    assert {result.exit_code for result in results} == {0, 70}


def test_a_document_of_an_earlier_run_is_named(tmp_path: Path) -> None:
    """Where its format cannot be made anew, it stands beside new ones and is not of this plan."""
    own = tmp_path / "own"
    own.mkdir()
    options = BuildOptions(folder=tmp_path / "out", editions=(Edition(),), templates=own)
    old = [path for path in build(PLAN, options).files if path.suffix != ".docx"]
    (own / "action_plan.html").write_text("{{ report.nosuch }}", encoding="utf-8")
    result = build(PLAN, options)
    assert [path.suffix for path in result.files] == [".docx"]
    [note] = [note for note in result.notes if "earlier run" in note]
    assert all(str(path) in note for path in old)
