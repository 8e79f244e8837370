"""The status key and the list of acronyms of a document, as tables or as lines.

A line of such a list is “ASB – Anti Social Behaviour”, a table of it has two columns.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from reportgen.importers.sources.blocks import Line, SourceCell, SourceTable
from reportgen.model import colours
from reportgen.model.status import CountsAs
from reportgen.model.text import fold_name

_HEADINGS = (
    "acronyms",
    "abbreviations",
    "glossary",
    "listofacronyms",
    "glossaryofterms",
    "acronym",
)
_SHORT = re.compile(r"[A-Za-z][\w&/.’'-]{0,14}")
_ACRONYM_LINE = re.compile(
    r"(?P<short>[A-Z][\w&/.’'-]{1,14})\s*(?:[–—:=\t]|\s-\s)\s*(?P<meaning>\S.*)"
)
_OF_A_KEY = ("key", "colour", "rag", "status", "rating", "legend")
_SENTENCE = 90  # letters: a shorter line without a full stop is a label of some kind
_MOSTLY = 0.8
_FEWEST_ACRONYMS = 3


def is_acronym_heading(words: str) -> bool:
    """Whether these words head a list of acronyms, however they are spelt: “ACROYNMS”."""
    return bool(get_close_matches(fold_name(words), _HEADINGS, n=1, cutoff=0.8))


def acronym_table(grid: SourceTable, *, headed: bool) -> dict[int, tuple[SourceCell, SourceCell]]:
    """The rows of a list of acronyms by number; empty where this is no such table.

    `headed` says that a heading announces one.
    """
    pairs = {
        number: cells
        for number, row in grid.rows.items()
        if (cells := _acronym_pair([cell for cell in row.values() if cell.own]))
    }
    short = [cell for cell, _ in pairs.values() if _is_short(cell.flat)]
    if not headed and any(not _is_meaning(meaning.flat) for _, meaning in pairs.values()):
        return {}
    enough = len(short) >= max(_FEWEST_ACRONYMS, _MOSTLY * len(pairs)) or (
        headed and len(pairs) == len(grid.rows)
    )
    return pairs if enough and len(pairs) >= len(grid.rows) - 1 else {}


def _acronym_pair(cells: list[SourceCell]) -> tuple[SourceCell, SourceCell] | None:
    # A short form and its meaning.
    return (cells[0], cells[1]) if len(cells) == 2 else None  # noqa: PLR2004


def _is_meaning(words: str) -> bool:
    return sum(letter.isalpha() for letter in words) * 2 > len(words)


def _is_short(words: str) -> bool:
    capitals = sum(letter.isupper() for letter in words)
    return bool(_SHORT.fullmatch(words)) and capitals >= 2  # noqa: PLR2004 - “MiND”


def acronym_line(one: Line) -> tuple[str, str] | None:
    """The short form and the meaning that a line gives; None where it gives none."""
    match = _ACRONYM_LINE.fullmatch(one.words.strip())
    return (match["short"], match["meaning"]) if match else None


COMMON: Mapping[str, tuple[str, CountsAs]] = {
    "red": ("Red", CountsAs.OFF_TRACK),
    "amber": ("Amber", CountsAs.AT_RISK),
    "yellow": ("Yellow", CountsAs.AT_RISK),
    "orange": ("Amber", CountsAs.AT_RISK),
    "green": ("Green", CountsAs.ON_TRACK),
    "blue": ("Blue", CountsAs.COMPLETE),
    "grey": ("Grey", CountsAs.NOT_DUE),
    "gray": ("Grey", CountsAs.NOT_DUE),
    "black": ("Black", CountsAs.OFF_TRACK),
    "purple": ("Purple", CountsAs.NOT_DUE),
    "white": ("White", CountsAs.NOT_DUE),
    "complete": ("Blue", CountsAs.COMPLETE),
    "completed": ("Blue", CountsAs.COMPLETE),
    "closed": ("Blue", CountsAs.COMPLETE),
    "implemented": ("Blue", CountsAs.COMPLETE),
    "notbegun": ("Grey", CountsAs.NOT_DUE),
    "done": ("Blue", CountsAs.COMPLETE),
    "achieved": ("Blue", CountsAs.COMPLETE),
    "ontrack": ("Green", CountsAs.ON_TRACK),
    "ontarget": ("Green", CountsAs.ON_TRACK),
    "inprogress": ("Green", CountsAs.ON_TRACK),
    "ongoing": ("Green", CountsAs.ON_TRACK),
    "onschedule": ("Green", CountsAs.ON_TRACK),
    "behindschedule": ("Red", CountsAs.OFF_TRACK),
    "notyetstarted": ("Grey", CountsAs.NOT_DUE),
    "offtarget": ("Red", CountsAs.OFF_TRACK),
    "notontarget": ("Red", CountsAs.OFF_TRACK),
    "notontrack": ("Red", CountsAs.OFF_TRACK),
    "started": ("Green", CountsAs.ON_TRACK),
    "atrisk": ("Amber", CountsAs.AT_RISK),
    "slipping": ("Amber", CountsAs.AT_RISK),
    "delayed": ("Amber", CountsAs.AT_RISK),
    "offtrack": ("Red", CountsAs.OFF_TRACK),
    "overdue": ("Red", CountsAs.OFF_TRACK),
    "behind": ("Red", CountsAs.OFF_TRACK),
    "notstarted": ("Grey", CountsAs.NOT_DUE),
    "notdue": ("Grey", CountsAs.NOT_DUE),
    "notyetdue": ("Grey", CountsAs.NOT_DUE),
    "onhold": ("Grey", CountsAs.NOT_DUE),
}
"""Words that plans have for a status, with the colour they are given here and what they count as,
where no key says more."""

_COUNT = re.compile(r"\d[\d,.]*\s*%?(?:\s*actions?)?", re.IGNORECASE)
LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue"}
_ENTRY = re.compile(
    r"(?P<word>[^\W\d][\w /()]{0,30}?)\s*(?:[–—:=]|\s-|-\s)\s*(?P<meaning>\S.*)", re.DOTALL
)
_FEWEST, _MOST = 2, 10  # statuses of a key
_ORDER = tuple(CountsAs)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStatus:
    """One status of the document's key."""

    word: str
    meaning: str
    fill: str = ""

    @property
    def colour(self) -> str:
        """The name of its colour; that of its fill where its word says none."""
        name = COMMON.get(fold_name(self.word), ("", None))[0]
        return name or (colours.nearest_name(self.fill).title() if self.fill else self.word)

    @property
    def looks(self) -> str:
        """The plain name of its colour."""
        return colours.nearest_name(self.fill) if self.fill else self.colour.casefold()

    @property
    def counts_as(self) -> CountsAs | None:
        """What the status counts as; None where nobody can tell.

        Blue and grey count by their meaning, for councils differ there.
        """
        known = COMMON.get(fold_name(self.word)) or COMMON.get(fold_name(self.colour))
        if known and known[1] in (CountsAs.COMPLETE, CountsAs.NOT_DUE):
            return _by_meaning(fold_name(self.meaning), known[1])
        return known[1] if known else None


def _by_meaning(meaning: str, else_: CountsAs) -> CountsAs:
    """What blue or grey counts as, by the folded words beside it."""
    if any(
        words in meaning for words in ("notstarted", "notdue", "notyet", "notapplicable", "onhold")
    ):
        return CountsAs.NOT_DUE
    if any(
        words in meaning for words in ("complete", "delivered", "achieved", "closed", "finished")
    ):
        return CountsAs.COMPLETE
    return else_


@dataclass(slots=True)
class DraftKey:
    """The statuses that a document explains, in its order."""

    entries: list[KeyStatus] = field(default_factory=list)

    def add(self, entry: KeyStatus) -> None:
        """Add a status; the first explanation of a word counts."""
        if all(fold_name(status.word) != fold_name(entry.word) for status in self.entries):
            self.entries.append(entry)

    def by_fill(self, fill: str) -> str:
        """The word for a cell that has only a fill.

        Empty where the key has none for it, or more than one.
        """
        same = [status.word for status in self.entries if status.fill == fill]
        if not same:
            looks = colours.nearest_name(fill)
            same = [status.word for status in self.entries if status.looks == looks]
        return same[0] if len(same) == 1 else ""

    def worst_first(self) -> list[KeyStatus]:
        """The statuses in the order of our own sheet, worst to best.

        In the document's order where it is not known of each what it counts as.
        """
        if all(status.counts_as for status in self.entries):
            return sorted(
                self.entries, key=lambda status: _ORDER.index(status.counts_as or CountsAs.ON_TRACK)
            )
        return self.entries


def key_lines(lines: Iterable[str]) -> dict[int, KeyStatus]:
    """The lines that explain a status, by their place: “Red – well below target”.

    Empty unless two or more do.
    """
    statuses = {}
    for place, line in enumerate(lines):
        if status := _entry(line):
            statuses[place] = status
    return statuses if len(statuses) >= _FEWEST else {}


def introduces_key(words: str) -> bool:
    """Whether words stand over a key: “Key”, “RAG rating”, “Colours”."""
    return len(words) <= _SENTENCE and any(word in words.casefold() for word in _OF_A_KEY)


def key_of_line(words: str) -> list[KeyStatus]:
    """The statuses that one line explains: “Key: R = off track; A = at risk; G = on track”."""
    label, _, rest = words.partition(":")
    parts = re.split(r"[;,|]\s+", rest if introduces_key(label) and rest else words)
    return list(key_lines(parts).values()) if len(parts) > 1 else []


def _entry(line: str) -> KeyStatus | None:
    """The status that one line explains; a number of actions is no meaning."""
    match = _ENTRY.fullmatch(line.strip())
    if not match or _COUNT.fullmatch(match["meaning"].strip()):
        return None
    word = LETTERS.get(match["word"].strip().casefold(), match["word"].strip())
    return (
        KeyStatus(word=word, meaning=" ".join(match["meaning"].split()))
        if fold_name(word) in COMMON
        else None
    )


def key_table(grid: SourceTable) -> dict[int, tuple[KeyStatus, tuple[SourceCell, ...]]]:
    """The rows of a table that is a key, by number; empty where it is none.

    Each has a word or a bare colour, and beside it what that means.
    """
    entries: dict[int, tuple[KeyStatus, tuple[SourceCell, ...]]] = {}
    for number, row in grid.rows.items():
        if entry := _row(list(row.values())):
            entries[number] = entry
    coloured = sum(
        bool(entry.fill) or fold_name(entry.word) in COMMON for entry, _ in entries.values()
    )
    if (
        _FEWEST <= len(entries) <= _MOST
        and len(entries) >= len(grid.rows) - 2
        and coloured == len(entries)
    ):
        return entries
    return {}


def key_table_across(grid: SourceTable) -> dict[int, tuple[KeyStatus, tuple[SourceCell, ...]]]:
    """The statuses of a key that lies on its side, by column number; empty where it is none.

    Words or colours stand beside each other, and under them what they mean.
    """
    if not 1 <= len(grid.rows) <= _FEWEST + 1:
        return {}
    columns: dict[int, dict[int, SourceCell]] = {}
    for number, row in grid.rows.items():
        for column, cell in row.items():
            columns.setdefault(column, {})[number] = cell
    return key_table(SourceTable(name=grid.name, rows=columns))


def _row(cells: list[SourceCell]) -> tuple[KeyStatus, tuple[SourceCell, ...]] | None:
    worded = [cell for cell in cells if cell.flat]
    if not worded or len(worded) > _MOST // 3:
        return None
    first, *others = worded
    words, name = (
        " ".join(cell.flat for cell in others),
        LETTERS.get(first.flat.casefold(), first.flat),
    )
    if fold_name(name) in COMMON and (others or first.fill) and not _COUNT.fullmatch(words):
        return KeyStatus(word=name, meaning=words, fill=first.fill), tuple(worded)
    bare = next((cell for cell in cells if not cell.flat and cell.fill), None)
    status = _entry(first.flat)
    if status and (bare is None or status.word == status.colour):
        return replace(status, fill=first.fill), tuple(worded)
    if bare is None or others:
        return None
    return KeyStatus(
        word=colours.nearest_name(bare.fill).title(), meaning=first.flat, fill=bare.fill
    ), (first,)
