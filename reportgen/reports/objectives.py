"""The objectives as they are printed, with where their actions stand."""

from collections import defaultdict
from dataclasses import dataclass

from reportgen.facts.position import Position, Standing
from reportgen.plan import Prose
from reportgen.reports import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective as it is printed, with where its actions stand."""

    number: str
    title: str
    points: Prose
    standings: tuple[Standing, ...]

    @property
    def entry(self) -> str:
        """How lists name it."""
        return f"{self.number}: {self.title.rstrip(':')}"


def objectives(position: Position) -> tuple[Objective, ...]:
    """The objectives in order, and last the actions whose objective the plan does not have: none is lost."""
    under: dict[str, list[Standing]] = defaultdict(list)
    for standing in position.standings:
        under[standing.action.objective].append(standing)
    printed = [
        Objective(
            number=words.objective_number(one.number),
            title=one.title,
            points=one.points,
            standings=tuple(under.pop(one.number, ())),
        )
        for one in position.plan.objectives
    ]
    if homeless := tuple(standing for left in under.values() for standing in left):
        title = "Actions whose objective is missing or not in the plan"
        printed.append(Objective(number="No objective", title=title, points=(), standings=homeless))
    return tuple(printed)
