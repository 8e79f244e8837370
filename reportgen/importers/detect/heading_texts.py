"""The heading of each column: the words of one header row, or of an upper and a lower one."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.importers.sources.blocks import SourceCell, SourceTable
from reportgen.model.text import fold_name

LONGEST = 80  # letters of a heading that may mean something


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A column's heading; an upper one counts for all columns under it: “Quarter 2” over “RAG”."""

    above: str
    below: str = ""

    @property
    def whole(self) -> str:
        """The upper and the lower heading on one line."""
        return " ".join(filter(None, (self.above, self.below)))

    @property
    def readings(self) -> tuple[str, ...]:
        """The words in which its meaning is looked for, none longer than LONGEST.

        Both together, then the lower; the upper where it stands alone.
        """
        wordings = (self.whole, self.below) if self.below else (self.above,)
        return tuple(words for words in wordings if len(words) <= LONGEST)

    @property
    def forms(self) -> frozenset[str]:
        """The folded words by which the heading is known where it is repeated further down."""
        return frozenset(map(fold_name, filter(None, (self.above, self.below, self.whole))))


def heading_texts(grid: SourceTable, rows: list[int]) -> dict[int, HeadingText]:
    """The heading of each column that has one."""
    upper = _spread(grid.rows[rows[0]])
    if len(rows) == 1:
        return {column: HeadingText(words) for column, words in upper.items()}
    lower = {
        column: "" if cell.continues else cell.flat for column, cell in grid.rows[rows[1]].items()
    }
    return {
        column: HeadingText(upper.get(column, ""), lower.get(column, ""))
        for column in sorted({*upper, *lower})
    }


def _spread(row: Mapping[int, SourceCell]) -> dict[int, str]:
    return {
        column + step: cell.flat
        for column, cell in row.items()
        if cell.flat
        for step in range(cell.across)
    }


def told_apart(found: Mapping[int, HeadingText]) -> dict[int, str]:
    """Distinct headings by column: cut where long, the second of two alike as “Evidence (2)”."""
    seen: dict[str, int] = {}
    names = {}
    for column, text in found.items():
        words = text.whole if len(text.whole) <= LONGEST else f"{text.whole[:LONGEST]}…"
        seen[fold_name(words)] = seen.get(fold_name(words), 0) + 1
        names[column] = (
            f"{words} ({seen[fold_name(words)]})" if seen[fold_name(words)] > 1 else words
        )
    return names
