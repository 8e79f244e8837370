"""Rows and cells of a return that cannot be meant as they stand.

Rows whose cells stand in other columns than the headings say, as where another officer's form was
pasted below; cells that say “the same”, hold a word of the key, or no date where one was.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from reportgen.model.plan import Action
from reportgen.model.problems import Problem
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, one_line, quoted
from reportgen.model.timescale import Doubt, Timescale, serial_day, timescale
from reportgen.returns.returned import Master, Return, ReturnedRow, rows_of

_GREY = {"status": "last_status", "progress": "last_progress"}


def shifted(returned: Return, master: Master) -> dict[int, Problem]:
    """The problem of each row from which nothing can be taken, by its number.

    Rows below headings in another order are, those whose answers are last quarter's words with a
    word of the key further right, or have one in a grey column, and those with the status under
    Progress and other words behind it.
    """
    again = [
        problem.where.row
        for problem in returned.reading.problems
        if problem.code == "headings-again" and problem.where.sheet == returned.actions.sheet
    ]
    problems: dict[int, Problem] = {}
    for row in returned.actions.rows:
        past = _past(row, master)
        if any(row.number > number for number in again) or _is_shifted(row, past, master):
            problems[row.number] = _problem(returned, row, past)
    return problems


def _past(row: Row, master: Master) -> Mapping[str, str]:
    """What last quarter's columns show of the row's action, by the key of the column now."""
    action = master.by_ref.get(row.words.get("ref", "").strip().casefold())
    return {key: master.sent(action, grey) for key, grey in _GREY.items()} if action else {}


def _is_shifted(row: Row, past: Mapping[str, str], master: Master) -> bool:
    words = {key: one_line(typed) for key, typed in row.words.items()}
    of_key = {key for key, typed in words.items() if fold(typed).rstrip(".") in master.statuses}
    if not words.get("status"):
        return "progress" in of_key and bool(words.get("next_steps"))
    if not past:
        return False
    same = past["progress"] and words.get("progress") == past["progress"]
    if same and of_key & {"next_steps", "revised_timescale", "target", "actual"}:
        return True
    moved = (grey for key, grey in _GREY.items() if grey in of_key and words[grey] != past[key])
    return any(moved) and "status" not in of_key


def _problem(returned: Return, row: Row, past: Mapping[str, str]) -> Problem:
    """Last quarter's progress is the plan's own words, and not told."""
    told = ", ".join(
        f"{ACTIONS[key].heading} {quoted(row.words[key], WHOLE)}"
        for key in (*_GREY.values(), *UPDATE_KEYS)
        if (typed := one_line(row.words.get(key, ""))) and typed != past.get("progress")
    )
    ref = row.words.get("ref", "").strip()
    return Problem(
        code="return-row-shifted",
        where=returned.place("ref", row.number),
        what=(
            f"The cells of {ref or 'this row'} stand in other columns than the headings say, as"
            f" where cells were moved or forms pasted together; nothing of it is taken:"
            f" {told or 'it is blank'}."
        ),
        fix="Ask for the form itself, or type the answers in the merged workbook.",
    )


_DITTO = re.compile(
    r"(?:do|ditto|idem|(?:same )?as (?:above|before|last (?:quarter|time)|per above|[\d.]+)"
    r"|same|(?:please )?see (?:the |my )?(?:above|below|attach\w*|e-?mail\w*|letter|note|report"
    r"|sheet|comments?|last (?:quarter|time)|[\d.]+)(?: sheet)?|[-–\s]*[\^\"”“〃']+[-–\s]*"
    r"|[-–]\s*(?:do|ditto)\.?\s*[-–])\.?"
)
_NOTHING = re.compile(r"[\W_]*|n/?a|none|nil|no change|not applicable")
"""What stands in a cell for a date where there is none."""
_WORDED = ("progress", "next_steps")
"""The keys of the officers' columns in which sentences stand."""
_LONG = 20  # letters of words that two actions do not share by chance


def odd_cells(
    words: Mapping[str, str], before: Mapping[str, str], master: Master
) -> dict[str, str]:
    """Why some of an officer's cells are not taken as they are, by column key.

    `before` are the plan's words in the same cells.
    """
    calendar = master.returned.reading.plan.settings.calendar
    told = {
        key: f"{quoted(typed)} says what another cell or another file says, and is not taken"
        for key, typed in words.items()
        if _DITTO.fullmatch(fold(typed))
    }
    typed, was = words.get("revised_timescale", "").strip(), before.get("revised_timescale", "")
    read = timescale(typed, calendar) if typed and typed != was.strip() else None
    dated = isinstance(timescale(was, calendar), Timescale) if was.strip() else False
    no_day = read is Doubt.NO_SUCH_DAY or (read is Doubt.UNKNOWN and dated)
    if read and (no_day or _NOTHING.fullmatch(fold(typed))):
        stays = f"; the plan’s {quoted(was)} stays" if was.strip() else ""
        told["revised_timescale"] = f"{quoted(typed)} is no date, and is not taken{stays}"
    elif read is Doubt.SERIAL:
        day = f"{serial_day(typed):%d/%m/%Y}"
        told["revised_timescale"] = (
            f"{quoted(typed)} is the number by which a spreadsheet keeps a day ({day}, if it is"
            " one), and is not taken"
        )
    return told


def _told_of(master: Master) -> dict[tuple[str, str], list[Action]]:
    """The actions of which the plan says something long, by column key and words on one line."""
    told: dict[tuple[str, str], list[Action]] = {}
    for action in master.actions:
        for key in _WORDED:
            words = one_line(master.updates[action.row].get(key, ""))
            if len(words) >= _LONG:
                told.setdefault((key, words), []).append(action)
    return told


def _of_another(line: ReturnedRow, told: Iterable[Action]) -> Action | None:
    """The first of the actions of which the same is told; None where this row's is among them."""
    listed = list(told)
    mine = any(action.row == line.action.row for action in listed)
    return None if mine else next(iter(listed), None)


def odd_answers(returned: Return, master: Master) -> Iterator[Problem]:
    """Yield an error for each cell of an officer's that does not say what it means."""
    key_words = {status.word.casefold() for status in master.returned.reading.plan.key}
    told = _told_of(master)
    for line in rows_of(returned, master):
        words = {key: line.row.words[key] for key in UPDATE_KEYS if key in line.row.words}
        for key, why in odd_cells(words, master.updates[line.action.row], master).items():
            fix = f"Ask what is meant, and type it for {line.action.ref} in the merged workbook."
            where = returned.place(key, line.row.number)
            yield Problem(code="return-odd-words", where=where, what=f"{why}.", fix=fix)
        for key in _WORDED:
            if other := _of_another(line, told.get((key, one_line(words.get(key, ""))), ())):
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
            says = f"begins with {quoted(words[key].split()[0])}, a word of the key"
            if key in statuses_elsewhere(words, key_words):
                says = f"is {quoted(words[key])}, a word of the key, and is not taken"
            yield Problem(
                code="return-status-in-progress",
                where=returned.place(key, line.row.number),
                what=f"{ACTIONS[key].heading} of {line.action.ref} {says}.",
                fix="If that is its status, type it under Status in the merged workbook.",
            )


def statuses_elsewhere(words: Mapping[str, str], key_words: Collection[str]) -> list[str]:
    """The keys of cells other than Status that are a word of the key and nothing else."""
    return [
        key
        for key in UPDATE_KEYS
        if key != "status" and fold(words.get(key, "")).rstrip(".") in key_words
    ]


def _with_a_status(words: Mapping[str, str], key_words: Collection[str]) -> Iterator[str]:
    """The cells but Status that are a word of the key.

    Or Progress that begins with one, where Status is blank.
    """
    yield from statuses_elsewhere(words, key_words)
    said = words.get("progress", "").split() if not words.get("status") else []
    if said[1:] and said[0].strip(".,:;–-").casefold() in key_words:
        yield "progress"
