"""What a column of the workbook is: its heading, and the other names that people give it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from reportgen.model.text import fold_name

OWN = "own "
"""How the keys of a sheet's own columns begin, which are none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a sheet, or a setting of the Report sheet."""

    key: str
    heading: str
    also: tuple[str, ...] = ()
    """The other names that it is known by."""
    needed: bool = False
    """Without it the sheet cannot be read (a column), or the paper is wrong (a setting)."""
    instead: str = ""
    """The key of the column that stands for this one where this one is not there."""
    optional: bool = False
    """A plan may do without it, so that its absence is not reported."""
    officers: bool = False
    """Filled in by the officer every quarter; the other columns are the plan's."""
    width: int = 16
    """Width in a workbook we make, in characters."""
    hint: str = ""
    """What to type, shown beside the cell in a workbook we make; at most 255 characters, as Excel
    has it."""
    most: int = 0
    """Number of characters above which a workbook we make asks whether so many are meant; 0 for no
    limit."""
    shown: bool = False
    """Shown to the officer for information; what stands in it is never read."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every heading that means this column."""
        return (self.heading, *self.also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet that is read: its name, the other names it is known by, and its columns in order."""

    name: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    when_filled: bool = False
    """Whether our workbooks have it only where there is something in it."""

    def __getitem__(self, key: str) -> Column:
        """The column with this key."""
        return next(column for column in self.columns if column.key == key)

    def __iter__(self) -> Iterator[Column]:
        """The columns, in order."""
        return iter(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """Every sheet name that means this table."""
        return (self.name, *self.also)


START_HERE = "Start here"
"""The sheet of advice for officers, which is never read."""
TO_FIX = "To fix"
"""The sheet that lists what is wrong, in a copy that `check --annotate` makes; never read."""
TO_FIX_IN = f"{TO_FIX} in "
"""How the first line of the sheet To fix begins."""


@cache
def by_name(columns: tuple[Column, ...]) -> Mapping[str, Column]:
    """Columns by every folded name that means them.

    A column's own heading takes precedence over another column's other name.
    """
    others = {fold_name(name): column for column in reversed(columns) for name in column.also}
    return others | {fold_name(column.heading): column for column in columns}


def named(words: str, columns: tuple[Column, ...]) -> Column | None:
    """The column or setting that these words mean, or None."""
    return by_name(columns).get(fold_name(words))


_LANGUAGES = {
    "welsh": "cy",
    "cymraeg": "cy",
    "irish": "ga",
    "gaeilge": "ga",
    "gaelic": "gd",
    "cornish": "kw",
    "manx": "gv",
    "english": "en",
    "polish": "pl",
    "urdu": "ur",
    "punjabi": "pa",
    "bengali": "bn",
    "gujarati": "gu",
    "romanian": "ro",
    "arabic": "ar",
}
"""Names of languages that stand in headings, and their tags."""
_BARE = frozenset(_LANGUAGES.values()) - {"ar", "pa", "ro"}
"""Tags that need no brackets to be told from a word or an abbreviation."""
_TAG = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")


def translates(words: str, columns: tuple[Column, ...]) -> tuple[Column, str] | None:
    """The column of which this heading has the words in another language, and that one's tag.

    “Progress cy”, “Progress (cy)”, “Progress in Welsh”, “Progress – Cymraeg”.
    """
    bracketed = words.strip().endswith(")")
    heading, _, last = words.strip().rstrip(") ").rpartition("(" if bracketed else " ")
    tag = _LANGUAGES.get(last.strip().casefold(), last.strip())
    if not _TAG.fullmatch(tag) or not (bracketed or tag in _BARE):
        return None
    column = named(heading.strip().removesuffix(" in").rstrip(" -–—:/"), columns)
    return (column, tag) if column else None


def misspelt(words: str, columns: tuple[Column, ...]) -> str:
    """The heading of the column whose name is this but for slips of the pen; empty if none.

    Each word has a letter more, less, other or exchanged; a long one two. “Resolved date” is no
    slip for “Revised date”.
    """
    typed = words.casefold().split()
    for column in columns:
        for name in column.names:
            meant = name.casefold().split()
            if len(meant) == len(typed) and all(map(_is_slip, typed, meant)):
                return column.heading
    return ""


_LONG = 8  # letters of a word in which two slips are believed


def _is_slip(typed: str, meant: str) -> bool:
    """Whether a word is another but for one slip, or two where both are long."""
    most = 2 if min(len(typed), len(meant)) >= _LONG else 1
    return abs(len(typed) - len(meant)) <= most and slips(typed, meant) <= most


def slips(typed: str, meant: str) -> int:
    """How many letters must be added, taken out, replaced or exchanged to make one of the other.

    The optimal string alignment distance: Boytsov, Indexing methods for approximate dictionary
    searching, 2011.
    """
    before: list[int] = []
    above = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, start=1):
        here = [row]
        for column, other in enumerate(meant, start=1):
            least = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != other))
            exchanged = (
                row > 1
                and column > 1
                and typed[row - 2 : row] == meant[column - 1] + meant[column - 2]
            )
            here.append(min(least, before[column - 2] + 1) if exchanged else least)
        before, above = above, here
    return above[-1]


def did_you_mean(words: str, columns: tuple[Column, ...], kind: str, *, cutoff: float) -> str:
    """What to type in place of an unknown name: the nearest heading, else all headings.

    `kind` is what the columns are called in the sentence: “settings”.
    """
    known = {name.casefold(): column.heading for column in columns for name in column.names}
    near = get_close_matches(words.casefold(), known, n=1, cutoff=cutoff)
    return (
        f"Did you mean {known[near[0]]}?"
        if near
        else f"The {kind} are {', '.join(column.heading for column in columns)}."
    )
