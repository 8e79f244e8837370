"""A paper of ours that was edited in Word, as the plan's own workbook with those edits alone.

What a paper does not show (contacts, history, settings that are not printed) is taken from the
plan's own workbook, and so is the way of typing what says the same: a pasted list is a list on the
paper.
"""

from collections.abc import Container, Mapping
from dataclasses import replace

from reportgen.importers.draft import NAMES
from reportgen.model.calendar import Quarter
from reportgen.model.prose import on_one_line, plain
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import UNNAMED, setting_of
from reportgen.model.text import fold_name
from reportgen.workbook.read.prose import clean

_NAMED_BY = {
    OBJECTIVES.name: "number",
    STATUS_KEY.name: "word",
    ACRONYMS.name: "short",
    REPORT.name: "setting",
}
_SHOWN = {
    OBJECTIVES.name: ("number", "title", "points"),
    STATUS_KEY.name: ("word", "meaning"),
    ACRONYMS.name: ("short", "meaning"),
    REPORT.name: ("setting", "value"),
}
_ON_PAPER = (
    *("organisation", "partnership", "title", "document", "appendix", "strategy_period", "quarter"),
    *("committee", "meeting_date", "agenda_item", "report_author", "contact", "introduction"),
)
"""The settings that the action plan shows."""


def edited(paper: Reading, master: Reading) -> Reading:
    """The paper's reading, with all that it does not show as the plan's own workbook has it."""
    tables = {
        name: filled
        for name, filled in master.tables.items()
        if name not in _SHOWN and name != ACTIONS.name
    }
    for name in _SHOWN:
        if name in master.tables and name in paper.tables:
            tables[name] = _table(paper.tables[name], master.tables[name])
        elif name in master.tables:
            tables[name] = master.tables[name]
    tables[ACTIONS.name] = _actions(paper, master)
    ours = {name: tables[name] for name in master.tables}
    return replace(paper, tables=ours, loose=master.loose)


def _same(new: str, old: str, key: str = "") -> bool:
    """Whether two cells say the same, however it was typed."""
    if key == "quarter":
        return (
            Quarter.from_text(new) == Quarter.from_text(old)
            if Quarter.from_text(new)
            else new == old
        )
    return _said(new, key) == _said(old, key)


def _said(words: str, key: str) -> list[tuple[str, bool]]:
    """What a cell says on the page: its paragraphs, each with whether it is an item of a list."""
    blocks = clean(words.replace(";", "\n") if key in NAMES else words).words
    return [
        (line.strip(), block.bulleted and key not in NAMES and key != "points")
        for block in blocks
        for line in block.lines
    ]


def _actions(paper: Reading, master: Reading) -> TableData:
    """The paper's rows of actions, in the plan's own way of typing where that says the same.

    Columns that a paper does not have are taken from the plan.
    """
    old, new = master.tables[ACTIONS.name], paper.tables[ACTIONS.name]
    typed = {row.number: row.words for row in old.rows}
    before = {action.ref.casefold(): action for action in master.plan.actions}
    after = {action.row: action for action in paper.plan.actions}
    rows = []
    kept = {fold_name(column.heading): column.key for column in old.own}
    same = {column.key: kept.get(fold_name(column.heading), column.key) for column in new.own}
    for row in new.rows:
        action = after.get(row.number)
        was = before.get(action.ref.casefold()) if action else None
        if action is None or was is None:
            rows.append(row)
            continue
        words = {same.get(key, key): value for key, value in row.words.items()}
        words = _aligned(words, typed[was.row], new.columns)
        if action.objective == was.objective:
            words["objective"] = typed[was.row].get("objective", "")
        if action.update.typed == (
            was.update.status.word if was.update.status else was.update.typed
        ):
            words["status"] = typed[was.row].get("status", "")
        rows.append(
            Row(number=row.number, words={key: value for key, value in words.items() if value})
        )
    return replace(
        new,
        own=old.own,
        rows=tuple(rows),
        columns={**{column.key: 0 for column in old.own}, **new.columns},
    )


def _aligned(
    new: Mapping[str, str], old: Mapping[str, str], printed: Container[str]
) -> dict[str, str]:
    """The new words, but the old ones where they say the same.

    Of columns that the paper has not the old words stay, and where it does not show one of the
    plan's own.
    """
    ours = {column.key for column in ACTIONS if column.key in printed}
    kept = {key: words for key, words in old.items() if key not in ours}
    return kept | {
        key: old[key] if key in old and _same(words, old[key], key) else words
        for key, words in new.items()
    }


def _table(new: TableData, old: TableData) -> TableData:
    """The old table's rows with what the paper shows of them, then rows that only the paper has.

    A row that the paper would show and no longer has is left out.
    """
    table = old.table.name
    key, shown = _NAMED_BY[table], _SHOWN[table]
    if table == REPORT.name:
        return replace(old, rows=tuple(_report(new, old)))
    left = {on_one_line(clean(row.words.get(key, "")).words).casefold(): row for row in new.rows}
    rows = []
    for row in old.rows:
        paper_row = left.pop(on_one_line(clean(row.words.get(key, "")).words).casefold(), None)
        if paper_row is None and any(row.words.get(column) for column in shown if column != key):
            continue
        words = dict(row.words)
        for column in shown if paper_row else ():
            new_words = paper_row.words.get(column, "") if paper_row else ""
            words[column] = (
                words.get(column, "")
                if _same(new_words, words.get(column, ""), column)
                else new_words
            )
        rows.append(Row(number=row.number, words=words))
    return replace(old, rows=(*rows, *left.values()))


def _report(new: TableData, old: TableData) -> list[Row]:
    """The settings that a paper shows, as it shows them; all others as they were.

    Title and period are one line of a paper.
    """
    shown = _settings(new)
    was = {key: [words] for key, words in UNNAMED.items()} | _settings(old)
    if " ".join([*was.get("title", []), *was.get("strategy_period", [])]) == " ".join(
        [*shown.get("title", []), *shown.get("strategy_period", [])]
    ):
        shown = {
            key: words for key, words in shown.items() if key not in ("title", "strategy_period")
        }
    paragraphs = iter(shown.get("introduction", []))
    rows = []
    for row in old.rows:
        setting = setting_of(row.words)
        key, value = setting.key if setting else "", row.words.get("value", "")
        if key in _ON_PAPER and key in shown:
            words = next(paragraphs, "") if key == "introduction" else shown[key][0]
            unnamed = not value and words == UNNAMED.get(key)
            value = value if unnamed or _same(words, value, key) else words
        rows.append(Row(number=row.number, words={**row.words, "value": value}))
    more = [
        Row(number=0, words={"setting": "Introduction", "value": words}) for words in paragraphs
    ]
    return [*rows, *more]


def _settings(filled: TableData) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for row in filled.rows:
        setting = setting_of(row.words)
        if setting and row.words.get("value"):
            values.setdefault(setting.key, []).append(plain(clean(row.words["value"]).words))
    return values
