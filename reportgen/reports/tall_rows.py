"""Rows of actions that are too tall for a page are divided, each part with its ref and status.

A row that the page itself divided would say on the next page neither which action it is nor how
that stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.model.paper_wording import GOES_ON, OWN_COLUMN
from reportgen.model.prose import Block, Prose
from reportgen.reports.action_view import ActionRow, Note, TableColumn
from reportgen.reports.columns import PADDING, PAGE, columns, length
from reportgen.reports.view import View
from reportgen.reports.wording import say

_WHOLE, _PART = 18, 11
"""Lines of a row that is kept whole, and of a part of one that is not; a page has three parts."""
_FEW = 4  # lines of a paragraph that are not torn apart
_GAP = 0.5  # of a line, over a paragraph
_WASTED = 1.06  # the part of a line that stays empty, as a factor
_PROSE = ("title", "outcome", "timescale", "progress")
_NAMES = ("officers", "partners")
_NOTES = {"timescale": "revised", "progress": "notes"}
"""The cells that have labelled parts under their words, and the fields that hold these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paragraph:
    """A paragraph or item of a cell; `label` is that of the note which begins with it."""

    words: str
    bulleted: bool = False
    label: str = ""


def divided(view: View) -> View:
    """The view with its tall rows divided, and columns wide enough for what the parts say."""
    rows = [row for section in view.sections for row in section.rows]
    widths = _widths(view.columns)
    parts = [part for row in rows for part in _parts(row, widths)]
    if len(parts) == len(rows):
        return view
    wide = columns(parts, {column.key: column.heading for column in view.columns})
    widths = _widths(wide)
    sections = (
        replace(section, rows=tuple(part for row in section.rows for part in _parts(row, widths)))
        for section in view.sections
    )
    return replace(view, sections=tuple(sections), columns=wide)


def _widths(listed: Sequence[TableColumn]) -> dict[str, float]:
    """The room for words in each column, in millimetres."""
    return {column.key: float(column.width) * PAGE / 100 - PADDING for column in listed}


def _parts(row: ActionRow, widths: Mapping[str, float]) -> Iterator[ActionRow]:
    """The row, or its parts one after the other."""
    keys = (*_PROSE, *_NAMES, *row.own)
    cells = {key: list(_paragraphs(row, key)) for key in keys if key in widths}
    tallest = max(sum(_lines(each, widths[key]) for each in cell) for key, cell in cells.items())
    if tallest <= _WHOLE:
        yield row
        return
    pieces = {key: list(_cut(cell, widths[key])) for key, cell in cells.items()}
    for number in range(max(map(len, pieces.values()))):
        piece = {key: cut[number] if number < len(cut) else [] for key, cut in pieces.items()}
        part = row if number == 0 else _rest(row)
        for key, paragraphs in piece.items():
            part = _with(part, key, paragraphs)
        yield part


def _rest(row: ActionRow) -> ActionRow:
    """The row as it goes on: which action it is and how that stands, and nothing else yet."""
    return replace(
        row,
        ref=say("words.continued", ref=row.ref).strip(),
        bookmark="",
        title=(),
        outcome=(),
        timescale=(),
        revised=(),
        delays=(),
        officers=(),
        partners=(),
        trend=(),
        progress=(),
        notes=(),
        faults=(),
        own={},
    )


def _paragraphs(row: ActionRow, key: str) -> Iterator[_Paragraph]:
    if key in _NAMES:
        yield from (_Paragraph(words=name) for name in getattr(row, key))
        return
    if key in row.own:
        yield from _of(row.own[key])
        return
    yield from _of(getattr(row, key))
    notes: Sequence[Note] = getattr(row, _NOTES[key]) if key in _NOTES else ()
    for note in notes:
        for number, paragraph in enumerate(_of(note.blocks)):
            yield paragraph if number else replace(paragraph, label=note.label)


def _of(prose: Prose) -> Iterator[_Paragraph]:
    for block in prose:
        yield from (_Paragraph(words=line, bulleted=block.bulleted) for line in block.lines)


def _with(row: ActionRow, key: str, paragraphs: Sequence[_Paragraph]) -> ActionRow:
    """The row with these paragraphs in a cell."""
    groups: list[tuple[str, list[_Paragraph]]] = [("", [])]
    for paragraph in paragraphs:
        if paragraph.label:
            groups.append((paragraph.label, []))
        groups[-1][1].append(paragraph)
    if key.startswith(OWN_COLUMN):
        return replace(row, own={**row.own, key: _prose(paragraphs)})
    names = tuple(each.words for each in paragraphs)
    cell: dict[str, object] = {key: names if key in _NAMES else _prose(groups[0][1])}
    if key in _NOTES:
        cell[_NOTES[key]] = tuple(
            Note(label=label, blocks=_prose(listed)) for label, listed in groups[1:]
        )
    return replace(row, **cell)  # type: ignore[arg-type]  # each field has its own type


def _prose(paragraphs: Sequence[_Paragraph]) -> Prose:
    """The blocks of these paragraphs; items that follow each other are one list."""
    blocks: list[Block] = []
    for paragraph in paragraphs:
        if paragraph.bulleted and blocks and blocks[-1].bulleted:
            blocks[-1] = replace(blocks[-1], lines=(*blocks[-1].lines, paragraph.words))
        else:
            blocks.append(Block(lines=(paragraph.words,), bulleted=paragraph.bulleted))
    return tuple(blocks)


def _lines(paragraph: _Paragraph, width: float) -> float:
    """How many lines a paragraph takes, and the gap over it, near enough."""
    return max(1.0, length(f"{paragraph.label} {paragraph.words}") * _WASTED / width) + _GAP


def _cut(paragraphs: Sequence[_Paragraph], width: float) -> Iterator[list[_Paragraph]]:
    """The paragraphs of a cell in pieces that are not too tall; a long one is torn at a blank."""
    piece: list[_Paragraph] = []
    room, waiting = float(_PART), [(each, _lines(each, width)) for each in reversed(paragraphs)]
    while waiting:
        paragraph, high = waiting.pop()
        if high <= room:
            piece.append(paragraph)
            room -= high
            continue
        if high > _FEW * 2 and room > _FEW:
            here, there = _torn(paragraph, room / high)
            piece.append(here)
            # What is left is not measured anew: a cell may be torn into dozens of pieces.
            waiting.append((there, high - _lines(here, width) + _GAP))
        else:
            waiting.append((paragraph, high))
        yield piece
        piece, room = [], float(_PART)
    yield piece


def _torn(paragraph: _Paragraph, share: float) -> tuple[_Paragraph, _Paragraph]:
    """A share of a paragraph, and the rest, at a blank near there, or where there is none."""
    words = paragraph.words
    place = max(1, int(len(words) * share))
    place = words.rfind(" ", place // 2, place) + 1 or place
    here = words[:place].rstrip() + GOES_ON
    there = GOES_ON.strip() + " " + words[place:].lstrip()
    return replace(paragraph, words=here), replace(paragraph, words=there, label="")
