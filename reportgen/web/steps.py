"""Where the quarter stands: each step, what is done in it, and what comes next."""

from dataclasses import dataclass

from reportgen.app.check import CheckResult
from reportgen.app.read import ReadResult
from reportgen.model.errors import Refusal
from reportgen.model.plan import Plan
from reportgen.model.problems import Severity, counted
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
    settings = outcome.plan.settings
    actions = count(len(outcome.plan.actions), "action")
    errors = sum(problem.severity is Severity.ERROR for problem in outcome.problems)
    return (
        Step(
            name="The plan",
            address="/",
            told=f"{settings.quarter or 'No quarter yet'}, {actions}",
            done=True,
        ),
        Step(
            name="Ask the officers",
            address="/officers",
            told=made.get("forms", "Forms and messages for each officer"),
            done="forms" in made,
        ),
        Step(
            name="What came back",
            address="/returns",
            told=made.get("merged", "Drop what officers sent"),
            done="merged" in made,
        ),
        Step(
            name="Check",
            address="/faults",
            told=counted(outcome.problems).capitalize(),
            done=not errors,
        ),
        Step(
            name="Papers",
            address="/papers",
            told=made.get("papers", "Action plan, covering report and others"),
            done="papers" in made,
        ),
        Step(
            name="Next quarter",
            address="/next-quarter",
            told=made.get("next", "The workbook to go on with"),
            done="next" in made,
        ),
    )


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
