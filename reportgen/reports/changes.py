"""What has changed since last quarter: statuses, dates, officers, wording, list of actions."""

from collections.abc import Callable, Iterator, Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.changes import Changes, DroppedAction, FieldChange
from reportgen.facts.changes import changes as found
from reportgen.model.plan import Plan
from reportgen.model.prose import on_one_line
from reportgen.model.text import quoted
from reportgen.reports.paper import lists, named, paper, ref_and_title, says
from reportgen.reports.sentences import joined, lower, slip
from reportgen.reports.view import Piece, View
from reportgen.reports.wording import say

_LONGEST = 140  # letters of a wording that are quoted
_MANY = 20
"""Changes that come to more than a page, which then begins with them in brief."""


def changes(analysis: PlanAnalysis, previous: Plan | None, *, final: bool) -> View:
    """The view of the changes; `previous` is the plan of an earlier quarter's workbook, if any."""
    in_full = pieces(analysis, previous)
    parts = [(say("changes.since", quarter=_since(analysis)), in_full)]
    if sum(len(block.lines) for piece in in_full for block in piece.prose) > _MANY:
        parts.insert(0, (say("parts.brief"), (in_brief(analysis, previous),)))
    return paper(analysis, say("changes.name"), parts, final=final)


def _since(analysis: PlanAnalysis) -> str:
    return str(analysis.quarters[-1]) if analysis.has_past else say("changes.last_quarter")


def pieces(analysis: PlanAnalysis, previous: Plan | None, *, but: str = "") -> tuple[Piece, ...]:
    """A list for each kind of change that there is, except that with the heading `but`."""
    if not analysis.has_past:
        return (says(say("changes.no_past")),)
    changed = found(analysis, previous)
    if not changed.any:
        return (says(say("changes.nothing", quarter=_since(analysis))),)
    return tuple(
        lists(heading, lines) for heading, lines in _lists(changed) if lines and heading != but
    )


def in_brief(analysis: PlanAnalysis, previous: Plan | None) -> Piece:
    """A line for each kind of change: “Worsened: 1.3 (green to amber).”."""
    changed = found(analysis, previous)
    lines = [
        f"{heading}: {joined([_briefly(state) for state in listed])}."
        for heading, listed, _ in _statuses(changed)
        if listed
    ]
    if changed.added:
        lines.append(f"{say('changes.added')}: {joined(in_runs(changed.added, analysis.states))}.")
    if changed.dates:
        moved = [
            say("changes.travel", ref=change.state.action.ref, **_old_and_new(change))
            for change in changed.dates
        ]
        lines.append(f"{dates()}: {joined(moved)}.")
    if changed.dropped:
        gone = joined([action.last.ref for action in changed.dropped])
        lines.append(f"{say('changes.gone')}: {gone}.")
    return lists("", lines) if lines else Piece()


_SHORTEST_RUN = 3  # refs that are named by the first and the last of them


def in_runs(listed: Sequence[ActionState], states: Sequence[ActionState]) -> list[str]:
    """The refs of actions, those that follow each other in the plan together: “1.8 to 1.10”."""
    places = {id(state): place for place, state in enumerate(states)}
    runs: list[list[ActionState]] = []
    for state in listed:
        if runs and places[id(state)] == places[id(runs[-1][-1])] + 1:
            runs[-1].append(state)
        else:
            runs.append([state])
    told = []
    for run in runs:
        refs = [state.action.ref for state in run]
        if len(refs) < _SHORTEST_RUN:
            told += refs
        else:
            told.append(say("changes.run", first=refs[0], last=refs[-1]))
    return told


def _briefly(state: ActionState) -> str:
    """“1.3 (green to amber)”; the ref alone where there was no status before."""
    before, ref = state.change.before if state.change else None, state.action.ref
    if not before:
        return ref
    return say("changes.travel", ref=ref, old=lower(before.word), new=_now(state))


def dates() -> str:
    """The heading of the dates that were moved."""
    return say("changes.dates")


def _old_and_new(change: FieldChange) -> dict[str, str]:
    no_date = say("changes.no_date")
    return {"old": change.old or no_date, "new": change.new or no_date}


def _lists(changed: Changes) -> Iterator[tuple[str, Sequence[str]]]:
    for heading, listed, words in _statuses(changed):
        yield heading, [words(state) for state in listed]
    yield dates(), [_date(change) for change in changed.dates]
    yield say("changes.officers"), [_officers(change) for change in changed.officers]
    yield say("changes.wording"), [_wording(change) for change in changed.wording]
    yield say("changes.added"), [named(state) for state in changed.added]
    yield say("changes.gone"), [_gone(action) for action in changed.dropped]


def _gone(action: DroppedAction) -> str:
    """“1.3 Mend the gate, last reported on in Q2 2016/17 as amber: “Ordered.””."""
    update = action.last.update
    said, status = on_one_line(update.progress), lower(update.typed)
    words, quarter = ref_and_title(action.last.ref, action.title), action.last.quarter
    told = (
        say("changes.last_as", action=words, quarter=quarter, status=status)
        if status
        else say("changes.last_on", action=words, quarter=quarter)
    )
    return f"{told}: {quoted(said, _LONGEST)}" if said else told


_Listed = tuple[str, Sequence[ActionState], Callable[[ActionState], str]]
"""A heading, the actions under it, and how each is told in full."""


def _statuses(changed: Changes) -> tuple[_Listed, ...]:
    """The actions whose status changed, by how it did."""
    return (
        (say("changes.improved"), changed.better, _status),
        (say("changes.worsened"), changed.worse, _status),
        (say("changes.changed"), changed.other, _status),
        (say("changes.first"), changed.first, _first),
        (say("changes.lapsed"), changed.lapsed, _status),
    )


def _first(state: ActionState) -> str:
    return f"{named(state)}: {_now(state)}"


def _status(state: ActionState) -> str:
    """“1.3 Roll-out of the system: from green to amber”."""
    before = state.change.before if state.change else None
    old = lower(before.word) if before else say("changes.no_status")
    return f"{named(state)}: {say('changes.from_to', old=old, new=_now(state))}"


def _now(state: ActionState) -> str:
    return lower(state.status.word) if state.status else say("changes.no_status")


def _officers(change: FieldChange) -> str:
    """“1.2 Embed the system: Head of Housing, in place of R Patel”."""
    now = (
        say("changes.in_place", new=change.new, old=change.old)
        if change.new
        else say("changes.no_officer", old=change.old)
    )
    return f"{named(change.state)}: {now}"


def _date(change: FieldChange) -> str:
    """“1.7 Measure satisfaction: from Q2 2017/18 to Q3 2017/18”."""
    dates = f"{named(change.state)}: {say('changes.from_to', **_old_and_new(change))}"
    later = slip(change.state)
    return say("changes.later", dates=dates, quarters=later) if later else dates


def _wording(change: FieldChange) -> str:
    column, ref = say(f"columns.{change.key}"), change.state.action.ref
    return say(
        "changes.is_now", ref=ref, column=column, old=_said(change.old), new=_said(change.new)
    )


def _said(words: str) -> str:
    return quoted(words, _LONGEST) if words else say("changes.blank")
