"""Spoils our workbooks at random and reads them; each must end in a plan or a refusal.

Run by `make fuzz`.

Bounded in time: FUZZ_SECONDS, by default two minutes. What ends otherwise is kept in output/fuzz/
with its traceback, and the exit code is 1. FUZZ_SEED makes a run again.
"""

import io
import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app import import_plan, read
from reportgen.model.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SOURCES = [
    *sorted((ROOT / "data").glob("*.xlsx")),
    *sorted((ROOT / "tests" / "workbooks").glob("*.[dxc]*[xvm]")),
]
KEPT = ROOT / "output" / "fuzz"
SECONDS = float(os.environ.get("FUZZ_SECONDS", "120"))
_LONGEST = 20  # seconds for one file
_TAG = re.compile(rb"<[^<>]+/?>")
_ODD = (
    b"",
    b"-1",
    b"99999999999",
    b"\xff\xfe",
    b"&amp;",
    b"A1048577",
    b"../x",
    b"NaN",
    b"<x/>",
    b"1e999",
)

Parts = dict[str, bytes]


class TooLong(Exception):  # noqa: N818 - what is the case
    """One file took longer than any may."""


def flipped(content: bytes, dice: random.Random) -> bytes:
    """A few bytes changed, or the end cut off."""
    spoilt = bytearray(content)
    for _ in range(dice.randint(1, 20)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt[: dice.randrange(len(spoilt))] if dice.random() < 0.2 else spoilt)  # noqa: PLR2004 - one in five


def repacked(content: bytes, dice: random.Random) -> bytes:
    """Parts dropped, exchanged or spoilt."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(dice.randint(1, 3)):
        dice.choice((_dropped, _exchanged, _spoilt, _spoilt, _spoilt))(parts, dice)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def _dropped(parts: Parts, dice: random.Random) -> None:
    if parts:
        del parts[dice.choice(list(parts))]


def _exchanged(parts: Parts, dice: random.Random) -> None:
    if len(parts) > 1:
        first, second = dice.sample(list(parts), 2)
        parts[first], parts[second] = parts[second], parts[first]


def _spoilt(parts: Parts, dice: random.Random) -> None:
    """Take one tag of a part out, repeat it, or put another value in it."""
    name = dice.choice(list(parts)) if parts else ""
    tags = list(_TAG.finditer(parts.get(name, b"")))
    if not tags:
        return
    tag, part = dice.choice(tags), parts[name]
    changed = dice.choice(
        (b"", tag[0] * 2, re.sub(rb'"[^"]*"', b'"%s"' % dice.choice(_ODD), tag[0], count=1))
    )
    parts[name] = part[: tag.start()] + changed + part[tag.end() :]


def outcome(path: Path) -> str:
    """How reading a file ends, as a plan and as an import; the traceback of a fault of ours."""
    looks: list[Callable[[], object]] = [lambda: import_plan.import_plan([path])]
    if path.suffix in (".xlsx", ".xlsm"):
        looks.append(lambda: read.read(path))
    ends = []
    for look in looks:
        signal.alarm(_LONGEST)
        try:
            look()
            ends.append("read")
        except Refusal as refusal:
            ends.append(refusal.code)
        except (Exception, TooLong):  # noqa: BLE001 - what nobody expected is what is looked for
            return traceback.format_exc()
        finally:
            signal.alarm(0)
    return ", ".join(ends)


def _ring(*_: object) -> None:
    raise TooLong


def main() -> int:
    """Spoil and read until the time is over; print how the files ended."""
    signal.signal(signal.SIGALRM, _ring)
    seed = int(os.environ.get("FUZZ_SEED", time.time()))
    dice, ends, faults = random.Random(seed), Counter[str](), Counter[str]()  # noqa: S311 - no secret
    end = time.monotonic() + SECONDS
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            source = dice.choice(SOURCES)
            content = source.read_bytes()
            spoil = repacked if zipfile.is_zipfile(source) and dice.random() < 0.8 else flipped  # noqa: PLR2004 - four in five
            path = Path(folder) / source.name
            path.write_bytes(spoil(content, dice))
            ending = outcome(path)
            if "Traceback" not in ending:
                ends[ending] += 1
                continue
            last = ending.strip().splitlines()[-1]
            if last not in faults:
                KEPT.mkdir(parents=True, exist_ok=True)
                kept = KEPT / f"{len(faults)}-{source.name}"
                kept.write_bytes(path.read_bytes())
                kept.with_suffix(".txt").write_text(ending, encoding="utf-8")
            faults[last] += 1
    print(
        f"Seed {seed}. {sum(ends.values()) + sum(faults.values()):,} files"
        f" in {SECONDS:.0f} seconds."
    )
    for words, many in ends.most_common():
        print(f"{many:7,}  {words}")
    for words, many in faults.most_common():
        print(f"{many:7,}  A FAULT OF OURS: {words} (kept in {KEPT})")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
