"""Whether an action is complete, and whether its officer says so in words."""

import re
from collections.abc import Sequence

from reportgen.plan import CountsAs, Prose, Status, Update, plain

# A sentence that says it of the action as a whole: “The action is delivered and ...”, “Completed in October.”
_WHOLE = re.compile(
    r"(?:^|[.!?;]\s+|\n)\s*(?:(?:this|the)?\s*(?:action|project|work|task)\s+)?(?:(?:is|was|has|have|been|now|fully|all)\s+)*"
    r"(?:completed?|delivered|finished|closed|done)\b(?!\s+(?:by|when|once|if|\d|one|two|three|some|most|part|half))",
    re.IGNORECASE,
)
# Any word of an end, or a date, in the progress of an action whose status says that it is complete.
_ANY = re.compile(
    r"\b(?:complet|deliver|finish|clos|done\b|achiev|implement|launch|adopt|approv|opened|in place|signed|publish|ended|live\b)"
    r"|\b20\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\d/\d|\bq[1-4]\b",
    re.IGNORECASE,
)


def is_complete(update: Update, before: Sequence[Update], key: Sequence[Status]) -> bool:
    """Whether the status says so; where the key has no status for it, an on-track one of which Progress says so, now or before.

    The published plan's Green is “on track to deliver as planned or completed”, so there only words can tell.
    """
    if update.status and update.status.counts_as is CountsAs.COMPLETE:
        return True
    if any(one.counts_as is CountsAs.COMPLETE for one in key) or not _is_on_track(update):
        return False
    return any(_is_on_track(said) and _WHOLE.search(plain(said.progress)) for said in (*before, update))


def _is_on_track(update: Update) -> bool:
    return bool(update.status and update.status.counts_as is CountsAs.ON_TRACK)


def says_so(progress: Prose) -> bool:
    """Whether these words speak of an end or name a date."""
    return bool(_ANY.search(plain(progress)))
