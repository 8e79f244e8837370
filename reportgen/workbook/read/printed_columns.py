"""The setting Columns: which columns of the sheet Actions are printed, the sheet's own among them.

What stands in a column of the sheet's own is read like any other cell, and so checked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from reportgen.model.columns import named
from reportgen.model.problems import Problem, Where
from reportgen.model.schema import ACTIONS, REPORT
from reportgen.model.settings import ALWAYS_PRINTED, PRINTED, SETTINGS, headings_in
from reportgen.model.text import fold_name, joined, quoted
from reportgen.workbook.read.report_sheet import listed
from reportgen.workbook.read.table_data import own_columns
from reportgen.workbook.read.tables import FoundTable, records


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedColumns:
    """The sheet's own columns that are printed, their headings by key, and the setting's problems.

    `table` is the sheet Actions with these columns among its own.
    """

    table: FoundTable
    own: Mapping[str, str]
    problems: tuple[Problem, ...]


def printed_columns(grids: Mapping[str, FoundTable]) -> PrintedColumns:
    """What the setting Columns asks for; nothing where it is blank."""
    actions = grids[ACTIONS.name]
    typed, where = _typed(grids.get(REPORT.name), "columns")
    hidden = _typed(grids.get(REPORT.name), "not_printed")
    own = own_columns(actions) if typed else {}
    there = {fold_name(column.heading): column for column in own.values()}
    numbers = {column.key: number for number, column in own.items()}
    asked = [there[fold_name(words)] for words in typed if fold_name(words) in there]
    return PrintedColumns(
        table=replace(
            actions,
            columns={**actions.columns, **{column.key: numbers[column.key] for column in asked}},
        ),
        own={column.key: column.heading for column in asked},
        problems=(
            *_problems(typed, where, {c.heading for c in there.values()}),
            *_printed_all_the_same(*hidden),
        ),
    )


def _typed(report: FoundTable | None, key: str) -> tuple[tuple[str, ...], Where]:
    """The headings that the setting of this key names, and where it stands."""
    for row in records(report) if report else ():
        setting = named(row.text("setting"), SETTINGS)
        if setting and setting.key == key and row.text("value"):
            return headings_in(listed(row)), row.places["value"]
    return (), Where()


def _printed_all_the_same(typed: tuple[str, ...], where: Where) -> Iterator[Problem]:
    """A problem for each of our own columns that is named as one that is not printed."""
    for words in typed:
        if column := named(words, ACTIONS.columns):
            yield Problem(
                code="column-unlisted",
                where=where,
                what=(
                    f"{column.heading} is printed all the same: here stand the columns of your own"
                    " that are not."
                ),
                fix="Name under Columns all those that are to be printed.",
            )


def _problems(typed: tuple[str, ...], where: Where, own: set[str]) -> Iterator[Problem]:
    ours = {ACTIONS[key].heading for key in PRINTED}
    known = {fold_name(heading): heading for heading in (*ours, *own)}
    for words in typed:
        column = named(words, ACTIONS.columns)
        if fold_name(words) in known or (column and column.key in PRINTED):
            continue
        if column:
            what = f"{column.heading} is no column of the paper: it stands in another one."
            fix = f"Take it out of the list; the columns are {joined(sorted(ours))}."
        else:
            near = get_close_matches(fold_name(words), known, n=1, cutoff=0.6)
            what = f"{quoted(words)} is no column of the sheet Actions, so it is not printed."
            fix = f"Did you mean {known[near[0]]}?" if near else "Take it out of the list."
        yield Problem(code="column-unlisted", where=where, what=what, fix=fix)
    keys = {column.key for words in typed if (column := named(words, ACTIONS.columns))}
    if typed and (left := [ACTIONS[key].heading for key in ALWAYS_PRINTED if key not in keys]):
        what = f"{joined(left)} {'are' if len(left) > 1 else 'is'} printed all the same."
        fix = "Without them nobody could tell which action a row is, and how it stands."
        yield Problem(code="column-needed", where=where, what=what, fix=fix)
