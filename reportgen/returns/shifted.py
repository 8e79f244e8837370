"""Rows of a return whose cells stand in other columns than its headings say.

As where another officer's form, with more or fewer columns, was pasted below.
"""

from collections.abc import Mapping

from reportgen.model.problems import Problem
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, one_line, quoted
from reportgen.returns.returned import Master, Return

_GREY = {"status": "last_status", "progress": "last_progress"}


def shifted(returned: Return, master: Master) -> dict[int, Problem]:
    """The problem of each row from which nothing can be taken, by its number.

    Rows below headings in another order are, and those whose answers are last quarter's words
    with a word of the key further right, or have one in a grey column.
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
    if not past or not words.get("status"):
        return False
    of_key = {key for key, typed in words.items() if fold(typed) in master.statuses}
    same = past["progress"] and words.get("progress") == past["progress"]
    if same and of_key & {"next_steps", "revised_timescale", "target", "actual"}:
        return True
    grey = _GREY["status"]
    return grey in of_key and words[grey] != past["status"] and "status" not in of_key


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
            f" where forms were pasted together; nothing of it is taken: {told or 'it is blank'}."
        ),
        fix="Ask for the form itself, or type the answers in the merged workbook.",
    )
