"""Boxes for cells of the workbook, and the corrected copy that what is typed there goes into.

A box says what stood in its cell when the page was shown. So what was mended meanwhile, in another
tab or in Excel, is never written over.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from flask import request

from reportgen.app.correct import Confirmed, correct
from reportgen.model.columns import Column
from reportgen.model.plan import Plan
from reportgen.model.problems import Severity, Where, letters
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import ACTIONS, REPORT, STATUS_KEY
from reportgen.model.status import CountsAs
from reportgen.model.text import MOST_LETTERS, count, quoted
from reportgen.web.desk import CORRECTED, Desk, OpenPlan

_NAME = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})", re.DOTALL)
_CELL, _WAS = "cell-", "was-"
"""How the names of fields begin: the words for a cell, and those that stood in it."""
_LONG = 60  # letters above which a box has several lines
_SEVERAL = ("officers", "partners")
"""The keys of columns whose cells have several names, each on a line of its own."""
_TOLD_AT_LENGTH = ("title", "outcome")
IN_SENTENCES = ("progress", "next_steps")
"""The keys of columns in which one thing more can be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box for a cell."""

    where: Where
    heading: str
    """What it is for: the heading of the column, or the setting’s name."""
    typed: str
    """What stands in the cell."""
    hint: str = ""
    choices: tuple[str, ...] = ()
    """The words to choose from; empty where any can be typed."""
    several: bool = False
    """Whether its cell may have several names."""
    sentences: bool = False
    """Whether sentences are usual there."""

    @property
    def place(self) -> str:
        """The cell: “Actions!C4”."""
        return f"{self.where.sheet}!{self.where.cell}"

    @property
    def name(self) -> str:
        """The name of the field with the words for the cell."""
        return f"{_CELL}{self.place}"

    @property
    def was(self) -> str:
        """The name of the field with the words that stood in it."""
        return f"{_WAS}{self.place}"

    @property
    def long(self) -> bool:
        """Whether its words take several lines."""
        return self.several or self.sentences or len(self.typed) > _LONG or "\n" in self.typed


def cell_box(table: TableData, column: Column, row: Row, plan: Plan) -> Box:
    """The box for a cell of a row."""
    actions = table.table.name == ACTIONS.name
    setting = row.words.get("setting", "") if table.table.name == REPORT.name else ""
    return Box(
        where=table.place(column.key, row.number),
        heading=setting or column.heading,
        typed=row.words.get(column.key, ""),
        choices=_choices(table, column.key, plan),
        several=actions and column.key in _SEVERAL,
        sentences=actions and column.key in (*IN_SENTENCES, *_TOLD_AT_LENGTH),
    )


def _choices(table: TableData, key: str, plan: Plan) -> tuple[str, ...]:
    """The words that a cell of this column may have; empty for any."""
    choices = {
        (ACTIONS.name, "status"): [status.word for status in plan.key],
        (ACTIONS.name, "objective"): [objective.number for objective in plan.objectives],
        (STATUS_KEY.name, "counts_as"): [meaning.value for meaning in CountsAs],
    }
    return tuple(choices.get((table.table.name, key), ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed into the boxes of a page."""

    words: Mapping[Where, str] = field(default_factory=dict)
    """The cells that are to have other words."""
    late: tuple[str, ...] = ()
    """Sentences on cells that were changed meanwhile, or cannot hold so much."""


def typed(reading: Reading) -> Typed:
    """The cells in whose boxes other words were typed than stood there."""
    words: dict[Where, str] = {}
    late = []
    rows = {
        (table.sheet, row.number): (table, row)
        for table in reading.tables.values()
        for row in table.rows
    }
    for name, sent in request.form.items():
        place = name.removeprefix(_CELL)
        cell = _cell(rows, place) if place != name else None
        new, was = _even(sent), _even(request.form.get(f"{_WAS}{place}", ""))
        if cell is None or new in (was, cell[1]):
            continue
        if len(new) > MOST_LETTERS:
            late.append(
                f"{cell[0]} was not changed: a cell holds {MOST_LETTERS:,} letters, and you typed"
                f" {len(new):,}."
            )
        elif cell[1] == was:
            words[cell[0]] = new
        else:
            late.append(
                f"{cell[0]} was changed meanwhile: it says {quoted(cell[1])} now, and you typed"
                f" {quoted(new)}. Type it again, if it is to hold."
            )
    return Typed(words=words, late=tuple(late))


def change(
    desk: Desk,
    plan: OpenPlan,
    more: Mapping[Where, str] | None = None,
    confirmed: Confirmed | None = None,
    *,
    questions: int = 0,
) -> None:
    """Go on with a corrected copy that has what was typed, and say what became of it.

    `more` are words for cells beyond the tables; so many `questions` are `confirmed`.
    """
    told = typed(plan.reading.reading)
    own = {**told.words, **(more or {})}
    words = {**own, **(confirmed.words if confirmed else {})}
    for sentence in told.late:
        desk.refuse(sentence)
    if not words:
        if not told.late:
            desk.refuse("Nothing was changed: type the right words in a box first.")
        return
    said = [
        f"{count(len(own), 'cell')} changed" if own else "",
        f"{count(questions, 'question')} confirmed" if questions else "",
    ]
    sheets = confirmed.new_sheets if confirmed else {}
    write(desk, plan, words, sheets, said=" and ".join(filter(None, said)))


def write(
    desk: Desk,
    plan: OpenPlan,
    words: Mapping[Where, str],
    new_sheets: Mapping[str, Sequence[int]] = MappingProxyType({}),
    *,
    said: str = "",
) -> None:
    """Go on with a corrected copy that has these words in these cells, and say so."""
    workspace = desk.workspace
    name = f"{plan.path.stem.removesuffix(CORRECTED)}{CORRECTED}{plan.path.suffix}"
    target = workspace.new_folder() / name
    workspace.open(
        workspace.reader.do(correct, plan.path, words, target, new_sheets=dict(new_sheets)),
        written=True,
    )
    changed = said or f"{count(len(words), 'cell')} changed"
    desk.say(f"{changed} in a corrected copy. The workbook you gave is as it was.")
    for problem in workspace.change.new if workspace.change else ():
        if problem.severity is Severity.ERROR or problem.where in words:
            desk.refuse(f"There is a new fault. {problem.where}: {problem.what} {problem.fix}")


def _cell(
    rows: Mapping[tuple[str, int], tuple[TableData, Row]], place: str
) -> tuple[Where, str] | None:
    """A cell of a row by “Actions!C4”, and what stands in it; None where it is none of a column."""
    found = _NAME.fullmatch(place)
    there = rows.get((found["sheet"], int(found["row"]))) if found else None
    if not found or not there:
        return None
    table, row = there
    for key, number in table.columns.items():
        if letters(number) == found["column"]:
            where = Where(sheet=table.sheet, row=row.number, column=number)
            return where, row.words.get(key, "")
    return None


def _even(words: str) -> str:
    """Words as a form sends them, with the line ends of a cell."""
    return words.replace("\r\n", "\n").replace("\r", "\n")
