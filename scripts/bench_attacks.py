"""What small hostile files cost, against the bound of docs/security.md. Used by bench.py."""

import subprocess
import sys
from pathlib import Path

from bench_costs import REPORTGEN, Command, Cost, cost, verdict

_WORKBOOKS = Path(__file__).parent.parent / "tests" / "workbooks"
sys.path.insert(0, str(_WORKBOOKS))

SECONDS, MEGABYTES = 20, 1_024
_FAST = 1  # second: what most refusals take


def attacks(folder: Path) -> list[bool]:
    """`import`, and of a workbook `check`, on each of them: the slowest and the largest of all."""
    # It is found on the path that is set above.
    from attacks import ATTACKS  # type: ignore[import-not-found]  # noqa: PLC0415

    costs: dict[str, Cost] = {}
    for name in ATTACKS:
        path = folder / name
        # In a process of its own: Linux counts the most that this one held as its children's peak.
        subprocess.run([sys.executable, _WORKBOOKS / "attacks.py", name, path], check=True)
        words: dict[str, Command] = {"import": (*REPORTGEN, "import", path, "--dry-run")}
        if path.suffix == ".xlsx":
            words["check"] = (*REPORTGEN, "check", path)
        for command, line in words.items():
            costs[f"{command} {name}"] = cost(*line, ends=(0, 1, 3))
        path.unlink()
    slowest = max(costs, key=lambda name: costs[name].seconds)
    largest = max(costs, key=lambda name: costs[name].peak)
    fast = sum(spent.seconds <= _FAST for spent in costs.values())
    print(f"Of {len(costs)} runs on small hostile files {fast} took a second at most.")
    return [
        verdict(f"the slowest of them ({slowest}), in seconds", costs[slowest].seconds, SECONDS),
        verdict(f"the largest of them ({largest}), in MB", costs[largest].peak, MEGABYTES),
    ]
