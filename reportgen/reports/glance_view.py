"""What a template sees of the plan at a glance."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar: a status's class and fill, where it begins and how wide it is, in hundredths of the longest bar."""

    kind: str
    fill: str
    start: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of something have a status: the number, and the colours of its cell, which is white where the number is 0."""

    words: str
    fill: str
    ink: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlanceRow:
    """One objective, or one quarter, at a glance: its actions by status, as numbers and as a bar, and the bar in words."""

    name: str
    tallies: tuple[Tally, ...]
    total: str
    bar: tuple[Segment, ...]
    alternative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The whole plan at a glance: sentences, and a table of objectives, or of quarters, by status."""

    heading: str
    """Over the names: “Objective”, “Quarter”."""
    lead: tuple[str, ...]
    columns: tuple[str, ...]
    """The statuses over the numbers."""
    rows: tuple[GlanceRow, ...]
