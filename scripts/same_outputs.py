"""Records a digest of all that the program makes and prints: a change of structure changes none.

    python scripts/same_outputs.py [--keep DIR] record BEFORE.json [FILE ...]
    python scripts/same_outputs.py [--keep DIR] compare BEFORE.json [FILE ...]

Every workbook of data/ and tests/workbooks/ is checked, annotated, built (all reports and formats;
draft, final and large print), verified, imported, split, merged, chased, compared and rolled on, in
a folder of its own; every FILE as well. The day is held still. `compare` names what differs and
ends with 1. `--keep` leaves what was made and printed in a folder, to be held against another with
diff.
"""

import argparse
import contextlib
import datetime as dt
import hashlib
import io
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2017, 1, 31)
_OTHERS = (".docx", ".csv", ".tsv")
Digests = dict[str, dict[str, str]]


def sources(more: Sequence[Path]) -> list[Path]:
    """Every file that is tried, each under a name of its own."""
    folders = (ROOT / "data", ROOT / "tests" / "workbooks")
    kinds = (".xlsx", ".xlsm", *_OTHERS)
    return [
        path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in kinds
    ] + list(more)


def commands(name: str) -> Iterator[list[str]]:
    """The command lines for one file; a later one may use what an earlier one made."""
    stem = Path(name).stem
    yield ["import", name, "--dry-run", "--json"]
    yield ["import", name, "-o", "imported.xlsx", "--set", "Quarter=Q3 2016/17"]
    if name.endswith(_OTHERS):
        return
    yield ["check", name, "--json"]
    yield ["check", name, "--annotate"]
    yield ["build", name, "--report", "all", "-o", "draft"]
    yield ["build", name, "--report", "all", "-o", "final", "--final", "--as-at", "2017-02-01"]
    yield ["build", name, "--report", "all", "-o", "large", "--large-print"]
    yield ["build", name, "-o", "attached", "--format", "pdf", "--attach-source"]
    yield ["verify", f"draft/{stem}-action-plan-draft.docx", name]
    yield ["verify", f"large/{stem}-briefing-not-for-publication-draft-large-print.html", name]
    yield ["import", f"draft/{stem}-action-plan-draft.docx", "--dry-run", "--json"]
    yield ["split", name, "-o", "split", "--due", "2017-01-13"]
    yield [
        "merge",
        name,
        "split",
        f"draft/{stem}-action-plan-draft.docx",
        "-o",
        "merged.xlsx",
        "--json",
    ]
    yield ["merge", name, "split", "-o", "again.xlsx", "--prefer", "newest"]
    yield ["chase", name, "split", "-o", "chased"]
    yield ["next-quarter", name, "-o", "next.xlsx"]
    yield ["next-quarter", name, "-o", "forced.xlsx", "--force"]
    yield ["compare", name, "forced.xlsx", "--json"]
    yield ["compare", name, f"draft/{stem}-action-plan-draft.docx"]
    yield [
        "build",
        "forced.xlsx",
        "--report",
        "changes",
        "--report",
        "exceptions",
        "-o",
        "later",
        "--previous",
        name,
    ]


def tried(path: Path, keep: Path | None) -> Digests:
    """What each command line printed and made, by the file and the command."""
    digests: Digests = {}
    label = f"{path.parent.name}/{path.name}"
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep / label if keep else Path(temporary)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, folder / path.name)
        os.chdir(folder)
        for place, words in enumerate(commands(path.name)):
            before = set(_files())
            output = _said(words)
            (folder / f"{place:02}-{words[0]}.printed").write_text(output, "utf-8", "surrogatepass")
            new = sorted(set(_files()) - before)
            digests[f"{label}: {' '.join(words)}"] = {
                "printed": _digest(output.encode("utf-8", "surrogatepass"))
            } | {str(file): _digest(file.read_bytes()) for file in new if file.suffix != ".printed"}
        os.chdir(ROOT)
    return digests


def _files() -> Iterator[Path]:
    return (path for path in Path().rglob("*") if path.is_file())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _said(words: list[str]) -> str:
    """The exit code, and what stands on both streams."""
    from reportgen.cli import main  # noqa: PLC0415 - in the worker

    out, err, code = io.StringIO(), io.StringIO(), 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        _hold_the_day()
        try:
            main(words)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return f"{code}\n--- out\n{out.getvalue()}--- err\n{err.getvalue()}"


def _hold_the_day() -> None:
    """Give every module the same day for today, also those that are loaded later."""
    from importlib import import_module  # noqa: PLC0415 - the same

    for command in sorted((ROOT / "reportgen" / "cli").glob("*.py")):
        import_module(f"reportgen.cli.{command.stem}")
    for name, module in list(sys.modules.items()):
        if name.startswith("reportgen.") and hasattr(module, "today"):
            vars(module)["today"] = lambda: TODAY


def everything(more: Sequence[Path], keep: Path | None) -> Digests:
    """The digests of all files, over all cores."""
    all_digests: Digests = {}
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for digests in pool.map(tried, listed := sources(more), [keep] * len(listed)):
            all_digests |= digests
    return all_digests


def main() -> int:
    """Record or compare; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["record", "compare"])
    parser.add_argument("digests", type=Path)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--keep", type=Path)
    typed = parser.parse_args()
    now = everything(
        [path.resolve() for path in typed.files], typed.keep.resolve() if typed.keep else None
    )
    if typed.what == "record":
        typed.digests.write_text(json.dumps(now, indent=1, ensure_ascii=False), "utf-8")
        print(f"{len(now)} commands, {sum(map(len, now.values()))} digests.")
        return 0
    before = json.loads(typed.digests.read_text("utf-8"))
    different = [
        command for command in {**before, **now} if before.get(command) != now.get(command)
    ]
    for command in different:
        was, new = before.get(command, {}), now.get(command, {})
        print(
            f"{command}\n    "
            + ", ".join(name for name in {**was, **new} if was.get(name) != new.get(name))
        )
    print(f"{len(different)} of {len(now)} commands differ.")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
