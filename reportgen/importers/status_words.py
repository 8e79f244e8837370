"""Words that plans have for a status and what they count as; the key that a document explains."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model import colours
from reportgen.model.status import CountsAs
from reportgen.model.text import fold_name

LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue"}
"""Colours by their first letter."""
COMMON: Mapping[str, tuple[str, CountsAs]] = {
    "red": ("Red", CountsAs.OFF_TRACK),
    "amber": ("Amber", CountsAs.AT_RISK),
    "yellow": ("Yellow", CountsAs.AT_RISK),
    "orange": ("Amber", CountsAs.AT_RISK),
    "green": ("Green", CountsAs.ON_TRACK),
    "blue": ("Blue", CountsAs.COMPLETE),
    "grey": ("Grey", CountsAs.NOT_DUE),
    "gray": ("Grey", CountsAs.NOT_DUE),
    "black": ("Black", CountsAs.OFF_TRACK),
    "purple": ("Purple", CountsAs.NOT_DUE),
    "white": ("White", CountsAs.NOT_DUE),
    "complete": ("Blue", CountsAs.COMPLETE),
    "completed": ("Blue", CountsAs.COMPLETE),
    "closed": ("Blue", CountsAs.COMPLETE),
    "implemented": ("Blue", CountsAs.COMPLETE),
    "notbegun": ("Grey", CountsAs.NOT_DUE),
    "done": ("Blue", CountsAs.COMPLETE),
    "achieved": ("Blue", CountsAs.COMPLETE),
    "ontrack": ("Green", CountsAs.ON_TRACK),
    "ontarget": ("Green", CountsAs.ON_TRACK),
    "inprogress": ("Green", CountsAs.ON_TRACK),
    "ongoing": ("Green", CountsAs.ON_TRACK),
    "onschedule": ("Green", CountsAs.ON_TRACK),
    "behindschedule": ("Red", CountsAs.OFF_TRACK),
    "notyetstarted": ("Grey", CountsAs.NOT_DUE),
    "offtarget": ("Red", CountsAs.OFF_TRACK),
    "notontarget": ("Red", CountsAs.OFF_TRACK),
    "notontrack": ("Red", CountsAs.OFF_TRACK),
    "started": ("Green", CountsAs.ON_TRACK),
    "atrisk": ("Amber", CountsAs.AT_RISK),
    "slipping": ("Amber", CountsAs.AT_RISK),
    "delayed": ("Amber", CountsAs.AT_RISK),
    "offtrack": ("Red", CountsAs.OFF_TRACK),
    "overdue": ("Red", CountsAs.OFF_TRACK),
    "behind": ("Red", CountsAs.OFF_TRACK),
    "notstarted": ("Grey", CountsAs.NOT_DUE),
    "notdue": ("Grey", CountsAs.NOT_DUE),
    "notyetdue": ("Grey", CountsAs.NOT_DUE),
    "onhold": ("Grey", CountsAs.NOT_DUE),
}
"""By folded words the colour that they are given here, and what they count as."""
OF_LISTS: Mapping[str, tuple[str, CountsAs]] = {
    "todo": ("Grey", CountsAs.NOT_DUE),
    "new": ("Grey", CountsAs.NOT_DUE),
    "planned": ("Grey", CountsAs.NOT_DUE),
    "pending": ("Grey", CountsAs.NOT_DUE),
    "backlog": ("Grey", CountsAs.NOT_DUE),
    "deferred": ("Grey", CountsAs.NOT_DUE),
    "paused": ("Grey", CountsAs.NOT_DUE),
    "inreview": ("Green", CountsAs.ON_TRACK),
    "underreview": ("Green", CountsAs.ON_TRACK),
    "underway": ("Green", CountsAs.ON_TRACK),
    "inhand": ("Green", CountsAs.ON_TRACK),
    "active": ("Green", CountsAs.ON_TRACK),
    "doing": ("Green", CountsAs.ON_TRACK),
    "resolved": ("Blue", CountsAs.COMPLETE),
    "delivered": ("Blue", CountsAs.COMPLETE),
    "finished": ("Blue", CountsAs.COMPLETE),
    "fullyimplemented": ("Blue", CountsAs.COMPLETE),
    "partlyimplemented": ("Amber", CountsAs.AT_RISK),
    "partiallyimplemented": ("Amber", CountsAs.AT_RISK),
    "partiallycomplete": ("Amber", CountsAs.AT_RISK),
    "blocked": ("Red", CountsAs.OFF_TRACK),
    "stalled": ("Red", CountsAs.OFF_TRACK),
    "notimplemented": ("Red", CountsAs.OFF_TRACK),
    "missed": ("Red", CountsAs.OFF_TRACK),
}
"""The same of words that are a status in a column of statuses, and may be anything elsewhere."""
UNDERSTOOD = {**OF_LISTS, **COMMON}
OF_QUESTIONS: Mapping[str, tuple[str, CountsAs]] = {
    "yes": ("Blue", CountsAs.COMPLETE),
    "y": ("Blue", CountsAs.COMPLETE),
    "fully": ("Blue", CountsAs.COMPLETE),
    "partly": ("Amber", CountsAs.AT_RISK),
    "partially": ("Amber", CountsAs.AT_RISK),
    "partial": ("Amber", CountsAs.AT_RISK),
    "inpart": ("Amber", CountsAs.AT_RISK),
}
"""The same of answers to “Implemented?”. What “No” counts as, on track or off, nobody can tell."""
_ORDER = tuple(CountsAs)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStatus:
    """One status of the document's key."""

    word: str
    meaning: str
    fill: str = ""
    answers: bool = False
    """Whether it answers a question, “Implemented?”."""

    @property
    def colour(self) -> str:
        """The name of its colour; that of its fill where its word says none."""
        name = self._by_word()[0]
        if name or self.fill:
            return name or colours.nearest_name(self.fill).title()
        return self.word if colours.fill(self.word) else "Grey"

    @property
    def looks(self) -> str:
        """The plain name of its colour."""
        return colours.nearest_name(self.fill) if self.fill else self.colour.casefold()

    @property
    def counts_as(self) -> CountsAs | None:
        """What the status counts as; None where nobody can tell.

        Blue and grey count by their meaning, for councils differ there.
        """
        by_meaning = UNDERSTOOD.get(fold_name(self.meaning), ("", None))
        counts_as = self._by_word()[1] or (self._by_colour() or by_meaning)[1]
        if counts_as in (CountsAs.COMPLETE, CountsAs.NOT_DUE):
            return _by_meaning(fold_name(self.meaning), counts_as)
        return counts_as

    def _by_word(self) -> tuple[str, CountsAs | None]:
        """The colour and the meaning that its word has; an empty colour and None for others."""
        known = {**OF_QUESTIONS, **UNDERSTOOD} if self.answers else UNDERSTOOD
        return known.get(fold_name(self.word), ("", None))

    def _by_colour(self) -> tuple[str, CountsAs] | None:
        """By its own colour, and not by the one that it is given for want of any."""
        has_one = self.fill or colours.fill(self.word)
        return COMMON.get(fold_name(self.colour)) if has_one else None


def _by_meaning(meaning: str, else_: CountsAs) -> CountsAs:
    """What blue or grey counts as, by the folded words beside it."""
    if any(
        words in meaning for words in ("notstarted", "notdue", "notyet", "notapplicable", "onhold")
    ):
        return CountsAs.NOT_DUE
    if any(
        words in meaning for words in ("complete", "delivered", "achieved", "closed", "finished")
    ):
        return CountsAs.COMPLETE
    return else_


def _known_by(word: str) -> str:
    """By which a status is told from others; a word that is nothing but signs is itself."""
    return fold_name(word) or word


@dataclass(slots=True)
class DraftKey:
    """The statuses that a document explains, in its order."""

    entries: list[KeyStatus] = field(default_factory=list)

    def add(self, entry: KeyStatus) -> None:
        """Add a status; the first explanation of a word counts."""
        if all(_known_by(status.word) != _known_by(entry.word) for status in self.entries):
            self.entries.append(entry)

    def by_fill(self, fill: str) -> str:
        """The word for a cell that has only a fill.

        Empty where the key has none for it, or more than one.
        """
        same = [status.word for status in self.entries if status.fill == fill]
        if not same:
            looks = colours.nearest_name(fill)
            same = [status.word for status in self.entries if status.looks == looks]
        return same[0] if len(same) == 1 else ""

    def worst_first(self) -> list[KeyStatus]:
        """The statuses in the order of our own sheet, worst to best.

        In the document's order where it is not known of each what it counts as.
        """
        if all(status.counts_as for status in self.entries):
            return sorted(
                self.entries, key=lambda status: _ORDER.index(status.counts_as or CountsAs.ON_TRACK)
            )
        return self.entries
