"""A Word file that `reportgen build` made, laid out as our own sheets: what each paragraph is, its style says.

The styles are those of templates/action_plan.docx. What the paper adds to the plan by itself (counts, directions, problems) goes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen import colours
from reportgen.columns import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.headings import Table, folded
from reportgen.imports import front
from reportgen.imports.blocks import Block, Cell, Grid, Line, Source
from reportgen.intake.objectives import number_of
from reportgen.shapes import NO_UPDATE, SHAPES

_MEANINGS = {shape: counts_as for counts_as, shape in SHAPES.items()}
_LABELS = {folded(ACTIONS[key].heading): key for key in ("next_steps", "target", "actual")}
_ADDED = ("TableFault", "TableTrend")
_REVISED = "revised"


def laid_out(source: Source) -> Source:
    """The same document as tables of our own."""
    report: list[tuple[str, Cell]] = []
    objectives: list[dict[str, Cell]] = []
    blocks: list[Block] = []
    section = ""
    for block in source.blocks:
        if isinstance(block, Grid):
            blocks += _table(block, objectives[-1]["number"] if section == "objective" else None)
        elif block.style == "Heading2":
            section = _heading(block, objectives)
        elif block.style == "Point" and objectives:
            _add(objectives[-1], "points", block)
        elif section == "introduction" or not section:
            report += _setting(block, section)
    sheet = [{"setting": Cell(place="", lines=(Line(words=name),)), "value": cell} for name, cell in report]
    made = [_sheet(REPORT, sheet), _sheet(OBJECTIVES, objectives)]
    return replace(source, blocks=(*made, *blocks))


def _heading(line: Line, objectives: list[dict[str, Cell]]) -> str:
    """Which part of the paper begins here; an objective is noted by its number and title."""
    numbered = [words for style, words in line.parts if style == "ObjectiveNumber"]
    if numbered:
        title = "".join(words for style, words in line.parts if style != "ObjectiveNumber")
        number = number_of("".join(numbered))
        objectives.append({"number": _cell(number, line), "title": _cell(title.strip(), line)})
        return "objective"
    return "introduction" if folded(line.words) in front.OVER and "key" not in folded(line.words) else folded(line.words)


def _setting(line: Line, section: str) -> Iterator[tuple[str, Cell]]:
    """The settings that a paragraph of the first page shows."""
    parts = dict(line.parts)
    if section:
        yield "Introduction", _cell(line.words, line)
    elif line.style == "Labels":
        yield "Appendix", _cell(parts.get("", "").strip(), line)
    elif line.style == "Heading1":
        title, period = front.title_and_period(parts.get("", "").strip())
        told = (("Title", title), ("Strategy period", period), ("Document", parts.get("DocumentName", "")))
        yield from ((name, _cell(words, line)) for name, words in told)
    elif line.style == "Quarter":
        yield "Quarter", _cell(front.quarter_in(line.words), line)
    elif line.style == "Fact":
        label = parts.get("FactLabel", "").strip()
        yield label, _cell(line.words.removeprefix(parts.get("FactLabel", "")).strip(), line)
    elif not line.style:
        yield "Organisation", _cell(line.words, line)


def _cell(words: str, line: Line) -> Cell:
    return Cell(place=line.place, lines=(Line(words=words),) if words.strip() else ())


def _add(objective: dict[str, Cell], key: str, line: Line) -> None:
    before = objective.get(key)
    objective[key] = Cell(place=line.place, lines=(*(before.lines if before else ()), Line(words=line.words)))


def _table(grid: Grid, objective: Cell | None) -> Iterator[Block]:
    """A table of the paper as one of our sheets; none where it only counts or lists problems."""
    head, *rows = grid.rows.values()
    names = {column: folded(cell.flat) for column, cell in head.items()}
    if objective:
        yield _sheet(ACTIONS, [_action(row, names, objective) for row in rows], title="")
    elif names.get(1) == folded(STATUS_KEY["word"].heading):
        yield _sheet(STATUS_KEY, [_status(list(row.values())) for row in rows if _is_status(row)])
    elif names.get(1) == folded(ACRONYMS["short"].heading):
        yield _sheet(ACRONYMS, [dict(zip(("short", "meaning"), row.values(), strict=False)) for row in rows])


def _is_status(row: Mapping[int, Cell]) -> bool:
    return row[1].flat[:1] in _MEANINGS


def _status(cells: Sequence[Cell]) -> dict[str, Cell]:
    """An entry of the key: its shape tells what it counts as, its fill which colour it has."""
    word, meaning = cells[0], cells[1]
    counts_as, colour = _MEANINGS[word.flat[0]].value, colours.named(word.fill)
    return {
        "word": _with(word, [Line(words=word.flat[1:].strip())]),
        "colour": _with(word, [Line(words=colour)]),
        "counts_as": _with(word, [Line(words=counts_as)]),
        "meaning": meaning,
    }


def _with(cell: Cell, lines: Iterable[Line]) -> Cell:
    return replace(cell, lines=tuple(lines))


def _action(row: Mapping[int, Cell], names: Mapping[int, str], objective: Cell) -> dict[str, Cell]:
    """A row of the paper, with what it shows under other headings put back under their own."""
    found = {column.key: row[n] for n, name in names.items() for column in ACTIONS if folded(column.heading) == name and n in row}
    plain = {key: _with(cell, [line for line in cell.lines if line.style not in _ADDED]) for key, cell in found.items()}
    if "status" in plain:
        plain["status"] = _with(plain["status"], [_bare(line) for line in plain["status"].lines if line.words != NO_UPDATE])
    if "timescale" in plain:
        plain |= _parted(plain["timescale"], "timescale")
    if "progress" in plain:
        plain |= _parted(plain["progress"], "progress")
    return plain | {"objective": replace(objective, place="")}


def _bare(line: Line) -> Line:
    return replace(line, words=line.words[1:].strip()) if line.words[:1] in _MEANINGS else line


def _parted(cell: Cell, key: str) -> dict[str, Cell]:
    """The parts of a cell that have labels of their own. Without the label's look, its words stay with the rest."""
    found: dict[str, list[Line]] = {key: []}
    for line in cell.lines:
        label = folded(line.parts[0][1]) if line.parts and line.parts[0][0] == "Told" else ""
        if label in _LABELS:
            key = _LABELS[label]
            found[key] = [replace(line, words=line.words.removeprefix(line.parts[0][1]).strip())]
        elif line.style == "TableLabel" and folded(line.words) in _LABELS:
            key = _LABELS[folded(line.words)]
            found[key] = []
        elif line.style == "TableLabel" and folded(line.words) == _REVISED:
            key = "revised_timescale"
            found[key] = []
        elif line.style != "TableLabel" or key in ("progress", *_LABELS.values()):
            found[key].append(line)
    return {name: _with(cell, lines) for name, lines in found.items()}


def _sheet(table: Table, rows: Sequence[Mapping[str, Cell]], *, title: str | None = None) -> Grid:
    keys = {column.key: number for number, column in enumerate(table.columns, start=1)}
    head = {
        number: Cell(place="", lines=(Line(words=table[key].heading),)) for key, number in keys.items() if not table[key].shown
    }
    filled = {n: {keys[key]: cell for key, cell in row.items()} for n, row in enumerate(rows, start=2)}
    return Grid(name=table.name, title=table.name if title is None else title, rows={1: head, **filled})
