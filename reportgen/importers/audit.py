"""What became of each cell and each line of a source: taken, a heading, or left out and why.

Every one of them has an outcome.
"""

from dataclasses import dataclass, field
from enum import Enum

from reportgen.importers.sources.blocks import Line, SourceCell


class Outcome(Enum):
    """What became of a cell or line."""

    TAKEN = "taken"
    HEADING = "heading"
    """It names what stands under or beside it."""
    LEFT_OUT = "left out"


BELOW, BESIDE = "it stands below the table", "it stands beside the table"
COUNTS, SUMS = "it counts, and is no plan", "a row of sums"
NO_PART = frozenset((BELOW, BESIDE, COUNTS, SUMS))
"""Why words are left out that surely are no part of a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOutcome:
    """What became of one cell or line: its place, its words, and where they went or why not."""

    place: str
    words: str
    kind: Outcome
    why: str

    def to_json(self) -> dict[str, str]:
        """The outcome as a JSON object."""
        return {"place": self.place, "words": self.words, "fate": self.kind.value, "why": self.why}


@dataclass(slots=True)
class AuditLog:
    """The outcomes so far, in order, and the notes on the import.

    Each note is there with whether it tells of something that is in no cell's words and was left
    out.
    """

    outcomes: list[CellOutcome] = field(default_factory=list)
    notes: dict[str, bool] = field(default_factory=dict)

    def taken(self, one: SourceCell | Line, where: str) -> None:
        """Record that its words are in the new workbook, at this sheet and column."""
        self._add(one, Outcome.TAKEN, where)

    def heading(self, one: SourceCell | Line, why: str = "a heading") -> None:
        """Record that it is no content of its own, and why."""
        self._add(one, Outcome.HEADING, why)

    def left(self, one: SourceCell | Line, why: str) -> None:
        """Record that its words are not in the new workbook, and why."""
        self._add(one, Outcome.LEFT_OUT, why)

    def note(self, words: str, *, lost: bool = False) -> None:
        """Add a note; the same words count once. `lost` says that it tells of what was left out."""
        self.notes[words] = lost

    def _add(self, part: SourceCell | Line, kind: Outcome, why: str) -> None:
        words = part.flat if isinstance(part, SourceCell) else part.words
        # What has no place is a heading that was made up on the way.
        if part.place and words.strip() and not (isinstance(part, SourceCell) and part.continues):
            self.outcomes.append(CellOutcome(place=part.place, words=words, kind=kind, why=why))

    def count(self, kind: Outcome) -> int:
        """How many cells and lines have this outcome."""
        return sum(outcome.kind is kind for outcome in self.outcomes)
