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
    past = []
    for row in rows:
        ref = row.text("ref")
        past.append(
            PastUpdate(
                ref=ref,
                quarter=row.text("quarter"),
                update=update(row, key, problems),
                officers=people(row, "officers", problems),
            )
        )
        if ref.casefold() not in known:
            problems.append(
                Problem(
                    code="history-ref-unknown",
                    where=row.places["ref"],
                    what=f"The plan has no action {ref} any more.",
                    fix="Nothing need be done if it was taken out of the plan; else mend the ref.",
                )
            )
    return tuple(past)
