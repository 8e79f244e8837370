"""Reads a workbook's sheets into one plan, with every problem noticed on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.model.columns import START_HERE
from reportgen.model.errors import Unreadable
from reportgen.model.plan import MOST_ACTIONS, Action, Objective, Plan
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.reading import Reading
from reportgen.model.schema import (
    ACRONYMS,
    ACTIONS,
    CONTACTS,
    HISTORY,
    OBJECTIVES,
    REPORT,
    STATUS_KEY,
    TABLES,
)
from reportgen.model.status import DEFAULT_KEY, MOST_STATUSES
from reportgen.model.text import fold_name
from reportgen.office.limits import within_bounds
from reportgen.office.package import Package
from reportgen.office.properties import properties, source_file
from reportgen.workbook.read import objectives
from reportgen.workbook.read.actions import blank_statuses, read_action, read_history, refs_twice
from reportgen.workbook.read.disclosure import disclosure
from reportgen.workbook.read.lists import acronyms, contacts
from reportgen.workbook.read.opening import OpenedWorkbook, open_content, open_workbook
from reportgen.workbook.read.printed_columns import PrintedColumns, printed_columns
from reportgen.workbook.read.report_sheet import settings
from reportgen.workbook.read.status_key import status_key
from reportgen.workbook.read.table_checks import cell_problems, oddities, without_meant
from reportgen.workbook.read.table_data import filled, loose, uncalculated
from reportgen.workbook.read.tables import (
    FoundTable,
    Record,
    matches,
    records,
    tables,
    unknown_sheets,
)
from reportgen.workbook.read.translations import languages, plan_in, rows_in


def read(path: Path) -> Reading:
    """Read the workbook at `path`.

    Raises Unreadable where it is not a workbook with a plan in it.
    """
    return _reading(path, open_workbook(path))


def read_content(name: str, content: bytes) -> Reading:
    """Read a workbook in memory as `read` does; `name` is its file name in messages."""
    path = Path(name)
    return _reading(path, open_content(path, content))


def read_opened(path: Path, book: OpenedWorkbook) -> Reading:
    """Read a workbook that was opened already, as `read` does."""
    return _reading(path, book)


def read_officers(path: Path, book: OpenedWorkbook) -> Reading:
    """Read the officer's part of an officer's workbook: the actions, and the key of their statuses.

    Where it has any sheet that we did not make, all of it is read.
    """
    wanted = {fold_name(name) for table in (ACTIONS, STATUS_KEY) for name in table.names}
    ours = {fold_name(name) for name in (START_HERE, *(table.name for table in TABLES))}
    part = tuple(sheet for sheet in book.sheets if fold_name(sheet.name) in wanted)
    strange = any(fold_name(sheet.name) not in ours for sheet in book.sheets)
    if not strange and any(matches(sheet, ACTIONS) for sheet in part):
        return _reading(path, replace(book, sheets=part))
    return _reading(path, book)


@within_bounds
def _reading(path: Path, book: OpenedWorkbook) -> Reading:
    """Return the reading of an opened workbook; `path` is where the user has it."""
    sheets = book.sheets
    grids, known = tables(path, sheets), properties(book.content)
    printed = printed_columns(grids)
    rows, odd = _records({**grids, ACTIONS.name: printed.table})
    plan, wrong = _plan(rows, grids, [*odd, *printed.problems], printed.own)
    translated = {tag: _translated(tag, plan, rows, grids, printed) for tag in languages(grids)}
    problems = [
        *(problem for _, untold in translated.values() for problem in untold),
        *without_meant(odd, grids[ACTIONS.name], plan.settings),
        *printed.problems,
        *wrong,
        *unknown_sheets(sheets, grids),
        *disclosure(Package(book.content), known, sheets, grids, rows),
        *book.problems(grids[ACTIONS.name].sheet.name),
    ]
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    problems.sort(key=lambda p: (order.get(p.where.sheet, -1), p.where.row, p.where.column))
    return Reading(
        plan=plan,
        problems=tuple(problems),
        tables={name: filled(grid, rows[name]) for name, grid in grids.items()},
        source=source_file(path.name, book.file, known.modified),
        translations={tag: told for tag, (told, _) in translated.items()},
        loose=loose(sheets, grids),
        uncalculated=tuple(uncalculated(sheets, grids)),
    )


_MOST_ROWS = {
    STATUS_KEY.name: MOST_STATUSES,
    REPORT.name: 1_000,
    OBJECTIVES.name: 2_000,
    ACRONYMS.name: 2_000,
    CONTACTS.name: 2_000,
}
"""Rows of the sheets beside the actions, far beyond any plan's: each is compared with others."""


def _records(grids: Mapping[str, FoundTable]) -> tuple[dict[str, list[Record]], list[Problem]]:
    """Return the rows of every table by its name, and problems of their layout and cells."""
    rows = {name: list(records(grid)) for name, grid in grids.items()}
    if len(rows[ACTIONS.name]) > MOST_ACTIONS:
        raise Unreadable(
            code="too-many-actions",
            what=(
                f"The sheet {grids[ACTIONS.name].sheet.name} has {len(rows[ACTIONS.name]):,}"
                f" actions; one plan may hold {MOST_ACTIONS:,}."
            ),
            fix="Divide the plan into several workbooks.",
        )
    for name, most in _MOST_ROWS.items():
        if len(rows.get(name, ())) > most:
            raise Unreadable(
                code="too-many-rows",
                what=(
                    f"The sheet {grids[name].sheet.name} has {len(rows[name]):,} rows with words;"
                    f" it may have {most:,}."
                ),
                fix="Keep the rows that the plan needs.",
            )
    return rows, [problem for name, grid in grids.items() for problem in _odd(grid, rows[name])]


def _odd(grid: FoundTable, rows: list[Record]) -> Iterator[Problem]:
    yield from oddities(grid)
    for problem in (problem for row in rows for problem in cell_problems(row)):
        # History is not on the page, so what was tidied in it is nobody's business.
        if grid.table is not HISTORY or problem.severity is not Severity.NOTE:
            yield problem


def _plan(
    rows: Mapping[str, list[Record]],
    grids: Mapping[str, FoundTable],
    odd: Sequence[Problem],
    own: Mapping[str, str],
) -> tuple[Plan, list[Problem]]:
    """Return the plan and its problems; `odd` are the problems of its layout and cells.

    `own` has the headings of the sheet's own columns that are printed, by their keys.
    """
    key, key_problems = (
        status_key(rows[STATUS_KEY.name]) if STATUS_KEY.name in rows else (DEFAULT_KEY, [])
    )
    listed, objective_problems = _objectives(rows)
    names = objectives.names(listed)
    read = [read_action(row, key, names, own) for row in rows[ACTIONS.name]]
    actions = tuple(action for action, _ in read)
    report = grids[REPORT.name].sheet.name if REPORT.name in grids else REPORT.name
    told, setting_problems = settings(rows.get(REPORT.name, []), report)
    short_forms, acronym_problems = acronyms(rows.get(ACRONYMS.name, []))
    addresses, contact_problems = contacts(
        rows.get(CONTACTS.name, []),
        [name for action in actions for name in action.officers],
    )
    past, history_problems = read_history(rows.get(HISTORY.name, []), key, actions)
    used = {action.objective for action in actions}
    problems = [
        *key_problems,
        *objective_problems,
        *(problem for _, listed_problems in read for problem in listed_problems),
        *objectives.idle(listed, rows.get(OBJECTIVES.name, []), used),
        *setting_problems,
    ]
    together = _together(actions, rows[ACTIONS.name], grids[ACTIONS.name], [*odd, *problems])
    plan = Plan(settings=told, key=key, objectives=listed, actions=actions, history=past)
    plan = replace(plan, acronyms=short_forms, contacts=addresses)
    return plan, [*problems, *together, *acronym_problems, *contact_problems, *history_problems]


def _translated(
    tag: str,
    plan: Plan,
    rows: Mapping[str, list[Record]],
    grids: Mapping[str, FoundTable],
    printed: PrintedColumns,
) -> tuple[Plan, list[Problem]]:
    """The plan in another language, and what of it is in the plan's own words."""
    grids = {**grids, ACTIONS.name: printed.table}
    told, problems = rows_in(tag, rows, grids)
    key = plan.key
    if STATUS_KEY.name in rows:  # whose own words are those that the actions have
        key, _ = status_key(told[STATUS_KEY.name])
        told[STATUS_KEY.name] = rows[STATUS_KEY.name]
    words, _ = _plan(told, grids, [], printed.own)
    return plan_in(tag, plan, words, key), problems


def _objectives(rows: Mapping[str, list[Record]]) -> tuple[tuple[Objective, ...], list[Problem]]:
    """Return the Objectives sheet's objectives, or without that sheet those the actions name."""
    if OBJECTIVES.name in rows:
        return objectives.read_objectives(rows[OBJECTIVES.name])
    listed = objectives.named_in_actions([row.text("objective") for row in rows[ACTIONS.name]])
    return listed, objectives.nameless(listed)


def _together(
    actions: tuple[Action, ...], rows: list[Record], grid: FoundTable, known: Sequence[Problem]
) -> Iterator[Problem]:
    """Yield problems of all actions taken together; `known` are the problems noticed so far."""
    if not actions:
        yield Problem(
            code="no-actions",
            where=Where(sheet=grid.sheet.name, row=grid.row),
            what="There is no action under the headings.",
            fix="Type one action a row.",
        )
    yield from refs_twice(actions, rows)
    status_places = {row.places["status"] for row in rows}
    told = {problem.where.row for problem in known if problem.where in status_places}
    if "status" in grid.columns:
        yield from blank_statuses(actions, rows, told)
