"""What is wrong in the workbook, row by row; the right words can be typed there."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from reportgen.app.correct import correct
from reportgen.app.read import ReadResult
from reportgen.model.columns import Column
from reportgen.model.plan import Plan
from reportgen.model.problems import Problem, Severity, Where, counted
from reportgen.model.prose import on_one_line
from reportgen.model.reading import TableData
from reportgen.model.schema import ACTIONS
from reportgen.model.text import count, cut
from reportgen.web.desk import Answer, Desk
from reportgen.web.workspace import Workspace

_CELL = "cell-"
_LONG = 60  # letters above which a box has several lines
_MOST = 32_767  # letters of a cell in Excel
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
    typed: str = ""
    """What stands in the cell."""
    field: str = ""
    """The name of the box in which the right words can be typed; empty where none can."""
    heading: str = ""
    """That of the column."""
    choices: tuple[str, ...] = ()
    """The words to choose from; empty where any can be typed."""

    @property
    def long(self) -> bool:
        """Whether its words take several lines."""
        return len(self.typed) > _LONG or "\n" in self.typed


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/faults", _look)
    desk.serve("/faults", _mend, changes=True)


def _look(desk: Desk) -> Answer:
    workspace = desk.workspace
    reading = desk.reading()
    if reading is None:
        return desk.go("/")
    listed = faults(reading)
    groups = [
        (name, lead, [fault for fault in listed if fault.problem.severity is severity])
        for severity, name, lead in GROUPS
    ]
    return desk.show(
        "faults.html",
        groups=groups,
        total=counted(reading.problems),
        change=workspace.change,
    )


def _mend(desk: Desk) -> Answer:
    workspace = desk.workspace
    reading = desk.reading()
    if reading is None or workspace.plan is None:
        return desk.go("/")
    words = _typed(reading)
    if not words:
        desk.say("Nothing was changed: type the right words in a box first.")
        return desk.go("/faults")
    _go_on_with_copy(workspace, words)
    changed = count(len(words), "cell")
    desk.say(f"{changed} changed in a corrected copy. The workbook you gave is as it was.")
    return desk.go("/faults")


def _go_on_with_copy(workspace: Workspace, words: Mapping[Where, str]) -> None:
    """Make the corrected copy, and go on with that."""
    if workspace.plan is None:
        return
    stem = workspace.plan.stem.removesuffix("-corrected")
    target = workspace.new_folder() / f"{stem}-corrected{workspace.plan.suffix}"
    copy = workspace.reader.do(correct, workspace.plan, words, target)
    workspace.open(copy, written=True)


def faults(reading: ReadResult) -> list[FaultRow]:
    """The problems of a workbook as the page shows them."""
    tables = {table.sheet: table for table in reading.reading.tables.values()}
    actions = reading.reading.tables[ACTIONS.name].sheet
    subjects = {
        (actions, action.row): f"{action.ref} {cut(on_one_line(action.title), _LONG)}".strip()
        for action in reading.plan.actions
    }
    return [
        _fault(problem, tables.get(problem.where.sheet), subjects, reading.plan)
        for problem in reading.problems
    ]


def _fault(
    problem: Problem,
    table: TableData | None,
    subjects: Mapping[tuple[str, int], str],
    plan: Plan,
) -> FaultRow:
    where = problem.where
    subject = subjects.get((where.sheet, where.row), "")
    column = _column(table, where)
    if table is None or column is None:
        return FaultRow(problem=problem, subject=subject)
    row = next((row.words for row in table.rows if row.number == where.row), {})
    return FaultRow(
        problem=problem,
        subject=subject,
        typed=row.get(column.key, ""),
        field=f"{_CELL}{where.sheet}!{where.cell}",
        heading=column.heading,
        choices=_choices(column.key, plan) if table.table.name == ACTIONS.name else (),
    )


def _column(table: TableData | None, where: Where) -> Column | None:
    """The column of the cell that is at fault; None where it is no cell of a row."""
    if table is None or not where.row or where.row == table.heading_row:
        return None
    keys = {number: key for key, number in table.columns.items()}
    key = keys.get(where.column, "")
    return next((each for each in (*table.table.columns, *table.own) if each.key == key), None)


def _choices(key: str, plan: Plan) -> tuple[str, ...]:
    """The words that a cell of this column may have; empty for any."""
    if key == "status":
        return tuple(status.word for status in plan.key)
    if key == "objective":
        return tuple(objective.number for objective in plan.objectives)
    return ()


def _typed(reading: ReadResult) -> dict[Where, str]:
    """The cells in whose boxes other words were typed than stand there."""
    stood = {fault.field: fault for fault in faults(reading) if fault.field}
    return {
        fault.problem.where: words
        for name, fault in stood.items()
        if (words := request.form.get(name)) is not None
        and (words := words.replace("\r\n", "\n")[:_MOST]) != fault.typed
    }
