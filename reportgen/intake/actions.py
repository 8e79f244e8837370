"""The Actions sheet: each row an action, with what the officer says of it."""

import re

from reportgen.intake import objectives, statuses
from reportgen.intake.header import Record
from reportgen.intake.people import people
from reportgen.plan import Action, Status, Update
from reportgen.problems import Problem, Where


def action(record: Record, key: tuple[Status, ...], known: objectives.Names, problems: list[Problem]) -> Action:
    """One row as an action. What is missing is reported; whatever is there is kept."""
    made = Action(
        row=record.row,
        ref=record.text("ref"),
        objective=objectives.named(record.text("objective"), known),
        title=record.prose("title"),
        outcome=record.prose("outcome"),
        timescale=record.prose("timescale"),
        officers=people(record, "officers"),
        partners=people(record, "partners"),
        update=update(record, key, problems),
    )
    problems += _missing(record, made)
    if strange := objectives.unknown(record, known):
        problems.append(strange)
    return made


def update(record: Record, key: tuple[Status, ...], problems: list[Problem]) -> Update:
    """The officer's six cells of a row."""
    typed = record.text("status")
    status, problem = statuses.match(typed, record.places["status"], key)
    coloured = statuses.colour_only(record.cells["status"]) if "status" in record.cells else None
    problems += [found for found in (problem, coloured) if found]
    return Update(
        status=status,
        typed=typed,
        coloured=bool(coloured),
        progress=record.prose("progress"),
        next_steps=record.prose("next_steps"),
        revised_timescale=record.prose("revised_timescale"),
        target=record.prose("target"),
        actual=record.prose("actual"),
    )


_OWN_REF = "Give each action a ref of its own."
_LOST_ZERO = " (Excel makes 1.1 of 1.10, unless the cell is formatted as Text before it is typed.)"


def _missing(record: Record, made: Action) -> list[Problem]:
    found, name = [], f"Action {made.ref}" if made.ref else "This action"
    if not made.title:
        found.append(("action-blank", "title", "This row has no action.", "Type what is to be done, or clear the row."))
    if not made.ref and record.places["ref"].column:
        found.append(("ref-missing", "ref", "This action has no ref.", "Give it one of its own, such as 1.1."))
    if not made.officers:
        found.append(("officer-missing", "officers", f"{name} has no officer.", "Type who is accountable for it."))
    return [Problem(code=code, where=record.places[key], what=what, fix=fix) for code, key, what, fix in found]


def refs_twice(actions: tuple[Action, ...], rows: list[Record]) -> list[Problem]:
    """A problem at every ref that an earlier row has too."""
    first: dict[str, Record] = {}
    problems = []
    for made, row in zip(actions, rows, strict=True):
        ref = made.ref.casefold()
        if ref and ref in first:
            problems.append(
                Problem(
                    code="ref-twice",
                    where=row.places["ref"],
                    what=f"The ref {made.ref} is used twice: it is in {first[ref].places['ref'].cell} too.",
                    fix=_OWN_REF + (_LOST_ZERO if re.fullmatch(r"\d+\.\d", made.ref) else ""),
                )
            )
        first.setdefault(ref, row)
    return problems


def blank_statuses(actions: tuple[Action, ...], rows: list[Record], told: set[int]) -> list[Problem]:
    """A warning for each blank status, or one for all of them where nobody has given any.

    `told` holds the rows whose status is already spoken of. A blank status is printed as “No update” and counted.
    """
    blank = [(made, row) for made, row in zip(actions, rows, strict=True) if not made.update.typed and row.row not in told]
    if len(blank) == len(actions) and blank:
        return [
            Problem(
                code="status-none",
                where=Where(sheet=blank[0][1].places["status"].sheet, column=blank[0][1].places["status"].column),
                what="No action has a status yet.",
                fix="Ask the officers for theirs. A plan that was only just published may go out without.",
            )
        ]
    return [
        Problem(
            code="status-blank",
            where=row.places["status"],
            what=f"The status of {made.ref or 'this action'} is blank, so it is printed as “No update”.",
            fix=f"Ask {' or '.join(made.officers)} for it." if made.officers else "Name its officer first, then ask for it.",
        )
        for made, row in blank
    ]
