"""The header rows of a plan's table: the column that each heading names, and what is below it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.importers.detect import column_matching
from reportgen.importers.detect.column_contents import ColumnContents, is_outdone, sections, seen
from reportgen.importers.detect.column_matching import ColumnMeaning, is_part, meaning
from reportgen.importers.detect.heading_words import Rank, heading_words
from reportgen.importers.sources.blocks import SourceCell, SourceTable
from reportgen.model.calendar import Quarter
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold_name

_DAY_OR_NUMBER = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Z]\w+ \d{4}|[\d.,]+")
LONGEST = 80  # letters of a heading that may mean something


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A column's heading; an upper one counts for all columns under it: “Quarter 2” over “RAG”."""

    above: str
    below: str = ""

    @property
    def whole(self) -> str:
        """The upper and the lower heading on one line."""
        return " ".join(filter(None, (self.above, self.below)))

    @property
    def readings(self) -> tuple[str, ...]:
        """The words in which its meaning is looked for, none longer than LONGEST.

        Both together, then the lower; the upper where it stands alone.
        """
        wordings = (self.whole, self.below) if self.below else (self.above,)
        return tuple(words for words in wordings if len(words) <= LONGEST)

    @property
    def forms(self) -> frozenset[str]:
        """The folded words by which the heading is known where it is repeated further down."""
        return frozenset(map(fold_name, filter(None, (self.above, self.below, self.whole))))


def heading_texts(grid: SourceTable, rows: list[int]) -> dict[int, HeadingText]:
    """The heading of each column that has one."""
    upper = _spread(grid.rows[rows[0]])
    if len(rows) == 1:
        return {column: HeadingText(words) for column, words in upper.items()}
    lower = {
        column: "" if cell.continues else cell.flat for column, cell in grid.rows[rows[1]].items()
    }
    return {
        column: HeadingText(upper.get(column, ""), lower.get(column, ""))
        for column in sorted({*upper, *lower})
    }


def _spread(row: Mapping[int, SourceCell]) -> dict[int, str]:
    return {
        column + step: cell.flat
        for column, cell in row.items()
        if cell.flat
        for step in range(cell.across)
    }


def told_apart(found: Mapping[int, HeadingText]) -> dict[int, str]:
    """Distinct headings by column: cut where long, the second of two alike as “Evidence (2)”."""
    seen: dict[str, int] = {}
    names = {}
    for column, text in found.items():
        words = text.whole if len(text.whole) <= LONGEST else f"{text.whole[:LONGEST]}…"
        seen[fold_name(words)] = seen.get(fold_name(words), 0) + 1
        names[column] = (
            f"{words} ({seen[fold_name(words)]})" if seen[fold_name(words)] > 1 else words
        )
    return names


DEEPEST = 40  # rows in which headings are looked for
_LEAST = 2  # columns that are known, the action among them
_FIRST = {"original", "planned", "baseline", "initial", "target", "agreed"}
_LATER = {"current", "latest", "forecast", "expected", "estimated", "anticipated", "now"}
"""Words of two headings of dates, of which the second takes the place of the first."""
OF_A_PLAN = {"officers", "timescale", "status"}
"""Columns one of which a plan has: a list of actions without any of them is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeaderRow:
    """The headings of a plan in a table."""

    rows: tuple[int, ...]
    """The numbers of the one or two header rows; none where the table continues the one before."""
    columns: Mapping[str, int]
    """Column numbers by column key."""
    names: Mapping[int, str]
    """Every heading by column number, as it was written; of two that are alike the second is
    “Evidence (2)”."""
    forms: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """The folded words by which each heading is known further down, by column number."""
    earlier: Mapping[int, str] = field(default_factory=dict)
    """The columns of an earlier time, “status” or “progress”, by column number."""
    present: str = ""
    """The time that was taken for the present one, as it was written."""

    @property
    def first(self) -> int:
        """The upper of its rows; 0 where it has none."""
        return self.rows[0] if self.rows else 0


@dataclass(frozen=True, slots=True)
class _SearchTerms:
    """The user's meanings by folded heading, and the quarter that is reported on, if known."""

    maps: Mapping[str, str]
    now: Quarter | None


def find_header(
    grid: SourceTable, maps: Mapping[str, str], now: Quarter | None = None
) -> HeaderRow | None:
    """The headings of an action plan in a table; None where no row of the first forty has them."""
    if grid.exact:
        return _exact(grid)
    asked, numbers = _SearchTerms(maps, now), list(grid.rows)[:DEEPEST]
    contents = ColumnContents(grid, maps)
    best: HeaderRow | None = None
    for place, number in enumerate(numbers):
        if best and number > best.rows[-1]:
            break  # the first headings count; those further down are said again
        for rows in ([number], numbers[place : place + 2]):
            header = _header(grid, rows, asked, contents)
            if header and (best is None or _worth(header, grid) > _worth(best, grid)):
                best = header
    return best


def _worth(header: HeaderRow, grid: SourceTable) -> tuple[int, bool]:
    """How good a header is, for comparing: first the number of columns that it knows.

    Of two that know as many, the one whose lower row is blank under the action's heading is better.
    """
    under = grid.rows[header.rows[-1]].get(header.columns["title"])
    return len(header.columns), len(header.rows) > 1 and not (under and under.own)


def _exact(grid: SourceTable) -> HeaderRow | None:
    """Our own headings in the first row; None where they are not those of actions."""
    first, row = next(iter(grid.rows.items()))
    keys = {fold_name(column.heading): column.key for column in ACTIONS}
    columns = {
        keys[name]: number for number, cell in row.items() if (name := fold_name(cell.flat)) in keys
    }
    names = {number: cell.flat for number, cell in row.items()}
    return (
        HeaderRow(rows=(first,), columns=columns, names=names)
        if {"title", "officers"} <= set(columns)
        else None
    )


def _header(
    grid: SourceTable, rows: list[int], asked: _SearchTerms, contents: ColumnContents
) -> HeaderRow | None:
    if len(rows) > 1 and not _are_two(grid.rows[rows[0]], grid.rows[rows[1]], asked.maps):
        return None
    texts = heading_texts(grid, rows)
    named = {
        column: sense for column, text in texts.items() if (sense := _of_readings(text, asked.maps))
    }
    if len(named) < _LEAST or contents.is_form:
        return None
    below = contents.below(rows[-1])
    meant = {
        column: sense
        for column, known in named.items()
        if (sense := seen(known, below.get(column, [])))
    }
    columns, earlier, present = _columns(texts, meant, below, asked)
    if "title" not in columns or not (earlier or set(columns) & OF_A_PLAN):
        return None
    if meant[columns["title"]].rank > Rank.LIKELY and is_outdone(columns, texts, below):
        return None
    if "objective" not in columns and (column := sections(texts, below, columns["title"])):
        columns["objective"] = column
    forms = {column: text.forms for column, text in texts.items()}
    return HeaderRow(
        rows=tuple(rows),
        columns=columns,
        names=told_apart(texts),
        forms=forms,
        earlier=earlier,
        present=present,
    )


def _is_value(words: str) -> bool:
    """Whether words over headings are a label or its value: “Last updated:”, “6 October 2026”."""
    return words.endswith(":") or bool(_DAY_OR_NUMBER.fullmatch(words))


def _of_readings(text: HeadingText, maps: Mapping[str, str]) -> ColumnMeaning | None:
    """What a heading means; what only its lower part may mean counts last: “Description”."""
    for words in text.readings:
        if sense := meaning(words, maps):
            partly = text.below and words == text.below and sense.rank > Rank.SURE
            return replace(sense, rank=Rank.LAST) if partly else sense
    return None


def _are_two(
    upper: Mapping[int, SourceCell], lower: Mapping[int, SourceCell], maps: Mapping[str, str]
) -> bool:
    """Whether two rows are headings: the upper no title, half of the lower's words meaningful."""
    own = [cell.flat for cell in lower.values() if cell.own]
    above = [cell.flat for cell in upper.values() if cell.own]
    if len(above) <= 1 or any(_is_value(words) for words in above):
        return False
    known = [words for words in own if meaning(words, maps) or is_part(words)]
    return bool(own) and len(known) * 2 >= len(own) and all(len(words) <= LONGEST for words in own)


def _columns(
    texts: Mapping[int, HeadingText],
    meant: Mapping[int, ColumnMeaning],
    below: Mapping[int, list[str]],
    asked: _SearchTerms,
) -> tuple[dict[str, int], dict[int, str], str]:
    """Columns by key, the key of each that is of an earlier time, and the present time as written.

    What the user says counts first, then our own headings, and those that may mean much last.
    """
    columns: dict[str, int] = {}
    plain = {column: sense for column, sense in meant.items() if not sense.time}
    for rank in Rank:
        for column, sense in plain.items():
            before = texts.get(column - 1)
            spread = (
                before is not None
                and before.whole == texts[column].whole
                and columns.get(sense.key) == column - 1
            )
            if sense.key not in columns and not spread and sense.rank is rank:
                columns[sense.key] = column
        if rank is Rank.LIKELY:
            _as_revised(columns, texts, plain)
        if "title" not in columns and rank is Rank.WEAK:
            _instead(columns, plain)
    timed = {column: sense for column, sense in meant.items() if sense.time}
    chosen = column_matching.chosen(
        {column: column_matching.plain(sense.time) for column, sense in timed.items()},
        frozenset(below),
        asked.now,
    )
    earlier: dict[int, str] = {}
    present = ""
    for column, sense in timed.items():
        if column_matching.plain(sense.time) == chosen and sense.key not in columns:
            columns[sense.key], present = column, sense.time
        else:
            earlier[column] = sense.key
    return columns, earlier, present


def _as_revised(
    columns: dict[str, int], texts: Mapping[int, HeadingText], meant: Mapping[int, ColumnMeaning]
) -> None:
    """Take “Current deadline” beside “Original deadline” for the revised timescale."""
    dated = [column for column, sense in meant.items() if sense.key == "timescale"]
    first = columns.get("timescale", 0)
    if len(dated) < 2 or "revised_timescale" in columns:  # noqa: PLR2004 - the two
        return
    for column in dated:
        later = set(heading_words(texts[column].whole)) & _LATER
        if column != first and later and set(heading_words(texts[first].whole)) & _FIRST:
            columns["revised_timescale"] = column
            return


def _instead(columns: dict[str, int], meant: Mapping[int, ColumnMeaning]) -> None:
    """Take for the action what may be next steps: “Mitigation”, “Planned action”."""
    column = columns.get("next_steps", 0)
    if column and meant[column].rank > Rank.SURE:
        columns["title"] = columns.pop("next_steps")
