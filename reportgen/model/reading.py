"""What was read from a workbook: the plan, every problem, and each row's words as they stand in the sheets."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model.columns import Column, Table
from reportgen.model.plan import Plan
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.schema import ACTIONS, UPDATE_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A workbook as it was read: its file's name, its SHA-256 in hexadecimal, and when it was last saved, if it says so."""

    name: str
    digest: str
    saved: dt.datetime | None = None

    def __str__(self) -> str:
        """“asb.xlsx” in quotes, with its SHA-256 behind it; what no document can hold stands as “?”."""
        sound = self.name.encode("utf-8", "replace").decode("utf-8")
        return (
            f"“{''.join(one if one.isprintable() else '?' for one in sound)}” (SHA-256"
            f" {self.digest})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet: its number, and by column key the words of the cells that are not blank, as they were typed."""

    number: int
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableData:
    """A table as a sheet holds it."""

    sheet: str
    table: Table
    own: tuple[Column, ...]
    """The columns that the sheet has beside ours, with keys of their own."""
    heading_row: int
    columns: Mapping[str, int]
    """The column number of each column key that the sheet has."""
    rows: tuple[Row, ...]
    source_places: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """In words, where cells stood in the document that this was made from, by row and column key: a
    Word file has no sheets."""

    def place(self, key: str, row: int) -> Where:
        """Where the cell of this column is in this row; the row itself where the sheet has no such column."""
        if self.source_places:
            row_place = self.source_places.get((row, "title"), "the document").partition(
                ", column"
            )[0]
            return Where(sheet=self.source_places.get((row, key), row_place))
        return Where(sheet=self.sheet, row=row, column=self.columns.get(key, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSheet:
    """A sheet that is no table of ours, Start here among them: words by row and column number."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A plan as it was read, every problem in it in the workbook's order, and the words it was read from."""

    plan: Plan
    problems: tuple[Problem, ...]
    tables: Mapping[str, TableData]
    """By our own names of the tables. Actions is always there."""
    source: SourceFile
    loose: tuple[OtherSheet, ...] = ()
    uncalculated: tuple[Where, ...] = ()
    """Cells of the workbook's own columns and sheets whose formula has no saved result, so that
    their words are not known."""

    @property
    def sound(self) -> bool:
        """Whether nothing in the workbook would make the paper wrong."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

    def updates(self) -> dict[int, dict[str, str]]:
        """By the row of each action the words of its officer's cells that are not blank; a status as the key has it."""
        rows = {row.number: row.words for row in self.tables[ACTIONS.name].rows}
        found = {}
        for action in self.plan.actions:
            words = {key: rows[action.row][key] for key in UPDATE_KEYS if key in rows[action.row]}
            found[action.row] = words | (
                {"status": action.update.status.word} if action.update.status else {}
            )
        return found

    @property
    def sheet(self) -> str:
        """The name of the sheet in which the actions stand."""
        return self.tables[ACTIONS.name].sheet
