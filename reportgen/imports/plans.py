"""Which of a source's tables are the plan, and which headings stand above them."""

from collections import Counter
from collections.abc import Mapping

from reportgen.headings import folded
from reportgen.imports.blocks import Grid, Line
from reportgen.imports.heads import head
from reportgen.quarter import Quarter

_ALIKE = 0.6  # of its columns a table shares with the plan's fullest one, to be of the plan too
_WIDE = 3  # columns of a table that may go on without headings, at least


class Plans:
    """Which of the tables are the plan: those laid out like the fullest of them."""

    def __init__(self, blocks: list[Grid | Line], maps: Mapping[str, str], now: Quarter | None) -> None:
        every = {
            place: one
            for place, block in enumerate(blocks)
            if isinstance(block, Grid) and not block.hidden and (one := head(block, maps, now))
        }
        fullest = max(every.values(), key=lambda one: len(one.columns), default=None)
        keys = set(fullest.columns) if fullest else set()
        self.heads = {place: one for place, one in every.items() if len(keys & set(one.columns)) >= _ALIKE * len(keys)}
        self.strange = set(every) - set(self.heads)
        headings = [
            (place, block) for place, block in enumerate(blocks) if isinstance(block, Line) and block.level and not block.title
        ]
        said = Counter(folded(line.words) for _, line in headings)
        self.repeated = {words for words, many in said.items() if many > 1}
        nearest = [_nearest(headings, place, self.repeated) for place in self.heads]
        self.levels = Counter(level for level in nearest if level)

    def goes_on(self, grid: Grid, before: Grid) -> bool:
        """Whether a table without headings continues the one right before it: it is as wide."""
        widest = [max((max(row, default=0) for row in one.rows.values()), default=0) for one in (before, grid)]
        return not grid.title and widest[0] == widest[1] and widest[0] > _WIDE


def _nearest(headings: list[tuple[int, Line]], place: int, repeated: set[str]) -> int:
    """The level of the last heading before a table, but for those that are said again and again."""
    before = [line.level for where, line in headings if where < place and folded(line.words) not in repeated]
    return before[-1] if before else 0
