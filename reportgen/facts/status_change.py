"""In which direction an action's status has gone since it last had one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.facts.past import EarlierUpdate
from reportgen.model.calendar import Quarter
from reportgen.model.plan import Update
from reportgen.model.status import Status, ranking


class Direction(Enum):
    """Where a status has gone."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"
    """The action was not in the plan before."""
    FIRST = "first update"
    LAPSED = "no update"
    """It had a status before, and has none now."""
    OTHER = "other"
    """From a status that is not due, or to one: neither better nor worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """The direction, since which quarter, and from which status; by how many places of the key."""

    direction: Direction
    before: Status | None = None
    since: Quarter | None = None
    steps: int = 0


def status_change(
    update: Update, before: Sequence[EarlierUpdate], key: Sequence[Status], *, any_past: bool
) -> StatusChange | None:
    """None where nothing can be said: the plan has no past, or the action neither had nor has a status."""
    if not any_past:
        return None
    if not before:
        return StatusChange(direction=Direction.NEW)
    said = [(one.quarter, one.update.status) for one in before if one.update.status]
    if not said:
        return StatusChange(direction=Direction.FIRST) if update.status else None
    since, old = said[-1]
    if not update.status:
        return StatusChange(direction=Direction.LAPSED, before=old, since=since)
    return _compared(old, update.status, since, ranking(key))


def _compared(old: Status, new: Status, since: Quarter, ladder: Sequence[Status]) -> StatusChange:
    if old.word == new.word:
        return StatusChange(direction=Direction.SAME, before=old, since=since)
    if old not in ladder or new not in ladder:
        return StatusChange(direction=Direction.OTHER, before=old, since=since)
    steps = ladder.index(new) - ladder.index(old)
    direction = Direction.BETTER if steps > 0 else Direction.WORSE
    return StatusChange(direction=direction, before=old, since=since, steps=abs(steps))


def running(
    update: Update,
    before: Sequence[EarlierUpdate],
    now: Quarter | None,
    holds: Callable[[Update], bool],
) -> int:
    """For how many quarters in a row, this one included, something has held of what was said; 0 where it does not now."""
    if not now or not holds(update):
        return 0
    said, number = {one.quarter: one.update for one in before}, 1
    while (earlier := said.get(now.later(-number))) and holds(earlier):
        number += 1
    return number
