"""What came back: who has answered, where answers disagree, the merged workbook, reminders."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from flask import request

from reportgen.app.chase import chase
from reportgen.app.merge import MergedPlan, merge
from reportgen.model.plan import Plan
from reportgen.model.problems import Problem
from reportgen.model.prose import on_one_line
from reportgen.model.schema import ACTIONS
from reportgen.model.text import count, joined
from reportgen.web.desk import MERGED, Answer, Desk, OpenPlan, stem
from reportgen.web.placing import Offer, asked, mark_of, offers, place
from reportgen.web.steps import answered

_PLACES = ("ref", "objective")
"""The keys of columns by which an action is found, and into which nothing is put."""
_TOLD_BESIDE = ("return-conflict", "status-unknown")
"""Codes of problems that the page asks about, and so does not list."""


class AnswerLine(NamedTuple):
    """How far an officer has answered."""

    officer: str
    state: str
    actions: int
    open: list[str]
    """The refs of those without a status."""
    disputed: list[str]
    """The refs of those that wait for a choice, and have none in the plan."""


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/returns", _look)
    desk.serve_plan("/returns", _drop, changes=True)
    desk.serve_plan("/returns/remove", _remove, changes=True)
    desk.serve_plan("/returns/take", _take, changes=True)
    desk.serve_plan("/returns/place", _place, changes=True)
    desk.serve_plan("/returns/tick", _tick, changes=True)
    desk.serve_plan("/returns/remind", _remind, changes=True)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    workspace, told = desk.workspace, desk.workspace.round
    merged = _looked(desk, plan) if told.files else told.taken
    problems = merged.problems if merged else ()
    before = (*told.left, *(told.taken.problems if told.files and told.taken else ()))
    untold = {
        mark_of(problem): problem
        for problem in (
            *(p for p in problems if not told.files or p.code not in _TOLD_BESIDE),
            *(p for p in before if p.code not in _TOLD_BESIDE),
        )
    }
    unread = [
        (each, offers(each, told.placing, told.placed), mark) for mark, each in untold.items()
    ]
    done = [each for each in unread if _is_done(each, told.ticked)]
    return desk.show(
        "returns.html",
        returns=told.files,
        merged=merged,
        lines=_lines(merged, plan, merges=bool(told.files)) if merged else [],
        answered=_have_a_status(merged, plan.reading.plan, merges=bool(told.files)),
        all=len(plan.reading.plan.actions),
        unread=[each for each in unread if each not in done],
        done=done,
        chosen=told.chosen,
        words=[status.word for status in plan.reading.plan.key],
        headings={column.key: column.heading for column in ACTIONS.columns},
        columns=[each for each in ACTIONS if not each.shown and each.key not in _PLACES],
        actions=[(action.ref, on_one_line(action.title)) for action in plan.reading.plan.actions],
        reminders=workspace.made.get("reminders-file"),
    )


def _lines(merged: MergedPlan, plan: OpenPlan, *, merges: bool) -> list[AnswerLine]:
    """Each officer; where nothing is being merged, with what is open in the plan as it is now."""
    blank = {action.ref for action in plan.reading.plan.actions if action.update.is_blank}
    updates = ((action.ref, action.update) for action in plan.reading.plan.actions)
    worded = {ref for ref, update in updates if update.progress or update.next_steps}
    lines = []
    for line in merged.merged.tally:
        refs = [action.ref for action in line.all]
        disputed = [action.ref for action in line.disputed if merges and action.ref in blank]
        left = [action.ref for action in line.open]
        if not merges:
            left = [ref for ref in refs if ref in blank]
        said = any(ref in worded for ref in refs)
        state = line.state_with(still=bool(left or disputed), said=said).value
        lines.append(AnswerLine(line.officer, state, len(refs), left, disputed))
    return lines


def _have_a_status(merged: MergedPlan | None, plan: Plan, *, merges: bool) -> int:
    """How many actions have a status, in the plan or in the workbook that merging would make."""
    if merged is None or not merges:
        return answered(plan)
    blank = {action.ref for action in plan.actions if action.update.is_blank}
    disputed = {each.ref for each in merged.merged.disputes if each.ref in blank}
    return merged.merged.answered - len(disputed)


def _drop(desk: Desk, _: OpenPlan) -> Answer:
    uploads = desk.uploads()
    _note(desk)
    for upload in uploads:
        desk.workspace.keep_return(upload)
    if not uploads:
        desk.refuse("No file was chosen. Choose what officers sent first.")
    return desk.go("/returns")


def _remove(desk: Desk, _: OpenPlan) -> Answer:
    files = desk.workspace.round.files
    _note(desk)
    number = request.form.get("place", "")
    if number.isdecimal() and int(number) < len(files):
        files.pop(int(number)).unlink()
    return desk.go("/returns")


def _place(desk: Desk, plan: OpenPlan) -> Answer:
    """Put words that were not taken where they belong."""
    _note(desk)
    if not place(desk, plan):
        desk.refuse("Nothing was put into the plan: choose a column beside the words first.")
    return desk.go("/returns")


def _is_done(told: tuple[Problem, list[Offer], str], ticked: Collection[str]) -> bool:
    """Whether somebody ticked it off, or put all of its words into the plan."""
    _, offered, mark = told
    return mark in ticked or (bool(offered) and all(offer.placed for offer in offered))


def _tick(desk: Desk, _: OpenPlan) -> Answer:
    """Note that somebody is done with something, or not after all."""
    _note(desk)
    desk.workspace.round.ticked ^= {request.form.get("tick", "")}
    return desk.go("/returns#unread")


def _take(desk: Desk, plan: OpenPlan) -> Answer:
    """Go on with the merged workbook, disputes settled as was chosen."""
    workspace = desk.workspace
    _note(desk)
    chosen = {cell: words for cell, words in workspace.round.chosen.items() if words}
    merged = _merged(desk, plan, chosen)
    workspace.open(merged.path, written=True)
    workspace.change = None
    workspace.made["merged"] = "done"
    if waiting := merged.waiting:
        refs = joined(list(dict.fromkeys(each.ref for each in waiting)))
        desk.refuse(
            f"What was said of {refs} still waits for your choice, and is not in the workbook. The"
            " files stay here until it is."
        )
    workspace.round.take(merged)
    workspace.made.pop("reminders-file", None)
    if opened := desk.plan():
        place(desk, opened)
    if opened := desk.plan():
        actions = opened.reading.plan.actions
        desk.say(
            f"{answered(opened.reading.plan)} of {count(len(actions), 'action')} have a status. You"
            " go on with the merged workbook, which you can take away."
        )
    return desk.go("/returns")


def _remind(desk: Desk, plan: OpenPlan) -> Answer:
    told = desk.workspace.round
    _note(desk)
    given = [told.folder] if told.files else []
    sent = desk.workspace.reader.do(chase, plan.path, given, due=told.due, made_on=desk.today())
    if sent.mailing.files:
        desk.offer_mailing(sent.mailing, plan.path, "reminders")
    else:
        desk.refuse(
            "There is nobody to remind: every action with an officer has a status. If these are"
            " last quarter’s, make the workbook of the next quarter first."
        )
    return desk.go("/returns")


def _note(desk: Desk) -> None:
    """Keep what was chosen on the page, whichever of its buttons was pressed."""
    desk.workspace.round.chosen |= _chosen()
    desk.workspace.round.placing |= asked()


def _looked(desk: Desk, plan: OpenPlan) -> MergedPlan:
    """What comes of the returns, as long as neither they nor the plan are others."""
    told = desk.workspace.round
    state = (desk.workspace.state, tuple(told.files))
    if told.merged is None or told.merged[0] != state:
        told.merged = (state, _merged(desk, plan, {}))
    return told.merged[1]


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


def _merged(desk: Desk, plan: OpenPlan, chosen: Mapping[tuple[str, str], str]) -> MergedPlan:
    """The returns in the plan's workbook, as a new one, with what was chosen between them."""
    workspace = desk.workspace
    return workspace.reader.do(
        merge,
        plan.path,
        [workspace.round.folder],
        workspace.new_folder() / f"{stem(plan.path)}{MERGED}.xlsx",
        chosen=chosen,
        made_on=desk.today(),
    )
