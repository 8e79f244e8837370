"""`reportgen import`: somebody else's plan as a workbook of ours."""

from argparse import ArgumentTypeError
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli import console
from reportgen.cli.commands import Commands, today, workbook_path
from reportgen.model.errors import Misused
from reportgen.model.text import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportgen.importers.audit import CellOutcome
    from reportgen.importers.import_result import ImportResult


_SAID = {
    "Actions": ("action",),
    "Objectives": ("objective",),
    "Status key": ("word of a status key", "words of a status key"),
    "Acronyms": ("acronym",),
    "History": ("row of History", "rows of History"),
}
_MANY = 5  # cells of a table that are named together
_FEW = 40  # lines of cells that were left out; --json has all of them


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser(
        "import",
        help="make a workbook of a plan that you have in Word, Excel or as .csv",
        description="Make a workbook of a plan in Word, Excel or .csv, and say what became of each cell.",
    )
    one.add_argument(
        "sources", metavar="SOURCE", type=Path, nargs="+", help=".docx, .xlsx, .xlsm, .csv, .tsv; with LibreOffice .xls, .ods"
    )
    one.add_argument("-o", "--output", metavar="PATH", type=Path, help="the workbook to make, ending in .xlsx")
    pairs = {
        "--map": ("HEADING=COLUMN", "maps", "what a heading of the source means, such as “Lead person=Accountable Officer”"),
        "--set": ("SETTING=VALUE", "given", "a setting that the source does not have, such as “Quarter=Q3 2016/17”"),
    }
    for name, (form, dest, words) in pairs.items():
        one.add_argument(name, metavar=form, action="append", default=[], type=_pair, dest=dest, help=words)
    one.add_argument("--like", metavar="WORKBOOK", type=Path, help="a workbook of an earlier import, whose --map holds here too")
    one.add_argument("--dry-run", action="store_true", help="say what would become of each cell, and write nothing")
    one.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document and nothing else")
    one.set_defaults(run=bring)


def _pair(typed: str) -> tuple[str, str]:
    name, equals, words = typed.rpartition("=") if typed.count("=") == 1 else typed.partition("=")
    if not equals or not name.strip() or not words.strip():
        message = f"“{typed}” has no form such as “Lead person=Accountable Officer”"
        raise ArgumentTypeError(message)
    return name.strip(), words.strip()


def bring(  # noqa: PLR0913 - the options of the command
    *,
    sources: list[Path],
    output: Path | None,
    maps: list[tuple[str, str]],
    given: list[tuple[str, str]],
    like: Path | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make the workbook; a file that is there already is never written over."""
    from reportgen.app import import_plan  # noqa: PLC0415 - every command loads the modules that it lists

    if not output and not dry_run:
        raise Misused(code="no-output", what="There is no name for the workbook.", fix="Give -o plan.xlsx, or --dry-run.")
    known = import_plan.kept_maps(like) if like else {}
    mine = import_plan.columns(maps)
    found = import_plan.imported(sources, known | mine, import_plan.settings(given))
    import_plan.must_be_met(found, mine)
    (_print_json if as_json else _tell)(found)
    if output and not dry_run:
        _save(workbook_path(output), import_plan.workbook(found, made=today()), silent=as_json)
    elif not as_json:
        console.tell("Nothing was written.")
    return 0


def _tell(found: "ImportResult") -> None:
    """What went where, what was left out, what was tidied; and the sum."""
    from reportgen.importers.audit import Outcome  # noqa: PLC0415 - as above
    from reportgen.reports.sentences import count  # noqa: PLC0415 - as above

    for names, pairs in _alike(found):
        console.tell(f"{names}: {'; '.join(f'{heading} → {column}' for heading, column in pairs)}.")
    left = [fate for fate in found.fates if fate.kind is Outcome.LEFT_OUT]
    if left:
        console.tell("Left out:")
    listed = list(_together(left))
    for line in listed[:_FEW]:
        console.tell(f"  {line}.")
    if len(listed) > _FEW:
        console.tell(f"  and {count(len(listed) - _FEW, 'other')}; --json lists them all.")
    for note in found.notes:
        console.tell(note)
    console.tell(f"On the sheet Report: {'; '.join(found.told) or 'nothing'}.")
    cells = count(len(found.fates), "cell or line", "cells and lines")
    taken, heads = found.count(Outcome.TAKEN), count(found.count(Outcome.HEADING), "heading")
    console.tell(f"{cells} in the source with words: {taken} taken, {heads}, {len(left)} left out.")
    sheets = (count(len(found.rows[name]), *words) for name, words in _SAID.items() if found.rows.get(name))
    console.tell(f"In the workbook: {', '.join(sheets)}.")


def _together(left: "Sequence[CellOutcome]") -> Iterator[str]:
    """A line for each cell that was left out; one for many of the same table and reason."""
    for (table, why), fates in groupby(left, key=lambda fate: (_table(fate.place), fate.why)):
        first, *others = fates
        if len(others) < _MANY:
            yield from (f"{fate.place}: {quoted(fate.words)}: {fate.why}" for fate in (first, *others))
        else:
            yield f"{table}, {len(others) + 1} cells from {quoted(first.words, 30)} to {quoted(others[-1].words, 30)}: {why}"


def _table(place: str) -> str:
    """“table 3” of “table 3, row 2, column 1”, “Plan” of “Plan!B4”."""
    return place.partition(", row")[0].rpartition("!")[0] or place.partition(", row")[0]


def _alike(found: "ImportResult") -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Where the columns went, once for all tables that are alike."""
    tables: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for name, pairs in found.columns.items():
        tables[pairs].append(name)
    return [(_few(names), pairs) for pairs, names in tables.items()]


def _few(names: list[str]) -> str:
    """The first names of many, and how many more there are."""
    more = f" and {len(names) - _MANY} more" if len(names) > 2 * _MANY else ""
    return ", ".join(names[:_MANY] if more else names) + more


def _save(path: Path, content: bytes, *, silent: bool) -> None:
    """Write the workbook, and say what `check` finds in it."""
    from reportgen.app.files import save  # noqa: PLC0415 - as above
    from reportgen.app.read import read  # noqa: PLC0415 - as above
    from reportgen.cli.check import tally  # noqa: PLC0415 - as above

    save({path: content}, overwrite=False)
    if not silent:
        console.tell(f"{path.name} has {tally(read(path).problems)}. To see them: reportgen check {console.named(path)}")
        console.result(str(path))


def _fate(fate: "CellOutcome") -> dict[str, str]:
    return {"place": fate.place, "words": fate.words, "fate": fate.kind.value, "why": fate.why}


def _print_json(found: "ImportResult") -> None:
    import json  # noqa: PLC0415 - only when asked

    document = {
        "tables": [{"name": name, "columns": dict(pairs)} for name, pairs in found.columns.items()],
        "cells": [_fate(fate) for fate in found.fates],
        "notes": list(found.notes),
    }
    console.result(json.dumps(document, ensure_ascii=False, indent=2))
