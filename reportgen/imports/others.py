"""Tables that are no plan: sheets of our own, a colour key, a list of acronyms, texts beside each other; or nothing we know."""

from collections.abc import Iterable

from reportgen.headings import folded
from reportgen.imports import acronyms, facts, front, key, own_sheets
from reportgen.imports.blocks import Cell, Grid, Line
from reportgen.imports.draft import Draft
from reportgen.intake.prose import clean

_UNKNOWN = "it was not recognised as part of a plan"
_SHORT_FORMS = ("acronym", "abbreviation", "term")
_BESIDE, _FEW_ROWS, _TEXT = 3, 6, 200
"""A layout has at most so many columns and rows, and a cell of so many letters."""


def take(grid: Grid, draft: Draft, *, announced: bool) -> None:
    """Take a table for what it is. `announced` says that the heading of a list of acronyms stands above it."""
    if found := own_sheets.table_of(grid):
        own_sheets.take(grid, *found, draft)
    elif explained := key.table(grid) or key.across(grid):
        _take_key(grid, explained.values(), draft)
    elif pairs := acronyms.table(grid, headed=announced):
        _take_acronyms(grid, pairs, draft)
    elif labels := facts.table(grid):
        _take_facts(grid, labels, draft)
    elif _is_layout(grid):
        for cell in grid.cells():
            front.take(_cleaned(cell), draft)
    else:
        for cell in grid.cells():
            draft.ledger.left(cell, _UNKNOWN)


def _take_key(grid: Grid, explained: Iterable[tuple[key.Entry, tuple[Cell, ...]]], draft: Draft) -> None:
    used = set()
    for entry, cells in explained:
        draft.key.add(entry)
        for cell in cells:
            draft.ledger.taken(cell, "Status key")
            used.add(cell.place)
    _heads((cell for cell in grid.cells() if cell.place not in used), draft)


def _take_acronyms(grid: Grid, pairs: dict[int, tuple[Cell, Cell]], draft: Draft) -> None:
    for number, row in grid.rows.items():
        if number not in pairs or folded(pairs[number][0].flat) in _SHORT_FORMS:
            _heads(row.values(), draft)
            continue
        short, meaning = pairs[number]
        draft.acronyms.append((short.flat, meaning.flat))
        draft.ledger.taken(short, "Acronyms, Acronym")
        draft.ledger.taken(meaning, "Acronyms, Meaning")


def _take_facts(grid: Grid, labels: dict[int, tuple[Cell, Cell, str]], draft: Draft) -> None:
    for number, row in grid.rows.items():
        if number not in labels:
            for cell in row.values():
                draft.ledger.left(cell, "our workbook has no setting for it")
            continue
        label, value, name = labels[number]
        draft.ledger.heading(label)
        front.setting(draft, value, name, value.flat)


def _heads(cells: Iterable[Cell], draft: Draft) -> None:
    for cell in cells:
        draft.ledger.heading(cell)


def _is_layout(grid: Grid) -> bool:
    """Whether a table only puts texts beside each other, such as an introduction and a key."""
    widest = max((len(row) for row in grid.rows.values()), default=0)
    if grid.title or widest > _BESIDE or len(grid.rows) > _FEW_ROWS:
        return False
    cells = [[line.words for line in _cleaned(cell)] for cell in grid.cells()]
    return any(key.entries(lines) for lines in cells) or any(len(line) > _TEXT for lines in cells for line in lines)


def _cleaned(cell: Cell) -> list[Line]:
    """The lines of a cell, without the HTML that was pasted into it."""
    return [Line(words=line, place=cell.place) for block in clean(cell.text).words for line in block.lines]
