"""Who has answered, who has not, and what is open: one line an officer."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.model.plan import Action, Officer, officers
from reportgen.model.reading import Reading
from reportgen.model.text import fold_name
from reportgen.returns.returned import Return
from reportgen.returns.token import MergeMemory, is_officers


class State(Enum):
    """How far an officer has answered."""

    ANSWERED = "answered"
    PARTLY = "partly answered"
    BLANK = "returned blank"
    UNREAD = "returned, not taken"
    """Words came from this officer, and none could be taken."""
    WRONG = "returned another workbook"
    NOT_RETURNED = "not returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersTally:
    """One officer's answers: the files that came, the actions, and which are open or disputed.

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

    def state_with(self, *, still: bool, said: bool) -> State:
        """How far the officer has answered, with what was put into the plan by hand.

        `still` where any action is open now, `said` where something stands in one of them.
        """
        if self.state is not State.UNREAD or (still and not said):
            return self.state
        return State.PARTLY if still else State.ANSWERED

    def to_json(self) -> dict[str, object]:
        """The tally as a JSON object, with actions by their refs."""
        return {
            "officer": self.officer,
            "state": self.state.value,
            "files": self.files,
            "actions": len(self.all),
            "answered": self.answered,
            "open": [action.ref for action in self.open],
            "disputed": [action.ref for action in self.disputed],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came back: the returns that answers are taken from, and what else there is."""

    taken: Sequence[tuple[Return, tuple[str, ...]]]
    """Each with its officers."""
    refused: Sequence[tuple[Return, tuple[str, ...]]]
    """Of another plan or quarter, or with columns sorted apart."""
    unread: Collection[str]
    """The files with words that were not taken."""
    writers: Collection[str]
    """The officers who wrote a message and sent no workbook."""
    memory: MergeMemory
    """Of earlier merges."""


def tally(
    master: Reading,
    updates: Mapping[int, Mapping[str, str]],
    disputed: Collection[int],
    received: Received,
) -> tuple[OfficersTally, ...]:
    """One line an officer, in the plan's order.

    An action is answered when it has a status of the key, from wherever it came.
    """
    before, key = master.updates(), {status.word.casefold() for status in master.plan.key}
    statuses = {
        row: {**words, **updates.get(row, {})}.get("status", "") for row, words in before.items()
    }
    answered = {row for row, status in statuses.items() if status.casefold() in key} | set(disputed)
    worded = {row for row, words in updates.items() if words}
    if received.memory.officers:
        worded |= {row for row, words in before.items() if words.keys() & _SAID}
    return tuple(
        _line(officer, answered, disputed, worded, received) for officer in officers(master.plan)
    )


_SAID = frozenset(("status", "progress", "next_steps"))
"""Column keys of what officers say of a quarter, and not of later ones."""


def _line(
    officer: Officer,
    answered: Collection[int],
    disputed: Collection[int],
    worded: Collection[int],
    received: Received,
) -> OfficersTally:
    came = [r for r, whose in received.taken if officer.name in whose]
    wrong = [
        returned
        for returned, whose in received.refused
        if returned.token and not returned.token.of_all and officer.name in whose
    ]
    still = tuple(action for action in officer.actions if action.row not in answered)
    silent = len(still) == len(officer.actions) and not any(
        action.row in worded for action in officer.actions
    )
    return OfficersTally(
        officer=officer.name,
        state=_state(officer.name, came, wrong, received, still=bool(still), silent=silent),
        files=tuple(returned.file for returned in (*came, *wrong)),
        all=officer.actions,
        open=still,
        disputed=tuple(action for action in officer.actions if action.row in disputed),
    )


def _state(  # noqa: PLR0911, PLR0913 - a line for each state; what came, and what there is of it
    officer: str,
    came: Sequence[Return],
    wrong: Sequence[Return],
    received: Received,
    *,
    still: bool,
    silent: bool,
) -> State:
    """How far an officer has answered.

    `still` where an action of theirs has no status, `silent` where nothing is said of any.
    """
    answers = [returned for returned in came if not returned.is_as_sent]
    known = received.memory.has_returned(officer)
    if answers and not silent:
        whole = all(key in r.actions.columns for r in answers for key in ("status", "progress"))
        return State.ANSWERED if whole and not still else State.PARTLY
    if any(returned.file in received.unread for returned in (*came, *wrong)):
        return State.UNREAD
    if came and (answers or not known):
        return State.BLANK
    if wrong:
        return State.WRONG
    if officer in received.writers:
        return State.UNREAD
    if not known:
        return State.NOT_RETURNED
    if silent:
        return State.BLANK
    return State.PARTLY if still else State.ANSWERED


def with_officers(
    returns: Iterable[Return], master: Reading
) -> tuple[tuple[Return, tuple[str, ...]], ...]:
    """Each return with its officers."""
    return tuple((returned, officers_of(returned, master)) for returned in returns)


def officers_of(returned: Return, master: Reading) -> tuple[str, ...]:
    """The officers whose return this is: by its token, or without one by what it answers.

    Words that the plan's workbook has already are no answer. Of officers who share all of its
    actions it is that of the one in the file's name, if there is one.
    """
    everybody = officers(master.plan)
    if returned.token and not returned.token.of_all:
        return tuple(o.name for o in everybody if is_officers(returned.token, o.name))
    updates = returned.reading.updates()
    known = {frozenset(words.items()) for words in master.updates().values()}
    answered = {
        action.ref.casefold()
        for action in returned.reading.plan.actions
        if updates[action.row] and frozenset(updates[action.row].items()) not in known
    }
    refs = {o.name: {action.ref.casefold() for action in o.actions} for o in everybody}
    whole = [name for name in refs if answered and answered <= refs[name]]
    if len(whole) > 1:
        file = fold_name(returned.file)
        return tuple([n for n in whole if n and fold_name(n) in file] or whole)
    return tuple(whole or [name for name in refs if answered & refs[name]])
