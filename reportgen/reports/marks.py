"""How a status is drawn: never by colour alone, but with its word and a shape too (WCAG 2.2, 1.4.1)."""

from collections.abc import Mapping

from reportgen import colours
from reportgen.facts.travel import Direction, Travel
from reportgen.plan import Status, Update
from reportgen.reports.view import Mark, Trend
from reportgen.shapes import NO_UPDATE, SHAPES

_LONG = 3  # quarters
_ARROWS = {Direction.BETTER: "↑", Direction.WORSE: "↓", Direction.SAME: "→"}  # no triangles: one of them is at risk
COLOUR_ONLY, OTHER = "Colour only", "Other"
_PAPER = "FFFFFF"


def mark(status: Status, key: tuple[Status, ...]) -> Mark:
    """A status of the key as it is drawn."""
    fill = status.fill or _PAPER
    return Mark(
        word=status.word,
        shape=SHAPES[status.counts_as],
        fill=fill,
        ink=colours.ink(fill),
        kind=f"status-{key.index(status) + 1}",
    )


def plain_mark(word: str = NO_UPDATE) -> Mark:
    """A blank status, or a word that is not in the key: without colour and shape."""
    return Mark(word=word, shape="", fill=_PAPER, ink=colours.ink(_PAPER), kind="status-none")


def marks(key: tuple[Status, ...]) -> dict[str, Mark]:
    """The marks of a key by status word."""
    return {status.word: mark(status, key) for status in key}


def of(update: Update, known: Mapping[str, Mark]) -> Mark:
    """The mark of what an officer gave: a status, a word that is not in the key (kept as typed), or nothing."""
    if update.status:
        return known[update.status.word]
    return plain_mark(update.typed or (COLOUR_ONLY if update.coloured else NO_UPDATE))


def trend(travel: Travel | None, same_for: int) -> tuple[Trend, ...]:
    """“↑ better, was Amber”, “→ no change for 3 quarters”; none where nothing is known of before."""
    if not travel:
        return ()
    was = f"was {travel.before.word}" if travel.before else ""
    said = {
        Direction.BETTER: f"better, {was}",
        Direction.WORSE: f"worse, {was}",
        Direction.SAME: f"no change for {same_for} quarters" if same_for >= _LONG else "no change",
        Direction.NEW: "new action",
        Direction.FIRST: "first update",
        Direction.LAPSED: was,
        Direction.OTHER: was,
    }
    return (Trend(arrow=_ARROWS.get(travel.direction, ""), words=said[travel.direction]),)
