"""A source gone through, block by block, into a draft of the new workbook."""

from collections.abc import Mapping

from reportgen.headings import folded
from reportgen.imports import acronyms, front, others
from reportgen.imports.blocks import Grid, Line, Source
from reportgen.imports.draft import Draft
from reportgen.imports.heads import Head, head
from reportgen.imports.objectives import is_called
from reportgen.imports.plan_rows import PlanRows


def gather(source: Source, maps: Mapping[str, str], draft: Draft) -> None:
    """Take everything that a source holds into the draft."""
    rows, lines = PlanRows(draft), _Lines(draft)
    for note in source.notes:
        draft.ledger.note(note)
    for block in source.blocks:
        if isinstance(block, Line):
            lines.waiting.append(block)
        elif found := head(block, maps):
            if block.title:
                rows.objective = None  # a sheet is a plan of its own
            lines.waiting += _above(block, found, draft)
            lines.before_a_plan(rows)
            rows.take(block, found)
        else:
            lines.flush()
            others.take(block, draft, announced=lines.announced)
    rows.announce([])
    lines.flush()


class _Lines:
    """The lines since the last table, until it is known what they are for."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.announced = draft, False
        self.waiting: list[Line] = []

    def flush(self) -> None:
        """They belong to no plan's table: front matter, key, acronyms."""
        self.announced = bool(self.waiting) and acronyms.is_heading(self.waiting[-1].words)
        front.take(self.waiting, self.draft)
        self.waiting = []

    def before_a_plan(self, rows: PlanRows) -> None:
        """Those that name the objective of the table below are its title; what stands before them is not."""
        starts = [place for place, line in enumerate(self.waiting) if self._names_one(line, place)]
        naming = self.waiting[starts[-1] :] if starts else []
        self.waiting = self.waiting[: starts[-1]] if starts else self.waiting
        self.flush()
        if naming:
            rows.announce(naming)

    def _names_one(self, line: Line, place: int) -> bool:
        """Whether a line is the heading of an objective: called so, or a heading that is not the paper's own title."""
        if is_called(line.words) and not line.bulleted:
            return True
        first = place == 0 and not self.draft.has_setting("Title")
        return line.level > 0 and not first and folded(line.words) not in front.OVER


def _above(grid: Grid, found: Head, draft: Draft) -> list[Line]:
    """The rows over the headings, as lines: a label and what stands beside it are one."""
    lines = []
    for number, row in grid.rows.items():
        own = [cell for cell in row.values() if cell.own]
        if number >= found.rows[0] or not own:
            continue
        if len(own) == 2 and own[0].flat.endswith(":"):  # noqa: PLR2004 - a label and its value
            draft.ledger.heading(own[0])
            lines.append(Line(words=f"{own[0].flat} {own[1].flat}", place=own[1].place))
            continue
        lines += [Line(words=cell.flat, place=cell.place) for cell in own]
    return lines
