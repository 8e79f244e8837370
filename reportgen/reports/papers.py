"""What the papers beside the action plan have in common: their frame, and the pieces that they are put together from."""

from collections.abc import Iterable, Sequence

from reportgen import colours
from reportgen.facts.position import Position, Standing
from reportgen.plan import Block, Plan, Prose, on_one_line
from reportgen.reports import marks
from reportgen.reports.paper_view import Entry, Paper, Part, Piece
from reportgen.reports.titles import titles
from reportgen.reports.view import Note

TOTAL = "All"
Parts = Iterable[tuple[str, Sequence[Piece]]]
"""The sections of a paper: titles, and what stands under each."""


def paper(position: Position, document: str, parts: Parts, *, final: bool, marking: str = "") -> Paper:
    """A paper of these sections, without facts on its front; `marking` stands in its corner."""
    known = marks.marks(position.plan.key)
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
        marks=(*known.values(), marks.plain_mark()),
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


def entry(standing: Standing, plan: Plan, notes: Iterable[tuple[str, Prose]]) -> Entry:
    """An action with its status, and labelled lines; a line without words is left out."""
    return Entry(
        ref=standing.action.ref,
        title=on_one_line(standing.action.title),
        mark=(marks.of(standing.action.update, marks.marks(plan.key)),),
        trend=marks.trend(standing.travel, standing.same_for),
        notes=tuple(Note(label=f"{label}:", blocks=said) for label, said in notes if said),
    )


def named(standing: Standing) -> str:
    """“4.1 To commence operation as a third party reporting centre”: an action within a list."""
    return " ".join(filter(None, (standing.action.ref, on_one_line(standing.action.title).rstrip("."))))
