"""Which column a heading names, by its words, and which headings are those of other tables.

A heading is understood where one of its words names a column, and all its words may stand with it:
“Task owner”, “Planned completion date”, “What will we do?”.
"""

import re
from functools import lru_cache

from reportgen.importers.detect.answer_rules import OF_ANSWERS
from reportgen.importers.detect.heading_rules import OF_NAMES, OF_WORDS, HeadingRule, words_of
from reportgen.importers.detect.heading_words import Rank, heading_words

_RULES = (*OF_NAMES, *OF_ANSWERS, *OF_WORDS)
_EVERY = frozenset().union(*(rule.heads | rule.others | rule.also for rule in _RULES))
"""All words of headings: one with any other word names no column."""
_NOTHING = words_of(
    "start begin beginning commence commencement created raised added logged opened identified"
    " closed modified received export exported entered previous prior former cost budget spend"
    " likelihood probability severity consequence score % percent percentage duration day hour"
    " effort type meeting audit email phone telephone version"
)
"""Words of headings that mean no column of ours, whatever stands with them."""
_OF_OTHER_TABLES = words_of(
    "risk issue threat control hazard date name value status contact item total"
)
"""Further words of headings, in tables that are no plan."""
_LONGEST = 40  # letters of a heading
_BYGONE = frozenset(
    (
        *(("date", past) for past in ("completed", "agreed", "achieved", "delivered", "done")),
        *((past,) for past in ("completed", "achieved", "delivered", "done", "happened")),
        *((past,) for past in ("actioned", "undertaken", "updated")),
        ("last", "review"),
    )
)
"""Headings of days that were, and not of days by which something is to be."""
_HEAD_NOUNS = {
    noun: key
    for key, nouns in (
        ("ref", "ref reference no"),
        ("officers", "lead officer owner"),
        ("partners", "partner"),
        ("timescale", "deadline timescale"),
        ("status", "rag brag status"),
        ("progress", "update comment commentary progress position note review"),
        ("outcome", "outcome"),
        ("title", "action"),
    )
    for noun in nouns.split()
}
"""Column keys by the last word of a heading whose other words say nothing that is known: “Ward
lead”, “Board update”."""
_ENDS = words_of(
    "done complete completed closed live active finished achieved met delivered implemented"
    " complied compliant"
)
"""Words that ask for a status, with a question mark behind."""
_YES_OR_NO = re.compile(r"\s*[(\[]?\s*(?:y/n|yes/no|yes or no)\s*[)\]]?\??$", re.IGNORECASE)
_ON_TARGET = re.compile(r"(?:is it |are we )?on[ -](?:target|schedule|time)\??", re.IGNORECASE)
_FEW_WORDS = 3  # of such a question
_MOST_WORDS = 5  # of a heading that is known by its last word alone
_UNLESS = {
    "score": words_of("rag brag"),
    "meeting": words_of("progress update comment since action"),
    "closed": words_of("open"),
    "audit": words_of("action recommendation"),
    "received": words_of("response reply answer feedback update comment"),
}
_OF_MEMBERS = words_of("member councillor cabinet portfolio")
"""Words of those who answer for an action in public: the officer is named elsewhere, if he is."""
_DATED = words_of("last update updated actual")
"""Words with which “date” is the day of something that was, and no timescale."""


@lru_cache(maxsize=20_000)
def column_of(heading: str) -> tuple[str, Rank] | None:
    """The key of the column that a heading names, and how surely; None where it names none."""
    words = heading_words(heading)
    if _ON_TARGET.fullmatch(heading.strip()):
        return "status", Rank.LIKELY
    if is_question(heading):
        return "status", Rank.LIKELY
    if not words or _means_nothing(words, heading):
        return None
    known = frozenset(words)
    for rule in _RULES if known <= _EVERY else ():
        if rule.fits(known):
            return rule.key, _weaker(rule, known)
    return None


def is_question(heading: str) -> bool:
    """Whether a heading asks whether an action is done: “Done?”, “Complete (Y/N)”."""
    asked = _YES_OR_NO.sub("?", heading.strip())
    words = heading_words(asked) if asked.endswith("?") else ()
    return 0 < len(words) <= _FEW_WORDS and words[-1] in _ENDS


def by_head_noun(heading: str) -> tuple[str, Rank] | None:
    """The same by the last word alone, where the others are not known: “Ward lead”.

    Not where one of them is that of something else: “Telephone number”.
    """
    words = heading_words(heading)
    if not 1 < len(words) <= _MOST_WORDS or _means_nothing(words, heading):
        return None
    key = _HEAD_NOUNS.get(words[-1])
    return (key, Rank.LIKELY if words[-1] == "deadline" else Rank.LAST) if key else None


def is_of_another(heading: str) -> bool:
    """Whether a heading is that of something else, as “Budget” over “Planned” and “Spent”."""
    return bool(frozenset(heading_words(heading)) & _NOTHING)


def is_heading(words: str) -> bool:
    """Whether words could stand in a row of headings: they name a column, or something else."""
    listed = frozenset(heading_words(words)) if len(words) <= _LONGEST else frozenset()
    others = listed & (_NOTHING | _OF_OTHER_TABLES)
    return bool(column_of(words) or (others and listed <= others | _EVERY)) if listed else False


def _means_nothing(listed: tuple[str, ...], heading: str) -> bool:
    words = frozenset(listed)
    for word in words & _NOTHING:
        if not words & _UNLESS.get(word, frozenset()):
            return True
    if "risk" in words and words & {"rating", "level"}:
        return True
    if listed in _BYGONE:
        return True  # when it was, and not when it is to be
    dated = "date" in words and "to date" not in heading.casefold()
    return dated and bool(words & _DATED) and not words & {"revised", "target", "due"}


def _weaker(rule: HeadingRule, words: frozenset[str]) -> Rank:
    """The rank of a heading by its rule; “Date” or “Notes” alone and a risk’s owner may mean much.

    A risk's owner or status is not that of the action against it.
    """
    if rule.key == "officers" and words & _OF_MEMBERS:
        return Rank.LAST
    if rule.key == "timescale" and "milestone" in words:
        return Rank.WEAK  # of the next milestone, where the action has a deadline of its own
    if "risk" in words and rule.key in ("officers", "status") and rule.rank is Rank.SURE:
        return Rank.LIKELY
    alone = {"date", "note", "position", "priority", "theme", "area", "support", "agency", "plan"}
    return Rank.WEAK if len(words) == 1 and words & alone else rule.rank
