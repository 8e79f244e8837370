"""What the papers say of the plan and the meeting: the sheet Report, to be typed in boxes."""

from dataclasses import dataclass

from flask import request

from reportgen.model.columns import Column, named
from reportgen.model.problems import Where
from reportgen.model.reading import Reading
from reportgen.model.schema import REPORT
from reportgen.model.settings import IN_PARAGRAPHS, SETTINGS, setting_of
from reportgen.web.corrections import box, change
from reportgen.web.desk import Answer, Desk, OpenPlan

_ADD = "add-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A setting of the sheet Report, with the box in which it can be typed."""

    name: str
    box: str
    typed: str
    hint: str
    needed: bool
    long: bool
    """Whether it may have paragraphs."""


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/details", _look)
    desk.serve_plan("/details", _type, changes=True)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    reading = plan.reading.reading
    return desk.show(
        "details.html",
        details=details(reading),
        missing=missing(reading),
        paragraphs=IN_PARAGRAPHS,
    )


def _type(desk: Desk, plan: OpenPlan) -> Answer:
    change(desk, plan, _added(plan.reading.reading))
    return desk.go("/details")


def _added(reading: Reading) -> dict[Where, str]:
    """The cells of rows to be added to the sheet: settings that it has not, and was given."""
    table = reading.tables.get(REPORT.name)
    if table is None or not {"setting", "value"} <= table.columns.keys():
        return {}
    number = max([table.heading_row, *(row.number for row in table.rows)])
    cells = {}
    for setting in missing(reading):
        if words := request.form.get(f"{_ADD}{setting.key}", "").strip():
            number += 1
            for key, typed in (("setting", setting.heading), ("value", words)):
                place = Where(sheet=table.sheet, row=number, column=table.columns[key])
                cells[place] = typed
    return cells


def missing(reading: Reading) -> list[Column]:
    """The settings that the sheet Report has no row for; none where it is not there."""
    table = reading.tables.get(REPORT.name)
    there = {setting_of(row.words) for row in table.rows} if table else ()
    return [setting for setting in SETTINGS if table and setting not in there]


def details(reading: Reading) -> list[Detail]:
    """The settings in the order of the sheet; none where it has no such sheet."""
    table = reading.tables.get(REPORT.name)
    column = table.columns.get("value") if table else None
    if table is None or column is None:
        return []
    found = []
    for row in table.rows:
        name = row.words.get("setting", "")
        setting = named(name, SETTINGS)
        if not setting:
            continue
        words = row.words.get("value", "")
        found.append(
            Detail(
                name=name,
                box=box(Where(sheet=table.sheet, row=row.number, column=column)),
                typed=words,
                hint=setting.hint,
                needed=setting.needed,
                long=setting.key in IN_PARAGRAPHS or "\n" in words,
            )
        )
    return found
