"""Tables that are no plan: keys, lists of acronyms, sheets such as ours, labels with values.

Labels and values stand on a cover sheet: “Organisation | Anytown Council”.
"""

from collections.abc import Iterable

from reportgen.importers import front_matter, legends
from reportgen.importers.audit import COUNTS
from reportgen.importers.detect.split_tables import is_counts
from reportgen.importers.draft import Draft
from reportgen.importers.refusal import is_near
from reportgen.importers.sources.blocks import Line, SourceCell, SourceTable
from reportgen.importers.status_words import KeyStatus
from reportgen.model import colours
from reportgen.model.columns import START_HERE, Table, named
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY, TABLES
from reportgen.model.settings import SETTINGS
from reportgen.model.text import fold, fold_name
from reportgen.workbook.read.prose import clean

_FEWEST = 2


def label_table(grid: SourceTable) -> dict[int, tuple[SourceCell, SourceCell, str]]:
    """Label, value and setting by row; none where fewer than two of its labels are settings."""
    labels = {}
    for number, row in grid.rows.items():
        cells = [cell for cell in row.values() if cell.own]
        labelled = len(cells) == 2  # noqa: PLR2004 - a label and its value
        setting = named(cells[0].flat.rstrip(" :"), SETTINGS) if labelled else None
        if setting:
            labels[number] = (cells[0], cells[1], setting.heading)
    return labels if len(labels) >= _FEWEST else {}


def own_sheet_table(grid: SourceTable) -> tuple[Table, int] | None:
    """The table of ours that this is, and the row of its headings.

    None where it is none of ours, or the one of actions.
    """
    for table in TABLES:
        if table is ACTIONS or fold_name(grid.title) not in map(fold_name, table.names):
            continue
        for number, row in list(grid.rows.items())[:5]:
            known = {
                column.key
                for cell in row.values()
                if cell.own and (column := named(cell.flat, table.columns))
            }
            if all(column.key in known for column in table if column.needed):
                return table, number
    return None


def take_own_sheet(grid: SourceTable, table: Table, head: int, draft: Draft) -> None:
    """Take the rows under the headings; whatever stands in other columns is left out and listed."""
    columns = {number: named(cell.flat, table.columns) for number, cell in grid.rows[head].items()}
    rows = draft.rows.setdefault(table.name, [])
    for number, row in grid.rows.items():
        words: dict[str, str] = {}
        for column, cell in row.items():
            key = columns.get(column)
            if number <= head:
                draft.audit.heading(cell)
            elif key and cell.flat:
                words[key.key] = cell.text
                draft.audit.taken(cell, f"{table.name}, {key.heading}")
            else:
                draft.audit.left(cell, "its column has no heading that the sheet knows")
        if words:
            rows.append(words)
            _tell(table, words, draft)


def _tell(table: Table, words: dict[str, str], draft: Draft) -> None:
    """Give a row of such a sheet to the objectives, settings, acronyms or key of the draft."""
    if table is OBJECTIVES:
        draft.objectives.named(
            f"{words.get('number', '')}: {words.get('title', '')}"
        ).points += words.get("points", "").split("\n")
    elif table is REPORT:
        draft.setting(words.get("setting", ""), words.get("value", ""))
    elif table is ACRONYMS:
        draft.acronyms.append((words.get("short", ""), words.get("meaning", "")))
    elif table is STATUS_KEY:
        fill = colours.fill(words.get("colour", ""))
        draft.key.add(
            KeyStatus(word=words.get("word", ""), meaning=words.get("meaning", ""), fill=fill)
        )


_LONGEST_COVER = 15  # rows
_SHORT = 40  # letters of what only heads a key
_UNKNOWN = "it was not recognised as part of a plan"
_SHORT_FORMS = ("acronym", "abbreviation", "term")
_BESIDE, _FEW_ROWS, _TEXT = 3, 6, 200
"""The most columns and rows of a layout, and the letters that a line of it exceeds where it has no
key."""


def take_other(grid: SourceTable, draft: Draft, *, announced: bool) -> None:
    """Take a table for what it is.

    `announced` says that the heading of a list of acronyms stands above it.
    """
    if own_sheet := own_sheet_table(grid):
        take_own_sheet(grid, *own_sheet, draft)
    elif explained := legends.key_table(grid) or legends.key_table_across(grid):
        _take_key(grid, explained.values(), draft)
    elif pairs := legends.acronym_table(grid, headed=announced):
        _take_acronyms(grid, pairs, draft)
    elif labels := label_table(grid):
        _take_facts(grid, labels, draft)
    elif _is_layout(grid) or _is_cover(grid):
        for cell in grid.cells():
            front_matter.take(_cleaned(cell), draft)
    else:
        counts = is_counts(grid)
        if not counts and is_near(grid):
            draft.unlike.append(grid.name)
        for cell in grid.cells():
            draft.audit.left(cell, COUNTS if counts else _UNKNOWN)


def _take_key(
    grid: SourceTable,
    explained: Iterable[tuple[KeyStatus, tuple[SourceCell, ...]]],
    draft: Draft,
) -> None:
    used = set()
    for entry, cells in explained:
        draft.key.add(entry)
        for cell in cells:
            draft.audit.taken(cell, "Status key")
            used.add(cell.place)
    for cell in grid.cells():
        if cell.place not in used and len(cell.flat) <= _SHORT and legends.heads_key(cell.flat):
            draft.audit.heading(cell)
        elif cell.place not in used:
            front_matter.take(_cleaned(cell), draft)


def _take_acronyms(
    grid: SourceTable, pairs: dict[int, tuple[SourceCell, SourceCell]], draft: Draft
) -> None:
    for number, row in grid.rows.items():
        if number not in pairs:
            for cell in row.values():
                front_matter.take(_cleaned(cell), draft)
            continue
        if fold_name(pairs[number][0].flat) in _SHORT_FORMS:
            _heads(row.values(), draft)
            continue
        short, meaning = pairs[number]
        draft.acronyms.append((short.flat, meaning.flat))
        draft.audit.taken(short, "Acronyms, Acronym")
        draft.audit.taken(meaning, "Acronyms, Meaning")


def _take_facts(
    grid: SourceTable, labels: dict[int, tuple[SourceCell, SourceCell, str]], draft: Draft
) -> None:
    for number, row in grid.rows.items():
        if number not in labels:
            for cell in row.values():
                draft.audit.left(cell, "our workbook has no setting for it")
            continue
        label, value, name = labels[number]
        draft.audit.heading(label)
        front_matter.setting(draft, value, name, value.flat)


def _heads(cells: Iterable[SourceCell], draft: Draft) -> None:
    for cell in cells:
        draft.audit.heading(cell)


def _is_layout(grid: SourceTable) -> bool:
    """Whether a table only puts texts beside each other, such as an introduction and a key."""
    widest = max((len(row) for row in grid.rows.values()), default=0)
    if grid.title or widest > _BESIDE or len(grid.rows) > _FEW_ROWS:
        return False
    cells = [[line.words for line in _cleaned(cell)] for cell in grid.cells()]
    return any(legends.key_lines(lines) for lines in cells) or any(
        len(line) > _TEXT for lines in cells for line in lines
    )


def _is_cover(grid: SourceTable) -> bool:
    """Whether a sheet is a cover: a few lines, one of which says what kind of paper it is."""
    rows = [[cell.flat for cell in row.values() if cell.own] for row in grid.rows.values()]
    kinds = (set(fold(words).split()) & front_matter.KINDS for row in rows for words in row)
    alone = all(len(row) <= 1 for row in rows) and fold_name(grid.title) != fold_name(START_HERE)
    return len(rows) <= _LONGEST_COVER and alone and any(kinds)


def _cleaned(cell: SourceCell) -> list[Line]:
    """The lines of a cell, without the HTML that was pasted into it."""
    return [
        Line(words=line, place=cell.place)
        for block in clean(cell.text).words
        for line in block.lines
    ]
