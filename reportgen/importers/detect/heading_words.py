"""The words of a heading, evenly written."""

import re
import unicodedata
from functools import lru_cache

_STOP = frozenset(["the", "of", "for", "a", "an", "per", "in", "on", "s"])
_IRREGULAR = {"agencies": "agency", "activities": "activity", "priorities": "priority"} | {
    word: word for word in ("status", "progress", "success", "address", "is", "this", "has", "s")
}


@lru_cache(maxsize=10_000)
def heading_words(heading: str) -> tuple[str, ...]:
    """The words of a heading in small letters and the singular, without “the” and the like."""
    even = unicodedata.normalize("NFKC", heading).casefold().replace("(s)", "").replace("’", "'")
    even = re.sub(r"\bwho's\b", "who is", even)
    even = re.sub(r"\btime[ -](frame|scale|line)", r"time\1", even)
    return tuple(
        _singular(word)
        for word in re.findall(r"[^\W_]+|#|%", even)
        if word not in _STOP or word == "s"
    )


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004 - “gas” is no plural
