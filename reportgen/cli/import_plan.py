"""`reportgen import`: somebody else's plan as a workbook of ours."""

from argparse import ArgumentTypeError
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from reportgen.app import import_plan as importing
from reportgen.app.files import must_be_possible, workbook_path
from reportgen.app.import_plan import ASIDE, CellOutcome, ImportResult, table_of
from reportgen.cli import console
from reportgen.cli.commands import Commands, today
from reportgen.cli.remedies import worded
from reportgen.model.errors import Misused, Refusal
from reportgen.model.problems import counted
from reportgen.model.text import count, quoted

_SAID = {
    "Actions": ("action",),
    "Objectives": ("objective",),
    "Status key": ("word of a status key", "words of a status key"),
    "Acronyms": ("acronym",),
    "History": ("row of History", "rows of History"),
}
_MANY = 5  # cells of a table that are named together
_SHOWN = 200  # letters of a cell that was left out
_FEW = 40  # lines of cells that were left out; --json has all of them


_PAIRS: Mapping[str, Mapping[str, str]] = {
    "--map": {
        "metavar": "HEADING=COLUMN",
        "dest": "maps",
        "help": "what a heading of the source means, such as “Lead person=Accountable Officer”",
    },
    "--set": {
        "metavar": "SETTING=VALUE",
        "dest": "given",
        "help": "a setting that the source does not have, such as “Quarter=Q3 2016/17”",
    },
}
"""The options that take a pair, and how argparse is told of them."""


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "import",
        help="make a workbook of a plan that you have in Word, Excel or as .csv",
        description=(
            "Make a workbook of a plan in Word, Excel or .csv, and say what became of each cell."
        ),
    )
    kinds = ".docx, .xlsx, .xlsm, .csv, .tsv; with LibreOffice .xls, .ods"
    command.add_argument("sources", metavar="SOURCE", type=Path, nargs="+", help=kinds)
    output = "the workbook to make, ending in .xlsx"
    command.add_argument("-o", "--output", metavar="PATH", type=Path, help=output)
    for name, how in _PAIRS.items():
        add_pair: Any = command.add_argument  # whose types know no words by name
        add_pair(name, action="append", default=[], type=_pair, **how)
    like = "a workbook of an earlier import, whose --map holds here too"
    command.add_argument("--like", metavar="WORKBOOK", type=Path, help=like)
    case = "titles that are in capitals throughout as sentences"
    command.add_argument("--sentence-case", action="store_true", help=case)
    dry = "say what would become of each cell, and write nothing"
    command.add_argument("--dry-run", action="store_true", help=dry)
    as_json = "print one JSON document and nothing else"
    command.add_argument("--json", action="store_true", dest="as_json", help=as_json)
    command.set_defaults(run=bring)


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
    sentence_case: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make the workbook; a file that is there already is never written over.

    1 if a part of the plan may have been missed.
    """
    if not output and not dry_run:
        missing = "There is no name for the workbook."
        raise Misused(code="no-output", what=missing, fix="Give -o plan.xlsx, or --dry-run.")
    if output and not dry_run:
        must_be_possible([workbook_path(output)], overwrite=False)
    result = importing.import_plan(
        sources, maps=maps, settings=given, like=like, sentences=sentence_case
    )
    if not as_json:
        _tell(result)
    if output and not dry_run:
        path = workbook_path(output)
        saved = importing.save_workbook(result, path, made_on=today())
        if not as_json:
            console.tell(
                f"{path.name} has {counted(saved.problems)}. To see them: reportgen check"
                f" {console.named(path)}"
            )
            console.result(str(path))
    elif not as_json:
        console.tell("Nothing was written.")
    if as_json:  # last: a workbook that cannot be written is refused, and that is one document
        console.document(result.to_json(worded))
    return _exit_code(result)


def _offer_sentences(result: ImportResult) -> None:
    """Say which titles shout, and what makes sentences of them."""
    if shouted := list(importing.titles_in_capitals(result.rows)):
        told = f"{quoted(shouted[0])}" + (" and others are" if len(shouted) > 1 else " is")
        console.tell(f"{told} in capitals throughout; --sentence-case makes sentences of such.")


def _exit_code(result: ImportResult) -> int:
    """1 if a part of the plan may have been missed; that of faults, which are told of."""
    for name, fault in result.faults:
        console.tell(f"{name}: nothing was taken from it.")
        console.fault(fault)
    if result.faults:
        return Refusal.exit_code
    return 1 if result.doubts else 0


def _tell(result: ImportResult) -> None:
    """What went where, what was left out, what was tidied; and the sum."""
    for names, pairs in _alike(result):
        taken = [f"{heading} → {column}" for heading, column in pairs if column != ASIDE]
        beside = [quoted(heading) for heading, column in pairs if column == ASIDE]
        console.tell(f"{names}: {'; '.join(taken)}.")
        if beside:
            console.tell(f"  Kept beside, and not printed: {', '.join(beside)}.")
    lines = list(_together(result.left_out))
    if lines:
        console.tell("Left out:")
    for line in lines[:_FEW]:
        console.tell(f"  {line}.")
    if len(lines) > _FEW:
        console.tell(f"  and {count(len(lines) - _FEW, 'other')}; --json lists them all.")
    for note in result.notes:
        console.tell(note)
    if result.told:
        console.tell(f"On the sheet Report: {'; '.join(result.told)}.")
    cells = count(len(result.outcomes), "cell or line", "cells and lines")
    console.tell(
        f"{cells} in the source with words: {result.taken} taken,"
        f" {count(result.headings, 'heading')}, {len(result.left_out)} left out"
        f"{', listed above' if result.left_out else ''}."
    )
    for doubt in result.doubts:
        console.tell(doubt)
    sheets = (
        count(len(result.rows[name]), *words)
        for name, words in _SAID.items()
        if result.rows.get(name)
    )
    console.tell(f"In the workbook: {', '.join(sheets)}.")
    _offer_sentences(result)


def _together(left: Sequence[CellOutcome]) -> Iterator[str]:
    """A line for each cell that was left out; one for many of the same table and reason."""
    for (table, why), outcomes in groupby(
        left, key=lambda outcome: (table_of(outcome.place), outcome.why)
    ):
        first, *others = outcomes
        if len(others) < _MANY:
            yield from (
                f"{outcome.place}: {quoted(outcome.words, _SHOWN)}: {outcome.why}"
                for outcome in (first, *others)
            )
        else:
            place = table or " to ".join(dict.fromkeys((first.place, others[-1].place)))
            yield (
                f"{place}, {len(others) + 1} cells from {quoted(first.words, 30)} to"
                f" {quoted(others[-1].words, 30)}: {why}"
            )


def _alike(result: ImportResult) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Where the columns went, once for all tables that are alike."""
    tables: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for name, pairs in result.columns.items():
        tables[pairs].append(name)
    return [(_few(names), pairs) for pairs, names in tables.items()]


def _few(names: list[str]) -> str:
    """The first names of many, and how many more there are."""
    more = f" and {len(names) - _MANY} more" if len(names) > 2 * _MANY else ""
    return ", ".join(names[:_MANY] if more else names) + more
