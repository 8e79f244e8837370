"""Decides what is taken from returns into the plan's workbook, and says who has answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.columns import ACTIONS
from reportgen.problems import Problem, Severity, Where
from reportgen.returns.answers import Answer, answers
from reportgen.returns.fitting import is_for
from reportgen.returns.master import Master
from reportgen.returns.master import master as known
from reportgen.returns.returned import Returned, bare
from reportgen.returns.settled import Preference, nobody, settled
from reportgen.returns.tally import OfficersTally, tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What is to be written into the officers' cells, by the plan's rows; every problem; and who has answered."""

    updates: Mapping[int, Mapping[str, str]]
    problems: tuple[Problem, ...]
    tally: tuple[OfficersTally, ...]

    @property
    def actions(self) -> int:
        """How many actions the plan has; one of two officers counts once."""
        return len({action.row for one in self.tally for action in one.all})

    @property
    def answered(self) -> int:
        """How many of them have a status, or two that disagree."""
        return self.actions - len({action.row for one in self.tally for action in one.open})

    @property
    def disputed(self) -> int:
        """How many have two answers that disagree, of which none was taken."""
        return len({action.row for one in self.tally for action in one.disputed})

    @property
    def sound(self) -> bool:
        """Whether everything that was sent could be taken."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def merge(master: Returned, returns: Iterable[Returned], *, prefer: Preference = nobody) -> Merged:
    """Gather the answers of all returns that are for this plan and quarter, and settle each action."""
    plan = known(master)
    problems: list[Problem] = []
    taken, refused = _sorted(plan, returns, problems)
    gathered: dict[int, list[Answer]] = {}
    for one in taken:
        found = answers(one, plan)
        problems += found.problems
        for row, listed in found.by_row.items():
            gathered.setdefault(row, []).extend(listed)
    actions = {action.row: action for action in plan.actions}
    results = {row: settled(plan, actions[row], listed, prefer) for row, listed in sorted(gathered.items())}
    problems += [problem for result in results.values() for problem in result.problems]
    updates = {row: one.words for row, one in results.items() if one.words}
    disputed = {row for row, one in results.items() if one.disputed}
    counted = tally(master.reading, updates, disputed, taken, refused)
    return Merged(updates=updates, problems=tuple(problems), tally=counted)


def _sorted(master: Master, returns: Iterable[Returned], problems: list[Problem]) -> tuple[list[Returned], list[Returned]]:
    """Those to take answers from, and those that are for another plan or quarter; a return that came twice counts once."""
    taken: dict[str, Returned] = {}
    refused: list[Returned] = []
    for one in returns:
        fits, said = is_for(one, master)
        problems += said
        same = repr(_said(one))
        if not fits:
            refused.append(one)
        elif same in taken:
            what, fix = f"This is the same return as {taken[same].file}; it counts once.", "Nothing need be done."
            problems.append(Problem(code="return-twice", where=Where(file=one.file, sheet=""), what=what, fix=fix))
        else:
            taken[same] = one
    return list(taken.values()), refused


def _said(returned: Returned) -> object:
    """All that a return says, for telling whether another is the same."""
    rows = returned.reading.tables[ACTIONS.name].rows
    return returned.marker, [sorted((key, bare(words)) for key, words in row.words.items()) for row in rows]
