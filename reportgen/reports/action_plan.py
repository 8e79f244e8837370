"""The action plan: the appendix that goes to committee every quarter."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.facts.analysis import PlanAnalysis, summary
from reportgen.model.paper_wording import (
    ACRONYM_LIST,
    DOCUMENT,
    GLANCE,
    INTRODUCTION,
    KEY,
    ORGANISATION,
    PROBLEMS,
    QUARTER,
    TITLE,
    PaperWording,
)
from reportgen.model.plan import Objective, Plan
from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.schema import ACRONYMS, HISTORY, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import SETTINGS, UNNAMED, Settings
from reportgen.model.status import UNREPORTED
from reportgen.model.text import count, joined
from reportgen.reports import badges, rows, sentences
from reportgen.reports.paper import HEADINGS, front
from reportgen.reports.rows import PrintedObjective, printed_objectives
from reportgen.reports.status_table import status_tables
from reportgen.reports.view import (
    AcronymEntry,
    Fact,
    Fault,
    KeyEntry,
    Layout,
    Section,
    StatusBadge,
    View,
)


def by_row(listed: Sequence[Problem], sheet: str) -> dict[int, list[str]]:
    """For each row of the actions' sheet the numbers of its listed problems: “Problem 3”."""
    labels: dict[int, list[str]] = defaultdict(list)
    for number, problem in enumerate(listed, start=1):
        if problem.where.sheet == sheet and problem.where.row:
            labels[problem.where.row].append(f"{HEADINGS.problem} {number}")
    return labels


_PRINTED = tuple(table.name for table in (OBJECTIVES, REPORT, STATUS_KEY, ACRONYMS, HISTORY))
"""The sheets, beside that of the actions, of which a paper prints something."""
_NOT_PRINTED = ("column-unknown", "outside-table")
"""Problems of columns of which nothing is printed, and which quote their words."""


def _is_printed(problem: Problem, sheet: str) -> bool:
    """Whether a problem is of something that the paper prints."""
    return problem.where.sheet in ("", sheet, *_PRINTED) and problem.code not in _NOT_PRINTED


def _unprinted(problems: Sequence[Problem], number: int) -> Iterator[Fault]:
    """One line for what is not listed: a draft goes to more people than the workbook does."""
    if problems:
        errors = any(problem.severity is Severity.ERROR for problem in problems)
        are = "is" if len(problems) == 1 else "are"
        yield Fault(
            number=str(number),
            kind=(Severity.ERROR if errors else Severity.WARNING).value.capitalize(),
            place="Not printed",
            what=(
                f"{count(len(problems), 'problem')} of sheets and columns that are not printed"
                f" {are} not listed here."
            ),
            fix="Check the workbook: each is named by its cell there.",
        )


def faults(listed: Sequence[Problem]) -> tuple[Fault, ...]:
    """The lines of a draft's list of problems."""
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
    """The place in words: “Actions, cell H21”, for readers who do not know “Actions!H21”."""
    cell = f"cell {where.cell}" if where.row and where.column else where.cell
    return ", ".join(filter(None, (where.sheet, cell)))


def lead(listed: Sequence[Problem]) -> str:
    """The sentences over the list of problems; empty where it has none."""
    errors = sum(problem.severity is Severity.ERROR for problem in listed)
    warnings = len(listed) - errors
    clauses = (
        (
            f"{count(errors, 'error')}, to be put right before the paper can be final"
            if errors
            else ""
        ),
        f"{count(warnings, 'warning')}, which members may ask about" if warnings else "",
    )
    return (
        f"This draft has {joined([clause for clause in clauses if clause])}."
        " This list is not on the final paper."
        if listed
        else ""
    )


_FACTS = ("committee", "meeting_date", "agenda_item", "report_author", "contact")


def action_plan(
    analysis: PlanAnalysis, problems: Sequence[Problem], *, sheet: str, final: bool
) -> View:
    """The view of an action plan.

    `sheet` is the name of the sheet that holds its actions, by which a problem is told to be of a
    row. On a draft every error and warning of what is printed is listed and marked in its row; a
    final paper has neither.
    """
    wrong = () if final else tuple(p for p in problems if p.severity is not Severity.NOTE)
    listed = tuple(problem for problem in wrong if _is_printed(problem, sheet))
    unprinted = [problem for problem in wrong if not _is_printed(problem, sheet)]
    plan, settings, known = analysis.plan, analysis.plan.settings, badges.badges(analysis.plan.key)
    listed_under = printed_objectives(analysis)
    document = settings.document or UNNAMED["document"]
    view = front(analysis, document, Layout.ACTION_PLAN, final=final)
    return replace(
        view,
        appendix=settings.appendix,
        subject=" ".join(filter(None, (settings.appendix, view.subject))),
        facts=_facts(settings),
        introduction=settings.introduction,
        key=_key(plan, known),
        glance=status_tables(
            analysis, known, {objective.entry: objective.states for objective in listed_under}
        ),
        sections=_sections(listed_under, known, by_row(listed, sheet)),
        has_progress=any(map(rows.says_anything, plan.actions)),
        acronyms=tuple(
            AcronymEntry(short=acronym.short, meaning=acronym.meaning) for acronym in plan.acronyms
        ),
        problems=(*faults(listed), *_unprinted(unprinted, len(listed) + 1)),
        problems_lead=lead(wrong),
    )


def _facts(settings: Settings) -> tuple[Fact, ...]:
    headings = {column.key: column.heading for column in SETTINGS}
    partnership = settings.partnership if settings.partnership != settings.organisation else ""
    typed = {key: getattr(settings, key) for key in _FACTS}
    return tuple(
        Fact(label=headings[key], words=value)
        for key, value in ({"partnership": partnership} | typed).items()
        if value
    )


def _key(plan: Plan, known: Mapping[str, StatusBadge]) -> tuple[KeyEntry, ...]:
    """The colour key with the number of actions of each status, blank and unknown ones too."""
    counted = summary(plan)
    entries = [
        KeyEntry(mark=known[status.word], meaning=status.meaning, count=str(number))
        for status, number in zip(plan.key, counted.by_status, strict=True)
    ]
    if counted.blank:
        meaning = "No status was given in time for this paper"
        entries.append(
            KeyEntry(mark=badges.unrated_badge(), meaning=meaning, count=str(counted.blank))
        )
    if counted.unknown:
        mark = badges.unrated_badge(badges.OTHER)
        meaning = "What was given is not a word of this key"
        entries.append(KeyEntry(mark=mark, meaning=meaning, count=str(counted.unknown)))
    return tuple(entries)


def _sections(
    listed: Sequence[PrintedObjective],
    known: Mapping[str, StatusBadge],
    labels: Mapping[int, list[str]],
) -> tuple[Section, ...]:
    return tuple(
        Section(
            anchor=f"objective-{place}",
            entry=objective.entry,
            number=objective.number,
            title=objective.title,
            points=objective.points,
            caption=f"{objective.number}: {count(len(objective.states), 'action')}",
            rows=tuple(
                rows.row(state, known, labels.get(state.action.row, ()))
                for state in objective.states
            ),
            empty="" if objective.states else "No action stands under this objective.",
        )
        for place, objective in enumerate(listed, start=1)
    )


def wording(view: View, settings: Settings, objectives: Sequence[Objective]) -> PaperWording:
    """What the words that this view of an action plan adds or rewords stand for."""
    headings, names = view.headings, {column.key: column.heading for column in SETTINGS}
    columns = ("ref", "title", "outcome", "timescale", "officers", "partners", "status", "progress")
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
        columns={
            getattr(headings, key): key for key in columns[: None if view.has_progress else -1]
        },
        labels=rows.LABELS,
        settings={names[key]: names[key] for key in ("partnership", *_FACTS)},
        front={
            line: (words, {names[key]: getattr(settings, key) for key in keys})
            for line, (words, keys) in lines.items()
        },
        objectives={
            sentences.objective_number(objective.number): objective.number
            for objective in objectives
        },
        added=tuple(dict.fromkeys(_added(view))),
    )


def _added(view: View) -> Iterator[str]:
    """The paragraphs of a view that are not the plan's own words, as a Word file prints them."""
    yield from (UNREPORTED, badges.COLOUR_ONLY, view.headings.key_lead, view.problems_lead)
    for table in view.glance:
        yield from table.lead
    for section in view.sections:
        yield section.empty
        for row in section.rows:
            yield from (*row.faults, *row.delays)
            yield from (f"{trend.arrow} {trend.words}".strip() for trend in row.trend)
