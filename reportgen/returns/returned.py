"""A workbook that came back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportgen.columns import ACTIONS
from reportgen.plan import Action
from reportgen.problems import Where
from reportgen.reading import Filled, Reading
from reportgen.returns.marker import EVERYBODY, NOBODY, Marker, is_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A return: its file's name, what was read from it, what it knows of itself, and when it was last saved."""

    file: str
    reading: Reading
    marker: Marker | None
    modified: dt.datetime | None = None
    comments: bool = False
    """Whether somebody put comments on its cells, which nobody else reads."""

    @property
    def actions(self) -> Filled:
        """Its sheet of actions."""
        return self.reading.tables[ACTIONS.name]

    def place(self, key: str, row: int) -> Where:
        """The cell of this column and row of its actions, with the file."""
        return replace(self.actions.place(key, row), file=self.file)

    @property
    def officer(self) -> str:
        """The officer it was made for; empty where it is nobody's or not known."""
        return self.marker.officer if self.marker and self.marker.officer not in (NOBODY, EVERYBODY) else ""

    def own(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        """Those of the plan's actions that it was made for; none where it is not marked, or its officer is not in the plan."""
        marker = self.marker
        if not marker:
            return ()
        if marker.of_all:
            return tuple(actions)
        return tuple(action for action in actions if any(is_of(marker, name) for name in action.officers or ("",)))


def bare(words: str) -> str:
    """Words with their spaces set aside, for comparing."""
    return " ".join(words.split())
