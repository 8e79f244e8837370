"""What many tests share: a workbook drawn as it looks on the screen, and the example data."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from reportgen.model.plan import Plan
from reportgen.model.prose import Block, Prose
from reportgen.model.schema import TABLES
from reportgen.office import limits
from reportgen.workbook.read.assemble import read

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
sys.path.insert(0, str(ROOT / "scripts"))
gc.set_threshold(100_000)  # as the program hardly ever looks for cycles either

Sketch = Callable[..., Path]

_REPORT = """
    | Setting | Value       |
    | Title   | ASB Strategy |
    | Quarter | Q3 2016/17  |
"""
_OBJECTIVES = """
    | Number | Objective      |
    | 1      | Safer streets  |
    | 2      | Safer homes    |
"""


def rows(drawn: str) -> list[list[str]]:
    """The cells of a drawn table; “⏎” stands for a line break in a cell."""
    lines = [line.strip() for line in drawn.strip().splitlines() if line.strip()]
    return [
        [cell.strip().replace("⏎", "\n") for cell in line.strip("|").split("|")] for line in lines
    ]


def sketch(path: Path, actions: str, **others: str) -> Path:
    """Save a workbook whose sheets are drawn as tables.

    The sheets Report and Objectives have contents of their own unless they are drawn too.
    """
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    names = {table.name.lower().replace(" ", "_"): table.name for table in TABLES}
    drawn = {"actions": actions, "report": _REPORT, "objectives": _OBJECTIVES} | others
    for key, table in drawn.items():
        sheet = book.create_sheet(names.get(key, key))
        for row in rows(table) if table else []:
            sheet.append([cell or None for cell in row])
    book.save(path)
    return path


@pytest.fixture(autouse=True)
def _a_machine_may_be_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a reading is of the tests that set it; elsewhere how long one takes is open."""
    monkeypatch.setattr(limits, "_SECONDS", 600)


@pytest.fixture
def drawn(tmp_path: Path) -> Sketch:
    """Save a drawn workbook and give its path."""
    return lambda actions, **others: sketch(tmp_path / "plan.xlsx", actions, **others)


@pytest.fixture
def plan_of(drawn: Sketch) -> Callable[..., Plan]:
    """The plan that is read from a drawn workbook."""
    return lambda actions, **others: read(drawn(actions, **others)).plan


def prose(*lines: str) -> Prose:
    """Plain paragraphs, one a line."""
    return tuple(Block(lines=(line,)) for line in lines)


def places(path: Path, *codes: str) -> list[tuple[str, str]]:
    """Code and place of every problem in a workbook, or of those with these codes."""
    return [(p.code, str(p.where)) for p in read(path).problems if not codes or p.code in codes]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --approve, for tests/golden."""
    parser.addoption(
        "--approve", action="store_true", help="accept today's documents as the approved ones"
    )
