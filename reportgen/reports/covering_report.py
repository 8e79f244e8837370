"""The covering report to committee, under the headings that councils use."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.timing import Due
from reportgen.model.plan import Plan
from reportgen.model.prose import Block, on_one_line
from reportgen.model.settings import FULL, IMPLICATIONS, Settings
from reportgen.model.status import CountsAs
from reportgen.model.text import fold
from reportgen.reports import badges, changes, exceptions
from reportgen.reports.paper import Parts, first_timescale, gap, lists, missing, named, paper, says
from reportgen.reports.rows import printed_objectives
from reportgen.reports.sentences import lower, months, moved, number, sentence, slip
from reportgen.reports.status_table import by_quarter, details, is_reported, status_tables, summary
from reportgen.reports.timeline import due_in_brief
from reportgen.reports.view import Fact, Piece, View
from reportgen.reports.wording import say

_FEW_STATUSES = 3
_FRONT = {
    "committee": "covering_report.to",
    "meeting_date": "covering_report.date",
    "report_author": "covering_report.of",
}
"""The settings on the first page, and the phrases that stand before them there."""


def covering_report(analysis: PlanAnalysis, previous: Plan | None, *, final: bool) -> View:
    """The view of the covering report; what is not written yet is in brackets, to be completed."""
    settings = analysis.plan.settings
    full = fold(settings.covering_report) == FULL
    body = _in_full(analysis, previous) if full else _in_short(analysis, previous)
    parts: tuple[tuple[str, Sequence[Piece]], ...] = (
        (say("covering_report.purpose"), (says(_purpose(analysis)),)),
        (say("covering_report.recommendations"), (_recommendations(analysis),)),
        # How the quarter went comes first: a member may read no further.
        (say("covering_report.progress"), tuple(_progress(analysis))),
        *((title, tuple(pieces)) for title, pieces in body if any(map(_says_anything, pieces))),
        *_standing(settings),
    )
    numbered = [
        (f"{place}. {title}", pieces) for place, (title, pieces) in enumerate(parts, start=1)
    ]
    name, marking = say("covering_report.name"), say("covering_report.marking")
    view = paper(analysis, name, numbered, final=final, marking=marking)
    return replace(view, facts=_facts(settings))


def _standing(settings: Settings) -> Parts:
    """The sections whose words the Report sheet has."""
    before = settings.introduction
    about = Piece(prose=before) if before else gap(_small("covering_report.background"))
    yield say("covering_report.background"), (about,)
    implications = (_text(settings, key, say(f"settings.{key}")) for key in IMPLICATIONS)
    yield say("covering_report.implications"), tuple(implications)
    yield say("settings.background_papers"), (_text(settings, "background_papers"),)
    yield say("covering_report.appendices"), (says(_appendix(settings)),)
    contact = says(settings.contact) if settings.contact else gap(_small("settings.contact"))
    yield say("settings.contact"), (contact,)


def _small(name: str) -> str:
    """A heading within a sentence."""
    return say(name).lower()


def _in_full(analysis: PlanAnalysis, previous: Plan | None) -> Parts:
    """The sections on changes, exceptions and dates, with everything in full."""
    if analysis.has_past:
        in_full = changes.pieces(analysis, previous, but=changes.dates())
        yield say("changes.name"), in_full
    yield say("exceptions.name"), exceptions.pieces(analysis)
    yield say("covering_report.rescheduled"), (_rescheduled(analysis),)
    yield say("covering_report.due"), tuple(_due_now_and_next(analysis))


def _in_short(analysis: PlanAnalysis, previous: Plan | None) -> Parts:
    """The same in brief: exceptions as a table, changes and dates by the refs of actions."""
    if analysis.has_past:
        yield say("changes.name"), (changes.in_brief(analysis, previous),)
    if is_reported(analysis):
        yield say("exceptions.name"), exceptions.table(analysis)
    yield say("covering_report.due"), (due_in_brief(analysis),)


def _says_anything(piece: Piece) -> bool:
    return bool(piece.prose or piece.entries or piece.tables or piece.exceptions)


def _facts(settings: Settings) -> tuple[Fact, ...]:
    """The committee, date, author and agenda item; what is not known is to be completed."""
    front = [(say(label), key, getattr(settings, key)) for key, label in _FRONT.items()]
    facts = [
        Fact(label=label, words=words or missing(_small(f"settings.{key}")), missing=not words)
        for label, key, words in front
    ]
    return (
        *facts,
        *(
            [Fact(label=say("settings.agenda_item"), words=settings.agenda_item)]
            if settings.agenda_item
            else []
        ),
    )


def _purpose(analysis: PlanAnalysis) -> str:
    settings, quarter = analysis.plan.settings, analysis.plan.settings.quarter
    named = (
        settings.title
        if settings.title.casefold().startswith("the ")
        else say("covering_report.the", title=settings.title)
    )
    whose = named if settings.title else say("covering_report.strategy")
    if not is_reported(analysis):
        what = say("covering_report.holds", plan=whose)
    elif analysis.quarter:
        of = months(analysis.quarter, analysis.calendar)
        what = say("covering_report.stood_at_end", plan=whose, quarter=quarter, months=of)
    elif quarter:
        what = say("covering_report.stood_at", plan=whose, quarter=quarter)
    else:
        what = say("covering_report.stood", plan=whose)
    appendix = settings.appendix.replace(" ", "\u00a0")  # so that its letter never begins a line
    where = say("covering_report.whole_plan", appendix=appendix) if appendix else ""
    return " ".join(filter(None, (what, where)))


def _recommendations(analysis: PlanAnalysis) -> Piece:
    typed = [line for block in analysis.plan.settings.recommendations for line in block.lines]
    return Piece(prose=(Block(lines=tuple(typed or _usual(analysis)), bulleted=True),))


def _usual(analysis: PlanAnalysis) -> Iterator[str]:
    """The recommendations where none is typed: note the progress, consider what is off track."""
    reported = is_reported(analysis)
    yield say("covering_report.note_progress" if reported else "covering_report.note_plan")
    worst = [state.action.ref for state in analysis.states if state.counts_as(CountsAs.OFF_TRACK)]
    if len(worst) == 1:
        yield say("covering_report.consider_one", ref=worst[0])
    elif worst:
        yield say("covering_report.consider", n=len(worst), many=number(len(worst)))


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
        yield Piece(heading=say("covering_report.by_objective"), tables=tables)
    if trend := by_quarter(analysis, known):
        yield Piece(heading=say("covering_report.by_quarter"), tables=trend)


def _rescheduled(analysis: PlanAnalysis) -> Piece:
    """A list of the actions whose date was moved, with the first date and that in force."""
    rescheduled = [state for state in analysis.states if state.timing.moved]
    if not rescheduled:
        return says(say("covering_report.none_moved"))
    return Piece(prose=(Block(lines=tuple(map(_moved, rescheduled)), bulleted=True),))


def _moved(state: ActionState) -> str:
    """“1.7 Measure satisfaction: Q2 2017/18, now Q3 2017/18 (1 quarter later)”."""
    later = slip(state)
    remark = "; ".join(
        filter(
            None,
            (
                moved(state) or (later and say("covering_report.later", quarters=later)),
                say("covering_report.moved_last") if state.timing.moved_now else "",
            ),
        )
    )
    first = first_timescale(state) or say("covering_report.without_date")
    dates = say("covering_report.dates", first=first, now=on_one_line(state.timing.words))
    told = say("covering_report.remark", dates=dates, remark=remark) if remark else dates
    return f"{named(state)}: {told}"


def _due_now_and_next(analysis: PlanAnalysis) -> Iterator[Piece]:
    """Lists of the incomplete actions that were due in this quarter, and are in the next."""
    quarter = analysis.quarter
    by_due = {due: [state for state in analysis.states if state.timing.due is due] for due in Due}
    if not quarter or not any(by_due.values()):
        yield says(say("covering_report.none_due"))
        return
    for due, phrase, when in (
        (Due.THIS, "covering_report.were_due", quarter),
        (Due.NEXT, "covering_report.are_due", quarter.later(1)),
    ):
        if states := by_due[due]:
            many = number(len(states))
            heading = sentence(say(phrase, n=len(states), many=many, quarter=when))
            yield lists(heading, map(_due, states))


def _due(state: ActionState) -> str:
    """“1.2 Embed the system: green (Head of Housing)”."""
    who = f" ({', '.join(state.action.officers)})" if state.action.officers else ""
    word = state.status.word if state.status else badges.unrated_badge().word
    return f"{named(state)}: {lower(word)}{who}"


def _text(settings: Settings, key: str, heading: str = "") -> Piece:
    """The words of a setting of the Report sheet, or that they are to be completed."""
    words = getattr(settings, key)
    gaps = () if words else (missing(_small(f"settings.{key}")),)
    return Piece(heading=heading, prose=words, gaps=gaps)


def _appendix(settings: Settings) -> str:
    name = settings.appendix or say("covering_report.appendix")
    document, quarter = settings.document or say("parts.unnamed_document"), settings.quarter
    if not quarter:
        return say("covering_report.appendix_is", appendix=name, document=document)
    return say("covering_report.appendix_is_for", appendix=name, document=document, quarter=quarter)
