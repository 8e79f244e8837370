"""The plan at a glance: sentences, and tables of statuses by objective, quarter and officer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model.plan import Update, officers
from reportgen.model.schema import ACTIONS
from reportgen.model.status import UNREPORTED
from reportgen.model.text import joined
from reportgen.reports import badges, sentences
from reportgen.reports.view import Segment, StatusBadge, StatusTable, StatusTableRow, Tally


def status_tables(
    analysis: PlanAnalysis,
    known: Mapping[str, StatusBadge],
    objectives: Mapping[str, Sequence[ActionState]],
) -> tuple[StatusTable, ...]:
    """The table of objectives by status; none where nobody has reported yet, now or before.

    `objectives` are the names with the states of the actions under each.
    """
    if not is_reported(analysis):
        return ()
    updates = {name: [state.action.update for state in under] for name, under in objectives.items()}
    return (_table(ACTIONS["objective"].heading, (progress(analysis),), updates, known),)


def is_reported(analysis: PlanAnalysis) -> bool:
    """Whether any action has a status as typed, or the plan has a past."""
    return analysis.has_past or any(state.action.update.typed for state in analysis.states)


def progress(analysis: PlanAnalysis) -> str:
    """Counts, direction, lateness and moved dates in a few sentences."""
    everything = analysis.states
    if not is_reported(analysis):
        return " ".join(
            filter(None, (sentences.unreported(everything), sentences.lateness(everything)))
        )
    parts = (
        sentences.counted(everything, analysis),
        sentences.silent(everything),
        sentences.travelled(everything),
        sentences.lateness(everything),
        sentences.moves(everything),
    )
    return " ".join(filter(None, parts))


def by_quarter(analysis: PlanAnalysis, known: Mapping[str, StatusBadge]) -> tuple[StatusTable, ...]:
    """The table of quarters by status, this quarter last; none where there is no earlier one."""
    if not analysis.quarter or not analysis.has_past:
        return ()
    updates: dict[str, list[Update]] = {str(quarter): [] for quarter in analysis.quarters}
    for entry in analysis.earlier:
        updates[str(entry.quarter)].append(entry.update)
    updates[str(analysis.quarter)] = [state.action.update for state in analysis.states]
    return (_table("Quarter", (), updates, known),)


def by_officer(analysis: PlanAnalysis, known: Mapping[str, StatusBadge]) -> tuple[StatusTable, ...]:
    """The table of officers by status; none where nobody has reported yet.

    An action of two officers counts for both.
    """
    if not is_reported(analysis):
        return ()
    updates = {
        officer.name or "Nobody": [action.update for action in officer.actions]
        for officer in officers(analysis.plan)
    }
    return (_table(ACTIONS["officers"].heading, (), updates, known),)


def _table(
    heading: str,
    lead: tuple[str, ...],
    updates: Mapping[str, Sequence[Update]],
    known: Mapping[str, StatusBadge],
) -> StatusTable:
    counted = {name: _counts(listed, known) for name, listed in updates.items()}
    used = [
        mark for mark in _columns(known) if any(counts[mark.word] for counts in counted.values())
    ]
    longest = max((counts.total() for counts in counted.values()), default=0)
    return StatusTable(
        heading=heading,
        lead=lead,
        columns=tuple(mark.word for mark in used),
        rows=tuple(_row(name, counts, used, longest) for name, counts in counted.items()),
    )


def _columns(known: Mapping[str, StatusBadge]) -> tuple[StatusBadge, ...]:
    """The badges in the key's order, then those for no update and for other words."""
    return (*known.values(), badges.unrated_badge(), badges.unrated_badge(badges.OTHER))


def _counts(updates: Sequence[Update], known: Mapping[str, StatusBadge]) -> Counter[str]:
    """The number of updates by the word of their badge."""
    given = (badges.badge_of(update, known).word for update in updates)
    return Counter(word if word in known or word == UNREPORTED else badges.OTHER for word in given)


def _row(
    name: str, counts: Counter[str], columns: Sequence[StatusBadge], longest: int
) -> StatusTableRow:
    parts = [
        f"{counts[mark.word]} {sentences.lower(mark.word)}" for mark in columns if counts[mark.word]
    ]
    return StatusTableRow(
        name=name,
        tallies=tuple(_tally(counts[mark.word], mark) for mark in columns),
        total=str(counts.total()),
        bar=_bar(counts, columns, longest),
        alternative=f"{name}: {joined(parts) or 'no actions'}",
    )


def _tally(number: int, mark: StatusBadge) -> Tally:
    shown = mark if number else badges.unrated_badge()
    return Tally(words=str(number), fill=shown.fill, kind=shown.kind)


def _bar(counts: Counter[str], columns: Sequence[StatusBadge], longest: int) -> tuple[Segment, ...]:
    segments, start = [], 0.0
    for mark in columns:
        width = 100 * counts[mark.word] / longest if longest else 0
        if width:
            segments.append(Segment(fill=mark.fill, start=f"{start:.2f}", width=f"{width:.2f}"))
        start += width
    return tuple(segments)
