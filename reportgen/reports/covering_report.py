"""The covering report to committee, under the headings that councils use."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.timing import Due
from reportgen.model.plan import Plan
from reportgen.model.prose import Block, on_one_line
from reportgen.model.settings import FULL, IMPLICATIONS, SETTINGS, Settings
from reportgen.model.status import UNREPORTED, CountsAs
from reportgen.model.text import fold
from reportgen.reports import badges, changes, exceptions
from reportgen.reports.paper import Parts, gap, lists, missing, named, paper, says
from reportgen.reports.rows import printed_objectives
from reportgen.reports.sentences import lower, moved, number, sentence, slip
from reportgen.reports.status_table import by_quarter, details, is_reported, status_tables, summary
from reportgen.reports.timeline import due_in_brief
from reportgen.reports.view import Fact, Piece, View

_HEADINGS = {column.key: column.heading for column in SETTINGS}
_FEW_STATUSES = 3
_FRONT = (("To", "committee"), ("Date", "meeting_date"), ("Report of", "report_author"))


def covering_report(analysis: PlanAnalysis, previous: Plan | None, *, final: bool) -> View:
    """The view of the covering report; what is not written yet is in brackets, to be completed."""
    settings = analysis.plan.settings
    full = fold(settings.covering_report) == FULL
    body = _in_full(analysis, previous) if full else _in_short(analysis, previous)
    parts: tuple[tuple[str, Sequence[Piece]], ...] = (
        ("Purpose", (says(_purpose(analysis)),)),
        ("Recommendations", (_recommendations(analysis),)),
        # How the quarter went comes first: a member may read no further.
        ("Progress this quarter", tuple(_progress(analysis))),
        *((title, tuple(pieces)) for title, pieces in body if any(map(_says_anything, pieces))),
        (
            "Background",
            (Piece(prose=settings.introduction) if settings.introduction else gap("background"),),
        ),
        ("Implications", tuple(_text(settings, key, _HEADINGS[key]) for key in IMPLICATIONS)),
        ("Background papers", (_text(settings, "background_papers"),)),
        ("Appendices", (says(_appendix(settings)),)),
        (
            "Contact",
            (says(settings.contact) if settings.contact else gap(_HEADINGS["contact"].lower()),),
        ),
    )
    numbered = [
        (f"{place}. {title}", pieces) for place, (title, pieces) in enumerate(parts, start=1)
    ]
    return replace(
        paper(analysis, "Covering report", numbered, final=final, marking="Part 1"),
        facts=_facts(settings),
    )


def _in_full(analysis: PlanAnalysis, previous: Plan | None) -> Parts:
    """The sections on changes, exceptions and dates, with everything in full."""
    if analysis.has_past:
        yield "What has changed", changes.pieces(analysis, previous, but=changes.DATES)
    yield "Exceptions", exceptions.pieces(analysis)
    yield "Rescheduled", (_rescheduled(analysis),)
    yield "Due this quarter and next", tuple(_due_now_and_next(analysis))


def _in_short(analysis: PlanAnalysis, previous: Plan | None) -> Parts:
    """The same in brief: exceptions as a table, changes and dates by the refs of actions."""
    if analysis.has_past:
        yield "What has changed", (changes.in_brief(analysis, previous),)
    if is_reported(analysis):
        yield "Exceptions", exceptions.table(analysis)
    yield "Due this quarter and next", (due_in_brief(analysis),)


def _says_anything(piece: Piece) -> bool:
    return bool(piece.prose or piece.entries or piece.tables or piece.exceptions)


def _facts(settings: Settings) -> tuple[Fact, ...]:
    """The committee, date, author and agenda item; what is not known is to be completed."""
    front = [(label, getattr(settings, key), _HEADINGS[key].lower()) for label, key in _FRONT]
    facts = [
        Fact(label=label, words=words or missing(what), missing=not words)
        for label, words, what in front
    ]
    return (
        *facts,
        *(
            [Fact(label=_HEADINGS["agenda_item"], words=settings.agenda_item)]
            if settings.agenda_item
            else []
        ),
    )


def _purpose(analysis: PlanAnalysis) -> str:
    settings, quarter = analysis.plan.settings, analysis.plan.settings.quarter
    article = "" if settings.title.casefold().startswith("the ") else "the "
    whose = f"{article}{settings.title}" if settings.title else "the strategy"
    months = f" ({analysis.calendar.months(analysis.quarter)})" if analysis.quarter else ""
    when = f" at the end of {quarter}{months}" if quarter else ""
    what = (
        f"how the action plan of {whose} stood{when}"
        if is_reported(analysis)
        else f"what is in the action plan of {whose}"
    )
    appendix = settings.appendix.replace(" ", "\u00a0")  # so that its letter never begins a line
    return (
        "This report tells members"
        f" {what}.{f' The whole plan is in {appendix}.' if appendix else ''}"
    )


def _recommendations(analysis: PlanAnalysis) -> Piece:
    typed = [line for block in analysis.plan.settings.recommendations for line in block.lines]
    return Piece(prose=(Block(lines=tuple(typed or _usual(analysis)), bulleted=True),))


def _usual(analysis: PlanAnalysis) -> Iterator[str]:
    """The recommendations where none is typed: note the progress, consider what is off track."""
    yield (
        "That members note"
        f" {'the progress that is reported here' if is_reported(analysis) else 'the action plan'}."
    )
    worst = [state.action.ref for state in analysis.states if state.counts_as(CountsAs.OFF_TRACK)]
    if worst:
        actions = (
            f"action {worst[0]}, which is"
            if len(worst) == 1
            else f"the {number(len(worst))} actions that are"
        )
        yield f"That members consider what is being done about {actions} off track."


def _progress(analysis: PlanAnalysis) -> Iterator[Piece]:
    known = badges.badges(analysis.plan.key)
    yield says(summary(analysis), details(analysis))
    # Beside the numbers of many statuses an upright page has no room for the objectives' titles.
    short = len(known) > _FEW_STATUSES
    tables = status_tables(
        analysis,
        known,
        {
            objective.number if short else objective.entry: objective.states
            for objective in printed_objectives(analysis)
        },
    )
    if tables:
        yield Piece(heading="By objective", tables=tables)
    if trend := by_quarter(analysis, known):
        yield Piece(heading="By quarter", tables=trend)


def _rescheduled(analysis: PlanAnalysis) -> Piece:
    """A list of the actions whose date was moved, with the first date and that in force."""
    rescheduled = [state for state in analysis.states if state.timing.moved]
    if not rescheduled:
        return says("No date has been moved.")
    return Piece(prose=(Block(lines=tuple(map(_moved, rescheduled)), bulleted=True),))


def _moved(state: ActionState) -> str:
    """“1.7 Measure satisfaction: Q2 2017/18, now Q3 2017/18 (1 quarter later)”."""
    later = slip(state)
    remark = "; ".join(
        filter(
            None,
            (
                moved(state) or (later and f"{later} later"),
                "last moved this quarter" if state.timing.moved_now else "",
            ),
        )
    )
    dates = (
        f"first {on_one_line(state.action.timescale) or 'without a date'}, now"
        f" {on_one_line(state.timing.words)}"
    )
    return f"{named(state)}: {dates}{f' ({remark})' if remark else ''}"


def _due_now_and_next(analysis: PlanAnalysis) -> Iterator[Piece]:
    """Lists of the incomplete actions that were due in this quarter, and are in the next."""
    quarter = analysis.quarter
    by_due = {due: [state for state in analysis.states if state.timing.due is due] for due in Due}
    if not quarter or not any(by_due.values()):
        yield says("Nothing that is not complete is due in this quarter or the next.")
        return
    for due, verbs, what in (
        (Due.THIS, ("was", "were"), f"due by the end of {quarter}, and not complete"),
        (Due.NEXT, ("is", "are"), f"due in {quarter.later(1)}"),
    ):
        if states := by_due[due]:
            verb = verbs[len(states) > 1]
            yield lists(f"{sentence(number(len(states)))} {verb} {what}", map(_due, states))


def _due(state: ActionState) -> str:
    """“1.2 Embed the system: green (Head of Housing)”."""
    who = f" ({', '.join(state.action.officers)})" if state.action.officers else ""
    return f"{named(state)}: {lower(state.status.word if state.status else UNREPORTED)}{who}"


def _text(settings: Settings, key: str, heading: str = "") -> Piece:
    """The words of a setting of the Report sheet, or that they are to be completed."""
    words = getattr(settings, key)
    return Piece(
        heading=heading, prose=words, gaps=() if words else (missing(_HEADINGS[key].lower()),)
    )


def _appendix(settings: Settings) -> str:
    name = settings.appendix or "Appendix"
    return (
        f"{name}:"
        f" {settings.document or 'Action Plan'}"
        f"{f' for {settings.quarter}' if settings.quarter else ''}"
    )
