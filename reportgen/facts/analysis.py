"""Where a plan stands this quarter: what follows for each action from its words and its past.

A plan is analysed in one pass.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.facts.achievement import implied_status, is_complete, shortfall
from reportgen.facts.past import (
    Direction,
    EarlierUpdate,
    StatusChange,
    past,
    running,
    status_change,
)
from reportgen.facts.timing import Timing, timing
from reportgen.model.calendar import Calendar, Quarter
from reportgen.model.plan import Action, Plan
from reportgen.model.prose import on_one_line
from reportgen.model.status import BEHIND, CountsAs, Status, ranking
from reportgen.model.timescale import is_month_first


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionState:
    """Where one action stands."""

    action: Action
    before: tuple[EarlierUpdate, ...]
    """What was reported of it in earlier quarters, the earliest first."""
    complete: bool
    timing: Timing
    change: StatusChange | None
    behind_for: int
    """For how many quarters in a row, this one included, it has been off track or at risk."""
    same_for: int
    """For how many quarters in a row it has had the status that it has now."""
    below: float | None
    """The share by which its actual figure is below its target; None where not known."""
    implied: Status | None
    """The status that `below` implies; None where that is None, or the key has no bounds."""

    @property
    def status(self) -> Status | None:
        """The status that the officer gave, where it is a word of the key."""
        return self.action.update.status

    def blank_for(self, now: Quarter | None) -> int:
        """For how many quarters in a row, this one included, it has been without a status.

        Only quarters in which it was in the plan count; 0 where it has a status now.
        """
        update = self.action.update
        return (
            running(update, self.before, now, lambda earlier: not earlier.typed)
            if update.is_blank
            else 0
        )

    def counts_as(self, *meanings: CountsAs) -> bool:
        """Whether its status counts as one of these."""
        return bool(self.status and self.status.counts_as in meanings)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAnalysis:
    """A plan with where each of its actions stands, in the plan's order."""

    plan: Plan
    quarter: Quarter | None
    calendar: Calendar
    states: tuple[ActionState, ...]
    quarters: tuple[Quarter, ...]
    """The earlier quarters with any update, the earliest first."""
    earlier: tuple[EarlierUpdate, ...]
    """All updates of these quarters, including those of actions no longer in the plan."""
    dropped: tuple[EarlierUpdate, ...]
    """The last updates of actions no longer in the plan, where these are of the last of these
    quarters."""

    @property
    def has_past(self) -> bool:
        """Whether there is any earlier update, so that a direction can be told."""
        return bool(self.quarters)


def analyse(plan: Plan, previous: Plan | None = None) -> PlanAnalysis:
    """Analyse a plan.

    `previous` is the plan of an earlier quarter's workbook, for a plan without History of its own.
    """
    now, earlier = Quarter.from_text(plan.settings.quarter), past(plan, previous)
    counting = replace(plan.settings.calendar, month_first=_any_month_first(plan))
    quarters = tuple(sorted({entry.quarter for entries in earlier.values() for entry in entries}))
    return PlanAnalysis(
        plan=plan,
        quarter=now,
        calendar=counting,
        states=tuple(_state(action, plan, earlier, now, counting) for action in plan.actions),
        quarters=quarters,
        earlier=tuple(entry for entries in earlier.values() for entry in entries),
        dropped=_dropped(plan, earlier, quarters),
    )


def _any_month_first(plan: Plan) -> bool:
    """Whether a date of the plan, first or revised, can only be month first."""
    return any(
        is_month_first(on_one_line(words))
        for action in plan.actions
        for words in (action.timescale, action.update.revised_timescale)
        if words
    )


def _state(
    action: Action,
    plan: Plan,
    earlier: Mapping[str, Sequence[EarlierUpdate]],
    now: Quarter | None,
    counting: Calendar,
) -> ActionState:
    before, update = (
        tuple(earlier.get(action.ref.casefold(), ())) if action.ref else (),
        action.update,
    )
    complete = is_complete(update, [entry.update for entry in before], plan.key)
    when = timing(action, before, now, counting, complete=complete)
    below = shortfall(update, when.current, now, counting)
    return ActionState(
        action=action,
        before=before,
        complete=complete,
        timing=when,
        change=status_change(update, before, plan.key, any_past=bool(earlier)),
        behind_for=running(
            update, before, now, lambda each: bool(each.status and each.status.counts_as in BEHIND)
        ),
        same_for=running(
            update, before, now, lambda each: bool(each.status and each.status == update.status)
        ),
        below=below,
        implied=None if below is None else implied_status(below, plan.key),
    )


def _dropped(
    plan: Plan, earlier: Mapping[str, Sequence[EarlierUpdate]], quarters: Sequence[Quarter]
) -> tuple[EarlierUpdate, ...]:
    here = {action.ref.casefold() for action in plan.actions}
    return tuple(
        updates[-1]
        for ref, updates in earlier.items()
        if ref not in here and updates[-1].quarter == quarters[-1]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Numbers of actions: by status in the key's order, with no status, with an unknown status."""

    by_status: tuple[int, ...]
    blank: int
    unknown: int


def summary(plan: Plan) -> Summary:
    """Count the actions of a plan; every action is counted once."""
    words = Counter(action.update.status.word for action in plan.actions if action.update.status)
    unmatched = [action.update for action in plan.actions if not action.update.status]
    return Summary(
        by_status=tuple(words[status.word] for status in plan.key),
        blank=sum(update.is_blank for update in unmatched),
        unknown=sum(not update.is_blank for update in unmatched),
    )


def exceptions(analysis: PlanAnalysis) -> tuple[ActionState, ...]:
    """The actions that are off track, at risk or late.

    The worst status comes first, then the latest, then the plan's order. An action that has no
    status now, and was off track or at risk when it last had one, is among them.
    """
    ladder = ranking(analysis.plan.key)
    listed = [
        state
        for state in analysis.states
        if _is_behind(state.status) or state.timing.late or is_silent(state)
    ]

    def place(state: ActionState) -> tuple[int, int]:
        status = state.status or (
            state.change.before if is_silent(state) and state.change else None
        )
        return (ladder.index(status) if status in ladder else len(ladder), -state.timing.late)

    return tuple(sorted(listed, key=place))


def is_silent(state: ActionState) -> bool:
    """Whether an incomplete action that was off track or at risk has no status any more."""
    change = state.change
    return bool(
        change
        and change.direction is Direction.LAPSED
        and _is_behind(change.before)
        and not state.complete
    )


def _is_behind(status: Status | None) -> bool:
    return bool(status and status.counts_as in BEHIND)
