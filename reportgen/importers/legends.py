"""The status key and the list of acronyms of a document, as tables or as lines.

A line of such a list is “ASB – Anti Social Behaviour”, a table of it has two columns.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from reportgen.importers.sources.blocks import Line, SourceCell, SourceTable
from reportgen.importers.status_words import COMMON, LETTERS, KeyStatus
from reportgen.model import colours
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
    others = [row for number, row in grid.rows.items() if number not in pairs]
    only = len(others) <= 1 or all(sum(c.own for c in row.values()) == 1 for row in others)
    return pairs if enough and only else {}


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


_COUNT = re.compile(r"\d[\d,.]*\s*%?(?:\s*actions?)?", re.IGNORECASE)
_ENTRY = re.compile(
    r"(?P<word>[^\W\d][\w /()]{0,30}?)\s*(?:[–—:=]|\s-|-\s)\s*(?P<meaning>\S.*)", re.DOTALL
)
_BETWEEN = re.compile(r"(?<=[;,|.])\s+|\s+(?=[^\W\d]\w{0,11}\s*=\s)")
"""What parts the entries of a key in one line: a sign, or the next word with “=” behind."""
_FEWEST, _MOST = 2, 10  # statuses of a key
_SHORT_WORD = 12  # letters of a status that is known only by those beside it


def key_lines(lines: Iterable[str]) -> dict[int, KeyStatus]:
    """The lines that explain a status, by their place: “Red – well below target”.

    Empty unless two or more do. Beside these a line of their form explains a status whatever its
    word is: “W – not due to start yet”.
    """
    listed = list(lines)
    statuses = {place: status for place, line in enumerate(listed) if (status := _entry(line))}
    if len(statuses) < _FEWEST:
        return {}
    for place in (min(statuses) - 1, max(statuses) + 1):
        line = listed[place] if 0 <= place < len(listed) else ""
        if status := _entry(line, any_word=True):
            statuses[place] = status
    return dict(sorted(statuses.items()))


def introduces_key(words: str) -> bool:
    """Whether words stand over a key: “Key”, “RAG rating”, “Colours”."""
    return len(words) <= _SENTENCE and any(word in words.casefold() for word in _OF_A_KEY)


def key_of_line(words: str) -> list[KeyStatus]:
    """The statuses that one line explains: “Key: R = off track; A = at risk; G = on track”."""
    label, _, rest = words.partition(":")
    parts: list[str] = []
    for part in _BETWEEN.split((rest if introduces_key(label) and rest else words).strip()):
        if parts and not _entry(part.rstrip(";,|."), any_word=True):
            parts[-1] += f" {part}"  # more of the meaning before it: “off track, no plan”
        else:
            parts.append(part)
    pieces = [part.rstrip(";,|.") for part in parts]
    if len(key_lines(pieces)) < _FEWEST or len(pieces) > _MOST:
        return []
    entries = [_entry(piece, any_word=True) for piece in pieces]
    return [entry for entry in entries if entry] if all(entries) else []


def _entry(line: str, *, any_word: bool = False) -> KeyStatus | None:
    """The status that one line explains; a number of actions is no meaning.

    Of `any_word` it is no matter whether it is known as one.
    """
    match = _ENTRY.fullmatch(line.strip())
    if not match or _COUNT.fullmatch(match["meaning"].strip()):
        return None
    word = LETTERS.get(match["word"].strip().casefold(), match["word"].strip())
    return (
        KeyStatus(word=word, meaning=" ".join(match["meaning"].split()))
        if fold_name(word) in COMMON or (any_word and len(word) <= _SHORT_WORD)
        else None
    )


def key_table(grid: SourceTable) -> dict[int, tuple[KeyStatus, tuple[SourceCell, ...]]]:
    """The rows of a table that is a key, by number; empty where it is none.

    Each has a word or a bare colour, and beside it what that means.
    """
    entries: dict[int, tuple[KeyStatus, tuple[SourceCell, ...]]] = {}
    for number, row in grid.rows.items():
        if entry := _row(_adjacent(row)):
            entries[number] = entry
    coloured = sum(
        bool(entry.fill) or fold_name(entry.word) in COMMON for entry, _ in entries.values()
    )
    if (
        _FEWEST <= len(entries) <= _MOST
        and len(entries) >= len(grid.rows) - 2
        and coloured == len(entries)
        and not _is_list(grid, entries.keys())
    ):
        return entries | _others(grid, entries.keys())
    return {}


def _others(
    grid: SourceTable, known: Collection[int]
) -> dict[int, tuple[KeyStatus, tuple[SourceCell, ...]]]:
    """The lines of a key whose word is no status elsewhere: “W – not due to start yet”."""
    lines = {
        number: cells[0]
        for number, row in grid.rows.items()
        if number not in known and len(cells := [cell for cell in row.values() if cell.own]) == 1
    }
    return {
        number: (status, (cell,))
        for number, cell in lines.items()
        if number > min(known) and (status := _entry(cell.flat, any_word=True))
    }


def _adjacent(row: Mapping[int, SourceCell]) -> list[SourceCell]:
    """The cells up to the first blank column behind words: what stands beyond is of another."""
    cells: list[SourceCell] = []
    before = 0
    for column, cell in row.items():
        if before and column > before and any(one.flat for one in cells):
            break
        cells.append(cell)
        before = column + cell.across
    return cells


def _is_list(grid: SourceTable, entries: Collection[int]) -> bool:
    """Whether the heading of what stands beside the statuses says that it explains nothing."""
    heads = [
        [cell.flat for cell in _adjacent(row)] for n, row in grid.rows.items() if n not in entries
    ]
    beside = [words[1] for words in heads if len(words) > 1]
    return bool(beside) and not any(_EXPLAINS.search(words) for words in beside)


_EXPLAINS = re.compile(
    r"mean|defin|descri|expla|criteri|detail|guid|what|when|use|note|status|key|colour|action",
    re.IGNORECASE,
)
"""In the heading of what a status means."""


def heads_key(words: str) -> bool:
    """Whether words stand over a key or over one of its columns: “Status”, “What it means”."""
    return introduces_key(words) or bool(_EXPLAINS.search(words))


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
