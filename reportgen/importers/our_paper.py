"""A Word file of ours, as tables under the headings of our own sheets.

What the paper shows of an action in one cell is put back under each heading. What its own words
mean is not known here: the file carries its wording.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.importers import front_matter
from reportgen.importers.paper_rows import (
    action,
    beside,
    is_head,
    is_status,
    is_total,
    rejoined,
    status,
)
from reportgen.importers.sources.blocks import (
    DESCRIBES,
    EDGE,
    IS_PICTURE,
    Line,
    SourceBlock,
    SourceCell,
    SourceDocument,
    SourceTable,
)
from reportgen.model import paper_wording
from reportgen.model.columns import Table
from reportgen.model.errors import Unreadable
from reportgen.model.paper_wording import PaperWording
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.text import one_line
from reportgen.workbook.read.objectives import number_of

_HEADINGS = 3  # that tell a row of headings from a row of an action


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
    ours = _words_of(source)
    outside = tuple(
        (line, why)
        for line, why in _without_logo(source.outside, source.wording)
        if line.place != EDGE or not ours.issuperset(_WORD.findall(line.words.casefold()))
    )
    sheets = (_sheet(REPORT, walk.report), _sheet(OBJECTIVES, walk.objectives))
    strays, blocks = tuple(walk.strays), (*sheets, *walk.blocks)
    return replace(source, blocks=blocks, outside=outside, strays=strays)


def _without_logo(
    outside: Sequence[tuple[Line, str]], wording: PaperWording
) -> Iterator[tuple[Line, str]]:
    """What stands outside, but for the council's logo and the words that describe it."""
    places = {one.place for one, why in outside if why == DESCRIBES and one.words in wording.added}
    for line, why in outside:
        if line.place not in places or why not in (IS_PICTURE, DESCRIBES):
            yield line, why


_WORD, _PAGE = re.compile(r"[^\W\d_]{2,}"), {"page", "of"}


def _words_of(source: SourceDocument) -> set[str]:
    """The words of the paper's lines, from which its own heads and feet of pages are made."""
    lines = [block.words for block in source.blocks if isinstance(block, Line)]
    wording = source.wording
    told = (*wording.added, *wording.parts, *wording.settings) if wording else ()
    return _PAGE | set(_WORD.findall(" ".join((*lines, *told)).casefold()))


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
    tables: int = 0
    """How many tables of the part were met: what stands before that of an objective are its points,
    whatever they look like."""
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
            for name, cell in _setting(block, self.section, self.wording):
                self._setting(name, cell)
            self.strays += [block] if _says_more(block, self.wording) else []
        elif block.words.strip() in self.wording.added:
            return
        elif self.section == _OBJECTIVE and not self.tables:
            before = self.objectives[-1].get("points")
            lines = (*(before.lines if before else ()), Line(words=block.words))
            self.objectives[-1]["points"] = SourceCell(place=block.place, lines=lines)
        else:
            self.strays.append(block)

    def _setting(self, name: str, cell: SourceCell) -> None:
        """Take a setting; what stands in a line of its own holds, and not what another implied."""
        if name != "Introduction":
            self.report = [row for row in self.report if row["setting"].flat != name]
        self.report.append({"setting": _words(name), "value": cell})

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
        self.tables = 0

    def _table(self, grid: SourceTable) -> None:
        """Take a table of the paper as one of our sheets.

        Those that only count or list problems are the paper's own, and are not taken.
        """
        head, *rows = grid.rows.values()
        self.tables += 1
        first = self.tables == 1
        if not is_head(head):
            rows = [head, *rows]
        if self.section == _OBJECTIVE:
            keys = self._columns(head)
            self.keys = keys
            self.strays += beside(grid, keys)
            number = self.objectives[-1]["number"]
            parts = rejoined(rows, keys, self.wording.continued)
            actions = [action(row, keys, number, self.wording) for row in parts]
            self.blocks.append(_sheet(ACTIONS, actions, title="", own=self.wording.own.items()))
        elif self.section == paper_wording.KEY and first:
            self.strays += [
                cell
                for row in rows
                if not (is_status(row) or is_total(row))
                and row[min(row)].flat not in self.wording.added
                for cell in row.values()
            ]
            self.blocks.append(
                _sheet(STATUS_KEY, [status(list(row.values())) for row in rows if is_status(row)])
            )
        elif self.section == paper_wording.ACRONYM_LIST and first:
            self.strays += [cell for row in rows for cell in list(row.values())[2:]]
            pairs = [dict(zip(("short", "meaning"), row.values(), strict=False)) for row in rows]
            self.blocks.append(_sheet(ACRONYMS, pairs))
        elif self.tables > _COUNTED.get(self.section, 0):
            self.strays += grid.cells()

    def _columns(self, head: Mapping[int, SourceCell]) -> dict[int, str]:
        """The keys of the columns of a table of actions, by its first row.

        Where that has none of our headings, by their places: all were reworded, or it is gone.
        Else it is the lower half of a table that was divided.
        """
        if keys := _keys(head, self.wording):
            return keys
        if len(head) == len(self.wording.columns) and (is_head(head) or not self.keys):
            return dict(zip(sorted(head), self.wording.columns.values(), strict=True))
        return dict(self.keys)


_COUNTED = {paper_wording.KEY: 2, paper_wording.GLANCE: 1, paper_wording.PROBLEMS: 1}
"""How many tables of a part are the paper's own, but for those of objectives: they only count."""


def _says_more(line: Line, wording: PaperWording) -> bool:
    """Whether a line of the first page was edited, and gives words that no setting takes."""
    was, _ = wording.front.get(paper_wording.QUARTER, ("", {}))
    return line.style == "Quarter" and bool(was) and line.words.strip() != was


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
    parts: dict[str, str] = {}
    for style, words in line.parts:
        parts[style] = parts.get(style, "") + words
    own_words = one_line(parts.get("", ""))
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
