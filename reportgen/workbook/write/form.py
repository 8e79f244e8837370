"""The content of a workbook to be written: rows of words by table, and the first sheet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.model.columns import START_HERE, Column, Table
from reportgen.model.reading import OtherSheet
from reportgen.model.schema import STATUS_KEY, TABLES

Rows = Sequence[Mapping[str, str]]
"""A sheet's rows: words by column key. A key that is not there is a blank cell."""

Lines = Sequence[tuple[str, ...]]
"""Lines of the sheet Start here, under one another: a sentence alone, or a label with what belongs
to it."""


Cells = Mapping[tuple[int, int], str]
"""The words of a sheet by row and column, which count from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A workbook to be written.

    `made_on` is the day in its properties; the same form on the same day is the same bytes.
    """

    title: str
    made_on: dt.date
    start_here: Lines
    """The first line is the sheet's heading. The status key is added under the lines."""
    rows: Mapping[str, Rows]
    """The rows by the tables' names."""
    own: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    """The columns that a sheet has besides ours, by the tables' names."""
    loose: tuple[OtherSheet, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    """Custom document properties, which identify a return."""
    officers: bool = False
    """For an officer: only that officer's rows, and nothing unlocked but the six cells of each."""

    def columns(self, table: Table) -> tuple[Column, ...]:
        """Return a sheet's columns; those that are only shown where a row has words for them."""
        used = {key for row in self.rows.get(table.name, ()) for key in row}
        ours = tuple(column for column in table if not column.shown or column.key in used)
        return ours + self.own.get(table.name, ())

    def tables(self) -> tuple[Table, ...]:
        """Return this workbook's tables; an officer's has only those with rows for the officer."""
        return tuple(
            table
            for table in TABLES
            if self.rows.get(table.name) or not (self.officers or table.when_filled)
        )

    def cells(self) -> Mapping[str, Cells]:
        """Return the words of all cells by the names of the sheets, as they are written."""
        return {START_HERE: self._first()} | {
            table.name: self._cells(table) for table in self.tables()
        }

    def _first(self) -> Cells:
        key = [row for row in self.rows.get(STATUS_KEY.name, ()) if row.get("word")]
        pairs = [(row["word"], row.get("meaning", "")) for row in key]
        return {
            (number, column): words
            for number, parts in enumerate((*self.start_here, (), *pairs), start=1)
            for column, words in enumerate(parts, start=1)
            if words
        }

    def _cells(self, table: Table) -> Cells:
        columns = self.columns(table)
        rows = self.rows.get(table.name, ())
        listed = [{column.key: column.heading for column in columns}, *rows]
        return {
            (number, place): row[column.key]
            for number, row in enumerate(listed, start=1)
            for place, column in enumerate(columns, start=1)
            if row.get(column.key)
        }
