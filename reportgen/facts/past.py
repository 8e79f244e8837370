"""What was reported of each action in earlier quarters, and how its status has changed since.

From History, and from an earlier quarter's workbook where one is given.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from reportgen.model.calendar import Quarter
from reportgen.model.plan import PastUpdate, Plan, Update
from reportgen.model.status import Status, ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierUpdate:
    """What was reported of an action in an earlier quarter, and its officers then."""

    quarter: Quarter
    ref: str
    update: Update
    officers: tuple[str, ...]


Past = Mapping[str, tuple[EarlierUpdate, ...]]
"""Earlier updates by casefolded ref, the earliest quarter first."""


def past(plan: Plan, previous: Plan | None = None) -> Past:
    """The updates from before the plan's quarter.

    Of several entries for one quarter, History's lowest row is kept. An entry whose quarter cannot
    be read is left out, since its place in the order is not known.
    """
    now = Quarter.from_text(plan.settings.quarter)
    by_ref: dict[str, dict[Quarter, EarlierUpdate]] = {}
    for past_update in _entries(plan, previous):
        when = Quarter.from_text(past_update.quarter)
        if past_update.ref and when and (not now or when < now):
            update = replace(past_update.update, status=_known(past_update.update.status, plan.key))
            entry = EarlierUpdate(
                quarter=when, ref=past_update.ref, update=update, officers=past_update.officers
            )
            by_ref.setdefault(past_update.ref.casefold(), {})[when] = entry
    return {
        ref: tuple(entry for _, entry in sorted(quarters.items()))
        for ref, quarters in by_ref.items()
    }


def _known(status: Status | None, key: Sequence[Status]) -> Status | None:
    """The status of this key that corresponds to an earlier status.

    By its word; else by what it counts as, where only one status of the key counts alike.
    """
    if not status:
        return None
    same = [entry for entry in key if entry.word.casefold() == status.word.casefold()]
    alike = [entry for entry in key if entry.counts_as is status.counts_as]
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
    """The latest entry of History with a status or progress, by its action's casefolded ref.

    Of two entries for the same quarter, or with quarters that cannot be read, the lower row counts
    as the later.
    """
    now = Quarter.from_text(plan.settings.quarter)
    latest: dict[str, tuple[Quarter | None, PastUpdate]] = {}
    for past in plan.history:
        when = Quarter.from_text(past.quarter)
        if (now and when and when >= now) or not (past.update.typed or past.update.progress):
            continue
        before = latest.get(past.ref.casefold(), (None, past))[0]
        if not (before and when and when < before):
            latest[past.ref.casefold()] = (when, past)
    return {ref: past for ref, (_, past) in latest.items()}


class Direction(Enum):
    """How a status has changed since it was last given."""

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
    """How a status has changed: from which, since when, by how many places of the ranking."""

    direction: Direction
    before: Status | None = None
    since: Quarter | None = None
    steps: int = 0


def status_change(
    update: Update, before: Sequence[EarlierUpdate], key: Sequence[Status], *, any_past: bool
) -> StatusChange | None:
    """How an action's status has changed since it last had one.

    None where the plan has no past, or the action neither had a status nor has one now.
    """
    if not any_past:
        return None
    if not before:
        return StatusChange(direction=Direction.NEW)
    given = [(entry.quarter, entry.update.status) for entry in before if entry.update.status]
    if not given:
        return StatusChange(direction=Direction.FIRST) if update.status else None
    since, old = given[-1]
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
    """For how many quarters in a row, this one included, `holds` is true of the update.

    0 where it is not true now, or the quarter is not known.
    """
    if not now or not holds(update):
        return 0
    updates, number = {entry.quarter: entry.update for entry in before}, 1
    while (earlier := updates.get(now.later(-number))) and holds(earlier):
        number += 1
    return number
