"""Tables that are laid out as the sheets of our own workbook: taken as they are, by their headings."""

from reportgen import colours
from reportgen.columns import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY, TABLES
from reportgen.headings import Table, folded, named
from reportgen.imports.blocks import Grid
from reportgen.imports.draft import Draft
from reportgen.imports.key import Entry


def table_of(grid: Grid) -> tuple[Table, int] | None:
    """The table of ours that this is, and the row of its headings; None where it is none, or one of actions."""
    for table in TABLES:
        if table is ACTIONS or folded(grid.title) not in map(folded, table.names):
            continue
        for number, row in list(grid.rows.items())[:5]:
            known = {column.key for cell in row.values() if cell.own and (column := named(cell.flat, table.columns))}
            if all(column.key in known for column in table if column.needed):
                return table, number
    return None


def take(grid: Grid, table: Table, head: int, draft: Draft) -> None:
    """Take the rows under the headings; whatever stands in other columns is left out and listed."""
    columns = {number: named(cell.flat, table.columns) for number, cell in grid.rows[head].items()}
    rows = draft.rows.setdefault(table.name, [])
    for number, row in grid.rows.items():
        words: dict[str, str] = {}
        for column, cell in row.items():
            key = columns.get(column)
            if number <= head:
                draft.ledger.heading(cell)
            elif key and cell.flat:
                words[key.key] = cell.text
                draft.ledger.taken(cell, f"{table.name}, {key.heading}")
            else:
                draft.ledger.left(cell, "its column has no heading that the sheet knows")
        if words:
            rows.append(words)
            _tell(table, words, draft)


def _tell(table: Table, words: dict[str, str], draft: Draft) -> None:
    """What other parts of the import need to know of such a row."""
    if table is OBJECTIVES:
        draft.objectives.named(f"{words.get('number', '')}: {words.get('title', '')}").points += words.get("points", "").split(
            "\n"
        )
    elif table is REPORT:
        draft.setting(words.get("setting", ""), words.get("value", ""))
    elif table is ACRONYMS:
        draft.acronyms.append((words.get("short", ""), words.get("meaning", "")))
    elif table is STATUS_KEY:
        fill = colours.fill(words.get("colour", ""))
        draft.key.add(Entry(word=words.get("word", ""), meaning=words.get("meaning", ""), fill=fill))
