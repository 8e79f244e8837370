"""A workbook's sheets and cells, as words in places."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.problems import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell in words. `fill` is its colour, six hexadecimal digits; of a blank cell where its row has no other."""

    where: Where
    text: str = ""
    fill: str = ""
    formula: bool = False
    uncalculated: bool = False
    fault: bool = False
    """The text is one of Excel's own error values, such as #REF!."""
    dated: bool = False
    """The cell holds a date, and not words that look like one."""
    struck: bool = False
    """All its words are struck out."""
    unseen: bool = False
    """Its words have the colour of the cell."""
    bold: bool = False


class Merged(NamedTuple):
    """A merged range, by the numbers of its rows and columns."""

    first: int
    last: int
    column: int
    last_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: rows by number, each with its cells by column number; only rows in which something stands."""

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple["Merged", ...]
    """The merged ranges, by their first cells."""
