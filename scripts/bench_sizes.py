"""What reading costs of workbooks of sizes that nobody meant, against the bounds of docs/security.md. Used by bench.py."""

import sys
from pathlib import Path

from bench_costs import REPORTGEN, cost, verdict

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "workbooks"))

SECONDS, MEGABYTES = 10, 1_000


def sizes(folder: Path) -> list[bool]:
    """`check` on each of them: at most ten seconds and a gigabyte, or refused within that."""
    # It is found on the path that is set above.
    from big import KINDS, TOO_MANY, big  # type: ignore[import-not-found]  # noqa: PLC0415

    held = []
    for kind in (*KINDS, TOO_MANY):
        path = folder / "big.xlsx"
        path.write_bytes(big(kind))
        found = cost(*REPORTGEN, "check", path, ends=(3,) if kind == TOO_MANY else (0, 1))
        held.append(verdict(f"check on a sheet with too many {kind}, in seconds", found.seconds, SECONDS))
        held.append(verdict("    and its peak memory, in MB", found.peak, MEGABYTES))
    return held
