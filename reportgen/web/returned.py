"""What came back: who has answered, where answers disagree, the merged workbook, the next one."""

import secrets
from collections.abc import Mapping
from pathlib import Path

from flask import request

from reportgen.app.chase import chase
from reportgen.app.files import save_together
from reportgen.app.merge import MergedPlan, merge
from reportgen.app.next_quarter import next_quarter
from reportgen.model.schema import ACTIONS
from reportgen.model.text import count
from reportgen.web.desk import Answer, Desk
from reportgen.web.workspace import Workspace, stamp


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/returns", _look)
    desk.serve("/returns", _drop, changes=True)
    desk.serve("/returns/remove", _remove, changes=True)
    desk.serve("/returns/take", _take, changes=True)
    desk.serve("/returns/remind", _remind, changes=True)
    desk.serve("/next-quarter", _look_ahead)
    desk.serve("/next-quarter", _roll, changes=True)


def _look(desk: Desk) -> Answer:
    workspace = desk.workspace
    if desk.reading() is None:
        return desk.go("/")
    merged = _looked(desk) if workspace.returns else None
    return desk.show(
        "returns.html",
        returns=workspace.returns,
        merged=merged,
        headings={column.key: column.heading for column in ACTIONS.columns},
        reminders=workspace.made.get("reminders-file"),
    )


def _drop(desk: Desk) -> Answer:
    workspace = desk.workspace
    uploads = [file for file in request.files.getlist("file") if file.filename]
    for upload in uploads:
        workspace.keep_return(upload)
    if not uploads:
        desk.say("No file was chosen. Choose what officers sent first.")
    return desk.go("/returns")


def _remove(desk: Desk) -> Answer:
    workspace = desk.workspace
    place = request.form.get("place", "")
    if place.isdecimal() and int(place) < len(workspace.returns):
        workspace.returns.pop(int(place)).unlink()
    return desk.go("/returns")


def _take(desk: Desk) -> Answer:
    """Go on with the merged workbook, disputes settled as was chosen."""
    workspace = desk.workspace
    merged = _merged(desk, chosen=_chosen())
    workspace.open(merged.path, written=True)
    workspace.change = None
    answered = f"{merged.merged.answered} of {count(merged.merged.actions, 'action')} answered"
    workspace.made["merged"] = answered
    workspace.clear_returns()
    desk.say(f"{answered}. You go on with the merged workbook, which you can take away.")
    return desk.go("/returns")


def _remind(desk: Desk) -> Answer:
    workspace = desk.workspace
    if workspace.plan is None:
        return desk.go("/")
    given = [workspace.returned] if workspace.returns else []
    asked = workspace.reader.do(chase, workspace.plan, given, due=None, made_on=desk.today())
    folder = workspace.new_folder()
    path = folder / f"{workspace.plan.stem}-reminders.zip"
    save_together(path, {file.name: file for file in asked.mailing.save(folder)})
    workspace.made["reminders-file"] = workspace.offer(path)
    for sentence in asked.mailing.sentences:
        desk.say(sentence)
    return desk.go("/returns")


def _look_ahead(desk: Desk) -> Answer:
    workspace = desk.workspace
    reading = desk.reading()
    if reading is None:
        return desk.go("/")
    return desk.show("next.html", reading=reading, made=workspace.made.get("next-file"))


def _roll(desk: Desk) -> Answer:
    workspace = desk.workspace
    if workspace.plan is None:
        return desk.go("/")
    target = workspace.new_folder() / f"{secrets.token_hex(2)}.xlsx"
    rolled = workspace.reader.do(
        next_quarter,
        workspace.plan,
        target,
        made_on=desk.today(),
        force="force" in request.form,
    )
    name = str(rolled.after).replace("/", "-").replace(" ", "-").lower()
    path = rolled.path.rename(target.with_name(f"plan-{name}.xlsx"))
    workspace.made |= {"next": f"{rolled.after} made", "next-file": workspace.offer(path)}
    desk.say(f"The workbook of {rolled.after} is ready; {rolled.before} is in its History.")
    if rolled.cleared:
        desk.say(f"Blank now: {', '.join(rolled.cleared)}.")
    if rolled.kept:
        desk.say(f"Read again, they may be of {rolled.before}: {', '.join(rolled.kept)}.")
    for problem in rolled.problems:
        desk.say(f"{problem.what} {problem.fix}")
    return desk.go("/next-quarter")


def _looked(desk: Desk) -> MergedPlan:
    """What comes of the returns, as long as neither they nor the plan are others."""
    workspace = desk.workspace
    state = (workspace.plan, stamp(_plan(workspace)), tuple(workspace.returns))
    if workspace.merged is None or workspace.merged[0] != state:
        workspace.merged = (state, _merged(desk, chosen={}))
    return workspace.merged[1]


def _chosen() -> dict[tuple[str, str], str]:
    """The answers that were chosen where several disagree, by ref and column."""
    form = request.form
    return {
        (form[f"ref-{number}"], form[f"key-{number}"]): words
        for name, words in form.items()
        if (number := name.removeprefix("choice-")) != name
        and f"ref-{number}" in form
        and f"key-{number}" in form
    }


def _merged(desk: Desk, chosen: Mapping[tuple[str, str], str]) -> MergedPlan:
    """The returns in the plan's workbook, as a new one; it is taken only if somebody says so."""
    workspace = desk.workspace
    stem = _plan(workspace).stem.removesuffix("-corrected").removesuffix("-merged")
    target = workspace.new_folder() / f"{stem}-merged.xlsx"
    return workspace.reader.do(
        merge,
        _plan(workspace),
        [workspace.returned],
        target,
        chosen=chosen,
        made_on=desk.today(),
    )


def _plan(workspace: Workspace) -> Path:
    return workspace.plan or Path()
