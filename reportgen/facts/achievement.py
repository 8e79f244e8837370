"""How far an action is below its target, the status its key implies, and if it is complete."""

import re
from collections.abc import Sequence

from reportgen.model.calendar import MONTHS, Calendar, Quarter
from reportgen.model.plan import Update
from reportgen.model.prose import Prose, on_one_line, plain
from reportgen.model.status import CountsAs, Status, ranking
from reportgen.model.timescale import Doubt, Timescale, timescale

# Patterns are plain text, compiled where they are needed: `check` is to be quick.
_NUMBER = r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])"
_UNCLEAR = (
    r"[-−]\s?\d|\b(?:by|increase|decrease|reduction|improve\w*)\b"
    r"|\d\s?(?:k|m|bn|million|thousand)\b"
)
"""Minus signs, changes instead of levels (“reduce by 10%”), and units that the other cell may not
have."""
_NOT_ABOVE = (
    r"(?:\b(?:no|not) more than|\bat most|\bup to|\b(?:fewer|less)"
    r" than|\bbelow|\bunder|\bwithin|\bmax(?:imum)?(?: of)?|[<≤])"
    r"\s*£?\d|\b(?:reduce|cut|bring|keep)\b.*\bto\s+£?\d"
)
_WITH_A_BOUND = (CountsAs.OFF_TRACK, CountsAs.AT_RISK, CountsAs.ON_TRACK)


_DATED = r"(.+?)[\s,;(]+(?:by|in|at|for|until|before)\s+(?:the\s+)?(.+?)[\s.)]*"
"""A target and its date: “40 by March 2017”, “95% (at the end of 2016/17)”."""


def shortfall(
    update: Update,
    action_due: Timescale | Doubt | None,
    now: Quarter | None,
    calendar: Calendar,
) -> float | None:
    """(target - actual) / target: 0.2 is a fifth below, 0 or less means that it is reached.

    The sign is reversed for a target that is not to be exceeded (“no more than 290”). None unless
    each cell has exactly one number, of the same kind (share or amount), and the target is not 0;
    of two numbers in a cell it cannot be told which is meant. None too before the quarter in which
    the target is to be reached (that which Target names, else that of the action), unless it is
    reached already, or the action complete: a year's target is not missed at half-year, nor a
    bound kept.
    """
    words, target_due = _target(on_one_line(update.target), calendar)
    target, actual = _number(words), _number(plain(update.actual))
    if (
        target is None
        or actual is None
        or not target
        or _is_share(words) is not _is_share(plain(update.actual))
    ):
        return None
    below = (target - actual) / target
    is_bound = bool(re.search(_NOT_ABOVE, words.casefold()))
    last = _last(target_due) or _last(action_due)
    complete = update.status and update.status.counts_as is CountsAs.COMPLETE
    early = now and last and last > now and not complete
    if early and (below > 0 or is_bound):
        return None
    return -below if is_bound else below


def _target(words: str, calendar: Calendar) -> tuple[str, Timescale | None]:
    """A target without the date at its end, and that date; None where it names none."""
    if dated := re.fullmatch(_DATED, words):
        due = timescale(dated[2], calendar)
        if isinstance(due, Timescale) and due.last:
            return dated[1], due
    return words, None


def _last(due: Timescale | Doubt | None) -> Quarter | None:
    """The quarter by whose end something is due; None where none is named, or it goes on."""
    return due.last if isinstance(due, Timescale) and not due.ongoing else None


def implied_status(below: float, key: Sequence[Status]) -> Status | None:
    """The best status whose bound covers this shortfall, else the status without a bound.

    What is reached is on track, whatever bounds the key has. None where the key has no such status.
    """
    if below <= 0:
        on_track = [status for status in ranking(key) if status.counts_as is CountsAs.ON_TRACK]
        return on_track[-1] if on_track else None
    bounded = [status for status in ranking(key) if status.counts_as in _WITH_A_BOUND]
    within = [
        status
        for status in bounded
        if status.most_below is not None and below <= status.most_below + 1e-9
    ]
    worst = next((status for status in bounded if status.most_below is None), None)
    return within[-1] if within else worst


def disagrees(status: Status, asked: Status) -> bool:
    """Whether a status differs in meaning from that which the figures imply.

    Complete counts as on track; a status that is not due never disagrees.
    """
    if status.counts_as is CountsAs.NOT_DUE:
        return False
    meaning = CountsAs.ON_TRACK if status.counts_as is CountsAs.COMPLETE else status.counts_as
    return meaning is not asked.counts_as


def _number(text: str) -> float | None:
    numbers = [] if re.search(_UNCLEAR, text.casefold()) else re.findall(_NUMBER, text)
    return float(numbers[0].replace(",", "")) if len(numbers) == 1 else None


def _is_share(text: str) -> bool:
    return "%" in text or "per cent" in text or "percent" in text


_MONTHS = "|".join(name.lower() for name in MONTHS if name != "May") + r"|may(?=\s\d)|(?<=in )may"
_DATE = (
    r"(?:(?:on|in|by|at|the|end|of|early|mid|late|during)\s+)*"
    rf"(?:\d[\d/.\s-]*|q[1-4]\b|spring|summer|autumn|winter|{_MONTHS})[\w\s/-]*"
)
# Patterns are plain text, compiled where they are needed: `check` is to be quick.
_STEMS = ("complete", "deliver", "finish", "clos", "done")
_DONE = "(?:completed?|delivered|finished|closed|done)"
_THING = (
    r"(?:this|it|everything|(?:the|this|all)\s+(?:\w+\s+)?"
    r"(?:actions?|projects?|work|tasks?|review|scheme|policy|programme|training))"
)
# A sentence that says the whole action is done: “The action is delivered and ...”, “Completed in
# October.”, “100% complete”
_WHOLE = (
    rf"(?:(?:now|fully|all|100%)\s+)*{_DONE}(?:\s+{_DATE})?"
    rf"|{_THING}\s+(?:(?:is|was|has|have|are|been|now|fully|all)\s+)+{_DONE}"
    rf"(?:\s+(?:and|as)\b.*|\s+{_DATE})?"
)
_BUT = r"\b(?:outstanding|remain\w*|still|except|but|not|yet|await\w*|pending|partly|half|to be)\b"
_NOT = r"\bnot\s+(?:yet\s+)?(?:complet|deliver|finish|done)|\bto be (?:complet|deliver|finish)"
# Any word of completion, or a date, in the progress of an action whose status says it is complete.
_ANY = (
    r"\b(?:complet|deliver|finish|close|done\b|achiev|implement|launch|adopt|approv|opened|in"
    r" place|signed|publish|ended|live\b)"
    rf"|\b20\d\d\b|\b(?:{_MONTHS})\b|\d/\d"
    r"|\d\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bq[1-4]\b"
)


def is_complete(update: Update, before: Sequence[Update], key: Sequence[Status]) -> bool:
    """Whether the status counts as complete, or the last one did and none is given now.

    Where the key has no such status, an on-track action is complete if Progress says so, now or in
    an earlier quarter, until it has another status: the published plan's Green is “on track to
    deliver as planned or completed”, so that only the words can tell.
    """
    last = next((each for each in (update, *reversed(before)) if not each.is_blank), update)
    if last.status and last.status.counts_as is CountsAs.COMPLETE:
        return True
    if any(status.counts_as is CountsAs.COMPLETE for status in key):
        return False
    for each in (update, *reversed(before)):
        if _is_on_track(each) and _is_whole(plain(each.progress)):
            return True
        if not each.is_blank and not _is_on_track(each):
            return False
    return False


def _is_whole(progress: str) -> bool:
    """Whether a sentence says that the whole action is done, and no words take that back."""
    words = progress.casefold()
    if not any(stem in words for stem in _STEMS):
        return False
    sentences = re.split(r"[.!?;]\s+|\n", words)
    return any(
        re.fullmatch(_WHOLE, sentence.strip(" .!")) for sentence in sentences
    ) and not re.search(_BUT, words)


def says_so(progress: Prose) -> bool:
    """Whether these words speak of completion or name a date, and do not say “not yet”."""
    words = plain(progress).casefold()
    return bool(re.search(_ANY, words)) and not re.search(_NOT, words)


def _is_on_track(update: Update) -> bool:
    return bool(update.status and update.status.counts_as is CountsAs.ON_TRACK)
