"""Why no plan was found: which headings are known, which one is missing, and what would do it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from reportgen.importers.detect.column_contents import ColumnContents, longest
from reportgen.importers.detect.column_matching import meaning
from reportgen.importers.detect.header_detection import DEEPEST, OF_A_PLAN
from reportgen.importers.detect.heading_words import Rank
from reportgen.importers.sources.blocks import SourceTable
from reportgen.model.columns import named
from reportgen.model.errors import Remedy, Unreadable
from reportgen.model.schema import ACTIONS
from reportgen.model.text import joined, quoted

_MOST = 8  # headings that are named
_LONGEST = 60  # letters of a heading
_FEWEST = 2  # headings of a row
_ACTION_WORDS = ("action", "actions", "activity", "activities", "task", "milestone")


@dataclass(frozen=True, slots=True, kw_only=True)
class _NearHeader:
    """The row of a table that is most like headings of a plan."""

    place: str
    known: dict[str, str]
    """Headings by column key."""
    unknown: dict[int, str]
    """Headings by column number."""
    contents: ColumnContents
    row: int

    @property
    def score(self) -> int:
        """How much it looks like headings: what is known counts twice."""
        return 2 * len(self.known) + min(len(self.unknown), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyHeadings:
    """What may be the headings of a table."""

    table: str
    headings: tuple[tuple[str, str], ...]
    """Each with the first words under it."""


def no_plan(names: str, tables: Iterable[SourceTable], maps: Mapping[str, str]) -> Unreadable:
    """The refusal for sources without a plan; it names headings, and never what stands below.

    `names` are those of the sources, `tables` all their tables.
    """
    shown = [table for table in tables if not table.hidden]
    near = filter(None, (_nearest(table, maps) for table in shown))
    headers = sorted(near, key=lambda header: -header.score)
    if not headers:
        return _strange(names, likely_headings(shown))
    header = headers[0]
    if "title" in header.known and OF_A_PLAN & set(header.known):
        return _refusal(
            f"{header.place} of {names} has the headings {_listed(header.known.values())}, and no"
            " action stands under them.",
            "Type the actions there, or give the file that has them.",
        )
    return _missing(names, header)


def _strange(names: str, likely: Sequence[LikelyHeadings]) -> Unreadable:
    """The refusal where no heading is known."""
    if not likely:
        return _refusal(
            f"{names} has no table with a heading over each column.",
            "Give the file that has the plan’s actions in a table.",
        )
    headings = _listed(heading for heading, _ in likely[0].headings)
    what = (
        f"{names} has no row of headings such as Action, Timescale, Officer. The headings of"
        f" {likely[0].table} may be {headings}."
    )
    words = "Say what two headings mean at least: which is the action, and which the officer."
    return _refusal(what, Remedy(words, code="map-two"))


def likely_headings(tables: Iterable[SourceTable]) -> tuple[LikelyHeadings, ...]:
    """The row of each table that may be its headings, whether we know any of them or not."""
    found = []
    for table in tables:
        near = _nearest(table, {})
        number = near.row if near else _first_of_short_words(table)
        if number is None or table.hidden:
            continue
        below = [row for place, row in table.rows.items() if place > number]
        headings = tuple(
            (cell.flat, next((row[at].flat for row in below if at in row and row[at].own), ""))
            for at, cell in table.rows[number].items()
            if cell.own
        )
        found.append(LikelyHeadings(table=table.name, headings=headings))
    return tuple(found)


def _first_of_short_words(table: SourceTable) -> int | None:
    """The first row of several short cells with rows of several cells below; None without one."""
    several = [
        number
        for number, row in list(table.rows.items())[: DEEPEST + 1]
        if sum(cell.own for cell in row.values()) >= _FEWEST
    ]
    for number in several[:-1]:
        words = [cell.flat for cell in table.rows[number].values() if cell.own]
        if all(len(each) <= _LONGEST and any(map(str.isalpha, each)) for each in words):
            return number
    return None


def is_near(grid: SourceTable) -> bool:
    """Whether a table that is no plan has headings of one, but for the action's."""
    header = _nearest(grid, {})
    return header is not None and len(OF_A_PLAN & set(header.known)) >= _FEWEST


def _missing(names: str, header: _NearHeader) -> Unreadable:
    known = [f"{quoted(words)} is {ACTIONS[key].heading}" for key, words in header.known.items()]
    wanted = "title" if "title" not in header.known else "officers"
    column = ACTIONS[wanted].heading if wanted == "title" else "Accountable Officer"
    what = (
        f"{header.place} of {names} is most like the headings of a plan: {joined(known)}. No"
        f" heading is known as {column if wanted == 'title' else 'officer, timescale or status'}."
    )
    heading = _best(header, wanted)
    if not heading:
        return _refusal(what, f"Add a column headed “{column}”.")
    words = f"If “{heading}” is that, say that it means {column}."
    return _refusal(what, Remedy(words, code="map-one", heading=heading, column=column))


def _best(header: _NearHeader, wanted: str) -> str:
    """The unknown heading that is most likely the one that is missing; empty where none is."""
    for heading in header.unknown.values():
        if wanted == "title" and get_close_matches(heading.casefold(), _ACTION_WORDS, cutoff=0.8):
            return heading
    below = header.contents.below(header.row)
    lengths = {column: longest(below.get(column, [])) for column in header.unknown}
    return header.unknown[max(lengths, key=lengths.__getitem__)] if lengths else ""


def _nearest(grid: SourceTable, maps: Mapping[str, str]) -> _NearHeader | None:
    """The row of the first forty that is most like headings."""
    contents = ColumnContents(grid, maps)
    headers = list(_headers(grid, contents, maps))
    return max(headers, key=lambda header: header.score, default=None)


def _headers(
    grid: SourceTable, contents: ColumnContents, maps: Mapping[str, str]
) -> Iterator[_NearHeader]:
    for number, row in list(grid.rows.items())[:DEEPEST]:
        cells = {column: cell.flat for column, cell in row.items() if cell.own}
        if len(cells) < _FEWEST or any(len(words) > _LONGEST for words in cells.values()):
            continue
        known: dict[str, str] = {}
        unknown: dict[int, str] = {}
        for column, words in cells.items():
            sense = meaning(words, maps)
            sure = sense and sense.rank < (Rank.WEAK if sense.key == "title" else Rank.LAST)
            if sense and sure and not sense.time:
                known.setdefault(sense.key, words)
            elif not named(words, ACTIONS.columns) and any(map(str.isalpha, words)):
                unknown[column] = words
        if known:
            yield _NearHeader(
                place=f"Row {number} of {grid.name}",
                known=known,
                unknown=unknown,
                contents=contents,
                row=number,
            )


def _listed(headings: Iterable[str]) -> str:
    words = [quoted(heading) for heading in headings]
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return f"{', '.join(words[:_MOST])}{more}"


def _refusal(what: str, fix: str) -> Unreadable:
    return Unreadable(code="no-plan", what=what, fix=fix)
