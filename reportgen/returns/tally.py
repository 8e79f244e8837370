"""Who has answered, who has not, and how many actions are still open."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.facts.officers import Officer, officers
from reportgen.plan import Action
from reportgen.reading import Reading
from reportgen.returns.marker import is_of
from reportgen.returns.returned import Returned


class State(Enum):
    """How an officer's answer stands."""

    ANSWERED = "answered"
    PARTLY = "partly answered"
    BLANK = "returned blank"
    WRONG = "returned another workbook"
    NOT_RETURNED = "not returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersTally:
    """One officer's answers: the files that came, the actions, which of them are open and which are disputed.

    The officer is empty for the actions that have none.
    """

    officer: str
    state: State
    files: tuple[str, ...]
    all: tuple[Action, ...]
    open: tuple[Action, ...]
    """Those without a status, whoever may give it; not those that are disputed."""
    disputed: tuple[Action, ...]

    @property
    def answered(self) -> int:
        """Actions that have a status, or two that disagree."""
        return len(self.all) - len(self.open)


def tally(
    master: Reading,
    updates: Mapping[int, Mapping[str, str]],
    disputed: Collection[int],
    taken: Sequence[Returned],
    refused: Sequence[Returned],
) -> tuple[OfficersTally, ...]:
    """One line an officer, in the plan's order. An action is answered when it has a status of the key, from wherever it came."""
    before, key = master.updates(), {status.word.casefold() for status in master.plan.key}
    said = {row: {**words, **updates.get(row, {})}.get("status", "") for row, words in before.items()}
    answered = {row for row, status in said.items() if status.casefold() in key} | set(disputed)
    return tuple(_line(officer, answered, disputed, taken, refused) for officer in officers(master.plan))


def _line(
    officer: Officer, answered: Collection[int], disputed: Collection[int], taken: Sequence[Returned], refused: Sequence[Returned]
) -> OfficersTally:
    came = [one for one in taken if _is_of(one, officer)]
    wrong = [one for one in refused if one.marker and _is_of(one, officer)]
    still = tuple(action for action in officer.actions if action.row not in answered)
    return OfficersTally(
        officer=officer.name,
        state=_state(officer, len(still), bool(came), bool(wrong)),
        files=tuple(one.file for one in (*came, *wrong)),
        all=officer.actions,
        open=still,
        disputed=tuple(action for action in officer.actions if action.row in disputed),
    )


def _state(officer: Officer, still: int, came: bool, wrong: bool) -> State:  # noqa: FBT001 - two of a kind, side by side
    if not came:
        return State.WRONG if wrong else State.NOT_RETURNED
    if not still:
        return State.ANSWERED
    return State.BLANK if still == len(officer.actions) else State.PARTLY


def _is_of(returned: Returned, officer: Officer) -> bool:
    """Whether a return is this officer's: by its mark, or where it has none, by what it answers."""
    if returned.marker and not returned.marker.of_all:
        return is_of(returned.marker, officer.name)
    said = returned.reading.updates()
    answered = {action.ref.casefold() for action in returned.reading.plan.actions if said[action.row]}
    return any(action.ref.casefold() in answered for action in officer.actions)
