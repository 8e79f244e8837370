"""What differs between two workbooks of a plan: row by row, cell by cell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from reportgen.model.columns import Table
from reportgen.model.problems import Where
from reportgen.model.reading import Reading
from reportgen.model.schema import (
    ACRONYMS,
    ACTIONS,
    CONFIRMED,
    CONTACTS,
    HISTORY,
    OBJECTIVES,
    REPORT,
    STATUS_KEY,
    TABLES,
)
from reportgen.model.settings import setting_of
from reportgen.model.text import one_line

_NAMES: Mapping[str, tuple[str, ...]] = {
    ACTIONS.name: ("ref",),
    OBJECTIVES.name: ("number",),
    REPORT.name: ("setting",),
    STATUS_KEY.name: ("word",),
    ACRONYMS.name: ("short",),
    CONTACTS.name: ("officer",),
    HISTORY.name: ("ref", "quarter"),
    CONFIRMED.name: ("subject", "question"),
}
"""The columns by whose cells a row of each table is matched with itself in another workbook."""

_NOT_TELLING = ("objective",)
"""Columns that describe a row less well than the next column does."""


class DifferenceKind(Enum):
    """Whether a row was added, removed or changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A cell that differs, or a row that only one of the workbooks has.

    `heading` is the cell's column; for a row, the column that describes it best.
    """

    kind: DifferenceKind
    table: str
    name: str
    """What the row is called: an action's ref, a setting."""
    heading: str
    old: str = ""
    new: str = ""
    old_place: Where | None = None
    new_place: Where | None = None

    def to_json(self) -> dict[str, str]:
        """The difference for JSON, with the words in full."""
        return {
            "kind": self.kind.value,
            "table": self.table,
            "name": self.name,
            "column": self.heading,
            "old": self.old,
            "new": self.new,
            "old_place": str(self.old_place or ""),
            "new_place": str(self.new_place or ""),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row: its name, and by column heading its words and where they stand."""

    name: str
    words: Mapping[str, str]
    places: Mapping[str, Where]


def differences(old: Reading, new: Reading) -> tuple[Difference, ...]:
    """All differences, table by table, in the order of the new workbook.

    Removed rows come last in their table; the sheets that are none of ours come at the end.
    """
    listed: list[Difference] = []
    for table in TABLES:
        before, after = _lines(old, table), _lines(new, table)
        for name, line in after.items():
            listed += (
                _changed(table, line.name, before[name], line)
                if name in before
                else [_whole(DifferenceKind.ADDED, table, line.name, line)]
            )
        listed += [
            _whole(DifferenceKind.REMOVED, table, line.name, line)
            for name, line in before.items()
            if name not in after
        ]
    return (*listed, *_loose(old, new))


def _loose(old: Reading, new: Reading) -> Iterator[Difference]:
    """Cell by cell, what differs in the sheets that are none of ours, such as Start here."""
    before, after = ({sheet.name: sheet.rows for sheet in reading.loose} for reading in (old, new))
    for sheet in dict.fromkeys((*after, *before)):
        was, now = (
            {
                (r, c): one_line(words)
                for r, row in sheets.get(sheet, {}).items()
                for c, words in row.items()
            }
            for sheets in (before, after)
        )
        for row, column in sorted({*was, *now}):
            here, there = was.get((row, column), ""), now.get((row, column), "")
            if here != there:
                where = Where(sheet=sheet, row=row, column=column)
                yield Difference(
                    kind=DifferenceKind.CHANGED,
                    table=sheet,
                    name=where.cell,
                    heading="",
                    old=here,
                    new=there,
                    old_place=where,
                    new_place=where,
                )


def _lines(reading: Reading, table: Table) -> dict[str, _Line]:
    """A table's rows by casefolded name; the second row of the same name is “1.1 (2)”."""
    filled = reading.tables.get(table.name)
    if not filled:
        return {}
    updates = reading.updates() if table is ACTIONS else {}
    columns = [
        column
        for column in (*table, *filled.own)
        if column.key in filled.columns and not column.shown
    ]
    seen: Counter[str] = Counter()
    lines = {}
    for row in filled.rows:
        words = {**row.words, **updates.get(row.number, {})}
        name = _name(table, words)
        seen[name.casefold()] += 1
        name = f"{name} ({seen[name.casefold()]})" if seen[name.casefold()] > 1 else name
        lines[name.casefold()] = _Line(
            name=name,
            words={column.heading: one_line(words.get(column.key, "")) for column in columns},
            places={column.heading: filled.place(column.key, row.number) for column in columns},
        )
    return lines


def _name(table: Table, words: Mapping[str, str]) -> str:
    """The name of a row; for a setting, our heading whatever name the sheet has for it."""
    setting = setting_of(words) if table is REPORT else None
    if setting:
        return setting.heading
    return one_line(" ".join(words.get(key, "") for key in _NAMES[table.name])) or "(no name)"


def _changed(table: Table, name: str, before: _Line, after: _Line) -> Iterator[Difference]:
    for heading in dict.fromkeys((*after.words, *before.words)):
        old, new = before.words.get(heading, ""), after.words.get(heading, "")
        if old != new and not (table is REPORT and heading == table["setting"].heading):
            yield Difference(
                kind=DifferenceKind.CHANGED,
                table=table.name,
                name=name,
                heading=heading,
                old=old,
                new=new,
                old_place=before.places.get(heading),
                new_place=after.places.get(heading),
            )


def _whole(kind: DifferenceKind, table: Table, name: str, line: _Line) -> Difference:
    """A row that only one workbook has, shown by its first words that are not its name."""
    naming = {
        column.heading for column in table if column.key in (*_NAMES[table.name], *_NOT_TELLING)
    }
    heading = next(
        (title for title, words in line.words.items() if words and title not in naming),
        next(iter(line.words)),
    )
    words, place = line.words[heading], line.places[heading]
    if kind is DifferenceKind.ADDED:
        return Difference(
            kind=kind, table=table.name, name=name, heading=heading, new=words, new_place=place
        )
    return Difference(
        kind=kind, table=table.name, name=name, heading=heading, old=words, old_place=place
    )
