"""A Word file that `reportgen build` made, laid out as our own sheets: what each paragraph is, its style says.

The styles are those of templates/action_plan.docx. What the paper adds to the plan by itself (counts, directions, problems) goes;
what somebody else added is a stray, and is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.columns import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.errors import Unreadable
from reportgen.headings import Table, folded
from reportgen.imports import front, own_cells
from reportgen.imports.blocks import Block, Cell, Grid, Line, Source
from reportgen.intake.objectives import number_of

_INTRODUCTION, _OBJECTIVE, _KEY, _GLANCE, _ACRONYMS, _PROBLEMS = (
    "introduction",
    "objective",
    "key",
    "glance",
    "acronyms",
    "problems",
)
_SECTIONS = {
    "introduction": _INTRODUCTION,
    "colourkey": _KEY,
    "ataglance": _GLANCE,
    "acronyms": _ACRONYMS,
    "problemstoputright": _PROBLEMS,
}
"""The parts of the paper by their headings."""
_LEADS = {_KEY: 1, _GLANCE: 2, _PROBLEMS: 1}
"""How many paragraphs stand between the heading of a part and its table."""
_EMPTY = "No action stands under this objective."


def laid_out(source: Source) -> Source:
    """The same document as tables of our own. Raises Unreadable where it is another paper than the action plan."""
    walk = _Walk()
    for block in source.blocks:
        walk.take(block)
    if not any(grid.name == ACTIONS.name for grid in walk.blocks if isinstance(grid, Grid)):
        what = f"{source.name} is a paper of ours, but not the action plan with its tables."
        raise Unreadable(
            code="not-the-plan", what=what, fix="Give the Word file of the action plan, and not the one in large print."
        )
    notes = tuple(note for note in source.notes if not note.startswith("At the head or foot"))
    made = [_sheet(REPORT, walk.report), _sheet(OBJECTIVES, walk.objectives)]
    return replace(source, blocks=(*made, *walk.blocks), notes=notes, strays=tuple(walk.strays))


@dataclass(slots=True)
class _Walk:
    """What was found so far, going through the document."""

    report: list[dict[str, Cell]] = field(default_factory=list)
    objectives: list[dict[str, Cell]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    strays: list[Line | Cell] = field(default_factory=list)
    section: str = ""
    leads: int = 0
    tabled: bool = False
    """The table of the objective was met: what stands before it are its points, whatever they look like."""
    names: Mapping[int, str] = field(default_factory=dict)
    """The headings of the table of actions that was met last."""

    def take(self, block: Block) -> None:
        """Take one block for what it is in its part of the paper."""
        if isinstance(block, Grid):
            self._table(block)
        elif block.style == "Heading2" or block.level == 2:  # noqa: PLR2004 - as LibreOffice may call it
            self._heading(block)
        elif self.section in ("", _INTRODUCTION):
            self.report += [{"setting": _words(name), "value": cell} for name, cell in _setting(block, self.section)]
        elif self.section == _OBJECTIVE and not self.tabled and block.words != _EMPTY:
            before = self.objectives[-1].get("points")
            lines = (*(before.lines if before else ()), Line(words=block.words))
            self.objectives[-1]["points"] = Cell(place=block.place, lines=lines)
        elif self.leads:
            self.leads -= 1
        elif block.words != _EMPTY:
            self.strays.append(block)

    def _heading(self, line: Line) -> None:
        """Which part of the paper begins here; an objective is noted by its number and title."""
        numbered = "".join(words for style, words in line.parts if style == "ObjectiveNumber")
        if numbered:
            title = "".join(words for style, words in line.parts if style != "ObjectiveNumber")
            self.objectives.append({"number": _cell(number_of(numbered), line), "title": _cell(title.strip(), line)})
            self.section = _OBJECTIVE
        elif folded(line.words) in _SECTIONS:
            self.section = _SECTIONS[folded(line.words)]
        else:
            self.section = "another"
            self.strays.append(line)
        self.leads, self.tabled = _LEADS.get(self.section, 0), False

    def _table(self, grid: Grid) -> None:
        """A table of the paper as one of our sheets; those that only count or list problems are the paper's own."""
        head, *rows = grid.rows.values()
        self.leads, self.tabled = 0, True
        if self.section == _OBJECTIVE:
            names = {column: folded(cell.flat) for column, cell in head.items()}
            if folded(ACTIONS["title"].heading) not in names.values() and self.names:
                names, rows = dict(self.names), [head, *rows]  # the lower half of a table that was divided
            self.names = names
            number = self.objectives[-1]["number"]
            self.blocks.append(_sheet(ACTIONS, [own_cells.action(row, names, number) for row in rows], title=""))
        elif self.section == _KEY:
            self.blocks.append(
                _sheet(STATUS_KEY, [own_cells.status(list(row.values())) for row in rows if own_cells.is_status(row)])
            )
        elif self.section == _ACRONYMS:
            pairs = [dict(zip(("short", "meaning"), row.values(), strict=False)) for row in rows]
            self.blocks.append(_sheet(ACRONYMS, pairs))
        elif self.section not in (_GLANCE, _PROBLEMS):
            self.strays += grid.cells()


def _setting(line: Line, section: str) -> Iterator[tuple[str, Cell]]:
    """The settings that a paragraph of the first page shows."""
    parts = dict(line.parts)
    if section:
        yield "Introduction", _cell(line.words, line)
    elif line.style == "Labels":
        yield "Appendix", _cell(parts.get("", "").strip(), line)
    elif line.level == 1:
        title, period = front.title_and_period(parts.get("", "").strip())
        told = (("Title", title), ("Strategy period", period), ("Document", parts.get("DocumentName", "")))
        yield from ((name, _cell(words, line)) for name, words in told)
    elif line.style == "Quarter":
        yield "Quarter", _cell(front.quarter_in(line.words), line)
    elif line.style == "Fact":
        label = parts.get("FactLabel", "").strip()
        yield label, _cell(line.words.removeprefix(parts.get("FactLabel", "")).strip(), line)
    elif line.style in ("", "Normal"):
        yield "Organisation", _cell(line.words, line)


def _words(words: str) -> Cell:
    return Cell(place="", lines=(Line(words=words),))


def _cell(words: str, line: Line) -> Cell:
    return Cell(place=line.place, lines=(Line(words=words),) if words.strip() else ())


def _sheet(table: Table, rows: Sequence[Mapping[str, Cell]], *, title: str | None = None) -> Grid:
    keys = {column.key: number for number, column in enumerate(table.columns, start=1)}
    head = {
        number: Cell(place="", lines=(Line(words=table[key].heading),)) for key, number in keys.items() if not table[key].shown
    }
    filled = {n: {keys[key]: cell for key, cell in row.items()} for n, row in enumerate(rows, start=2)}
    return Grid(name=table.name, title=table.name if title is None else title, exact=True, rows={1: head, **filled})
