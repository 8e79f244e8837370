"""What stands in the rows of headings, column by column, and what stands below them."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.headings import folded
from reportgen.imports.blocks import Cell, Grid

LONGEST = 80  # letters of a heading that may mean something


@dataclass(frozen=True, slots=True)
class Text:
    """The heading of a column; over two rows the upper one speaks for every column under it: “Quarter 2” over “RAG”."""

    above: str
    below: str = ""

    @property
    def whole(self) -> str:
        """Both on one line."""
        return " ".join(filter(None, (self.above, self.below)))

    @property
    def readings(self) -> tuple[str, ...]:
        """In which words its meaning is looked for: both together, the lower, the upper where it stands alone."""
        found = (self.whole, self.below) if self.below else (self.above,)
        return tuple(words for words in found if len(words) <= LONGEST)

    @property
    def forms(self) -> frozenset[str]:
        """How it may stand further down, where the headings are said again."""
        return frozenset(map(folded, filter(None, (self.above, self.below, self.whole))))


def texts(grid: Grid, rows: list[int]) -> dict[int, Text]:
    """The heading of each column that has one."""
    upper = _spread(grid.rows[rows[0]])
    if len(rows) == 1:
        return {column: Text(words) for column, words in upper.items()}
    lower = {column: "" if cell.continues else cell.flat for column, cell in grid.rows[rows[1]].items()}
    return {column: Text(upper.get(column, ""), lower.get(column, "")) for column in sorted({*upper, *lower})}


def _spread(row: Mapping[int, Cell]) -> dict[int, str]:
    return {column + step: cell.flat for column, cell in row.items() if cell.flat for step in range(cell.across)}


def held(grid: Grid, last: int) -> dict[int, list[str]]:
    """By column what stands below this row; a bare colour counts as something."""
    found: dict[int, list[str]] = {}
    for number, row in grid.rows.items():
        for column, cell in row.items() if number > last else ():
            if cell.own or (cell.fill and not cell.flat):
                found.setdefault(column, []).append(cell.flat or cell.fill)
    return found


def told_apart(found: Mapping[int, Text]) -> dict[int, str]:
    """The headings as they are spoken of: a long one by its beginning, of two that are alike the second as “Evidence (2)”."""
    seen: dict[str, int] = {}
    names = {}
    for column, text in found.items():
        words = text.whole if len(text.whole) <= LONGEST else f"{text.whole[:LONGEST]}…"
        seen[folded(words)] = seen.get(folded(words), 0) + 1
        names[column] = f"{words} ({seen[folded(words)]})" if seen[folded(words)] > 1 else words
    return names
