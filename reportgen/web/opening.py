"""The first page: a workbook is opened, made or imported; the plan, and the next quarter's."""

from functools import partial
from pathlib import Path

from flask import abort, request

from reportgen.app.check import check
from reportgen.app.next_quarter import RolledPlan, next_quarter
from reportgen.app.read import ReadResult, read
from reportgen.app.returns import form_of
from reportgen.app.start import new
from reportgen.model.calendar import Quarter
from reportgen.model.errors import Refusal
from reportgen.model.schema import REPORT
from reportgen.model.settings import Settings
from reportgen.web.desk import Answer, Desk, OpenPlan, stem
from reportgen.web.steps import next_step, steps
from reportgen.web.workspace import safe_name, stamp

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
    desk.serve("/open/<key>", _open_kept, changes=True)
    desk.serve("/new", _new, changes=True)
    desk.serve_plan("/previous", _compare, changes=True)
    desk.serve_plan("/previous/none", _compare_no_more, changes=True)
    desk.serve("/close", _close, changes=True)
    desk.serve_plan("/next-quarter", _look_ahead)
    desk.serve_plan("/next-quarter", _roll, changes=True)


def _home(desk: Desk) -> Answer:
    workspace = desk.workspace
    result = workspace.checked()
    if result is None:
        names = workspace.results
        begun = {names[key].name: key for key, one in workspace.imports.items() if one.plan}
        return desk.show("start.html", begun=begun)
    if isinstance(result.outcome, Refusal):
        importable = is_foreign(result.outcome)
        return desk.show("unread.html", refusal=result.outcome, importable=importable)
    plan = desk.plan()
    if plan is None:
        return desk.show("unread.html", refusal=None, importable=False)
    return desk.show(
        "plan.html",
        next=next_step(workspace, steps(workspace, result), plan.reading.plan),
        reading=plan.reading,
        previous=workspace.previous,
    )


def _import_this(desk: Desk) -> Answer:
    """Import the file that was opened and is no workbook of ours."""
    workspace = desk.workspace
    if workspace.plan is None:
        abort(404)
    return desk.go(f"/import/{workspace.offer(workspace.plan)}")


def _file(desk: Desk, key: str) -> Answer:
    offered = desk.offered(key)
    return desk.give(offered.path, name=offered.name)


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
    uploads = desk.uploads()
    if not uploads:
        desk.refuse("No file was chosen. Choose the plan’s workbook first.")
        return desk.go("/")
    return _open_kept(desk, desk.workspace.offer(desk.workspace.keep(uploads[0])))


def _open_kept(desk: Desk, key: str) -> Answer:
    """Go on with a file that was sent; the plan that is open stays, where that cannot be read."""
    workspace = desk.workspace
    path = desk.offered(key).path
    if path.suffix.lower() not in _WORKBOOKS:
        return desk.go(f"/import/{key}")
    outcome = workspace.reader.do(check, path).outcome
    whose = workspace.reader.do(form_of, path) if isinstance(outcome, ReadResult) else None
    if whose is None and _is_tracker(outcome):
        return desk.go(f"/import/{key}")
    if not isinstance(outcome, ReadResult):
        told = {"what": getattr(outcome, "what", ""), "fix": getattr(outcome, "fix", "")}
        return desk.show("refused.html", **told)
    if whose is not None:
        return desk.show(
            "refused.html",
            what=f"{path.name} is the workbook of {whose or 'the actions without an officer'},"
            " and not the whole plan’s.",
            fix="Drop it under “What came back”, or open the plan’s own workbook.",
        )
    made_here = path in workspace.untaken
    if not desk.may_lose(path):
        return desk.ask_first(f"/open/{key}", f"Open {path.name} all the same", but=path)
    before, logo = desk.plan(), workspace.logo
    if not before or not _is_same(before.reading, outcome):
        workspace.close()
    elif _answered(outcome) < _answered(before.reading):
        desk.refuse(f"{path.name} has fewer statuses than the copy before: it may be an older one.")
        workspace.forget_merge()
    elif _is_older(outcome, before.reading):
        desk.refuse(f"{path.name} was saved before the copy that was open: it may be an older one.")
    workspace.open(path, written=made_here)
    if before and before.reading.plan.settings.title == outcome.plan.settings.title:
        workspace.logo = logo  # that of the same plan, in another quarter
        workspace.bring_logo(before.path)
    return desk.go("/faults" if workspace.change else "/")


def _is_tracker(outcome: object) -> bool:
    """Whether a workbook is somebody's own, also where its headings are nearly ours."""
    if isinstance(outcome, ReadResult):
        return REPORT.name not in outcome.reading.tables
    return isinstance(outcome, Refusal) and is_foreign(outcome)


def _is_same(before: ReadResult, after: ReadResult) -> bool:
    """Whether two workbooks are of the same plan and quarter."""
    one, other = before.plan.settings, after.plan.settings
    return (one.title, one.quarter) == (other.title, other.quarter)


def _is_older(one: ReadResult, other: ReadResult) -> bool:
    """Whether a workbook was saved before another; not, where one of them does not say when."""
    saved, before = one.reading.source.saved, other.reading.source.saved
    return bool(saved and before and saved < before)


def _answered(reading: ReadResult) -> int:
    """How many actions have a status."""
    return sum(action.update.status is not None for action in reading.plan.actions)


def _new(desk: Desk) -> Answer:
    workspace = desk.workspace
    kind = request.form.get("kind", "")
    if kind not in _KINDS:
        abort(400)
    if not desk.may_lose():
        return desk.ask_first("/new", "Begin another plan all the same", [("kind", kind)])
    path = workspace.new_folder() / _KINDS[kind]
    workspace.reader.do(new, path, example=kind == "example", made_on=desk.today())
    workspace.close()
    workspace.open(path)
    workspace.written.add(path)
    return desk.go("/")


def _compare(desk: Desk, plan: OpenPlan) -> Answer:
    """Compare with another workbook from now on, if it is an earlier one of this plan."""
    workspace = desk.workspace
    uploads = desk.uploads()
    if not uploads:
        desk.refuse("No file was chosen. Choose last quarter’s workbook first.")
        return desk.go("/")
    path = workspace.keep(uploads[0])
    workspace.reader.do(read, plan.path, previous=path)  # raises where it is none
    workspace.previous = path
    desk.say(f"Papers are compared with {path.name}.")
    return desk.go("/")


def _compare_no_more(desk: Desk, _: OpenPlan) -> Answer:
    desk.workspace.previous = None
    desk.say("Papers are compared with what is in the sheet History.")
    return desk.go("/")


def _close(desk: Desk) -> Answer:
    if not desk.may_lose():
        return desk.ask_first("/close", "Close it all the same")
    desk.workspace.close()
    return desk.go("/")


def is_foreign(refusal: Refusal) -> bool:
    """Whether what was refused may be somebody else's plan."""
    return getattr(refusal.fix, "code", "") in _OTHER


def _look_ahead(desk: Desk, plan: OpenPlan) -> Answer:
    made = desk.workspace.made.get("next-file")
    return desk.show("next.html", reading=plan.reading, made=made)


def _roll(desk: Desk, plan: OpenPlan) -> Answer:
    workspace, settings = desk.workspace, plan.reading.plan.settings
    name = named_after(settings, Quarter.from_text(settings.quarter), plan.path)
    rolled = workspace.reader.do(
        next_quarter,
        plan.path,
        workspace.new_folder() / name,
        made_on=desk.today(),
        force="force" in request.form,
    )
    workspace.offer_work(rolled.path, "next", name=name)
    workspace.made["next"] = f"{rolled.after} made"
    say_of(desk, rolled)
    return desk.go("/next-quarter")


def named_after(settings: Settings, quarter: Quarter | None, path: Path) -> str:
    """The name of the file of the quarter after this one: “Safer Lanes Q4 2016-17.xlsx”."""
    after = str(quarter.later(1)).replace("/", "-") if quarter else ""
    return safe_name(f"{settings.title or stem(path)} {after}".strip() + ".xlsx")


def say_of(desk: Desk, rolled: RolledPlan) -> None:
    """Say what is in the next quarter's workbook, and what is to be looked at."""
    desk.say(f"The workbook of {rolled.after} is ready; {rolled.before} is in its History.")
    desk.say("Kept as they are: targets, revised timescales, and what is complete.")
    if rolled.cleared:
        desk.say(f"Blank now: {', '.join(rolled.cleared)}.")
    if rolled.kept:
        desk.say(f"Read again, they may be of {rolled.before}: {', '.join(rolled.kept)}.")
    if rolled.own:
        desk.refuse(
            f"Your own columns are as they were: {', '.join(rolled.own)}. Nobody is asked for them:"
            f" take out of the new workbook what was of {rolled.before} only."
        )
    for problem in rolled.problems:
        desk.say(f"{problem.what} {problem.fix}")
