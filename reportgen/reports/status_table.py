"""How a quarter went: sentences, and tables of statuses by objective, quarter and officer."""

from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model.plan import Update, officers
from reportgen.model.status import CountsAs
from reportgen.reports import badges, bars, sentences
from reportgen.reports.action_view import StatusBadge
from reportgen.reports.view import StatusColumn, StatusTable, StatusTableRow, Tally
from reportgen.reports.wording import say

_NOWHERE: Mapping[str, str] = {}
_MOST_NAMED = 8  # actions that page one names by their refs


def status_tables(
    analysis: PlanAnalysis,
    known: Mapping[str, StatusBadge],
    objectives: Mapping[str, Sequence[ActionState]],
    anchors: Sequence[str] = (),
) -> tuple[StatusTable, ...]:
    """The table of objectives by status; none where nobody has reported yet, now or before.

    `objectives` are the names with the states of the actions under each; `anchors` where the paper
    has these, if it has.
    """
    if not is_reported(analysis):
        return ()
    updates = {name: [state.action.update for state in under] for name, under in objectives.items()}
    links = dict(zip(updates, anchors, strict=True)) if anchors else {}
    heading = say("columns.objective")
    return (_table(heading, updates, known, everything=analysis.states, anchors=links),)


def is_reported(analysis: PlanAnalysis) -> bool:
    """Whether any action has a status as typed, or the plan has a past."""
    return analysis.has_past or any(state.action.update.typed for state in analysis.states)


def summary(analysis: PlanAnalysis) -> str:
    """How the quarter went: counts, direction and lateness in two or three sentences."""
    everything = analysis.states
    late = sentences.lateness(everything)
    if not is_reported(analysis):
        return " ".join(filter(None, (sentences.unreported(everything), late)))
    counts, travel = sentences.counted(everything, analysis), sentences.travelled(everything)
    return " ".join(filter(None, (counts, travel, late)))


def details(analysis: PlanAnalysis) -> str:
    """What the summary leaves out.

    Which actions are off track, whether the plan itself has changed, who gave no update, and which
    dates were moved.
    """
    if not is_reported(analysis):
        return ""
    states = analysis.states
    off_track = [s.action.ref for s in states if s.counts_as(CountsAs.OFF_TRACK)]
    strange = [s.action.ref for s in states if not s.status and not s.action.update.is_blank]
    parts = (
        say("summary.off_track", refs=sentences.joined(off_track))
        if 0 < len(off_track) <= _MOST_NAMED
        else "",
        _changed_plan(analysis),
        say("summary.strange_are", refs=sentences.joined(strange))
        if 0 < len(strange) <= _MOST_NAMED
        else "",
        sentences.silent(states),
        sentences.moves(states),
    )
    return " ".join(filter(None, parts))


def _changed_plan(analysis: PlanAnalysis) -> str:
    """How many actions are gone, and how many new where they are more than a quarter of all."""
    gone = len(analysis.dropped)
    new = sum(not state.before for state in analysis.states) if analysis.has_past else 0
    told = []
    if gone:
        told.append(say("summary.dropped", n=gone, many=sentences.number(gone)))
    if new > len(analysis.states) / 4:
        told.append(say("summary.new", n=new, many=sentences.number(new)))
    return " ".join(map(sentences.sentence, told))


def by_quarter(analysis: PlanAnalysis, known: Mapping[str, StatusBadge]) -> tuple[StatusTable, ...]:
    """The table of quarters by status, this quarter last; none where there is no earlier one."""
    if not analysis.quarter or not analysis.has_past:
        return ()
    updates: dict[str, list[Update]] = {str(quarter): [] for quarter in analysis.quarters}
    for entry in analysis.earlier:
        updates[str(entry.quarter)].append(entry.update)
    updates[str(analysis.quarter)] = [state.action.update for state in analysis.states]
    return (_table(say("status_table.quarter"), updates, known),)


def by_officer(analysis: PlanAnalysis, known: Mapping[str, StatusBadge]) -> tuple[StatusTable, ...]:
    """The table of officers by status; none where nobody has reported yet.

    An action of two officers counts for both.
    """
    if not is_reported(analysis):
        return ()
    updates = {
        officer.name or say("status_table.nobody"): [action.update for action in officer.actions]
        for officer in officers(analysis.plan)
    }
    return (_table(say("columns.officers"), updates, known),)


def _table(
    heading: str,
    updates: Mapping[str, Sequence[Update]],
    known: Mapping[str, StatusBadge],
    *,
    everything: Sequence[ActionState] = (),
    anchors: Mapping[str, str] = _NOWHERE,
) -> StatusTable:
    """A table of updates by name; `anchors` by name where the paper tells more of them.

    Where the rows have a sum, it is that of `everything`.
    """
    counted = {name: _counts(listed, known) for name, listed in updates.items()}
    used = [
        mark for mark in _columns(known) if any(counts[mark.word] for counts in counted.values())
    ]
    longest = max((counts.total() for counts in counted.values()), default=0)
    hatched = bars.patterns(used)

    def row(name: str, counts: Counter[str], longest: int) -> StatusTableRow:
        return StatusTableRow(
            name=name,
            anchor=anchors.get(name, ""),
            tallies=tuple(_tally(counts[mark.word], mark) for mark in used),
            total=str(counts.total()),
            bar=bars.bar(counts, used, hatched, longest),
        )

    whole, name = everything if len(counted) > 1 else (), say("status_table.all_objectives")
    total = _counts([state.action.update for state in whole], known)
    return StatusTable(
        heading=heading,
        columns=tuple(
            StatusColumn(word=mark.word, sample=bars.sample(mark, hatched[mark.word]))
            for mark in used
        ),
        rows=tuple(row(name, counts, longest) for name, counts in counted.items()),
        totals=(row(name, total, 0),) if whole else (),
        note=say("status_table.note"),
    )


def _columns(known: Mapping[str, StatusBadge]) -> tuple[StatusBadge, ...]:
    """The badges in the key's order, then those for no update and for other words."""
    return (*known.values(), badges.unrated_badge(), badges.other_badge())


def _counts(updates: Sequence[Update], known: Mapping[str, StatusBadge]) -> Counter[str]:
    """The number of updates by the word of their badge."""
    given = (badges.badge_of(update, known).word for update in updates)
    blank, other = badges.unrated_badge().word, badges.other_badge().word
    return Counter(word if word in known or word == blank else other for word in given)


def _tally(number: int, mark: StatusBadge) -> Tally:
    if not number:
        return Tally(words="0", fill=badges.unrated_badge().fill, kind="zero")
    return Tally(words=str(number), fill=mark.fill, kind=mark.kind)
