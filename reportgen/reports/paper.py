"""What all papers have in common: titles, headings, frame, and the pieces they are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model import colours
from reportgen.model.plan import Plan
from reportgen.model.prose import Block, Prose, on_one_line
from reportgen.model.schema import ACRONYMS, ACTIONS, STATUS_KEY
from reportgen.model.settings import UNNAMED, Settings
from reportgen.reports import badges, sentences
from reportgen.reports.view import Entry, Headings, Layout, Note, Part, Piece, View


def front(analysis: PlanAnalysis, document: str, layout: Layout, *, final: bool) -> View:
    """A paper with what every one says of itself, and nothing in it yet.

    `document` is what kind of paper it is: “Exceptions”.
    """
    settings = analysis.plan.settings
    title = _strategy(settings)
    quarter = sentences.quarter_in_full(settings.quarter, analysis.calendar)
    return View(
        layout=layout,
        language="en-GB",
        title=title,
        document=document,
        quarter=quarter,
        organisation=settings.organisation,
        masthead=settings.partnership or settings.organisation or title,
        author=settings.report_author or settings.organisation,
        subject=f"{document} for {quarter}" if quarter else document,
        name=" – ".join(filter(None, (title, document, settings.quarter))),
        draft="" if final else "DRAFT",
        facts=(),
        accent=colours.fill(settings.accent_colour),
        marks=(*badges.badges(analysis.plan.key).values(), badges.unrated_badge()),
        headings=HEADINGS,
    )


def _strategy(settings: Settings) -> str:
    """The strategy's title with its period, which is not said twice where the title ends with it."""
    title, period = settings.title or UNNAMED["title"], settings.strategy_period
    return title if not period or title.endswith(period) else f"{title} {period}"


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
    problem="Problem",
    kind="Kind",
    place="Place",
    what="What is wrong",
    fix="What to do",
)
"""The words over columns and parts."""

Parts = Iterable[tuple[str, Sequence[Piece]]]
"""The sections of a paper: titles, and what stands under each."""


def paper(
    analysis: PlanAnalysis, document: str, parts: Parts, *, final: bool, marking: str = ""
) -> View:
    """A paper of these sections, without facts on its front; `marking` stands in its corner."""
    return replace(
        front(analysis, document, Layout.PAPER, final=final),
        marking=marking,
        total=HEADINGS.total,
        parts=tuple(_part(place, *part) for place, part in enumerate(parts, start=1)),
    )


def _part(place: int, title: str, pieces: Sequence[Piece]) -> Part:
    return Part(anchor=f"part-{place}", title=title, pieces=tuple(pieces))


def says(*paragraphs: str) -> Piece:
    """Paragraphs; what is empty is left out."""
    return Piece(prose=prose(*paragraphs))


def lists(heading: str, lines: Iterable[str]) -> Piece:
    """A list under a small heading."""
    return Piece(heading=heading, prose=(Block(lines=tuple(lines), bulleted=True),))


def gap(what: str) -> Piece:
    """What somebody has still to write."""
    return Piece(gaps=(missing(what),))


def missing(what: str) -> str:
    """“[to be completed: legal implications]”."""
    return f"[to be completed: {what}]"


def prose(*paragraphs: str) -> Prose:
    """Paragraphs; what is empty is left out."""
    return tuple(Block(lines=(paragraph,)) for paragraph in paragraphs if paragraph)


def entry(state: ActionState, plan: Plan, notes: Iterable[tuple[str, Prose]]) -> Entry:
    """An action with its status, and labelled lines; a line without words is left out."""
    return Entry(
        ref=state.action.ref,
        title=on_one_line(state.action.title),
        mark=(badges.badge_of(state.action.update, badges.badges(plan.key)),),
        trend=badges.trend(state.change, state.same_for),
        notes=tuple(Note(label=f"{label}:", blocks=said) for label, said in notes if said),
    )


def named(state: ActionState) -> str:
    """“4.1 To commence operation as a third party reporting centre”: an action within a list."""
    return " ".join(filter(None, (state.action.ref, on_one_line(state.action.title).rstrip("."))))
