"""What any source is made of, before its meaning is looked for: lines and tables in their order.

Values, no I/O.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.model.paper_wording import PaperWording


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph, or a line of a cell."""

    words: str
    place: str = ""
    """Where it stands, in words; empty inside a cell."""
    bulleted: bool = False
    level: int = 0
    """The level of a heading, from 1; 0 where it is none."""
    title: bool = False
    """It has the style that Word calls Title: the paper's own, and no objective's."""
    style: str = ""
    """The paragraph's style in a Word file, by its ID."""
    parts: tuple[tuple[str, str], ...] = ()
    """In a Word file of ours, its words by the character styles they have, by their IDs."""

    @property
    def typed(self) -> str:
        """As somebody would type it, with its bullet."""
        return f"• {self.words}" if self.bulleted else self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """One cell of a table.

    `place` is where it stands, in words: “Table 3, row 4, column 2”, “Plan!B4”.
    """

    place: str
    lines: tuple[Line, ...] = ()
    fill: str = ""
    """Six hexadecimal digits, where the cell has a colour."""
    bold: bool = False
    """All of its words are bold."""
    across: int = 1
    """Over how many columns it stretches."""
    continues: bool = False
    """It is the lower part of a merged cell, whose words these are."""
    flat: str = field(init=False)
    """Its words on one line, with single spaces and without bullets."""
    own: bool = field(init=False)
    """Whether words stand here, and not only in the cell that this one is merged with."""

    def __post_init__(self) -> None:
        """Keep the words on one line: they are asked for time and again."""
        if len(self.lines) == 1:
            flat = " ".join(self.lines[0].words.split())
        else:
            flat = " ".join(" ".join(line.words for line in self.lines).split())
        object.__setattr__(self, "flat", flat)
        object.__setattr__(self, "own", bool(flat) and not self.continues)

    @property
    def text(self) -> str:
        """Its words as somebody would type them, one line a paragraph."""
        return "\n".join(line.typed for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """A table, or a sheet: rows by number, from 1, each with its cells by column number.

    A blank cell need not be there.
    """

    name: str
    """As messages name it: “Table 3”, “the sheet Plan”."""
    title: str = ""
    """The name that somebody gave it: a sheet's."""
    rows: Mapping[int, Mapping[int, SourceCell]]
    hidden: bool = False
    exact: bool = False
    """Laid out by us, under our own headings: whatever a row looks like, it is a row of its
    sheet."""

    def cells(self) -> Iterator[SourceCell]:
        """Every cell in which words stand, in order; those of a merged cell once."""
        return (cell for row in self.rows.values() for cell in row.values() if cell.own)


SourceBlock = Line | SourceTable
EDGE = "head or foot of pages"
"""The place of words in the headers and footers of a Word file."""
IS_PICTURE, DESCRIBES = "it is a picture", "it describes a picture"
"""Why a picture, and its alternative text, are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A document as it was read: its blocks in order, and notes for the user."""

    name: str
    blocks: tuple[SourceBlock, ...]
    notes: tuple[str, ...] = ()
    strays: tuple["Line | SourceCell", ...] = ()
    """In a Word file of ours, lines and cells that are no part of the paper as it was made."""
    outside: tuple[tuple[Line, str], ...] = ()
    """Words in no paragraph and no cell of it, such as those of text boxes, and why they are left
    out."""
    losses: tuple[str, ...] = ()
    """Notes on words that may not be meant as they were taken, such as words struck out."""
    ours: bool = False
    """It was made by `reportgen build`, so that the styles of its paragraphs tell what they are."""
    wording: PaperWording | None = None
    """What the words of our action plan stand for."""
