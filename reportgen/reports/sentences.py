"""Numbers, dates and counts of actions in words and sentences."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.model.calendar import Calendar, Quarter
from reportgen.model.status import CountsAs, Status, ranking
from reportgen.model.text import fold
from reportgen.reports.wording import listed, say


def number(value: int) -> str:
    """“none”, “one” to “nine”, and digits from 10.

    The GOV.UK style guide has digits; committee papers have words.
    """
    words = listed("numbers")
    return words[value] if 0 <= value < len(words) else f"{value:,}"


def actions(value: int) -> str:
    """“1 action”, “2 actions”, “no actions”."""
    return say("words.actions", n=value) if value else say("words.no_actions")


def quarters(value: int) -> str:
    """“1 quarter”, “2 quarters”."""
    return say("words.quarters", n=value)


def times(value: int) -> str:
    """“once”, “twice”, “3 times”."""
    if value in _SELDOM:
        return say(_SELDOM[value])
    return say("words.times", n=value)


_SELDOM = {1: "words.once", 2: "words.twice"}


def joined(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    first, last = ", ".join(parts[:-1]), "".join(parts[-1:])
    return say("words.and", first=first, last=last) if first else last


def long_date(day: dt.date) -> str:
    """“Friday 13 January 2017”, in the language of the phrases."""
    weekday, month = listed("weekdays")[day.weekday()], listed("months")[day.month - 1]
    return say("parts.day", weekday=weekday, day=day.day, month=month, year=day.year)


def objective_number(number: str) -> str:
    """“Objective One” for “1”, as the published plan counts; digits above twelve."""
    number = number.strip()  # a number that intake made up ends in line breaks
    words = listed("objectives")
    in_words = number in map(str, range(1, len(words) + 1))
    shown = words[int(number) - 1] if in_words else number
    return say("action_plan.objective", number=shown).strip()


def quarter_in_full(typed: str, calendar: Calendar) -> str:
    """“Quarter 3 2016/17, October to December 2016”; as typed where no quarter is named."""
    quarter = Quarter.from_text(typed)
    if not quarter:
        return typed
    year, of = str(quarter).partition(" ")[2], months(quarter, calendar)
    return say("parts.quarter", number=quarter.number, year=year, months=of)


def months(quarter: Quarter, calendar: Calendar) -> str:
    """“October to December 2016”: the calendar months, with the calendar year they fall in."""
    first, last = calendar.first_day(quarter), calendar.last_day(quarter)
    names = listed("months")
    beginning, end = names[first.month - 1], f"{names[last.month - 1]} {last.year}"
    if first.year != last.year:
        beginning = f"{beginning} {first.year}"
    return say("parts.months", first=beginning, last=end)


_MOST_NAMED = 5  # late actions, by their refs
_MOSTLY = 0.75  # of the actions have a status now and had one before
_UNSAID = (Direction.LAPSED, Direction.FIRST, Direction.NEW)
_MOVED = {Direction.BETTER: "summary.improved", Direction.WORSE: "summary.worsened"}
_MEANINGS = {
    CountsAs.OFF_TRACK: "statuses.off_track",
    CountsAs.AT_RISK: "statuses.at_risk",
    CountsAs.ON_TRACK: "statuses.on_track",
    CountsAs.COMPLETE: "statuses.complete",
    CountsAs.NOT_DUE: "statuses.not_due",
}


def counted(states: Sequence[ActionState], analysis: PlanAnalysis) -> str:
    """“Of 27 actions, 15 are on track (green), 6 at risk (amber) and 3 off track (red).”.

    Every action is counted once; the best status comes first.
    """
    total, numbers = len(states), Counter(state.status for state in states if state.status)
    counts: list[tuple[int, str]] = []
    for meaning in dict.fromkeys(status.counts_as for status in _best_first(analysis)):
        used = [status for status in analysis.plan.key if status.counts_as is meaning]
        if many := sum(numbers[status] for status in used):
            counts.append((many, in_meaning([s for s in used if numbers[s]], meaning)))
    blank = sum(state.action.update.is_blank for state in states)
    other = total - blank - sum(many for many, _ in counts)
    if not total:
        return say("summary.no_actions")
    if blank == total:
        return say("summary.none_updated", n=total)
    if counts and counts[0][0] == total:
        return say("summary.all_are", n=total, what=counts[0][1])
    if other == total:
        return say("summary.all_strange", n=total)
    parts = [
        say("summary.then_are" if place else "summary.first_are", n=many, what=word)
        for place, (many, word) in enumerate(counts)
    ]
    clauses = [
        joined(parts),
        say("summary.had_none", n=blank) if blank else "",
        say("summary.strange", n=other) if other else "",
    ]
    return say("summary.of", actions=actions(total), clauses="; ".join(filter(None, clauses)))


def _best_first(analysis: PlanAnalysis) -> tuple[Status, ...]:
    """The statuses of the key from the best to the worst, then those that count as not due."""
    ladder = ranking(analysis.plan.key)
    return (*reversed(ladder), *(status for status in analysis.plan.key if status not in ladder))


def in_meaning(statuses: Sequence[Status], meaning: CountsAs) -> str:
    """A meaning with the key's words for it, where these differ: “off track (red)”.

    What counts as not due goes by the key's words alone: it may be late all the same.
    """
    plain = say(_MEANINGS[meaning])
    words = [lower(status.word) for status in statuses if fold(status.word) != fold(plain)]
    if words and meaning is CountsAs.NOT_DUE:
        return joined(words)
    return say("statuses.named", meaning=plain, words=joined(words)) if words else plain


def unreported(states: Sequence[ActionState]) -> str:
    """The sentence for a plan that nobody has reported on yet."""
    return say("summary.no_status" if states else "summary.no_actions")


def travelled(states: Sequence[ActionState]) -> str:
    """“Two improved and one worsened since Q2 2016/17.”; empty where there is no past.

    Where many are new: “Of the 27 that had a status before, two improved …”.
    """
    compared = [
        state.change for state in states if state.change and state.change.since and state.status
    ]
    if not compared:
        return ""
    earlier = {str(change.since) for change in compared}
    since = (
        say("summary.since", quarter=earlier.pop())
        if len(earlier) == 1
        else say("summary.since_last")
    )
    directions = Counter(change.direction for change in compared)
    if not (directions.keys() - {Direction.SAME}) and any(
        state.change and state.change.direction in _UNSAID for state in states
    ):
        return ""
    moved = [
        say(phrase, n=directions[direction], many=number(directions[direction]))
        for direction, phrase in _MOVED.items()
        if directions[direction]
    ]
    if not moved:
        return "" if directions[Direction.OTHER] else say("summary.unmoved", since=since)
    if len(compared) < _MOSTLY * len(states):
        told = joined(moved)
        return say("summary.travelled_of", n=len(compared), moves=told, since=since)
    return say("summary.travelled", moves=sentence(joined(moved)), since=since)


def lateness(states: Sequence[ActionState]) -> str:
    """“Three are late, by up to 2 quarters: 1.2, 3.2 and 4.1.”; empty where none is."""
    late = [state.timing.late for state in states if state.timing.late]
    if not late:
        return ""
    phrase = "summary.by" if len(set(late)) == 1 else "summary.by_up_to"
    by = say(phrase, quarters=quarters(max(late)))
    if len(late) > _MOST_NAMED:
        return sentence(say("summary.late", n=len(late), many=number(len(late)), by=by))
    refs = joined([state.action.ref for state in states if state.timing.late])
    named = say("summary.late_named", n=len(late), many=number(len(late)), by=by, refs=refs)
    return sentence(named)


def moves(states: Sequence[ActionState]) -> str:
    """“Two dates were moved this quarter; one had been moved before.”; empty where none was."""
    moved = [state.timing for state in states if state.timing.moved]
    now = sum(timing.moved_now for timing in moved)
    before = len(moved) - now
    if not moved:
        return ""
    if not any(state.before for state in states):
        return sentence(say("summary.have_revised", n=before, many=number(before)))
    earlier = say("summary.moved_before", n=before, many=number(before)) if before else ""
    if not now:
        return say("summary.none_moved_now", before=earlier)
    if not earlier:
        return sentence(say("summary.moved_now", n=now, many=number(now)))
    return sentence(say("summary.moved_now_too", n=now, many=number(now), before=earlier))


def silent(states: Sequence[ActionState]) -> str:
    """“Without an update: 4.5 and 6.3 (was green).”; empty where all actions have one, or none."""
    blank = [state for state in states if state.action.update.is_blank]
    if not blank or len(blank) == len(states):
        return ""
    named = [
        say("summary.ref_was", ref=state.action.ref, status=lower(state.change.before.word))
        if state.change and state.change.before
        else state.action.ref
        for state in blank
    ]
    return say("summary.silent", refs=joined(named))


def late(state: ActionState) -> str:
    """“1 quarter late”; empty where the action is not late."""
    late_by = state.timing.late
    return say("dates.late", quarters=quarters(late_by)) if late_by else ""


def moved(state: ActionState) -> str:
    """“moved twice, 3 quarters in all”; empty where the date was moved once or never.

    Where it was moved once, both dates are on the page.
    """
    if state.timing.moved < 2:  # noqa: PLR2004 - twice
        return ""
    often, whole = times(state.timing.moved), slip(state)
    if not whole:
        return say("dates.moved", times=often)
    return say("dates.moved_in_all", times=often, quarters=whole)


def slip(state: ActionState) -> str:
    """“3 quarters”: how much later than first planned; empty where it is not, or not known."""
    slipped = state.timing.slipped
    return quarters(slipped) if slipped and slipped > 0 else ""


def lower(word: str) -> str:
    """A status word within a sentence: “Green” is “green”, and “BRAG” stays."""
    return word if word.isupper() else word[:1].lower() + word[1:]


def sentence(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]
