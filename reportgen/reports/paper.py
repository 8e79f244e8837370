"""What a paper is called: on its first page, and in its properties."""

from collections.abc import Iterable, Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model import colours
from reportgen.model.plan import Block, Plan, Prose, Settings, on_one_line
from reportgen.model.settings import UNNAMED
from reportgen.reports import badges, sentences
from reportgen.reports.view import Entry, Note, Paper, Part, Piece


def titles(position: PlanAnalysis, document: str) -> dict[str, str]:
    """The fields that every paper has, by their names in its view. `document` is what kind of paper it is."""
    settings = position.plan.settings
    title, quarter = _strategy(settings), sentences.quarter_in_full(settings.quarter, position.calendar)
    return {
        "language": "en-GB",
        "title": title,
        "document": document,
        "quarter": quarter,
        "organisation": settings.organisation,
        "masthead": settings.partnership or settings.organisation or title,
        "author": settings.report_author or settings.organisation,
        "subject": f"{document} for {quarter}" if quarter else document,
        "name": " – ".join(filter(None, (title, document, settings.quarter))),
    }


def _strategy(settings: Settings) -> str:
    """The strategy's title with its period, which is not said twice where the title ends with it."""
    title, period = settings.title or UNNAMED["title"], settings.strategy_period
    return title if not period or title.endswith(period) else f"{title} {period}"


TOTAL = "All"
Parts = Iterable[tuple[str, Sequence[Piece]]]
"""The sections of a paper: titles, and what stands under each."""


def paper(position: PlanAnalysis, document: str, parts: Parts, *, final: bool, marking: str = "") -> Paper:
    """A paper of these sections, without facts on its front; `marking` stands in its corner."""
    known = badges.badges(position.plan.key)
    return Paper(
        **titles(position, document),
        memory={},
        draft="" if final else "DRAFT",
        marking=marking,
        facts=(),
        large=False,
        contents="",
        accent=colours.fill(position.plan.settings.accent_colour),
        total=TOTAL,
        marks=(*known.values(), badges.unrated_badge()),
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


def entry(standing: ActionState, plan: Plan, notes: Iterable[tuple[str, Prose]]) -> Entry:
    """An action with its status, and labelled lines; a line without words is left out."""
    return Entry(
        ref=standing.action.ref,
        title=on_one_line(standing.action.title),
        mark=(badges.badge_of(standing.action.update, badges.badges(plan.key)),),
        trend=badges.trend(standing.travel, standing.same_for),
        notes=tuple(Note(label=f"{label}:", blocks=said) for label, said in notes if said),
    )


def named(standing: ActionState) -> str:
    """“4.1 To commence operation as a third party reporting centre”: an action within a list."""
    return " ".join(filter(None, (standing.action.ref, on_one_line(standing.action.title).rstrip("."))))
