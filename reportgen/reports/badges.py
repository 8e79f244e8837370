"""How a status is shown: with its word and a shape, never by colour alone (WCAG 2.2, 1.4.1)."""

from collections.abc import Mapping

from reportgen.facts.past import Direction, StatusChange
from reportgen.model import colours
from reportgen.model.plan import Update
from reportgen.model.status import SHAPES, UNREPORTED, Status
from reportgen.reports.action_view import StatusBadge, Trend

_LONG = 3  # quarters
_ARROWS = {
    Direction.BETTER: "↑",
    Direction.WORSE: "↓",
    Direction.SAME: "→",
}  # no triangles: one of them is at risk
COLOUR_ONLY, OTHER = "Colour only", "Other"
_PAPER = "FFFFFF"


def badge(status: Status, key: tuple[Status, ...]) -> StatusBadge:
    """The badge of a status of the key."""
    fill = status.fill or _PAPER
    return StatusBadge(
        word=status.word,
        shape=SHAPES[status.counts_as],
        fill=fill,
        ink=colours.ink(fill),
        kind=f"status-{key.index(status) + 1}",
    )


def unrated_badge(word: str = UNREPORTED) -> StatusBadge:
    """The badge of a blank status, or of a word not in the key: without colour and shape."""
    return StatusBadge(
        word=word, shape="", fill=_PAPER, ink=colours.ink(_PAPER), kind="status-none"
    )


def badges(key: tuple[Status, ...]) -> dict[str, StatusBadge]:
    """The badges of a key by status word."""
    return {status.word: badge(status, key) for status in key}


def badge_of(update: Update, known: Mapping[str, StatusBadge]) -> StatusBadge:
    """The badge of an officer's update: of its status, of a word not in the key, or of none.

    A word that is not in the key is kept as typed.
    """
    if update.status:
        return known[update.status.word]
    return unrated_badge(update.typed or (COLOUR_ONLY if update.coloured else UNREPORTED))


def trend(change: StatusChange | None, same_for: int) -> tuple[Trend, ...]:
    """“↑ better, was Amber”, “→ no change for 3 quarters”; empty where there is no past."""
    if not change:
        return ()
    was = f"was {change.before.word}" if change.before else ""
    words = {
        Direction.BETTER: f"better, {was}",
        Direction.WORSE: f"worse, {was}",
        Direction.SAME: f"no change for {same_for} quarters" if same_for >= _LONG else "no change",
        Direction.NEW: "new action",
        Direction.FIRST: "first update",
        Direction.LAPSED: was,
        Direction.OTHER: was,
    }
    return (Trend(arrow=_ARROWS.get(change.direction, ""), words=words[change.direction]),)
