"""Rows of a return whose cells stand in other columns than its headings say.

As where another officer's form, with more or fewer columns, was pasted below.
"""

from collections.abc import Collection, Mapping

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
    below = min(again, default=0)
    return {
        row.number: _problem(returned, row, master)
        for row in returned.actions.rows
        if (below and row.number > below) or _is_shifted(row, master)
    }


def _is_shifted(row: Row, master: Master) -> bool:
    action = master.by_ref.get(row.words.get("ref", "").strip().casefold())
    words = {key: one_line(typed) for key, typed in row.words.items()}
    if not action or not words.get("status"):
        return False
    past = {key: master.sent(action, shown) for key, shown in _GREY.items()}
    of_key = {key for key, typed in words.items() if fold(typed) in master.statuses}
    same = past["progress"] and words.get("progress") == past["progress"]
    if same and of_key & {"next_steps", "revised_timescale", "target", "actual"}:
        return True
    grey = _GREY["status"]
    return grey in of_key and words[grey] != past["status"] and "status" not in of_key


def _problem(returned: Return, row: Row, master: Master) -> Problem:
    known = _known(row, master)
    told = ", ".join(
        f"{ACTIONS[key].heading} {quoted(row.words[key], WHOLE)}"
        for key in (*_GREY.values(), *UPDATE_KEYS)
        if row.words.get(key, "").strip() and one_line(row.words[key]) not in known
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


def _known(row: Row, master: Master) -> Collection[str]:
    """What last quarter's columns show of the row's action, but for a status."""
    action = master.by_ref.get(row.words.get("ref", "").strip().casefold())
    shown: Mapping[str, str] = master.shown[action.row] if action else {}
    return {one_line(shown[_GREY["progress"]])} if shown.get(_GREY["progress"]) else set()
