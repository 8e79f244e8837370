"""Spoils workbooks, Word files, texts, templates and returns at random, and reads them.

Each must end in a plan, a paper or a refusal, in 20 seconds and 2 GB; of returns, whoever sent a
sound one is heard.

Run by `make fuzz`.

Bounded in time: FUZZ_SECONDS, by default two minutes. What ends otherwise is kept in output/fuzz/
with its traceback, and the exit code is 1. FUZZ_SEED makes a run again.
"""

import datetime as dt
import io
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from reportgen.app import import_plan, read
from reportgen.app.documents import all_documents, report
from reportgen.app.merge import merge
from reportgen.app.split import split
from reportgen.model.edition import Format
from reportgen.model.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SOURCES = [
    *sorted((ROOT / "data").glob("*.xlsx")),
    *sorted((ROOT / "tests" / "workbooks").glob("*.[dxc]*[xvm]")),
]
TEMPLATES = sorted((ROOT / "templates").iterdir())
PLAN = ROOT / "data" / "asb-2016-17-q3.xlsx"
KEPT = ROOT / "output" / "fuzz"
SECONDS = float(os.environ.get("FUZZ_SECONDS", "120"))
_LONGEST = 20  # seconds for one file
_MOST = 3 << 30  # bytes of address space, of which a third is not memory
_DAY = dt.date(2017, 1, 31)
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


def looks_at(path: Path) -> "list[Callable[[], object]]":
    """What is tried with a file: it is read, as a plan and as an import."""
    looks: list[Callable[[], object]] = [lambda: import_plan.import_plan([path])]
    if path.suffix in (".xlsx", ".xlsm"):
        looks.append(lambda: read.read(path))
    return looks


def _papers(templates: Path) -> None:
    """Make the papers that a spoilt template is of."""
    view = report(read.read(PLAN))
    kinds = [Format.DOCX] if (templates / "action_plan.docx").is_file() else [Format.HTML]
    all_documents(view, formats=kinds, templates=templates)


def _merged(folder: Path, sound: str) -> None:
    """Merge a spoilt return with a sound one, whose answers have to be taken."""
    new = folder / "merged.xlsx"
    new.unlink(missing_ok=True)
    merged = merge(PLAN, [folder / "returns"], new, made_on=_DAY)
    if merged.faults:
        raise merged.faults[0]
    heard = {line.officer for line in merged.merged.tally if line.state.value.endswith("answered")}
    if not any(sound.startswith(officer) for officer in heard if officer):
        message = f"{sound} was not heard"
        raise AssertionError(message)


def outcome(looks: "Sequence[Callable[[], object]]") -> str:
    """How what is tried with a file ends; the traceback of a fault of ours."""
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


def _spoilt_file(
    folder: Path, forms: Mapping[str, bytes], dice: random.Random
) -> "tuple[Path, Sequence[Callable[[], object]]]":
    """A spoilt file, and what is to be tried with it."""
    for old in ("templates", "returns"):
        shutil.rmtree(folder / old, ignore_errors=True)
        (folder / old).mkdir()
    kind = dice.choice(("file", "file", "template", "return"))
    if kind == "template":
        source = dice.choice(TEMPLATES)
        path = folder / "templates" / source.name
        path.write_bytes(_spoil(source.read_bytes(), dice))
        return path, [lambda: _papers(folder / "templates")]
    if kind == "return":
        spoilt, sound = dice.sample([name for name in forms if name.endswith(".xlsx")], 2)
        path = folder / "returns" / spoilt
        path.write_bytes(_spoil(forms[spoilt], dice))
        (folder / "returns" / sound).write_bytes(_answered(forms[sound]))
        return path, [lambda: _merged(folder, sound)]
    source = dice.choice(SOURCES)
    path = folder / source.name
    path.write_bytes(_spoil(source.read_bytes(), dice))
    return path, looks_at(path)


def _spoil(content: bytes, dice: random.Random) -> bytes:
    package = zipfile.is_zipfile(io.BytesIO(content)) and dice.random() < 0.8  # noqa: PLR2004 - four in five
    return (repacked if package else flipped)(content, dice)


def _answered(form: bytes) -> bytes:
    """A form in which something was typed."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book["Actions"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Progress")
    sheet.cell(2, column).value = "Something was done."
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _ring(*_: object) -> None:
    raise TooLong


def main() -> int:
    """Spoil and read until the time is over; print how the files ended."""
    signal.signal(signal.SIGALRM, _ring)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST, _MOST))
    seed = int(os.environ.get("FUZZ_SEED", time.time()))
    dice, ends, faults = random.Random(seed), Counter[str](), Counter[str]()  # noqa: S311 - no secret
    end = time.monotonic() + SECONDS
    forms = split(PLAN, due=None, made_on=_DAY).files
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        while time.monotonic() < end:
            path, looks = _spoilt_file(folder, forms, dice)
            ending = outcome(looks)
            if "Traceback" not in ending:
                ends[ending] += 1
                continue
            last = ending.strip().splitlines()[-1]
            if last not in faults:
                KEPT.mkdir(parents=True, exist_ok=True)
                kept = KEPT / f"{len(faults)}-{path.name}"
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
