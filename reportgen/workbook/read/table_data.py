"""The words of a workbook's rows as they were typed, so that a copy can be made of them.

Of our columns, and of the sheet's own.
"""

from collections.abc import Iterable, Iterator, Mapping

from reportgen.model.columns import OWN, Column
from reportgen.model.problems import Where, letters
from reportgen.model.reading import OtherSheet, Row, TableData
from reportgen.model.text import fold_name
from reportgen.workbook.read.sheet import Cell, Sheet
from reportgen.workbook.read.tables import FoundTable, Record


def filled(grid: FoundTable, records: list[Record]) -> TableData:
    """Every row with words under the headings, also those with words in the sheet's own columns."""
    own = own_columns(grid)
    columns = {**grid.columns, **{column.key: number for number, column in own.items()}}
    keys = {number: key for key, number in columns.items()}
    read = {record.row: record for record in records}
    rows = (
        Row(number=number, words=_words(cells, keys, read.get(number)))
        for number, cells in grid.sheet.rows.items()
        if number > grid.row and number not in grid.repeats
    )
    return TableData(
        sheet=grid.sheet.name,
        table=grid.table,
        own=tuple(own.values()),
        heading_row=grid.row,
        columns=columns,
        rows=tuple(row for row in rows if row.words),
    )


def _words(
    cells: Mapping[int, Cell], keys: Mapping[int, str], record: Record | None
) -> dict[str, str]:
    """A row's words by column key; a record also has those of the merged cells that it lies in."""
    words = {
        keys[number]: cell.text
        for number, cell in cells.items()
        if number in keys and cell.text.strip()
    }
    if not record:
        return words
    return words | {key: cell.text for key, cell in record.cells.items() if cell.text.strip()}


def own_columns(grid: FoundTable) -> dict[int, Column]:
    """The sheet's own columns that hold something, by number, under headings made unique."""
    ours = set(grid.columns.values())
    headed = grid.sheet.rows[grid.row]
    held = {
        n
        for row, cells in grid.sheet.rows.items()
        if row >= grid.row
        for n, cell in cells.items()
        if cell.text.strip()
    }
    taken = {fold_name(column.heading) for column in grid.table}
    own: dict[int, Column] = {}
    for number in sorted(held - ours):
        words = " ".join(headed[number].text.split()) if number in headed else ""
        heading = words[:250] or f"Column {letters(number)}"
        while fold_name(heading) in taken:
            heading += f" ({letters(number)})"
        taken.add(fold_name(heading))
        own[number] = Column(key=f"{OWN}{number}", heading=heading, optional=True, width=20)
    return own


def loose(sheets: Iterable[Sheet], tables: Mapping[str, FoundTable]) -> tuple[OtherSheet, ...]:
    """The sheets that hold something and were not read."""
    read = {grid.sheet.name for grid in tables.values()}
    return tuple(
        OtherSheet(
            name=sheet.name,
            rows={n: {c: cell.text for c, cell in row.items()} for n, row in sheet.rows.items()},
            hidden=sheet.hidden,
        )
        for sheet in sheets
        if sheet.name not in read and sheet.rows
    )


def uncalculated(sheets: Iterable[Sheet], tables: Mapping[str, FoundTable]) -> Iterator[Where]:
    """The uncalculated formulas in columns and sheets of the sheet's own; problems tell of ours."""
    ours = {grid.sheet.name: set(grid.columns.values()) for grid in tables.values()}
    for sheet in sheets:
        for cells in sheet.rows.values():
            yield from (
                cell.where
                for n, cell in cells.items()
                if cell.uncalculated and n not in ours.get(sheet.name, ())
            )
