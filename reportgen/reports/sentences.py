"""Numbers, dates and counts of actions in words and sentences."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.model.calendar import Calendar, Quarter, in_words
from reportgen.model.plan import NUMBER_WORDS
from reportgen.model.status import WAS_UNREPORTED, CountsAs, Status, ranking
from reportgen.model.text import count, fold, joined

_IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: int) -> str:
    """“none”, “one” to “nine”, and digits from 10.

    The GOV.UK style guide has digits; committee papers have words.
    """
    return _IN_WORDS[value] if 0 <= value < len(_IN_WORDS) else f"{value:,}"


def times(value: int) -> str:
    """“once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(value, f"{value} times")


def long_date(day: dt.date) -> str:
    """“Friday 13 January 2017”, in English whatever the computer's language."""
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{weekdays[day.weekday()]} {in_words(day)}"


def objective_number(number: str) -> str:
    """“Objective One” for “1”, as the published plan counts; digits above twelve."""
    number = number.strip()  # a number that intake made up ends in line breaks
    in_words = number in map(str, range(1, len(NUMBER_WORDS) + 1))
    return f"Objective {NUMBER_WORDS[int(number) - 1] if in_words else number}".strip()


def quarter_in_full(typed: str, calendar: Calendar) -> str:
    """“Quarter 3 2016/17, October to December 2016”; as typed where no quarter is named."""
    quarter = Quarter.from_text(typed)
    if not quarter:
        return typed
    year = str(quarter).partition(" ")[2]
    return f"Quarter {quarter.number} {year}, {calendar.months(quarter)}"


_STRANGE = "a status that is not in the key"
_UNSAID = (Direction.LAPSED, Direction.FIRST, Direction.NEW)
_MOVED = ((Direction.BETTER, "improved"), (Direction.WORSE, "worsened"))


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
    every = "The one action" if total == 1 else f"All {total} actions"
    if not total:
        return "There are no actions."
    if blank == total:
        return (
            f"The one action {WAS_UNREPORTED}."
            if total == 1
            else f"None of the {total} actions had an update."
        )
    if counts and counts[0][0] == total:
        return f"{every} {_is(total)} {counts[0][1]}."
    if other == total:
        return f"{every} {_has(total)} {_STRANGE}."
    parts = [
        f"{many} {_is(many)} {word}" if not place else f"{many} {word}"
        for place, (many, word) in enumerate(counts)
    ]
    clauses = [
        joined(parts),
        f"{blank} {WAS_UNREPORTED}" if blank else "",
        f"{other} {_has(other)} {_STRANGE}" if other else "",
    ]
    return f"Of {count(total, 'action')}, {'; '.join(filter(None, clauses))}."


def _best_first(analysis: PlanAnalysis) -> tuple[Status, ...]:
    """The statuses of the key from the best to the worst, then those that count as not due."""
    ladder = ranking(analysis.plan.key)
    return (*reversed(ladder), *(status for status in analysis.plan.key if status not in ladder))


def in_meaning(statuses: Sequence[Status], meaning: CountsAs) -> str:
    """A meaning with the key's words for it, where these differ: “off track (red)”."""
    words = [lower(status.word) for status in statuses if fold(status.word) != meaning.value]
    return f"{meaning.value} ({joined(words)})" if words else meaning.value


def unreported(states: Sequence[ActionState]) -> str:
    """The sentence for a plan that nobody has reported on yet."""
    return "No status has been given yet." if states else "There are no actions."


def travelled(states: Sequence[ActionState]) -> str:
    """“Two improved and one worsened since Q2 2016/17.”; empty where there is no past."""
    compared = [
        state.change for state in states if state.change and state.change.since and state.status
    ]
    if not compared:
        return ""
    since = {str(change.since) for change in compared}
    when = f"since {since.pop()}" if len(since) == 1 else "since their last update"
    directions = Counter(change.direction for change in compared)
    if not (directions.keys() - {Direction.SAME}) and any(
        state.change and state.change.direction in _UNSAID for state in states
    ):
        return ""
    moved = [
        f"{number(directions[direction])} {verb}"
        for direction, verb in _MOVED
        if directions[direction]
    ]
    if not moved:
        return "" if directions[Direction.OTHER] else f"No status has changed {when}."
    return f"{sentence(joined(moved))} {when}."


def lateness(states: Sequence[ActionState]) -> str:
    """“Three are late, by up to 2 quarters.”; empty where none is."""
    late = [state.timing.late for state in states if state.timing.late]
    if not late:
        return ""
    longest = count(max(late), "quarter")
    by = f"by {longest}" if len(set(late)) == 1 else f"by up to {longest}"
    return f"{sentence(number(len(late)))} {_is(len(late))} late, {by}."


def moves(states: Sequence[ActionState]) -> str:
    """“Two dates were moved this quarter; one had been moved before.”; empty where none was."""
    moved = [state.timing for state in states if state.timing.moved]
    now = sum(timing.moved_now for timing in moved)
    before = len(moved) - now
    if not moved:
        return ""
    if not any(state.before for state in states):
        return f"{sentence(number(before))} {_has(before)} a revised date."
    beginning = (
        f"{sentence(number(now))} {'date was' if now == 1 else 'dates were'} moved"
        if now
        else "No date was moved"
    )
    return (
        f"{beginning} this quarter{f'; {number(before)} had been moved before' if before else ''}."
    )


def silent(states: Sequence[ActionState]) -> str:
    """“Without an update: 4.5 and 6.3 (was green).”; empty where all actions have one, or none."""
    blank = [state for state in states if state.action.update.is_blank]
    if not blank or len(blank) == len(states):
        return ""
    named = [
        f"""{state.action.ref}{
            f" (was {lower(state.change.before.word)})"
            if state.change and state.change.before
            else ""
        }"""
        for state in blank
    ]
    return f"Without an update: {joined(named)}."


def late(state: ActionState) -> str:
    """“1 quarter late”; empty where the action is not late."""
    return f"{count(state.timing.late, 'quarter')} late" if state.timing.late else ""


def moved(state: ActionState) -> str:
    """“moved twice, 3 quarters in all”; empty where the date was moved once or never.

    Where it was moved once, both dates are on the page.
    """
    if state.timing.moved < 2:  # noqa: PLR2004 - twice
        return ""
    whole = slip(state)
    return f"moved {times(state.timing.moved)}{f', {whole} in all' if whole else ''}"


def slip(state: ActionState) -> str:
    """“3 quarters”: how much later than first planned; empty where it is not, or not known."""
    slipped = state.timing.slipped
    return count(slipped, "quarter") if slipped and slipped > 0 else ""


def lower(word: str) -> str:
    """A status word within a sentence: “Green” is “green”, and “BRAG” stays."""
    return word if word.isupper() else word[:1].lower() + word[1:]


def sentence(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
