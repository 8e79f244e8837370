"""What came back: who has answered, where answers disagree, the merged workbook, reminders."""

from flask import request

from reportgen.app.chase import chase
from reportgen.app.merge import MergedPlan, merge
from reportgen.model.schema import ACTIONS
from reportgen.model.text import count, joined
from reportgen.web.desk import Answer, Desk, OpenPlan, stem

_TOLD_BESIDE = ("return-conflict", "status-unknown")
"""Codes of problems that the page asks about, and so does not list."""


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/returns", _look)
    desk.serve_plan("/returns", _drop, changes=True)
    desk.serve_plan("/returns/remove", _remove, changes=True)
    desk.serve_plan("/returns/take", _take, changes=True)
    desk.serve_plan("/returns/remind", _remind, changes=True)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    workspace = desk.workspace
    merged = _looked(desk, plan) if workspace.returns else None
    return desk.show(
        "returns.html",
        returns=workspace.returns,
        merged=merged,
        unread=[p for p in merged.problems if p.code not in _TOLD_BESIDE] if merged else [],
        taken=None if merged else workspace.taken,
        chosen=workspace.chosen,
        words=[status.word for status in plan.reading.plan.key],
        headings={column.key: column.heading for column in ACTIONS.columns},
        reminders=workspace.made.get("reminders-file"),
    )


def _drop(desk: Desk, _: OpenPlan) -> Answer:
    workspace = desk.workspace
    uploads = desk.uploads()
    workspace.chosen |= _chosen()
    for upload in uploads:
        workspace.keep_return(upload)
    if uploads:
        workspace.made.pop("reminders-file", None)
    else:
        desk.refuse("No file was chosen. Choose what officers sent first.")
    return desk.go("/returns")


def _remove(desk: Desk, _: OpenPlan) -> Answer:
    workspace = desk.workspace
    workspace.chosen |= _chosen()
    place = request.form.get("place", "")
    if place.isdecimal() and int(place) < len(workspace.returns):
        workspace.returns.pop(int(place)).unlink()
    return desk.go("/returns")


def _take(desk: Desk, plan: OpenPlan) -> Answer:
    """Go on with the merged workbook, disputes settled as was chosen."""
    workspace = desk.workspace
    workspace.chosen |= _chosen()
    merged = _merged(desk, plan)
    workspace.open(merged.path, written=True)
    workspace.change = None
    told = merged.merged
    answered = f"{told.answered} of {count(told.actions, 'action')} have a status"
    workspace.made["merged"] = answered
    waiting = [*told.disputes, *told.unknown]
    if waiting:
        refs = joined(list(dict.fromkeys(each.ref for each in waiting)))
        desk.refuse(
            f"What was said of {refs} still waits for your choice, and is not in the workbook. The"
            " files stay here until it is."
        )
    else:
        workspace.clear_returns()
    workspace.taken = merged
    desk.say(f"{answered}. You go on with the merged workbook, which you can take away.")
    return desk.go("/returns")


def _remind(desk: Desk, plan: OpenPlan) -> Answer:
    workspace = desk.workspace
    workspace.chosen |= _chosen()
    given = [workspace.returned] if workspace.returns else []
    asked = workspace.reader.do(chase, plan.path, given, due=workspace.due, made_on=desk.today())
    if asked.mailing.files:
        desk.offer_mailing(asked.mailing, plan.path, "reminders")
    else:
        desk.refuse(
            "There is nobody to remind: every action with an officer has a status. If these are"
            " last quarter’s, make the workbook of the next quarter first."
        )
    return desk.go("/returns")


def _looked(desk: Desk, plan: OpenPlan) -> MergedPlan:
    """What comes of the returns, as long as neither they nor the plan are others."""
    workspace = desk.workspace
    state = (workspace.state, tuple(workspace.returns))
    if workspace.merged is None or workspace.merged[0] != state:
        workspace.merged = (state, _merged(desk, plan, settled=False))
    return workspace.merged[1]


def _chosen() -> dict[tuple[str, str], str]:
    """What was chosen where answers disagree or were not understood, by ref and column key."""
    form = request.form
    return {
        (form[f"ref-{number}"], form[f"key-{number}"]): words
        for name, words in form.items()
        if (number := name.removeprefix("choice-")) != name
        and f"ref-{number}" in form
        and f"key-{number}" in form
    }


def _merged(desk: Desk, plan: OpenPlan, *, settled: bool = True) -> MergedPlan:
    """The returns in the plan's workbook, as a new one; `settled` as was chosen between them."""
    workspace = desk.workspace
    chosen = {cell: words for cell, words in workspace.chosen.items() if words} if settled else {}
    return workspace.reader.do(
        merge,
        plan.path,
        [workspace.returned],
        workspace.new_folder() / f"{stem(plan.path)}-merged.xlsx",
        chosen=chosen,
        made_on=desk.today(),
    )
