"""What became of each cell and each line of a source: taken, a heading, or left out and why.

Nothing is without one.
"""

from dataclasses import dataclass, field
from enum import Enum

from reportgen.importers.sources.blocks import Line, SourceCell


class Outcome(Enum):
    """How a cell or line fared."""

    TAKEN = "taken"
    HEADING = "heading"
    """It names what stands under or beside it."""
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOutcome:
    """What became of one cell or line: where it stood, what it said, and where it went, or why it did not."""

    place: str
    words: str
    kind: Outcome
    why: str

    def to_json(self) -> dict[str, str]:
        """For machines."""
        return {"place": self.place, "words": self.words, "fate": self.kind.value, "why": self.why}


@dataclass(slots=True)
class AuditLog:
    """The outcomes as they are found, and what else is to be said of the import."""

    outcomes: list[CellOutcome] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def taken(self, one: SourceCell | Line, where: str) -> None:
        """Its words are in the new workbook, at this sheet and column."""
        self._add(one, Outcome.TAKEN, where)

    def heading(self, one: SourceCell | Line, why: str = "a heading") -> None:
        """It is no content of its own."""
        self._add(one, Outcome.HEADING, why)

    def left(self, one: SourceCell | Line, why: str) -> None:
        """Its words are not in the new workbook."""
        self._add(one, Outcome.LEFT_OUT, why)

    def note(self, words: str) -> None:
        """Say this once."""
        self.notes[words] = None

    def _add(self, one: SourceCell | Line, kind: Outcome, why: str) -> None:
        words = one.flat if isinstance(one, SourceCell) else one.words
        # What has no place is a heading that was made up on the way.
        if one.place and words.strip() and not (isinstance(one, SourceCell) and one.continues):
            self.outcomes.append(CellOutcome(place=one.place, words=words, kind=kind, why=why))

    def count(self, kind: Outcome) -> int:
        """How many cells and lines fared so."""
        return sum(outcome.kind is kind for outcome in self.outcomes)
