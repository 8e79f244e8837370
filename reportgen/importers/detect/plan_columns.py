"""A table that names a plan's actions by their refs or words alone, filled up from the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportgen.importers.detect.column_contents import is_form
from reportgen.importers.detect.column_matching import meaning
from reportgen.importers.detect.header_detection import DEEPEST
from reportgen.importers.sources.blocks import Line, SourceCell, SourceDocument, SourceTable
from reportgen.model.plan import Action
from reportgen.model.prose import on_one_line
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import fold

_PAIR = 2  # a label and its value
_FROM_THE_PLAN = ("title", "officers")


def with_plan_columns(document: SourceDocument, actions: Sequence[Action]) -> SourceDocument:
    """The document; its tables have the plan's actions and officers where they leave these out.

    So “Ref, Status, Progress” is read as what it is: somebody's answers. Rows whose ref and words
    the plan does not have stay as they are.
    """
    known = {fold(action.ref): action for action in actions}
    known |= {fold(on_one_line(action.title)): action for action in actions}
    blocks = (
        _filled(block, known) if isinstance(block, SourceTable) else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _filled(grid: SourceTable, known: Mapping[str, Action]) -> SourceTable:
    if is_form(grid, {}):
        return _filled_form(grid, known)
    for number in list(grid.rows)[:DEEPEST]:
        keys = _keys(grid.rows[number])
        names = {keys[key] for key in ("ref", "title") if key in keys}
        missing = [key for key in _FROM_THE_PLAN if key not in keys]
        if names and missing and keys.keys() & set(UPDATE_KEYS):
            return replace(grid, rows=_rows(grid, number, names, missing, known))
    return grid


def _filled_form(grid: SourceTable, known: Mapping[str, Action]) -> SourceTable:
    """A form of labels and values; with the words of its action where it has the ref alone."""
    values: dict[str, str] = {}
    for row in grid.rows.values():
        cells = [cell for cell in row.values() if cell.own]
        sense = meaning(cells[0].flat, {}) if len(cells) == _PAIR else None
        if sense:
            values[sense.key] = cells[1].flat
    action = known.get(fold(values.get("ref", "")))
    if "title" in values or action is None:
        return grid
    columns = sorted({column for row in grid.rows.values() for column in row})[:_PAIR]
    words = (ACTIONS["title"].heading, on_one_line(action.title))
    told = (SourceCell(place="", lines=(Line(words=part),)) for part in words)
    added = {max(grid.rows) + 1: dict(zip(columns, told, strict=True))}
    return replace(grid, rows={**grid.rows, **added})


def _keys(row: Mapping[int, SourceCell]) -> dict[str, int]:
    """The keys of columns that this row would name, each with its column number."""
    senses = {column: meaning(cell.flat, {}) for column, cell in row.items() if cell.own}
    return {sense.key: column for column, sense in senses.items() if sense}


def _rows(
    grid: SourceTable,
    head: int,
    names: set[int],
    missing: Sequence[str],
    known: Mapping[str, Action],
) -> dict[int, dict[int, SourceCell]]:
    """The rows with a column more for each of these keys, behind all others."""
    behind = 1 + max(column for row in grid.rows.values() for column in row)
    rows: dict[int, dict[int, SourceCell]] = {}
    for number, row in grid.rows.items():
        named = (known.get(fold(row[column].flat)) for column in names if column in row)
        action = next(filter(None, named), None) if number > head else None
        told: Mapping[str, Sequence[str]] = {}
        if number == head:
            told = {key: [ACTIONS[key].heading] for key in missing}
        elif action:
            told = {"title": [on_one_line(action.title)], "officers": action.officers}
        added = {
            behind + place: SourceCell(place="", lines=tuple(Line(words=w) for w in told[key]))
            for place, key in enumerate(missing)
            if key in told
        }
        rows[number] = {**row, **added}
    return rows
