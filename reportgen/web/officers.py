"""Who is asked for what: addresses, forms and messages for each officer."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from reportgen.app.correct import added
from reportgen.app.split import split
from reportgen.model.calendar import in_words
from reportgen.model.plan import Officer, contact_of, named_alike, officers
from reportgen.model.problems import Where
from reportgen.model.schema import CONTACTS
from reportgen.model.settings import SETTINGS
from reportgen.web.cells import setting_cells
from reportgen.web.corrections import Box, cell_box, change, typed
from reportgen.web.desk import Answer, Desk, OpenPlan

_ADD = "add-"
_RETURN_DATE = next(setting for setting in SETTINGS if setting.key == "return_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An officer who is asked, and where the address can be typed."""

    officer: Officer
    addresses: tuple[str, ...]
    box: Box | None
    """For the cell of the sheet Contacts; None where the officer has no row there."""
    more: str
    """The name of the field for an address without a row; empty where the sheet has no room."""


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/officers", _look)
    desk.serve_plan("/officers", _split, changes=True)
    desk.serve_plan("/officers/addresses", _type, changes=True)


def _look(desk: Desk, opened: OpenPlan) -> Answer:
    plan = opened.reading.plan
    rows = asked(opened)
    return desk.show(
        "officers.html",
        rows=rows,
        messages=any(row.addresses for row in rows),
        forms=desk.workspace.made.get("forms-file"),
        older=desk.workspace.made.get("forms-of") != desk.workspace.state,
        due=desk.workspace.round.due,
        noted=plan.settings.return_date,
    )


def _type(desk: Desk, opened: OpenPlan) -> Answer:
    change(desk, opened, _added(opened))
    return desk.go("/officers")


def asked(opened: OpenPlan) -> list[Asked]:
    """The officers of the plan, each with the box for the address."""
    plan = opened.reading.plan
    table = opened.reading.reading.tables.get(CONTACTS.name)
    known = table is not None and {"officer", "address"} <= table.columns.keys()
    rows = {named_alike(_whose(row.words)): row for row in table.rows} if table and known else {}
    listed = []
    for number, officer in enumerate(officers(plan)):
        row = rows.get(named_alike(officer.name)) if officer.name else None
        contact = contact_of(officer.name, plan)
        listed.append(
            Asked(
                officer=officer,
                addresses=contact.addresses if contact else (),
                box=cell_box(table, CONTACTS["address"], row, plan) if table and row else None,
                more=f"{_ADD}{number}" if known and officer.name and not row else "",
            )
        )
    return listed


def _whose(words: Mapping[str, str]) -> str:
    """The officer of a row of Contacts, who may be given by name alone."""
    return words.get("officer", "").strip() or words.get("name", "")


def _added(opened: OpenPlan) -> dict[Where, str]:
    """The cells of rows to be added to Contacts."""
    table = opened.reading.reading.tables.get(CONTACTS.name)
    rows = (
        {"officer": row.officer.name, "address": words}
        for row in asked(opened)
        if row.more and (words := request.form.get(row.more, "").strip())
    )
    return added(table, rows) if table else {}


def _split(desk: Desk, opened: OpenPlan) -> Answer:
    """Make the forms, of a copy with the addresses that were typed."""
    workspace, more, due = desk.workspace, _added(opened), _due()
    if due and in_words(due) != opened.reading.plan.settings.return_date:
        more |= setting_cells(opened.reading.reading, _RETURN_DATE, in_words(due))
    if more or typed(opened.reading.reading).words:
        change(desk, opened, more)
        opened = desk.plan() or opened
    workspace.round.due = due
    mailing = workspace.reader.do(split, opened.path, due=workspace.round.due, made_on=desk.today())
    desk.offer_mailing(mailing, opened.path, "forms")
    workspace.made |= {"forms": mailing.sentences[0], "forms-of": workspace.state}
    return desk.go("/officers")


def _due() -> dt.date | None:
    """The day of return that was typed; None for that of the sheet Report."""
    try:
        return dt.date.fromisoformat(request.form.get("due", ""))
    except ValueError:
        return None
