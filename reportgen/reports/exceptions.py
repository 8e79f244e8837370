"""The exceptions: actions off track, at risk or late, and what is being done about each."""

from reportgen.facts.analysis import ActionState, PlanAnalysis, is_silent
from reportgen.facts.analysis import exceptions as found
from reportgen.facts.timing import Due
from reportgen.model.prose import on_one_line
from reportgen.model.schema import ACTIONS
from reportgen.model.status import BEHIND, WAS_UNREPORTED, CountsAs
from reportgen.model.text import count, cut, joined
from reportgen.reports import badges, sentences
from reportgen.reports.action_view import Entry, ExceptionRow
from reportgen.reports.paper import (
    HEADINGS,
    NOT_GIVEN,
    a_ref,
    entry,
    lists,
    paper,
    prose,
    says,
    timescale,
)
from reportgen.reports.view import Piece, View


def exceptions(analysis: PlanAnalysis, *, final: bool) -> View:
    """The view of the exceptions."""
    title, (first, *entries) = "Off track, at risk or late", pieces(analysis)
    if len(found(analysis)) > _FEW:
        silent = says(sentences.silent(analysis.states))
        parts = [("In brief", [first, _in_brief(analysis), silent]), (title, entries)]
    else:
        parts = [(title, [first, *entries])]
    return paper(analysis, "Exceptions", parts, final=final)


def _in_brief(analysis: PlanAnalysis) -> Piece:
    """A line for each status: “Red: 4.1 and 6.4.”, and one for what is late and by how much."""
    known = badges.badges(analysis.plan.key)
    by_status: dict[str, list[str]] = {}
    late = []
    for state in found(analysis):
        word, ref = badges.badge_of(state.action.update, known).word, a_ref(state.action)
        if state.counts_as(*BEHIND) or not state.timing.late:
            by_status.setdefault(word, []).append(ref)
        if state.timing.late:
            late.append(f"{ref} ({count(state.timing.late, 'quarter')})")
    lines = [f"{word}: {joined(refs)}." for word, refs in by_status.items()]
    return lists("", [*lines, f"Late: {joined(late)}."] if late else lines)


def pieces(analysis: PlanAnalysis) -> tuple[Piece, ...]:
    """The summary, and an entry for each action, the worst first."""
    listed = found(analysis)
    return (
        says(summary(analysis)),
        Piece(entries=tuple(_entry(state, analysis) for state in listed)),
    )


_FEW = 3  # exceptions that are seen at once without being told in brief
_TITLE = 110  # letters of an action that a row quotes


def table(analysis: PlanAnalysis) -> tuple[Piece, ...]:
    """The summary, and a row for each action, the worst first."""
    known = badges.badges(analysis.plan.key)
    rows = [
        ExceptionRow(
            ref=state.action.ref,
            title=cut(on_one_line(state.action.title), _TITLE),
            mark=badges.badge_of(state.action.update, known),
            trend=badges.trend(state.change, state.same_for),
            why=state.action.update.progress or prose(NOT_GIVEN),
            doing=state.action.update.next_steps or prose(NOT_GIVEN),
            new_date=back(state) or (NOT_GIVEN if _is_past(state) else _NOT_MOVED),
        )
        for state in found(analysis)
    ]
    return (says(summary(analysis)), *([Piece(exceptions=tuple(rows))] if rows else []))


def summary(analysis: PlanAnalysis) -> str:
    """“Seven of 27 actions are off track, at risk or late.”."""
    listed, total = found(analysis), len(analysis.states)
    if not listed and not any(state.action.update.typed for state in analysis.states):
        return sentences.unreported(analysis.states)
    what = f"{_named(analysis, CountsAs.OFF_TRACK)}, {_named(analysis, CountsAs.AT_RISK)} or late"
    if not listed:
        return f"No action is {what}."
    many = sentences.sentence(sentences.number(len(listed)))
    whole = (
        f"{many} of {total} actions {'is' if len(listed) == 1 else 'are'} {what}."
        if total > 1
        else f"The one action is {what}."
    )
    quiet = [state.action.ref for state in listed if is_silent(state)]
    lapsed = (
        f"Action {quiet[0]} {WAS_UNREPORTED}, and was so"
        if len(quiet) == 1
        else f"Actions {joined(quiet)} {WAS_UNREPORTED}, and were so"
    )
    silent = f"{lapsed} before." if quiet else ""
    return " ".join(
        filter(
            None,
            (
                whole,
                silent,
                sentences.lateness(listed),
                "The worst come first." if len(listed) > 1 else "",
            ),
        )
    )


def _named(analysis: PlanAnalysis, meaning: CountsAs) -> str:
    """A meaning with the key's words for it, where these differ: “off track (red)”."""
    statuses = [status for status in analysis.plan.key if status.counts_as is meaning]
    return sentences.in_meaning(statuses, meaning)


def _entry(state: ActionState, analysis: PlanAnalysis) -> Entry:
    """What was given stands under its label; what was not is named together."""
    update, date = state.action.update, back(state)
    progress, next_steps = (ACTIONS[key].heading for key in ("progress", "next_steps"))
    expected = (
        (progress, update.progress),
        (next_steps, update.next_steps),
        (HEADINGS.new_date, date or not _is_past(state)),
    )
    absent = [label for label, words in expected if not words]
    return entry(
        state,
        analysis.plan,
        (
            ("Officer", prose(", ".join(state.action.officers) or NOT_GIVEN)),
            (ACTIONS["timescale"].heading, prose(timescale(state))),
            (progress, update.progress),
            (next_steps, update.next_steps),
            (ACTIONS["target"].heading, update.target),
            (ACTIONS["actual"].heading, update.actual),
            (HEADINGS.new_date, prose(date)),
            (NOT_GIVEN, prose(sentences.sentence(joined(list(map(sentences.lower, absent)))))),
            ("Times moved", prose(_moved(state))),
        ),
    )


_NOT_MOVED = "Not moved"


def _is_past(state: ActionState) -> bool:
    """Whether its date has come, so that there has to be a new one."""
    return bool(state.timing.late) or state.timing.due is Due.THIS


def back(state: ActionState) -> str:
    """The revised timescale, unless it ends in this quarter or before; else empty.

    A first timescale is not taken as a date of recovery.
    """
    return "" if _is_past(state) else on_one_line(state.timing.revised)


def _moved(state: ActionState) -> str:
    if not state.timing.moved:
        return _NOT_MOVED
    slip = sentences.slip(state)
    return (
        f"{sentences.sentence(sentences.times(state.timing.moved))}"
        f"{f', {slip} in all' if slip else ''}"
    )
