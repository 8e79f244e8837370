"""What was said of each action in earlier quarters: from History, and from last quarter's own workbook where it is given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.model.calendar import Quarter
from reportgen.model.plan import PastUpdate, Plan, Update
from reportgen.model.status import Status


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
