"""A workbook's sheets and cells, as words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.model.problems import Where, place


class Cell(NamedTuple):  # and no dataclass: there may be hundreds of thousands
    """One cell as words.

    `fill` is its colour, six hexadecimal digits; of a blank cell only where its row has no other.
    """

    where: Where
    text: str = ""
    fill: str = ""
    formula: str = ""
    """The formula that it holds, with “=” first."""
    uncalculated: bool = False
    fault: bool = False
    """The text is one of Excel's own error values, such as #REF!."""
    dated: bool = False
    """The cell holds a date, and not words that look like one."""
    month_first: str = ""
    """A date as the cell shows it, where that is month first and could be taken for another."""
    number_format: str = ""
    """The format of a number, where it is not understood and the plain number was read."""
    struck: bool = False
    """All its words are struck out."""
    partly_struck: bool = False
    """Some of its words are struck out."""
    unseen: bool = False
    """Its words have the colour of the cell, or its format shows nothing of them."""
    bold: bool = False


class MergedRange(NamedTuple):
    """A merged range, by the numbers of its rows and columns."""

    first: int
    last: int
    column: int
    last_column: int


def merged_range(reference: str) -> MergedRange:
    """“E2:F4”, or “$E$2”, as the numbers of its rows and columns; noughts where it is neither."""
    first, _, last = reference.replace("$", "").partition(":")
    (row, column), (last_row, last_column) = place(first), place(last or first)
    return MergedRange(row, last_row, column, last_column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its rows by number, each with its cells by column number.

    Only rows in which something stands are there.
    """

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Cell]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple["MergedRange", ...]
    """The merged ranges, by their first cells."""
    ruled: tuple["MergedRange", ...] = ()
    """The areas whose cells are coloured by a rule that looks at other columns."""
    page_words: tuple[str, ...] = ()
    """What stands at the head and foot of its pages."""
    covered: tuple[Cell, ...] = ()
    """The cells under merged ones that have words of their own, which no program shows."""

    def ruled_blanks(self) -> Iterator[Where]:
        """The blank cells of such areas, in rows in which something stands."""
        for first, last, column, last_column in self.ruled:
            for row in range(first, last + 1) if last - first < len(self.rows) else self.rows:
                if row in self.rows and first <= row <= last:
                    for number in range(column, last_column + 1):
                        cell = self.rows[row].get(number)
                        if cell is None or not cell.text.strip():
                            yield Where(sheet=self.name, row=row, column=number)
