"""A Word or Excel plan of somebody's own, made into a workbook: what each column means is asked."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from flask import abort, request

from reportgen.app.correct import correct
from reportgen.app.import_plan import ASIDE, ImportedPlan, headings_in, imported_workbook
from reportgen.app.next_quarter import next_quarter
from reportgen.model.calendar import Quarter
from reportgen.model.columns import Column
from reportgen.model.errors import Misused, Refusal, Unreadable
from reportgen.model.schema import ACTIONS, STATUS_KEY
from reportgen.model.text import joined, quoted
from reportgen.web.corrections import Box, cell_box, typed
from reportgen.web.desk import Answer, Desk
from reportgen.web.opening import named_after, say_of
from reportgen.web.workspace import Import

_LAST, _WHOSE = "last", ("this", "last")
"""What may be chosen: the quarter of which its statuses and progress are."""
_HEADING, _MEANS, _WAS, _TABLE = "heading-", "means-", "was-", "table-"


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/import/<key>", _look)
    desk.serve("/import/<key>", _answer, changes=True)


def _made(desk: Desk, key: str, maps: Mapping[str, str], quarter: str) -> ImportedPlan:
    """The plan in a file that was sent, as a workbook of ours."""
    path = desk.offered(key).path
    return desk.workspace.reader.do(
        imported_workbook,
        path,
        desk.workspace.new_folder() / f"{path.stem}-plan.xlsx",
        maps=list(maps.items()),
        settings=[("Quarter", quarter)] if quarter else [],
        made_on=desk.today(),
    )


def _look(desk: Desk, key: str) -> Answer:
    """What was read, with all that was chosen so far."""
    workspace = desk.workspace
    if workspace.imports.get(key, Import()).plan:
        return _show(desk, key)
    workspace.imports[key] = Import()
    try:
        workspace.imports[key] = Import(plan=_made(desk, key, {}, ""))
    except Unreadable as refusal:
        if getattr(refusal.fix, "code", "") not in ("map-one", "map-two"):
            raise
        told = getattr(refusal.fix, "values", {})
        boxes = [(told.get("heading", ""), told.get("column", ""))]
        return _ask(desk, key, refusal, boxes)
    return _show(desk, key)


def _answer(desk: Desk, key: str) -> Answer:
    """Read it again with other meanings, where any was chosen; else go on with it."""
    imports = desk.workspace.imports
    before = imports.get(key, Import())
    changed = _changed()
    quarter = request.form.get("quarter", "").strip() or before.quarter
    if changed or quarter != before.quarter or before.plan is None:
        if twice := _chosen_twice():
            desk.refuse(twice)
            return _show(desk, key, kept=_numbered(_MEANS))
        maps = {**before.maps, **changed}
        try:
            plan = _made(desk, key, maps, quarter)
        except (Misused, Unreadable) as refusal:
            if before.plan is None:
                return _ask(desk, key, refusal, list(changed.items()))
            desk.refuse(f"{refusal.what} {refusal.fix}")
            return _show(desk, key, kept=_numbered(_MEANS))
        imports[key] = Import(maps=maps, quarter=quarter, plan=plan)
    imports[key] = replace(imports[key], chosen=request.form.to_dict())
    if changed:
        desk.say("It was read again with what you chose. Look at it once more, then go on with it.")
    elif "go" in request.form:
        return _take(desk, key)
    return desk.go(f"/import/{key}")  # so that going back is not sending it again


def _take(desk: Desk, key: str) -> Answer:
    """Go on with the workbook that was made."""
    imported, whose = _plan(desk, key), request.form.get("whose", "")
    if _has_answers(imported) and whose not in _WHOSE:
        desk.refuse("Choose first of which quarter its statuses and progress are.")
        return _show(desk, key)
    if whose == _LAST and not imported.reading.plan.settings.quarter:
        desk.refuse("Type first of which quarter it is: the next cannot be told without it.")
        return _show(desk, key)
    if not desk.may_lose():
        fields = [(name, words) for name, words in request.form.items() if name != "sitting"]
        return desk.ask_first(
            f"/import/{key}", f"Go on with {imported.path.name} all the same", fields
        )
    desk.workspace.close()
    desk.workspace.open(_workbook(desk, imported, last=whose == _LAST), written=True)
    return desk.go("/")


def _has_answers(imported: ImportedPlan) -> bool:
    """Whether anything in it is an officer's answer, of this quarter or the last."""
    updates = (action.update for action in imported.reading.plan.actions)
    return any(update.typed or update.progress or update.next_steps for update in updates)


def _workbook(desk: Desk, imported: ImportedPlan, *, last: bool) -> Path:
    """The workbook that was made, with what was chosen on the page.

    Where its answers are of the `last` quarter, that of the next, with them in its History.
    """
    workspace = desk.workspace
    made = imported.path
    if words := typed(imported.reading.reading).words:
        made = workspace.reader.do(correct, made, words, workspace.new_folder() / made.name)
    if last:
        settings = imported.reading.plan.settings
        name = named_after(settings, Quarter.from_text(settings.quarter), made)
        rolled = workspace.reader.do(
            next_quarter,
            made,
            workspace.new_folder() / name,
            made_on=desk.today(),
            force=True,
        )
        say_of(desk, rolled)
        made = rolled.path
    return made


def _show(desk: Desk, key: str, kept: Mapping[str, str] | None = None) -> Answer:
    """What was read; with the selections that are `kept` where they could not be used."""
    imported, before = _plan(desk, key), desk.workspace.imports[key]
    asks = before.quarter or not imported.reading.plan.settings.quarter
    chosen = {**before.chosen, **request.form}
    return desk.show(
        "imported.html",
        key=key,
        plan_made=imported,
        columns=_ours(),
        aside=ASIDE,
        kept=kept or {},
        quarter=chosen.get("quarter", before.quarter) if asks else None,
        statuses=_statuses(imported),
        answers=_has_answers(imported),
        whose=chosen.get("whose", ""),
        chosen=chosen,
    )


def _statuses(imported: ImportedPlan) -> list[tuple[str, Box]]:
    """The words of its key, each with the box for what it counts as."""
    table = imported.reading.reading.tables.get(STATUS_KEY.name)
    if table is None:
        return []
    column, plan = STATUS_KEY["counts_as"], imported.reading.plan
    return [(row.words.get("word", ""), cell_box(table, column, row, plan)) for row in table.rows]


def _plan(desk: Desk, key: str) -> ImportedPlan:
    """What was read last; else there is no such page."""
    read = desk.workspace.imports.get(key, Import()).plan
    if read is None:
        abort(404)
    return read


def _ask(desk: Desk, key: str, refusal: Refusal, boxes: list[tuple[str, str]]) -> Answer:
    """What headings mean, where no plan was found."""
    tables = desk.workspace.reader.do(headings_in, desk.offered(key).path)
    there = {heading for table in tables for heading, _ in table.headings}
    typed_there = [(heading, means) for heading, means in boxes if heading not in there]
    return desk.show(
        "mapping.html",
        key=key,
        refusal=refusal,
        tables=tables,
        chosen=dict(boxes),
        boxes=[*typed_there, ("", ""), ("", "")],
        columns=_ours(),
    )


def _changed() -> dict[str, str]:
    """The headings for which another meaning was chosen than they had."""
    form = request.form
    return {
        form[f"{_HEADING}{number}"].strip(): meant
        for number, meant in _numbered(_MEANS).items()
        if meant != form.get(f"{_WAS}{number}", "") and form.get(f"{_HEADING}{number}", "").strip()
    }


def _numbered(beginning: str) -> dict[str, str]:
    """The fields whose names begin so, by the number that follows."""
    return {
        name.removeprefix(beginning): words
        for name, words in request.form.items()
        if name.startswith(beginning) and words
    }


def _chosen_twice() -> str:
    """A sentence where two headings of a table are to mean the same; empty where none are."""
    tables, headings = _numbered(_TABLE), _numbered(_HEADING)
    ours = {column.heading for column in _ours()}
    together: dict[tuple[str, str], list[str]] = {}
    for number, meant in _numbered(_MEANS).items():
        if number in tables and meant in ours:
            together.setdefault((tables[number], meant), []).append(quoted(headings[number]))
    for (_, meant), names in together.items():
        if len(names) > 1:
            how = "both" if len(names) == 2 else "all"  # noqa: PLR2004 - two of them
            return (
                f"{joined(names)} cannot {how} mean {meant}: leave it with one of them, and"
                " choose another meaning for the others, or that they are columns of their own."
            )
    return ""


def _ours() -> tuple[Column, ...]:
    """The columns of a plan that a heading may mean."""
    return tuple(column for column in ACTIONS.columns if not column.shown)
