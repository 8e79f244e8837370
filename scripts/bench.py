"""Times the program side by side with what it stands on, in one run, as ratios.

Run by `make bench`; read docs/performance.md. Whole processes, the best of several runs each, so
that start-up counts as it does for a user. Plans of 27, 300 and 3,000 actions are the third-quarter
example repeated. Growth is the exponent of time over actions: 1.0 is in proportion.
"""

import math
import shutil
import sys
import tempfile
from pathlib import Path

import openpyxl
from bench_attacks import attacks
from bench_costs import REPORTGEN, TEMPLATES, Command, Cost, cost, plan_of, side_by_side, verdict
from bench_levers import batch, levers
from bench_page import the_page
from bench_sizes import sizes, unknown_headings

SIZES = (27, 300, 3_000)
# The same paper without our care: our page, print.css, automatic table layout, WeasyPrint's tags.
_NAIVE = """
import sys, weasyprint
from pathlib import Path
page, style = (Path(path).read_text("utf-8") for path in (sys.argv[1], sys.argv[3]))
# What is for browsers' printers, our PDF does not see either.
page = page.replace('media="print"', 'media="none"')
styled = page.replace("</head>", f"<style>{style}</style></head>")
styled = styled.replace("table-layout: fixed", "table-layout: auto")
weasyprint.HTML(string=styled).write_pdf(sys.argv[2], pdf_tags=True)
"""
# The page as it lies there, with its style sheet for browsers' printers: smaller letters, fixed
# layout, other pages than ours.
_AS_IT_IS = (
    "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_tags=True)"
)
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
    """Split and merge 300 actions of 40 officers, beside openpyxl loading and saving that book.

    Merging reads every sheet of every return, so that no word in them is missed: so it may cost
    more.
    """
    plan = sent_to(OFFICERS, folder / f"{SIZES[1]}.xlsx", folder / "sent.xlsx")
    forms, merged = folder / "forms", folder / "merged.xlsx"
    costs: dict[str, float] = {}
    for _ in range(10):
        shutil.rmtree(forms, ignore_errors=True)
        merged.unlink(missing_ok=True)
        commands: dict[str, Command] = {
            "once": (sys.executable, "-c", LOAD_AND_SAVE, plan, folder / "saved.xlsx"),
            "split": (*REPORTGEN, "split", plan, "-o", forms),
            "merge": (*REPORTGEN, "merge", plan, forms, "-o", merged),
        }
        for name, words in commands.items():
            costs[name] = min(cost(*words).seconds, costs.get(name, math.inf))
    once = costs.pop("once")
    return [
        verdict(
            f"{name} of 300 actions and 40 officers, of loading and saving it once",
            seconds / once,
            {"split": 4, "merge": 5.5}[name],
        )
        for name, seconds in costs.items()
    ]


def measured(folder: Path, actions: int) -> dict[str, Cost]:
    """What each way costs for a plan of so many actions."""
    plan, runs = (
        plan_of(actions, folder / f"{actions}.xlsx"),
        {SIZES[0]: 10, SIZES[1]: 2}.get(actions, 1),
    )
    stem = folder / f"{actions}-action-plan-draft"
    page = f"{stem}.html"
    cost(*REPORTGEN, "build", plan, "-o", folder)
    commands: dict[str, Command] = {
        "our PDF": (*REPORTGEN, "build", plan, "--format", "pdf", "-o", folder),
        "our PDF, Word and HTML": (*REPORTGEN, "build", plan, "-o", folder),
        "our PDF by Typst": (
            *(*REPORTGEN, "build", plan, "--format", "pdf", "--engine", "typst"),
            *("-o", folder / "typst"),
        ),
        "our Word": (*REPORTGEN, "build", plan, "--format", "docx", "-o", folder),
        "our HTML": (*REPORTGEN, "build", plan, "--format", "html", "-o", folder),
        "check": (*REPORTGEN, "check", plan),
        "import openpyxl": (sys.executable, "-c", "import openpyxl"),
        "naive": (sys.executable, "-c", _NAIVE, page, f"{stem}.naive.pdf", TEMPLATES / "print.css"),
        "the page as it is": (sys.executable, "-c", _AS_IT_IS, page, f"{stem}.page.pdf"),
    }
    if office := shutil.which("soffice"):
        commands["LibreOffice on our Word"] = (
            *(office, "--headless", "--convert-to", "pdf", "--outdir", folder / "office"),
            f"{stem}.docx",
        )
    return side_by_side(commands, runs)


def table(costs: dict[int, dict[str, Cost]]) -> float:
    """Print each way's seconds, share of the naive way and peak memory; return our growth."""
    print(
        f"{'':<26}"
        + "".join(f"{f'{actions:,} actions':>26}" for actions in SIZES)
        + f"{'growth':>18}"
    )
    ours = []
    for way in costs[SIZES[0]]:
        times = [costs[actions][way].seconds for actions in SIZES]
        cells = (
            f"{costs[actions][way].seconds:8.2f} s"
            f" {costs[actions][way].seconds / costs[actions]['naive'].seconds:5.2f} "
            f"{costs[actions][way].peak:5.0f} MB"
            for actions in SIZES
        )
        growth = [
            math.log(b / a) / math.log(m / n)
            for a, b, n, m in zip(times, times[1:], SIZES, SIZES[1:], strict=False)
        ]
        print(
            f"{way:<26}"
            + "".join(f"{cell:>26}" for cell in cells)
            + "".join(f"{exponent:9.2f}" for exponent in growth)
        )
        if way == "check" or way.startswith("our"):
            ours.append(max(growth))
    print("Each: seconds, share of the naive way's time, peak memory.\n")
    return max(ours)


def promises(costs: dict[int, dict[str, Cost]], growth: float) -> list[bool]:
    """Print what is promised, and whether it holds."""
    small, middle, large = (costs[actions] for actions in SIZES)

    def share(of: dict[str, Cost], way: str, whole: str = "naive") -> float:
        return of[way].seconds / of[whole].seconds

    return [
        verdict(
            "PDF, Word and HTML together at 27 actions, of the naive PDF",
            share(small, "our PDF, Word and HTML"),
            1.05,
        ),
        *(
            verdict(
                f"PDF by Typst at {actions:,} actions, of the naive one",
                share(costs[actions], "our PDF by Typst"),
                most,
            )
            for actions, most in zip(SIZES, (0.45, 0.25, 0.25), strict=True)
        ),
        verdict("PDF at 300 actions, of the naive one", share(middle, "our PDF"), 0.75),
        verdict("PDF at 3,000 actions, of the naive one", share(large, "our PDF"), 0.65),
        verdict(
            "peak memory at 3,000 actions, of the naive way's",
            large["our PDF"].peak / large["naive"].peak,
            1.1,
        ),
        verdict("the fastest growth of ours", growth, 1.1),
        verdict(
            "Word, of the PDF's time at 300 actions", share(middle, "our Word", "our PDF"), 0.2
        ),
        verdict(
            "HTML, of the PDF's time at 300 actions", share(middle, "our HTML", "our PDF"), 0.2
        ),
        verdict(
            "check on 27 actions, of import openpyxl", share(small, "check", "import openpyxl"), 2
        ),
    ]


def main() -> int:
    """Measure, print, and end with 1 where a promise is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = {actions: measured(folder, actions) for actions in SIZES}
        held = promises(costs, table(costs))
        held += batch(folder)
        held += the_round(folder)
        held += sizes(folder)
        held += unknown_headings(folder)
        held += attacks(folder)
        held += the_page(folder, folder / f"{SIZES[0]}.xlsx", folder / f"{SIZES[1]}.xlsx")
        print(f"\nWhat each lever is worth, on the PDF of {SIZES[1]} actions:")
        levers(folder, folder / f"{SIZES[1]}.xlsx")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
