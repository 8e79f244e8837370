"""Pages on which cells are typed: the sheet Report, an officer’s answers, one row of actions."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import quote

from flask import abort, request

from reportgen.app.correct import added
from reportgen.app.logo import is_picture
from reportgen.model.columns import Column, named
from reportgen.model.plan import Action, Plan, Update, officers
from reportgen.model.problems import Where
from reportgen.model.prose import on_one_line, plain
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import ACTIONS, HISTORY, REPORT, STATUS_KEY, UPDATE
from reportgen.model.settings import IN_PARAGRAPHS, SETTINGS, setting_of
from reportgen.model.text import fold
from reportgen.web.corrections import Box, cell_box, change, typed
from reportgen.web.desk import Answer, Desk, OpenPlan
from reportgen.web.officers_round import Upload

_ADD = "add-"
_LOGO = next(setting for setting in SETTINGS if setting.key == "logo")


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/details", _look)
    desk.serve_plan("/details", _type, changes=True)
    desk.serve_plan("/statuses", _look_at_statuses)
    desk.serve_plan("/statuses", _type_statuses, changes=True)
    desk.serve_plan("/actions", _look_at_officers)
    desk.serve_plan("/actions", _type_officers, changes=True)
    desk.serve_plan("/actions/new", _look_at_new)
    desk.serve_plan("/actions/new", _type_new, changes=True)
    desk.serve_plan("/actions/<int:row>", _look_at_action)
    desk.serve_plan("/actions/<int:row>", _type_action, changes=True)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    reading = plan.reading.reading
    return desk.show(
        "details.html",
        details=details(reading, plan.reading.plan),
        missing=missing(reading),
        paragraphs=IN_PARAGRAPHS,
        logo=plan.reading.plan.settings.logo,
    )


def _type(desk: Desk, plan: OpenPlan) -> Answer:
    logo = request.files.get("logo")
    more = _added(plan.reading.reading)
    if logo and logo.filename:
        named = _with_logo(desk, plan, logo)
        if not {**typed(plan.reading.reading).words, **more, **named}:
            return desk.go("/details")  # the same name as before, and it was said what became of it
        more |= named
    change(desk, plan, more)
    return desk.go("/details")


def _with_logo(desk: Desk, plan: OpenPlan, upload: Upload) -> dict[Where, str]:
    """Keep a picture for the plan; the cell that is to name it, unless that does so already."""
    workspace, reading = desk.workspace, plan.reading.reading
    path = workspace.keep(upload)
    if _settings_table(reading) is None or not workspace.reader.do(is_picture, path):
        desk.refuse(f"{path.name} cannot be the logo: give a picture (.png or .jpg, at most 5 MB).")
        return {}
    workspace.logo = path
    desk.say(
        f"{path.name} is the logo. Keep it beside the workbook when you take that away: the next"
        " papers want both."
    )
    if plan.reading.plan.settings.logo == path.name:
        if workspace.opened:
            desk.refuse(f"Put {path.name} beside your own workbook, in place of the one there.")
        else:
            workspace.bring_logo(None)
        return {}
    return setting_cells(reading, _LOGO, path.name)


def _settings_table(reading: Reading) -> TableData | None:
    """The sheet Report with both its columns; None where a setting cannot be written there."""
    table = reading.tables.get(REPORT.name)
    return table if table and {"setting", "value"} <= table.columns.keys() else None


def setting_cells(reading: Reading, setting: Column, words: str) -> dict[Where, str]:
    """The cells that are to give a setting these words; none where there is no sheet for it."""
    table = _settings_table(reading)
    if table is None:
        return {}
    rows = [row for row in table.rows if setting_of(row.words) is setting]
    if rows:
        return {table.place("value", rows[0].number): words}
    return added(table, [{"setting": setting.heading, "value": words}])


def _added(reading: Reading) -> dict[Where, str]:
    """The cells of rows to be added to the sheet: settings that it has not, and was given."""
    table = _settings_table(reading)
    if table is None:
        return {}
    typed = (
        {"setting": setting.heading, "value": words}
        for setting in missing(reading)
        if (words := request.form.get(f"{_ADD}{setting.key}", "").strip())
    )
    return added(table, typed)


def missing(reading: Reading) -> list[Column]:
    """The settings that the sheet Report has no row for; none where it is not there."""
    table = reading.tables.get(REPORT.name)
    there = {setting_of(row.words) for row in table.rows} if table else ()
    return [setting for setting in SETTINGS if table and setting not in there]


def details(reading: Reading, plan: Plan) -> list[Box]:
    """The boxes of the settings in the order of the sheet; none where it has no such sheet."""
    table = reading.tables.get(REPORT.name)
    value = REPORT["value"]
    if table is None or value.key not in table.columns:
        return []
    found = []
    for row in table.rows:
        setting = named(row.words.get("setting", ""), SETTINGS)
        if setting:
            box = cell_box(table, value, row, plan)
            needed = " (needed)" if setting.needed and not box.typed else ""
            found.append(
                replace(
                    box,
                    heading=f"{box.heading}{needed}",
                    hint=setting.hint,
                    sentences=setting.key in IN_PARAGRAPHS,
                )
            )
    return found


def _look_at_statuses(desk: Desk, opened: OpenPlan) -> Answer:
    """The sheet Status key, a status a row."""
    table = opened.reading.reading.tables.get(STATUS_KEY.name)
    columns = [each for each in STATUS_KEY if table and each.key in table.columns]
    rows = [
        [cell_box(table, column, row, opened.reading.plan) for column in columns]
        for row in (table.rows if table else ())
        if table
    ]
    return desk.show("statuses.html", rows=rows)


def _type_statuses(desk: Desk, plan: OpenPlan) -> Answer:
    change(desk, plan, renamed(plan.reading.reading))
    return desk.go("/statuses")


def renamed(reading: Reading) -> dict[Where, str]:
    """The cells that have a status whose word was changed in the key, with the new word."""
    key = reading.tables.get(STATUS_KEY.name)
    if key is None:
        return {}
    changed = typed(reading).words
    new = {
        fold(row.words.get("word", "")): words
        for row in key.rows
        if (words := changed.get(key.place("word", row.number)))
    }
    return {
        table.place("status", row.number): new[was]
        for name in (ACTIONS.name, HISTORY.name)
        if (table := reading.tables.get(name))
        for row in table.rows
        if (was := fold(row.words.get("status", ""))) in new
    }


def address(officer: str) -> str:
    """Where the answers of an officer can be typed."""
    return f"/actions?officer={quote(officer, safe='')}"


def _look_at_officers(desk: Desk, opened: OpenPlan) -> Answer:
    """The actions of an officer; where none is named, all officers to choose from."""
    listed = {officer.name: officer.actions for officer in officers(opened.reading.plan)}
    officer = request.args.get("officer")
    chosen = () if officer is None else listed.get(officer, ())
    keys = [column.key for column in UPDATE]
    last = {
        state.action.row: state.before[-1].update if state.before else None
        for state in opened.reading.analysis.states
    }
    return desk.show(
        "actions.html",
        officers=list(listed),
        officer=officer,
        actions=[
            (_named(action), boxes(opened, action, keys), _about(action, last[action.row]))
            for action in chosen
        ],
    )


def _about(action: Action, last: Update | None) -> dict[str, object]:
    """When an action is due, and what was last said of it."""
    said = (last.typed, on_one_line(last.progress)) if last else ()
    return {
        "row": action.row,
        "when": on_one_line(action.update.revised_timescale or action.timescale),
        "before": ": ".join(filter(None, said)).rstrip("."),
    }


def _type_officers(desk: Desk, plan: OpenPlan) -> Answer:
    change(desk, plan)
    return desk.go(address(request.args.get("officer", "")))


def _look_at_action(desk: Desk, opened: OpenPlan, row: int) -> Answer:
    """All cells of an action."""
    action = next((each for each in opened.reading.plan.actions if each.row == row), None)
    if action is None:
        abort(404)
    table = opened.reading.reading.tables[ACTIONS.name]
    keys = [column.key for column in (*ACTIONS, *table.own) if not column.shown]
    return desk.show("action.html", name=_named(action), boxes=boxes(opened, action, keys), row=row)


def _type_action(desk: Desk, plan: OpenPlan, row: int) -> Answer:
    change(desk, plan)
    return desk.go(f"/actions/{row}")


def _new_boxes(opened: OpenPlan) -> list[Box]:
    """The boxes for the cells of a row below the last."""
    table = opened.reading.reading.tables[ACTIONS.name]
    number = max([table.heading_row, *(row.number for row in table.rows)]) + 1
    row = Row(number=number, words={})
    columns = [each for each in (*ACTIONS, *table.own) if each.key in table.columns]
    return [cell_box(table, each, row, opened.reading.plan) for each in columns if not each.shown]


def _look_at_new(desk: Desk, opened: OpenPlan) -> Answer:
    """A row for an action that the plan does not have."""
    return desk.show("action.html", name="A new action", boxes=_new_boxes(opened), row="new")


def _type_new(desk: Desk, opened: OpenPlan) -> Answer:
    boxes = _new_boxes(opened)
    sent = {box.where: request.form.get(box.name, "").strip() for box in boxes}
    title = opened.reading.reading.tables[ACTIONS.name].columns.get("title")
    if not any(words for where, words in sent.items() if where.column == title):
        desk.refuse("Nothing was added: type first what the action is.")
        return desk.show("action.html", name="A new action", boxes=_filled(boxes, sent), row="new")
    change(
        desk, opened, {where: words.replace("\r\n", "\n") for where, words in sent.items() if words}
    )
    return desk.go(f"/actions/{boxes[0].where.row}")


def _filled(boxes: Sequence[Box], sent: Mapping[Where, str]) -> list[Box]:
    """The boxes with what was sent in them."""
    return [replace(box, typed=sent[box.where]) for box in boxes]


def _named(action: Action) -> str:
    return f"{action.ref} {plain(action.title)}".strip()


def boxes(opened: OpenPlan, action: Action, keys: list[str]) -> list[Box]:
    """The boxes for the cells of an action in these columns, where the sheet has them."""
    table = opened.reading.reading.tables[ACTIONS.name]
    row = next(row for row in table.rows if row.number == action.row)
    columns = {column.key: column for column in (*ACTIONS, *table.own)}
    return [
        cell_box(table, columns[key], row, opened.reading.plan)
        for key in keys
        if key in table.columns
    ]
