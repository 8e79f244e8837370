"""Who is asked for what: forms and messages for each officer."""

import datetime as dt

from flask import request

from reportgen.app.split import split
from reportgen.model.plan import contact_of, officers
from reportgen.web.desk import Answer, Desk, OpenPlan


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/officers", _look)
    desk.serve_plan("/officers", _split, changes=True)


def _look(desk: Desk, opened: OpenPlan) -> Answer:
    plan = opened.reading.plan
    rows = [
        (officer.name, [action.ref for action in officer.actions], contact_of(officer.name, plan))
        for officer in officers(plan)
    ]
    return desk.show(
        "officers.html",
        rows=rows,
        messages=any(contact and contact.addresses for _, _, contact in rows),
        forms=desk.workspace.made.get("forms-file"),
        due=desk.workspace.due,
        noted=plan.settings.return_date,
    )


def _split(desk: Desk, opened: OpenPlan) -> Answer:
    workspace = desk.workspace
    workspace.due = _due()
    mailing = workspace.reader.do(split, opened.path, due=workspace.due, made_on=desk.today())
    desk.offer_mailing(mailing, opened.path, "forms")
    workspace.made["forms"] = mailing.sentences[0]
    return desk.go("/officers")


def _due() -> dt.date | None:
    """The day of return that was typed; None for that of the sheet Report."""
    try:
        return dt.date.fromisoformat(request.form.get("due", ""))
    except ValueError:
        return None
