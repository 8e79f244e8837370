"""The first page: a workbook is opened, made or imported; and the plan that is open."""

from functools import partial
from pathlib import Path

from flask import abort, request

from reportgen.app.start import new
from reportgen.model.errors import Refusal
from reportgen.web.desk import Answer, Desk
from reportgen.web.steps import next_step, steps
from reportgen.web.workspace import stamp

_WORKBOOKS = (".xlsx", ".xlsm")
_OTHER = ("map-one", "map-two", "head-or-new", "save-as-or-import", "give-or-import")
"""The remedies of what may be somebody else's plan, which can be imported."""
_KINDS = {"blank": "plan.xlsx", "example": "example.xlsx"}


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/", _home)
    desk.serve("/import-this", _import_this)
    desk.serve("/files/<key>", _file)
    desk.serve("/workbook", _workbook)
    desk.app.add_url_rule("/state", endpoint="state", view_func=partial(_state, desk))
    desk.serve("/open", _open, changes=True)
    desk.serve("/new", _new, changes=True)
    desk.serve("/previous", _previous, changes=True)
    desk.serve("/close", _close, changes=True)


def _home(desk: Desk) -> Answer:
    workspace = desk.workspace
    result = workspace.checked()
    if result is None:
        return desk.show("start.html")
    refusal = result.outcome if isinstance(result.outcome, Refusal) else None
    reading = desk.reading()
    return desk.show(
        "plan.html",
        result=result,
        refusal=refusal,
        importable=refusal is not None and is_foreign(refusal),
        next=next_step(steps(workspace, result), reading.plan) if reading else None,
        reading=reading,
        previous=workspace.previous,
    )


def _import_this(desk: Desk) -> Answer:
    """Import the file that was opened and is no workbook of ours."""
    workspace = desk.workspace
    if workspace.plan is None:
        abort(404)
    return desk.go(f"/import/{workspace.offer(workspace.plan)}")


def _file(desk: Desk, key: str) -> Answer:
    workspace = desk.workspace
    path = workspace.results.get(key)
    if path is None or not path.is_file():
        abort(404)
    return desk.give(path, name=workspace.names[key])


def _workbook(desk: Desk) -> Answer:
    """The workbook that is open, to take away."""
    plan = desk.workspace.plan
    if plan is None or not plan.is_file():
        abort(404)
    return desk.give(plan)


def _state(desk: Desk) -> str:
    """What a page that is open asks for: whether the workbook was saved meanwhile."""
    opened = desk.workspace.opened
    return str(stamp(opened)) if opened else ""


def _open(desk: Desk) -> Answer:
    workspace = desk.workspace
    uploads = [file for file in request.files.getlist("file") if file.filename]
    if not uploads:
        desk.say("No file was chosen. Choose the plan’s workbook first.")
        return desk.go("/")
    path = workspace.keep(uploads[0])
    if path.suffix.lower() not in _WORKBOOKS:
        return desk.go(f"/import/{workspace.offer(path)}")
    _start(desk, path)
    return desk.go("/faults" if workspace.change else "/")


def _new(desk: Desk) -> Answer:
    workspace = desk.workspace
    kind = request.form.get("kind", "")
    if kind not in _KINDS:
        abort(400)
    path = workspace.new_folder() / _KINDS[kind]
    workspace.reader.do(new, path, example=kind == "example", made_on=desk.today())
    _start(desk, path)
    workspace.written.add(path)
    return desk.go("/")


def _previous(desk: Desk) -> Answer:
    workspace = desk.workspace
    upload = request.files.get("file")
    workspace.previous = workspace.keep(upload) if upload and upload.filename else None
    if workspace.previous:
        desk.say(f"Papers are compared with {workspace.previous.name}.")
    return desk.go("/")


def _close(desk: Desk) -> Answer:
    workspace = desk.workspace
    workspace.plan = workspace.opened = workspace.previous = workspace.job = None
    workspace.clear_returns()
    workspace.made.clear()
    workspace.results.clear()
    return desk.go("/")


def _start(desk: Desk, path: Path) -> None:
    """Go on with a workbook; a newer copy of the one that is open is compared with that."""
    workspace = desk.workspace
    before = desk.reading()
    workspace.open(path)
    after = desk.reading()
    same = before and after and before.plan.settings.title == after.plan.settings.title
    if not same:
        workspace.change = None
        workspace.made.clear()
        workspace.clear_returns()


def is_foreign(refusal: Refusal) -> bool:
    """Whether what was refused may be somebody else's plan."""
    return getattr(refusal.fix, "code", "") in _OTHER
