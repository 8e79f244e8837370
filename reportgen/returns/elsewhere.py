"""Words that an officer typed where they are not taken from, and signs of columns sorted apart."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from reportgen.model.plan import Action
from reportgen.model.problems import Problem, Unplaced, Where
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, joined, one_line, quoted
from reportgen.returns.oddities import odd_answers, unplaced
from reportgen.returns.returned import PLANS, Master, Return, ReturnedRow, rows_of

_FEWEST_APART = 2  # rows with another action's cells, of a sheet that was sorted apart
_NEEDED = ("status", "progress")


def is_sorted_apart(returned: Return, master: Master) -> Problem | None:
    """The problem of a return some of whose columns were sorted without the others.

    The plan's own cells prove it: beside two refs or more stand those of other actions.
    """
    apart = []
    for line in rows_of(returned, master):
        for column in PLANS:
            new, own = _cell(line, column.key, returned, master)
            if new and new != own and master.is_anothers(new, column.key, line.action):
                apart.append(line)
                break
    if len(apart) < _FEWEST_APART:
        return None
    refs = ", ".join(line.action.ref for line in apart)
    what = (
        f"Columns of this return were sorted without the others: beside {refs} stand the plan’s"
        " cells of other actions. Nothing is taken from it."
    )
    fix = "Ask for it again, or put the columns back in the order of the refs."
    where = returned.place("ref", apart[0].row.number)
    return Problem(code="return-sorted", where=where, what=what, fix=fix)


def unused(returned: Return, master: Master) -> Iterator[Problem]:
    """What stands in a return from which nothing is taken, but for the plan's own words.

    The officers' cells row by row, without what the plan or its History says of the action already.
    """
    for row in returned.actions.rows:
        action = master.action_of(row, returned.actions.columns)
        known = master.said_of(action) if action else frozenset()
        words = {
            key: row.words[key]
            for key in UPDATE_KEYS
            if row.words.get(key, "").strip() and one_line(row.words[key]) not in known
        }
        if words and row.words.get("status", "").strip():
            words = {"status": row.words["status"], **words}
        if action and returned.token and fold(returned.token.plan) == fold(master.title):
            words |= _plans_words(row, action, returned, master)
        if words:
            told = ", ".join(
                f"{ACTIONS[key].heading} {quoted(typed, WHOLE)}" for key, typed in words.items()
            )
            ref, title = row.words.get("ref", "").strip(), row.words.get("title", "")
            named = ref if action else f"{ref} {quoted(title, WHOLE)}".strip()
            yield Problem(
                code="return-held-back",
                where=returned.place(next(iter(words)), row.number),
                what=f"Beside {named} stands, and is not taken: {told}.",
                fix="If it is clear whose it is, type it in the merged workbook.",
                unplaced=unplaced(words, ref if action else ""),
            )
    yield from strays(returned)


def _plans_words(row: Row, action: Action, returned: Return, master: Master) -> dict[str, str]:
    """The words in the plan's columns that no action of the plan has there, by column key."""
    columns = [c for c in PLANS if not c.shown and c.key in returned.actions.columns]
    typed = {column.key: row.words.get(column.key, "") for column in columns}
    return {
        key: words
        for key, words in typed.items()
        if words.strip()
        and one_line(words) != master.sent(action, key)
        and not master.is_anothers(one_line(words), key, action)
    }


def _cell(line: ReturnedRow, key: str, returned: Return, master: Master) -> tuple[str, str]:
    """What stands in a cell of the plan's, and what was sent, each on one line."""
    if key not in returned.actions.columns:
        return "", ""
    return one_line(line.row.words.get(key, "")), master.sent(line.action, key)


def elsewhere(returned: Return, master: Master) -> Iterator[Problem]:
    """Words in grey columns and outside the table, columns that are gone, marks for “the same”."""
    yield from grey(returned, master)
    yield from _columns(returned, master)
    yield from odd_answers(returned, master)
    yield from strays(returned)


_MANY = {"stands": "stand", "is": "are"}


def strays(returned: Return) -> Iterator[Problem]:
    """Words outside the columns of the actions, those of a row together."""
    refs = {row.number: row.words.get("ref", "").strip() for row in returned.actions.rows}
    for (sheet, row, why), group in groupby(
        returned.strays, lambda stray: (stray.where.sheet, stray.where.row, stray.why)
    ):
        listed = list(group)
        several = len(listed) > 1 and row
        ref = refs.get(row, "") if sheet == returned.actions.sheet else ""
        beside = f", beside {ref}" if ref else ""
        for part in [listed] if several else [[stray] for stray in listed]:
            words = joined([quoted(stray.words, WHOLE) for stray in part])
            verb = re.sub("^(stands|is)", lambda m: _MANY[m[0]], why) if several else why
            what = f"{words} {verb}{beside}, so {'they are' if several else 'it is'} not taken."
            it = "they belong" if several else "it belongs"
            fix = f"If {it} to an answer, type it in the merged workbook."
            where = part[0].where
            yield Problem(
                code="return-words-elsewhere",
                where=where,
                what=what,
                fix=fix,
                unplaced=tuple(Unplaced(words=stray.words, ref=ref) for stray in part),
            )


def grey(returned: Return, master: Master, *, moved: bool = False) -> Iterator[Problem]:
    """Words typed into the grey columns.

    Beside another action's words they are compared with what was shown of that action. In a return
    whose cells were `moved` those of other actions are not told.
    """
    for line in rows_of(returned, master):
        titled = master.by_title.get(one_line(line.row.words.get("title", "")))
        own = replace(line, action=titled or line.action)
        for column in ACTIONS:
            new, sent = _cell(own, column.key, returned, master) if column.shown else ("", "")
            moved_here = moved and master.is_anothers(new, column.key, line.action)
            if new and new != sent and not moved_here:
                yield Problem(
                    code="return-words-elsewhere",
                    where=returned.place(column.key, line.row.number),
                    what=(
                        f"{quoted(new, WHOLE)} stands in the grey column {column.heading} of"
                        f" {line.action.ref}, which shows last quarter’s words; it is not taken."
                    ),
                    fix="If it is this quarter’s answer, type it in the merged workbook.",
                    unplaced=unplaced({column.key: new}, line.action.ref),
                )


def _columns(returned: Return, master: Master) -> Iterator[Problem]:
    """Yield an error for each of the officers' columns that a form has lost.

    A paper of the whole plan has none of those in which nothing stood.
    """
    if not returned.token:
        return
    unknown = [
        problem.where.cell
        for problem in returned.reading.problems
        if problem.code == "column-unknown" and problem.where.sheet == returned.actions.sheet
    ]
    filled = {key for words in master.updates.values() for key, typed in words.items() if typed}
    needed = [key for key in _NEEDED if key in filled or not returned.token.of_all]
    for key in needed:
        if key not in returned.actions.columns:
            heading = ACTIONS[key].heading
            stands = (
                f", and {joined(unknown)} {'has' if len(unknown) == 1 else 'have'} headings that"
                " are not known"
                if unknown
                else ""
            )
            yield Problem(
                code="return-column-missing",
                where=Where(file=returned.file, sheet=returned.actions.sheet),
                what=f"This return has no column {heading}{stands}. No {heading} is taken from it.",
                fix=f"Head the column {heading} again in the return, and merge again.",
            )
