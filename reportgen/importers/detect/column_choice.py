"""Which of the columns whose headings may mean one of ours is taken for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.importers.detect import column_matching
from reportgen.importers.detect.column_matching import ColumnMeaning
from reportgen.importers.detect.heading_texts import HeadingText
from reportgen.importers.detect.heading_words import Rank, heading_words
from reportgen.model.calendar import Quarter

_FIRST = {"original", "planned", "baseline", "initial", "target", "agreed"}
_LATER = {"current", "latest", "forecast", "expected", "estimated", "anticipated", "now"}
"""Words of two headings of dates, of which the second takes the place of the first."""


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """The user's meanings by folded heading, and the quarter that is reported on, if known."""

    maps: Mapping[str, str]
    now: Quarter | None


def choose(
    texts: Mapping[int, HeadingText],
    meant: Mapping[int, ColumnMeaning],
    below: Mapping[int, list[str]],
    asked: SearchTerms,
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
    _without_findings(columns, plain)
    earlier, present = _add_of_a_time(columns, meant, plain, below, asked)
    return columns, earlier, present


def _add_of_a_time(
    columns: dict[str, int],
    meant: Mapping[int, ColumnMeaning],
    plain: Mapping[int, ColumnMeaning],
    below: Mapping[int, list[str]],
    asked: SearchTerms,
) -> tuple[dict[int, str], str]:
    """Add the columns of the present time; return those of other times, and the present one."""
    timed = {column: sense for column, sense in meant.items() if sense.time}
    chosen = column_matching.chosen(
        {column: column_matching.plain(sense.time) for column, sense in timed.items()},
        frozenset(below),
        asked.now,
    )
    earlier: dict[int, str] = {}
    present = ""
    for column, sense in timed.items():
        if column_matching.plain(sense.time) == chosen and not _is_sure(columns, sense.key, plain):
            columns[sense.key], present = column, sense.time
        else:
            earlier[column] = sense.key
    return earlier, present


def _is_sure(columns: Mapping[str, int], key: str, plain: Mapping[int, ColumnMeaning]) -> bool:
    """Whether a column was taken that is none of a time, or that surely means what it does."""
    if key not in columns:
        return False
    sense = plain.get(columns[key])
    return sense is None or sense.rank < Rank.WEAK


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


def _without_findings(columns: dict[str, int], meant: Mapping[int, ColumnMeaning]) -> None:
    """Take no column left of the action for its progress that may be what was found before it."""
    column = columns.get("progress", 0)
    if 0 < column < columns.get("title", 0) and meant[column].rank >= Rank.LIKELY:
        del columns["progress"]
