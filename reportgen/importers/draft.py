"""The draft of a new workbook: everything that an import takes, as it is met.

Objectives are met as title rows, as a column, as sheets, or as headings above a table.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from reportgen.importers.audit import AuditLog
from reportgen.importers.sources.blocks import SourceCell
from reportgen.importers.status_words import DraftKey
from reportgen.model.columns import Column
from reportgen.model.prose import as_typed, plain
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name
from reportgen.model.timescale_tokens import TIME_OF_DAY
from reportgen.workbook.read.objectives import parted
from reportgen.workbook.read.prose import clean

_NOUN = r"(?:objective|priority|theme|aim|goal|strand|work ?stream|outcome|ambition)s?\b"
_BEFORE_IT = r"(?:strategic|key|overarching|corporate)\s+"
_CALLED = re.compile(rf"(?:{_BEFORE_IT})*{_NOUN}", re.IGNORECASE)
_CALL = re.compile(rf"{_BEFORE_IT}(?={_NOUN})", re.IGNORECASE)


_PLAIN = re.compile(r"(?P<number>[1-9]\d?)\s+(?P<title>[A-Z].*)")
"""A number and a title with only a blank between them: “1 Safer streets”."""


def is_called(words: str) -> bool:
    """Whether a line begins as the name of an objective does.

    For example “Objective Four: …”, “Strategic priority 2 – …”.
    """
    return bool(_CALLED.match(words.strip()))


def is_number_only(words: str) -> bool:
    """Whether a line names an objective without its title, as “Objective Two:” above it."""
    return is_called(words) and not _parted(words)[1]


@dataclass(slots=True)
class DraftObjective:
    """One objective, which may still get its title and points."""

    number: str
    title: str
    points: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DraftObjectives:
    """The objectives met so far, in their order, by number."""

    listed: dict[str, DraftObjective] = field(default_factory=dict)

    def named(self, words: str) -> DraftObjective:
        """The objective that is called so: one that was met already, or a new one."""
        number, title = _parted(words)
        if not number:
            met = next(
                (
                    objective
                    for objective in self.listed.values()
                    if fold_name(objective.title) == fold_name(title)
                ),
                None,
            )
            return met or self._new("", title)
        met = self.listed.get(number)
        if met and (not title or not met.title or fold_name(title) == fold_name(met.title)):
            met.title = met.title or title
            return met
        same = next(
            (
                objective
                for objective in self.listed.values()
                if title and fold_name(objective.title) == fold_name(title)
            ),
            None,
        )
        return same or self._new("" if met else number, title)

    def _new(self, number: str, title: str) -> DraftObjective:
        number = number or next(
            str(n) for n in range(1, len(self.listed) + 2) if str(n) not in self.listed
        )
        self.listed[number] = DraftObjective(number=number, title=title)
        return self.listed[number]


def _parted(words: str) -> tuple[str, str]:
    """The number and the title of an objective; an empty number where it has none."""
    even = " ".join(words.split())
    words = even[call.end() :] if (call := _CALL.match(even)) else even
    if plain := _PLAIN.fullmatch(words):
        return plain["number"], plain["title"]
    number, title = parted(words)
    if number == words.strip() and number == title:
        return "", title
    return number, (
        words[words.rindex(title) :] if title else ""
    )  # with the colon that a list of points follows


FILL = "fill"
"""The key that stands in place of a column's where a status is a colour alone."""

_LIST_ID = re.compile(r";#\d+(?:;#)?")
"""What a SharePoint list puts behind each person of a cell."""
DATES = ("timescale", "revised_timescale")
_WITH_TIME = re.compile(rf"(?P<day>\d[\w./ -]*?\d)[ T,]+{TIME_OF_DAY}", re.IGNORECASE)
NAMES = ("officers", "partners")
"""Columns that hold names, one a line, and so no bullets."""


_OURS = frozenset(fold_name(name) for column in ACTIONS for name in column.names)


@dataclass(slots=True, kw_only=True)
class DraftAction:
    """One action, by column key.

    With the place of each of its cells, and what was said of it at earlier times.
    """

    sheet: str
    words: dict[str, str]
    places: dict[str, str]
    objective: str = ""
    status_fill: str = ""
    """The fill of its status cell, where words stand in it."""
    earlier: list[tuple[str, str, str]] = field(default_factory=list)
    """Column key, time as written, words."""


@dataclass(slots=True)
class Draft:
    """Everything that was taken from the sources, in the order in which it was met."""

    audit: AuditLog = field(default_factory=AuditLog)
    settings: list[tuple[str, str]] = field(default_factory=list)
    """Setting and value, both in words."""
    objectives: DraftObjectives = field(default_factory=DraftObjectives)
    actions: list[DraftAction] = field(default_factory=list)
    own: dict[str, Column] = field(default_factory=dict)
    """The source's columns that are none of ours, by their folded headings."""
    key: DraftKey = field(default_factory=DraftKey)
    acronyms: list[tuple[str, str]] = field(default_factory=list)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """Rows of sheets that were laid out as our own are, by the tables' names."""
    columns: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By the name of each table that is a plan: its headings, and the columns of ours that they
    became."""
    ours: bool = False
    """Whether it comes from a Word file of ours: its words stay as they are, and are not
    interpreted further."""
    answers: bool = False
    """Whether it holds somebody's answers to a plan: no ref is made up, for it may be another's."""
    plans: Counter[str] = field(default_factory=Counter)
    """Actions by the title of their sheet."""
    unlike: list[str] = field(default_factory=list)
    """The names of tables that look like plans and are laid out unlike the others."""

    def own_column(self, heading: str) -> Column:
        """The column of the new workbook for a heading of the source's own.

        One that has the name of a column of ours says whose it is.
        """
        if fold_name(heading) in _OURS:
            heading = f"{heading} (of the source)"
        name = fold_name(heading)
        if name not in self.own:
            self.own[name] = Column(
                key=f"own {len(self.own) + 1}", heading=heading, optional=True, width=20
            )
        return self.own[name]

    def setting(self, name: str, words: str) -> None:
        """Take a setting; the first value counts, but paragraphs are added to each other."""
        self.settings.append((name, words))

    def has_setting(self, name: str) -> bool:
        """Whether this setting was taken already."""
        return any(known == name for known, _ in self.settings)

    def typed(self, cell: SourceCell, key: str) -> str:
        """The words of a cell, as they are typed into the new workbook.

        Pasted HTML becomes paragraphs and lists, characters that no document can show are left out,
        and both are noted. Names have no bullets.
        """
        tidied = clean(cell.text)
        if tidied.html:
            self.audit.note(f"{cell.place}: pasted HTML was turned into paragraphs and lists.")
        if tidied.characters:
            self.audit.note(f"{cell.place}: characters that no document can show were left out.")
        if key in DATES and (day := _WITH_TIME.fullmatch(cell.flat)):
            self.audit.note("The time of day behind dates was left out.")
            return day["day"]
        if key not in NAMES:
            return as_typed(tidied.words)
        names = plain(tidied.words)
        if _LIST_ID.search(names):
            self.audit.note("The numbers that a list puts behind people (“;#12”) were left out.")
            names = "\n".join(filter(None, _LIST_ID.sub("\n", names).split("\n")))
        return names
