"""A Word file of ours, as tables under the headings of our own sheets.

What the paper shows of an action in one cell is put back under each heading. What its own words
mean is not known here: the file carries its wording.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.importers import front_matter
from reportgen.importers.divided_rows import rejoined
from reportgen.importers.sources.blocks import (
    EDGE,
    Line,
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceTable,
)
from reportgen.model import colours, paper_wording
from reportgen.model.columns import Table
from reportgen.model.errors import Unreadable
from reportgen.model.paper_wording import PaperWording
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.status import SHAPES
from reportgen.workbook.read.objectives import number_of

_HEADINGS = 3  # that tell a row of headings from a row of an action
_MEANINGS = {shape: counts_as for counts_as, shape in SHAPES.items()}
_ADDED = ("TableFault", "TableTrend", "TableLabel")
"""Styles of paragraphs that the paper adds to a cell; other words in such are somebody's own."""


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


_OBJECTIVE, _ANOTHER = "objective", "another"


def laid_out(source: SourceDocument) -> SourceDocument:
    """The same document as tables of our own.

    Raises Unreadable where it is another paper than the action plan.
    """
    if source.wording is None:
        raise _not_the_plan(source)
    walk = _Walk(wording=source.wording)
    for block in source.blocks:
        walk.take(block)
    if not any(grid.name == ACTIONS.name for grid in walk.blocks if isinstance(grid, SourceTable)):
        raise _not_the_plan(source)
    outside = tuple(pair for pair in source.outside if pair[0].place != EDGE)
    sheets = (_sheet(REPORT, walk.report), _sheet(OBJECTIVES, walk.objectives))
    strays, blocks = tuple(walk.strays), (*sheets, *walk.blocks)
    return replace(source, blocks=blocks, outside=outside, strays=strays)


def _not_the_plan(source: SourceDocument) -> Unreadable:
    what = f"{source.name} is a paper of ours, but not the action plan with its tables."
    fix = (
        "Give the Word file of the action plan, and not the one in large print; build it again if"
        " an earlier version of the program made it."
    )
    return Unreadable(code="not-the-plan", what=what, fix=fix)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """What was taken so far, going through the document."""

    wording: PaperWording
    report: list[dict[str, SourceCell]] = field(default_factory=list)
    objectives: list[dict[str, SourceCell]] = field(default_factory=list)
    blocks: list[SourceBlock] = field(default_factory=list)
    strays: list[Line | SourceCell] = field(default_factory=list)
    section: str = ""
    tabled: bool = False
    """Whether the table of the objective was met: what stands before it are its points, whatever
    they look like."""
    keys: Mapping[int, str] = field(default_factory=dict)
    """The keys of the columns of the table of actions that was met last."""

    def take(self, block: SourceBlock) -> None:
        """Take one block for what it is in its part of the paper."""
        if isinstance(block, SourceTable):
            self._table(block)
        elif block.style in ("TOCHeading", "TOC2"):  # the list of contents
            return
        # As LibreOffice may call it.
        elif block.style == "Heading2" or block.level == 2:  # noqa: PLR2004
            self._heading(block)
        elif self.section in ("", paper_wording.INTRODUCTION):
            self.report += [
                {"setting": _words(name), "value": cell}
                for name, cell in _setting(block, self.section, self.wording)
            ]
        elif block.words.strip() in self.wording.added:
            return
        elif self.section == _OBJECTIVE and not self.tabled:
            before = self.objectives[-1].get("points")
            lines = (*(before.lines if before else ()), Line(words=block.words))
            self.objectives[-1]["points"] = SourceCell(place=block.place, lines=lines)
        else:
            self.strays.append(block)

    def _heading(self, line: Line) -> None:
        """Note which part of the paper begins here, and of an objective its number and title."""
        numbered = "".join(words for style, words in line.parts if style == "ObjectiveNumber")
        if numbered:
            title = "".join(words for style, words in line.parts if style != "ObjectiveNumber")
            number = self.wording.objectives.get(numbered.strip(), number_of(numbered))
            self.objectives.append(
                {"number": _cell(number, line), "title": _cell(title.lstrip(": ").rstrip(), line)}
            )
            self.section = _OBJECTIVE
        else:
            self.section = self.wording.parts.get(line.words.strip(), _ANOTHER)
            self.strays += [line] if self.section == _ANOTHER else []
        self.tabled = False

    def _table(self, grid: SourceTable) -> None:
        """Take a table of the paper as one of our sheets.

        Those that only count or list problems are the paper's own, and are not taken.
        """
        head, *rows = grid.rows.values()
        self.tabled = True
        if self.section == _OBJECTIVE:
            keys = _keys(head, self.wording)
            if not keys:  # the lower half of a table that was divided
                keys, rows = dict(self.keys), [head, *rows]
            self.keys = keys
            number = self.objectives[-1]["number"]
            parts = rejoined(rows, keys, self.wording.continued)
            actions = [action(row, keys, number, self.wording) for row in parts]
            self.blocks.append(_sheet(ACTIONS, actions, title="", own=self.wording.own.items()))
        elif self.section == paper_wording.KEY:
            self.blocks.append(
                _sheet(STATUS_KEY, [status(list(row.values())) for row in rows if is_status(row)])
            )
        elif self.section == paper_wording.ACRONYM_LIST:
            pairs = [dict(zip(("short", "meaning"), row.values(), strict=False)) for row in rows]
            self.blocks.append(_sheet(ACRONYMS, pairs))
        elif self.section not in (paper_wording.GLANCE, paper_wording.PROBLEMS):
            self.strays += grid.cells()


def _keys(head: Mapping[int, SourceCell], wording: PaperWording) -> dict[int, str]:
    """The keys of the columns by column number; empty where the row holds no headings.

    A heading that somebody reworded means what it meant, by its place among the others.
    """
    meant = wording.columns
    known = {n: meant[cell.flat] for n, cell in head.items() if cell.flat in meant}
    if len(known) < _HEADINGS:
        return {}
    places = dict(zip(sorted(head), wording.columns.values(), strict=False))
    agree = all(places.get(n) == key for n, key in known.items())
    return {**places, **known} if agree and len(head) == len(wording.columns) else known


def _setting(line: Line, section: str, wording: PaperWording) -> Iterator[tuple[str, SourceCell]]:
    """The settings that a paragraph of the first page shows."""
    parts = dict(line.parts)
    own_words = parts.get("", "").strip()
    if section:
        yield "Introduction", _cell(line.words, line)
    elif line.style == "Labels":
        yield "Appendix", _cell(own_words.removesuffix(","), line)
    elif line.level == 1:
        title, period = front_matter.title_and_period(own_words)
        guessed = {"Title": title, "Strategy period": period}
        yield from _made_from(paper_wording.TITLE, own_words, guessed, line, wording)
        document = parts.get("DocumentName", "").strip()
        yield from _made_from(
            paper_wording.DOCUMENT, document, {"Document": document}, line, wording
        )
    elif line.style == "Quarter":
        words = line.words.strip()
        guessed = {"Quarter": front_matter.quarter_in(words)}
        yield from _made_from(paper_wording.QUARTER, words, guessed, line, wording)
    elif line.style == "Fact":
        label = parts.get("FactLabel", "").strip()
        words = line.words.removeprefix(parts.get("FactLabel", "")).strip()
        yield wording.settings.get(label, label), _cell(words, line)
    elif line.style in ("", "Normal"):
        words = line.words.strip()
        yield from _made_from(
            paper_wording.ORGANISATION, words, {"Organisation": words}, line, wording
        )


def _made_from(
    name: str, shown: str, guessed: Mapping[str, str], line: Line, wording: PaperWording
) -> Iterator[tuple[str, SourceCell]]:
    """The settings that a line was made from; where it was edited, those that it seems to give."""
    was, settings = wording.front.get(name, ("", guessed))
    for setting, words in (settings if was == shown else guessed).items():
        yield setting, _cell(words, line)


def _words(words: str) -> SourceCell:
    return SourceCell(place="", lines=(Line(words=words),))


def _cell(words: str, line: Line) -> SourceCell:
    return SourceCell(place=line.place, lines=(Line(words=words),) if words.strip() else ())


def _sheet(
    table: Table,
    rows: Sequence[Mapping[str, SourceCell]],
    *,
    title: str | None = None,
    own: Iterable[tuple[str, str]] = (),  # keys and headings of the plan's other columns
) -> SourceTable:
    headings = {column.key: column.heading for column in table if not column.shown} | dict(own)
    keys = {key: number for number, key in enumerate(headings, start=1)}
    head = {number: _words(headings[key]) for key, number in keys.items()}
    filled = {
        n: {keys[key]: cell for key, cell in row.items()} for n, row in enumerate(rows, start=2)
    }
    return SourceTable(
        name=table.name,
        title=table.name if title is None else title,
        exact=True,
        rows={1: head, **filled},
    )
