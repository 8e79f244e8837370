"""Cells on which returns disagree, side by side in a sheet, and what was chosen there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.model.edition import PREFIX
from reportgen.model.problems import Problem, Where, letters
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold, fold_name, quoted
from reportgen.workbook.read.sheet import Sheet

MARK = f"{PREFIX}disputes"
"""The custom property by which a workbook of disputes is known; its value is the quarter."""
HOLDS = "Holds"
_HEADINGS = ("Ref", "Action", "Column")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One cell of an action on which answers disagree."""

    ref: str
    title: str
    key: str
    answers: tuple[tuple[str, str], ...]
    """The words of each, and where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What was chosen in a workbook of disputes: words by ref, in small letters, and column key."""

    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Where] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def with_more(self, other: "Choices") -> "Choices":
        """Both; what was chosen in the other holds where both have a choice."""
        return Choices(
            words={**self.words, **other.words},
            places={**self.places, **other.places},
            problems=(*self.problems, *other.problems),
        )

    def unknown(self, refs: Iterable[str]) -> Iterator[Problem]:
        """Problems of what was chosen for actions that the plan does not have."""
        known = {ref.casefold() for ref in refs}
        for (ref, key), words in self.words.items():
            if ref not in known:
                what = f"The plan has no action {ref}, so {quoted(words)} is not taken."
                fix = "Make the sheet of disputes anew, from the plan as it is now."
                yield _problem(self.places[ref, key], what, fix)

    def of(self, ref: str) -> dict[str, str]:
        """The words that were chosen for an action, by column key."""
        return {
            key: words for (action, key), words in self.words.items() if action == ref.casefold()
        }


NO_CHOICES = Choices()


def headings(disputes: Sequence[Dispute]) -> tuple[str, ...]:
    """The heading row: the action, each answer with where it stands, and the choice."""
    most = max(len(dispute.answers) for dispute in disputes)
    marks = map(letters, range(1, most + 1))
    pairs = (part for mark in marks for part in (mark, f"{mark} stands in"))
    return (*_HEADINGS, *pairs, HOLDS)


def rows(disputes: Sequence[Dispute]) -> Iterator[tuple[str, ...]]:
    """The cells of each row under these headings; the choice is blank."""
    width = len(headings(disputes)) - 1
    for dispute in disputes:
        pairs = (part for answer in dispute.answers for part in answer)
        cells = (dispute.ref, dispute.title, ACTIONS[dispute.key].heading, *pairs)
        yield (*cells, *[""] * (width - len(cells)), "")


def chosen(sheets: Iterable[Sheet], file: str) -> Choices:
    """What was chosen: a letter means that answer, anything else is what holds, word for word."""
    words: dict[tuple[str, str], str] = {}
    places: dict[tuple[str, str], Where] = {}
    problems: list[Problem] = []
    keys = {fold_name(column.heading): column.key for column in ACTIONS}
    for sheet in sheets:
        columns: dict[str, int] = {}
        for number, row in sheet.rows.items():
            cells = {column: cell.text.strip() for column, cell in row.items()}
            if HOLDS in cells.values() and _HEADINGS[0] in cells.values():
                columns = {heading: column for column, heading in cells.items()}
                continue
            choice = cells.get(columns.get(HOLDS, 0), "")
            key = keys.get(fold_name(cells.get(columns.get(_HEADINGS[2], 0), "")))
            if not choice or not key:
                continue
            ref = cells.get(columns[_HEADINGS[0]], "").casefold()
            offered = cells.get(columns.get(choice.upper(), 0), "")
            where = Where(file=file, sheet=sheet.name, row=number, column=columns[HOLDS])
            if _names_several(choice):
                what = f"{quoted(choice)} is no one answer, so nothing is chosen."
                fix = "Type one letter, or the words that are to stand in the plan."
                problems.append(_problem(where, what, fix))
            elif len(fold(choice)) == 1 and choice.isalpha() and not offered:
                what = f"There is no answer {quoted(choice)} in this row, so nothing is chosen."
                fix = "Type the letter over the answer that holds, or the words that hold."
                problems.append(_problem(where, what, fix))
            else:
                words[ref, key], places[ref, key] = offered or choice, where
    return Choices(words=words, places=places, problems=tuple(problems))


_BETWEEN = frozenset(("and", "or", "then", "with"))
_OF_ALL = frozenset(("both", "all", "either", "neither", "none"))


def _names_several(choice: str) -> bool:
    """Whether a choice names several answers, or none of them: “A + B”, “both”."""
    words = re.findall(r"[^\W\d_]+", choice.casefold())
    alone = [word for word in words if len(word) == 1]
    only = bool(re.fullmatch(r"[^\W\d_]+(?:[\s,;+/&.]+[^\W\d_]+)*\.?", choice))
    together = len(alone) > 1 and {*words} <= {*alone, *_BETWEEN}
    return only and (together or (len(words) == 1 and words[0] in _OF_ALL))


def _problem(where: Where, what: str, fix: str) -> Problem:
    return Problem(code="dispute-choice", where=where, what=what, fix=fix)
