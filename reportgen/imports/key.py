"""A document's own colour key: its statuses in words, their meanings, and the fills by which a blank cell is read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from reportgen import colours
from reportgen.headings import folded
from reportgen.imports.blocks import Cell, Grid
from reportgen.plan import CountsAs

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
"""Words that plans have for a status, with the colour they are given here and what they count as, where no key says more."""

_COUNT = re.compile(r"\d[\d,.]*\s*%?(?:\s*actions?)?", re.IGNORECASE)
LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue"}
_ENTRY = re.compile(r"(?P<word>[^\W\d][\w /()]{0,30}?)\s*(?:[–—:=]|\s-|-\s)\s*(?P<meaning>\S.*)", re.DOTALL)
_FEWEST, _MOST = 2, 10  # statuses of a key
_ORDER = tuple(CountsAs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One status of the document's key."""

    word: str
    meaning: str
    fill: str = ""

    @property
    def colour(self) -> str:
        """The name of its colour; that of its fill where its word says none."""
        name = COMMON.get(folded(self.word), ("", None))[0]
        return name or (colours.nearest_name(self.fill).title() if self.fill else self.word)

    @property
    def looks(self) -> str:
        """The plain name of its colour."""
        return colours.nearest_name(self.fill) if self.fill else self.colour.casefold()

    @property
    def counts_as(self) -> CountsAs | None:
        """What it counts as: blue and grey by their meaning, for councils differ there; None where nobody can tell."""
        found = COMMON.get(folded(self.word)) or COMMON.get(folded(self.colour))
        if found and found[1] in (CountsAs.COMPLETE, CountsAs.NOT_DUE):
            return _by_meaning(folded(self.meaning), found[1])
        return found[1] if found else None


def _by_meaning(said: str, else_: CountsAs) -> CountsAs:
    """What blue or grey counts as, by the words beside it."""
    if any(words in said for words in ("notstarted", "notdue", "notyet", "notapplicable", "onhold")):
        return CountsAs.NOT_DUE
    if any(words in said for words in ("complete", "delivered", "achieved", "closed", "finished")):
        return CountsAs.COMPLETE
    return else_


@dataclass(slots=True)
class Key:
    """The statuses that a document explains, in its order."""

    entries: list[Entry] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Take one; the first explanation of a word counts."""
        if all(folded(one.word) != folded(entry.word) for one in self.entries):
            self.entries.append(entry)

    def by_fill(self, fill: str) -> str:
        """The word for a cell that has only a colour; empty where the key has none, or more than one, for it."""
        same = [one.word for one in self.entries if one.fill == fill]
        if not same:
            looks = colours.nearest_name(fill)
            same = [one.word for one in self.entries if one.looks == looks]
        return same[0] if len(same) == 1 else ""

    def worst_first(self) -> list[Entry]:
        """In the order of our own sheet, worst to best, where it is known what each counts as."""
        if all(one.counts_as for one in self.entries):
            return sorted(self.entries, key=lambda one: _ORDER.index(one.counts_as or CountsAs.ON_TRACK))
        return self.entries


def entries(lines: Iterable[str]) -> dict[int, Entry]:
    """The lines that explain a status, by their place: “Red – well below target”. None unless two or more do."""
    found = {}
    for place, line in enumerate(lines):
        if one := _entry(line):
            found[place] = one
    return found if len(found) >= _FEWEST else {}


def _entry(line: str) -> Entry | None:
    """What one line explains; a number of actions is no meaning."""
    match = _ENTRY.fullmatch(line.strip())
    if not match or _COUNT.fullmatch(match["meaning"].strip()):
        return None
    word = LETTERS.get(match["word"].strip().casefold(), match["word"].strip())
    return Entry(word=word, meaning=" ".join(match["meaning"].split())) if folded(word) in COMMON else None


def table(grid: Grid) -> dict[int, tuple[Entry, tuple[Cell, ...]]]:
    """The rows of a table that is a key, by number: a word or a bare colour, and beside it what that means."""
    found: dict[int, tuple[Entry, tuple[Cell, ...]]] = {}
    for number, row in grid.rows.items():
        if entry := _row(list(row.values())):
            found[number] = entry
    coloured = sum(bool(entry.fill) or folded(entry.word) in COMMON for entry, _ in found.values())
    if _FEWEST <= len(found) <= _MOST and len(found) >= len(grid.rows) - 2 and coloured == len(found):
        return found
    return {}


def across(grid: Grid) -> dict[int, tuple[Entry, tuple[Cell, ...]]]:
    """The same of a key that lies on its side: words or colours beside each other, and under them what they mean."""
    if not 1 <= len(grid.rows) <= _FEWEST + 1:
        return {}
    columns: dict[int, dict[int, Cell]] = {}
    for number, row in grid.rows.items():
        for column, cell in row.items():
            columns.setdefault(column, {})[number] = cell
    return table(Grid(name=grid.name, rows=columns))


def _row(cells: list[Cell]) -> tuple[Entry, tuple[Cell, ...]] | None:
    worded = [cell for cell in cells if cell.flat]
    if not worded or len(worded) > _MOST // 3:
        return None
    first, *others = worded
    words, name = " ".join(cell.flat for cell in others), LETTERS.get(first.flat.casefold(), first.flat)
    if folded(name) in COMMON and (others or first.fill) and not _COUNT.fullmatch(words):
        return Entry(word=name, meaning=words, fill=first.fill), tuple(worded)
    if said := _entry(first.flat):
        return replace(said, fill=first.fill), tuple(worded)
    bare = next((cell for cell in cells if not cell.flat and cell.fill), None)
    if bare is None or others:
        return None
    return Entry(word=colours.nearest_name(bare.fill).title(), meaning=first.flat, fill=bare.fill), (first,)
