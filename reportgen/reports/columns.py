"""The columns of the action plan's tables: which are printed, and how wide each is.

Widths follow what the columns hold: the height of a row is that of its tallest cell, so width goes
where it takes most from the tall ones. The page, the PDF and the Word file have the same widths.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from reportgen.model.columns import named
from reportgen.model.paper_wording import OWN_COLUMN
from reportgen.model.prose import Prose
from reportgen.model.schema import ACTIONS
from reportgen.model.settings import ALWAYS_PRINTED, PRINTED, headings_in
from reportgen.model.text import fold_name
from reportgen.reports.action_view import ActionRow, Note, TableColumn
from reportgen.reports.wording import say

_WIDEST = ("title", "progress")
"""No other column is wider than these."""

# An A4 page on its side, of letters of 9.5 points. All lengths in millimetres.
PAGE, PADDING, _LETTER = 269.0, 3.8, 3.42
_LONGEST_WORD = 32.0  # a longer one, such as an address, may be broken
_STEP = 1.5
_POWER = 6  # so high that the tallest cell of a row counts for nearly all
_LOST = 0.5  # lines at the end of a paragraph, on average
_TALLEST = 20.0  # lines; a row that is taller is divided, and does not ask for more
_MOST_ROWS = 100  # whose heights are measured; of more, every so many

# Widths of letters as parts of a letter's height, after Arial's own (Helvetica's AFM).
_USUAL = 0.54
_WIDTHS = (
    dict.fromkeys(ascii_uppercase, 0.69)
    | dict.fromkeys("iIjl.,;:'|!()[]-/ftr \u00a0\u2018\u2019", 0.29)
    | dict.fromkeys("mwMW@%\u2014\u2026→↑↓■▲●►○", 0.86)
)
_BOLD = 1.07


def length(words: str, *, bold: bool = False) -> float:
    """How long words are on one line of a table, in millimetres, near enough."""
    ems = sum(_WIDTHS.get(letter, _USUAL) * many for letter, many in Counter(words).items())
    return ems * _LETTER * (_BOLD if bold else 1)


def chosen(typed: str, own: Collection[str]) -> Mapping[str, str]:
    """The headings of the columns that a plan prints, by key and in order.

    `typed` is the setting Columns, `own` are the headings of the sheet's own columns among them.
    """
    listed = {key: say(f"columns.{key}") for key in PRINTED}
    if not typed:
        return listed
    mine = {fold_name(heading): (key, heading) for heading, key in own_keys(own).items()}
    asked: dict[str, str] = {}
    for words in headings_in(typed):
        column = named(words, ACTIONS.columns)
        if fold_name(words) in mine:
            key, heading = mine[fold_name(words)]
            asked[key] = heading
        elif column and column.key in listed:
            asked[column.key] = listed[column.key]
    if not asked:
        return listed
    missing = {key: listed[key] for key in ALWAYS_PRINTED if key not in asked}
    return {key: missing.pop(key) for key in ("ref", "title") if key in missing} | asked | missing


def own_keys(own: Iterable[str]) -> Mapping[str, str]:
    """The keys of the sheet's own columns by their headings, also their CSS classes: “own-1”."""
    return {heading: f"{OWN_COLUMN}{number}" for number, heading in enumerate(own, start=1)}


def columns(rows: Sequence[ActionRow], headed: Mapping[str, str]) -> tuple[TableColumn, ...]:
    """The columns in which any of these rows has words, each with its share of the width.

    `headed` has the headings of those that are asked for, by key and in order.
    """
    keys = [key for key in headed if key in ALWAYS_PRINTED or any(_has(row, key) for row in rows)]
    headings = {key: headed[key] for key in keys}
    widths = _widths({key: _Column.of(key, headings[key], rows) for key in keys})
    return tuple(
        TableColumn(key=key, heading=headings[key], width=f"{100 * widths[key] / PAGE:.2f}")
        for key in keys
    )


def _has(row: ActionRow, key: str) -> bool:
    return any(_paragraphs(row, key))


def _paragraphs(row: ActionRow, key: str) -> Iterator[str]:
    """The paragraphs of a cell, as they are printed."""
    match key:
        case "ref":
            yield from (row.ref, *row.faults)
        case "timescale":
            yield from (*_lines(row.timescale), *_noted(row.revised), *row.delays)
        case "officers":
            yield from row.officers
        case "partners":
            yield from row.partners
        case "status":
            yield f"{row.mark.shape}  {row.mark.word}"
            yield from (f"{trend.arrow} {trend.words}" for trend in row.trend)
        case "progress":
            yield from (*_lines(row.progress), *_noted(row.notes))
        case "title" | "outcome":
            yield from _lines(getattr(row, key))
        case _:
            yield from _lines(row.own.get(key, ()))


def _lines(prose: Prose) -> Iterator[str]:
    return (line for block in prose for line in block.lines)


def _noted(notes: Iterable[Note]) -> Iterator[str]:
    for note in notes:
        yield note.label
        yield from _lines(note.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """What a column needs."""

    least: float
    """The width of its longest word, in any row."""
    cells: tuple[tuple[float, ...], ...]
    """The lengths of the paragraphs of each cell."""

    @classmethod
    def of(cls, key: str, heading: str, rows: Sequence[ActionRow]) -> "_Column":
        """The column of these rows under this heading."""
        texts = [list(_paragraphs(row, key)) for row in rows]
        bold = key in ("ref", "status")
        words = {word for cell in texts for text in cell for word in text.split()}
        if key == "status":
            on_one_line = f"→ {say('statuses.same')}"
            words = {text for cell in texts for text in cell[:1]} | {on_one_line}
        if key == "ref":
            words |= {f"{text}  " for cell in texts for text in cell[1:]}  # beside a thick line
        longest = max((length(word, bold=bold) for word in words), default=0.0)
        heads = max((length(word, bold=True) for word in heading.split()), default=0.0)
        return cls(
            least=max(min(longest, _LONGEST_WORD), heads) + PADDING,
            cells=tuple(
                tuple(length(text) for text in cell)
                for cell in texts[:: 1 + len(rows) // _MOST_ROWS]
            ),
        )

    def heights(self, width: float) -> list[float]:
        """How many lines each cell has at this width, to the power by which tall ones count."""
        room = width - PADDING
        lines = (sum(max(1.0, text / room + _LOST) for text in cell) for cell in self.cells)
        return [min(high, _TALLEST) ** _POWER for high in lines]


def _widths(listed: Mapping[str, _Column]) -> dict[str, float]:
    """The width of each column: its longest word, and its part of what is left of the page.

    Step by step, the column is widened that takes most from the heights of all rows together.
    """
    widths = {key: column.least for key, column in listed.items()}
    left = PAGE - sum(widths.values())
    if left < 0:
        return {key: width * PAGE / (PAGE - left) for key, width in widths.items()}
    now = {key: column.heights(widths[key]) for key, column in listed.items()}
    then = {key: column.heights(widths[key] + _STEP) for key, column in listed.items()}
    rows = [sum(cells) for cells in zip(*now.values(), strict=True)]
    steps = int(left / _STEP)
    for _ in range(steps):
        most = min(widths[key] for key in _WIDEST if key in widths)
        free = [key for key in listed if key in _WIDEST or widths[key] + _STEP <= most]
        key = min(free, key=lambda key: _height(rows, now[key], then[key]))
        widths[key] += _STEP
        rows = [row - old + new for row, old, new in zip(rows, now[key], then[key], strict=True)]
        now[key], then[key] = then[key], listed[key].heights(widths[key] + _STEP)
    widths["title"] += left - steps * _STEP
    return widths


def _height(rows: Sequence[float], now: Sequence[float], then: Sequence[float]) -> float:
    """The height of all rows, were one column's cells as high as `then` and no longer as `now`."""
    changed = zip(rows, now, then, strict=True)
    return sum(float(max(row - old + new, 0.0) ** (1 / _POWER)) for row, old, new in changed)
