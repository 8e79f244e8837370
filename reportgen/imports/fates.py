"""What became of each cell and each line of a source: taken, a heading, or left out and why. Nothing is without one."""

from dataclasses import dataclass, field
from enum import Enum

from reportgen.imports.blocks import Cell, Line


class Kind(Enum):
    """How a cell or line fared."""

    TAKEN = "taken"
    HEADING = "heading"
    """It names what stands under or beside it."""
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one cell or line: where it stood, what it said, and where it went, or why it did not."""

    place: str
    words: str
    kind: Kind
    why: str


@dataclass(slots=True)
class Ledger:
    """The fates as they are found, and what else is to be said of the import."""

    fates: list[Fate] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def taken(self, one: Cell | Line, where: str) -> None:
        """Its words are in the new workbook, at this sheet and column."""
        self._add(one, Kind.TAKEN, where)

    def heading(self, one: Cell | Line, why: str = "a heading") -> None:
        """It is no content of its own."""
        self._add(one, Kind.HEADING, why)

    def left(self, one: Cell | Line, why: str) -> None:
        """Its words are not in the new workbook."""
        self._add(one, Kind.LEFT_OUT, why)

    def note(self, words: str) -> None:
        """Say this once."""
        self.notes[words] = None

    def _add(self, one: Cell | Line, kind: Kind, why: str) -> None:
        words = one.flat if isinstance(one, Cell) else one.words
        # What has no place is a heading that was made up on the way.
        if one.place and words.strip() and not (isinstance(one, Cell) and one.continues):
            self.fates.append(Fate(place=one.place, words=words, kind=kind, why=why))

    def count(self, kind: Kind) -> int:
        """How many cells and lines fared so."""
        return sum(fate.kind is kind for fate in self.fates)
