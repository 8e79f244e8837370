"""How far an action is below its target, and which status that asks for by the plan's own key."""

import re
from collections.abc import Sequence

from reportgen.facts.rungs import rungs
from reportgen.plan import CountsAs, Prose, Status, Update, plain

# Patterns are plain text, compiled where they are needed: `check` is to be quick.
_NUMBER = r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])"
_UNCLEAR = r"[-−]\s?\d|\b(?:by|increase|decrease|reduction|improve\w*)\b|\d\s?(?:k|m|bn|million|thousand)\b"
"""Minus signs, changes instead of levels (“reduce by 10%”), and units that the other cell may not have."""
_NOT_ABOVE = (
    r"(?:\b(?:no|not) more than|\bat most|\bup to|\b(?:fewer|less) than|\bbelow|\bunder|\bwithin|\bmax(?:imum)?(?: of)?|[<≤])"
    r"\s*£?\d|\b(?:reduce|cut|bring|keep)\b.*\bto\s+£?\d"
)
_WITH_A_BOUND = (CountsAs.OFF_TRACK, CountsAs.AT_RISK, CountsAs.ON_TRACK)


def shortfall(update: Update) -> float | None:
    """(target - actual) / target, as a fraction: 0.2 is a fifth below, nothing or less is reached.

    The other way round for a target that is not to be exceeded (“no more than 290”). None unless each cell has one number, of
    the same kind; with two, nobody can tell which is meant.
    """
    target, actual = _number(update.target), _number(update.actual)
    if target is None or actual is None or not target or _is_share(update.target) is not _is_share(update.actual):
        return None
    below = (target - actual) / target
    return -below if re.search(_NOT_ABOVE, plain(update.target).casefold()) else below


def asked_for(below: float, key: Sequence[Status]) -> Status | None:
    """The best status whose bound this shortfall keeps within, else the worst; None where the key has no bounds."""
    bounded = [status for status in rungs(key) if status.counts_as in _WITH_A_BOUND]
    held = [status for status in bounded if status.most_below is not None and below <= status.most_below + 1e-9]
    worst = next((status for status in bounded if status.most_below is None), None)
    return held[-1] if held else worst


def disagrees(status: Status, asked: Status) -> bool:
    """Whether a status says something else than the figures ask for; what is complete is as good as on track."""
    if status.counts_as is CountsAs.NOT_DUE:
        return False
    said = CountsAs.ON_TRACK if status.counts_as is CountsAs.COMPLETE else status.counts_as
    return said is not asked.counts_as


def _number(words: Prose) -> float | None:
    said = plain(words)
    found = [] if re.search(_UNCLEAR, said.casefold()) else re.findall(_NUMBER, said)
    return float(found[0].replace(",", "")) if len(found) == 1 else None


def _is_share(words: Prose) -> bool:
    said = plain(words)
    return "%" in said or "per cent" in said or "percent" in said
