"""Where a plan stands this quarter: of each action what follows from its words and its past. The one pass over a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.facts.calendars import calendar
from reportgen.facts.completion import is_complete
from reportgen.facts.past import Earlier, past
from reportgen.facts.shortfall import asked_for, shortfall
from reportgen.facts.timing import Timing, timing
from reportgen.facts.travel import Travel, running, travel
from reportgen.plan import BEHIND, Action, CountsAs, Plan, Status
from reportgen.quarter import Calendar, Quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one action stands."""

    action: Action
    before: tuple[Earlier, ...]
    """What was said of it earlier, the earliest first."""
    complete: bool
    timing: Timing
    travel: Travel | None
    behind_for: int
    """For how many quarters in a row, this one included, it has been off track or at risk."""
    same_for: int
    """For how many it has had the status that it has now."""
    below: float | None
    """The share by which its actual figure is below its target."""
    asked: Status | None
    """The status that this asks for by the key."""

    @property
    def status(self) -> Status | None:
        """What the officer gave, where it is a word of the key."""
        return self.action.update.status

    def blank_for(self, now: Quarter | None) -> int:
        """For how many quarters in a row, this one included, it has been in the plan without a status; 0 where it has one."""
        update = self.action.update
        return running(update, self.before, now, lambda said: not said.typed) if update.is_blank else 0

    def counts_as(self, *meanings: CountsAs) -> bool:
        """Whether its status counts as one of these."""
        return bool(self.status and self.status.counts_as in meanings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A plan with where each of its actions stands, in the plan's order."""

    plan: Plan
    quarter: Quarter | None
    calendar: Calendar
    standings: tuple[Standing, ...]
    quarters: tuple[Quarter, ...]
    """The earlier quarters of which anything is known, the earliest first."""
    earlier: tuple[Earlier, ...]
    """Everything that was said in them, also of actions that are not in the plan any more."""
    dropped: tuple[Earlier, ...]
    """What was last said of actions that are not in the plan any more, if that was in the last of those quarters."""

    @property
    def has_past(self) -> bool:
        """Whether anything is known of an earlier quarter, so that a direction can be spoken of."""
        return bool(self.quarters)


def position(plan: Plan, previous: Plan | None = None) -> Position:
    """Work it out; `previous` is the plan of an earlier quarter's workbook, for one that has no History of its own."""
    now, counting, earlier = Quarter.from_text(plan.settings.quarter), calendar(plan.settings), past(plan, previous)
    quarters = tuple(sorted({one.quarter for entries in earlier.values() for one in entries}))
    return Position(
        plan=plan,
        quarter=now,
        calendar=counting,
        standings=tuple(_standing(action, plan, earlier, now, counting) for action in plan.actions),
        quarters=quarters,
        earlier=tuple(one for entries in earlier.values() for one in entries),
        dropped=_dropped(plan, earlier, quarters),
    )


def _standing(
    action: Action, plan: Plan, earlier: Mapping[str, Sequence[Earlier]], now: Quarter | None, counting: Calendar
) -> Standing:
    before, update = tuple(earlier.get(action.ref.casefold(), ())) if action.ref else (), action.update
    complete, below = is_complete(update, [one.update for one in before], plan.key), shortfall(update)
    return Standing(
        action=action,
        before=before,
        complete=complete,
        timing=timing(action, before, now, counting, complete=complete),
        travel=travel(update, before, plan.key, any_past=bool(earlier)),
        behind_for=running(update, before, now, lambda said: bool(said.status and said.status.counts_as in BEHIND)),
        same_for=running(update, before, now, lambda said: bool(said.status and said.status == update.status)),
        below=below,
        asked=None if below is None else asked_for(below, plan.key),
    )


def _dropped(plan: Plan, earlier: Mapping[str, Sequence[Earlier]], quarters: Sequence[Quarter]) -> tuple[Earlier, ...]:
    here = {action.ref.casefold() for action in plan.actions}
    return tuple(said[-1] for ref, said in earlier.items() if ref not in here and said[-1].quarter == quarters[-1])
