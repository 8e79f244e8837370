"""Returns merged into the plan: what is taken for each action, and who has answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.model.plan import Action, Officer, officers
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name, one_line
from reportgen.returns.answers import Answer, answers
from reportgen.returns.elsewhere import grey, is_sorted_apart, unused
from reportgen.returns.resolution import Preference, nobody, resolve
from reportgen.returns.returned import Master, Return
from reportgen.returns.returned import master as known
from reportgen.returns.token import is_officers
from reportgen.returns.validation import belongs_to


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
    return tuple(
        _line(officer, answered, disputed, worded, received) for officer in officers(master.plan)
    )


def _line(
    officer: Officer,
    answered: Collection[int],
    disputed: Collection[int],
    worded: Collection[int],
    received: Received,
) -> OfficersTally:
    came = [r for r, whose in received.taken if officer.name in whose]
    wrong = [r for r, whose in received.refused if r.token and officer.name in whose]
    still = tuple(action for action in officer.actions if action.row not in answered)
    some_words = any(action.row in worded for action in officer.actions)
    if came and (some_words or len(still) < len(officer.actions)):
        whole = all(key in r.actions.columns for r in came for key in ("status", "progress"))
        state = State.ANSWERED if whole and not still else State.PARTLY
    elif any(r.file in received.unread for r in (*came, *wrong)):
        state = State.UNREAD
    elif came:
        state = State.BLANK
    elif wrong:
        state = State.WRONG
    else:
        state = State.UNREAD if officer.name in received.writers else State.NOT_RETURNED
    return OfficersTally(
        officer=officer.name,
        state=state,
        files=tuple(returned.file for returned in (*came, *wrong)),
        all=officer.actions,
        open=still,
        disputed=tuple(action for action in officer.actions if action.row in disputed),
    )


def _officers_of(returned: Return, master: Reading) -> tuple[str, ...]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """The words to be written into the officers' cells, every problem, and who has answered.

    The words are by the plan's row and the column's key.
    """

    updates: Mapping[int, Mapping[str, str]]
    problems: tuple[Problem, ...]
    tally: tuple[OfficersTally, ...]

    @property
    def actions(self) -> int:
        """How many actions the plan has; one of two officers counts once."""
        return len({action.row for officer in self.tally for action in officer.all})

    @property
    def answered(self) -> int:
        """How many of them have a status, or two that disagree."""
        return self.actions - len({action.row for officer in self.tally for action in officer.open})

    @property
    def disputed(self) -> int:
        """How many have two answers that disagree, of which none was taken."""
        return len({action.row for officer in self.tally for action in officer.disputed})

    @property
    def sound(self) -> bool:
        """Whether everything that was sent could be taken."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


_NOT_TAKEN = (
    "return-column-missing",
    "return-held-back",
    "return-odd-words",
    "return-plan-words",
    "return-ref-moved",
    "return-ref-unknown",
    "return-words-elsewhere",
    "status-unknown",
)
"""Codes of problems of words that were sent and not taken."""


def merge(
    master: Return,
    returns: Iterable[Return],
    *,
    prefer: Preference = nobody,
    writers: Collection[str] = (),
) -> MergeResult:
    """Settle each action by the answers of all returns for this plan and quarter.

    `writers` are the officers who wrote a message and sent no workbook.
    """
    plan = known(master)
    taken, refused, problems = _sorted(plan, returns)
    gathered: dict[int, list[Answer]] = {}
    for returned in taken:
        given = answers(returned, plan)
        problems += given.problems
        for row, listed in given.by_row.items():
            gathered.setdefault(row, []).extend(listed)
    actions = {action.row: action for action in plan.actions}
    results = {
        row: resolve(plan, actions[row], listed, prefer) for row, listed in sorted(gathered.items())
    }
    problems += [problem for result in results.values() for problem in result.problems]
    updates = {row: result.words for row, result in results.items() if result.words}
    disputed = {row for row, result in results.items() if result.disputed}
    received = Received(
        taken=[(returned, _officers_of(returned, master.reading)) for returned in taken],
        refused=[(returned, _officers_of(returned, master.reading)) for returned in refused],
        unread={problem.where.file for problem in problems if problem.code in _NOT_TAKEN},
        writers=writers,
    )
    counted = tally(master.reading, updates, disputed, received)
    return MergeResult(updates=updates, problems=tuple(problems), tally=counted)


def _sorted(
    master: Master, returns: Iterable[Return]
) -> tuple[list[Return], list[Return], list[Problem]]:
    """The returns to take answers from, those for another plan or quarter, and the problems.

    A return that came twice counts once.
    """
    taken: dict[str, Return] = {}
    refused: list[Return] = []
    problems: list[Problem] = []
    for returned in returns:
        fits, file_problems = belongs_to(returned, master)
        if fits and (apart := is_sorted_apart(returned, master)):
            fits, file_problems = (
                False,
                [*file_problems, apart, *grey(returned, master, moved=True)],
            )
        problems += file_problems if fits else [*file_problems, *unused(returned, master)]
        same = repr(_said(returned))
        if not fits:
            refused.append(returned)
        elif same in taken:
            what, fix = (
                f"This is the same return as {taken[same].file}; it counts once.",
                "Nothing need be done.",
            )
            problems.append(
                Problem(
                    code="return-twice",
                    where=Where(file=returned.file),
                    what=what,
                    fix=fix,
                )
            )
        else:
            taken[same] = returned
    return list(taken.values()), refused, problems


def _said(returned: Return) -> object:
    """All that a return says, for telling whether another return is the same."""
    rows = returned.reading.tables[ACTIONS.name].rows
    return returned.token, [
        sorted((key, one_line(words)) for key, words in row.words.items()) for row in rows
    ]
