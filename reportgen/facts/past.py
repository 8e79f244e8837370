"""What was reported of each action in earlier quarters, and in which direction its status has gone since.

From History, and from last quarter's own workbook where it is given.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from reportgen.model.calendar import Quarter
from reportgen.model.plan import PastUpdate, Plan, Update
from reportgen.model.status import Status, ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierUpdate:
    """What was said of an action in an earlier quarter, and who answered for it then."""

    quarter: Quarter
    ref: str
    update: Update
    officers: tuple[str, ...]


Past = Mapping[str, tuple[EarlierUpdate, ...]]
"""By ref with case set aside, the earliest quarter first."""


def past(plan: Plan, previous: Plan | None = None) -> Past:
    """Everything from before the plan's quarter.

    Of two entries for one quarter History's lowest row is the one that holds.

    An entry whose quarter cannot be read is left out: it cannot be told before what it was.
    """
    now = Quarter.from_text(plan.settings.quarter)
    found: dict[str, dict[Quarter, EarlierUpdate]] = {}
    for one in _entries(plan, previous):
        when = Quarter.from_text(one.quarter)
        if one.ref and when and (not now or when < now):
            update = replace(one.update, status=_known(one.update.status, plan.key))
            entry = EarlierUpdate(quarter=when, ref=one.ref, update=update, officers=one.officers)
            found.setdefault(one.ref.casefold(), {})[when] = entry
    return {
        ref: tuple(entry for _, entry in sorted(quarters.items()))
        for ref, quarters in found.items()
    }


def _known(status: Status | None, key: Sequence[Status]) -> Status | None:
    """The status of this key that an earlier one is: by its word, else, where one alone counts alike, by what it counts as."""
    if not status:
        return None
    same = [one for one in key if one.word.casefold() == status.word.casefold()]
    alike = [one for one in key if one.counts_as is status.counts_as]
    return next(iter(same), None) or (alike[0] if len(alike) == 1 else None)


def _entries(plan: Plan, previous: Plan | None) -> Iterator[PastUpdate]:
    if previous:
        yield from previous.history
        for action in previous.actions:
            yield PastUpdate(
                ref=action.ref,
                quarter=previous.settings.quarter,
                update=action.update,
                officers=action.officers,
            )
    yield from plan.history


def last_updates(plan: Plan) -> Mapping[str, PastUpdate]:
    """The latest entry of History that says anything, by its action's ref with case set aside.

    Of two for the same quarter, and of quarters that cannot be told, the lower row is the later
    one.
    """
    now = Quarter.from_text(plan.settings.quarter)
    found: dict[str, tuple[Quarter | None, PastUpdate]] = {}
    for past in plan.history:
        when = Quarter.from_text(past.quarter)
        if (now and when and when >= now) or not (past.update.typed or past.update.progress):
            continue
        before = found.get(past.ref.casefold(), (None, past))[0]
        if not (before and when and when < before):
            found[past.ref.casefold()] = (when, past)
    return {ref: past for ref, (_, past) in found.items()}


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
