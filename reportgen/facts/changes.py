"""What has changed since the last quarter that anything is known of."""

from dataclasses import dataclass, fields

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction, EarlierUpdate
from reportgen.model.plan import Action, Plan
from reportgen.model.prose import Prose, on_one_line
from reportgen.model.text import fold

_WORDED = ("title", "outcome", "timescale", "partners")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One thing that an action said otherwise before: the column's key, the words then and now."""

    state: ActionState
    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes, each kind in the plan's order."""

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
    dropped: tuple[EarlierUpdate, ...]

    @property
    def any(self) -> bool:
        """Whether anything has changed."""
        return any(getattr(self, field.name) for field in fields(self))


def changes(analysis: PlanAnalysis, previous: Plan | None = None) -> Changes:
    """Compare each action with what was last said of it; `previous` is the plan of an earlier quarter's workbook."""
    states = analysis.states
    earlier = {action.ref.casefold(): action for action in previous.actions} if previous else {}
    return Changes(
        better=_went(states, Direction.BETTER),
        worse=_went(states, Direction.WORSE),
        first=_went(states, Direction.FIRST),
        lapsed=tuple(
            one
            for one in _went(states, Direction.LAPSED)
            if one.change and one.change.since == analysis.quarters[-1]
        ),
        other=_went(states, Direction.OTHER),
        dates=tuple(changed for one in states if (changed := _date(one))),
        officers=tuple(changed for one in states if (changed := _officers(one))),
        wording=tuple(
            changed
            for one in states
            for changed in _wording(one, earlier.get(one.action.ref.casefold()))
        ),
        added=_went(states, Direction.NEW),
        dropped=analysis.dropped,
    )


def _went(states: tuple[ActionState, ...], direction: Direction) -> tuple[ActionState, ...]:
    return tuple(one for one in states if one.change and one.change.direction is direction)


def _date(one: ActionState) -> FieldChange | None:
    """A date that was moved since: from the one that was in force then."""
    timing = one.timing
    if not timing.moved_now:
        return None
    return FieldChange(
        state=one,
        key="revised_timescale",
        old=on_one_line(timing.then),
        new=on_one_line(timing.words),
    )


def _officers(one: ActionState) -> FieldChange | None:
    then = one.before[-1].officers if one.before else ()
    now = one.action.officers
    if not then or {fold(name) for name in then} == {fold(name) for name in now}:
        return None
    return FieldChange(
        state=one, key="officers", old=" and ".join(then), new=" and ".join(now) or "nobody"
    )


def _wording(one: ActionState, then: Action | None) -> tuple[FieldChange, ...]:
    if not then:
        return ()
    words = ((key, _words(then, key), _words(one.action, key)) for key in _WORDED)
    return tuple(
        FieldChange(state=one, key=key, old=old, new=new) for key, old, new in words if old != new
    )


def _words(action: Action, key: str) -> str:
    said: Prose | tuple[str, ...] = getattr(action, key)
    return ", ".join(action.partners) if key == "partners" else on_one_line(said)  # type: ignore[arg-type]  # the other is prose
