"""Columns in another language beside ours, as “Progress cy”, and the plan in their words. Values.

Only words are taken from them. What a plan is judged by, statuses, dates and figures, is read from
its own columns, so that it stands alike in every language.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.model.columns import OWN, Column, named, translates
from reportgen.model.plan import Action, Plan, Update
from reportgen.model.problems import Problem, Where
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import IN_PARAGRAPHS, SETTINGS
from reportgen.model.status import Status
from reportgen.model.text import joined, some
from reportgen.workbook.read.prose import clean
from reportgen.workbook.read.tables import FoundTable, Record

_COLUMNS = {
    ACTIONS.name: (
        *("title", "outcome", "timescale", "officers", "partners", "progress", "next_steps"),
    ),
    OBJECTIVES.name: ("title", "points"),
    REPORT.name: ("value",),
    STATUS_KEY.name: ("word", "meaning"),
    ACRONYMS.name: ("short", "meaning"),
}
"""The columns of each sheet that may be in another language too, by their keys."""
_ASKED = frozenset(
    ("organisation", "partnership", "title", "document", "appendix", "committee", *IN_PARAGRAPHS)
) - {"import_headings"}
_SETTINGS = _ASKED | {"agenda_item", "report_author", "contact", "logo"}
"""The settings of which the same is true; names need not be translated."""


def columns_by_language(grid: FoundTable) -> dict[str, dict[str, int]]:
    """The numbers of such columns, by language tag and by the key of the column they translate."""
    headed = grid.sheet.rows[grid.row]
    own = (Column(key=key, heading=grid.heading(key)) for key in grid.columns if _is_own(key))
    known = (*(grid.table[key] for key in _COLUMNS.get(grid.table.name, ())), *own)
    taken = set(grid.columns.values())
    found: dict[str, dict[str, int]] = {}
    for number, cell in headed.items():
        if number not in taken and (told := translates(cell.text, known)):
            column, tag = told
            found.setdefault(tag, {}).setdefault(column.key, number)
    return found


def translating(grid: FoundTable) -> frozenset[int]:
    """The numbers of such columns in any language."""
    return frozenset(n for columns in columns_by_language(grid).values() for n in columns.values())


def _is_own(key: str) -> bool:
    return key.startswith(OWN)


def languages(grids: Mapping[str, FoundTable]) -> tuple[str, ...]:
    """The tags of all languages that have a column in any sheet, in their order there."""
    return tuple(dict.fromkeys(tag for grid in grids.values() for tag in columns_by_language(grid)))


def rows_in(
    tag: str, rows: Mapping[str, list[Record]], grids: Mapping[str, FoundTable]
) -> tuple[dict[str, list[Record]], list[Problem]]:
    """The rows of every sheet with the words of a language in place of ours.

    Where there are none ours stay, and a problem tells of it.
    """
    told: dict[str, list[Record]] = {}
    problems: list[Problem] = []
    for name, records in rows.items():
        columns = columns_by_language(grids[name]).get(tag, {})
        told[name] = [_in_words(record, grids[name], columns) for record in records]
        problems += _untranslated(
            tag, grids[name], columns, list(zip(records, told[name], strict=True))
        )
    return told, problems


def _in_words(record: Record, grid: FoundTable, columns: Mapping[str, int]) -> Record:
    cells = grid.sheet.rows[record.row]
    there = {key: cells[number] for key, number in columns.items() if number in cells}
    words = {key: clean(cell.text) for key, cell in there.items() if cell.text.strip()}
    if not words or (grid.table is REPORT and _setting(record) not in _SETTINGS):
        return record
    return replace(record, cleaned={**record.cleaned, **words})


def _setting(record: Record) -> str:
    setting = named(record.text("setting"), SETTINGS)
    return setting.key if setting else ""


def _untranslated(
    tag: str,
    grid: FoundTable,
    columns: Mapping[str, int],
    rows: Sequence[tuple[Record, Record]],
) -> Iterator[Problem]:
    """What a paper in this language prints in the plan's own words: cells, and whole columns."""
    own = filter(_is_own, grid.columns)
    absent: dict[str, Where] = {}
    for key in (*_COLUMNS.get(grid.table.name, ()), *own):
        left = [
            ours
            for ours, theirs in rows
            if ours.prose(key) and theirs.cleaned[key] is ours.cleaned[key]
            if grid.table is not REPORT or _setting(ours) in _ASKED
        ]
        if left and key not in columns:
            absent[grid.heading(key)] = grid.place(key, grid.row)
        elif left:
            places = [
                Where(sheet=grid.sheet.name, row=record.row, column=columns[key]) for record in left
            ]
            yield _blank(tag, places, grid.heading(key))
    if absent:
        yield _without_column(tag, absent)


def _blank(tag: str, places: Sequence[Where], heading: str) -> Problem:
    cells = some([place.cell for place in places], 10)
    verb, they = ("is", "it") if len(places) == 1 else ("are", "them")
    return Problem(
        code="untranslated",
        where=places[0],
        what=f"{cells} {verb} blank: a paper in the language {tag} has the plan’s own {heading}.",
        fix=f"Translate {they}, or leave {they} where the words are the same.",
    )


def _without_column(tag: str, absent: Mapping[str, Where]) -> Problem:
    first = next(iter(absent))
    verb = "has no column" if len(absent) == 1 else "have no columns"
    return Problem(
        code="untranslated-column",
        where=absent[first],
        what=f"{joined(list(absent))} {verb} in the language {tag}, so its papers have our words.",
        fix=f"Where they are to be translated, head a column “{first} {tag}”.",
    )


def plan_in(tag: str, plan: Plan, told: Plan, key: tuple[Status, ...]) -> Plan:
    """The plan, judged as it is, in the words of `told`, which was read from `rows_in`.

    `key` is the status key in that language.
    """
    same = len(key) == len(plan.key)
    statuses = dict(zip(plan.key, key, strict=True)) if same else {}

    def again(update: Update, ours: Update) -> Update:
        known = ours.status and statuses.get(ours.status, ours.status)
        return replace(update, status=known)

    return replace(
        told,
        settings=replace(told.settings, language=tag),
        key=key if same else plan.key,
        actions=tuple(
            _action(theirs, ours, again(theirs.update, ours.update))
            for theirs, ours in zip(told.actions, plan.actions, strict=True)
        ),
        history=tuple(
            replace(past, update=again(past.update, past.update)) for past in plan.history
        ),
    )


def _action(theirs: Action, ours: Action, update: Update) -> Action:
    words = theirs.timescale if theirs.timescale != ours.timescale else ()
    return replace(
        theirs,
        objective=ours.objective,
        timescale=ours.timescale,
        timescale_words=words,
        update=update,
    )
