"""What has changed since the last earlier quarter with any update."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction, EarlierUpdate
from reportgen.model.plan import Action, Plan
from reportgen.model.prose import Prose, on_one_line
from reportgen.model.text import fold

_WORDED = ("title", "outcome", "timescale", "partners")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A cell of an action that has changed: its column's key, the words then and now."""

    state: ActionState
    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedAction:
    """An action no longer in the plan: what was reported of it last, and its words then."""

    last: EarlierUpdate
    title: Prose
    """Empty where no earlier quarter's workbook was given: History has no wording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes, each kind in the plan's order; the first five are changes of status."""

    better: tuple[ActionState, ...]
    worse: tuple[ActionState, ...]
    first: tuple[ActionState, ...]
    lapsed: tuple[ActionState, ...]
    other: tuple[ActionState, ...]
    dates: tuple[FieldChange, ...]
    officers: tuple[FieldChange, ...]
    wording: tuple[FieldChange, ...]
    """Only where an earlier quarter's workbook was given: History has no wording."""
    added: tuple[ActionState, ...]
    dropped: tuple[DroppedAction, ...]

    @property
    def any(self) -> bool:
        """Whether anything has changed."""
        return any(getattr(self, field.name) for field in fields(self))


def changes(analysis: PlanAnalysis, previous: Plan | None = None) -> Changes:
    """Compare each action with its last update.

    `previous` is the plan of an earlier quarter's workbook.
    """
    states = analysis.states
    earlier = {action.ref.casefold(): action for action in previous.actions} if previous else {}
    return Changes(
        better=_went(states, Direction.BETTER),
        worse=_went(states, Direction.WORSE),
        first=_went(states, Direction.FIRST),
        lapsed=tuple(
            state
            for state in _went(states, Direction.LAPSED)
            if state.change
            and state.change.since == analysis.quarters[-1]
            and not state.action.update.typed
        ),
        other=_went(states, Direction.OTHER),
        dates=tuple(changed for state in states if (changed := _date(state))),
        officers=tuple(changed for state in states if (changed := _officers(state))),
        wording=tuple(
            changed
            for state in states
            for changed in _wording(state, earlier.get(state.action.ref.casefold()))
        ),
        added=_went(states, Direction.NEW),
        dropped=tuple(
            DroppedAction(last=last, title=was.title if was else ())
            for last in analysis.dropped
            for was in (earlier.get(last.ref.casefold()),)
        ),
    )


def _went(states: tuple[ActionState, ...], direction: Direction) -> tuple[ActionState, ...]:
    return tuple(state for state in states if state.change and state.change.direction is direction)


def _date(state: ActionState) -> FieldChange | None:
    """The change of a date that was moved since the last update, from the date then in force."""
    timing = state.timing
    if not timing.moved_now:
        return None
    return FieldChange(
        state=state,
        key="revised_timescale",
        old=on_one_line(timing.then),
        new=on_one_line(timing.words),
    )


def _officers(state: ActionState) -> FieldChange | None:
    then = state.before[-1].officers if state.before else ()
    now = state.action.officers
    if not then or _people(then) == _people(now):
        return None
    return FieldChange(state=state, key="officers", old=" and ".join(then), new=" and ".join(now))


_JOINS = re.compile(r"\s*[/;]\s*|\s+(?:and|&|\+)\s+", re.IGNORECASE)


def _people(names: Iterable[str]) -> set[str]:
    """The officers in these names; “A / B” and each on a line of its own are the same two."""
    return {fold(each) for name in names for each in _JOINS.split(name)}


def _wording(state: ActionState, then: Action | None) -> tuple[FieldChange, ...]:
    if not then:
        return ()
    words = ((key, _words(then, key), _words(state.action, key)) for key in _WORDED)
    return tuple(
        FieldChange(state=state, key=key, old=old, new=new) for key, old, new in words if old != new
    )


def _words(action: Action, key: str) -> str:
    words: Prose | tuple[str, ...] = getattr(action, key)
    if key == "partners":
        return ", ".join(action.partners)
    return on_one_line(words)  # type: ignore[arg-type]  # every other is prose
