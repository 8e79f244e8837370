"""Rows and cells of a return that cannot be meant as they stand.

Rows whose cells stand in other columns than the headings say, as where another officer's form was
pasted below; cells that say “the same”, hold a word of the key, or no date where one was.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from reportgen.model.plan import Action
from reportgen.model.problems import Problem, Unplaced
from reportgen.model.prose import plain
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, one_line, quoted
from reportgen.model.timescale import Doubt, Timescale, serial_day, timescale
from reportgen.returns.returned import Master, Return, ReturnedRow, rows_of

_GREY = {"status": "last_status", "progress": "last_progress"}


def unplaced(words: Mapping[str, str], ref: str) -> tuple[Unplaced, ...]:
    """The words of a row, by column key; those of last quarter's columns may be this quarter's."""
    return tuple(
        Unplaced(words=typed, ref=ref, key=key.removeprefix("last_"))
        for key, typed in words.items()
        if typed.strip()
    )


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
    untaken = [
        key
        for key in (*_GREY.values(), *UPDATE_KEYS)
        if (typed := one_line(row.words.get(key, ""))) and typed != past.get("progress")
    ]
    told = ", ".join(f"{ACTIONS[key].heading} {quoted(row.words[key], WHOLE)}" for key in untaken)
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
        unplaced=tuple(Unplaced(words=row.words[key], ref=ref) for key in untaken),
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
            left = (Unplaced(words=words[key], ref=line.action.ref, key=key),)
            yield Problem(
                code="return-odd-words", where=where, what=f"{why}.", fix=fix, unplaced=left
            )
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
                unplaced=(Unplaced(words=words[key], ref=line.action.ref, key="status"),),
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


def rejected(  # noqa: PLR0913 - the row, and what it is compared with
    returned: Return,
    row: Action,
    typed: Mapping[str, str],
    action: Action | None,
    master: Master,
    *,
    words: Mapping[str, str],
    own: Collection[int],
) -> Problem | None:
    """Why a row's words are not taken; None where they are.

    Its ref is not in the plan, is another officer's, or stands beside another action's words.
    """
    words_told, where = all_said(words), returned.place("ref", row.row)
    other = master.by_title.get(one_line(typed.get("title", "")))
    if not action:
        code, (what, fix) = "return-ref-unknown", _unknown_ref(row, typed, other, master)
    elif action.row not in own:
        if _is_as_before(words, master.updates[action.row]):
            return None
        code = "return-not-theirs"
        whose = " and ".join(action.officers) or "nobody"
        what = (
            f"{action.ref} is the action of {whose}, and this return is that of"
            f" {returned.officer or 'nobody'}; {words_told} is not taken."
        )
        fix = "If it has become so, put the officer right in the plan’s workbook, and merge again."
    elif words and other and other is not action:
        code = "return-ref-moved"
        what = (
            f"The ref is {row.ref}, but the words beside it are those of {other.ref}; {words_told}"
            " is not taken."
        )
        fix = "Put the ref right in the return, and merge again."
    else:
        return None
    own_ref = (action or other or row).ref if code != "return-ref-moved" else ""
    left = unplaced(words, own_ref)
    return Problem(code=code, where=where, what=what, fix=fix, unplaced=left)


def _is_as_before(words: Mapping[str, str], before: Mapping[str, str]) -> bool:
    return all(one_line(new) == one_line(before.get(key, "")) for key, new in words.items())


def _unknown_ref(
    row: Action, typed: Mapping[str, str], other: Action | None, master: Master
) -> tuple[str, str]:
    """What is the case with a ref that the plan does not have, and what to do.

    Beside the words of an `other` action only what differs from the plan's is told.
    """
    title = f" ({quoted(plain(row.title), WHOLE)})" if row.title else ""
    name = f"The plan has no action {row.ref}{title}" if row.ref else f"This row has no ref{title}"
    if other:
        name += f", though the words are those of {other.ref}"
        known = {**master.rows[other.row].words, **master.shown[other.row]}
        typed = {
            key: words
            for key, words in typed.items()
            if one_line(words) != one_line(known.get(key, ""))
        }
    fix = (
        "Put the ref right, if it was changed; add the action to the plan’s workbook, if it is a"
        " new one."
    )
    if not row.ref and not row.title:
        fix = (
            "If a column was moved down by a row, every answer above stands beside the wrong"
            " action: look at them, and ask. Else type it where it belongs."
        )
    return f"{name}, so {all_said(typed) or 'the row'} is not taken.", fix


def all_said(words: Mapping[str, str]) -> str:
    """All that a row says: “Status “Green”, Progress “Done””."""
    return ", ".join(
        f"{column.heading} {quoted(words[column.key], WHOLE)}"
        for column in ACTIONS
        if column.key in words and column.key not in ("ref", "title")
    )
