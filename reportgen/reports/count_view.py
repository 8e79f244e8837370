"""What templates see of actions that are counted: tables of statuses with their bars."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A part of a bar, of one status; `start` and `width` in hundredths of the longest bar."""

    fill: str
    ink: str
    """The colour of its pattern."""
    pattern: str
    """How it is hatched, such as “diagonal”; empty where it is plain."""
    start: str
    width: str
    hatching: str
    """The lines of the pattern as the data of an SVG path, between 0.5 and 6.5 of height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many actions have a status: the number and the fill of its cell; white for 0."""

    words: str
    fill: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTableRow:
    """Actions of an objective, quarter or officer by status: numbers and a bar."""

    name: str
    anchor: str
    """Where the paper tells more of it; empty where it does not."""
    tallies: tuple[Tally, ...]
    total: str
    bar: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusColumn:
    """The heading over the numbers of a status, with how it looks in a bar."""

    word: str
    sample: Segment
    """Twelve hundredths wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTable:
    """A table of objectives, quarters or officers by status, each with a bar."""

    heading: str
    """The heading over the names: “Objective”, “Quarter”."""
    columns: tuple[StatusColumn, ...]
    rows: tuple[StatusTableRow, ...]
    totals: tuple[StatusTableRow, ...]
    """The sums under the columns; empty where they would count an action twice."""
    note: str
    """What the bars show."""
