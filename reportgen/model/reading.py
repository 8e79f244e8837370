"""What was read from a workbook: the plan, its problems, and the words of each row as typed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model.columns import Column, Table, translates
from reportgen.model.plan import Plan
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.schema import ACTIONS, UPDATE_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A workbook's file name, its SHA-256 in hexadecimal, and when it was last saved, if known."""

    name: str
    digest: str
    saved: dt.datetime | None = None

    @property
    def printable_name(self) -> str:
        """The name, with “?” for what no document can hold or print."""
        sound = self.name.encode("utf-8", "replace").decode("utf-8")
        return "".join(letter if letter.isprintable() else "?" for letter in sound)

    def __str__(self) -> str:
        """The name in quotation marks, then the SHA-256."""
        return f"“{self.printable_name}” (SHA-256 {self.digest})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a sheet: its number, and by column key the words of its non-blank cells as typed."""

    number: int
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableData:
    """The contents of one of our tables, and where its sheet has them."""

    sheet: str
    table: Table
    own: tuple[Column, ...]
    """The sheet's columns that are not ours, with keys of their own."""
    heading_row: int
    columns: Mapping[str, int]
    """The column number of each column key that the sheet has."""
    rows: tuple[Row, ...]
    source_places: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """Where cells stood in the document that this was made from, in words, by row and column key;
    for documents without sheets, such as Word files."""

    def place(self, key: str, row: int) -> Where:
        """The place of a column's cell in a row; the row where the sheet has no such column."""
        if self.source_places:
            row_place = self.source_places.get((row, "title"), "the document").partition(
                ", column"
            )[0]
            return Where(passage=self.source_places.get((row, key), row_place))
        return Where(sheet=self.sheet, row=row, column=self.columns.get(key, 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSheet:
    """A sheet that is none of our tables, such as Start here: words by row and column number."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A plan as it was read, its problems in the workbook's order, and the words in its cells."""

    plan: Plan
    problems: tuple[Problem, ...]
    tables: Mapping[str, TableData]
    """By our own names for the tables; Actions is always there."""
    source: SourceFile
    loose: tuple[OtherSheet, ...] = ()
    translations: Mapping[str, Plan] = field(default_factory=dict)
    """The plan in the words of its columns in other languages, by language tag."""
    uncalculated: tuple[Where, ...] = ()
    """Cells of the workbook's own columns and sheets whose formula has no saved result, so that
    their words are not known."""

    @property
    def sound(self) -> bool:
        """Whether nothing in the workbook would make the paper wrong."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

    def updates(self) -> dict[int, dict[str, str]]:
        """The words of the officer's non-blank cells by the action's row and the column's key.

        A status that the key has is given in the key's spelling.
        """
        rows = {row.number: row.words for row in self.tables[ACTIONS.name].rows}
        updates = {}
        for action in self.plan.actions:
            words = {key: rows[action.row][key] for key in UPDATE_KEYS if key in rows[action.row]}
            updates[action.row] = words | (
                {"status": action.update.status.word} if action.update.status else {}
            )
        return updates

    def translating(self) -> dict[str, str]:
        """The sheet's own columns with words of ours in another language: ours by their keys."""
        actions = self.tables[ACTIONS.name]
        found = {own.key: translates(own.heading, actions.table.columns) for own in actions.own}
        return {key: told[0].key for key, told in found.items() if told}

    def stale(self, updates: Mapping[int, Mapping[str, str]]) -> dict[int, tuple[str, ...]]:
        """The keys of cells that translate what these new words replace, by the action's row."""
        columns = self.translating()
        found = {}
        for row in self.tables[ACTIONS.name].rows if columns else ():
            new = updates.get(row.number, {})
            changed = {key for key, words in new.items() if words != row.words.get(key, "")}
            keys = (own for own, key in columns.items() if key in changed and own in row.words)
            if listed := tuple(keys):
                found[row.number] = listed
        return found

    @property
    def sheet(self) -> str:
        """The name of the sheet that holds the actions."""
        return self.tables[ACTIONS.name].sheet
