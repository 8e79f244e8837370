"""What templates see of an action: a row of its objective's table, or an entry of a paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model.prose import Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusBadge:
    """A status as it is shown: word, shape, fill and ink.

    `kind` is a CSS class; fill and ink are hexadecimal digits.
    """

    word: str
    shape: str
    fill: str
    ink: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A labelled part of a cell: “Next steps:” or “Revised:” and its paragraphs."""

    label: str
    blocks: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """How a status has changed since it was last given: an arrow, and “better, was Amber”."""

    arrow: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Numbers of actions, for templates that calculate or draw; ours print none of them."""

    actions: int
    by_status: Mapping[str, int]
    """By the word of the status, as the plan's key has it."""
    by_meaning: Mapping[str, int]
    """By what the status counts as: “off track”, “at risk”, “on track”, “complete”, “not due”."""
    without_status: int
    late: int
    moved: int
    """Those whose date was ever changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFigures:
    """What an action's row says in figures and in days as 2017-03-31; empty where it is unknown."""

    due: str
    """The last day of the timescale in force."""
    quarters_late: int
    times_moved: int
    counts_as: str
    target: Prose
    actual: Prose
    next_steps: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """One action as a row of its objective's table."""

    ref: str
    bookmark: str
    """Its ref and the beginning of its words, for a PDF's list of bookmarks."""
    title: Prose
    outcome: Prose
    timescale: Prose
    revised: tuple[Note, ...]
    delays: tuple[str, ...]
    """Remarks on its date: “1 quarter late”, “moved twice, 3 quarters in all”."""
    officers: tuple[str, ...]
    partners: tuple[str, ...]
    mark: StatusBadge
    trend: tuple[Trend, ...]
    """Empty where the plan has no past."""
    progress: Prose
    notes: tuple[Note, ...]
    """What stands under Progress: next steps, target, actual."""
    faults: tuple[str, ...]
    """On a draft, which problems of the list concern this row: “Problem 3”."""
    own: Mapping[str, Prose] = field(default_factory=dict)
    """The cells of the sheet's own columns that are printed, by the key of the column."""
    figures: RowFigures


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One objective: its number in words, its title and points, and its actions."""

    anchor: str
    entry: str
    """Its name in the list of contents."""
    number: str
    title: str
    points: Prose
    caption: str
    """The caption of its table, for readers who cannot see it."""
    rows: tuple[ActionRow, ...]
    empty: str
    """A sentence in place of the table where there is no action."""
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumn:
    """A column of the tables of actions."""

    key: str
    """Which cell of a row stands in it, such as “title”; also its CSS class."""
    heading: str
    width: str
    """In hundredths of the table's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One action: its ref and words as a heading, its status, and labelled lines."""

    ref: str
    title: str
    mark: tuple[StatusBadge, ...]
    trend: tuple[Trend, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineCell:
    """What a timeline shows of an action in a quarter; all but `fill` may be empty.

    `kind` is a CSS class: done, due, late, was or runs. `fill` is “auto” where there is none.
    """

    kind: str
    words: str
    fill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """An action as a row of a timeline, and its timescale in words."""

    ref: str
    title: str
    mark: StatusBadge
    cells: tuple[TimelineCell, ...]
    timescale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A table of actions by quarter; `quarters` are the headings over the cells."""

    quarters: tuple[str, ...]
    rows: tuple[TimelineRow, ...]
    note: str
    """How it is read, over the first table of a paper; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """An action off track, at risk or late, as a row: how it stands, why, and what is done."""

    ref: str
    title: str
    mark: StatusBadge
    trend: tuple[Trend, ...]
    why: Prose
    doing: Prose
    new_date: str
