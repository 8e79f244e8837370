"""What is wrong in a return itself.

In its officer's own cells, and in words that stand where they are not taken from.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from reportgen.model.problems import Problem, Severity, Unplaced, Where
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, REPORT, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, one_line, quoted
from reportgen.returns.elsewhere import elsewhere
from reportgen.returns.returned import Master, Return
from reportgen.returns.token import NOBODY, quarter_of

_LEFT_OUT = ("column-unknown", "column-twice", "outside-table", "headings-again", "sheet-unknown")
"""Codes of problems of words that stand in no column or sheet of ours."""


_OF_COLUMNS = ("column-unknown", "column-twice", "outside-table")

_STRUCK = ("struck-out", "struck-out-partly")
_TOLD = (*_STRUCK, "merged-cells")
"""Codes of problems of the officers' own cells that are no errors, and change what is meant."""
NOT_TAKEN = ("cell-error", "formula-not-calculated", "status-unknown")
"""Codes of problems of the officers' own cells whose words are not taken."""
_OF_A_PAPER = ("paper-edit", "paper-note", "paper-words", "return-unread")
"""Codes of problems of a paper or a table that is no form of ours, beside those of its actions."""


def faults(returned: Return, master: Master) -> Iterator[Problem]:
    """Errors in the officer's cells, and words that are not taken at all.

    The errors would come into the plan with these cells.
    """
    yield from _in_officers_cells(returned)
    yield from _statuses(returned, master)
    yield from _left_out(returned, master)
    yield from elsewhere(returned, master)


def _in_officers_cells(returned: Return) -> Iterator[Problem]:
    keys = {returned.actions.columns.get(key): key for key in UPDATE_KEYS}
    rows = {row.number: row for row in returned.actions.rows}
    untaken = {p.where for p in returned.reading.problems if p.code in NOT_TAKEN}
    for problem in returned.reading.problems:
        where = problem.where
        if (
            where.sheet == returned.actions.sheet
            and where.column in keys
            and (problem.severity is Severity.ERROR or problem.code in _TOLD)
        ):
            if problem.code == "status-unknown" and where in returned.broken:
                continue
            what = problem.what
            if problem.code in NOT_TAKEN:
                what = f"{what.removesuffix('.')}; it is not taken."
            place = returned.place(keys[where.column], where.row)
            if problem.code in _STRUCK and where in untaken:
                continue
            if problem.code in _STRUCK:
                yield _struck(problem.code, place, rows[where.row], keys[where.column])
            else:
                yield replace(problem, where=place, what=what)


def _struck(code: str, place: Where, row: Row, key: str) -> Problem:
    """The problem of an officer's cell whose words are struck out, all of them or some."""
    ref, typed = row.words.get("ref", "").strip(), row.words.get(key, "")
    whose, words = f"{ACTIONS[key].heading} of {ref or 'this row'}", quoted(typed, WHOLE)
    if code == "struck-out":
        what = f"{whose} is struck out, so it is not taken: {words}."
        fix = "If it is meant all the same, type it in the merged workbook."
        left = (Unplaced(words=typed, ref=ref, key=key),)
        return Problem(code="return-struck-out", where=place, what=what, fix=fix, unplaced=left)
    what = f"Some words of {whose} are struck out; it is taken with all of them: {words}."
    fix = "Take out in the merged workbook what is no longer meant."
    return Problem(code="return-struck-out", where=place, what=what, fix=fix)


def _statuses(returned: Return, master: Master) -> Iterator[Problem]:
    """Statuses that the return's own key has and the plan's has not.

    As where a word of the key was changed since.
    """
    words = {status.word.casefold(): status.word for status in master.returned.reading.plan.key}
    for action in returned.reading.plan.actions:
        status = action.update.status
        if status and status.word.casefold() not in words:
            near = get_close_matches(status.word.casefold(), words, n=1)
            fix = (
                f"Did you mean {words[near[0]]}?"
                if near
                else f"The key has {', '.join(words.values())}."
            )
            what = f"{quoted(status.word)} is not in the plan’s status key; it is not taken."
            yield Problem(
                code="status-unknown",
                where=returned.place("status", action.row),
                what=what,
                fix=fix,
            )


def _left_out(returned: Return, master: Master) -> Iterator[Problem]:
    """Words that are not taken, but for those that the plan's own workbook has there too."""
    plans = {(problem.code, problem.what) for problem in master.returned.reading.problems}
    named = {(s.where.sheet, s.where.column) for s in returned.strays}
    sheets = {sheet for sheet, _ in named}
    for problem in returned.reading.problems:
        if problem.code in _OF_A_PAPER:
            yield replace(problem, where=replace(problem.where, file=returned.file))
            continue
        where = problem.where
        if (problem.code == "sheet-unknown" and where.sheet in sheets) or (
            problem.code in _OF_COLUMNS and (where.sheet, where.column) in named
        ):  # their cells are named one by one
            continue
        known = problem.where.sheet == returned.actions.sheet or problem.code == "sheet-unknown"
        if known and problem.code in _LEFT_OUT and (problem.code, problem.what) not in plans:
            fix = "Read it in the return: only the officers’ six columns of Actions are taken."
            yield replace(problem, where=replace(problem.where, file=returned.file), fix=fix)


def belongs_to(returned: Return, master: Master) -> tuple[bool, list[Problem]]:
    """Whether a return is for this plan and quarter, and what is to be said of it as a whole."""
    wrong = list(_wrong(returned, master))
    if wrong:
        return False, wrong
    if not returned.token:
        what = (
            "This file does not say for which plan and officer it is; its actions are found by"
            " their refs."
        )
        return True, [
            _of_file(returned, "return-unmarked", what, "Check that it is the right one.")
        ]
    if not returned.own(master.actions):
        what = (
            f"Nobody in the plan is {quoted(returned.officer or NOBODY)} now, for whom this was"
            " made; actions are found by refs."
        )
        fix = "Check that its answers are for these actions."
        return True, [_of_file(returned, "return-officer-unknown", what, fix)]
    if returned.token.master != master.words:
        what = "The plan was changed since this return was made; the officer’s cells are taken."
        return True, [
            _of_file(
                returned,
                "return-older-plan",
                what,
                "Check that its answers still fit their actions.",
            )
        ]
    return True, []


def _wrong(returned: Return, master: Master) -> Iterator[Problem]:
    token, now = returned.token, master.quarter
    quarter = token.quarter if token else quarter_of(returned.reading)
    if quarter and now and quarter != now:
        what = (
            f"This return is for {quarter}, and the plan’s workbook is for {now}; nothing is taken"
            " from it."
        )
        yield _of_file(
            returned,
            "return-other-quarter",
            what,
            "Ask the officer for this quarter’s workbook.",
            sheet=REPORT.name,
        )
    elif not token and _shows_another_quarter(returned, master):
        what = (
            "This workbook does not say for which quarter it is, and its grey columns show other"
            " words than those of last quarter; nothing is taken from it."
        )
        fix = "Ask the officer for this quarter’s workbook, or type its answers in the merged one."
        yield _of_file(returned, "return-other-quarter", what, fix)
    if not _same_plan(returned, master):
        named = (token.plan if token else returned.reading.plan.settings.title) or "another plan"
        what = (
            f"This return was made from {quoted(named)}, and not from {quoted(master.title)};"
            " nothing is taken from it."
        )
        yield _of_file(
            returned,
            "return-other-plan",
            what,
            "Merge it into the plan that it belongs to.",
            sheet=REPORT.name,
        )


def _shows_another_quarter(returned: Return, master: Master) -> bool:
    """Whether grey columns say what was done, and of no action what a form says of it now."""
    shown = [
        (one_line(row.words["last_progress"]), master.sent(action, "last_progress"))
        for row in returned.actions.rows
        if row.words.get("last_progress", "").strip()
        and (action := master.action_of(row, returned.actions.columns))
    ]
    return bool(shown) and not any(words == sent for words, sent in shown)


def _same_plan(returned: Return, master: Master) -> bool:
    """Whether it is this plan: by title, or where that was corrected since, by the plan's words."""
    token = returned.token
    named = token.plan if token else returned.reading.plan.settings.title
    if not named or not master.title or fold(named) == fold(master.title[:255]):
        return True
    return bool(token and token.master == master.words)


def _of_file(returned: Return, code: str, what: str, fix: str, *, sheet: str = "") -> Problem:
    return Problem(code=code, where=Where(file=returned.file, sheet=sheet), what=what, fix=fix)
