"""The timeline: when each action is due, was due and was done, a quarter a column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.timing import Due
from reportgen.model.calendar import Quarter
from reportgen.model.prose import on_one_line
from reportgen.model.status import CountsAs
from reportgen.model.text import cut
from reportgen.model.timescale import Timescale
from reportgen.reports import badges, sentences
from reportgen.reports.action_view import (
    StatusBadge,
    Timeline,
    TimelineCell,
    TimelineRow,
)
from reportgen.reports.paper import a_ref, lists, paper, says, timescale
from reportgen.reports.rows import printed_objectives
from reportgen.reports.sentences import joined
from reportgen.reports.status_table import by_quarter
from reportgen.reports.view import Piece, View
from reportgen.reports.wording import say

_MOST_QUARTERS = 6
"""Columns of quarters that an upright page has room for, beside what else a row says."""
_TITLE = 80  # letters of an action that a row quotes

_DONE, _DUE, _LATE, _WAS, _RUNS = "done", "due", "late", "was", "runs"
_FILLS: Mapping[str, str] = {
    _DONE: "D3D8DD",
    _DUE: "B9CFE4",
    _LATE: "FFFFFF",
    _WAS: "FFFFFF",
    _RUNS: "E9EFF5",
}
"""The fill of a cell by its mark, the weightiest first: a cell has room for one."""


def timeline(analysis: PlanAnalysis, *, final: bool) -> View:
    """The view of the timeline: what is due, the trend, and a table for each objective."""
    objectives = [printed for printed in printed_objectives(analysis) if printed.states]
    spans = {id(state): _marks(state, analysis.quarter) for state in analysis.states}
    columns = _columns(spans.values(), analysis.quarter)
    known = badges.badges(analysis.plan.key)
    parts = [(say("timeline.when"), _lead(analysis))]
    if trend := by_quarter(analysis, known):
        parts.append((say("timeline.trend"), (Piece(tables=trend),)))
    headings = tuple(column.heading for column in columns)
    for place, printed in enumerate(objectives):
        rows = [_row(state, spans[id(state)], columns, known) for state in printed.states]
        note = "" if place or not columns else _how_to_read(spans.values())
        table = Timeline(quarters=headings, rows=tuple(rows), note=note)
        parts.append((printed.entry, (Piece(timelines=(table,)),)))
    return paper(analysis, say("timeline.name"), parts, final=final)


def _how_to_read(marks: Iterable["_Marks"]) -> str:
    """What the words in the columns mean, as far as they are there."""
    used = {kind for each in marks for kind in each.at.values()}
    told = [say("timeline.how_to_read")]
    told += [say("timeline.read_done")] * (_DONE in used) + [say("timeline.read_late")] * (
        _LATE in used
    )
    return " ".join(told)


def _lead(analysis: PlanAnalysis) -> tuple[Piece, ...]:
    """What is late, moved and due."""
    states = analysis.states
    return (
        says(" ".join(filter(None, (sentences.lateness(states), sentences.moves(states))))),
        due_in_brief(analysis),
    )


def due_in_brief(analysis: PlanAnalysis) -> Piece:
    """“Due by the end of Q3 2016/17, and not complete: 1.2, 3.2 and 4.2.”."""
    quarter, lines = analysis.quarter, []
    if quarter:
        for due, what in (
            (Due.THIS, say("dates.due_this", quarter=quarter)),
            (Due.NEXT, say("dates.due_next", quarter=quarter.later(1))),
        ):
            if refs := [
                a_ref(state.action) for state in analysis.states if state.timing.due is due
            ]:
                lines.append(f"{what}: {joined(refs)}.")
    return lists("", lines) if lines else Piece()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marks:
    """What is to be shown of an action: the kind of mark by quarter, and over which it runs.

    None for the last of these where it goes on without end.
    """

    at: Mapping[Quarter, str]
    runs: tuple[Quarter, Quarter | None] | None


def _marks(state: ActionState, now: Quarter | None) -> _Marks:
    timing = state.timing
    planned, current = (
        when if isinstance(when, Timescale) else Timescale()
        for when in (timing.planned, timing.current)
    )
    done = (
        entry.quarter
        for entry in state.before
        if entry.update.status and entry.update.status.counts_as is CountsAs.COMPLETE
    )
    found = (
        (_WAS, planned.last if planned.last != current.last else None),
        (_LATE, now if timing.late else None),
        (_WAS if state.complete else _DUE, None if current.ongoing else current.last),
        (_DONE, next(done, now) if state.complete else None),
    )
    first = min(filter(None, (planned.first, current.first)), default=None)
    end = None if current.ongoing else current.last
    runs = (first, end) if first and current.first and not state.complete else None
    return _Marks(at={quarter: kind for kind, quarter in found if quarter}, runs=runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class _QuarterColumn:
    """Some quarters that have a column; None for the first or last where it is open."""

    heading: str
    first: Quarter | None
    last: Quarter | None

    def holds(self, first: Quarter, last: Quarter | None) -> bool:
        """Whether any quarter from the first to the last (None: without end) is among them."""
        after = self.last is not None and first > self.last
        before = self.first is not None and last is not None and last < self.first
        return not (before or after)


def _columns(marks: Iterable[_Marks], now: Quarter | None) -> tuple[_QuarterColumn, ...]:
    """A column for each quarter that any action has a mark in, and those between.

    Of more than there is room for, those around this quarter; the others are taken together.
    """
    named = {quarter for each in marks for quarter in each.at}
    if not named:
        return ()
    first, last = min(named | {now or min(named)}), max(named | {now or max(named)})
    if last.since(first) < _MOST_QUARTERS:
        return tuple(_one(quarter, now) for quarter in _range(first, last))
    begin = max(first, (now or first).later(-1))
    begin = min(begin, last.later(2 - _MOST_QUARTERS))
    room = _MOST_QUARTERS - (begin > first)
    end = begin.later(room - 1)
    if end < last:
        end = end.later(-1)
    earlier = _QuarterColumn(heading=say("timeline.before"), first=None, last=begin.later(-1))
    later = _QuarterColumn(heading=say("timeline.later"), first=end.later(1), last=None)
    return (
        *([earlier] if begin > first else []),
        *(_one(quarter, now) for quarter in _range(begin, end)),
        *([later] if end < last else []),
    )


def _range(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    return (first.later(number) for number in range(last.since(first) + 1))


def _one(quarter: Quarter, now: Quarter | None) -> _QuarterColumn:
    heading = say("timeline.now", quarter=quarter) if quarter == now else str(quarter)
    return _QuarterColumn(heading=heading, first=quarter, last=quarter)


def _row(
    state: ActionState,
    marks: _Marks,
    columns: Sequence[_QuarterColumn],
    known: Mapping[str, StatusBadge],
) -> TimelineRow:
    return TimelineRow(
        ref=state.action.ref,
        title=cut(on_one_line(state.action.title), _TITLE),
        mark=badges.badge_of(state.action.update, known),
        cells=tuple(_cell(marks, column) for column in columns),
        timescale=timescale(state),
    )


def _cell(marks: _Marks, column: _QuarterColumn) -> TimelineCell:
    """The weightiest mark in a column."""
    here = {kind for quarter, kind in marks.at.items() if column.holds(quarter, quarter)}
    if marks.runs and column.holds(*marks.runs):
        here.add(_RUNS)
    kind = next((kind for kind in _FILLS if kind in here), "")
    words = say(f"timeline.{kind}") if kind else ""
    return TimelineCell(kind=kind, words=words, fill=_FILLS.get(kind, "auto"))
