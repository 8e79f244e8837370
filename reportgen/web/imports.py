"""A Word or Excel plan of somebody's own, made into a workbook: what each column means is asked."""

from flask import abort, request

from reportgen.app.import_plan import ASIDE, ImportedPlan, imported_workbook
from reportgen.model.columns import Column
from reportgen.model.errors import Misused, Unreadable
from reportgen.model.schema import ACTIONS
from reportgen.web.desk import Answer, Desk

_HEADING, _MEANS = "heading-", "means-"


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/import/<key>", _look)
    desk.serve("/import/<key>", _map, changes=True)
    desk.serve("/take", _take, changes=True)


def _made(desk: Desk, key: str, maps: list[tuple[str, str]]) -> ImportedPlan:
    """The plan in a file that was sent, as a workbook of ours."""
    workspace = desk.workspace
    path = workspace.results.get(key)
    if path is None:
        abort(404)
    target = workspace.new_folder() / f"{path.stem}-plan.xlsx"
    return workspace.reader.do(imported_workbook, path, target, maps=maps, made_on=desk.today())


def _look(desk: Desk, key: str) -> Answer:
    workspace = desk.workspace
    try:
        workspace.imported = _made(desk, key, [])
    except Unreadable as refusal:
        if getattr(refusal.fix, "code", "") not in ("map-one", "map-two"):
            raise
        values = refusal.fix.values if hasattr(refusal.fix, "values") else {}
        return desk.show("mapping.html", key=key, refusal=refusal, told=values, columns=_ours())
    return desk.show("imported.html", key=key, plan_made=workspace.imported, columns=_ours())


def _map(desk: Desk, key: str) -> Answer:
    workspace = desk.workspace
    maps = _maps()
    try:
        workspace.imported = _made(desk, key, maps)
    except (Misused, Unreadable) as refusal:
        return desk.show("mapping.html", key=key, refusal=refusal, told={}, columns=_ours())
    return desk.show("imported.html", key=key, plan_made=workspace.imported, columns=_ours())


def _take(desk: Desk) -> Answer:
    """Go on with the workbook that was made."""
    workspace = desk.workspace
    if workspace.imported is None:
        abort(404)
    path = workspace.imported.path
    workspace.made.clear()
    workspace.open(path, written=True)
    workspace.change = None
    return desk.go("/")


def _maps() -> list[tuple[str, str]]:
    """The headings whose meaning was chosen, each with the column of ours."""
    form = request.form
    return [
        (form[name], meant)
        for name in form
        if name.startswith(_HEADING)
        and (meant := form.get(f"{_MEANS}{name.removeprefix(_HEADING)}", ""))
        and form[name].strip()
        and meant != form.get(f"was-{name.removeprefix(_HEADING)}", "")
        and meant != ASIDE
    ]


def _ours() -> tuple[Column, ...]:
    """The columns of a plan that a heading may mean."""
    return tuple(column for column in ACTIONS.columns if not column.shown)
