"""What reading huge workbooks costs, against the bounds of docs/security.md. Used by bench.py."""

import math
import subprocess
import sys
from pathlib import Path

import openpyxl
from bench_costs import REPORTGEN, cost, verdict

_WORKBOOKS = Path(__file__).parent.parent / "tests" / "workbooks"
sys.path.insert(0, str(_WORKBOOKS))

SECONDS, MEGABYTES = 10, 1_000


_LOAD = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"


def unknown_headings(folder: Path) -> list[bool]:
    """`import` of 5,000 rows of 15 columns whose headings nobody knows, beside openpyxl alone."""
    path = folder / "unknown.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.append([f"Field {column}" for column in range(15)])
    for row in range(5_000):
        sheet.append([f"words {column} of row {row}" for column in range(15)])
    book.save(path)
    ours, theirs = math.inf, math.inf
    for _ in range(3):
        theirs = min(theirs, cost(sys.executable, "-c", _LOAD, path).seconds)
        ours = min(ours, cost(*REPORTGEN, "import", path, "--dry-run", ends=(3,)).seconds)
    what = "import of 5,000 x 15 cells without known headings, of openpyxl loading them"
    return [verdict(what, ours / theirs, 1.6)]


def sizes(folder: Path) -> list[bool]:
    """`check` on each of them: at most ten seconds and a gigabyte, or refused within that."""
    # It is found on the path that is set above.
    from big import KINDS, TOO_MANY  # type: ignore[import-not-found]  # noqa: PLC0415

    held = []
    for kind in (*KINDS, TOO_MANY):
        path = folder / "big.xlsx"
        # In a process of its own: Linux counts the most that this one held as its children's peak.
        subprocess.run([sys.executable, _WORKBOOKS / "big.py", kind, path], check=True)
        spent = cost(*REPORTGEN, "check", path, ends=(3,) if kind == TOO_MANY else (0, 1))
        held.append(
            verdict(f"check on a sheet far too large ({kind}), in seconds", spent.seconds, SECONDS)
        )
        held.append(verdict("    and its peak memory, in MB", spent.peak, MEGABYTES))
    return held
