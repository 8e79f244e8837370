"""Where the quarter stands: each step, what is done in it, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.app.check import CheckResult
from reportgen.app.read import ReadResult
from reportgen.model.errors import Refusal
from reportgen.model.plan import Action, Plan
from reportgen.model.problems import counted
from reportgen.model.status import CountsAs
from reportgen.model.text import count
from reportgen.web.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the quarter. Nothing must be done in order."""

    name: str
    address: str
    told: str
    done: bool = False


def steps(workspace: Workspace, result: CheckResult | None) -> tuple[Step, ...]:
    """The steps of the plan that is open; none where none is."""
    if result is None:
        return ()
    outcome = result.outcome
    if not isinstance(outcome, ReadResult):
        told = outcome.what if isinstance(outcome, Refusal) else "It could not be read."
        return (Step(name="The plan", address="/", told=told),)
    made = workspace.made
    quarter = outcome.plan.settings.quarter or "No quarter yet"
    actions = count(len(outcome.plan.actions), "action")
    return (
        Step(name="The plan", address="/", told=f"{quarter}, {actions}", done=True),
        _step(made, *_FORMS),
        _returned(workspace, outcome.plan),
        Step(
            name="Check",
            address="/faults",
            told=counted(outcome.problems).capitalize(),
            done=outcome.sound,
        ),
        _papers(workspace),
        _step(made, *_NEXT),
    )


_FORMS = ("forms", "Ask the officers", "/officers", "Forms and messages for each officer")
_NEXT = ("next", "Next quarter", "/next-quarter", "The workbook to go on with")
"""Steps around the check: under what they are noted, name, address, and what they are for."""


def _step(made: Mapping[str, str], key: str, name: str, address: str, told: str) -> Step:
    return Step(name=name, address=address, told=made.get(key, told), done=key in made)


def _returned(workspace: Workspace, plan: Plan) -> Step:
    """What came back, which is done once all of it is in the plan."""
    told, waiting = "Drop what officers sent", workspace.round.waiting
    if waiting:
        told = f"{waiting} not taken in yet"
    elif "merged" in workspace.made:
        told = f"{answered(plan)} of {count(len(plan.actions), 'action')} have a status"
    done = "merged" in workspace.made and not waiting
    return Step(name="What came back", address="/returns", told=told, done=done)


def answered(plan: Plan) -> int:
    """How many actions have a status."""
    return sum(not action.update.is_blank for action in plan.actions)


def _papers(workspace: Workspace) -> Step:
    """The papers, which are done once some are made of the workbook as it is."""
    made = workspace.documents.values()
    current = sum(document.state == workspace.state for document in made)
    told = "Made of an older copy: make them again" if made else _PAPERS
    if current:
        told = f"{count(current, 'document')} made"
    return Step(name="Papers", address="/papers", told=told, done=bool(current))


_PAPERS = "Action plan, covering report and others"


def _is_answered(action: Action) -> bool:
    status = action.update.status
    complete = status is not None and status.counts_as is CountsAs.COMPLETE
    return not (action.update.is_blank or complete)


def next_step(workspace: Workspace, listed: tuple[Step, ...], plan: Plan) -> Step | None:
    """The one thing to do next; None where all is done.

    Errors come first: they stop the forms, too. What came back comes before papers, and officers
    are asked while no action has a status that is not complete: what is complete stays so.
    """
    _, asking, returned, check, papers, rolling = listed
    if not check.done:
        return check
    if not returned.done and workspace.round.files:
        return returned
    if not any(_is_answered(action) for action in plan.actions):
        return returned if asking.done and not returned.done else asking
    return next((step for step in (papers, rolling) if not step.done), None)
