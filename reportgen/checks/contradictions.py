"""One thing that members would ask about: what is the case, what to do, and the question itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.facts.achievement import disagrees, says_so
from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.timing import Due
from reportgen.model.plan import Action
from reportgen.model.prose import on_one_line, plain
from reportgen.model.status import BEHIND, CountsAs
from reportgen.model.text import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A contradiction in one action. `key` is the column of its cell."""

    code: str
    action: Action
    key: str
    what: str
    fix: str
    question: str = ""
    """What a member would ask, for the briefing; empty where it is nobody's question but the
    coordinator's."""


Rule = Callable[[ActionState, PlanAnalysis], Iterator[Finding]]

_LONG_BEHIND = 3  # quarters
_LONG_BLANK = 2  # the same
_JUMP = 2  # places of the key


def complete_unsaid(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """Complete, and Progress neither says so nor names a date."""
    if one.counts_as(CountsAs.COMPLETE) and one.status and not says_so(one.action.update.progress):
        yield Finding(
            code="complete-unsaid",
            action=one.action,
            key="progress",
            what=(
                f"{one.action.ref} is {one.status.word}, and Progress does not say what was"
                " completed, or when."
            ),
            fix="Add it: what was done, and in which month.",
            question="What was completed, and when?",
        )


def on_track_overdue(one: ActionState, analysis: PlanAnalysis) -> Iterator[Finding]:
    """On track, or not due, and late."""
    if one.timing.late and one.status and one.counts_as(CountsAs.ON_TRACK, CountsAs.NOT_DUE):
        done = next(
            (status.word for status in analysis.plan.key if status.counts_as is CountsAs.COMPLETE),
            "",
        )
        said = (
            f"or {done} if it is"
            if done
            else "or say in Progress that the action is complete, if it is"
        )
        words = on_one_line(one.timing.words)
        yield Finding(
            code="on-track-overdue",
            action=one.action,
            key="status",
            what=f"{quoted(words)} ended before this quarter and the status is {one.status.word}.",
            fix=f"Type a revised timescale, {said}.",
            question=f"It was due {words}. Is it finished, and if not, when will it be?",
        )


def behind_without_steps(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """Off track or at risk, and nobody says what is being done about it."""
    if one.status and one.counts_as(*BEHIND) and not one.action.update.next_steps:
        yield Finding(
            code="behind-without-steps",
            action=one.action,
            key="next_steps",
            what=f"{one.action.ref} is {one.status.word}, and no next steps are given.",
            fix="Say what is being done about it, and by when.",
            question="What is being done about it?",
        )


def behind_without_date(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """Off track or at risk, its time is up, and nobody has given another date."""
    up = one.timing.late or one.timing.due is Due.THIS
    if one.status and one.counts_as(*BEHIND) and up:
        words = on_one_line(one.timing.words)
        yield Finding(
            code="behind-without-date",
            action=one.action,
            key="revised_timescale",
            what=(
                f"{one.action.ref} is {one.status.word}, and was to be done by {words}; no later"
                " date is given."
            ),
            fix="Type a revised timescale.",
            question=f"It was to be done by {words}. When will it be?",
        )


def progress_repeated(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The same words as last time."""
    said = plain(one.action.update.progress).split()
    last = next((entry for entry in reversed(one.before) if entry.update.progress), None)
    if said and last and plain(last.update.progress).split() == said:
        yield Finding(
            code="progress-repeated",
            action=one.action,
            key="progress",
            what=f"Progress of {one.action.ref} is word for word that of {last.quarter}.",
            fix="Say what was done this quarter; if nothing was, say so.",
            question=f"Has anything happened since {last.quarter}?",
        )


def jump_unexplained(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """Two places of the key in one go, without a word on it."""
    change = one.change
    if (
        change
        and change.before
        and one.status
        and change.steps >= _JUMP
        and not one.action.update.progress
    ):
        yield Finding(
            code="jump-unexplained",
            action=one.action,
            key="progress",
            what=(
                f"{one.action.ref} went from {change.before.word} to {one.status.word}, and"
                " Progress is blank."
            ),
            fix="Say what happened.",
            question=f"Why did it go from {change.before.word} to {one.status.word}?",
        )


def long_behind(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """Off track or at risk for three quarters or more."""
    if one.behind_for >= _LONG_BEHIND and one.status:
        yield Finding(
            code="long-behind",
            action=one.action,
            key="status",
            what=(
                f"{one.action.ref} has been off track or at risk for {one.behind_for} quarters"
                " running."
            ),
            fix="Say under Next steps when it will be back on track, or what is to be decided.",
            question=(
                f"It has been off track or at risk for {one.behind_for} quarters. What will change"
                " that, and when?"
            ),
        )


def long_blank(one: ActionState, analysis: PlanAnalysis) -> Iterator[Finding]:
    """No status this quarter nor last, where somebody gave one for other actions."""
    blank = one.blank_for(analysis.quarter)
    if blank >= _LONG_BLANK and any(other.status for other in analysis.states):
        yield Finding(
            code="long-blank",
            action=one.action,
            key="status",
            what=f"{one.action.ref} has had no status for {blank} quarters running.",
            fix="Ask the officer for a status, or whether the action is still wanted.",
            question="Why has nothing been reported on it, and is it still wanted?",
        )


def against_figures(one: ActionState, _: PlanAnalysis) -> Iterator[Finding]:
    """The status is another than the key asks for by target and actual."""
    if one.status and one.implied and one.below is not None and disagrees(one.status, one.implied):
        update, below = one.action.update, max(0.0, one.below)
        figures = (
            f"the target is {quoted(plain(update.target))} and the actual"
            f" {quoted(plain(update.actual))}"
        )
        missed = f"{below:.0%} short" if below >= 0.005 else "just short" if below else "reached"  # noqa: PLR2004 - half a per cent
        yield Finding(
            code="status-against-figures",
            action=one.action,
            key="status",
            what=(
                f"{one.action.ref} is {one.status.word}, and by its figures {one.implied.word}:"
                f" {figures} ({missed})."
            ),
            fix=(
                "Check that Progress says why."
                if update.progress
                else "Put one of them right, or say in Progress why."
            ),
            question=f"Why is it {one.status.word}, when {figures}?",
        )


RULES: tuple[Rule, ...] = (
    on_track_overdue,
    behind_without_steps,
    behind_without_date,
    long_behind,
    against_figures,
    jump_unexplained,
    complete_unsaid,
    progress_repeated,
    long_blank,
)
"""What members ask about first stands first."""


def contradictions(analysis: PlanAnalysis) -> Iterator[Finding]:
    """Everything that the rules find, action by action."""
    for one in analysis.states:
        for rule in RULES:
            yield from rule(one, analysis)
