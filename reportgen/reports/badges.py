"""How a status is shown: with its word and a shape, never by colour alone (WCAG 2.2, 1.4.1)."""

from collections.abc import Mapping

from reportgen.facts.past import Direction, StatusChange
from reportgen.model import colours
from reportgen.model.plan import Update
from reportgen.model.status import SHAPES, Status
from reportgen.reports.action_view import StatusBadge, Trend
from reportgen.reports.wording import say

_LONG = 3  # quarters
_ARROWS = {
    Direction.BETTER: "↑",
    Direction.WORSE: "↓",
    Direction.SAME: "→",
}  # no triangles: one of them is at risk
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


def unrated_badge(word: str = "") -> StatusBadge:
    """The badge of a blank status, or of a word not in the key: without colour and shape."""
    shown = word or say("statuses.no_update")
    return StatusBadge(
        word=shown, shape="", fill=_PAPER, ink=colours.ink(_PAPER), kind="status-none"
    )


def other_badge() -> StatusBadge:
    """The badge of all words that are not in the key, where they are counted together."""
    return unrated_badge(say("statuses.other"))


def badges(key: tuple[Status, ...]) -> dict[str, StatusBadge]:
    """The badges of a key by status word."""
    return {status.word: badge(status, key) for status in key}


def badge_of(update: Update, known: Mapping[str, StatusBadge]) -> StatusBadge:
    """The badge of an officer's update: of its status, of a word not in the key, or of none.

    A word that is not in the key is kept as typed.
    """
    if update.status:
        return known[update.status.word]
    return unrated_badge(update.typed or (say("statuses.colour_only") if update.coloured else ""))


def trend(change: StatusChange | None, same_for: int) -> tuple[Trend, ...]:
    """“↑ better, was Amber”, “→ no change for 3 quarters”; empty where there is no past."""
    if not change:
        return ()
    if change.direction is Direction.SAME and same_for >= _LONG:
        words = say("statuses.same_for", n=same_for)
    elif change.direction in _WITHOUT_BEFORE:
        words = say(_WITHOUT_BEFORE[change.direction])
    else:
        phrase = _WITH_BEFORE.get(change.direction, "statuses.was")
        words = say(phrase, status=change.before.word) if change.before else ""
    return (Trend(arrow=_ARROWS.get(change.direction, ""), words=words),)


_WITHOUT_BEFORE = {
    Direction.SAME: "statuses.same",
    Direction.NEW: "statuses.new",
    Direction.FIRST: "statuses.first",
}
_WITH_BEFORE = {Direction.BETTER: "statuses.better", Direction.WORSE: "statuses.worse"}
