"""A draft's list of problems, and the marks in the rows that have them."""

from collections import defaultdict
from collections.abc import Sequence

from reportgen.problems import Problem, Severity, Where
from reportgen.reports import words
from reportgen.reports.view import Fault

PROBLEM = "Problem"
"""What one is called, in the list and in its row."""


def by_row(listed: Sequence[Problem], sheet: str) -> dict[int, list[str]]:
    """“Problem 3” for each row of the actions' sheet that the third problem of the list is in."""
    found: dict[int, list[str]] = defaultdict(list)
    for number, problem in enumerate(listed, start=1):
        if problem.where.sheet == sheet and problem.where.row:
            found[problem.where.row].append(f"{PROBLEM} {number}")
    return found


def faults(listed: Sequence[Problem]) -> tuple[Fault, ...]:
    """The lines of the list."""
    return tuple(
        Fault(
            number=str(number),
            kind=problem.severity.value.capitalize(),
            place=_place(problem.where),
            what=problem.what,
            fix=problem.fix,
        )
        for number, problem in enumerate(listed, start=1)
    )


def _place(where: Where) -> str:
    """“Actions, cell H21”: the place in words, for those who do not know how formulas write it."""
    cell = f"cell {where.cell}" if where.row and where.column else where.cell
    return ", ".join(filter(None, (where.sheet, cell)))


def lead(listed: Sequence[Problem]) -> str:
    """The sentences over the list; nothing where there is none."""
    errors = sum(problem.severity is Severity.ERROR for problem in listed)
    warnings = len(listed) - errors
    told = (
        f"{words.count(errors, 'error')}, to be put right before the paper can be final" if errors else "",
        f"{words.count(warnings, 'warning')}, which members may ask about" if warnings else "",
    )
    return f"This draft has {words.listed([one for one in told if one])}. This list is not on the final paper." if listed else ""
