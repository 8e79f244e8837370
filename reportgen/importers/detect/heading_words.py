"""The words of a heading, evenly written, and how surely they mean a column."""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache


class Rank(IntEnum):
    """How surely a heading means its column; the surest of several headings is taken."""

    MAPPED = 0
    """The user said so."""
    OURS = 1
    """It is our own heading."""
    SURE = 2
    LIKELY = 3
    """“Recommendation”, “Finish”: unless a surer one is there."""
    WEAK = 4
    """“Description”, “Date”: it may mean much else."""
    LAST = 5
    """“Review date”, “Category”: where nothing else is there."""


_SHORT = {"'ve": " have", "'re": " are", "'ll": " will"}
_STOP = frozenset(["the", "of", "for", "a", "an", "per", "in", "on", "s"])
_IRREGULAR = {"agencies": "agency", "activities": "activity", "priorities": "priority"} | {
    word: word for word in ("progress", "success", "address", "has", "s", "news")
}


_COLOUR = r"(?:red|amber|green|yellow|blue|grey|gray|black|white)"
_COLOURS = re.compile(rf"\b{_COLOUR}(?:\W+(?:(?:or|and)\W+)?{_COLOUR}){{1,5}}\b")
"""“Green, amber or red”."""
_INITIALS = re.compile(r"(?<!\w)[ragbywc](?:[\s./,|–-]{0,3}[ragbywc]){2,5}(?!\w)")
"""“G/A/R”, “B R A G”, “RAYG”: their first letters in any order."""


def _rag(initials: re.Match[str]) -> str:
    letters = re.sub(r"\W", "", initials[0])
    whole = {"r", "g"} <= set(letters) and ("a" in letters or "y" in letters)
    return "rag" if whole and len(set(letters)) == len(letters) else initials[0]


@lru_cache(maxsize=10_000)
def heading_words(heading: str) -> tuple[str, ...]:
    """The words of a heading in small letters and the singular, without “the” and the like."""
    even = unicodedata.normalize("NFKC", heading).casefold().replace("(s)", "").replace("’", "'")
    for short, whole in _SHORT.items():
        even = even.replace(short, whole)
    even = re.sub(r"\b(who|how|it|what|where)'s\b", r"\1 is", even)
    even = re.sub(r"'s\b", "", even)
    even = even.replace("to date", "so far")
    even = re.sub(r"\bfor[\s:?]*$", "by", even)  # “Action for”
    even = re.sub(r"\btraffic[ -]lights?\b", "trafficlight", even)
    even = _COLOURS.sub("rag", _INITIALS.sub(_rag, even))
    even = re.sub(r"\btime[ -](frame|scale|line)", r"time\1", even)
    return tuple(
        _singular(word)
        for word in re.findall(r"[^\W_]+|#|%", even)
        if word not in _STOP or word == "s"
    )


_SHORTEST_PLURAL = 3  # letters that no plural has: “gas”


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural and len(word) > _SHORTEST_PLURAL else word
