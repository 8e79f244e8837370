"""What has changed since last quarter: statuses, dates, officers, wording, actions added and dropped."""

from collections.abc import Iterator, Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.changes import Changes, FieldChange
from reportgen.facts.changes import changes as found
from reportgen.model.plan import Plan
from reportgen.model.schema import ACTIONS
from reportgen.model.status import UNREPORTED
from reportgen.model.text import quoted
from reportgen.reports.paper import lists, named, paper, says
from reportgen.reports.sentences import lower, slip
from reportgen.reports.view import Piece, View

DATES = "Dates moved"
_LONGEST = 140  # letters of a wording that are quoted


def changes(analysis: PlanAnalysis, previous: Plan | None, *, final: bool) -> View:
    """The paper; `previous` is the plan of an earlier quarter's workbook, if there is one."""
    return paper(
        analysis,
        "What has changed",
        [(f"Since {_since(analysis)}", pieces(analysis, previous))],
        final=final,
    )


def _since(analysis: PlanAnalysis) -> str:
    return str(analysis.quarters[-1]) if analysis.has_past else "last quarter"


def pieces(analysis: PlanAnalysis, previous: Plan | None, *, but: str = "") -> tuple[Piece, ...]:
    """A list for each kind of change that there is, `but` for one that stands elsewhere."""
    if not analysis.has_past:
        return (says("There is no earlier quarter to compare with."),)
    changed = found(analysis, previous)
    if not changed.any:
        return (says(f"Nothing has changed since {_since(analysis)}."),)
    return tuple(
        lists(heading, lines) for heading, lines in _lists(changed) if lines and heading != but
    )


def _lists(changed: Changes) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Improved", [_status(one) for one in changed.better]
    yield "Worsened", [_status(one) for one in changed.worse]
    yield "Changed", [_status(one) for one in changed.other]
    yield "First update", [f"{named(one)}: {_now(one)}" for one in changed.first]
    yield f"{UNREPORTED} this quarter", [_status(one) for one in changed.lapsed]
    yield DATES, [_date(one) for one in changed.dates]
    yield (
        "Officers",
        [f"{named(one.state)}: {one.new}, before {one.old}" for one in changed.officers],
    )
    yield "Wording", [_wording(one) for one in changed.wording]
    yield "Added", [named(one) for one in changed.added]
    yield (
        "No longer in the plan",
        [f"{one.ref}, last reported on in {one.quarter}" for one in changed.dropped],
    )


def _status(one: ActionState) -> str:
    """“1.3 Roll-out of the system: from green to amber”."""
    before = one.change.before if one.change else None
    return f"{named(one)}: from {lower(before.word) if before else 'no status'} to {_now(one)}"


def _now(one: ActionState) -> str:
    return lower(one.status.word) if one.status else "no status"


def _date(one: FieldChange) -> str:
    """“1.7 Measure satisfaction: from Q2 2017/18 to Q3 2017/18”."""
    return f"{named(one.state)}: from {one.old or 'no date'} to {one.new or 'no date'}{_by(one)}"


def _by(one: FieldChange) -> str:
    """How much later, in all, where both dates are known."""
    later = slip(one.state)
    return f" ({later} later than first planned)" if later else ""


def _wording(one: FieldChange) -> str:
    heading = ACTIONS[one.key].heading
    return f"{one.state.action.ref}, {heading}: {_said(one.old)} is now {_said(one.new)}"


def _said(words: str) -> str:
    return quoted(words, _LONGEST) if words else "blank"
