"""The rows of the action plan: objectives as they are printed, and an action as a row."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.model.calendar import Calendar
from reportgen.model.plan import Update
from reportgen.model.prose import Prose, on_one_line
from reportgen.model.text import cut
from reportgen.model.timescale import Timescale
from reportgen.reports import badges, sentences
from reportgen.reports.action_view import ActionRow, Figures, Note, RowFigures, StatusBadge
from reportgen.reports.columns import own_keys
from reportgen.reports.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedObjective:
    """An objective as it is printed, with the states of its actions."""

    number: str
    title: str
    points: Prose
    states: tuple[ActionState, ...]

    @property
    def entry(self) -> str:
        """Its name in lists: “Objective One: …”, with the points that a title leads on to."""
        title = self.title.rstrip(": ")
        points = [
            sentences.lower(line.strip(" .;")) for block in self.points for line in block.lines
        ]
        whole = (
            f"{title} {sentences.joined(points)}" if points and self.title.endswith(":") else title
        )
        return f"{self.number}: {whole}"


def printed_objectives(analysis: PlanAnalysis) -> tuple[PrintedObjective, ...]:
    """The objectives in order; last come the actions whose objective the plan does not have."""
    under: dict[str, list[ActionState]] = defaultdict(list)
    for state in analysis.states:
        under[state.action.objective].append(state)
    printed = [
        PrintedObjective(
            number=sentences.objective_number(objective.number),
            title=objective.title,
            points=objective.points,
            states=tuple(under.pop(objective.number, ())),
        )
        for objective in analysis.plan.objectives
    ]
    if homeless := tuple(state for left in under.values() for state in left):
        printed.append(
            PrintedObjective(
                number=say("action_plan.no_objective"),
                title=say("action_plan.homeless"),
                points=(),
                states=homeless,
            )
        )
    return tuple(printed)


_BOOKMARK = 80  # letters of an action in a list of bookmarks
_NOTES = ("next_steps", "target", "actual")


def labels() -> Mapping[str, str]:
    """Labels within a cell, and the key of the column whose words follow."""
    revised = {f"{say('action_plan.revised')}:": "revised_timescale"}
    return revised | {f"{say(f'columns.{key}')}:": key for key in _NOTES}


def figures(states: Sequence[ActionState]) -> Figures:
    """The numbers of some actions."""
    statuses = [state.status for state in states]
    given = [status for status in statuses if status]
    return Figures(
        actions=len(states),
        by_status=dict(Counter(status.word for status in given)),
        by_meaning=dict(Counter(status.counts_as.value for status in given)),
        without_status=sum(state.action.update.is_blank for state in states),
        late=sum(state.timing.late > 0 for state in states),
        moved=sum(state.timing.moved > 0 for state in states),
    )


def _row_figures(state: ActionState, calendar: Calendar) -> RowFigures:
    due, update = state.timing.current, state.action.update
    known = due if isinstance(due, Timescale) else Timescale()
    day = known.day or (calendar.last_day(known.last) if known.last else None)
    return RowFigures(
        due=day.isoformat() if day else "",
        quarters_late=state.timing.late,
        times_moved=state.timing.moved,
        counts_as=state.status.counts_as.value if state.status else "",
        target=update.target,
        actual=update.actual,
        next_steps=update.next_steps,
    )


def row(
    state: ActionState,
    known: Mapping[str, StatusBadge],
    faults: Iterable[str],
    calendar: Calendar,
) -> ActionRow:
    """An action as a row of its table, its words ready to print."""
    action, update = state.action, state.action.update
    return ActionRow(
        ref=action.ref,
        bookmark=f"{action.ref} {cut(on_one_line(action.title), _BOOKMARK)}".strip(),
        title=action.title,
        outcome=action.outcome,
        timescale=action.timescale_words or action.timescale,
        revised=_note(say("action_plan.revised"), state.timing.revised or update.revised_timescale),
        delays=tuple(filter(None, (sentences.late(state), sentences.moved(state)))),
        officers=action.officers,
        partners=action.partners,
        mark=badges.badge_of(update, known),
        trend=badges.trend(state.change, state.same_for),
        progress=update.progress,
        notes=_notes(update),
        faults=tuple(faults),
        figures=_row_figures(state, calendar),
        own=dict(zip(own_keys(action.own).values(), action.own.values(), strict=True)),
    )


def _notes(update: Update) -> tuple[Note, ...]:
    """The notes under Progress: next steps, target, actual."""
    return tuple(
        note for key in _NOTES for note in _note(say(f"columns.{key}"), getattr(update, key))
    )


def _note(label: str, words: Prose) -> tuple[Note, ...]:
    return (Note(label=f"{label}:", blocks=words),) if words else ()
