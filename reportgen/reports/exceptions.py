"""The exceptions: actions off track, at risk or late, and what is being done about each."""

from reportgen.facts.analysis import ActionState, PlanAnalysis, is_silent
from reportgen.facts.analysis import exceptions as found
from reportgen.facts.timing import Due
from reportgen.model.prose import on_one_line
from reportgen.model.status import BEHIND, CountsAs
from reportgen.model.text import cut
from reportgen.reports import badges, sentences
from reportgen.reports.action_view import Entry, ExceptionRow
from reportgen.reports.paper import (
    a_ref,
    entry,
    lists,
    not_given,
    paper,
    prose,
    says,
    timescale,
)
from reportgen.reports.sentences import joined
from reportgen.reports.view import Piece, View
from reportgen.reports.wording import say


def exceptions(analysis: PlanAnalysis, *, final: bool) -> View:
    """The view of the exceptions."""
    title, (first, *entries) = say("exceptions.title"), pieces(analysis)
    if len(found(analysis)) > _FEW:
        silent = says(sentences.silent(analysis.states))
        parts = [(say("parts.brief"), [first, _in_brief(analysis), silent]), (title, entries)]
    else:
        parts = [(title, [first, *entries])]
    return paper(analysis, say("exceptions.name"), parts, final=final)


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
            late.append(f"{ref} ({sentences.quarters(state.timing.late)})")
    lines = [f"{word}: {joined(refs)}." for word, refs in by_status.items()]
    return lists("", [*lines, say("exceptions.late", actions=joined(late))] if late else lines)


def pieces(analysis: PlanAnalysis) -> tuple[Piece, ...]:
    """The summary, and an entry for each action, the worst first."""
    listed = found(analysis)
    return (
        says(summary(analysis)),
        Piece(entries=tuple(_entry(state, analysis) for state in listed)),
    )


_FEW = 3  # exceptions that are seen at once without being told in brief
_TITLE = 240  # letters of an action that a row quotes


def table(analysis: PlanAnalysis) -> tuple[Piece, ...]:
    """The summary, and a row for each action, the worst first."""
    known = badges.badges(analysis.plan.key)
    rows = [
        ExceptionRow(
            ref=state.action.ref,
            title=cut(on_one_line(state.action.title), _TITLE),
            mark=badges.badge_of(state.action.update, known),
            trend=badges.trend(state.change, state.same_for),
            why=state.action.update.progress or prose(not_given()),
            doing=state.action.update.next_steps or prose(not_given()),
            new_date=back(state) or (not_given() if _is_past(state) else _not_moved()),
        )
        for state in found(analysis)
    ]
    return (says(summary(analysis)), *([Piece(exceptions=tuple(rows))] if rows else []))


def summary(analysis: PlanAnalysis) -> str:
    """“Seven of 27 actions are off track, at risk or late.”."""
    listed, total = found(analysis), len(analysis.states)
    if not listed and not any(state.action.update.typed for state in analysis.states):
        return sentences.unreported(analysis.states)
    off_track, at_risk = _named(analysis, CountsAs.OFF_TRACK), _named(analysis, CountsAs.AT_RISK)
    late = any(state.timing.late for state in listed)
    what = say(
        "exceptions.what" if late else "exceptions.what_in_time",
        off_track=off_track,
        at_risk=at_risk,
    )
    if not listed:
        return say("exceptions.none", what=what)
    many, some = sentences.number(len(listed)), len(listed)
    quiet = [state.action.ref for state in listed if is_silent(state)]
    parts = (
        sentences.sentence(say("exceptions.some", n=some, many=many, total=total, what=what))
        if total > 1
        else say("exceptions.the_one", what=what),
        say("exceptions.silent", n=len(quiet), refs=joined(quiet)) if quiet else "",
        sentences.lateness(listed),
        say("exceptions.order") if some > 1 else "",
    )
    return " ".join(filter(None, parts))


def _named(analysis: PlanAnalysis, meaning: CountsAs) -> str:
    """A meaning with the key's words for it, where these differ: “off track (red)”."""
    statuses = [status for status in analysis.plan.key if status.counts_as is meaning]
    return sentences.in_meaning(statuses, meaning)


def _entry(state: ActionState, analysis: PlanAnalysis) -> Entry:
    """What was given stands under its label; what was not is named together."""
    update, date = state.action.update, back(state)
    progress, next_steps = say("columns.progress"), say("columns.next_steps")
    new_date = say("exceptions.new_date")
    expected = (
        (progress, update.progress),
        (next_steps, update.next_steps),
        (new_date, date or not _is_past(state)),
    )
    absent = [label for label, words in expected if not words]
    return entry(
        state,
        analysis.plan,
        (
            (
                say("exceptions.officer"),
                prose(", ".join(state.action.officers) or not_given()),
            ),
            (say("columns.timescale"), prose(timescale(state))),
            (progress, update.progress),
            (next_steps, update.next_steps),
            (say("columns.target"), update.target),
            (say("columns.actual"), update.actual),
            (new_date, prose(date)),
            (not_given(), prose(sentences.sentence(joined(list(map(sentences.lower, absent)))))),
            (say("exceptions.moved"), prose(_moved(state))),
        ),
    )


def _not_moved() -> str:
    return say("exceptions.not_moved")


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
        return _not_moved()
    slip, times = sentences.slip(state), sentences.times(state.timing.moved)
    return sentences.sentence(
        say("exceptions.moved_in_all", times=times, quarters=slip) if slip else times
    )
