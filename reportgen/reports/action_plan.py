"""The action plan: the appendix that goes to committee every quarter."""

from collections.abc import Mapping, Sequence

from reportgen import colours
from reportgen.columns import ACRONYMS, ACTIONS, STATUS_KEY
from reportgen.facts.position import Position
from reportgen.facts.summary import summary
from reportgen.plan import Plan, Settings
from reportgen.problems import Problem, Severity
from reportgen.reports import faults, marks, rows, words
from reportgen.reports.glance import glance
from reportgen.reports.objectives import Objective, objectives
from reportgen.reports.titles import titles
from reportgen.reports.view import Acronym, Fact, Headings, KeyEntry, Mark, Report, Section
from reportgen.settings import SETTINGS, UNNAMED

_FACTS = ("committee", "meeting_date", "agenda_item", "report_author", "contact")

HEADINGS = Headings(
    glance="At a glance",
    total="All",
    introduction="Introduction",
    key="Colour Key",
    key_lead="The following colours will be used under the “Status” column:",
    status=STATUS_KEY["word"].heading,
    meaning=STATUS_KEY["meaning"].heading,
    actions="Actions",
    ref=ACTIONS["ref"].heading,
    title=ACTIONS["title"].heading,
    outcome=ACTIONS["outcome"].heading,
    timescale=ACTIONS["timescale"].heading,
    officers=ACTIONS["officers"].heading,
    partners=ACTIONS["partners"].heading,
    progress=ACTIONS["progress"].heading,
    contents="Contents",
    acronyms="Acronyms",
    acronym=ACRONYMS["short"].heading,
    problems="Problems to put right",
    problem=faults.PROBLEM,
    kind="Kind",
    place="Place",
    what="What is wrong",
    fix="What to do",
)


def action_plan(position: Position, problems: Sequence[Problem], *, sheet: str, final: bool) -> Report:
    """The view of a plan, from where it stands. `sheet` holds its actions, so that a problem finds its row.

    On a draft every error and warning is listed, and marked in its row; a final paper has neither.
    """
    listed = () if final else tuple(p for p in problems if p.severity is not Severity.NOTE)
    plan, settings, known = position.plan, position.plan.settings, marks.marks(position.plan.key)
    listed_under = objectives(position)
    return Report(
        **_titles(position),
        memory={},
        draft="" if final else "DRAFT",
        facts=_facts(settings),
        accent=colours.fill(settings.accent_colour),
        headings=HEADINGS,
        introduction=settings.introduction,
        marks=(*known.values(), marks.plain_mark()),
        key=_key(plan, known),
        glance=glance(position, known, {one.entry: one.standings for one in listed_under}),
        sections=_sections(listed_under, known, faults.by_row(listed, sheet)),
        has_progress=any(map(rows.says_anything, plan.actions)),
        acronyms=tuple(Acronym(short=one.short, meaning=one.meaning) for one in plan.acronyms),
        problems=faults.faults(listed),
        problems_lead=faults.lead(listed),
    )


def _titles(position: Position) -> dict[str, str]:
    """What the paper is called, with its appendix."""
    settings = position.plan.settings
    named = titles(position, settings.document or UNNAMED["document"])
    return named | {"appendix": settings.appendix, "subject": " ".join(filter(None, (settings.appendix, named["subject"])))}


def _facts(settings: Settings) -> tuple[Fact, ...]:
    headings = {column.key: column.heading for column in SETTINGS}
    partnership = settings.partnership if settings.partnership != settings.organisation else ""
    typed = {key: getattr(settings, key) for key in _FACTS}
    return tuple(Fact(label=headings[key], words=value) for key, value in ({"partnership": partnership} | typed).items() if value)


def _key(plan: Plan, known: Mapping[str, Mark]) -> tuple[KeyEntry, ...]:
    """The colour key with the number of actions of each status, and a line for those without one."""
    counted = summary(plan)
    entries = [
        KeyEntry(mark=known[status.word], meaning=status.meaning, count=str(number))
        for status, number in zip(plan.key, counted.by_status, strict=True)
    ]
    if counted.blank:
        meaning = "No status was given in time for this paper"
        entries.append(KeyEntry(mark=marks.plain_mark(), meaning=meaning, count=str(counted.blank)))
    if counted.unknown:
        mark = marks.plain_mark(marks.OTHER)
        meaning = "What was given is not a word of this key"
        entries.append(KeyEntry(mark=mark, meaning=meaning, count=str(counted.unknown)))
    return tuple(entries)


def _sections(listed: Sequence[Objective], known: Mapping[str, Mark], told: Mapping[int, list[str]]) -> tuple[Section, ...]:
    return tuple(
        Section(
            anchor=f"objective-{place}",
            entry=one.entry,
            number=one.number,
            title=one.title,
            points=one.points,
            caption=f"{one.number}: {words.count(len(one.standings), 'action')}",
            rows=tuple(rows.row(standing, known, told.get(standing.action.row, ())) for standing in one.standings),
            empty="" if one.standings else "No action stands under this objective.",
        )
        for place, one in enumerate(listed, start=1)
    )
