"""What a merged workbook remembers, so that a later merge raises only what is new."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.model.edition import PREFIX
from reportgen.model.text import fold
from reportgen.returns.token import SHORT, packed, unpacked

_ANSWERS, _OFFICERS = f"{PREFIX}merged answers ", f"{PREFIX}merged officers "


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
        return packed(_ANSWERS, self.answers) | packed(_OFFICERS, self.officers)


def memory_from(properties: Mapping[str, str]) -> MergeMemory:
    """The memory in a workbook's custom properties; empty where it was never merged."""
    return MergeMemory(
        answers=unpacked(_ANSWERS, properties), officers=unpacked(_OFFICERS, properties)
    )


def answer_fingerprint(ref: str, key: str, words: str) -> str:
    """The fingerprint of what an answer says in the column `key` of an action."""
    return _digest(f"{ref.casefold()}\n{key}\n{fold(words)}")


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:SHORT]
