"""Words that an officer typed where they are not taken from, and signs of columns sorted apart."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from reportgen.model.plan import Action
from reportgen.model.problems import Problem, Where
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, joined, one_line, quoted
from reportgen.model.timescale import Doubt, serial_day, timescale
from reportgen.returns.returned import Master, Return

_PLANS = tuple(column for column in ACTIONS if not column.officers and column.key != "ref")
_FEWEST_APART = 2  # rows with another action's cells, of a sheet that was sorted apart
_DITTO = re.compile(
    r"(?:do|ditto|idem|(?:same )?as (?:above|before|last (?:quarter|time)|per above|[\d.]+)"
    r"|same|(?:please )?see (?:the |my )?(?:above|below|attach\w*|e-?mail\w*|letter|note|report"
    r"|sheet|comments?|last (?:quarter|time)|[\d.]+)(?: sheet)?|[-–\s]*[\^\"”“〃']+[-–\s]*"
    r"|[-–]\s*(?:do|ditto)\.?\s*[-–])\.?"
)
_LONG = 20  # letters of words that two actions do not share by chance
_NEEDED = ("status", "progress")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReturnedRow:
    """A row of a return beside the action that its ref names."""

    row: Row
    action: Action


def is_sorted_apart(returned: Return, master: Master) -> Problem | None:
    """The problem of a return some of whose columns were sorted without the others.

    The plan's own cells prove it: beside two refs or more stand those of other actions.
    """
    apart = []
    for line in _lines(returned, master):
        for column in _PLANS:
            new, own = _cell(line, column.key, returned, master)
            if new and new != own and new in _of_others(column.key, line.action, master):
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
            )
    yield from strays(returned)


def _plans_words(row: Row, action: Action, returned: Return, master: Master) -> dict[str, str]:
    """The words in the plan's columns that no action of the plan has there, by column key."""
    columns = [c for c in _PLANS if not c.shown and c.key in returned.actions.columns]
    typed = {column.key: row.words.get(column.key, "") for column in columns}
    return {
        key: words
        for key, words in typed.items()
        if words.strip()
        and one_line(words) != master.sent(action, key)
        and one_line(words) not in _of_others(key, action, master)
    }


def _lines(returned: Return, master: Master) -> Iterator[_ReturnedRow]:
    for row in returned.actions.rows:
        if action := master.action_of(row, returned.actions.columns):
            yield _ReturnedRow(row=row, action=action)


def _cell(line: _ReturnedRow, key: str, returned: Return, master: Master) -> tuple[str, str]:
    """What stands in a cell of the plan's, and what was sent, each on one line."""
    if key not in returned.actions.columns:
        return "", ""
    return one_line(line.row.words.get(key, "")), master.sent(line.action, key)


def _of_others(key: str, action: Action, master: Master) -> set[str]:
    return {master.sent(other, key) for other in master.actions if other.row != action.row}


def elsewhere(returned: Return, master: Master) -> Iterator[Problem]:
    """Words in grey columns and outside the table, columns that are gone, marks for “the same”."""
    yield from grey(returned, master)
    yield from _columns(returned)
    yield from _odd(returned, master)
    yield from strays(returned)


_MANY = {"stands": "stand", "is": "are"}


def strays(returned: Return) -> Iterator[Problem]:
    """Words outside the columns of the actions, those of a row together."""
    refs = {
        row.number: f", beside {row.words['ref']}"
        for row in returned.actions.rows
        if row.words.get("ref", "").strip()
    }
    for (sheet, row, why), group in groupby(
        returned.strays, lambda stray: (stray.where.sheet, stray.where.row, stray.why)
    ):
        listed = list(group)
        several = len(listed) > 1 and row
        beside = refs.get(row, "") if sheet == returned.actions.sheet else ""
        for part in [listed] if several else [[stray] for stray in listed]:
            words = joined([quoted(stray.words, WHOLE) for stray in part])
            verb = re.sub("^(stands|is)", lambda m: _MANY[m[0]], why) if several else why
            what = f"{words} {verb}{beside}, so {'they are' if several else 'it is'} not taken."
            fix = "If it belongs to an answer, type it in the merged workbook."
            where = part[0].where
            yield Problem(code="return-words-elsewhere", where=where, what=what, fix=fix)


def grey(returned: Return, master: Master, *, moved: bool = False) -> Iterator[Problem]:
    """Words typed into the grey columns.

    Beside another action's words they are compared with what was shown of that action. In a return
    whose cells were `moved` those of other actions are not told.
    """
    for line in _lines(returned, master):
        titled = master.by_title.get(one_line(line.row.words.get("title", "")))
        own = replace(line, action=titled or line.action)
        for column in ACTIONS:
            new, sent = _cell(own, column.key, returned, master) if column.shown else ("", "")
            others = _of_others(column.key, line.action, master) if moved and new else ()
            if new and new != sent and new not in others:
                yield Problem(
                    code="return-words-elsewhere",
                    where=returned.place(column.key, line.row.number),
                    what=(
                        f"{quoted(new, WHOLE)} stands in the grey column {column.heading} of"
                        f" {line.action.ref}, which shows last quarter’s words; it is not taken."
                    ),
                    fix="If it is this quarter’s answer, type it in the merged workbook.",
                )


def _columns(returned: Return) -> Iterator[Problem]:
    """Yield an error for each of the officers' columns that a form has lost."""
    if not returned.token:
        return
    unknown = [
        problem.where.cell
        for problem in returned.reading.problems
        if problem.code == "column-unknown" and problem.where.sheet == returned.actions.sheet
    ]
    for key in _NEEDED:
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


def odd_cells(words: Mapping[str, str], master: Master) -> dict[str, str]:
    """Why some of an officer's cells are not taken as they are, by column key."""
    calendar = master.returned.reading.plan.settings.calendar
    told = {
        key: f"{quoted(typed)} says what another cell or another file says, and is not taken"
        for key, typed in words.items()
        if _DITTO.fullmatch(fold(typed))
    }
    typed = words.get("revised_timescale", "").strip()
    if typed and timescale(typed, calendar) is Doubt.SERIAL:
        day = f"{serial_day(typed):%d/%m/%Y}"
        told["revised_timescale"] = (
            f"{quoted(typed)} is the number by which a spreadsheet keeps a day ({day}, if it is"
            " one), and is not taken"
        )
    return told


def _of_another(line: _ReturnedRow, key: str, words: str, master: Master) -> Action | None:
    """The action of whose cell in the plan these are the very words, and not this one's."""
    same = one_line(words)
    if len(same) < _LONG or same == one_line(master.updates[line.action.row].get(key, "")):
        return None
    return next(
        (
            other
            for other in master.actions
            if other.row != line.action.row
            and one_line(master.updates[other.row].get(key, "")) == same
        ),
        None,
    )


def _odd(returned: Return, master: Master) -> Iterator[Problem]:
    """Yield an error for each cell of an officer's that does not say what it means."""
    key_words = {status.word.casefold() for status in master.returned.reading.plan.key}
    for line in _lines(returned, master):
        words = {key: line.row.words[key] for key in UPDATE_KEYS if key in line.row.words}
        for key, why in odd_cells(words, master).items():
            fix = f"Ask what is meant, and type it for {line.action.ref} in the merged workbook."
            where = returned.place(key, line.row.number)
            yield Problem(code="return-odd-words", where=where, what=f"{why}.", fix=fix)
        for key in ("progress", "next_steps"):
            if other := _of_another(line, key, words.get(key, ""), master):
                yield Problem(
                    code="return-odd-words",
                    where=returned.place(key, line.row.number),
                    what=(
                        f"{ACTIONS[key].heading} of {line.action.ref} is word for word the plan’s"
                        f" of {other.ref}: the officers’ columns may have been sorted alone."
                    ),
                    fix="Look at every answer of this return before you use the merged workbook.",
                )
        for key in _with_a_status(words, key_words):
            yield Problem(
                code="return-status-in-progress",
                where=returned.place(key, line.row.number),
                what=(
                    f"{ACTIONS[key].heading} of {line.action.ref} begins with"
                    f" {quoted(words[key].split()[0])}, a word of the key."
                ),
                fix="If that is its status, type it under Status in the merged workbook.",
            )


def _with_a_status(words: Mapping[str, str], key_words: Collection[str]) -> Iterator[str]:
    """The cells but Status that are a word of the key.

    Or Progress that begins with one, where Status is blank.
    """
    for key in UPDATE_KEYS:
        if key == "status" or not words.get(key, "").strip():
            continue
        first = words[key].split()[0].strip(".,:;–-").casefold()
        begins = key == "progress" and not words.get("status") and first in key_words
        if begins or fold(words[key]).rstrip(".") in key_words:
            yield key
