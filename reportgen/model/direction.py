"""Which way words run: Arabic, Urdu and Hebrew from right to left."""

import re
import unicodedata
from enum import Enum


class Writing(Enum):
    """A direction of writing, by its name in HTML."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi")
)
"""Languages whose usual script runs so (Unicode CLDR 46, layout orientation)."""
_SCRIPTS = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"))
_SCRIPT = 4  # letters of a script's name (ISO 15924)
_FIRST = re.compile(r"[^\W\d_]")


def is_right_to_left(letter: str) -> bool:
    """Whether a letter belongs to a script that runs from right to left (UAX #9, classes R, AL)."""
    return unicodedata.bidirectional(letter) in ("R", "AL")


def of_words(words: str) -> Writing | None:
    """The direction of the first letter, as a browser's dir="auto" has it; None without letters."""
    first = _FIRST.search(words)
    if not first:
        return None
    return Writing.RIGHT_TO_LEFT if is_right_to_left(first[0]) else Writing.LEFT_TO_RIGHT


def of_language(tag: str) -> Writing:
    """The direction of a language by its tag (BCP 47); a script in the tag decides."""
    language, *others = tag.split("-")
    scripts = [part.title() for part in others if len(part) == _SCRIPT and part.isalpha()]
    right = scripts[0] in _SCRIPTS if scripts else language.lower() in _RIGHT_TO_LEFT
    return Writing.RIGHT_TO_LEFT if right else Writing.LEFT_TO_RIGHT
