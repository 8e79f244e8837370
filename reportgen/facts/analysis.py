"""Where a plan stands this quarter: of each action what follows from its words and its past.

The one pass over a plan.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from reportgen.model.status import BEHIND, CountsAs, Status, ranking


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionState:
    """Where one action stands."""

    action: Action
    before: tuple[EarlierUpdate, ...]
    """What was said of it earlier, the earliest first."""
    complete: bool
    timing: Timing
    change: StatusChange | None
    behind_for: int
    """For how many quarters in a row, this one included, it has been off track or at risk."""
    same_for: int
    """For how many it has had the status that it has now."""
    below: float | None
    """The share by which its actual figure is below its target."""
    implied: Status | None
    """The status that this asks for by the key."""

    @property
    def status(self) -> Status | None:
        """What the officer gave, where it is a word of the key."""
        return self.action.update.status

    def blank_for(self, now: Quarter | None) -> int:
        """For how many quarters in a row, this one included, it has been in the plan without a status; 0 where it has one."""
        update = self.action.update
        return (
            running(update, self.before, now, lambda said: not said.typed) if update.is_blank else 0
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
    """The earlier quarters of which anything is known, the earliest first."""
    earlier: tuple[EarlierUpdate, ...]
    """Everything that was said in them, also of actions that are not in the plan any more."""
    dropped: tuple[EarlierUpdate, ...]
    """What was last said of actions that are not in the plan any more, if that was in the last of
    those quarters."""

    @property
    def has_past(self) -> bool:
        """Whether anything is known of an earlier quarter, so that a direction can be spoken of."""
        return bool(self.quarters)


def analyse(plan: Plan, previous: Plan | None = None) -> PlanAnalysis:
    """Work it out; `previous` is the plan of an earlier quarter's workbook, for one that has no History of its own."""
    now, counting, earlier = (
        Quarter.from_text(plan.settings.quarter),
        plan.settings.calendar,
        past(plan, previous),
    )
    quarters = tuple(sorted({one.quarter for entries in earlier.values() for one in entries}))
    return PlanAnalysis(
        plan=plan,
        quarter=now,
        calendar=counting,
        states=tuple(_state(action, plan, earlier, now, counting) for action in plan.actions),
        quarters=quarters,
        earlier=tuple(one for entries in earlier.values() for one in entries),
        dropped=_dropped(plan, earlier, quarters),
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
    complete, below = (
        is_complete(update, [one.update for one in before], plan.key),
        shortfall(update),
    )
    return ActionState(
        action=action,
        before=before,
        complete=complete,
        timing=timing(action, before, now, counting, complete=complete),
        change=status_change(update, before, plan.key, any_past=bool(earlier)),
        behind_for=running(
            update, before, now, lambda said: bool(said.status and said.status.counts_as in BEHIND)
        ),
        same_for=running(
            update, before, now, lambda said: bool(said.status and said.status == update.status)
        ),
        below=below,
        implied=None if below is None else implied_status(below, plan.key),
    )


def _dropped(
    plan: Plan, earlier: Mapping[str, Sequence[EarlierUpdate]], quarters: Sequence[Quarter]
) -> tuple[EarlierUpdate, ...]:
    here = {action.ref.casefold() for action in plan.actions}
    return tuple(
        said[-1]
        for ref, said in earlier.items()
        if ref not in here and said[-1].quarter == quarters[-1]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Numbers of actions: by status in the key's order, without any status, and with what is not a word of the key."""

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
    """By what the statuses count as, the worst first; then the latest first; then as in the plan.

    Silence is no way out: what has no status now and was off track or at risk when it last had one
    is here too.
    """
    ladder = ranking(analysis.plan.key)
    found = [
        one
        for one in analysis.states
        if _is_behind(one.status) or one.timing.late or is_silent(one)
    ]

    def place(one: ActionState) -> tuple[int, int]:
        status = one.status or (one.change.before if is_silent(one) and one.change else None)
        return (ladder.index(status) if status in ladder else len(ladder), -one.timing.late)

    return tuple(sorted(found, key=place))


def is_silent(one: ActionState) -> bool:
    """Whether an action that was off track or at risk has no status any more."""
    change = one.change
    return bool(
        change
        and change.direction is Direction.LAPSED
        and _is_behind(change.before)
        and not one.complete
    )


def _is_behind(status: Status | None) -> bool:
    return bool(status and status.counts_as in BEHIND)
