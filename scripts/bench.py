"""Times the program side by side with what it stands on, in one run, as ratios. Run by `make bench`.

Whole processes, the best of several runs each, so that start-up counts as it does for a user. Plans of 27, 300 and 3,000
actions are the third-quarter example repeated. Growth is the exponent of time over actions: 1.0 is in proportion.
"""

import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import openpyxl

DATA = Path(__file__).parent.parent / "data"
SIZES = (27, 300, 3_000)
REPORTGEN = (sys.executable, "-m", "reportgen")
PLAIN_PDF = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run of a process took: seconds, and mebibytes at its peak."""

    seconds: float
    peak: float


# As on a user's computer, where Python keeps what it has compiled.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def cost(*words: str | Path, runs: int) -> Cost:
    """The best of several runs of a process; it must end well."""
    best, peak = math.inf, 0.0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        best, peak = min(best, time.perf_counter() - start), max(peak, usage.ru_maxrss / 1024)
        if os.waitstatus_to_exitcode(status):
            sys.exit(f"did not end well: {' '.join(map(str, words))}")
    return Cost(seconds=best, peak=peak)


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


LOAD_AND_SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
OFFICERS = 40


def sent_to(officers: int, plan: Path, path: Path) -> Path:
    """The same plan with its actions shared out among so many officers."""
    book = openpyxl.load_workbook(plan)
    sheet = book["Actions"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Accountable Officer")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = f"Officer {row % officers + 1}"
    book.save(path)
    return path


def the_round(folder: Path) -> list[bool]:
    """Splitting and merging 300 actions of 40 officers, beside loading and saving that workbook once with openpyxl."""
    plan = sent_to(OFFICERS, folder / f"{SIZES[1]}.xlsx", folder / "sent.xlsx")
    folders = [folder / f"round {run}" for run in range(10)]
    costs: dict[str, float] = {}
    for one in folders:  # in turn, so that a slow moment of the computer is everybody's
        forms, merged = one / "forms", one / "merged.xlsx"
        one.mkdir()
        for name, words in (
            ("once", (sys.executable, "-c", LOAD_AND_SAVE, plan, one / "saved.xlsx")),
            ("split", (*REPORTGEN, "split", plan, "-o", forms)),
            ("merge", (*REPORTGEN, "merge", plan, forms, "-o", merged)),
        ):
            costs[name] = min(cost(*words, runs=1).seconds, costs.get(name, math.inf))
    once = costs.pop("once")
    return [
        verdict(f"{name} of 300 actions and 40 officers, of loading and saving it once", seconds / once, 4)
        for name, seconds in costs.items()
    ]


def measured(folder: Path, actions: int) -> dict[str, Cost]:
    """What each way costs for a plan of so many actions."""
    plan, runs = plan_of(actions, folder / f"{actions}.xlsx"), 5 if actions < 100 else 2 if actions < 1_000 else 1  # noqa: PLR2004
    stem = folder / f"{actions}-action-plan"

    def ours(kind: str) -> Cost:
        return cost(*REPORTGEN, "build", plan, "--format", kind, "-o", folder, runs=runs)

    costs = {"check": cost(*REPORTGEN, "check", plan, runs=runs * 2), "our HTML": ours("html"), "our Word": ours("docx")}
    costs["our PDF"] = ours("pdf")
    costs["plain write_pdf"] = cost(sys.executable, "-c", PLAIN_PDF, f"{stem}.html", f"{stem}.plain.pdf", runs=runs)
    if office := shutil.which("soffice"):
        convert = (office, "--headless", "--convert-to", "pdf", "--outdir", folder / "office", f"{stem}.docx")
        costs["LibreOffice on our Word"] = cost(*convert, runs=1)
    return costs


def verdict(words: str, value: float, most: float) -> bool:
    """Print a promise and whether it holds."""
    print(f"{'holds' if value <= most else 'BROKEN':<7} {words}: {value:.2f}, at most {most}")
    return value <= most


def main() -> int:
    """Measure, print, and end with 1 where a promise is broken."""
    with tempfile.TemporaryDirectory() as name:
        costs = {actions: measured(Path(name), actions) for actions in SIZES}
        rounds = the_round(Path(name))
    loading = cost(sys.executable, "-c", "import openpyxl", runs=10)
    print(f"{'':<26}" + "".join(f"{f'{actions:,} actions':>26}" for actions in SIZES) + f"{'growth':>18}")
    ours = []
    for way in costs[SIZES[0]]:
        times = [costs[actions][way].seconds for actions in SIZES]
        cells = (
            f"{costs[actions][way].seconds:8.2f} s {costs[actions][way].seconds / costs[actions]['our PDF'].seconds:5.2f} "
            f"{costs[actions][way].peak:5.0f} MB"
            for actions in SIZES
        )
        growth = [math.log(b / a) / math.log(m / n) for a, b, n, m in zip(times, times[1:], SIZES, SIZES[1:], strict=False)]
        print(f"{way:<26}" + "".join(f"{cell:>26}" for cell in cells) + "".join(f"{one:9.2f}" for one in growth))
        if way in ("check", "our HTML", "our Word", "our PDF"):
            ours.append(max(growth))
    print("Each: seconds, share of our PDF's time, peak memory.\n")
    middle = costs[SIZES[1]]
    held = [
        verdict("Word, of the PDF's time at 300 actions", middle["our Word"].seconds / middle["our PDF"].seconds, 0.2),
        verdict("HTML, of the PDF's time at 300 actions", middle["our HTML"].seconds / middle["our PDF"].seconds, 0.2),
        verdict("check on 27 actions, of import openpyxl", costs[SIZES[0]]["check"].seconds / loading.seconds, 1.5),
        verdict("the fastest growth of ours", max(ours), 1.1),
    ]
    return 0 if all((*held, *rounds)) else 1


if __name__ == "__main__":
    sys.exit(main())
