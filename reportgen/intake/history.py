"""The History sheet: what was said of each action in earlier quarters."""

from reportgen.intake.actions import update
from reportgen.intake.header import Record
from reportgen.intake.people import people
from reportgen.plan import Action, PastUpdate, Status
from reportgen.problems import Problem


def history(
    rows: list[Record], key: tuple[Status, ...], made: tuple[Action, ...], problems: list[Problem]
) -> tuple[PastUpdate, ...]:
    """The past updates in order; one of an action that the plan no longer has is kept and reported."""
    known = {one.ref.casefold() for one in made}
    problems += [
        Problem(
            code="history-ref-unknown",
            where=row.places["ref"],
            what=f"The plan has no action {row.text('ref')} any more.",
            fix="Nothing need be done if it was taken out of the plan; else mend the ref.",
        )
        for row in rows
        if row.text("ref").casefold() not in known
    ]
    return tuple(
        PastUpdate(
            ref=row.text("ref"),
            quarter=row.text("quarter"),
            update=update(row, key, problems),
            officers=people(row, "officers"),
        )
        for row in rows
    )
