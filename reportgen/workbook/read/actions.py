"""The rows of Actions and History: each action with its updates, present and past."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from reportgen.model.calendar import Quarter
from reportgen.model.plan import Action, PastUpdate, Update
from reportgen.model.problems import Problem, Where, together
from reportgen.model.prose import plain
from reportgen.model.status import Status
from reportgen.model.text import count, some
from reportgen.workbook.read import objectives, status_key
from reportgen.workbook.read.tables import Record


def people(record: Record, key: str) -> tuple[str, ...]:
    """Return the names in a cell, each as it was typed, in order."""
    return names_in(plain(record.prose(key)))


def names_in(words: str) -> tuple[str, ...]:
    """Return the names between lines and semicolons, each as it was typed, in order."""
    names = words.replace(";", "\n").split("\n")
    return tuple(name.strip() for name in names if name.strip())


def read_action(
    record: Record, key: tuple[Status, ...], known: objectives.Names, own: Mapping[str, str]
) -> tuple[Action, list[Problem]]:
    """Return one row as an action, and what is missing in it; whatever is there is kept.

    `own` has the headings of the sheet's own columns that are printed, by their keys.
    """
    update, problems = read_update(record, key)
    action = Action(
        row=record.row,
        ref=record.text("ref"),
        objective=objectives.named(record.text("objective"), known),
        title=record.prose("title"),
        outcome=record.prose("outcome"),
        timescale=record.prose("timescale"),
        officers=people(record, "officers"),
        partners=people(record, "partners"),
        own={heading: record.prose(each) for each, heading in own.items()},
        update=update,
    )
    unknown = objectives.unknown(record, known)
    return action, [*problems, *_missing(record, action), *([unknown] if unknown else [])]


def read_update(record: Record, key: tuple[Status, ...]) -> tuple[Update, list[Problem]]:
    """Return the officer's six cells of a row, and what is wrong with its status."""
    typed = record.text("status")
    status, problem = status_key.match(typed, record.places["status"], key)
    coloured = status_key.colour_only(record.cells["status"]) if "status" in record.cells else None
    update = Update(
        status=status,
        typed=typed,
        coloured=bool(coloured),
        progress=record.prose("progress"),
        next_steps=record.prose("next_steps"),
        revised_timescale=record.prose("revised_timescale"),
        target=record.prose("target"),
        actual=record.prose("actual"),
    )
    return update, [noted for noted in (problem, coloured) if noted]


_OWN_REF = "Give each action a ref of its own."
_LOST_ZERO = " (Excel makes 1.1 of 1.10, unless the cell is formatted as Text before it is typed.)"


def _missing(record: Record, action: Action) -> list[Problem]:
    faults, name = [], f"Action {action.ref}" if action.ref else "This action"
    if not action.title:
        faults.append(
            (
                "action-blank",
                "title",
                "This row has no action.",
                "Type what is to be done, or clear the row.",
            )
        )
    if not action.ref and record.places["ref"].column:
        faults.append(
            (
                "ref-missing",
                "ref",
                "This action has no ref.",
                "Give it one of its own, such as 1.1.",
            )
        )
    if not action.officers:
        faults.append(
            (
                "officer-missing",
                "officers",
                f"{name} has no officer.",
                "Type who is accountable for it.",
            )
        )
    return [
        Problem(code=code, where=record.places[key], what=what, fix=fix)
        for code, key, what, fix in faults
    ]


def refs_twice(actions: tuple[Action, ...], rows: list[Record]) -> list[Problem]:
    """Return a problem at every ref that an earlier row has too."""
    first: dict[str, Record] = {}
    problems = []
    for action, row in zip(actions, rows, strict=True):
        ref = action.ref.casefold()
        if ref and ref in first:
            problems.append(
                Problem(
                    code="ref-twice",
                    where=row.places["ref"],
                    what=(
                        f"The ref {action.ref} is used twice: it is in"
                        f" {first[ref].places['ref'].cell} too."
                    ),
                    fix=_OWN_REF + (_LOST_ZERO if re.fullmatch(r"\d+\.\d", action.ref) else ""),
                )
            )
        first.setdefault(ref, row)
    return problems


def blank_statuses(
    actions: tuple[Action, ...], rows: list[Record], told: set[int]
) -> list[Problem]:
    """Return a warning for each blank status, or one for all where nobody has given any.

    `told` holds the rows whose status already has a problem. A blank status is printed and counted.
    """
    blank = [
        (action, row.places["status"])
        for action, row in zip(actions, rows, strict=True)
        if not action.update.typed and row.row not in told
    ]
    if blank and len(blank) == len(actions):
        return [_no_status_at_all(blank[0][1])]
    return [
        Problem(
            code="status-blank",
            where=where,
            what=(
                f"The status of {action.ref or 'this action'} is blank, so it is printed as having"
                " no update."
            ),
            fix=(
                f"Ask {' or '.join(action.officers)} for it."
                if action.officers
                else "Name its officer first, then ask for it."
            ),
        )
        for action, where in blank
    ]


def _no_status_at_all(first: Where) -> Problem:
    return Problem(
        code="status-none",
        where=Where(sheet=first.sheet, column=first.column),
        what="No action has a status yet.",
        fix="Ask the officers for theirs. A plan that was only just published may go out without.",
    )


_NOT_IN_THE_KEY = ("status-unknown", "status-ambiguous")


def read_history(
    rows: list[Record], key: tuple[Status, ...], actions: tuple[Action, ...]
) -> tuple[tuple[PastUpdate, ...], list[Problem]]:
    """Return the past updates in order, and each kind of fault once.

    An update that cannot be compared with is kept.
    """
    updates = [read_update(row, key) for row in rows]
    history = tuple(
        PastUpdate(
            ref=row.text("ref"),
            quarter=row.text("quarter"),
            update=update,
            officers=people(row, "officers"),
        )
        for row, (update, _) in zip(rows, updates, strict=True)
    )
    problems = (problem for _, listed in updates for problem in listed)
    return history, [
        *(problem for problem in problems if problem.code not in _NOT_IN_THE_KEY),
        *_unknown_refs(rows, actions),
        *_first_few(_unknown_statuses(rows, history)),
        *_first_few(_quarters(rows)),
        *_first_few(_twice(rows)),
    ]


def _unknown_refs(rows: list[Record], actions: tuple[Action, ...]) -> Iterator[Problem]:
    """A problem for each ref that the plan does not have; one for all where they are many."""
    known = {action.ref.casefold() for action in actions}
    gone: dict[str, Where] = {}
    for row in rows:
        ref = row.text("ref")
        if ref and ref.casefold() not in known:
            gone.setdefault(ref, row.places["ref"])
    if nameless := [row.places["ref"] for row in rows if not row.text("ref")]:
        yield Problem(
            code="history-ref-unknown",
            where=nameless[0],
            what=(
                f"{count(len(nameless), 'row').capitalize()} of History"
                f" {'has' if len(nameless) == 1 else 'have'} no ref, so that nobody knows of which"
                " action."
            ),
            fix="Type the ref, or take the row out.",
        )
    for refs, where in together(list(gone.items())):
        one = len(refs) == 1
        yield Problem(
            code="history-ref-unknown",
            where=where,
            what=f"The plan has no {'action' if one else 'actions'} {some(refs, 20)} any more.",
            fix=f"Nothing need be done if {'it was' if one else 'they were'} taken out of the plan;"
            " else mend the ref.",
        )


def _unknown_statuses(rows: list[Record], history: tuple[PastUpdate, ...]) -> Iterator[Problem]:
    """A note for each status of History that the key has no longer; it is kept as it was typed."""
    words: dict[str, Record] = {}
    for row, past in zip(rows, history, strict=True):
        if past.update.typed and not past.update.status:
            words.setdefault(past.update.typed, row)
    for word, row in words.items():
        what = f"“{word}” in History is not in the status key, so it is not compared with."
        fix = (
            "If the key calls it by another name now, put that in its place (Review, Unprotect"
            " Sheet; then Replace)."
        )
        yield Problem(code="history-status-unknown", where=row.places["status"], what=what, fix=fix)


def _quarters(rows: list[Record]) -> Iterator[Problem]:
    """Yield a problem for each text that is meant for a quarter and names none."""
    odd: dict[str, Record] = {}
    for row in rows:
        if not Quarter.from_text(row.text("quarter")):
            odd.setdefault(row.text("quarter"), row)
    typed = (Quarter.from_text(row.text("quarter")) for row in rows)
    example = next(filter(None, typed), Quarter(2016, 3))
    for words, row in odd.items():
        what = (
            f"{f'“{words}”' if words else 'A blank cell'} in History names no quarter, so what it"
            " says is not compared with."
        )
        yield Problem(
            code="history-quarter",
            where=row.places["quarter"],
            what=what,
            fix=f"Type it as {example}.",
        )


_MANY = 50
"""Problems of one kind after which the others of History are told of in one."""


def _first_few(found: Iterator[Problem]) -> Iterator[Problem]:
    """The first of them, and one that says how many more there are."""
    yield from islice(found, _MANY)
    if first := next(found, None):
        others = sum(1 for _ in found)
        more = f" So it is with {count(others, 'row')} under it." if others else ""
        yield replace(first, what=first.what + more)


def _twice(rows: list[Record]) -> Iterator[Problem]:
    seen: dict[tuple[str, Quarter], Record] = {}
    for row in rows:
        quarter = Quarter.from_text(row.text("quarter"))
        if quarter and (row.text("ref").casefold(), quarter) in seen:
            first = seen[row.text("ref").casefold(), quarter].row
            what = (
                f"{row.text('ref')} stands in History for {quarter} in row {first} too; the lower"
                " row counts."
            )
            yield Problem(
                code="history-twice", where=row.places["ref"], what=what, fix="Keep the right one."
            )
        elif quarter:
            seen[row.text("ref").casefold(), quarter] = row
