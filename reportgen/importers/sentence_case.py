"""Titles that a source has in capitals throughout, as sentences."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES

Rows = Mapping[str, list[dict[str, str]]]
_TITLES = ((OBJECTIVES.name, ("title", "points")), (ACTIONS.name, ("title", "outcome")))
"""The cells that are read as sentences; a status or a name may well be in capitals."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_BEGINS = re.compile(r"(?:\A|[.!?:]\s+|\n)[\W_]*$")
_FEWEST = 3  # words: one or two in capitals may be a name or a short form
_VOWELS = frozenset("AEIOUY")


def in_capitals(words: str) -> bool:
    """Whether a text of several words has no small letter."""
    return words.isupper() and len(_WORD.findall(words)) >= _FEWEST


def titles_in_capitals(rows: Rows) -> Iterator[str]:
    """The titles and outcomes in capitals throughout, in order."""
    for name, keys in _TITLES:
        for row in rows.get(name, ()):
            yield from (row[key] for key in keys if in_capitals(row.get(key, "")))


def with_sentences(rows: Rows) -> dict[str, list[dict[str, str]]]:
    """The same rows, with these titles as sentences.

    How a word is written is learnt from all other cells: “Welwyn” and “ASB” stay as they stand
    there in the middle of a sentence.
    """
    known = _known(rows)
    changed = {name: list(listed) for name, listed in rows.items()}
    for name, keys in _TITLES:
        changed[name] = [
            row | {key: _sentence(row[key], known) for key in keys if in_capitals(row.get(key, ""))}
            for row in changed.get(name, [])
        ]
    return changed


def _known(rows: Rows) -> Mapping[str, str]:
    """How each word is written where it begins no sentence, by its small letters."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words in _mixed(rows):
        for found in _WORD.finditer(words):
            if not _BEGINS.search(words[: found.start()][-20:]):
                forms[found[0].lower()][found[0]] += 1
    known = {small: counted.most_common(1)[0][0] for small, counted in forms.items()}
    shorts = (row.get("short", "") for row in rows.get(ACRONYMS.name, ()))
    return known | {short.lower(): short for short in shorts}


def _mixed(rows: Rows) -> Iterable[str]:
    """The words of all cells that are not in capitals throughout."""
    for listed in rows.values():
        for row in listed:
            yield from (words for words in row.values() if words and not words.isupper())


def _sentence(words: str, known: Mapping[str, str]) -> str:
    def written(found: re.Match[str]) -> str:
        small = found[0].lower()
        word = known.get(small, found[0] if not _VOWELS & set(found[0]) else small)
        begins = _BEGINS.search(words[: found.start()][-20:])
        return word[:1].upper() + word[1:] if begins else word

    return _WORD.sub(written, words)
