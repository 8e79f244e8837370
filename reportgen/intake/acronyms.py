"""The Acronyms sheet."""

from reportgen.intake.header import Record
from reportgen.plan import Acronym
from reportgen.problems import Problem


def acronyms(rows: list[Record], problems: list[Problem]) -> tuple[Acronym, ...]:
    """The acronyms in order; one that stands there twice is printed twice and reported."""
    found: list[Acronym] = []
    for row in rows:
        one = Acronym(short=row.text("short"), meaning=row.text("meaning"))
        if one.short in {other.short for other in found}:
            problems.append(
                Problem(
                    code="acronym-twice",
                    where=row.places["short"],
                    what=f"{one.short} is in the list already; both are printed.",
                    fix="Keep one of the two.",
                )
            )
        found.append(one)
    return tuple(found)
