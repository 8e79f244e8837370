"""What each lever is worth that makes a PDF quicker. Used by bench.py.

The same paper is made with the lever taken off, side by side.

“The same” says whether the pages stay the same to the pixel without it, where `pdftoppm` is there.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_costs import REPORTGEN, TEMPLATES, Command, plan_of, side_by_side, verdict

_COLLECTING = (
    "import gc, sys; gc.set_threshold = lambda *_: None\n"
    "from reportgen.cli.program import main\nmain(sys.argv[1:])"
)
_ONE_CORE = (
    "import os, sys; os.cpu_count = lambda: 1\n"
    "from reportgen.cli.program import run\nsys.exit(run(sys.argv[1:]))"
)
_TWICE = """
import gc, sys, time
from pathlib import Path
gc.set_threshold(1_000_000)  # as the command line does, for itself and its workers
def build():
    start = time.perf_counter()
    from reportgen.app.documents import all_documents, report
    from reportgen.app.read import read
    all_documents(report(read(Path(sys.argv[1]))))
    return time.perf_counter() - start
first = build()
print(min(build() for _ in range(5)) / first)
"""
_STYLES = {
    "fixed table layout": (
        "print.css",
        "table { table-layout: fixed; }",
        "table { table-layout: auto; }",
    ),
    "rows kept whole (costs, not saves)": ("print.css", "tbody tr { break-inside: avoid; }", ""),
    "collapsed borders, but separate ones": (
        "base.css",
        "border-collapse: collapse",
        "border-collapse: separate; border-spacing: 0",
    ),
}
_MANY = 100


def levers(folder: Path, plan: Path) -> None:
    """Print for each lever how much longer the PDF of this plan takes without it."""
    commands: dict[str, Command] = {
        "ours": (*REPORTGEN, "build", plan, "--format", "pdf", "-o", folder / "ours")
    }
    commands["garbage collector hardly ever run"] = (
        sys.executable,
        "-c",
        _COLLECTING,
        "build",
        plan,
        "--format",
        "pdf",
        "-o",
        folder / "collecting",
    )
    for name, (file, with_it, without) in _STYLES.items():
        templates = folder / name
        templates.mkdir()
        (templates / file).write_text(
            (TEMPLATES / file).read_text("utf-8").replace(with_it, without), "utf-8"
        )
        commands[name] = (
            *REPORTGEN,
            "build",
            plan,
            "--format",
            "pdf",
            "--templates",
            templates,
            "-o",
            templates / "out",
        )
    costs = side_by_side(commands, runs=3)
    ours = costs.pop("ours").seconds
    for name, cost in costs.items():
        out = Path(str(commands[name][-1]))
        print(
            f"{'':<7} without {name}: {cost.seconds / ours:.2f} of ours;"
            f" {_alike(folder / 'ours', out)}"
        )


def _alike(first: Path, other: Path) -> str:
    """Whether two folders' PDFs have the same pages."""
    draw = shutil.which("pdftoppm")
    if not draw:
        return "pages not compared"
    with tempfile.TemporaryDirectory() as name:
        drawn = []
        for place, folder in enumerate((first, other)):
            [path] = folder.glob("*.pdf")
            subprocess.run([draw, "-r", "50", path, f"{name}/{place}"], check=True)
            drawn.append([page.read_bytes() for page in sorted(Path(name).glob(f"{place}-*"))])
    return "the same pages" if drawn[0] == drawn[1] else "other pages"


def batch(folder: Path) -> list[bool]:
    """A hundred plans over all cores and one by one; a process's second paper and its first."""
    plan = plan_of(27, folder / "27.xlsx")
    many = [shutil.copy(plan, folder / f"plan {number}.xlsx") for number in range(_MANY)]
    costs = side_by_side(
        {
            "one": (sys.executable, "-c", _ONE_CORE, "build", *many, "-o", folder / "one"),
            "all": (*REPORTGEN, "build", *many, "-o", folder / "all"),
        },
        runs=1,
    )
    ratios = [
        float(
            subprocess.run(
                [sys.executable, "-c", _TWICE, plan], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(3)
    ]
    return [
        verdict(
            "100 plans one after another, of the time over two cores",
            costs["one"].seconds / costs["all"].seconds,
            1.8,
            least=True,
        ),
        verdict("the next build of a process, of its first", min(ratios), 0.6),
    ]
