"""What the templates of the papers beside the action plan see: one frozen `paper`, whose fields are words ready to print."""

from dataclasses import dataclass

from reportgen.plan import Prose
from reportgen.reports.glance_view import Glance
from reportgen.reports.view import Front, Mark, Note, Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One action: its ref and words as a heading, its status, and labelled lines."""

    ref: str
    title: str
    mark: tuple[Mark, ...]
    trend: tuple[Trend, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands under a heading, in this order; what a piece does not have is empty."""

    heading: str = ""
    prose: Prose = ()
    gaps: tuple[str, ...] = ()
    """What somebody has still to write: “[to be completed: legal implications]”."""
    tables: tuple[Glance, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the paper."""

    anchor: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Front):
    """The whole paper."""

    marking: str
    """“Not for publication”, or nothing."""
    total: str
    """The heading of a table's last column."""
    parts: tuple[Part, ...]
    large: bool = False
    """In large print."""
    contents: str = ""
    """The heading of a list of contents; empty where there is none."""
