"""How far an action is below its target, and which status that asks for by the plan's own key."""

import re
from collections.abc import Sequence

from reportgen.model.calendar import MONTHS
from reportgen.model.plan import Update
from reportgen.model.prose import Prose, plain
from reportgen.model.status import CountsAs, Status, ranking

# Patterns are plain text, compiled where they are needed: `check` is to be quick.
_NUMBER = r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])"
_UNCLEAR = r"[-−]\s?\d|\b(?:by|increase|decrease|reduction|improve\w*)\b|\d\s?(?:k|m|bn|million|thousand)\b"
"""Minus signs, changes instead of levels (“reduce by 10%”), and units that the other cell may not
have."""
_NOT_ABOVE = (
    r"(?:\b(?:no|not) more than|\bat most|\bup to|\b(?:fewer|less)"
    r" than|\bbelow|\bunder|\bwithin|\bmax(?:imum)?(?: of)?|[<≤])"
    r"\s*£?\d|\b(?:reduce|cut|bring|keep)\b.*\bto\s+£?\d"
)
_WITH_A_BOUND = (CountsAs.OFF_TRACK, CountsAs.AT_RISK, CountsAs.ON_TRACK)


def shortfall(update: Update) -> float | None:
    """(target - actual) / target, as a fraction: 0.2 is a fifth below, nothing or less is reached.

    The other way round for a target that is not to be exceeded (“no more than 290”). None unless each cell has one number, of
    the same kind; with two, nobody can tell which is meant.
    """
    target, actual = _number(update.target), _number(update.actual)
    if (
        target is None
        or actual is None
        or not target
        or _is_share(update.target) is not _is_share(update.actual)
    ):
        return None
    below = (target - actual) / target
    return -below if re.search(_NOT_ABOVE, plain(update.target).casefold()) else below


def implied_status(below: float, key: Sequence[Status]) -> Status | None:
    """The best status whose bound this shortfall keeps within, else the worst; None where the key has no bounds."""
    bounded = [status for status in ranking(key) if status.counts_as in _WITH_A_BOUND]
    held = [
        status
        for status in bounded
        if status.most_below is not None and below <= status.most_below + 1e-9
    ]
    worst = next((status for status in bounded if status.most_below is None), None)
    return held[-1] if held else worst


def disagrees(status: Status, asked: Status) -> bool:
    """Whether a status says something else than the figures ask for; what is complete is as good as on track."""
    if status.counts_as is CountsAs.NOT_DUE:
        return False
    said = CountsAs.ON_TRACK if status.counts_as is CountsAs.COMPLETE else status.counts_as
    return said is not asked.counts_as


def _number(words: Prose) -> float | None:
    said = plain(words)
    found = [] if re.search(_UNCLEAR, said.casefold()) else re.findall(_NUMBER, said)
    return float(found[0].replace(",", "")) if len(found) == 1 else None


def _is_share(words: Prose) -> bool:
    said = plain(words)
    return "%" in said or "per cent" in said or "percent" in said


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
# A sentence that says it of the action as a whole: “The action is delivered and ...”, “Completed in
# October.”, “100% complete”
_WHOLE = (
    rf"(?:(?:now|fully|all|100%)\s+)*{_DONE}(?:\s+{_DATE})?"
    rf"|{_THING}\s+(?:(?:is|was|has|have|are|been|now|fully|all)\s+)+{_DONE}(?:\s+(?:and|as)\b.*|\s+{_DATE})?"
)
_BUT = r"\b(?:outstanding|remain\w*|still|except|but|not|yet|await\w*|pending|partly|half|to be)\b"
_NOT = r"\bnot\s+(?:yet\s+)?(?:complet|deliver|finish|done)|\bto be (?:complet|deliver|finish)"
# Any word of an end, or a date, in the progress of an action whose status says that it is complete.
_ANY = (
    r"\b(?:complet|deliver|finish|close|done\b|achiev|implement|launch|adopt|approv|opened|in"
    r" place|signed|publish|ended|live\b)"
    rf"|\b20\d\d\b|\b(?:{_MONTHS})\b|\d/\d|\d\s(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)|\bq[1-4]\b"
)


def is_complete(update: Update, before: Sequence[Update], key: Sequence[Status]) -> bool:
    """Whether the status says so, or did last and nothing is said now.

    Where the key has no status for it, an on-track action is complete of which Progress says so, now or before, until it has
    another status: the published plan's Green is “on track to deliver as planned or completed”, so there only words can tell.
    """
    last = next((said for said in (update, *reversed(before)) if not said.is_blank), update)
    if last.status and last.status.counts_as is CountsAs.COMPLETE:
        return True
    if any(one.counts_as is CountsAs.COMPLETE for one in key):
        return False
    for said in (update, *reversed(before)):
        if _is_on_track(said) and _is_whole(plain(said.progress)):
            return True
        if not said.is_blank and not _is_on_track(said):
            return False
    return False


def _is_whole(progress: str) -> bool:
    """Whether a sentence says it of the whole action, and no other takes it back."""
    words = progress.casefold()
    if not any(one in words for one in _STEMS):
        return False
    sentences = re.split(r"[.!?;]\s+|\n", words)
    return any(re.fullmatch(_WHOLE, one.strip(" .!")) for one in sentences) and not re.search(
        _BUT, words
    )


def says_so(progress: Prose) -> bool:
    """Whether these words speak of an end or name a date, and do not say “not yet”."""
    words = plain(progress).casefold()
    return bool(re.search(_ANY, words)) and not re.search(_NOT, words)


def _is_on_track(update: Update) -> bool:
    return bool(update.status and update.status.counts_as is CountsAs.ON_TRACK)
