"""Where the quarter stands: each step, what is done in it, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.app.check import CheckResult
from reportgen.app.read import ReadResult
from reportgen.model.errors import Refusal
from reportgen.model.plan import Plan
from reportgen.model.problems import counted
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
        *(_step(made, *told) for told in _BEFORE),
        Step(
            name="Check",
            address="/faults",
            told=counted(outcome.problems).capitalize(),
            done=outcome.sound,
        ),
        _papers(workspace),
        _step(made, *_NEXT),
    )


_BEFORE = (
    ("forms", "Ask the officers", "/officers", "Forms and messages for each officer"),
    ("merged", "What came back", "/returns", "Drop what officers sent"),
)
_NEXT = ("next", "Next quarter", "/next-quarter", "The workbook to go on with")
"""Steps around the check: under what they are noted, name, address, and what they are for."""


def _step(made: Mapping[str, str], key: str, name: str, address: str, told: str) -> Step:
    return Step(name=name, address=address, told=made.get(key, told), done=key in made)


def _papers(workspace: Workspace) -> Step:
    """The papers, which are done once some are made of the workbook as it is."""
    made = workspace.documents.values()
    current = sum(document.state == workspace.state for document in made)
    told = "Made of an older copy: make them again" if made else _PAPERS
    if current:
        told = f"{count(current, 'document')} made"
    return Step(name="Papers", address="/papers", told=told, done=bool(current))


_PAPERS = "Action plan, covering report and others"


def next_step(listed: tuple[Step, ...], plan: Plan) -> Step | None:
    """The one thing to do next; None where all is done.

    Errors come first: they stop the forms, too. Officers are asked while no action has a status.
    """
    _, asking, returned, check, papers, rolling = listed
    if not check.done:
        return check
    if not any(action.update.typed for action in plan.actions):
        return returned if asking.done and not returned.done else asking
    return next((step for step in (papers, rolling) if not step.done), None)
