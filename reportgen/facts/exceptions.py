"""The actions that members are to look at: off track, at risk or late, the worst first."""

from reportgen.facts.position import Position, Standing
from reportgen.facts.rungs import rungs
from reportgen.plan import CountsAs


def exceptions(position: Position) -> tuple[Standing, ...]:
    """By what the statuses count as, the worst first; then the latest first; then as in the plan."""
    ladder = rungs(position.plan.key)
    found = [one for one in position.standings if one.counts_as(CountsAs.OFF_TRACK, CountsAs.AT_RISK) or one.timing.late]
    return tuple(
        sorted(found, key=lambda one: (ladder.index(one.status) if one.status in ladder else len(ladder), -one.timing.late))
    )
