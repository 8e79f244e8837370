"""Returns merged into the plan: what is taken for each action, and who has answered."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.model.plan import Action, Officer, officers
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS
from reportgen.model.text import one_line
from reportgen.returns.answers import Answer, answers
from reportgen.returns.elsewhere import is_sorted_apart, unused
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


def tally(
    master: Reading,
    updates: Mapping[int, Mapping[str, str]],
    disputed: Collection[int],
    taken: Sequence[Return],
    refused: Sequence[Return],
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
        _line(officer, answered, disputed, worded, before, taken, refused)
        for officer in officers(master.plan)
    )


def _line(  # noqa: PLR0913, PLR0917 - what is known of one officer
    officer: Officer,
    answered: Collection[int],
    disputed: Collection[int],
    worded: Collection[int],
    before: Mapping[int, Mapping[str, str]],
    taken: Sequence[Return],
    refused: Sequence[Return],
) -> OfficersTally:
    came = [returned for returned in taken if _is_of(returned, officer, before)]
    wrong = [r for r in refused if r.token and _is_of(r, officer, before)]
    some_words = any(action.row in worded for action in officer.actions)
    whole = all(
        key in returned.actions.columns for returned in came for key in ("status", "progress")
    )
    still = tuple(action for action in officer.actions if action.row not in answered)
    return OfficersTally(
        officer=officer.name,
        state=(
            _state(officer, len(still), some_words=some_words, whole=whole)
            if came
            else State.WRONG
            if wrong
            else State.NOT_RETURNED
        ),
        files=tuple(returned.file for returned in (*came, *wrong)),
        all=officer.actions,
        open=still,
        disputed=tuple(action for action in officer.actions if action.row in disputed),
    )


def _state(officer: Officer, still: int, *, some_words: bool, whole: bool) -> State:
    """How far an officer answered whose return came.

    `still` actions have no status; some words came; the return has the columns of both.
    """
    if not still:
        return State.ANSWERED if whole else State.PARTLY
    return State.BLANK if still == len(officer.actions) and not some_words else State.PARTLY


def _is_of(returned: Return, officer: Officer, before: Mapping[int, Mapping[str, str]]) -> bool:
    """Whether a return is this officer's: by its token, or without one by what it answers.

    Words that the plan's workbook has already, `before` any return, are no answer.
    """
    if returned.token and not returned.token.of_all:
        return is_officers(returned.token, officer.name)
    updates = returned.reading.updates()
    known = {frozenset(words.items()) for words in before.values()}
    answered = {
        action.ref.casefold()
        for action in returned.reading.plan.actions
        if updates[action.row] and frozenset(updates[action.row].items()) not in known
    }
    return any(action.ref.casefold() in answered for action in officer.actions)


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


def merge(master: Return, returns: Iterable[Return], *, prefer: Preference = nobody) -> MergeResult:
    """Settle each action by the answers of all returns for this plan and quarter."""
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
    counted = tally(master.reading, updates, disputed, taken, refused)
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
            fits, file_problems = False, [*file_problems, apart, *unused(returned, master)]
        problems += file_problems
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
