"""The plan's own workbook, as returns are compared with it: worked out once, for there may be many of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.columns import ACTIONS
from reportgen.plan import Action
from reportgen.reading import Row
from reportgen.returns.marker import of_plan, of_updates, quarter_of
from reportgen.returns.returned import Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """The workbook, and what is asked of it for every return."""

    returned: Returned
    """The workbook as if it were a return itself: it has a say where it was changed since."""
    title: str
    quarter: str
    words: str
    """The fingerprint of the plan's words."""
    said: Mapping[int, Mapping[str, str]]
    """What stands in the officers' cells, by the actions' rows."""
    rows: Mapping[int, Row]
    by_ref: Mapping[str, Action]
    """The actions by ref, with case set aside."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """The plan's actions, in order."""
        return self.returned.reading.plan.actions

    def updates_of(self, actions: Iterable[Action]) -> str:
        """The fingerprint of what the officers' cells of these actions say now."""
        return of_updates(self.said, actions)


def master(returned: Returned) -> Master:
    """Work it out."""
    reading = returned.reading
    return Master(
        returned=returned,
        title=reading.plan.settings.title,
        quarter=quarter_of(reading),
        words=of_plan(reading),
        said=reading.updates(),
        rows={row.number: row for row in reading.tables[ACTIONS.name].rows},
        by_ref={action.ref.casefold(): action for action in reading.plan.actions},
    )
