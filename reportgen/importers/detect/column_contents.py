"""What stands below headings, and what it says of their meaning."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from reportgen.importers.detect.column_matching import ColumnMeaning, meaning
from reportgen.importers.detect.heading_words import Rank
from reportgen.importers.sources.blocks import SourceCell, SourceTable
from reportgen.importers.status_words import COMMON, LETTERS
from reportgen.model.text import fold_name

_RANKING = re.compile(
    r"\(?(?:p(?:riority)?\s*)?\d{1,2}\)?|(?:\(?\d\)?[\s:–-]*)?(?:very |extremely )?"
    r"(?:high(?:est)?|medium|moderate|normal|low(?:est)?|urgent|critical|major|minor|negligible|severe"
    r"|significant|insignificant|must|should|could|won.?t|essential|desirable|h|m|l)",
    re.IGNORECASE,
)
"""A value of a column “Priority” that is a ranking, and no objective."""
_TIME = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|quarter|year|month|week|spring|summer"
    r"|autumn|winter|ongoing|on-going|tb[acd]|immediate|annual|asap|continu|end|n/?a)",
    re.IGNORECASE,
)
"""Something in a value that a timescale has."""
_CALENDAR_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}")
_SHORTEST_SECTION = 3  # letters
_SHORTEST_ACTION = 12  # letters of the longest action of a plan
_WORDED = ("title", "outcome", "officers", "partners", "progress", "next_steps", "objective")
"""Columns of ours that hold words, and no scores and sums."""
_NUMBER = re.compile(r"[£€$]?-?\d[\d,.]*\s*[%kKmM]?")
_SHORT_REF = 12  # letters
_REF = re.compile(r"(?=.*[A-Za-z./-])(?=.*\d)(?!\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$)[\w./-]{2,12}")
"""A number of an action that says so itself: with a letter or a dot, and no day."""
_SHORT_STATUS = 25  # letters
_SENTENCE = 4  # words
_SHORT_NAME = 60  # letters of a post or a status
_FEW_GROUPS = 4  # rows from which a column that differs in each groups nothing
_LONGEST_FORM = 60  # rows
_WIDEST_FORM = 4  # cells with words in a row
_FORM = 3  # headings under one another that make a form
_MARK = 2  # letters of a mark in a timetable: “X”, “✓”


class ColumnContents:
    """The words of each column's cells by row, looked through once.

    Of a cell with only a fill, the fill.
    """

    def __init__(self, grid: SourceTable, maps: Mapping[str, str]) -> None:
        self.rows: dict[int, list[int]] = {}
        self.words: dict[int, list[str]] = {}
        for number, row in grid.rows.items():
            for column, cell in row.items():
                words = cell.flat
                if (words or cell.fill) and not (words and cell.continues):
                    if column not in self.rows:
                        self.rows[column], self.words[column] = [], []
                    self.rows[column].append(number)
                    self.words[column].append(words or cell.fill)
        self.is_form = is_form(grid, maps)

    def below(self, last: int) -> dict[int, list[str]]:
        """The words below this row, by column."""
        starts = {column: bisect_right(rows, last) for column, rows in self.rows.items()}
        return {
            column: self.words[column][start:]
            for column, start in starts.items()
            if start < len(self.words[column])
        }


def seen(sense: ColumnMeaning, below: list[str]) -> ColumnMeaning | None:
    """What a heading means, seen with what stands under it; None where it means nothing."""
    if sense.mapped or not below:
        return sense
    return None if _is_another(sense, below) else _moved(sense, below)


def _is_another(  # noqa: PLR0911 - one rule after the other
    sense: ColumnMeaning, below: list[str]
) -> bool:
    """Whether what stands below shows that the heading means no column of ours."""
    if sense.key == "objective" and sense.rank > Rank.SURE:
        ranked = all(_RANKING.fullmatch(value.strip()) for value in below)
        alone = len(below) >= _FEW_GROUPS and len(set(below)) == len(below)
        return ranked or alone or _mostly(_CALENDAR_DAY.fullmatch, below)
    if sense.key == "title" and sense.rank > Rank.SURE:
        few = len(below) >= _FEW_GROUPS and len(set(below)) * 3 <= len(below)
        return few or (len(below) >= _FORM and len(set(below)) == 1)
    if sense.key in _WORDED and sense.rank > Rank.SURE and all(map(_NUMBER.fullmatch, below)):
        return True
    if sense.rank is Rank.LAST and sense.key in ("ref", "officers", "status"):
        return longest(below) > (_SHORT_REF if sense.key == "ref" else _SHORT_NAME)
    if sense.key in ("timescale", "revised_timescale") and sense.rank > Rank.SURE:
        return not _mostly(_TIME.search, below)
    if sense.key == "progress" and sense.rank is Rank.LAST and not sense.time:
        return _mostly(_CALENDAR_DAY.fullmatch, below)  # “Board review”
    # The X marks of a timetable.
    return bool(sense.time) and sense.bare and all(len(value) <= _MARK for value in below)


def _moved(sense: ColumnMeaning, below: list[str]) -> ColumnMeaning:
    """The meaning that what stands below shows: of dates under “Target”, of colours as progress."""
    if sense.key == "progress" and all(
        fold_name(value) in COMMON or fold_name(value) in LETTERS for value in below
    ):
        return replace(sense, key="status")
    if sense.key in ("target", "officers") and _mostly(_CALENDAR_DAY.fullmatch, below):
        return replace(sense, key="timescale", rank=Rank.LIKELY)
    if sense.key == "ref" and sense.rank > Rank.SURE and _mostly(_is_long, below):
        return replace(sense, key="title", rank=Rank.WEAK)
    if sense.key == "status" and sense.rank > Rank.SURE and _mostly(_is_a_sentence, below):
        return replace(sense, key="progress")
    return sense


def _is_long(words: str) -> bool:
    return len(words) > _SHORT_REF


def _is_a_sentence(words: str) -> bool:
    return len(words) > _SHORT_STATUS and len(words.split()) >= _SENTENCE


def _mostly(is_so: Callable[[str], object], values: list[str]) -> bool:
    """Whether it is so of half of these values or more."""
    return sum(bool(is_so(value.strip())) for value in values) * 2 >= len(values)


def longest(values: list[str]) -> int:
    """The number of letters of the longest of these values."""
    return max(map(len, values), default=0)


def is_form(grid: SourceTable, maps: Mapping[str, str]) -> bool:
    """Whether headings stand under one another, not beside each other: a table for each action."""
    if len(grid.rows) > _LONGEST_FORM:
        return False
    labels = [
        cell.flat
        for row in grid.rows.values()
        for cell in [cell for cell in row.values() if not cell.continues and cell.flat][::2]
    ]
    known = [
        sense.key
        for words in labels
        if words and (sense := meaning(words, maps)) and not sense.time
    ]
    widest = max((len([c for c in row.values() if c.own]) for row in grid.rows.values()), default=0)
    if widest > _WIDEST_FORM:
        return False
    return len(set(known)) >= _FORM and len(known) * 2 > len(labels)


def is_outdone(
    columns: Mapping[str, int], texts: Collection[int], below: Mapping[int, list[str]]
) -> bool:
    """Whether a column that nothing is known of has far longer words than what may be the action.

    As where “Summary” of a table beside it is taken for the action of “Things we promised”.
    """
    taken, own = set(columns.values()), longest(below.get(columns["title"], []))
    others = (longest(below.get(c, [])) for c in texts if c not in taken)
    return own <= _SHORTEST_ACTION and max(others, default=0) > 2 * _SHORTEST_ACTION


def sections(texts: Collection[int], below: Mapping[int, list[str]], title: int) -> int:
    """The column without a heading that names sections, left of the action; 0 where none does.

    Its words stand on the first row of each section, or again on every row.
    """
    for column in range(1, title):
        words, actions = below.get(column, []), len(below.get(title, []))
        few = len(set(words)) < min(actions, len(words) + 1) and len(words) <= actions
        worded = all(map(_is_worded, words))
        if column not in texts and words and few and worded and longest(words) > _SHORTEST_SECTION:
            return column
    return 0


def _is_worded(words: str) -> bool:
    """Whether these are words, and neither numbers nor a day."""
    return any(map(str.isalpha, words)) and not _CALENDAR_DAY.fullmatch(words)


Rows = Sequence[Mapping[int, SourceCell]]


def groups(actions: Rows, columns: Iterable[int]) -> int:
    """The first column whose cells are merged down over several actions; 0 where there is none."""
    for column in columns:
        words = groups_of(actions, column)
        if words and all(map(_is_worded, words)) and longest(words) > _SHORTEST_SECTION:
            return column
    return 0


def groups_of(actions: Rows, column: int) -> list[str]:
    """The words of a column whose cells are merged down over several actions; else none."""
    cells = [row[column] for row in actions if column in row and row[column].flat]
    words = [cell.flat for cell in cells if not cell.continues]
    return words if len(words) < len(cells) * 3 / 4 else []


def numbers(actions: Rows, columns: Iterable[int]) -> int:
    """The first column of short, distinct numbers, “WP3” or “4.1”, one an action; 0 for none."""
    for column in columns:
        words = [row[column].flat for row in actions if column in row and row[column].own]
        told_apart = len(set(words)) == len(words) and len(actions) > 1
        if (
            told_apart
            and len(words) * 5 >= len(actions) * 4
            and all(_REF.fullmatch(word) for word in words)
        ):
            return column
    return 0
