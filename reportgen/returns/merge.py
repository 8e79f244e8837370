"""Returns merged into the plan: what is taken for each action, and who has answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.schema import ACTIONS
from reportgen.model.text import one_line
from reportgen.returns.answers import Answer, Answers, answers
from reportgen.returns.disputes import NO_CHOICES, Choices, Dispute
from reportgen.returns.elsewhere import grey, is_sorted_apart, unused
from reportgen.returns.resolution import Preference, Resolution, nobody, resolve
from reportgen.returns.returned import Master, Return
from reportgen.returns.returned import master as known
from reportgen.returns.tally import OfficersTally, Received, tally, with_officers
from reportgen.returns.token import (
    MergeMemory,
    answer_fingerprint,
    asked_fingerprint,
    waiting_fingerprint,
)
from reportgen.returns.validation import NOT_TAKEN, belongs_to


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeResult:
    """The words to be written into the officers' cells, every problem, and who has answered.

    The words are by the plan's row and the column's key.
    """

    updates: Mapping[int, Mapping[str, str]]
    problems: tuple[Problem, ...]
    tally: tuple[OfficersTally, ...]
    disputes: tuple[Dispute, ...]
    unknown: tuple[Dispute, ...]
    """The statuses of answers that the key does not have, where none was chosen for them."""
    memory: MergeMemory
    """What the merged workbook is to remember."""

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
    *NOT_TAKEN,
    "return-column-missing",
    "return-held-back",
    "return-odd-words",
    "return-plan-words",
    "return-ref-moved",
    "return-ref-unknown",
    "return-row-shifted",
    "return-words-elsewhere",
)
"""Codes of problems of words that were sent and not taken."""


def merge(
    master: Return,
    returns: Iterable[Return],
    *,
    prefer: Preference = nobody,
    writers: Collection[str] = (),
    choices: Choices = NO_CHOICES,
) -> MergeResult:
    """Settle each action by the answers of all returns for this plan and quarter.

    `writers` are the officers who wrote a message and sent no workbook, `choices` what was chosen
    in a workbook of disputes.
    """
    plan = known(master)
    taken, refused, problems = _sorted(plan, returns)
    gathered = _gathered(plan, taken, choices)
    problems += gathered.problems
    results = _settled(plan, gathered.by_row, choices, prefer)
    problems += [problem for result in results.values() for problem in result.problems]
    problems += choices.unknown(action.ref for action in plan.actions)
    updates = {row: result.words for row, result in results.items() if result.words}
    received = Received(
        taken=with_officers(taken, master.reading),
        refused=with_officers(refused, master.reading),
        unread={problem.where.file for problem in problems if problem.code in _NOT_TAKEN},
        writers=writers,
        memory=master.memory,
    )
    disputed = {row for row, result in results.items() if result.disputes}
    counted = tally(master.reading, updates, disputed, received)
    return MergeResult(
        updates=updates,
        problems=tuple(problems),
        tally=counted,
        disputes=tuple(dispute for result in results.values() for dispute in result.disputes),
        unknown=tuple(gathered.unknown),
        memory=master.memory.with_more(_seen(plan, gathered, results), _wrote(counted, writers)),
    )


def _wrote(counted: Iterable[OfficersTally], writers: Collection[str]) -> Iterator[str]:
    """The officers from whom a file came, or a message."""
    return (line.officer for line in counted if line.files or line.officer in writers)


def _gathered(plan: Master, taken: Iterable[Return], choices: Choices) -> Answers:
    """The answers of all returns; without what is settled by what was chosen."""
    gathered = Answers()
    for returned in taken:
        given = answers(returned, plan)
        gathered.problems += given.problems
        gathered.unknown += given.unknown
        for row, listed in given.by_row.items():
            gathered.by_row.setdefault(row, []).extend(listed)
    gathered.understood = [
        each
        for each in gathered.unknown
        if each.key in choices.of(each.ref)
        or plan.has_settled(plan.by_ref[each.ref.casefold()], each.key, each.answers[0][0])
    ]
    places = {place for each in gathered.understood for _, place in each.answers}
    gathered.unknown = [each for each in gathered.unknown if each not in gathered.understood]
    gathered.problems = [
        problem
        for problem in gathered.problems
        if problem.code != "status-unknown" or str(problem.where) not in places
    ]
    gathered.unknown = [_with_others(each, plan, gathered.by_row) for each in gathered.unknown]
    return gathered


def _with_others(
    unknown: Dispute, plan: Master, gathered: Mapping[int, Iterable[Answer]]
) -> Dispute:
    """A status that was not understood, beside what other returns say of the same action."""
    action = plan.by_ref[unknown.ref.casefold()]
    others = (
        (answer.words[unknown.key], str(answer.place(unknown.key)))
        for answer in gathered.get(action.row, ())
        if unknown.key in answer.words
    )
    return replace(unknown, answers=(*unknown.answers, *others))


def _settled(
    plan: Master, gathered: Mapping[int, Sequence[Answer]], choices: Choices, prefer: Preference
) -> dict[int, Resolution]:
    """What holds of each action of which somebody said, or chose, something; by the plan's row."""
    return {
        action.row: resolve(plan, action, gathered.get(action.row, ()), prefer, chosen)
        for action in plan.actions
        if (chosen := choices.of(action.ref)) or action.row in gathered
    }


def _seen(
    plan: Master,
    gathered: Answers,
    results: Mapping[int, Resolution],
) -> Iterator[str]:
    """The fingerprint of every answer; another one of each that waits until somebody chooses."""
    refs = {action.row: action.ref for action in plan.actions}
    for each in gathered.understood:
        yield answer_fingerprint(each.ref, each.key, each.answers[0][0])
    for row, listed in gathered.by_row.items():
        for answer in listed:
            for key, words in answer.words.items():
                yield answer_fingerprint(refs[row], key, words)
                if results[row].disputes and key not in results[row].words:
                    yield waiting_fingerprint(refs[row], key, words, plan.updates[row].get(key, ""))
                    yield asked_fingerprint(refs[row], key, words)


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
