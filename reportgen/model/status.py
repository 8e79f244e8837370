"""Statuses: a plan's key, what each counts as, their ranking and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from reportgen.model import colours


class CountsAs(Enum):
    """What a status means for the figures, whatever the plan calls it."""

    OFF_TRACK = "off track"
    AT_RISK = "at risk"
    ON_TRACK = "on track"
    COMPLETE = "complete"
    NOT_DUE = "not due"


BEHIND = (CountsAs.OFF_TRACK, CountsAs.AT_RISK)
"""The meanings that members are to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One entry of the status key.

    `fill` is six hexadecimal digits, or empty where the colour was not understood.
    """

    word: str
    colour: str
    fill: str
    counts_as: CountsAs
    meaning: str = ""
    most_below: float | None = None
    """The greatest share by which a figure may be below its target for this status: 0.2 is a
    fifth; None where there is no bound."""


SHAPES: Final = {
    CountsAs.OFF_TRACK: "■",
    CountsAs.AT_RISK: "▲",
    CountsAs.ON_TRACK: "●",
    CountsAs.COMPLETE: "►",
    CountsAs.NOT_DUE: "○",
}
"""A shape for each meaning. All are in Arial, Liberation Sans and DejaVu Sans (they belong to
Windows Glyph List 4)."""

MOST_STATUSES = 100
"""Statuses of a key: far more than any has, and few enough to compare each cell with all."""

UNREPORTED: Final = "No update"
"""The words printed for a blank status, in papers and workbooks."""


MOST_BELOW = {CountsAs.AT_RISK: 0.2, CountsAs.ON_TRACK: 0.0}
"""How far a figure may be below its target, by the key of the same plan as DEFAULT_KEY: “up to 20%
below target” is Amber."""

DEFAULT_KEY = tuple(
    Status(
        word=word,
        colour=word,
        fill=colours.fill(word),
        counts_as=counts_as,
        meaning=meaning,
        most_below=MOST_BELOW.get(counts_as),
    )
    for word, counts_as, meaning in (
        (
            "Red",
            CountsAs.OFF_TRACK,
            "Progress or delivery well below target; serious intervention needed",
        ),
        (
            "Amber",
            CountsAs.AT_RISK,
            "Progress or delivery up to 20% below target; attention needed",
        ),
        (
            "Green",
            CountsAs.ON_TRACK,
            "Progress on or ahead of schedule and on track to deliver as planned or completed",
        ),
    )
)
"""Red, Amber and Green, worst first, in the words of the Welwyn Hatfield ASB action plan
2016/19."""


_WORST_FIRST = (CountsAs.OFF_TRACK, CountsAs.AT_RISK, CountsAs.ON_TRACK, CountsAs.COMPLETE)


def ranking(key: Sequence[Status]) -> tuple[Status, ...]:
    """The statuses of a key from worst to best, by what they count as.

    Those that count alike keep the sheet's order. Statuses that count as not due are left out:
    a change to or from them is neither better nor worse.
    """
    return tuple(
        status for meaning in _WORST_FIRST for status in key if status.counts_as is meaning
    )
