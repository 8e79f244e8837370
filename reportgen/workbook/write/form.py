"""What a workbook is made of, before it is one: rows of words by table, and what stands on its first sheet."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.model.columns import Column, Table
from reportgen.model.reading import OtherSheet
from reportgen.model.schema import TABLES

Rows = Sequence[Mapping[str, str]]
"""A sheet's rows: words by column key. A key that is not there is a blank cell."""

Lines = Sequence[tuple[str, ...]]
"""Lines of the sheet Start here, under one another: a sentence alone, or a label with what belongs
to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A workbook to be made.

    `made` is the day in its properties; the same form on the same day is the same bytes.
    """

    title: str
    made: dt.date
    start_here: Lines
    """The first is its heading. The status key's colours follow by themselves."""
    rows: Mapping[str, Rows]
    """By the tables' names."""
    own: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    """Columns that a sheet has beside ours, by the tables' names."""
    loose: tuple[OtherSheet, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    """Custom document properties: what a return knows of itself."""
    officers: bool = False
    """For an officer: only that officer's rows, and nothing open but the six cells of each."""

    def columns(self, table: Table) -> tuple[Column, ...]:
        """The columns of a sheet: those that are only shown where there is something to show."""
        spoken = {key for row in self.rows.get(table.name, ()) for key in row}
        ours = tuple(column for column in table if not column.shown or column.key in spoken)
        return ours + self.own.get(table.name, ())

    def tables(self) -> tuple[Table, ...]:
        """The tables that this workbook has as sheets: an officer's only those that say something to the officer."""
        return tuple(table for table in TABLES if not self.officers or self.rows.get(table.name))
