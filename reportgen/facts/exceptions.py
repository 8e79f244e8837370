"""The actions that members are to look at: off track, at risk or late, or silent after being so."""

from reportgen.facts.position import Position, Standing
from reportgen.facts.rungs import rungs
from reportgen.facts.travel import Direction
from reportgen.plan import BEHIND, Status


def exceptions(position: Position) -> tuple[Standing, ...]:
    """By what the statuses count as, the worst first; then the latest first; then as in the plan.

    Silence is no way out: what has no status now and was off track or at risk when it last had one is here too.
    """
    ladder = rungs(position.plan.key)
    found = [one for one in position.standings if _is_behind(one.status) or one.timing.late or is_silent(one)]

    def place(one: Standing) -> tuple[int, int]:
        status = one.status or (one.travel.before if is_silent(one) and one.travel else None)
        return (ladder.index(status) if status in ladder else len(ladder), -one.timing.late)

    return tuple(sorted(found, key=place))


def is_silent(one: Standing) -> bool:
    """Whether an action that was off track or at risk has no status any more."""
    travel = one.travel
    return bool(travel and travel.direction is Direction.LAPSED and _is_behind(travel.before) and not one.complete)


def _is_behind(status: Status | None) -> bool:
    return bool(status and status.counts_as in BEHIND)
