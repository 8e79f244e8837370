"""The tables in a workbook's sheets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.model.columns import OWN, START_HERE, TO_FIX, Table, by_name
from reportgen.model.errors import Remedy, Unreadable
from reportgen.model.problems import Problem, Where
from reportgen.model.prose import Prose, plain
from reportgen.model.schema import ACTIONS, TABLES
from reportgen.model.text import fold_name
from reportgen.workbook.read.prose import Cleaned, clean
from reportgen.workbook.read.sheet import Cell, Sheet

_LONGEST = 60  # letters and figures of a heading
_LONGEST_CELL = 2_000  # letters of a cell that may be one, with blanks and signs
_DEEPEST = 60  # rows with something in them: no title block is longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table: its cells by column key."""

    row: int
    cells: Mapping[str, Cell]
    cleaned: Mapping[str, Cleaned]
    """The words of the same cells, tidied."""
    places: Mapping[str, Where]
    """Where each column's cell is, blank ones too; a column that the sheet does not have stands for
    the whole row."""

    def prose(self, key: str) -> Prose:
        """Return the paragraphs and lists of a cell; none where it is blank."""
        return self.cleaned[key].words if key in self.cleaned else ()

    def text(self, key: str) -> str:
        """Return the words of a cell on one line; empty where it is blank."""
        return plain(self.prose(key)).replace("\n", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table found in a sheet: its heading row, and the column number of each column key."""

    sheet: Sheet
    table: Table
    row: int
    columns: Mapping[str, int]
    repeats: Mapping[int, Mapping[str, int]]
    """The rows further down in which headings stand once more, each with its own columns."""

    def heading(self, key: str) -> str:
        """What a column is called: ours by its own heading, the sheet's own as it is headed."""
        listed = (column.heading for column in self.table if column.key == key)
        return next(listed, "") or self.sheet.rows[self.row][self.columns[key]].text

    def place(self, key: str, row: int) -> Where:
        """The place of this column's cell in this row; the row itself without such a column."""
        return Where(sheet=self.sheet.name, row=row, column=self.columns.get(key, 0))


def matches(sheet: Sheet, table: Table) -> FoundTable | None:
    """The table under the first row with all headings that it needs; None where no row has them."""
    for number in list(sheet.rows)[:_DEEPEST]:
        if columns := _headed(sheet.rows[number], table):
            below = (
                (row, _headed(cells, table)) for row, cells in sheet.rows.items() if row > number
            )
            repeats = {row: again for row, again in below if again}
            return FoundTable(
                sheet=sheet, table=table, row=number, columns=columns, repeats=repeats
            )
    return None


def _headed(row: Mapping[int, Cell], table: Table) -> dict[str, int]:
    """Return a heading row's columns by key; none where a needed heading is not in it."""
    columns = _columns(row, table)
    for column in table:
        if column.key not in columns and column.instead in columns:
            columns[column.key] = columns.pop(column.instead)
    return columns if all(column.key in columns for column in table if column.needed) else {}


_SHORT = 40  # letters that a heading has at most


def headings(sheet: Sheet) -> tuple[str, ...]:
    """Return the row most like headings: the first with the most short texts."""
    rows = list(sheet.rows.values())[:_DEEPEST]
    texts = [
        tuple(c.text.strip() for c in row.values() if 0 < len(c.text.strip()) <= _SHORT)
        for row in rows
    ]
    return max(texts, key=len, default=())


def _columns(row: Mapping[int, Cell], table: Table) -> dict[str, int]:
    """Return column numbers by key.

    A column's own heading wins over its other names, and the first over a later one.
    """
    columns: dict[str, int] = {}
    others: dict[str, int] = {}
    known = by_name(table.columns)
    for number, cell in row.items():
        name = heading_name(cell.text)
        if column := known.get(name):
            own = name == fold_name(column.heading)
            (columns if own else others).setdefault(column.key, number)
    for key, number in others.items():
        columns.setdefault(key, number)
    return columns


def heading_name(words: str) -> str:
    """The words of a cell as headings are compared; empty where they are more than any heading."""
    name = fold_name(words) if len(words) <= _LONGEST_CELL else ""
    return name if len(name) <= _LONGEST else ""


def records(grid: FoundTable) -> Iterator[Record]:
    """The rows with words under the headings, each filled from the merged cells it lies in."""
    spanned = _spans(grid)
    for number, row in grid.sheet.rows.items():
        if number <= grid.row or number in grid.repeats:
            continue
        cells = {key: row[column] for key, column in grid.columns.items() if column in row}
        ours = [cell for key, cell in cells.items() if not key.startswith(OWN)]
        if not any(cell.text.strip() or cell.uncalculated for cell in ours):
            continue
        for key, column in grid.columns.items():
            if anchor := spanned.get((number, column)):
                cells.setdefault(key, grid.sheet.rows[anchor][column])
        places = {column.key: grid.place(column.key, number) for column in grid.table}
        cleaned = {key: clean(cell.text) for key, cell in cells.items()}
        yield Record(row=number, cells=cells, cleaned=cleaned, places=places)


def _spans(grid: FoundTable) -> dict[tuple[int, int], int]:
    """Return, by row and column inside a merged range, the row in which its words stand."""
    inside = set(grid.columns.values())
    return {
        (row, column): first
        for first, last, column, _ in grid.sheet.merged
        if column in inside and column in grid.sheet.rows.get(first, {})
        for row in range(first + 1, min(last, max(grid.sheet.rows)) + 1)
    }


_NEVER_READ = {fold_name(START_HERE), fold_name(TO_FIX)}


def tables(path: Path, sheets: tuple[Sheet, ...]) -> dict[str, FoundTable]:
    """Return the tables by their own names.

    Each is in a sheet of its name; the actions may be in any sheet. Raises Unreadable where there
    are no actions.
    """
    by_name: dict[str, FoundTable] = {}
    for table in TABLES:
        candidates = [
            sheet for sheet in sheets if fold_name(sheet.name) in map(fold_name, table.names)
        ]
        grids = [grid for sheet in candidates if (grid := matches(sheet, table))]
        if not grids and table is ACTIONS:
            grids = [grid for sheet in sheets if (grid := matches(sheet, table))]
            grids.sort(key=lambda grid: len(grid.columns), reverse=True)
        if grids:
            by_name[table.name] = grids[0]
    if ACTIONS.name not in by_name:
        raise _no_plan(path, sheets)
    return by_name


def _no_plan(path: Path, sheets: tuple[Sheet, ...]) -> Unreadable:
    sought = " and ".join(f"“{column.heading}”" for column in ACTIONS if column.needed)
    seen = "; ".join(
        f"in {sheet.name}:"
        f" {', '.join(f'“{heading}”' for heading in headings(sheet)[:8]) or 'nothing'}"
        for sheet in sheets[:6]
    )
    seen = seen or "no sheet at all"
    return Unreadable(
        code="no-plan",
        what=(
            f"No sheet of {path.name} looks like an action plan: we look for a row with the"
            f" headings {sought} and found {seen}."
        ),
        fix=Remedy(
            "If it is somebody else’s plan, import it; else head the columns so, or start from a"
            " blank workbook.",
            code="head-or-new",
            source=f'"{path.name}"' if " " in path.name else path.name,
        ),
    )


def unknown_sheets(sheets: tuple[Sheet, ...], grids: dict[str, FoundTable]) -> Iterator[Problem]:
    """Yield a problem for each sheet that holds something and is not read."""
    read = {grid.sheet.name for grid in grids.values()}
    for sheet in sheets:
        if (
            sheet.name in read
            or fold_name(sheet.name).rstrip("0123456789") in _NEVER_READ
            or not sheet.rows
        ):
            continue
        table = next(
            (table for table in TABLES if fold_name(sheet.name) in map(fold_name, table.names)),
            None,
        )
        if table:
            needed = ", ".join(column.heading for column in table if column.needed)
            what = (
                f"The sheet {sheet.name} has no row with the headings {needed}, so it is left out."
            )
            fix = "Head its columns so."
        elif matches(sheet, ACTIONS):
            what = (
                f"The sheet {sheet.name} looks like a plan too, but only one sheet of actions is"
                " read."
            )
            fix = f"Move its actions to the sheet {grids[ACTIONS.name].sheet.name}."
        else:
            what = f"The sheet {sheet.name} is not recognised, so what it holds is left out."
            fix = (
                "Move what members should read to one of the sheets"
                f" {', '.join(table.name for table in TABLES)}."
            )
        yield Problem(code="sheet-unknown", where=Where(sheet=sheet.name), what=what, fix=fix)
