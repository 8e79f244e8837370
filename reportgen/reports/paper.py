"""What all papers have in common: titles, headings, front matter, and their pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model import colours, direction
from reportgen.model.plan import Action, Plan
from reportgen.model.prose import Block, Prose, on_one_line, plain
from reportgen.model.settings import FONT, LANGUAGE, SETTINGS, TAG, Settings
from reportgen.reports import badges, sentences
from reportgen.reports.action_view import Entry, Note
from reportgen.reports.rows import figures
from reportgen.reports.view import Headings, Layout, Part, Piece, View
from reportgen.reports.wording import say, tag


def front(analysis: PlanAnalysis, document: str, layout: Layout, *, final: bool) -> View:
    """A paper with its title and other front matter, and no contents yet.

    `document` is the kind of paper: “Exceptions”.
    """
    settings = analysis.plan.settings
    title = _strategy(settings)
    quarter = sentences.quarter_in_full(settings.quarter, analysis.calendar)
    return View(
        layout=layout,
        language=_language(settings),
        direction=direction.of_language(_language(settings)).value,
        title=title,
        document=document,
        quarter=quarter,
        organisation=settings.organisation,
        masthead=settings.partnership or settings.organisation or title,
        author=settings.report_author or settings.organisation,
        subject=say("parts.subject", document=document, quarter=quarter) if quarter else document,
        name=" – ".join(filter(None, (title, document, settings.quarter))),
        draft="" if final else say("parts.draft"),
        facts=(),
        figures=figures(analysis.states),
        settings={column.heading: _said(settings, column.key) for column in SETTINGS},
        accent=_accent(settings),
        font=settings.font if FONT.fullmatch(settings.font) else "",
        marks=(*badges.badges(analysis.plan.key).values(), badges.unrated_badge()),
        headings=headings(),
        abbreviations={each.short: each.meaning for each in analysis.plan.acronyms if each.meaning},
    )


def _said(settings: Settings, key: str) -> str:
    value = getattr(settings, key)
    return value if isinstance(value, str) else plain(value)


def _accent(settings: Settings) -> str:
    """The council's colour, darkened where it could not be read on white paper."""
    colour = colours.fill(settings.accent_colour)
    return colours.darkened(colour) if colour else ""


def _language(settings: Settings) -> str:
    """The plan's own, else that of the phrases: those in English are British."""
    if TAG.fullmatch(settings.language):
        return settings.language
    return LANGUAGE if LANGUAGE.startswith(tag()) else tag()


def _strategy(settings: Settings) -> str:
    """The strategy's title and period; the period is not repeated where the title ends with it."""
    title, period = settings.title or say("parts.unnamed_title"), settings.strategy_period
    return title if not period or title.endswith(period) else f"{title} {period}"


def headings() -> Headings:
    """The headings of columns and parts."""
    return Headings(
        glance=say("parts.glance"),
        total=say("status_table.all"),
        introduction=say("parts.introduction"),
        key=say("parts.key"),
        status=say("columns.status"),
        meaning=say("action_plan.meaning"),
        actions=say("parts.actions"),
        action=say("columns.title"),
        acronyms=say("parts.acronyms"),
        acronym=say("action_plan.acronym"),
        problems=say("parts.problems"),
        problem=say("problems.problem"),
        kind=say("problems.kind"),
        place=say("problems.place"),
        why=say("exceptions.why"),
        doing=say("exceptions.doing"),
        new_date=say("exceptions.new_date"),
        timescale=say("columns.timescale"),
        what=say("problems.what"),
        fix=say("problems.fix"),
        page=say("parts.page"),
        of_pages=say("parts.of_pages"),
    )


def not_given() -> str:
    """What stands where an officer gave nothing."""
    return say("words.not_given")


Parts = Iterable[tuple[str, Sequence[Piece]]]
"""The sections of a paper: a title, and the pieces under it, for each."""


def paper(
    analysis: PlanAnalysis, document: str, parts: Parts, *, final: bool, marking: str = ""
) -> View:
    """A paper of these sections, without facts; `marking` stands in its corner."""
    return replace(
        front(analysis, document, Layout.PAPER, final=final),
        marking=marking,
        total=say("status_table.all"),
        parts=tuple(_part(place, *part) for place, part in enumerate(parts, start=1)),
    )


def _part(place: int, title: str, pieces: Sequence[Piece]) -> Part:
    return Part(anchor=f"part-{place}", title=title, pieces=tuple(pieces))


def says(*paragraphs: str) -> Piece:
    """A piece of paragraphs; empty ones are left out."""
    return Piece(prose=prose(*paragraphs))


def lists(heading: str, lines: Iterable[str]) -> Piece:
    """A piece with a bulleted list under a small heading."""
    return Piece(heading=heading, prose=(Block(lines=tuple(lines), bulleted=True),))


def gap(what: str) -> Piece:
    """A piece that somebody has still to write."""
    return Piece(gaps=(missing(what),))


def missing(what: str) -> str:
    """“[to be completed: legal implications]”."""
    return say("words.to_complete", what=what)


def prose(*paragraphs: str) -> Prose:
    """Paragraphs; empty ones are left out."""
    return tuple(Block(lines=(paragraph,)) for paragraph in paragraphs if paragraph)


def entry(state: ActionState, plan: Plan, notes: Iterable[tuple[str, Prose]]) -> Entry:
    """An action with its status and labelled notes; a note without words is left out."""
    return Entry(
        ref=state.action.ref,
        title=on_one_line(state.action.title),
        mark=(badges.badge_of(state.action.update, badges.badges(plan.key)),),
        trend=badges.trend(state.change, state.same_for),
        notes=tuple(Note(label=f"{label}:", blocks=words) for label, words in notes if words),
    )


def a_ref(action: Action) -> str:
    """An action's ref in a list of such; “one without a ref” where it has none."""
    return action.ref or say("words.no_ref")


def named(state: ActionState) -> str:
    """An action's ref and title: “4.1 To commence operation as a third party reporting centre”."""
    return ref_and_title(state.action.ref, state.action.title)


def ref_and_title(ref: str, title: Prose) -> str:
    """The same of any action; without a title the ref alone."""
    return " ".join(filter(None, (ref, on_one_line(title).rstrip("."))))


def first_timescale(state: ActionState) -> str:
    """The timescale that an action had at first, as it is printed; empty where it has none."""
    return on_one_line(state.action.timescale_words or state.action.timescale)


def timescale(state: ActionState) -> str:
    """“Q4 2016/17, revised Q1 2017/18, 1 quarter late”."""
    moved = on_one_line(state.timing.revised)
    revised = say("dates.revised", date=moved) if moved else ""
    given = first_timescale(state) or not_given()
    return ", ".join(filter(None, (given, revised, sentences.late(state))))
