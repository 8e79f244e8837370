"""What templates see: views of papers, in words ready to print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from reportgen.model.prose import Prose
from reportgen.reports.action_view import (
    Entry,
    ExceptionRow,
    Figures,
    Section,
    StatusBadge,
    TableColumn,
    Timeline,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and what stands beside it, such as “Committee” and “Cabinet”."""

    label: str
    words: str
    missing: bool = False
    """The words are what somebody has still to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """A line of the colour key: the status, its meaning, and its number of actions."""

    mark: StatusBadge
    meaning: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of columns and parts."""

    glance: str
    total: str
    introduction: str
    key: str
    status: str
    meaning: str
    actions: str
    action: str
    acronyms: str
    acronym: str
    problems: str
    problem: str
    kind: str
    place: str
    why: str
    doing: str
    new_date: str
    timescale: str
    what: str
    fix: str
    page: str
    of_pages: str
    """The words before a page's number, and before the number of all: “Page 3 of 9”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymEntry:
    """A short form and what it stands for."""

    short: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One line of a draft's list of problems."""

    number: str
    kind: str
    """“Error” or “Warning”."""
    place: str
    what: str
    fix: str


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
    """How many actions have a status: the number and the fill of its cell.

    For 0 the fill is white and `kind` “zero”.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The contents under a heading, in this order; what a piece does not have is empty."""

    heading: str = ""
    prose: Prose = ()
    gaps: tuple[str, ...] = ()
    """What somebody has still to write: “[to be completed: legal implications]”."""
    tables: tuple[StatusTable, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
    timelines: tuple[Timeline, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the paper."""

    anchor: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as an address that holds it (data:), and what it shows."""

    uri: str
    alt: str


class Layout(Enum):
    """Which set of templates a view is for."""

    ACTION_PLAN = "action plan"
    """Wide tables, an action a row."""
    PAPER = "paper"
    """Headings, paragraphs, lists and an entry for each action."""
    LARGE_PRINT = "large print"
    """The same in 18 point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A whole paper, in words ready to print; what a paper does not have is empty."""

    layout: Layout
    language: str
    direction: str
    """“ltr”, or “rtl” where the language runs from right to left."""
    name: str
    """The document's title in its properties and in a browser's tab."""
    author: str
    subject: str
    made: str = ""
    """The day in the document's properties, as 2017-01-31; empty where the workbook does not say
    when it was saved."""
    origin: str = ""
    """What it was made from and how, for the document's properties."""
    memory: Mapping[str, str] = field(default_factory=dict)
    """Properties in which a Word file keeps values of the workbook, so that edits of the paper can
    be told from changes of the workbook."""
    draft: str
    """“DRAFT”; empty on a final paper."""
    title: str
    document: str
    quarter: str
    """“Quarter 3 2016/17, October to December 2016”."""
    organisation: str
    masthead: str
    """Whose paper it is, printed along the edge of its first page."""
    facts: tuple[Fact, ...]
    figures: Figures
    settings: Mapping[str, str]
    """What the sheet Report says, each setting by its heading; paragraphs on lines of their own."""
    accent: str
    """The council's own colour for headings, six hexadecimal digits; empty leaves the template's
    own."""
    font: str = ""
    """The council's own font; empty leaves the template's own."""
    logo: tuple[Picture, ...] = ()
    """The council's logo, one or none."""
    marks: tuple[StatusBadge, ...]
    """Every badge of this paper, for a style sheet."""
    appendix: str = ""
    marking: str = ""
    """“Not for publication” and the like; may be empty."""
    headings: Headings
    total: str = ""
    """The heading of a table's last column."""
    contents: str = ""
    """The heading of a list of contents; empty where there is none."""
    introduction: Prose = ()
    summary: str = ""
    """How the quarter went, in two or three sentences."""
    details: str = ""
    """More of it: who gave no update, which dates were moved."""
    key: tuple[KeyEntry, ...] = ()
    key_total: str = ""
    """The number of actions, under the counts of the key."""
    glance: tuple[StatusTable, ...] = ()
    """Empty in a plan that nobody has reported on yet."""
    sections: tuple[Section, ...] = ()
    columns: tuple[TableColumn, ...] = ()
    """Of the tables of actions, in order; one that no action fills is not among them."""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    """What the short forms of the plan's list stand for, for those who hear the paper."""
    acronyms: tuple[AcronymEntry, ...] = ()
    problems: tuple[Fault, ...] = ()
    problems_lead: str = ""
    parts: tuple[Part, ...] = ()
    """The sections of a paper that is not a table of actions."""

    @property
    def large(self) -> bool:
        """Whether it is in large print."""
        return self.layout is Layout.LARGE_PRINT

    @property
    def gaps(self) -> tuple[str, ...]:
        """What somebody has still to write, as it stands in the paper in brackets."""
        front = tuple(fact.words for fact in self.facts if fact.missing)
        pieces = (piece for part in self.parts for piece in part.pieces)
        return (*front, *(words for piece in pieces for words in piece.gaps))
