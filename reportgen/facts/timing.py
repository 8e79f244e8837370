"""When an action is due, how late it is, and how often its date was moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from reportgen.facts.past import EarlierUpdate
from reportgen.model.calendar import Calendar, Quarter
from reportgen.model.plan import Action, Update
from reportgen.model.prose import Prose, on_one_line, plain
from reportgen.model.timescale import Doubt, Timescale, timescale

_NO_REVISION = frozenset(
    (
        "",
        "n/a",
        "na",
        "none",
        "no",
        "no change",
        "unchanged",
        "as planned",
        "as before",
        "same",
        "not revised",
        "not applicable",
    )
)
"""What officers type where the date was not moved."""


class Due(Enum):
    """Whether an action is to be done in the quarter that is reported on, or in the next."""

    THIS = "this"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When an action is due, how late it is, and how often its date was moved."""

    current: Timescale | Doubt | None
    """The timescale in force; None where nothing is typed, a Doubt where it cannot be read."""
    planned: Timescale | Doubt | None
    """The timescale that was first given; as `current`."""
    words: Prose
    """The timescale in force, as it was typed."""
    revised: Prose
    """The same, where it is a revised timescale, which stays in force until another takes its
    place; else empty."""
    late: int
    """Number of quarters from the timescale's last to the one that is reported on; 0 where the
    action is not late, or is complete."""
    due: Due | None
    moved: int
    """How many times the date was changed."""
    then: Prose
    """The timescale in force at the action's last earlier update, as it was typed; empty where
    there was no update."""
    moved_now: bool
    """Whether the date was changed since that update."""
    slipped: int | None
    """Number of quarters from the first date to that in force; None where either is open or in
    doubt."""


def timing(
    action: Action,
    before: Sequence[EarlierUpdate],
    now: Quarter | None,
    calendar: Calendar,
    *,
    complete: bool,
) -> Timing:
    """The timing of an action; `before` are its updates of earlier quarters.

    A revised timescale stays in force until another takes its place.
    """
    revised, latest = (
        [words for entry in before if (words := _revised(entry.update))],
        _revised(action.update),
    )
    then = (revised[-1] if revised else action.timescale) if before else ()
    revisions = [*revised, latest] if latest else revised
    dates = [_when(words, calendar) for words in (action.timescale, *revisions)]
    # “TBC” is no later date: until there is one, the one before it holds.
    last = _last(next((date for date in reversed(dates) if date != Timescale()), dates[-1]))
    late = now.since(last) if now and last and not complete else 0
    return Timing(
        current=dates[-1],
        planned=dates[0],
        words=revisions[-1] if revisions else action.timescale,
        revised=revisions[-1] if revisions else (),
        late=max(0, late),
        due={0: Due.THIS, -1: Due.NEXT}.get(late) if now and last and not complete else None,
        then=then,
        moved_now=bool(
            before
            and revisions
            and _moved([then, revisions[-1]], [_when(then, calendar), dates[-1]])
        ),
        moved=_moved([action.timescale, *revisions], dates),
        slipped=_slipped(dates[0], dates[-1]),
    )


def _revised(update: Update) -> Prose:
    """The revised timescale of an update; empty for “n/a”, “no change” and the like."""
    words = on_one_line(update.revised_timescale).casefold().strip(" .-–—")
    return () if words in _NO_REVISION else update.revised_timescale


def _when(words: Prose, calendar: Calendar) -> Timescale | Doubt | None:
    return timescale(on_one_line(words), calendar) if words else None


def _last(when: Timescale | Doubt | None) -> Quarter | None:
    """The quarter after which an action is late; None where none is named, or it is ongoing."""
    return when.last if isinstance(when, Timescale) and not when.ongoing else None


def _moved(timescales: Sequence[Prose], dates: Sequence[Timescale | Doubt | None]) -> int:
    """How often the timescale changed; from “Q1 2017/18” to “Q1 17/18” is no change."""
    moves = 0
    for place in range(1, len(timescales)):
        same_words = plain(timescales[place]).split() == plain(timescales[place - 1]).split()
        same_date = isinstance(dates[place], Timescale) and dates[place] == dates[place - 1]
        moves += not (same_words or same_date)
    return moves


def _slipped(original: Timescale | Doubt | None, current: Timescale | Doubt | None) -> int | None:
    first, last = _last(original), _last(current)
    return last.since(first) if first and last else None
