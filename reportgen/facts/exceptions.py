"""The actions that members are to look at: off track, at risk or late, the worst first."""

from reportgen.facts.position import Position, Standing
from reportgen.plan import CountsAs


def exceptions(position: Position) -> tuple[Standing, ...]:
    """By the key, whose first status is the worst; then the latest first; then as in the plan."""
    rungs = [status.word for status in position.plan.key]
    found = [one for one in position.standings if one.counts_as(CountsAs.OFF_TRACK, CountsAs.AT_RISK) or one.timing.late]
    return tuple(sorted(found, key=lambda one: (rungs.index(one.status.word) if one.status else len(rungs), -one.timing.late)))
