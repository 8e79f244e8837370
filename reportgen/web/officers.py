"""Who is asked for what: forms and messages for each officer."""

import datetime as dt

from flask import request

from reportgen.app.files import save_together
from reportgen.app.split import split
from reportgen.model.plan import contact_of
from reportgen.web.desk import Answer, Desk


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/officers", _look)
    desk.serve("/officers", _split, changes=True)


def _look(desk: Desk) -> Answer:
    workspace = desk.workspace
    reading = desk.reading()
    if reading is None:
        return desk.go("/")
    plan = reading.plan
    asked: dict[str, list[str]] = {}
    for action in plan.actions:
        for officer in action.officers or ("",):
            asked.setdefault(officer, []).append(action.ref)
    rows = [
        (officer, refs, contact_of(officer, plan) if officer else None)
        for officer, refs in asked.items()
    ]
    return desk.show("officers.html", rows=rows, forms=workspace.made.get("forms-file"), due=_due())


def _split(desk: Desk) -> Answer:
    workspace = desk.workspace
    if workspace.plan is None:
        return desk.go("/")
    mailing = workspace.reader.do(split, workspace.plan, due=_due(), made_on=desk.today())
    folder = workspace.new_folder()
    files = mailing.save(folder)
    path = folder / f"{workspace.plan.stem}-forms.zip"
    save_together(path, {file.name: file for file in files})
    workspace.made["forms-file"] = workspace.offer(path)
    workspace.made["forms"] = mailing.sentences[0]
    for sentence in mailing.sentences:
        desk.say(sentence)
    return desk.go("/officers")


def _due() -> dt.date | None:
    """The day of return that was typed; None for that of the sheet Report."""
    try:
        return dt.date.fromisoformat(request.values.get("due", ""))
    except ValueError:
        return None
