"""What is wrong in the workbook, row by row; the right words can be typed there."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from flask import request

from reportgen.app.correct import confirmed, reasons
from reportgen.app.read import ReadResult
from reportgen.model.columns import Column
from reportgen.model.plan import Action, Plan
from reportgen.model.problems import Problem, Severity, Where, counted
from reportgen.model.prose import on_one_line
from reportgen.model.reading import Row, TableData
from reportgen.model.schema import ACTIONS, CONFIRMED
from reportgen.model.text import cut
from reportgen.web.corrections import Box, cell_box, change
from reportgen.web.desk import Answer, Desk, OpenPlan

_ALSO = {"on-track-overdue": "revised_timescale", "behind-without-date": "status"}
"""By the codes of problems the key of another column in which they may be mended."""
_LONG = 60  # letters of an action's title that are shown
GROUPS = (
    (Severity.ERROR, "Must be mended", "The paper would be wrong. A final one waits for these."),
    (Severity.WARNING, "Look at this", "It may be meant. A final paper can be made all the same."),
    (Severity.NOTE, "For your information", "Nothing needs to be done."),
)
"""The severities in the words of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow:
    """A problem as the page shows it, with the row as the officer knows it."""

    problem: Problem
    subject: str
    """The action: “4.2 Install cameras”; empty where it is of none."""
    officers: tuple[str, ...] = ()
    """Whose action it is."""
    row: int = 0
    """That of the action in its sheet; 0 where it is of none."""
    box: Box | None = None
    """The box in which the right words can be typed; None where none can."""
    other: Box | None = None
    """A box for another cell of the row, in which it may be mended as well."""
    above: str = ""
    """The name of the box of the same cell, where an earlier problem has that."""


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/faults", _look)
    desk.serve_plan("/faults", _mend, changes=True)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    reading = plan.reading
    order = [severity for severity, _, _ in GROUPS]
    graver = sorted(faults(reading), key=lambda fault: order.index(fault.problem.severity))
    listed = list(_once(graver))
    officer = request.args.get("officer", "")
    numbered = [each for each in enumerate(listed, 1) if officer in ("", *each[1].officers)]
    groups = [
        (name, lead, _told_once(each for each in numbered if each[1].problem.severity is severity))
        for severity, name, lead in GROUPS
    ]
    return desk.show(
        "faults.html",
        groups=groups,
        numbers={fault.box.name: number for number, fault in numbered if fault.box},
        total=counted(reading.problems),
        change=desk.workspace.change,
        why=why,
        officer=officer,
        officers=sorted({name for fault in listed for name in fault.officers}),
    )


def _mend(desk: Desk, plan: OpenPlan) -> Answer:
    reading = plan.reading.reading
    typed = {
        problem: reason
        for problem in reading.problems
        if problem.is_question and (reason := request.form.get(why(problem), "").strip())
    }
    told = confirmed(reading, typed) if typed else None
    change(desk, plan, confirmed=told, questions=len(typed))
    officer = request.args.get("officer", "")
    return desk.go(f"/faults?officer={quote(officer)}" if officer else "/faults")


def why(problem: Problem) -> str:
    """The name of the field for the reason for which it is right as it is."""
    return f"why-{hashlib.sha256(problem.what.encode()).hexdigest()[:12]}"


def _told_once(
    numbered: Iterable[tuple[int, FaultRow]],
) -> list[tuple[Problem, list[tuple[int, FaultRow]]]]:
    """Faults that are told in the same words, together under the first."""
    together: dict[tuple[str, str], list[tuple[int, FaultRow]]] = {}
    for number, fault in numbered:
        problem = fault.problem
        together.setdefault((problem.what, problem.fix), []).append((number, fault))
    return [(listed[0][1].problem, listed) for listed in together.values()]


def _once(listed: Iterable[FaultRow]) -> Iterator[FaultRow]:
    """The faults, with one box for each cell, however much is wrong in it."""
    there: set[str] = set()
    for each in listed:
        name, other = (box.name if box else "" for box in (each.box, each.other))
        fault = replace(each, other=None) if other in there else each
        yield replace(fault, box=None, above=name) if name in there else fault
        there |= {name, other} - {""}


def faults(reading: ReadResult) -> list[FaultRow]:
    """The problems of a workbook as the page shows them."""
    tables = {table.sheet: table for table in reading.reading.tables.values()}
    actions = reading.reading.tables[ACTIONS.name].sheet
    subjects = {(actions, action.row): action for action in reading.plan.actions}
    rows = reasons(reading.reading)
    listed = [
        _fault(problem, tables.get(problem.where.sheet), subjects, reading.plan)
        for problem in reading.problems
    ]
    return [
        replace(fault, box=_reason(rows[fault.problem], reading))
        if fault.problem in rows
        else fault
        for fault in listed
    ]


def _fault(
    problem: Problem,
    table: TableData | None,
    subjects: Mapping[tuple[str, int], Action],
    plan: Plan,
) -> FaultRow:
    where = problem.where
    action = subjects.get((where.sheet, where.row))
    subject = f"{action.ref} {cut(on_one_line(action.title), _LONG)}".strip() if action else ""
    alone = FaultRow(
        problem=problem,
        subject=subject,
        officers=action.officers if action else (),
        row=action.row if action else 0,
    )
    column = _column(table, where)
    row = next((row for row in table.rows if row.number == where.row), None) if table else None
    if table is None or column is None or row is None:
        return alone
    key = _ALSO.get(problem.code, "")
    other = cell_box(table, ACTIONS[key], row, plan) if key in table.columns else None
    return replace(alone, box=cell_box(table, column, row, plan), other=other)


def _reason(row: Row, reading: ReadResult) -> Box:
    """The box for the reason that was given; blank, it is asked again."""
    table = reading.reading.tables[CONFIRMED.name]
    return cell_box(table, CONFIRMED["reason"], row, reading.plan)


def _column(table: TableData | None, where: Where) -> Column | None:
    """The column of the cell that is at fault; None where it is no cell of a row."""
    if table is None or not where.row or where.row == table.heading_row:
        return None
    keys = {number: key for key, number in table.columns.items()}
    key = keys.get(where.column, "")
    return next((each for each in (*table.table.columns, *table.own) if each.key == key), None)
