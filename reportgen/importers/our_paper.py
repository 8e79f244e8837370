"""A Word file of ours, as tables under the headings of our own sheets.

What the paper shows of an action in one cell is put back under each heading.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.importers import front_matter
from reportgen.importers.sources.blocks import (
    Line,
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceTable,
)
from reportgen.model import colours
from reportgen.model.columns import Table
from reportgen.model.errors import Unreadable
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.status import SHAPES, UNREPORTED
from reportgen.model.text import fold_name
from reportgen.workbook.read.objectives import number_of

_MEANINGS = {shape: counts_as for counts_as, shape in SHAPES.items()}
_LABELS = {fold_name(ACTIONS[key].heading): key for key in ("next_steps", "target", "actual")}
_REVISED = "revised"
_ADDED = {
    "TableFault": re.compile(r"Problem \d+"),
    "TableTrend": re.compile(
        r"(?:[↑↓→] )?(?:(?:better|worse), was .+|no change(?: for \d+ quarters)?|new action|first"
        r" update|was .+)"
    ),
    "TableLabel": re.compile(r"\d+ quarters? late|moved .+"),
}
"""What the paper adds to a cell by itself, by its style: other words in such a paragraph are
somebody's own."""


def is_status(row: Mapping[int, SourceCell]) -> bool:
    """Whether a row of the key is one of a status, and not that for actions without one."""
    return row[1].flat[:1] in _MEANINGS


def status(cells: Sequence[SourceCell]) -> dict[str, SourceCell]:
    """An entry of the key: its shape tells what it counts as, its fill which colour it has."""
    word, meaning = cells[0], cells[1]
    counts_as, colour = _MEANINGS[word.flat[0]].value, colours.named(word.fill)
    return {
        "word": _with(word, [Line(words=word.flat[1:].strip())]),
        "colour": _with(word, [Line(words=colour)]),
        "counts_as": _with(word, [Line(words=counts_as)]),
        "meaning": meaning,
    }


def _with(cell: SourceCell, lines: Iterable[Line]) -> SourceCell:
    return replace(cell, lines=tuple(lines))


def action(
    row: Mapping[int, SourceCell], names: Mapping[int, str], objective: SourceCell
) -> dict[str, SourceCell]:
    """A row of the paper, with what it shows under other headings put back under their own."""
    cells = {
        column.key: row[n]
        for n, name in names.items()
        for column in ACTIONS
        if fold_name(column.heading) == name and n in row
    }
    plain = {
        key: _with(cell, [line for line in cell.lines if not _is_added(line)])
        for key, cell in cells.items()
    }
    if "status" in plain:
        told = [_bare(line) for line in plain["status"].lines if line.words != UNREPORTED]
        plain["status"] = replace(
            _with(plain["status"], told), fill=""
        )  # the colour follows the word, and not the other way round
    if "timescale" in plain:
        plain |= _parted(plain["timescale"], "timescale")
    if "progress" in plain:
        plain |= _parted(plain["progress"], "progress")
    return plain | {"objective": replace(objective, place="")}


def _is_added(line: Line) -> bool:
    """Whether a line is added by the paper itself, and is none of the plan's own words."""
    added = _ADDED.get(line.style)
    return bool(added and added.fullmatch(line.words.strip()))


def _bare(line: Line) -> Line:
    return replace(line, words=line.words[1:].strip()) if line.words[:1] in _MEANINGS else line


def _parted(cell: SourceCell, key: str) -> dict[str, SourceCell]:
    """The parts of a cell that have labels of their own, by column key.

    Where a label has lost its style, its words stay with the part before it.
    """
    parts: dict[str, list[Line]] = {key: []}
    for line in cell.lines:
        label = fold_name(line.parts[0][1]) if line.parts and line.parts[0][0] == "Told" else ""
        if label in _LABELS:
            key = _LABELS[label]
            parts[key] = [replace(line, words=line.words.removeprefix(line.parts[0][1]).strip())]
        elif line.style == "TableLabel" and fold_name(line.words) in _LABELS:
            key = _LABELS[fold_name(line.words)]
            parts[key] = []
        elif line.style == "TableLabel" and fold_name(line.words) == _REVISED:
            key = "revised_timescale"
            parts[key] = []
        else:
            parts[key].append(line)
    return {name: _with(cell, lines) for name, lines in parts.items()}


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


def laid_out(source: SourceDocument) -> SourceDocument:
    """The same document as tables of our own.

    Raises Unreadable where it is another paper than the action plan.
    """
    walk = _Walk()
    for block in source.blocks:
        walk.take(block)
    if not any(grid.name == ACTIONS.name for grid in walk.blocks if isinstance(grid, SourceTable)):
        what = f"{source.name} is a paper of ours, but not the action plan with its tables."
        raise Unreadable(
            code="not-the-plan",
            what=what,
            fix="Give the Word file of the action plan, and not the one in large print.",
        )
    notes = tuple(note for note in source.notes if not note.startswith("At the head or foot"))
    sheets = [_sheet(REPORT, walk.report), _sheet(OBJECTIVES, walk.objectives)]
    return replace(source, blocks=(*sheets, *walk.blocks), notes=notes, strays=tuple(walk.strays))


@dataclass(slots=True)
class _Walk:
    """What was taken so far, going through the document."""

    report: list[dict[str, SourceCell]] = field(default_factory=list)
    objectives: list[dict[str, SourceCell]] = field(default_factory=list)
    blocks: list[SourceBlock] = field(default_factory=list)
    strays: list[Line | SourceCell] = field(default_factory=list)
    section: str = ""
    leads: int = 0
    tabled: bool = False
    """Whether the table of the objective was met: what stands before it are its points, whatever
    they look like."""
    names: Mapping[int, str] = field(default_factory=dict)
    """The headings of the table of actions that was met last."""

    def take(self, block: SourceBlock) -> None:
        """Take one block for what it is in its part of the paper."""
        if isinstance(block, SourceTable):
            self._table(block)
        # As LibreOffice may call it.
        elif block.style == "Heading2" or block.level == 2:  # noqa: PLR2004
            self._heading(block)
        elif self.section in ("", _INTRODUCTION):
            self.report += [
                {"setting": _words(name), "value": cell}
                for name, cell in _setting(block, self.section)
            ]
        elif self.section == _OBJECTIVE and not self.tabled and block.words != _EMPTY:
            before = self.objectives[-1].get("points")
            lines = (*(before.lines if before else ()), Line(words=block.words))
            self.objectives[-1]["points"] = SourceCell(place=block.place, lines=lines)
        elif self.leads:
            self.leads -= 1
        elif block.words != _EMPTY:
            self.strays.append(block)

    def _heading(self, line: Line) -> None:
        """Note which part of the paper begins here, and of an objective its number and title."""
        numbered = "".join(words for style, words in line.parts if style == "ObjectiveNumber")
        if numbered:
            title = "".join(words for style, words in line.parts if style != "ObjectiveNumber")
            self.objectives.append(
                {"number": _cell(number_of(numbered), line), "title": _cell(title.strip(), line)}
            )
            self.section = _OBJECTIVE
        elif fold_name(line.words) in _SECTIONS:
            self.section = _SECTIONS[fold_name(line.words)]
        else:
            self.section = "another"
            self.strays.append(line)
        self.leads, self.tabled = _LEADS.get(self.section, 0), False

    def _table(self, grid: SourceTable) -> None:
        """Take a table of the paper as one of our sheets.

        Those that only count or list problems are the paper's own, and are not taken.
        """
        head, *rows = grid.rows.values()
        self.leads, self.tabled = 0, True
        if self.section == _OBJECTIVE:
            names = {column: fold_name(cell.flat) for column, cell in head.items()}
            if fold_name(ACTIONS["title"].heading) not in names.values() and self.names:
                names, rows = (
                    dict(self.names),
                    [head, *rows],
                )  # the lower half of a table that was divided
            self.names = names
            number = self.objectives[-1]["number"]
            self.blocks.append(
                _sheet(ACTIONS, [action(row, names, number) for row in rows], title="")
            )
        elif self.section == _KEY:
            self.blocks.append(
                _sheet(STATUS_KEY, [status(list(row.values())) for row in rows if is_status(row)])
            )
        elif self.section == _ACRONYMS:
            pairs = [dict(zip(("short", "meaning"), row.values(), strict=False)) for row in rows]
            self.blocks.append(_sheet(ACRONYMS, pairs))
        elif self.section not in (_GLANCE, _PROBLEMS):
            self.strays += grid.cells()


def _setting(line: Line, section: str) -> Iterator[tuple[str, SourceCell]]:
    """The settings that a paragraph of the first page shows."""
    parts = dict(line.parts)
    if section:
        yield "Introduction", _cell(line.words, line)
    elif line.style == "Labels":
        yield "Appendix", _cell(parts.get("", "").strip(), line)
    elif line.level == 1:
        title, period = front_matter.title_and_period(parts.get("", "").strip())
        told = (
            ("Title", title),
            ("Strategy period", period),
            ("Document", parts.get("DocumentName", "")),
        )
        yield from ((name, _cell(words, line)) for name, words in told)
    elif line.style == "Quarter":
        yield "Quarter", _cell(front_matter.quarter_in(line.words), line)
    elif line.style == "Fact":
        label = parts.get("FactLabel", "").strip()
        yield label, _cell(line.words.removeprefix(parts.get("FactLabel", "")).strip(), line)
    elif line.style in ("", "Normal"):
        yield "Organisation", _cell(line.words, line)


def _words(words: str) -> SourceCell:
    return SourceCell(place="", lines=(Line(words=words),))


def _cell(words: str, line: Line) -> SourceCell:
    return SourceCell(place=line.place, lines=(Line(words=words),) if words.strip() else ())


def _sheet(
    table: Table, rows: Sequence[Mapping[str, SourceCell]], *, title: str | None = None
) -> SourceTable:
    keys = {column.key: number for number, column in enumerate(table.columns, start=1)}
    head = {
        number: SourceCell(place="", lines=(Line(words=table[key].heading),))
        for key, number in keys.items()
        if not table[key].shown
    }
    filled = {
        n: {keys[key]: cell for key, cell in row.items()} for n, row in enumerate(rows, start=2)
    }
    return SourceTable(
        name=table.name,
        title=table.name if title is None else title,
        exact=True,
        rows={1: head, **filled},
    )
