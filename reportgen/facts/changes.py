"""What has changed since the last quarter that anything is known of."""

from dataclasses import dataclass, fields

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.officers import folded_name
from reportgen.facts.past import EarlierUpdate
from reportgen.facts.status_change import Direction
from reportgen.model.plan import Action, Plan, Prose, on_one_line

_WORDED = ("title", "outcome", "timescale", "partners")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One thing that an action said otherwise before: the column's key, the words then and now."""

    standing: ActionState
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


def changes(position: PlanAnalysis, previous: Plan | None = None) -> Changes:
    """Compare each action with what was last said of it; `previous` is the plan of an earlier quarter's workbook."""
    standings = position.standings
    earlier = {action.ref.casefold(): action for action in previous.actions} if previous else {}
    return Changes(
        better=_went(standings, Direction.BETTER),
        worse=_went(standings, Direction.WORSE),
        first=_went(standings, Direction.FIRST),
        lapsed=tuple(
            one for one in _went(standings, Direction.LAPSED) if one.travel and one.travel.since == position.quarters[-1]
        ),
        other=_went(standings, Direction.OTHER),
        dates=tuple(changed for one in standings if (changed := _date(one))),
        officers=tuple(changed for one in standings if (changed := _officers(one))),
        wording=tuple(changed for one in standings for changed in _wording(one, earlier.get(one.action.ref.casefold()))),
        added=_went(standings, Direction.NEW),
        dropped=position.dropped,
    )


def _went(standings: tuple[ActionState, ...], direction: Direction) -> tuple[ActionState, ...]:
    return tuple(one for one in standings if one.travel and one.travel.direction is direction)


def _date(one: ActionState) -> FieldChange | None:
    """A date that was moved since: from the one that was in force then."""
    timing = one.timing
    if not timing.moved_now:
        return None
    return FieldChange(standing=one, key="revised_timescale", old=on_one_line(timing.then), new=on_one_line(timing.words))


def _officers(one: ActionState) -> FieldChange | None:
    then = one.before[-1].officers if one.before else ()
    now = one.action.officers
    if not then or {folded_name(name) for name in then} == {folded_name(name) for name in now}:
        return None
    return FieldChange(standing=one, key="officers", old=" and ".join(then), new=" and ".join(now) or "nobody")


def _wording(one: ActionState, then: Action | None) -> tuple[FieldChange, ...]:
    if not then:
        return ()
    words = ((key, _words(then, key), _words(one.action, key)) for key in _WORDED)
    return tuple(FieldChange(standing=one, key=key, old=old, new=new) for key, old, new in words if old != new)


def _words(action: Action, key: str) -> str:
    said: Prose | tuple[str, ...] = getattr(action, key)
    return ", ".join(action.partners) if key == "partners" else on_one_line(said)  # type: ignore[arg-type]  # the other is prose
