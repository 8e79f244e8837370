"""Finds a table in a sheet: which row holds its headings and which column holds what, whatever their order and names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.headings import Table, folded, named
from reportgen.intake.cells import Cell, Sheet
from reportgen.intake.prose import Cleaned, clean
from reportgen.plan import Prose, plain
from reportgen.problems import Where

_LONGEST = 60  # letters of a heading, with whatever blanks stand round it
_DEEPEST = 60  # rows with something in them: no title block is longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table: its cells by column key."""

    row: int
    cells: Mapping[str, Cell]
    cleaned: Mapping[str, Cleaned]
    """The words of the same cells, tidied."""
    places: Mapping[str, Where]
    """Where each column's cell is, blank ones too; a column that the sheet does not have stands for the whole row."""

    def prose(self, key: str) -> Prose:
        """The paragraphs and lists of a cell; none where it is blank."""
        return self.cleaned[key].words if key in self.cleaned else ()

    def text(self, key: str) -> str:
        """The words of a cell on one line; empty where it is blank."""
        return plain(self.prose(key)).replace("\n", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table found in a sheet: its heading row, and the column number of each column key."""

    sheet: Sheet
    table: Table
    row: int
    columns: Mapping[str, int]
    repeats: Mapping[int, Mapping[str, int]]
    """The rows further down in which headings stand once more, each with its own columns."""

    def place(self, key: str, row: int) -> Where:
        """Where the cell of this column is in this row; the row itself where the sheet has no such column."""
        return Where(sheet=self.sheet.name, row=row, column=self.columns.get(key, 0))


def matches(sheet: Sheet, table: Table) -> Grid | None:
    """The table in this sheet, under the first row that holds all its needed headings; None where no row does."""
    for number in list(sheet.rows)[:_DEEPEST]:
        if columns := _headed(sheet.rows[number], table):
            below = ((row, _headed(cells, table)) for row, cells in sheet.rows.items() if row > number)
            repeats = {row: again for row, again in below if again}
            return Grid(sheet=sheet, table=table, row=number, columns=columns, repeats=repeats)
    return None


def _headed(row: Mapping[int, Cell], table: Table) -> dict[str, int]:
    """The column numbers of a row of headings; none where a needed heading is not in it."""
    columns = _columns(row, table)
    return columns if all(column.key in columns for column in table if column.needed) else {}


def headings(sheet: Sheet) -> tuple[str, ...]:
    """The row of a sheet that looks most like headings: the first with the most short texts."""
    rows = list(sheet.rows.values())[:_DEEPEST]
    texts = [tuple(c.text.strip() for c in row.values() if 0 < len(c.text.strip()) <= 40) for row in rows]  # noqa: PLR2004 - a heading is short
    return max(texts, key=len, default=())


def _columns(row: Mapping[int, Cell], table: Table) -> dict[str, int]:
    """Column numbers by key. A column's own heading wins over its other names, and the first over a later one."""
    found: dict[str, int] = {}
    for own in (True, False):
        for number, cell in row.items():
            column = named(cell.text, table.columns) if len(cell.text) <= _LONGEST else None
            if column and (folded(cell.text) == folded(column.heading)) is own:
                found.setdefault(column.key, number)
    return found


def records(grid: Grid) -> Iterator[Record]:
    """The rows under the headings in which something is typed, each filled from the merged cells it lies in."""
    spanned = _spans(grid)
    for number, row in grid.sheet.rows.items():
        if number <= grid.row or number in grid.repeats:
            continue
        cells = {key: row[column] for key, column in grid.columns.items() if column in row}
        if not any(cell.text.strip() or cell.uncalculated for cell in cells.values()):
            continue
        for key, column in grid.columns.items():
            if anchor := spanned.get((number, column)):
                cells.setdefault(key, grid.sheet.rows[anchor][column])
        places = {column.key: grid.place(column.key, number) for column in grid.table}
        cleaned = {key: clean(cell.text) for key, cell in cells.items()}
        yield Record(row=number, cells=cells, cleaned=cleaned, places=places)


def _spans(grid: Grid) -> dict[tuple[int, int], int]:
    """For each row and column inside a merged range, the row in which the range's words stand."""
    inside = set(grid.columns.values())
    return {
        (row, column): first
        for first, last, column, _ in grid.sheet.merged
        if column in inside and column in grid.sheet.rows.get(first, {})
        for row in range(first + 1, min(last, max(grid.sheet.rows)) + 1)
    }
