"""Words that are typed into boxes for cells of the workbook, and the corrected copy they go into.

Each box says what stood in its cell when the page was shown. So what was mended meanwhile, in
another tab or in Excel, is never written over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request

from reportgen.app.correct import correct
from reportgen.model.problems import Where, letters
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.text import MOST_LETTERS, count, quoted
from reportgen.web.desk import Desk, OpenPlan, stem

_CELL, _WAS = "cell-", "was-"
_NAME = re.compile(r"(?P<sheet>.*)!(?P<column>[A-Z]{1,3})(?P<row>\d{1,7})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed into the boxes of a page."""

    words: Mapping[Where, str] = field(default_factory=dict)
    """The cells that are to have other words."""
    late: tuple[str, ...] = ()
    """Sentences on cells that were changed meanwhile, or cannot hold so much."""


def box(where: Where) -> str:
    """The name of the box for a cell."""
    return f"{_CELL}{where.sheet}!{where.cell}"


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


def change(desk: Desk, plan: OpenPlan, more: Mapping[Where, str] | None = None) -> None:
    """Go on with a corrected copy that has what was typed, and say what became of it.

    `more` are words for cells beyond the tables.
    """
    told = typed(plan.reading.reading)
    words = {**told.words, **(more or {})}
    for sentence in told.late:
        desk.refuse(sentence)
    if not words:
        if not told.late:
            desk.refuse("Nothing was changed: type the right words in a box first.")
        return
    workspace = desk.workspace
    target = workspace.new_folder() / f"{stem(plan.path)}-corrected{plan.path.suffix}"
    workspace.open(workspace.reader.do(correct, plan.path, words, target), written=True)
    changed = count(len(words), "cell")
    desk.say(f"{changed} changed in a corrected copy. The workbook you gave is as it was.")


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
