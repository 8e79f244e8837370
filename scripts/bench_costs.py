"""What a run costs, plans of any length, and how a promise is printed. Used by bench.py."""

import math
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

DATA = Path(__file__).parent.parent / "data"
TEMPLATES = Path(__file__).parent.parent / "templates"
REPORTGEN = (sys.executable, "-m", "reportgen")

Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a process took: seconds, and mebibytes at its peak."""

    seconds: float = math.inf
    peak: float = 0.0


# As on a user's computer, where Python keeps what it has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def cost(*words: str | Path, runs: int = 1, ends: Sequence[int] = (0,)) -> Cost:
    """The best of several runs of a process; it must end with one of these codes."""
    best, peak = math.inf, 0.0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        best, peak = min(best, time.perf_counter() - start), max(peak, usage.ru_maxrss / 1024)
        if os.waitstatus_to_exitcode(status) not in ends:
            sys.exit(f"did not end well: {' '.join(map(str, words))}")
    return Cost(seconds=best, peak=peak)


def side_by_side(commands: Mapping[str, Command], runs: int) -> dict[str, Cost]:
    """The best of several runs of each, in turn: a slow moment of the computer is shared."""
    costs = dict.fromkeys(commands, Cost())
    for _ in range(runs):
        for name, words in commands.items():
            once, best = cost(*words), costs[name]
            costs[name] = Cost(
                seconds=min(once.seconds, best.seconds), peak=max(once.peak, best.peak)
            )
    return costs


def plan_of(actions: int, path: Path) -> Path:
    """The example with its actions repeated under refs of their own."""
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    sheet = book["Actions"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    sheet.tables.clear()
    for number in range(len(rows), actions):
        ref, *others = rows[number % len(rows)]
        sheet.append([f"{ref}.{number}", *others])
    book.save(path)
    return path


def verdict(words: str, value: float, limit: float, *, least: bool = False) -> bool:
    """Print a promise and whether it holds: a value of at most this limit, or at least."""
    holds = value >= limit if least else value <= limit
    print(
        f"{'holds' if holds else 'BROKEN':<7} {words}: {value:.2f},"
        f" at {'least' if least else 'most'} {limit}"
    )
    return holds
