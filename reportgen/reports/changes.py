"""What has changed since last quarter: statuses, dates, officers, wording, list of actions."""

from collections.abc import Callable, Iterator, Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.changes import Changes, DroppedAction, FieldChange
from reportgen.facts.changes import changes as found
from reportgen.model.plan import Plan
from reportgen.model.prose import on_one_line
from reportgen.model.schema import ACTIONS
from reportgen.model.text import joined, quoted
from reportgen.reports.paper import lists, named, paper, ref_and_title, says
from reportgen.reports.sentences import lower, slip
from reportgen.reports.view import Piece, View

DATES = "Dates moved"
_ADDED, _GONE = "Added", "No longer in the plan"
_LONGEST = 140  # letters of a wording that are quoted
_MANY = 20
"""Changes that come to more than a page, which then begins with them in brief."""


def changes(analysis: PlanAnalysis, previous: Plan | None, *, final: bool) -> View:
    """The view of the changes; `previous` is the plan of an earlier quarter's workbook, if any."""
    in_full = pieces(analysis, previous)
    parts = [(f"Since {_since(analysis)}", in_full)]
    if sum(len(block.lines) for piece in in_full for block in piece.prose) > _MANY:
        parts.insert(0, ("In brief", (in_brief(analysis, previous),)))
    return paper(analysis, "What has changed", parts, final=final)


def _since(analysis: PlanAnalysis) -> str:
    return str(analysis.quarters[-1]) if analysis.has_past else "last quarter"


def pieces(analysis: PlanAnalysis, previous: Plan | None, *, but: str = "") -> tuple[Piece, ...]:
    """A list for each kind of change that there is, except that with the heading `but`."""
    if not analysis.has_past:
        return (says("There is no earlier quarter to compare with."),)
    changed = found(analysis, previous)
    if not changed.any:
        return (says(f"Nothing has changed since {_since(analysis)}."),)
    return tuple(
        lists(heading, lines) for heading, lines in _lists(changed) if lines and heading != but
    )


def in_brief(analysis: PlanAnalysis, previous: Plan | None) -> Piece:
    """A line for each kind of change: “Worsened: 1.3 (green to amber).”."""
    changed = found(analysis, previous)
    lines = [
        f"{heading}: {joined([_briefly(state) for state in listed])}."
        for heading, listed, _ in (*_statuses(changed), (_ADDED, changed.added, named))
        if listed
    ]
    if changed.dates:
        moved = [
            f"{change.state.action.ref} ({change.old or 'no date'} to {change.new or 'no date'})"
            for change in changed.dates
        ]
        lines.append(f"{DATES}: {joined(moved)}.")
    if changed.dropped:
        gone = joined([action.last.ref for action in changed.dropped])
        lines.append(f"{_GONE}: {gone}.")
    return lists("", lines) if lines else Piece()


def _briefly(state: ActionState) -> str:
    """“1.3 (green to amber)”; the ref alone where there was no status before."""
    before = state.change.before if state.change else None
    travel = f" ({lower(before.word)} to {_now(state)})" if before else ""
    return f"{state.action.ref}{travel}"


def _lists(changed: Changes) -> Iterator[tuple[str, Sequence[str]]]:
    for heading, listed, words in _statuses(changed):
        yield heading, [words(state) for state in listed]
    yield DATES, [_date(change) for change in changed.dates]
    yield (
        "Officers",
        [_officers(change) for change in changed.officers],
    )
    yield "Wording", [_wording(change) for change in changed.wording]
    yield _ADDED, [named(state) for state in changed.added]
    yield _GONE, [_gone(action) for action in changed.dropped]


def _gone(action: DroppedAction) -> str:
    """“1.3 Mend the gate, last reported on in Q2 2016/17 as amber: “Ordered.””."""
    update = action.last.update
    status = f" as {lower(update.typed)}" if update.typed else ""
    said = on_one_line(update.progress)
    progress = f": {quoted(said, _LONGEST)}" if said else ""
    words = ref_and_title(action.last.ref, action.title)
    return f"{words}, last reported on in {action.last.quarter}{status}{progress}"


_Listed = tuple[str, Sequence[ActionState], Callable[[ActionState], str]]
"""A heading, the actions under it, and how each is told in full."""


def _statuses(changed: Changes) -> tuple[_Listed, ...]:
    """The actions whose status changed, by how it did."""
    return (
        ("Improved", changed.better, _status),
        ("Worsened", changed.worse, _status),
        ("Changed", changed.other, _status),
        ("First update", changed.first, _first),
        ("Reported on before, but not this quarter", changed.lapsed, _status),
    )


def _first(state: ActionState) -> str:
    return f"{named(state)}: {_now(state)}"


def _status(state: ActionState) -> str:
    """“1.3 Roll-out of the system: from green to amber”."""
    before = state.change.before if state.change else None
    return f"{named(state)}: from {lower(before.word) if before else 'no status'} to {_now(state)}"


def _now(state: ActionState) -> str:
    return lower(state.status.word) if state.status else "no status"


def _officers(change: FieldChange) -> str:
    """“1.2 Embed the system: Head of Housing, in place of R Patel”."""
    now = (
        f"{change.new}, in place of {change.old}"
        if change.new
        else f"no officer now; it was {change.old}"
    )
    return f"{named(change.state)}: {now}"


def _date(change: FieldChange) -> str:
    """“1.7 Measure satisfaction: from Q2 2017/18 to Q3 2017/18”."""
    return (
        f"{named(change.state)}: from {change.old or 'no date'} to"
        f" {change.new or 'no date'}{_by(change)}"
    )


def _by(change: FieldChange) -> str:
    """“ (2 quarters later than first planned)”; empty where it is not, or not known."""
    later = slip(change.state)
    return f" ({later} later than first planned)" if later else ""


def _wording(change: FieldChange) -> str:
    heading = ACTIONS[change.key].heading
    return f"{change.state.action.ref}, {heading}: {_said(change.old)} is now {_said(change.new)}"


def _said(words: str) -> str:
    return quoted(words, _LONGEST) if words else "blank"
