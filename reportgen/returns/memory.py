"""What a merged workbook remembers, so that a later merge raises only what is new."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.model.text import fold
from reportgen.returns.token import PREFIX

_ANSWERS, _OFFICERS = f"{PREFIX}merged answers ", f"{PREFIX}merged officers "
_SHORT = 10  # letters of a fingerprint
_IN_ONE = 23  # fingerprints that fit in one property of 255 letters, with blanks between them


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeMemory:
    """The answers that were seen in earlier merges, and the officers who returned something."""

    answers: frozenset[str] = frozenset()
    """Fingerprints (answer_fingerprint)."""
    officers: frozenset[str] = frozenset()
    """Fingerprints of names."""

    def with_more(self, answers: Iterable[str], names: Iterable[str]) -> "MergeMemory":
        """The same with more answers and officers."""
        officers = (_digest(fold(name)) for name in names)
        return MergeMemory(answers=self.answers | {*answers}, officers=self.officers | {*officers})

    def has_returned(self, officer: str) -> bool:
        """Whether something of this officer's was merged before."""
        return _digest(fold(officer)) in self.officers

    def properties(self) -> dict[str, str]:
        """The memory as custom document properties."""
        return {
            f"{prefix}{number}": words
            for prefix, listed in ((_ANSWERS, self.answers), (_OFFICERS, self.officers))
            for number, words in enumerate(_packed(listed), start=1)
        }


def memory_from(properties: Mapping[str, str]) -> MergeMemory:
    """The memory in a workbook's custom properties; empty where it was never merged."""
    return MergeMemory(
        answers=_unpacked(properties, _ANSWERS), officers=_unpacked(properties, _OFFICERS)
    )


def answer_fingerprint(ref: str, key: str, words: str) -> str:
    """The fingerprint of what an answer says in the column `key` of an action."""
    return _digest(f"{ref.casefold()}\n{key}\n{fold(words)}")


def _packed(fingerprints: Iterable[str]) -> list[str]:
    listed = sorted(fingerprints)
    return [" ".join(listed[place : place + _IN_ONE]) for place in range(0, len(listed), _IN_ONE)]


def _unpacked(properties: Mapping[str, str], prefix: str) -> frozenset[str]:
    return frozenset(
        fingerprint
        for name, packed in properties.items()
        if name.startswith(prefix)
        for fingerprint in packed.split()
    )


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_SHORT]
