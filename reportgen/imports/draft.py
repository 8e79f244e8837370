"""The new workbook as it grows: its rows, the objectives met, the key, and what became of every cell."""

from collections import Counter
from dataclasses import dataclass, field

from reportgen.headings import Column, folded
from reportgen.imports.blocks import Cell
from reportgen.imports.fates import Ledger
from reportgen.imports.key import Key
from reportgen.imports.objectives import Objectives
from reportgen.intake.prose import clean
from reportgen.plan import as_typed, plain

FILL = "fill"
"""Stands in place of a column's key where a status is a colour alone."""

NAMES = ("officers", "partners")
"""Columns that hold names, one a line, and so no bullets."""


@dataclass(slots=True, kw_only=True)
class DraftAction:
    """One action, by column key, with where each of its cells stood and what was said of it at earlier times."""

    sheet: str
    words: dict[str, str]
    places: dict[str, str]
    objective: str = ""
    earlier: list[tuple[str, str, str]] = field(default_factory=list)
    """Column key, time as written, words."""


@dataclass(slots=True)
class Draft:
    """Everything that was found, in the order in which it was met."""

    ledger: Ledger = field(default_factory=Ledger)
    settings: list[tuple[str, str]] = field(default_factory=list)
    """Setting and value, both in words."""
    objectives: Objectives = field(default_factory=Objectives)
    actions: list[DraftAction] = field(default_factory=list)
    own: dict[str, Column] = field(default_factory=dict)
    """The source's columns that are none of ours, by their folded headings."""
    key: Key = field(default_factory=Key)
    acronyms: list[tuple[str, str]] = field(default_factory=list)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    """Rows of sheets that were laid out as our own are, by the tables' names."""
    columns: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By the name of each table that is a plan: its headings, and the columns of ours that they became."""
    ours: bool = False
    """It comes from a Word file of ours: words stand as they are, and nothing is understood beyond that."""
    plans: Counter[str] = field(default_factory=Counter)
    """Actions by the title of their sheet."""

    def own_column(self, heading: str) -> Column:
        """The column of the new workbook for a heading of the source's own."""
        name = folded(heading)
        if name not in self.own:
            self.own[name] = Column(key=f"own {len(self.own) + 1}", heading=heading, optional=True, width=20)
        return self.own[name]

    def setting(self, name: str, words: str) -> None:
        """Take a setting; the first value counts, but paragraphs are added to each other."""
        self.settings.append((name, words))

    def has_setting(self, name: str) -> bool:
        """Whether this setting was found already."""
        return any(one == name for one, _ in self.settings)

    def typed(self, cell: Cell, key: str) -> str:
        """What a cell says, as it is to stand in the new workbook: without pasted HTML, and names without bullets."""
        tidied = clean(cell.text)
        if tidied.html:
            self.ledger.note(f"{cell.place}: pasted HTML was turned into paragraphs and lists.")
        if tidied.characters:
            self.ledger.note(f"{cell.place}: characters that no document can show were left out.")
        return plain(tidied.words) if key in NAMES else as_typed(tidied.words)
