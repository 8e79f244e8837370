"""Problems: what is wrong in a workbook, where, and how to put it right.

Values, never raised.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from reportgen.model.errors import Wording
from reportgen.model.text import count


class Severity(Enum):
    """How much a problem matters to the paper."""

    ERROR = "error"
    """The paper would be wrong."""
    WARNING = "warning"
    """A member would ask about it."""
    NOTE = "note"
    """Something was tidied or left out."""


CODES = {
    "acronym-twice": Severity.WARNING,
    "acronym-twin": Severity.NOTE,
    "acronym-unlisted": Severity.NOTE,
    "acronym-unused": Severity.NOTE,
    "action-blank": Severity.ERROR,
    "alike-by-order": Severity.WARNING,
    "behind-without-date": Severity.WARNING,
    "behind-without-steps": Severity.WARNING,
    "cell-error": Severity.ERROR,
    "cleaned-bullets": Severity.NOTE,
    "cleaned-characters": Severity.NOTE,
    "cleaned-html": Severity.NOTE,
    "choice-unknown": Severity.WARNING,
    "column-unlisted": Severity.WARNING,
    "column-needed": Severity.NOTE,
    "colour-pale": Severity.WARNING,
    "colour-unknown": Severity.ERROR,
    "column-missing": Severity.WARNING,
    "column-twice": Severity.ERROR,
    "column-unknown": Severity.WARNING,
    "comment": Severity.NOTE,
    "complete-unsaid": Severity.WARNING,
    "confirmed": Severity.NOTE,
    "contact-address": Severity.WARNING,
    "contact-nameless": Severity.WARNING,
    "contact-unknown": Severity.NOTE,
    "contact-twice": Severity.WARNING,
    "counts-as-unknown": Severity.ERROR,
    "date-month-first": Severity.NOTE,
    "dates-mixed": Severity.WARNING,
    "deputy-unknown": Severity.WARNING,
    "e-mail-printed": Severity.NOTE,
    "formula": Severity.NOTE,
    "formula-not-calculated": Severity.ERROR,
    "dispute-choice": Severity.ERROR,
    "format-unread": Severity.WARNING,
    "garbled": Severity.NOTE,
    "language-unknown": Severity.WARNING,
    "picture-sign": Severity.NOTE,
    "headings-again": Severity.ERROR,
    "hidden-column": Severity.NOTE,
    "hidden-row": Severity.NOTE,
    "hidden-sheet": Severity.NOTE,
    "history-quarter": Severity.WARNING,
    "history-ref-unknown": Severity.WARNING,
    "history-status-unknown": Severity.WARNING,
    "history-twice": Severity.WARNING,
    "jump-unexplained": Severity.WARNING,
    "key-twice": Severity.ERROR,
    "left-behind": Severity.NOTE,
    "linked": Severity.NOTE,
    "long-behind": Severity.WARNING,
    "long-blank": Severity.WARNING,
    "macros": Severity.NOTE,
    "mended": Severity.WARNING,
    "merged-cells": Severity.NOTE,
    "month-unknown": Severity.ERROR,
    "no-actions": Severity.ERROR,
    "no-such-day": Severity.WARNING,
    "objective-blank": Severity.ERROR,
    "objective-missing": Severity.ERROR,
    "objective-twice": Severity.ERROR,
    "objective-unknown": Severity.ERROR,
    "objective-without-actions": Severity.WARNING,
    "officer-a-person": Severity.WARNING,
    "officers-joined": Severity.WARNING,
    "officer-missing": Severity.ERROR,
    "on-track-overdue": Severity.WARNING,
    "outside-table": Severity.WARNING,
    "outside-cells": Severity.NOTE,
    "paper-edit": Severity.WARNING,
    "paper-note": Severity.NOTE,
    "paper-words": Severity.WARNING,
    "phone-printed": Severity.NOTE,
    "progress-repeated": Severity.WARNING,
    "quarter-unknown": Severity.ERROR,
    "ref-missing": Severity.ERROR,
    "ref-twice": Severity.ERROR,
    "return-cleared": Severity.NOTE,
    "return-column-missing": Severity.ERROR,
    "return-conflict": Severity.ERROR,
    "return-held-back": Severity.WARNING,
    "return-mail": Severity.WARNING,
    "return-mail-alone": Severity.ERROR,
    "return-not-theirs": Severity.ERROR,
    "return-officer-unknown": Severity.WARNING,
    "return-odd-words": Severity.ERROR,
    "return-older-plan": Severity.WARNING,
    "return-other-plan": Severity.ERROR,
    "return-other-quarter": Severity.ERROR,
    "return-overruled": Severity.NOTE,
    "return-ref-moved": Severity.ERROR,
    "return-ref-by-words": Severity.WARNING,
    "return-ref-unknown": Severity.ERROR,
    "return-row-missing": Severity.WARNING,
    "return-row-shifted": Severity.ERROR,
    "return-sorted": Severity.ERROR,
    "return-status-in-progress": Severity.ERROR,
    "return-twice": Severity.NOTE,
    "return-unmarked": Severity.WARNING,
    "return-struck-out": Severity.ERROR,
    "return-target-moved": Severity.WARNING,
    "return-unread": Severity.ERROR,
    "return-unreadable": Severity.ERROR,
    "return-plan-words": Severity.ERROR,
    "return-wording": Severity.WARNING,
    "return-words-elsewhere": Severity.ERROR,
    "setting-missing": Severity.ERROR,
    "setting-twice": Severity.ERROR,
    "setting-unknown": Severity.WARNING,
    "sheet-unknown": Severity.WARNING,
    "shortfall-unknown": Severity.ERROR,
    "status-against-figures": Severity.WARNING,
    "status-ambiguous": Severity.ERROR,
    "status-blank": Severity.WARNING,
    "status-colour-only": Severity.ERROR,
    "status-coloured-by-rule": Severity.WARNING,
    "status-none": Severity.WARNING,
    "status-shortened": Severity.NOTE,
    "status-unknown": Severity.ERROR,
    "struck-out": Severity.NOTE,
    "struck-out-partly": Severity.NOTE,
    "timescale-ambiguous": Severity.WARNING,
    "timescale-unread": Severity.NOTE,
    "translation-cleared": Severity.NOTE,
    "untranslated": Severity.WARNING,
    "untranslated-column": Severity.NOTE,
    "went-back": Severity.WARNING,
    "words-covered": Severity.WARNING,
    "words-unseen": Severity.NOTE,
}
"""Every kind of problem and how much it matters. Each has a paragraph in docs/problems.md."""


@lru_cache(maxsize=20_000)
def letters(column: int) -> str:
    """A column's number, from 1, as a spreadsheet names it: 1 is A, 27 is AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place(reference: str) -> tuple[int, int]:
    """The row and column, from 1, of a cell reference such as “B14”; (0, 0) where it is not one."""
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if not match:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Where:
    """A place in a workbook or a Word file.

    A cell; or a row (`column` is 0), a column (`row` is 0), a whole sheet (both are 0) or, without
    a sheet, the whole file.
    """

    file: str = ""
    """The name of the file, where several are read; else empty."""
    sheet: str = ""
    passage: str = ""
    """A place in a document without sheets, in words: “table 3, row 2, column 4”. Has no sheet."""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The place within its sheet: “H14”, “row 14”, “column H”; empty for the whole sheet."""
        if self.row and self.column:
            return f"{letters(self.column)}{self.row}"
        if self.row:
            return f"row {self.row}"
        return f"column {letters(self.column)}" if self.column else ""

    def __str__(self) -> str:
        """“Actions!H14”, “Actions row 14”, “table 3, row 2”; the file, if any, comes before it."""
        joint = "!" if self.row and self.column else " "
        place = f"{self.sheet}{joint}{self.cell}" if self.cell else self.sheet or self.passage
        return ", ".join(filter(None, (self.file, place)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """Words of an officer's that are in no cell of the plan, and where they may belong."""

    words: str
    ref: str = ""
    """That of the action beside which they stand; empty where there is none."""
    key: str = ""
    """That of the column of the plan; empty where it cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem in the workbook.

    `what` says what is the case, `fix` what to do; each is a whole sentence.
    """

    code: str
    where: Where
    what: str
    fix: str
    unplaced: tuple[Unplaced, ...] = ()
    """The words that it says are not taken, to be put where they belong."""

    @property
    def severity(self) -> Severity:
        """How much this kind of problem matters."""
        return CODES[self.code]

    @property
    def is_question(self) -> bool:
        """Whether somebody may confirm that it is right: not where the paper would be wrong."""
        return self.severity is Severity.WARNING

    def __str__(self) -> str:
        """One line for a terminal: place, severity, sentences."""
        return f"{self.where!s:<14} {self.severity.value:<8} {self.what} {self.fix}"

    def to_json(self, wording: Wording = str) -> dict[str, str]:
        """The problem for JSON, in the words of an edge; “file” only where `where` has one."""
        named = {"file": self.where.file} if self.where.file else {}
        return {
            "code": self.code,
            "severity": self.severity.value,
            **named,
            "sheet": self.where.sheet or self.where.passage,
            "cell": self.where.cell,
            "what": wording(self.what),
            "fix": wording(self.fix),
        }


_FEW = 3  # that are told one by one


def together(places: Sequence[tuple[str, Where]]) -> list[tuple[list[str], Where]]:
    """What is to be told of some words at their cells: each by itself, or where they are many, all.

    All stand at the place of the first, each with its cell: “1.5 (A6)”.
    """
    if len(places) <= _FEW:
        return [([words], where) for words, where in places]
    return [([f"{words} ({where.cell})" for words, where in places], places[0][1])]


def counted(problems: Sequence[Problem]) -> str:
    """The number of problems of each severity: “2 errors, 1 warning, no notes”."""
    return ", ".join(
        count(sum(problem.severity is severity for problem in problems), severity.value)
        for severity in Severity
    )
