"""What is wrong in a return itself: its officer's own cells, and whatever was written where nobody looks for it."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from reportgen.problems import Problem, Severity, Where
from reportgen.quoting import quoted
from reportgen.returns.master import Master
from reportgen.returns.returned import Returned
from reportgen.update_columns import UPDATE_KEYS

_LEFT_OUT = ("column-unknown", "column-twice", "outside-table", "headings-again", "sheet-unknown")
"""Problems of words that stand in no column or sheet of ours."""


_OF_A_PAPER = ("paper-edit", "paper-note", "paper-words")
"""What is to be said of a paper that was edited in Word, beside its actions."""


def faults(returned: Returned, master: Master) -> Iterator[Problem]:
    """Errors in the officer's cells, which would come into the plan with them, and words that are not taken at all."""
    yield from _in_officers_cells(returned)
    yield from _statuses(returned, master)
    yield from _left_out(returned, master)
    if returned.comments:
        what = "This return has comments on its cells, which are not taken."
        where = Where(file=returned.file, sheet="")
        yield Problem(code="return-comments", where=where, what=what, fix="Open it, and read them.")


def _in_officers_cells(returned: Returned) -> Iterator[Problem]:
    keys = {returned.actions.columns.get(key): key for key in UPDATE_KEYS}
    for problem in returned.reading.problems:
        where = problem.where
        if where.sheet == returned.actions.sheet and where.column in keys and problem.severity is Severity.ERROR:
            yield replace(problem, where=returned.place(keys[where.column], where.row))


def _statuses(returned: Returned, master: Master) -> Iterator[Problem]:
    """Statuses that the return's own key has and the plan's has not, as where a word of the key was changed since."""
    words = {status.word.casefold(): status.word for status in master.returned.reading.plan.key}
    for action in returned.reading.plan.actions:
        status = action.update.status
        if status and status.word.casefold() not in words:
            near = get_close_matches(status.word.casefold(), words, n=1)
            fix = f"Did you mean {words[near[0]]}?" if near else f"The key has {', '.join(words.values())}."
            what = f"{quoted(status.word)} is not in the plan’s status key."
            yield Problem(code="status-unknown", where=returned.place("status", action.row), what=what, fix=fix)


def _left_out(returned: Returned, master: Master) -> Iterator[Problem]:
    """Words where nobody looks for them, but for those that the plan's own workbook has there too."""
    plans = {(problem.code, problem.what) for problem in master.returned.reading.problems}
    for problem in returned.reading.problems:
        if problem.code in _OF_A_PAPER:
            yield replace(problem, where=replace(problem.where, file=returned.file))
            continue
        known = problem.where.sheet == returned.actions.sheet or problem.code == "sheet-unknown"
        if known and problem.code in _LEFT_OUT and (problem.code, problem.what) not in plans:
            fix = "Read it in the return: only the officers’ six columns of Actions are taken."
            yield replace(problem, where=replace(problem.where, file=returned.file), fix=fix)
