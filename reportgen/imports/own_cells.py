"""The cells of a Word file of ours: what the paper shows of an action in one cell, back under the headings of our sheet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from reportgen import colours
from reportgen.columns import ACTIONS
from reportgen.headings import folded
from reportgen.imports.blocks import Cell, Line
from reportgen.shapes import NO_UPDATE, SHAPES

_MEANINGS = {shape: counts_as for counts_as, shape in SHAPES.items()}
_LABELS = {folded(ACTIONS[key].heading): key for key in ("next_steps", "target", "actual")}
_REVISED = "revised"
_ADDED = {
    "TableFault": re.compile(r"Problem \d+"),
    "TableTrend": re.compile(
        r"(?:[↑↓→] )?(?:(?:better|worse), was .+|no change(?: for \d+ quarters)?|new action|first update|was .+)"
    ),
    "TableLabel": re.compile(r"\d+ quarters? late|moved .+"),
}
"""What the paper adds to a cell by itself, by its style: other words in such a paragraph are somebody's own."""


def is_status(row: Mapping[int, Cell]) -> bool:
    """Whether a row of the key is one of a status, and not that for actions without one."""
    return row[1].flat[:1] in _MEANINGS


def status(cells: Sequence[Cell]) -> dict[str, Cell]:
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


def action(row: Mapping[int, Cell], names: Mapping[int, str], objective: Cell) -> dict[str, Cell]:
    """A row of the paper, with what it shows under other headings put back under their own."""
    found = {column.key: row[n] for n, name in names.items() for column in ACTIONS if folded(column.heading) == name and n in row}
    plain = {key: _with(cell, [line for line in cell.lines if not _is_added(line)]) for key, cell in found.items()}
    if "status" in plain:
        told = [_bare(line) for line in plain["status"].lines if line.words != NO_UPDATE]
        plain["status"] = replace(
            _with(plain["status"], told), fill=""
        )  # the colour follows the word, and not the other way round
    if "timescale" in plain:
        plain |= _parted(plain["timescale"], "timescale")
    if "progress" in plain:
        plain |= _parted(plain["progress"], "progress")
    return plain | {"objective": replace(objective, place="")}


def _is_added(line: Line) -> bool:
    """Whether the paper says this by itself, and nobody the plan's words."""
    added = _ADDED.get(line.style)
    return bool(added and added.fullmatch(line.words.strip()))


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
        else:
            found[key].append(line)
    return {name: _with(cell, lines) for name, lines in found.items()}
