"""The action plan: the appendix that goes to committee every quarter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.facts.analysis import PlanAnalysis
from reportgen.facts.analysis import summary as counts
from reportgen.model.calendar import Calendar
from reportgen.model.paper_wording import (
    ACRONYM_LIST,
    DOCUMENT,
    GLANCE,
    INTRODUCTION,
    KEY,
    ORGANISATION,
    PROBLEMS,
    QUARTER,
    REF,
    TITLE,
    PaperWording,
)
from reportgen.model.plan import Objective, Plan
from reportgen.model.problems import Problem
from reportgen.model.settings import SETTINGS, Settings
from reportgen.reports import badges, rows, sentences
from reportgen.reports.action_view import Section, StatusBadge, TableColumn
from reportgen.reports.columns import chosen, columns
from reportgen.reports.draft_problems import DraftProblems
from reportgen.reports.paper import front
from reportgen.reports.rows import PrintedObjective, printed_objectives
from reportgen.reports.status_table import details, status_tables, summary
from reportgen.reports.view import AcronymEntry, Fact, KeyEntry, Layout, StatusTable, View
from reportgen.reports.wording import say

_FEW_ACTIONS = 40
"""A plan of so many, or fewer, comes to some ten pages, which need no list of contents."""
_FACTS = ("committee", "meeting_date", "agenda_item", "report_author", "contact")


def action_plan(
    analysis: PlanAnalysis, problems: Sequence[Problem], *, sheet: str, final: bool
) -> View:
    """The view of an action plan.

    `sheet` is the name of the sheet that holds its actions, by which a problem is told to be of a
    row. On a draft every error and warning of what is printed is listed and marked in its row; a
    final paper has neither.
    """
    found = DraftProblems.of(() if final else problems, sheet)
    plan, settings, known = analysis.plan, analysis.plan.settings, badges.badges(analysis.plan.key)
    listed_under = printed_objectives(analysis)
    sections = _sections(listed_under, known, found.by_row(), analysis.calendar)
    document = settings.document or say("parts.unnamed_document")
    view = front(analysis, document, Layout.ACTION_PLAN, final=final)
    return replace(
        view,
        appendix=settings.appendix,
        subject=" ".join(filter(None, (settings.appendix, view.subject))),
        facts=_facts(settings),
        introduction=settings.introduction,
        summary=summary(analysis),
        details=details(analysis),
        key=_key(plan, known),
        key_total=str(len(plan.actions)),
        glance=_glance(analysis, known, listed_under),
        contents=say("parts.contents") if len(plan.actions) > _FEW_ACTIONS else "",
        sections=sections,
        columns=_columns(plan, sections),
        acronyms=tuple(
            AcronymEntry(short=acronym.short, meaning=acronym.meaning) for acronym in plan.acronyms
        ),
        problems=found.lines(),
        problems_lead=found.lead(),
    )


def _glance(
    analysis: PlanAnalysis, known: Mapping[str, StatusBadge], listed: Sequence[PrintedObjective]
) -> tuple[StatusTable, ...]:
    under = {objective.entry: objective.states for objective in listed}
    return status_tables(analysis, known, under, [_anchor(n) for n, _ in enumerate(listed, 1)])


def _anchor(place: int) -> str:
    return f"objective-{place}"


def _columns(plan: Plan, sections: Sequence[Section]) -> tuple[TableColumn, ...]:
    own = plan.actions[0].own if plan.actions else ()
    rows = [row for section in sections for row in section.rows]
    return columns(rows, chosen(plan.settings.columns, own))


def _facts(settings: Settings) -> tuple[Fact, ...]:
    partnership = settings.partnership if settings.partnership != settings.organisation else ""
    typed = {key: getattr(settings, key) for key in _FACTS}
    return tuple(
        Fact(label=say(f"settings.{key}"), words=value)
        for key, value in ({"partnership": partnership} | typed).items()
        if value
    )


def _key(plan: Plan, known: Mapping[str, StatusBadge]) -> tuple[KeyEntry, ...]:
    """The colour key with the number of actions of each status, blank and unknown ones too."""
    counted = counts(plan)
    entries = [
        KeyEntry(mark=known[status.word], meaning=status.meaning, count=str(number))
        for status, number in zip(plan.key, counted.by_status, strict=True)
    ]
    if counted.blank:
        none = counted.blank == len(plan.actions)
        meaning = say("action_plan.none_yet" if none else "action_plan.none_in_time")
        entries.append(
            KeyEntry(mark=badges.unrated_badge(), meaning=meaning, count=str(counted.blank))
        )
    if counted.unknown:
        mark, meaning = badges.other_badge(), say("action_plan.strange")
        entries.append(KeyEntry(mark=mark, meaning=meaning, count=str(counted.unknown)))
    return tuple(entries)


def _sections(
    listed: Sequence[PrintedObjective],
    known: Mapping[str, StatusBadge],
    labels: Mapping[int, list[str]],
    calendar: Calendar,
) -> tuple[Section, ...]:
    return tuple(
        Section(
            anchor=_anchor(place),
            entry=objective.entry,
            number=objective.number,
            title=objective.title,
            points=objective.points,
            caption=say(
                "action_plan.caption",
                objective=objective.number,
                actions=sentences.actions(len(objective.states)),
            ),
            rows=tuple(
                rows.row(state, known, labels.get(state.action.row, ()), calendar)
                for state in objective.states
            ),
            empty="" if objective.states else say("action_plan.empty"),
            figures=rows.figures(objective.states),
        )
        for place, objective in enumerate(listed, start=1)
    )


def wording(view: View, settings: Settings, objectives: Sequence[Objective]) -> PaperWording:
    """What the words that this view of an action plan adds or rewords stand for."""
    headings, names = view.headings, {column.key: column.heading for column in SETTINGS}
    lines = {
        TITLE: (view.title, ("title", "strategy_period")),
        DOCUMENT: (view.document, ("document",)),
        QUARTER: (view.quarter, ("quarter",)),
        ORGANISATION: (view.organisation, ("organisation", "partnership")),
    }
    return PaperWording(
        parts={
            headings.introduction: INTRODUCTION,
            headings.key: KEY,
            headings.glance: GLANCE,
            headings.acronyms: ACRONYM_LIST,
            headings.problems: PROBLEMS,
        },
        columns={column.heading: column.key for column in view.columns},
        labels=rows.labels(),
        settings={say(f"settings.{key}"): names[key] for key in ("partnership", *_FACTS)},
        front={
            line: (words, {names[key]: getattr(settings, key) for key in keys})
            for line, (words, keys) in lines.items()
        },
        objectives={
            sentences.objective_number(objective.number): objective.number
            for objective in objectives
        },
        added=tuple(dict.fromkeys(_added(view))),
        continued=say("words.continued", ref=REF),
    )


def _added(view: View) -> Iterator[str]:
    """The paragraphs of a view that are not the plan's own words, as a Word file prints them."""
    yield from (badges.unrated_badge().word, say("statuses.colour_only"), view.problems_lead)
    yield from (view.summary, view.details, view.headings.page, view.headings.of_pages)
    yield badges.other_badge().word
    yield from (picture.alt for picture in view.logo)
    for table in view.glance:
        yield table.note
    for section in view.sections:
        yield section.empty
        for row in section.rows:
            yield from (*row.faults, *row.delays)
            yield from (f"{trend.arrow} {trend.words}".strip() for trend in row.trend)
