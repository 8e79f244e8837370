"""The plan's own workbook, as returns are compared with it: worked out once, for there may be many of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.columns import ACTIONS
from reportgen.plan import Action, plain
from reportgen.reading import Row
from reportgen.returns.marker import Marker, of_plan, of_update, quarter_of
from reportgen.returns.returned import Returned, bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """The workbook, and what is asked of it for every return."""

    returned: Returned
    """The workbook as if it were a return itself: it has a say where it was changed since."""
    title: str
    quarter: str
    words: str
    """The fingerprint of the plan's words."""
    statuses: frozenset[str]
    """The words of the key, in small letters."""
    said: Mapping[int, Mapping[str, str]]
    """What stands in the officers' cells, by the actions' rows."""
    rows: Mapping[int, Row]
    by_ref: Mapping[str, Action]
    """The actions by ref, with case set aside."""
    by_title: Mapping[str, Action]
    """The actions whose words no other has, by these words."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """The plan's actions, in order."""
        return self.returned.reading.plan.actions

    def is_as_it_was(self, action: Action, marker: Marker) -> bool:
        """Whether the officer's cells of an action say what they said when a return's workbook was made."""
        return of_update(action, self.said[action.row]) in marker.words


def master(returned: Returned) -> Master:
    """Work it out."""
    reading = returned.reading
    titled = [(action, bare(plain(action.title))) for action in reading.plan.actions]
    titles = Counter(title for _, title in titled)
    return Master(
        returned=returned,
        title=reading.plan.settings.title,
        quarter=quarter_of(reading),
        words=of_plan(reading),
        statuses=frozenset(status.word.casefold() for status in reading.plan.key),
        said=reading.updates(),
        rows={row.number: row for row in reading.tables[ACTIONS.name].rows},
        by_title={title: action for action, title in titled if titles[title] == 1},
        by_ref={action.ref.casefold(): action for action in reading.plan.actions},
    )
