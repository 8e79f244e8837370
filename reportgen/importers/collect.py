"""A source gone through, block by block, into a draft of the new workbook."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reportgen.importers import front_matter, legends, other_tables
from reportgen.importers.detect import split_tables
from reportgen.importers.detect.forms import FormRows, with_forms_as_rows
from reportgen.importers.detect.header_detection import WIDE, HeaderRow, find_header
from reportgen.importers.detect.row_classifier import own, repeats
from reportgen.importers.detect.split_tables import PlanTables, split_beside
from reportgen.importers.draft import Draft, is_called
from reportgen.importers.plan_table import PlanTableReader
from reportgen.importers.quarters import quarter_within
from reportgen.importers.sources.blocks import Line, SourceCell, SourceDocument, SourceTable
from reportgen.model.calendar import Quarter
from reportgen.model.text import fold_name

_STRANGE = "its table is laid out unlike the plan’s; import it by itself, if it is one"
_HIDDEN = "its sheet is hidden"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A source's tables and lines in their order, and which of the tables are plans."""

    blocks: list[SourceTable | Line]
    plans: PlanTables

    def tables(self) -> list[SourceTable]:
        """Its tables, in their order."""
        return [block for block in self.blocks if isinstance(block, SourceTable)]


def prepare(source: SourceDocument, maps: Mapping[str, str], draft: Draft) -> Prepared:
    """Find the plans in a source; what stands outside of its tables and lines is told."""
    draft.ours = draft.ours or source.ours
    for note in source.notes:
        draft.audit.note(note)
    for loss in source.losses:
        draft.audit.note(loss, lost=True)
    for line, why in source.outside:
        draft.audit.left(line, why)
    for stray in source.strays:
        draft.audit.left(stray, "it is no part of the paper as it was made")
    blocks = [
        part
        for block in with_forms_as_rows(source.blocks, maps)
        for part in _parts(_table(block, draft), maps)
    ]
    return Prepared(blocks, PlanTables(blocks, maps, _now(blocks, maps, draft)))


def collect(prepared: Prepared, draft: Draft) -> None:
    """Take everything that a source holds into the draft."""
    blocks, plans = prepared.blocks, prepared.plans
    sheet_titles = _sheet_titles(blocks, plans.heads)
    rows, lines = PlanTableReader(draft), _Lines(draft, plans.levels, plans.repeated)
    last: tuple[SourceTable, HeaderRow] | None = None
    for place, block in enumerate(blocks):
        if isinstance(block, Line):
            lines.waiting.append(block)
        elif header := plans.heads.get(place):
            _take(block, header, rows, lines, sheet_titles.get(place))
            last = (block, header)
        elif last and not lines.waiting and plans.goes_on(block, last[0]):
            rows.take(block, replace(last[1], rows=()))
        else:
            lines.flush()
            _other(block, draft, strange=place in plans.strange, announced=lines.announced)
    rows.objectives.announce([])
    lines.flush()


def _table(block: SourceTable | Line | FormRows, draft: Draft) -> SourceTable | Line:
    """The block; of forms their table, with what is not in it accounted for."""
    if not isinstance(block, FormRows):
        return block
    for label in block.labels:
        draft.audit.heading(label)
    for cell in block.strays:
        draft.audit.left(cell, "no label of a form stands beside it")
    actions = len(block.table.rows) - 1
    forms = f"{actions} forms" if actions > 1 else "One form"
    draft.audit.note(
        f"{forms}, from {block.table.name} on, with labels beside values, read as rows."
    )
    return block.table


def _other(grid: SourceTable, draft: Draft, *, strange: bool, announced: bool) -> None:
    """Take a table that is no part of the plan; leave it out if hidden or laid out unlike it."""
    if grid.hidden:
        draft.audit.note(
            f"T{grid.name[1:]} is hidden, and was left out: show it, if it is part of the plan.",
            lost=True,
        )
    if not grid.hidden and not strange:
        other_tables.take_other(grid, draft, announced=announced)
        return
    if not grid.hidden:
        draft.unlike.append(grid.name)
    for cell in grid.cells():
        draft.audit.left(cell, _HIDDEN if grid.hidden else _STRANGE)


def _parts(block: SourceTable | Line, maps: Mapping[str, str]) -> Iterator[SourceTable | Line]:
    """The block itself, or each of several tables in it."""
    if isinstance(block, Line) or block.exact:
        yield block
        return
    for below in split_tables.split_below(block):
        for part in split_tables.split_at_headings(below):
            yield from split_beside(part, maps)


def _now(blocks: list[SourceTable | Line], maps: Mapping[str, str], draft: Draft) -> Quarter | None:
    """The quarter that is reported on; None where it is not known.

    It is the user's, else that of a line, of a cover or of the rows above a plan.
    """
    for name, words in draft.settings:
        if name == "Quarter":
            return Quarter.from_text(words)
    texts = (text for block in blocks for text in _said_above(block, maps))
    return next(
        (quarter for text in texts if (quarter := Quarter.from_text(front_matter.value(text)))),
        None,
    )


def _said_above(block: SourceTable | Line, maps: Mapping[str, str]) -> list[str]:
    """The words of a line; of a table those above its headings, or beside its labels."""
    if isinstance(block, Line):
        return [block.words]
    if header := find_header(block, maps):
        return [
            cell.flat
            for number, row in block.rows.items()
            if number < header.first
            for _, cell in own(row)
        ]
    return [value.flat for _, value, _ in other_tables.label_table(block).values()]


def _sheet_titles(
    blocks: Sequence[SourceTable | Line], heads: Mapping[int, HeaderRow]
) -> dict[int, SourceCell]:
    """The title over the table of each sheet, where several sheets are objectives; else none.

    They are where no column and no row of theirs names any, no sheet is called by a quarter, and
    no two titles are alike.
    """
    titles: dict[int, SourceCell] = {}
    for place, header in heads.items():
        grid = blocks[place]
        if not isinstance(grid, SourceTable) or not grid.title or quarter_within(grid.title):
            return {}
        above = [cells for n, row in grid.rows.items() if n < header.first and (cells := own(row))]
        sections = [n for n, row in grid.rows.items() if n > header.first and len(own(row)) == 1]
        if "objective" in header.columns or sections or not above or len(above[0]) > 1:
            return {}
        titles[place] = above[0][0][1]
    words = {fold_name(cell.flat) for cell in titles.values()}
    return titles if len(words) == len(titles) > 1 else {}


def _take(
    grid: SourceTable,
    header: HeaderRow,
    rows: PlanTableReader,
    lines: "_Lines",
    sheet_title: SourceCell | None,
) -> None:
    if grid.title:
        rows.objectives.current = None  # a sheet is a plan of its own
    above = _above(grid, header, rows.draft)
    if sheet_title:
        above = [
            replace(line, level=2) if line.place == sheet_title.place else line for line in above
        ]
    naming = [line for line in above if line.level]
    lines.waiting += [line for line in above if not line.level]
    lines.before_a_plan(rows)
    if naming:
        rows.objectives.announce(naming)
    rows.take(grid, header)


@dataclass(slots=True)
class _Lines:
    """The lines since the last table, until it is known what they are for."""

    draft: Draft
    levels: Counter[int]
    """The levels of the headings that stand before tables."""
    repeated: set[str]
    announced: bool = False
    waiting: list[Line] = field(default_factory=list)

    def flush(self) -> None:
        """Take the waiting lines as front matter, key or acronyms: no plan's table has them."""
        self.announced = bool(self.waiting) and legends.is_acronym_heading(self.waiting[-1].words)
        front_matter.take(self.waiting, self.draft)
        self.waiting = []

    def before_a_plan(self, rows: PlanTableReader) -> None:
        """Announce the lines that name the objective of the table below.

        The lines before them are taken as front matter.
        """
        starts = [place for place, line in enumerate(self.waiting) if self._names_one(line)]
        if starts and self._is_over(self.waiting[starts[-1] :]):
            starts = []
        naming = self.waiting[starts[-1] :] if starts else []
        self.waiting = self.waiting[: starts[-1]] if starts else self.waiting
        self.flush()
        if naming:
            rows.objectives.announce(naming)

    def _is_over(self, lines: Sequence[Line]) -> bool:
        """Whether a heading such as “Actions” of the same level ends what the first line heads."""
        return any(
            0 < line.level <= lines[0].level and fold_name(line.words) in front_matter.OVER
            for line in lines[1:]
        )

    def _names_one(self, line: Line) -> bool:
        """Whether a line heads an objective: by its words, or as a heading of the usual level."""
        if front_matter.is_sentence(line.words) or quarter_within(line.words):
            return False
        if is_called(line.words) and not line.bulleted:
            return True
        if (
            not line.level
            or line.title
            or fold_name(line.words) in front_matter.OVER
            or fold_name(line.words) in self.repeated
        ):
            return False
        usual = self.levels.most_common(1)[0] if self.levels else (0, 0)
        only = (
            usual[1] > 1
            or self.draft.has_setting("Title")
            or any(other.title for other in self.waiting)
        )
        return line.level == usual[0] and only


def _section_above(grid: SourceTable, header: HeaderRow) -> int:
    """The row right above the headings that names the first section; 0 where it does not.

    It does where another name stands right above the headings when they are said again.
    """
    numbers = list(grid.rows)
    names = {
        number: len(own(grid.rows[before])) == 1
        for before, number in pairwise(numbers)
        if repeats(grid.rows[number], header) or number == header.first
    }
    above = [n for n in numbers if n < header.first]
    return above[-1] if above and len(names) > 1 and all(names.values()) else 0


_LONGEST_LABEL = 30  # letters


def _is_label(words: str) -> bool:
    """Whether the first of two cells over the headings says what the second is."""
    return words.endswith(":") or len(words) <= _LONGEST_LABEL


def _above(grid: SourceTable, header: HeaderRow, draft: Draft) -> list[Line]:
    """The rows over the headings, as lines.

    A label and what stands beside it are one line; a title over a Word table names its objective.
    """
    lines = []
    section = _section_above(grid, header)
    for number, row in grid.rows.items():
        cells = own(row)
        if number >= header.first or not cells:
            continue
        if len(cells) == 2 and _is_label(cells[0][1].flat):  # noqa: PLR2004 - a label and its value
            draft.audit.heading(cells[0][1])
            label = cells[0][1].flat.rstrip(" :")
            lines.append(Line(words=f"{label}: {cells[1][1].flat}", place=cells[1][1].place))
            continue
        wide = not grid.title and cells[0][1].across >= WIDE
        level = 2 if len(cells) == 1 and (wide or number == section) else 0
        lines += [
            Line(words=line.words, bulleted=line.bulleted, place=cell.place, level=level)
            for _, cell in cells
            for line in cell.lines
        ]
    return lines
