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
"""What officers type where nothing was moved."""


class Due(Enum):
    """Whether an action is to be done in the quarter that is reported on, or in the next."""

    THIS = "this"
    NEXT = "next"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When an action is to be done; None where nothing is typed, a Doubt where that cannot be told."""

    current: Timescale | Doubt | None
    words: Prose
    """What is in force, as it was typed."""
    revised: Prose
    """The same, where it is a revised timescale: one stays in force until another takes its
    place."""
    late: int
    """Quarters from the last one of the timescale to the one that is reported on; 0 where it is not
    late, or complete."""
    due: Due | None
    moved: int
    """How many times the date was changed."""
    then: Prose
    """What was in force when something was last said of the action, as it was typed; empty where
    nothing was said before."""
    moved_now: bool
    """Whether the date was changed since."""
    slipped: int | None
    """Quarters from the first date to the one in force; None where one of them is open or in
    doubt."""


def timing(
    action: Action,
    before: Sequence[EarlierUpdate],
    now: Quarter | None,
    calendar: Calendar,
    *,
    complete: bool,
) -> Timing:
    """`before` is what was said of the action earlier.

    A revised timescale stays in force until another takes its place.
    """
    revised, now_said = (
        [words for one in before if (words := _revised(one.update))],
        _revised(action.update),
    )
    then = (revised[-1] if revised else action.timescale) if before else ()
    said = [*revised, now_said] if now_said else revised
    dates = [_when(words, calendar) for words in (action.timescale, *said)]
    # “TBC” is no later date: until there is one, the one before it holds.
    last = _last(next((date for date in reversed(dates) if date != Timescale()), dates[-1]))
    late = now.since(last) if now and last and not complete else 0
    return Timing(
        current=dates[-1],
        words=said[-1] if said else action.timescale,
        revised=said[-1] if said else (),
        late=max(0, late),
        due={0: Due.THIS, -1: Due.NEXT}.get(late) if now and last and not complete else None,
        then=then,
        moved_now=bool(
            before and said and _moved([then, said[-1]], [_when(then, calendar), dates[-1]])
        ),
        moved=_moved([action.timescale, *said], dates),
        slipped=_slipped(dates[0], dates[-1]),
    )


def _revised(update: Update) -> Prose:
    """A revised timescale; “n/a” and “no change” are none."""
    words = on_one_line(update.revised_timescale).casefold().strip(" .-–—")
    return () if words in _NO_REVISION else update.revised_timescale


def _when(words: Prose, calendar: Calendar) -> Timescale | Doubt | None:
    return timescale(on_one_line(words), calendar) if words else None


def _last(when: Timescale | Doubt | None) -> Quarter | None:
    """The quarter after which it is late."""
    return when.last if isinstance(when, Timescale) and not when.ongoing else None


def _moved(said: Sequence[Prose], dates: Sequence[Timescale | Doubt | None]) -> int:
    """Changes from each to the next; “Q1 17/18” for “Q1 2017/18” is none."""
    moves = 0
    for place in range(1, len(said)):
        same_words = plain(said[place]).split() == plain(said[place - 1]).split()
        same_date = isinstance(dates[place], Timescale) and dates[place] == dates[place - 1]
        moves += not (same_words or same_date)
    return moves


def _slipped(original: Timescale | Doubt | None, current: Timescale | Doubt | None) -> int | None:
    first, last = _last(original), _last(current)
    return last.since(first) if first and last else None
