"""A paper of ours that was edited in Word, as a workbook that differs from the plan's own in those edits and nothing else.

What a paper does not show (contacts, history, settings that are not printed) is taken from the plan's own workbook, and so is the
way of typing what says the same: a pasted list is a list on the paper.
"""

from collections.abc import Mapping
from dataclasses import replace

from reportgen.importers.draft import NAMES
from reportgen.model.calendar import Quarter
from reportgen.model.columns import named
from reportgen.model.prose import on_one_line, plain
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import SETTINGS, UNNAMED
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
    *("organisation", "title", "document", "appendix", "strategy_period", "quarter"),
    *("committee", "meeting_date", "agenda_item", "report_author", "contact", "introduction"),
)
"""The settings that the action plan shows."""


def edited(paper: Reading, master: Reading) -> Reading:
    """The paper's reading with all that it does not show, as the plan's own workbook has it."""
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
    """The paper's rows, in the plan's own way of typing where that says the same; columns that a paper has not, from there."""
    old, new = master.tables[ACTIONS.name], paper.tables[ACTIONS.name]
    typed = {row.number: row.words for row in old.rows}
    before = {action.ref.casefold(): action for action in master.plan.actions}
    after = {action.row: action for action in paper.plan.actions}
    rows = []
    for row in new.rows:
        action = after.get(row.number)
        was = before.get(action.ref.casefold()) if action else None
        if action is None or was is None:
            rows.append(row)
            continue
        words = _aligned(row.words, typed[was.row])
        if action.objective == was.objective:
            words["objective"] = typed[was.row].get("objective", "")
        if action.update.typed == (
            was.update.status.word if was.update.status else was.update.typed
        ):
            words["status"] = typed[was.row].get("status", "")
        rows.append(
            Row(number=row.number, words={key: said for key, said in words.items() if said})
        )
    return replace(
        new,
        own=old.own,
        rows=tuple(rows),
        columns={**{column.key: 0 for column in old.own}, **new.columns},
    )


def _aligned(new: Mapping[str, str], old: Mapping[str, str]) -> dict[str, str]:
    """The new words; where the old ones say the same, those; and of columns that are none of ours the old ones."""
    ours = {column.key for column in ACTIONS}
    kept = {key: words for key, words in old.items() if key not in ours}
    return kept | {
        key: old[key] if key in old and _same(words, old[key], key) else words
        for key, words in new.items()
    }


def _table(new: TableData, old: TableData) -> TableData:
    """The old table's rows with what the paper shows of them; rows that only one of the two has."""
    table = old.table.name
    key, shown = _NAMED_BY[table], _SHOWN[table]
    if table == REPORT.name:
        return replace(old, rows=tuple(_report(new, old)))
    left = {on_one_line(clean(row.words.get(key, "")).words).casefold(): row for row in new.rows}
    rows = []
    for row in old.rows:
        found = left.pop(on_one_line(clean(row.words.get(key, "")).words).casefold(), None)
        if found is None and any(row.words.get(one) for one in shown if one != key):
            continue
        words = dict(row.words)
        for one in shown if found else ():
            said = found.words.get(one, "") if found else ""
            words[one] = words.get(one, "") if _same(said, words.get(one, ""), one) else said
        rows.append(Row(number=row.number, words=words))
    return replace(old, rows=(*rows, *left.values()))


def _report(new: TableData, old: TableData) -> list[Row]:
    """The settings that a paper shows, as it shows them; all others as they were.

    Title and period are one line of a paper.
    """
    said = _settings(new)
    was = {key: [words] for key, words in UNNAMED.items()} | _settings(old)
    if " ".join([*was.get("title", []), *was.get("strategy_period", [])]) == " ".join(
        [*said.get("title", []), *said.get("strategy_period", [])]
    ):
        said = {
            key: words for key, words in said.items() if key not in ("title", "strategy_period")
        }
    paragraphs = iter(said.get("introduction", []))
    rows = []
    for row in old.rows:
        setting = named(row.words.get("setting", ""), SETTINGS)
        key, value = setting.key if setting else "", row.words.get("value", "")
        if key in _ON_PAPER and key in said:
            words = next(paragraphs, "") if key == "introduction" else said[key][0]
            unnamed = not value and words == UNNAMED.get(key)
            value = value if unnamed or _same(words, value, key) else words
        rows.append(Row(number=row.number, words={**row.words, "value": value}))
    more = [
        Row(number=0, words={"setting": "Introduction", "value": words}) for words in paragraphs
    ]
    return [*rows, *more]


def _settings(filled: TableData) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in filled.rows:
        setting = named(row.words.get("setting", ""), SETTINGS)
        if setting and row.words.get("value"):
            found.setdefault(setting.key, []).append(plain(clean(row.words["value"]).words))
    return found
