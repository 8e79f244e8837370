"""An officer who is named as a person, where every other is named as a post: people move on, posts stay."""

from collections.abc import Iterator
from dataclasses import replace

from reportgen.checks.contradictions import Finding, contradictions
from reportgen.facts.acronyms import AcronymUsage, acronym_usage
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model.problems import Problem
from reportgen.model.prose import plain
from reportgen.model.reading import Reading
from reportgen.model.schema import ACRONYMS, ACTIONS
from reportgen.model.text import fold, quoted
from reportgen.model.timescale import Doubt

_WORDS = """
    officer manager head director coordinator co-ordinator lead leader chief assistant team sergeant inspector
    superintendent constable chair chairman chairwoman chairperson agency agencies partner partnership council alliance
    trust police service warden adviser advisor executive commissioner supervisor administrator analyst clerk member
    group board committee forum housing community safety all university association provider worker planner secretary
    environmental health trading standard public victim support neighbourhood watch youth offending fire brigade rescue
    data protection property maintenance constabulary probation ambulance legal finance planning licensing enforcement
    crime prevention domestic abuse social care children adult education school college estate street waste park
    leisure transport highway communication media policy strategy business customer operation
"""
_POSTS = frozenset(_WORDS.split())
"""Words of posts and bodies, in the singular."""

_TITLES = ("mr", "mrs", "ms", "miss", "dr", "cllr")
_NAMES = (2, 3)  # words of a person's name
_ENOUGH = 3  # other officers, from which a custom can be seen


def people(analysis: PlanAnalysis) -> Iterator[Finding]:
    """The first action of the only officer who is named as a person."""
    names = {fold(name): name for one in analysis.states for name in one.action.officers}
    persons = [name for name in names.values() if is_person(name)]
    if len(persons) != 1 or len(names) <= _ENOUGH:
        return
    [person] = persons
    action = next(one.action for one in analysis.states if person in one.action.officers)
    yield Finding(
        code="officer-a-person",
        action=action,
        key="officers",
        what=f"{quoted(person)} seems to be a person, where every other officer is a post.",
        fix="Type the post, which stays when people move on.",
    )


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two or three capitalised words, none of them a post or a body."""
    words = [word.strip(".,()") for word in name.split()]
    names = [word for word in words if word.casefold() not in _TITLES]
    if (
        any(
            word.casefold() in _POSTS or word.casefold().removesuffix("s") in _POSTS
            for word in words
        )
        or name.isupper()
    ):
        return False
    return len(names) in _NAMES and all(word[:1].isupper() for word in names)


def unlisted(found: AcronymUsage) -> Iterator[Finding]:
    """A finding for each short form at the first cell that uses it."""
    for use in found.unlisted:
        yield Finding(
            code="acronym-unlisted",
            action=use.action,
            key=use.key,
            what=f"“{use.short}” is not in the list of acronyms.",
            fix="Add it there with what it stands for, or write it out.",
        )
    for listed, use in found.twins:
        yield Finding(
            code="acronym-twin",
            action=use.action,
            key=use.key,
            what=f"“{use.short}” is written {listed} in the list of acronyms.",
            fix="Write it in one way.",
        )


_EXAMPLE = "Type it as Q3 2016/17, or as 31 March 2017."
_REASONS = {
    Doubt.UNKNOWN: (
        "timescale-unread",
        "is not understood as a date, so nobody is told when it is late",
        _EXAMPLE,
    ),
    Doubt.NO_YEAR: (
        "timescale-unread",
        "names no year, so nobody is told when it is late",
        _EXAMPLE,
    ),
    Doubt.NO_PERIOD: (
        "timescale-unread",
        "is a year of the strategy, and the Report sheet does not say when that began",
        "Type the Strategy period there, such as 2016/19.",
    ),
    Doubt.YEAR_OF_WHAT: (
        "timescale-ambiguous",
        "may be of the calendar year or of a financial year",
        _EXAMPLE,
    ),
    Doubt.DAY_OR_YEAR: ("timescale-ambiguous", "may name a day or a year", _EXAMPLE),
}


def doubts(analysis: PlanAnalysis) -> Iterator[Finding]:
    """One for each timescale in doubt; of the one in force where a revised one took the place of the first."""
    for one in analysis.states:
        yield from _doubt(one)


def _doubt(one: ActionState) -> Iterator[Finding]:
    when = one.timing.current
    if isinstance(when, Doubt):
        key = "timescale" if one.timing.words is one.action.timescale else "revised_timescale"
        code, what, fix = _REASONS[when]
        yield Finding(
            code=code,
            action=one.action,
            key=key,
            what=f"{quoted(plain(one.timing.words))} {what}.",
            fix=fix,
        )


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
