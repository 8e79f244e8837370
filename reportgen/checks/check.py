"""All checks of a plan, as problems at their cells: contradictions, doubts, officers, acronyms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.checks.contradictions import Finding, contradictions
from reportgen.checks.officers import officers
from reportgen.facts.acronyms import AcronymUsage, acronym_usage
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model.calendar import Quarter, in_words
from reportgen.model.problems import Problem, Where, together
from reportgen.model.prose import on_one_line, plain
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import ACRONYMS, ACTIONS, CONFIRMED, REPORT
from reportgen.model.settings import setting_of
from reportgen.model.text import cut, fold, one_line, quoted, some
from reportgen.model.timescale import Doubt, serial_day, timescale

_SHOWN = 60
"""How many letters of a short form a sentence quotes."""


def unlisted(usage: AcronymUsage) -> Iterator[Finding]:
    """A finding for each short form that is not listed as written, at the first cell with it."""
    for use in usage.unlisted:
        yield Finding(
            code="acronym-unlisted",
            action=use.action,
            key=use.key,
            what=f"“{use.short}” is not in the list of acronyms.",
            fix="Add it there with what it stands for, or write it out.",
        )
    for listed, use in usage.twins:
        yield Finding(
            code="acronym-twin",
            action=use.action,
            key=use.key,
            what=f"“{use.short}” is written {cut(listed, _SHOWN)} in the list of acronyms.",
            fix="Write it in one way.",
        )


_AS_A_DATE = "Type it as it is meant, in the way of {quarter} or of {day}."
_REASONS = {
    Doubt.UNKNOWN: (
        "timescale-unread",
        "is not understood as a date, so nobody is told when it is late",
        _AS_A_DATE,
    ),
    Doubt.NO_YEAR: (
        "timescale-unread",
        "names no year, so nobody is told when it is late",
        _AS_A_DATE,
    ),
    Doubt.NO_PERIOD: (
        "timescale-unread",
        "is a year of the strategy, and the Report sheet does not say when that began",
        "Type the Strategy period there, such as {period}.",
    ),
    Doubt.YEAR_OF_WHAT: (
        "timescale-ambiguous",
        "may be of the calendar year or of a financial year",
        _AS_A_DATE,
    ),
    Doubt.DAY_OR_YEAR: ("timescale-ambiguous", "may name a day or a year", _AS_A_DATE),
    Doubt.DAY_OR_MONTH: (
        "timescale-ambiguous",
        "may be day first or month first, for another date of this plan can only be month first",
        "Type the month in letters: {day}.",
    ),
    Doubt.NO_SUCH_DAY: (
        "no-such-day",
        "is no day of the calendar, so nobody is told when it is late",
        _AS_A_DATE,
    ),
    Doubt.SERIAL: ("timescale-unread", "is the number by which a spreadsheet keeps a day", ""),
}


def doubts(analysis: PlanAnalysis) -> Iterator[Finding]:
    """A finding for each timescale in force, first or revised, that is in doubt."""
    quarter = analysis.quarter or Quarter(2016, 3)
    examples = {
        "quarter": str(quarter),
        "day": in_words(analysis.calendar.last_day(quarter)),
        "period": f"{quarter.year}/{(quarter.year + 3) % 100:02}",
    }
    for state in analysis.states:
        yield from _doubt(state, examples)


def _doubt(state: ActionState, examples: Mapping[str, str]) -> Iterator[Finding]:
    """A finding where an action's timescale is in doubt; `examples` are of the plan's quarter."""
    when = state.timing.current
    if isinstance(when, Doubt):
        key = "timescale" if state.timing.words is state.action.timescale else "revised_timescale"
        code, what, fix = _REASONS[when]
        if when is Doubt.SERIAL:
            day = in_words(serial_day(on_one_line(state.timing.words)))
            fix = f"If {day} is meant, type that."
        yield Finding(
            code=code,
            action=state.action,
            key=key,
            what=f"{quoted(plain(state.timing.words))} {what}.",
            fix=fix.format_map(examples),
        )


def with_checks(reading: Reading, analysis: PlanAnalysis) -> Reading:
    """The reading with the problems of these checks added, in the workbook's order.

    `analysis` is that of the reading's plan.
    """
    new = list(_problems(reading, analysis))
    return replace(reading, problems=_merged(reading.problems, new)) if new else reading


def _merged(known: tuple[Problem, ...], new: list[Problem]) -> tuple[Problem, ...]:
    """Known and new problems by sheet, row and column; sheets without known problems come last."""
    sheets = list(dict.fromkeys(problem.where.sheet for problem in (*known, *new)))
    return tuple(
        sorted(
            (*known, *new),
            key=lambda p: (sheets.index(p.where.sheet), p.where.row, p.where.column),
        )
    )


def _problems(reading: Reading, analysis: PlanAnalysis) -> Iterator[Problem]:
    actions, short_forms = reading.tables[ACTIONS.name], acronym_usage(reading.plan)
    listed = unlisted(short_forms) if reading.plan.acronyms else ()
    for finding in (*contradictions(analysis), *doubts(analysis), *officers(analysis), *listed):
        where = actions.place(finding.key, finding.action.row)
        yield Problem(code=finding.code, where=where, what=finding.what, fix=finding.fix)
    yield from _impossible_days(reading)
    if ACRONYMS.name in reading.tables:
        yield from _unused(short_forms.unused, reading.tables[ACRONYMS.name])


def _impossible_days(reading: Reading) -> Iterator[Problem]:
    """A warning for each day of the sheet Report that no calendar has."""
    report, calendar = reading.tables.get(REPORT.name), reading.plan.settings.calendar
    if report is None:
        return
    for row in report.rows:
        setting, words = setting_of(row.words), row.words.get("value", "")
        dated = setting is not None and setting.key in _DAYS
        if dated and timescale(words, calendar) is Doubt.NO_SUCH_DAY:
            yield Problem(
                code="no-such-day",
                where=report.place("value", row.number),
                what=f"{quoted(words)} is no day of the calendar.",
                fix="Type the day that is meant, with the month in letters.",
            )


_DAYS = ("meeting_date", "return_date")
"""The keys of settings that are days."""


def _unused(unused: Sequence[str], filled: TableData) -> Iterator[Problem]:
    """A note for each short form that the plan does not have; one for all where they are many."""
    rows = {row.words.get("short", "").strip(): row.number for row in filled.rows}
    places = [(cut(short, _SHOWN), filled.place("short", rows.get(short, 0))) for short in unused]
    for shorts, where in together(places):
        one = len(shorts) == 1
        yield Problem(
            code="acronym-unused",
            where=where,
            what=f"{some(shorts, 20)} {'is' if one else 'are'} in the list of acronyms, and nowhere"
            " in the plan.",
            fix=f"Take {'it' if one else 'them'} out, if nobody needs {'it' if one else 'them'}.",
        )


_Question = tuple[str, str]
"""Of what something is asked, and what, folded."""


def with_confirmed(reading: Reading) -> Reading:
    """The reading with each warning that is confirmed as a note, with the reason.

    The sheet Confirmed keeps them. A question is asked again as soon as its words are others.
    """
    rows = confirmed_rows(reading)
    if not rows:
        return reading
    named = subjects(reading)
    problems = tuple(
        _noted(problem, rows.get(question(subject(problem.where, named), problem.what)))
        for problem in reading.problems
    )
    return replace(reading, problems=problems)


def subjects(reading: Reading) -> Mapping[tuple[str, int], str]:
    """The ref or the setting of each row that has one, by sheet and number."""
    return {
        (table.sheet, row.number): one_line(row.words.get(key, ""))
        for key, name in (("ref", ACTIONS.name), ("setting", REPORT.name))
        if (table := reading.tables.get(name))
        for row in table.rows
    }


def subject(where: Where, named: Mapping[tuple[str, int], str]) -> str:
    """What a problem is of, as the sheet Confirmed names it: a ref, a setting, else the cell."""
    return named.get((where.sheet, where.row)) or str(where)


def confirmed_rows(reading: Reading) -> Mapping[_Question, Row]:
    """The rows of the sheet that have a reason, by their questions."""
    table = reading.tables.get(CONFIRMED.name)
    rows = table.rows if table else ()
    return {
        question(row.words.get("subject", ""), row.words.get("question", "")): row
        for row in rows
        if row.words.get("reason", "").strip()
    }


def question(of: str, asked: str) -> _Question:
    """A question as it is compared: of what something is asked, and what."""
    return fold(of.strip()), fold(asked.strip())


def _noted(problem: Problem, row: Row | None) -> Problem:
    if not row or not problem.is_question:
        return problem
    return replace(problem, code="confirmed", fix=f"Confirmed: {one_line(row.words['reason'])}")
