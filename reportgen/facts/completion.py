"""Whether an action is complete, and whether its officer says so in words."""

import re
from collections.abc import Sequence

from reportgen.plan import CountsAs, Prose, Status, Update, plain
from reportgen.quarter import MONTHS

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
# A sentence that says it of the action as a whole: “The action is delivered and ...”, “Completed in October.”, “100% complete”
_WHOLE = (
    rf"(?:(?:now|fully|all|100%)\s+)*{_DONE}(?:\s+{_DATE})?"
    rf"|{_THING}\s+(?:(?:is|was|has|have|are|been|now|fully|all)\s+)+{_DONE}(?:\s+(?:and|as)\b.*|\s+{_DATE})?"
)
_BUT = r"\b(?:outstanding|remain\w*|still|except|but|not|yet|await\w*|pending|partly|half|to be)\b"
_NOT = r"\bnot\s+(?:yet\s+)?(?:complet|deliver|finish|done)|\bto be (?:complet|deliver|finish)"
# Any word of an end, or a date, in the progress of an action whose status says that it is complete.
_ANY = (
    r"\b(?:complet|deliver|finish|close|done\b|achiev|implement|launch|adopt|approv|opened|in place|signed|publish|ended|live\b)"
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
    return any(re.fullmatch(_WHOLE, one.strip(" .!")) for one in sentences) and not re.search(_BUT, words)


def says_so(progress: Prose) -> bool:
    """Whether these words speak of an end or name a date, and do not say “not yet”."""
    words = plain(progress).casefold()
    return bool(re.search(_ANY, words)) and not re.search(_NOT, words)


def _is_on_track(update: Update) -> bool:
    return bool(update.status and update.status.counts_as is CountsAs.ON_TRACK)
