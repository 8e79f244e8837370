"""Puts a workbook's sheets together into one plan, with every problem found on the way."""

from pathlib import Path

from reportgen.model.errors import Unreadable
from reportgen.model.plan import Action, Objective, Plan
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.reading import Reading
from reportgen.model.schema import (
    ACRONYMS,
    ACTIONS,
    CONTACTS,
    HISTORY,
    MOST_ACTIONS,
    OBJECTIVES,
    REPORT,
    START_HERE,
    STATUS_KEY,
    TABLES,
)
from reportgen.model.status import DEFAULT_KEY
from reportgen.model.text import fold_name
from reportgen.office.package import Package
from reportgen.office.properties import properties, source_file
from reportgen.workbook.read import actions, objectives
from reportgen.workbook.read.actions import history
from reportgen.workbook.read.disclosure import disclosure
from reportgen.workbook.read.lists import acronyms, contacts
from reportgen.workbook.read.opening import OpenedWorkbook, open_content, open_workbook
from reportgen.workbook.read.report_sheet import settings
from reportgen.workbook.read.status_key import status_key
from reportgen.workbook.read.table_checks import cell_problems, oddities
from reportgen.workbook.read.table_data import filled, loose, uncalculated
from reportgen.workbook.read.tables import (
    FoundTable,
    Record,
    matches,
    records,
    tables,
    unknown_sheets,
)


def read(path: Path) -> Reading:
    """Read the workbook at `path`.

    Raises Unreadable where it is not a workbook with a plan in it.
    """
    return _reading(path, open_workbook(path))


def read_content(name: str, content: bytes) -> Reading:
    """The same of a workbook in memory, under a file name for sentences."""
    path = Path(name)
    return _reading(path, open_content(path, content))


def read_officers(path: Path) -> Reading:
    """Read of an officer's workbook what is the officer's: the actions, and the key of their statuses.

    Where it has any sheet that we did not make, all of it is read.
    """
    wanted = {fold_name(name) for table in (ACTIONS, STATUS_KEY) for name in table.names}
    made = {fold_name(name) for name in (START_HERE, *(table.name for table in TABLES))}
    strange: list[str] = []

    def is_wanted(name: str) -> bool:
        strange.extend([name] if fold_name(name) not in made else [])
        return fold_name(name) in wanted

    book = open_workbook(path, is_wanted)
    if not strange and any(matches(sheet, ACTIONS) for sheet in book.sheets):
        return _reading(path, book)
    return read(path)


def _reading(path: Path, book: OpenedWorkbook) -> Reading:
    """The reading of a workbook that was opened; `path` is where the user has it."""
    sheets = book.sheets
    grids, known = tables(path, sheets), properties(book.content)
    problems: list[Problem] = []
    rows = {name: _records(grid, problems) for name, grid in grids.items()}
    plan = _plan(rows, grids, problems)
    problems += unknown_sheets(sheets, grids)
    problems += disclosure(Package(book.content), known, sheets, grids, rows)
    problems += book.problems(grids[ACTIONS.name].sheet.name)
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    problems.sort(key=lambda p: (order.get(p.where.sheet, -1), p.where.row, p.where.column))
    return Reading(
        plan=plan,
        problems=tuple(problems),
        tables={name: filled(grid, rows[name]) for name, grid in grids.items()},
        source=source_file(path.name, book.file, known.modified),
        loose=loose(sheets, grids),
        uncalculated=tuple(uncalculated(sheets, grids)),
    )


def _records(grid: FoundTable, problems: list[Problem]) -> list[Record]:
    rows = list(records(grid))
    if grid.table is ACTIONS and len(rows) > MOST_ACTIONS:
        raise Unreadable(
            code="too-many-actions",
            what=(
                f"The sheet {grid.sheet.name} has {len(rows):,} actions; one plan may hold"
                f" {MOST_ACTIONS:,}."
            ),
            fix="Divide the plan into several workbooks.",
        )
    problems += oddities(grid)
    for row in rows:
        # History is not on the page, so what was tidied in it is nobody's business.
        problems += [
            p
            for p in cell_problems(row)
            if grid.table is not HISTORY or p.severity is not Severity.NOTE
        ]
    return rows


def _plan(
    rows: dict[str, list[Record]], grids: dict[str, FoundTable], problems: list[Problem]
) -> Plan:
    key = status_key(rows[STATUS_KEY.name], problems) if STATUS_KEY.name in rows else DEFAULT_KEY
    report = grids[REPORT.name].sheet.name if REPORT.name in grids else REPORT.name
    known = _objectives(rows, problems)
    called = objectives.names(known)
    made = tuple(actions.action(row, key, called, problems) for row in rows[ACTIONS.name])
    problems += objectives.idle(
        known, rows.get(OBJECTIVES.name, []), {one.objective for one in made}
    )
    return Plan(
        settings=settings(rows.get(REPORT.name, []), problems, report),
        key=key,
        objectives=known,
        actions=_checked(made, rows[ACTIONS.name], grids[ACTIONS.name], problems),
        acronyms=acronyms(rows.get(ACRONYMS.name, []), problems),
        contacts=contacts(rows.get(CONTACTS.name, []), problems),
        history=history(rows.get(HISTORY.name, []), key, made, problems),
    )


def _objectives(rows: dict[str, list[Record]], problems: list[Problem]) -> tuple[Objective, ...]:
    """The Objectives sheet's, or where there is none, those that the actions name."""
    if OBJECTIVES.name in rows:
        return objectives.objectives(rows[OBJECTIVES.name], problems)
    known = objectives.named_in_actions([row.text("objective") for row in rows[ACTIONS.name]])
    problems += objectives.nameless(known)
    return known


def _checked(
    made: tuple[Action, ...], rows: list[Record], grid: FoundTable, problems: list[Problem]
) -> tuple[Action, ...]:
    """The same actions, after what can only be seen of all of them together was reported."""
    if not made:
        problems.append(
            Problem(
                code="no-actions",
                where=Where(sheet=grid.sheet.name, row=grid.row),
                what="There is no action under the headings.",
                fix="Type one action a row.",
            )
        )
    problems += actions.refs_twice(made, rows)
    status_places = {row.places["status"] for row in rows}
    told = {problem.where.row for problem in problems if problem.where in status_places}
    if "status" in grid.columns:
        problems += actions.blank_statuses(made, rows, told)
    return made
