"""A reading with what its facts say against each other among its problems."""

from collections.abc import Iterator
from dataclasses import replace

from reportgen.checks.cells import doubts, people, unlisted
from reportgen.checks.contradictions import contradictions
from reportgen.facts.acronyms import acronym_usage
from reportgen.facts.analysis import PlanAnalysis
from reportgen.model.problems import Problem
from reportgen.model.reading import Reading
from reportgen.model.schema import ACRONYMS, ACTIONS


def with_checks(reading: Reading, analysis: PlanAnalysis) -> Reading:
    """The same reading with more problems, in the workbook's order.

    `analysis` is that of its plan.
    """
    found = list(_problems(reading, analysis))
    return replace(reading, problems=_merged(reading.problems, found)) if found else reading


def _merged(known: tuple[Problem, ...], found: list[Problem]) -> tuple[Problem, ...]:
    """All of them; the new ones of a sheet among its old ones, by row and column, and those of other sheets behind."""
    sheets = list(dict.fromkeys(problem.where.sheet for problem in (*known, *found)))
    return tuple(
        sorted(
            (*known, *found),
            key=lambda one: (sheets.index(one.where.sheet), one.where.row, one.where.column),
        )
    )


def _problems(reading: Reading, analysis: PlanAnalysis) -> Iterator[Problem]:
    actions, short_forms = reading.tables[ACTIONS.name], acronym_usage(reading.plan)
    listed = unlisted(short_forms) if reading.plan.acronyms else ()
    for one in (*contradictions(analysis), *doubts(analysis), *people(analysis), *listed):
        where = actions.place(one.key, one.action.row)
        yield Problem(code=one.code, where=where, what=one.what, fix=one.fix)
    if ACRONYMS.name in reading.tables:
        filled = reading.tables[ACRONYMS.name]
        rows = {row.words.get("short", "").strip(): row.number for row in filled.rows}
        for short in short_forms.unused:
            what, fix = (
                f"{short} is in the list of acronyms, and nowhere in the plan.",
                "Take it out, if nobody needs it.",
            )
            yield Problem(
                code="acronym-unused",
                where=filled.place("short", rows.get(short, 0)),
                what=what,
                fix=fix,
            )
