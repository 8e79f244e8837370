"""How numbers are said in words."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from reportgen.facts.analysis import ActionState, PlanAnalysis
from reportgen.facts.past import Direction
from reportgen.model.calendar import MONTHS, Calendar, Quarter
from reportgen.model.plan import NUMBER_WORDS
from reportgen.model.status import Status, ranking
from reportgen.model.text import count

_IN_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(value: int) -> str:
    """“one” to “nine” in words, and digits from 10 (GOV.UK style guide has digits; committee papers have words)."""
    return _IN_WORDS[value] if 0 <= value < len(_IN_WORDS) else f"{value:,}"


def times(value: int) -> str:
    """“once”, “twice”, “3 times”."""
    return {1: "once", 2: "twice"}.get(value, f"{value} times")


def listed(parts: Sequence[str]) -> str:
    """“a”, “a and b”, “a, b and c”."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def long_date(day: dt.date) -> str:
    """“Friday 13 January 2017”, in English wherever the computer stands."""
    weekdays = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return f"{weekdays[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def objective_number(number: str) -> str:
    """“Objective One” for “1”, as the published plan counts; digits above twelve."""
    number = number.strip()  # a number that intake made up ends in line breaks
    in_words = number in map(str, range(1, len(NUMBER_WORDS) + 1))
    return f"Objective {NUMBER_WORDS[int(number) - 1] if in_words else number}".strip()


def quarter_in_full(typed: str, calendar: Calendar) -> str:
    """“Quarter 3 2016/17, October to December 2016”, or the words as they were typed where they name no quarter."""
    quarter = Quarter.from_text(typed)
    if not quarter:
        return typed
    year = str(quarter).partition(" ")[2]
    return f"Quarter {quarter.number} {year}, {calendar.months(quarter)}"


_STRANGE = "a status that is not in the key"
_UNSAID = (Direction.LAPSED, Direction.FIRST, Direction.NEW)
_MOVED = ((Direction.BETTER, "improved"), (Direction.WORSE, "worsened"))


def counted(states: Sequence[ActionState], analysis: PlanAnalysis) -> str:
    """“Of 27 actions, 15 are green, 6 amber and 3 red; 3 had no update.”: each action in one place, the best status first."""
    total, found = len(states), Counter(one.status.word for one in states if one.status)
    said = [
        (found[status.word], lower(status.word))
        for status in _best_first(analysis)
        if found[status.word]
    ]
    blank = sum(one.action.update.is_blank for one in states)
    other = total - blank - sum(many for many, _ in said)
    every = "The one action" if total == 1 else f"All {total} actions"
    if not total:
        return "There are no actions."
    if blank == total:
        return (
            "The one action had no update."
            if total == 1
            else f"None of the {total} actions had an update."
        )
    if said and said[0][0] == total:
        return f"{every} {_is(total)} {said[0][1]}."
    if other == total:
        return f"{every} {_has(total)} {_STRANGE}."
    parts = [
        f"{many} {_is(many)} {word}" if not place else f"{many} {word}"
        for place, (many, word) in enumerate(said)
    ]
    clauses = [
        listed(parts),
        f"{blank} had no update" if blank else "",
        f"{other} {_has(other)} {_STRANGE}" if other else "",
    ]
    return f"Of {count(total, 'action')}, {'; '.join(filter(None, clauses))}."


def _best_first(analysis: PlanAnalysis) -> tuple[Status, ...]:
    """The statuses from the best to the worst, and then what is not due."""
    ladder = ranking(analysis.plan.key)
    return (*reversed(ladder), *(status for status in analysis.plan.key if status not in ladder))


def unreported(states: Sequence[ActionState]) -> str:
    """What is said of a plan that nobody has reported on yet."""
    return "No status has been given yet." if states else "There are no actions."


def travelled(states: Sequence[ActionState]) -> str:
    """“Two improved and one worsened since Q2 2016/17.”; nothing where nothing is known of before."""
    compared = [one.change for one in states if one.change and one.change.since and one.status]
    if not compared:
        return ""
    since = {str(change.since) for change in compared}
    when = f"since {since.pop()}" if len(since) == 1 else "since their last update"
    found = Counter(change.direction for change in compared)
    if not (found.keys() - {Direction.SAME}) and any(
        one.change and one.change.direction in _UNSAID for one in states
    ):
        return ""
    moved = [f"{number(found[direction])} {verb}" for direction, verb in _MOVED if found[direction]]
    if not moved:
        return "" if found[Direction.OTHER] else f"No status has changed {when}."
    return f"{sentence(listed(moved))} {when}."


def lateness(states: Sequence[ActionState]) -> str:
    """“Three are late, by up to 2 quarters.”; nothing where none is."""
    late = [one.timing.late for one in states if one.timing.late]
    if not late:
        return ""
    longest = count(max(late), "quarter")
    by = f"by {longest}" if len(set(late)) == 1 else f"by up to {longest}"
    return f"{sentence(number(len(late)))} {_is(len(late))} late, {by}."


def moves(states: Sequence[ActionState]) -> str:
    """“Two dates were moved this quarter; one had been moved before.”; nothing where no date was ever moved."""
    moved = [one.timing for one in states if one.timing.moved]
    now = sum(timing.moved_now for timing in moved)
    before = len(moved) - now
    if not moved:
        return ""
    if not any(one.before for one in states):
        return f"{sentence(number(before))} {_has(before)} a revised date."
    told = (
        f"{sentence(number(now))} {'date was' if now == 1 else 'dates were'} moved"
        if now
        else "No date was moved"
    )
    return f"{told} this quarter{f'; {number(before)} had been moved before' if before else ''}."


def silent(states: Sequence[ActionState]) -> str:
    """“Without an update: 4.5 and 6.3 (was green).”; nothing where every action has one, or none has."""
    blank = [one for one in states if one.action.update.is_blank]
    if not blank or len(blank) == len(states):
        return ""
    named = [
        f"{one.action.ref}{f' (was {lower(one.change.before.word)})' if one.change and one.change.before else ''}"
        for one in blank
    ]
    return f"Without an update: {listed(named)}."


def late(state: ActionState) -> str:
    """“1 quarter late”, or nothing."""
    return f"{count(state.timing.late, 'quarter')} late" if state.timing.late else ""


def moved(state: ActionState) -> str:
    """“moved twice, 3 quarters in all”; nothing where it was moved once, since both dates are there to see."""
    if state.timing.moved < 2:  # noqa: PLR2004 - twice
        return ""
    whole = slip(state)
    return f"moved {times(state.timing.moved)}{f', {whole} in all' if whole else ''}"


def slip(state: ActionState) -> str:
    """“3 quarters”: how much later than first planned; nothing where it is not, or that cannot be told."""
    slipped = state.timing.slipped
    return count(slipped, "quarter") if slipped and slipped > 0 else ""


def lower(word: str) -> str:
    """A status word within a sentence: “Green” is “green”, and “BRAG” stays."""
    return word if word.isupper() else word[:1].lower() + word[1:]


def sentence(words: str) -> str:
    """The same with a capital at its head."""
    return words[:1].upper() + words[1:]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
