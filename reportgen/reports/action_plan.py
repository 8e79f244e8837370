"""The action plan: the appendix that goes to committee every quarter."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reportgen import colours
from reportgen.columns import ACRONYMS, ACTIONS, STATUS_KEY
from reportgen.facts.calendars import calendar
from reportgen.facts.summary import summary
from reportgen.plan import Plan, Settings
from reportgen.problems import Problem, Severity, Where
from reportgen.reports import marks, rows, words
from reportgen.reports.view import Acronym, Fact, Fault, Headings, KeyEntry, Mark, Report, Section
from reportgen.settings import SETTINGS

_FACTS = ("committee", "meeting_date", "agenda_item", "report_author", "contact")

HEADINGS = Headings(
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
    problem="Problem",
    kind="Kind",
    place="Place",
    what="What is wrong",
    fix="What to do",
)


def action_plan(plan: Plan, problems: Sequence[Problem], *, sheet: str, final: bool) -> Report:
    """The view of a plan. `sheet` is where its actions stand, so that a problem finds its row.

    On a draft every error and warning is listed, and marked in its row; a final paper has neither.
    """
    listed = () if final else tuple(p for p in problems if p.severity is not Severity.NOTE)
    settings, known = plan.settings, marks.marks(plan.key)
    return Report(
        language="en-GB",
        **_titles(settings),
        draft="" if final else "DRAFT",
        facts=_facts(settings),
        accent=colours.fill(settings.accent_colour),
        headings=HEADINGS,
        introduction=settings.introduction,
        marks=(*known.values(), marks.plain_mark()),
        key=_key(plan, known),
        sections=_sections(plan, known, _faults_by_row(listed, sheet)),
        has_progress=any(map(rows.says_anything, plan.actions)),
        acronyms=tuple(Acronym(short=one.short, meaning=one.meaning) for one in plan.acronyms),
        problems=_faults(listed),
        problems_lead=_problems_lead(listed),
    )


def _titles(settings: Settings) -> dict[str, str]:
    """What the paper is called: on its first page, and in its properties."""
    document = settings.document or "Action Plan"
    title, quarter = _title(settings), words.quarter_in_full(settings.quarter, calendar(settings))
    return {
        "appendix": settings.appendix,
        "title": title,
        "document": document,
        "quarter": quarter,
        "organisation": settings.organisation,
        "author": settings.report_author or settings.organisation,
        "name": " – ".join(filter(None, (title, document, settings.quarter))),
        "subject": " ".join(filter(None, (settings.appendix, f"{document} for {quarter}" if quarter else document))),
    }


def _title(settings: Settings) -> str:
    """The strategy's title with its period, which is not said twice where the title ends with it."""
    title, period = settings.title or "Action plan", settings.strategy_period
    return title if not period or title.endswith(period) else f"{title} {period}"


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
        mark = marks.plain_mark("Other")
        meaning = "What was given is not a word of this key"
        entries.append(KeyEntry(mark=mark, meaning=meaning, count=str(counted.unknown)))
    return tuple(entries)


def _sections(plan: Plan, known: dict[str, Mark], faults: Mapping[int, list[str]]) -> tuple[Section, ...]:
    """The objectives in order, and last the actions whose objective the plan does not have: none is lost."""
    actions = plan.by_objective()
    printed = [
        (words.objective_number(one.number), one.title, one.points, actions.pop(one.number, ())) for one in plan.objectives
    ]
    if homeless := tuple(action for left in actions.values() for action in left):
        printed.append(("No objective", "Actions whose objective is missing or not in the plan", (), homeless))
    return tuple(
        Section(
            anchor=f"objective-{place}",
            entry=f"{number}: {title.rstrip(':')}",
            number=number,
            title=title,
            points=points,
            caption=f"{number}: {words.count(len(under), 'action')}",
            rows=tuple(rows.row(action, known, faults.get(action.row, ())) for action in under),
            empty="" if under else "No action stands under this objective.",
        )
        for place, (number, title, points, under) in enumerate(printed, start=1)
    )


def _faults_by_row(listed: Sequence[Problem], sheet: str) -> dict[int, list[str]]:
    """“Problem 3” for each row of the actions' sheet that the third problem of the list is in."""
    found: dict[int, list[str]] = defaultdict(list)
    for number, problem in enumerate(listed, start=1):
        if problem.where.sheet == sheet and problem.where.row:
            found[problem.where.row].append(f"{HEADINGS.problem} {number}")
    return found


def _faults(listed: Sequence[Problem]) -> tuple[Fault, ...]:
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


def _problems_lead(listed: Sequence[Problem]) -> str:
    errors = sum(problem.severity is Severity.ERROR for problem in listed)
    told = (
        f"This draft has {words.count(errors, 'error')}, to be put right before the paper can be final, and "
        f"{words.count(len(listed) - errors, 'warning')}, which members may ask about. "
        "This list is not printed on the final paper."
    )
    return told if listed else ""
