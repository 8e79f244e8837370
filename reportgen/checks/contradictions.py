"""Contradictions in an action: what is the case, what to do, and what members would ask."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.facts.achievement import disagrees, says_so
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.facts.timing import Due
from reportgen.model.plan import Action
from reportgen.model.prose import on_one_line, plain
from reportgen.model.status import BEHIND, CountsAs
from reportgen.model.text import fold, quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A contradiction in one action; `key` is that of the column of its cell."""

    code: str
    action: Action
    key: str
    what: str
    fix: str
    question: str = ""
    """What a member would ask, for the briefing; empty where only the coordinator would ask."""


Rule = Callable[[ActionState, PlanAnalysis], Iterator[Finding]]

_LONG_BEHIND = 3  # quarters
_LONG_BLANK = 2  # the same
_JUMP = 2  # places of the ranking


def complete_unsaid(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The status is complete, for the first time, and Progress neither says so nor names a date."""
    was = any(
        entry.update.status and entry.update.status.counts_as is CountsAs.COMPLETE
        for entry in state.before
    )
    if (
        state.counts_as(CountsAs.COMPLETE)
        and state.status
        and not was
        and not says_so(state.action.update.progress)
    ):
        yield Finding(
            code="complete-unsaid",
            action=state.action,
            key="progress",
            what=(
                f"{state.action.ref} is {state.status.word}, and Progress does not say what was"
                " completed, or when."
            ),
            fix="Add it: what was done, and in which month.",
            question="What was completed, and when?",
        )


def on_track_overdue(state: ActionState, analysis: PlanAnalysis) -> Iterator[Finding]:
    """The action is on track or not due by its status, and late by its timescale.

    One that is not due is asked about in the quarter in which its timescale ends, too.
    """
    ends = state.timing.due is Due.THIS and state.counts_as(CountsAs.NOT_DUE)
    late = state.timing.late and state.counts_as(CountsAs.ON_TRACK, CountsAs.NOT_DUE)
    if state.status and (late or ends):
        done = next(
            (status.word for status in analysis.plan.key if status.counts_as is CountsAs.COMPLETE),
            "",
        )
        otherwise = (
            f"or {done} if it is"
            if done
            else "or say in Progress that the action is complete, if it is"
        )
        words = on_one_line(state.timing.words)
        yield Finding(
            code="on-track-overdue",
            action=state.action,
            key="status",
            what=(
                f"{quoted(words)} {'ends in' if ends else 'ended before'} this quarter and the"
                f" status is {state.status.word}."
            ),
            fix=f"Type a revised timescale, {otherwise}.",
            question=f"It was due {words}. Is it finished, and if not, when will it be?",
        )


def behind_without_steps(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The action is off track or at risk, and Next steps is blank."""
    if state.status and state.counts_as(*BEHIND) and not state.action.update.next_steps:
        yield Finding(
            code="behind-without-steps",
            action=state.action,
            key="next_steps",
            what=f"{state.action.ref} is {state.status.word}, and no next steps are given.",
            fix="Say what is being done about it, and by when.",
            question="What is being done about it?",
        )


def behind_without_date(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The action is off track or at risk, due now or late, and no later date is given."""
    up = state.timing.late or state.timing.due is Due.THIS
    if state.status and state.counts_as(*BEHIND) and up:
        words = on_one_line(state.timing.words)
        yield Finding(
            code="behind-without-date",
            action=state.action,
            key="revised_timescale",
            what=(
                f"{state.action.ref} is {state.status.word}, and was to be done by {words}; no"
                " later date is given."
            ),
            fix="Type a revised timescale.",
            question=f"It was to be done by {words}. When will it be?",
        )


def progress_repeated(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """Progress is word for word that of the last update that has any."""
    words = plain(state.action.update.progress).split()
    last = next((entry for entry in reversed(state.before) if entry.update.progress), None)
    if words and last and plain(last.update.progress).split() == words:
        yield Finding(
            code="progress-repeated",
            action=state.action,
            key="progress",
            what=f"Progress of {state.action.ref} is word for word that of {last.quarter}.",
            fix="Say what was done this quarter; if nothing was, say so.",
            question=f"Has anything happened since {last.quarter}?",
        )


def jump_unexplained(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The status moved by two places of the ranking or more, and Progress is blank."""
    change = state.change
    if (
        change
        and change.before
        and state.status
        and change.steps >= _JUMP
        and not state.action.update.progress
    ):
        yield Finding(
            code="jump-unexplained",
            action=state.action,
            key="progress",
            what=(
                f"{state.action.ref} went from {change.before.word} to {state.status.word}, and"
                " Progress is blank."
            ),
            fix="Say what happened.",
            question=f"Why did it go from {change.before.word} to {state.status.word}?",
        )


def went_back(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """An action that had begun is said not to be due, and so stands in no list of exceptions."""
    change, status = state.change, state.status
    before = change.before if change else None
    if (
        status
        and before
        and status.counts_as is CountsAs.NOT_DUE
        and before.counts_as is not CountsAs.NOT_DUE
    ):
        yield Finding(
            code="went-back",
            action=state.action,
            key="status",
            what=f"{state.action.ref} was {before.word} and is now {status.word}.",
            fix="Give it the status that says how it stands, unless it was put off; then say so.",
            question=f"Why is it {status.word}, when it was {before.word}?",
        )


def alike_by_order(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """It is printed as better or worse, and both statuses count alike: the key's order says so.

    Steps of one scale, such as “Amber/Red” and “Amber”, have a word in common and are not asked of.
    """
    change, status = state.change, state.status
    before = change.before if change else None
    if not (change and status and before and before.counts_as is status.counts_as):
        return
    shared = {*re.findall(r"\w+", fold(before.word))} & {*re.findall(r"\w+", fold(status.word))}
    if change.direction in (Direction.BETTER, Direction.WORSE) and not shared:
        yield Finding(
            code="alike-by-order",
            action=state.action,
            key="status",
            what=(
                f"{state.action.ref} was {before.word} and is {status.word}, which both count as"
                f" {status.counts_as.value}; it is printed as {change.direction.value}, by their"
                " order in the Status key."
            ),
            fix="Put them there in their order, the worst first; or let one count as another.",
        )


def long_behind(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The action has been off track or at risk for three quarters or more."""
    if state.behind_for >= _LONG_BEHIND and state.status:
        yield Finding(
            code="long-behind",
            action=state.action,
            key="status",
            what=(
                f"{state.action.ref} has been off track or at risk for {state.behind_for} quarters"
                " running."
            ),
            fix="Say under Next steps when it will be back on track, or what is to be decided.",
            question=(
                f"It has been off track or at risk for {state.behind_for} quarters. What will"
                " change that, and when?"
            ),
        )


def long_blank(state: ActionState, analysis: PlanAnalysis) -> Iterator[Finding]:
    """The action has no status this quarter nor last, and others were reported on this quarter.

    What is complete has its status from before.
    """
    blank = state.blank_for(analysis.quarter)
    asked = any(other.status and not other.complete for other in analysis.states)
    if blank >= _LONG_BLANK and asked:
        yield Finding(
            code="long-blank",
            action=state.action,
            key="status",
            what=f"{state.action.ref} has had no status for {blank} quarters running.",
            fix="Ask the officer for a status, or whether the action is still wanted.",
            question="Why has nothing been reported on it, and is it still wanted?",
        )


def against_figures(state: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The status differs from that which the key implies by Target and Actual."""
    if (
        state.status
        and state.implied
        and state.below is not None
        and disagrees(state.status, state.implied)
    ):
        update, below = state.action.update, max(0.0, state.below)
        figures = (
            f"the target is {quoted(plain(update.target))} and the actual"
            f" {quoted(plain(update.actual))}"
        )
        half = 0.005  # a per cent, below which it would read “0% short”
        missed = f"{below:.0%} short" if below >= half else "just short" if below else "reached"
        yield Finding(
            code="status-against-figures",
            action=state.action,
            key="status",
            what=(
                f"{state.action.ref} is {state.status.word}, and by its figures"
                f" {state.implied.word}: {figures} ({missed})."
            ),
            fix=(
                "Check that Progress says why."
                if update.progress
                else "Put one of them right, or say in Progress why."
            ),
            question=f"Why is it {state.status.word}, when {figures}?",
        )


RULES: tuple[Rule, ...] = (
    on_track_overdue,
    behind_without_steps,
    behind_without_date,
    long_behind,
    against_figures,
    jump_unexplained,
    went_back,
    alike_by_order,
    complete_unsaid,
    progress_repeated,
    long_blank,
)
"""In the order in which members would ask."""


def contradictions(analysis: PlanAnalysis) -> Iterator[Finding]:
    """The findings of all rules, action by action."""
    for state in analysis.states:
        for rule in RULES:
            yield from rule(state, analysis)
