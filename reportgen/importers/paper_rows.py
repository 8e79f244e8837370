"""Rows of a paper of ours: what stands in their cells, and those that were divided put together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.importers.sources.blocks import Line, SourceCell, SourceTable
from reportgen.model import colours
from reportgen.model.paper_wording import GOES_ON, REF, PaperWording
from reportgen.model.status import SHAPES

_MEANINGS = {shape: counts_as for counts_as, shape in SHAPES.items()}
_ADDED = ("TableFault", "TableTrend", "TableLabel")
"""Styles of paragraphs that the paper adds to a cell; other words in such are somebody's own."""


def rejoined(
    rows: Iterable[Mapping[int, SourceCell]], keys: Mapping[int, str], continued: str
) -> Iterator[Mapping[int, SourceCell]]:
    """The rows, those that were divided as one: “4.1 continued” goes on with 4.1.

    `keys` are the keys of the columns by column number; each part has the ref and the status.
    `continued` is what stands in place of the ref in a part that goes on.
    """
    ref = next((number for number, key in keys.items() if key == "ref"), 0)
    whole: dict[int, SourceCell] = {}
    for row in rows:
        named, over = _first_line(row, ref), _first_line(whole, ref)
        if whole and named == continued.replace(REF, over).strip():
            for column, cell in row.items():
                if keys.get(column) not in ("ref", "status"):
                    whole[column] = _joined(whole[column], cell) if column in whole else cell
            continue
        if whole:
            yield whole
        whole = dict(row)
    if whole:
        yield whole


def _first_line(row: Mapping[int, SourceCell], column: int) -> str:
    """The ref of a row; on a draft the numbers of its problems stand under it."""
    lines = row[column].lines if column in row else ()
    return lines[0].words.strip() if lines else ""


def _joined(cell: SourceCell, rest: SourceCell) -> SourceCell:
    """A cell with the lines of its other part; a paragraph that was torn is one again."""
    before = [line for line in cell.lines if line.words.strip()]
    after = [line for line in rest.lines if line.words.strip()]
    goes_on = f"{GOES_ON.strip()} "
    torn = before and after and before[-1].words.endswith(GOES_ON)
    if torn and after[0].words.startswith(goes_on):
        first, then = before.pop(), after.pop(0).words.removeprefix(goes_on)
        before.append(_mended(first, then))
    return replace(cell, lines=(*before, *after))


def _mended(line: Line, rest: str) -> Line:
    """A line with the words that were torn from it."""
    words = f"{line.words.removesuffix(GOES_ON)} {rest}"
    if not line.parts:
        return replace(line, words=words)
    *earlier, (style, last) = line.parts
    return replace(
        line, words=words, parts=(*earlier, (style, f"{last.removesuffix(GOES_ON)} {rest}"))
    )


def is_status(row: Mapping[int, SourceCell]) -> bool:
    """Whether a row of the key is one of a status, and not that for actions without one."""
    return row[1].flat[:1] in _MEANINGS


def is_total(row: Mapping[int, SourceCell]) -> bool:
    """Whether a row of the key says how many actions there are: a word and a number alone."""
    words = [row[number].flat.strip() for number in sorted(row)]
    return len(words) > 1 and words[-1].isdecimal() and bool(words[0]) and not any(words[1:-1])


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
    row: Mapping[int, SourceCell],
    keys: Mapping[int, str],
    objective: SourceCell,
    wording: PaperWording,
) -> dict[str, SourceCell]:
    """A row of the paper, with what it shows under other headings put back under their own.

    `keys` are the keys of its columns by column number.
    """
    cells = {key: row[n] for n, key in keys.items() if n in row}
    plain = {
        key: _with(cell, [line for line in cell.lines if not _is_added(line, wording)])
        for key, cell in cells.items()
    }
    if "status" in plain:
        told = [_bare(line) for line in plain["status"].lines if line.words not in wording.added]
        # The colour follows the word, and not the other way round.
        plain["status"] = replace(_with(plain["status"], told), fill="")
    if "timescale" in plain:
        plain |= _parted(plain["timescale"], "timescale", wording.labels)
    if "progress" in plain:
        plain |= _parted(plain["progress"], "progress", wording.labels)
    return plain | {"objective": replace(objective, place="")}


def _is_added(line: Line, wording: PaperWording) -> bool:
    return line.style in _ADDED and line.words.strip() in wording.added


def _bare(line: Line) -> Line:
    return replace(line, words=line.words[1:].strip()) if line.words[:1] in _MEANINGS else line


def _parted(cell: SourceCell, key: str, labels: Mapping[str, str]) -> dict[str, SourceCell]:
    """The parts of a cell that have labels of their own, by column key.

    Where a label has lost its style, its words stay with the part before it.
    """
    parts: dict[str, list[Line]] = {key: []}
    for line in cell.lines:
        label = line.parts[0][1] if line.parts and line.parts[0][0] == "Told" else ""
        if label.strip() in labels:
            key = labels[label.strip()]
            parts[key] = [replace(line, words=line.words.removeprefix(label).strip())]
        elif line.style == "TableLabel" and line.words.strip() in labels:
            key = labels[line.words.strip()]
            parts[key] = []
        else:
            parts[key].append(line)
    return {name: _with(cell, lines) for name, lines in parts.items()}


def is_head(row: Mapping[int, SourceCell]) -> bool:
    """Whether a row is one of headings, by the style that they have in a paper of ours."""
    return any("Heading" in line.style for cell in row.values() for line in cell.lines)


def beside(grid: SourceTable, keys: Mapping[int, str]) -> list[SourceCell]:
    """The cells of a table of actions in columns that somebody added."""
    return [
        cell
        for row in grid.rows.values()
        for number, cell in row.items()
        if number not in keys and cell.flat.strip()
    ]
