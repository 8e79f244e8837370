"""Make a workbook of ours out of somebody else's plan. Touches the disk."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from reportgen.app.files import save
from reportgen.app.read import ReadResult, read
from reportgen.app.turns import OwnFault, turn
from reportgen.importers.audit import CellOutcome, Outcome
from reportgen.importers.detect.column_matching import exact
from reportgen.importers.import_result import (
    ImportResult,
    import_sources,
    place_name,
    table_of,
)
from reportgen.importers.refusal import LikelyHeadings, likely_headings
from reportgen.importers.sentence_case import titles_in_capitals, with_sentences
from reportgen.importers.sheets import ASIDE
from reportgen.importers.sources.blocks import SourceTable
from reportgen.importers.sources.open import source
from reportgen.model.calendar import Quarter
from reportgen.model.columns import did_you_mean, named
from reportgen.model.errors import Misused, Refusal
from reportgen.model.prose import plain
from reportgen.model.schema import ACTIONS, CONTACTS, REPORT, STATUS_KEY
from reportgen.model.settings import SETTINGS, UNNAMED
from reportgen.model.status import DEFAULT_KEY
from reportgen.model.text import quoted
from reportgen.office.limits import bounded_reading, within_bounds
from reportgen.workbook.read.actions import names_in
from reportgen.workbook.write.copies import key_rows, start_here, with_contacts
from reportgen.workbook.write.form import Form
from reportgen.workbook.write.workbook import workbook

__all__ = [
    "ASIDE",
    "CellOutcome",
    "ImportResult",
    "ImportedPlan",
    "column_keys",
    "import_plan",
    "imported_workbook",
    "new_workbook",
    "save_workbook",
    "setting_values",
    "table_of",
    "titles_in_capitals",
]

_MAP, _SET = "map", "set"
"""The parts of a request that may be at fault."""


def import_plan(
    paths: Sequence[Path],
    *,
    maps: Sequence[tuple[str, str]] = (),
    settings: Sequence[tuple[str, str]] = (),
    like: Path | None = None,
    sentences: bool = False,
) -> ImportResult:
    """What these files hold, as the rows of our workbook.

    `maps` are pairs of a heading and the column of ours that it means, `settings` pairs of a
    setting's name and its value, `like` is a workbook of an earlier import whose maps hold here
    too. `sentences` asks for titles in capitals throughout as sentences. Raises Unreadable where a
    file cannot be read or none holds a plan; Misused where a map or a setting names what is not
    there.
    """
    kept = kept_maps(like) if like else {}
    own = column_keys(maps)
    given = setting_values(settings)
    result = _import_in_turn(paths, kept | own, given)
    must_be_met(result, own)
    return replace(result, rows=with_sentences(result.rows)) if sentences else result


def _import_in_turn(
    paths: Sequence[Path], maps: Mapping[str, str], given: Mapping[str, str]
) -> ImportResult:
    """Import files together; of several, one with a fault of the program's own is left out."""
    if len(paths) == 1:
        return _imported(paths, maps, given)
    together = turn(lambda: _imported(paths, maps, given))
    if not isinstance(together, OwnFault):
        return together
    faults = {path: _fault_of(path, maps, given) for path in paths}
    sound = [path for path in paths if not faults[path]]
    if not sound or len(sound) == len(paths):
        raise together.error
    result = _imported(sound, maps, given)
    told = tuple((path.name, fault.error) for path, fault in faults.items() if fault)
    return replace(result, faults=told)


def _imported(
    paths: Sequence[Path], maps: Mapping[str, str], given: Mapping[str, str]
) -> ImportResult:
    sources = [source(path) for path in paths]
    with bounded_reading(*paths):
        return import_sources(sources, maps, given)


def _fault_of(path: Path, maps: Mapping[str, str], given: Mapping[str, str]) -> OwnFault | None:
    """The fault that is met in a file alone."""
    try:
        alone = turn(lambda: _imported([path], maps, given))
    except Refusal:
        return None  # it is told of when the others are imported
    return alone if isinstance(alone, OwnFault) else None


def new_workbook(result: ImportResult, *, made_on: dt.date) -> bytes:
    """The new workbook. `made_on` is the day in its properties."""
    titles = (
        row["value"]
        for row in result.rows[REPORT.name]
        if row["setting"] == "Title" and row["value"]
    )
    title = next(titles, UNNAMED["title"])
    form = Form(
        title=title,
        made_on=made_on,
        start_here=start_here(title),
        rows={
            STATUS_KEY.name: key_rows(DEFAULT_KEY),
            **result.rows,
            CONTACTS.name: with_contacts(
                result.rows.get(CONTACTS.name, []),
                dict.fromkeys(
                    name
                    for row in result.rows[ACTIONS.name]
                    for name in names_in(row.get("officers", ""))
                ),
            ),
        },
        own={ACTIONS.name: result.own},
    )
    return workbook(form)


def save_workbook(result: ImportResult, path: Path, *, made_on: dt.date) -> ReadResult:
    """Write the new workbook, and read it back to see what is wrong in it.

    Raises Unwritable where it cannot be written, or a file is there already.
    """
    save({path: new_workbook(result, made_on=made_on)}, overwrite=False)
    return read(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPlan:
    """A plan that was imported, the workbook that was made of it, and what is wrong in it."""

    source: Path
    path: Path
    result: ImportResult
    reading: ReadResult

    @property
    def samples(self) -> Mapping[tuple[str, str], str]:
        """By table and heading, the first words under it."""
        found: dict[tuple[str, str], str] = {}
        under: dict[tuple[str, str], str] = {}
        for cell in self.result.outcomes:
            if not (place := _COLUMN.search(cell.place)):
                continue
            column = (table_of(cell.place), place[1])
            if cell.kind is Outcome.HEADING:
                under[column] = cell.words
            elif words := under.get(column):
                found.setdefault((column[0], words), cell.words)
        return {
            (table, heading): next(
                (
                    sample
                    for (of, words), sample in found.items()
                    if of == place_name(table) and f" {heading}".endswith(f" {words}")
                ),
                "",
            )
            for table, pairs in self.result.columns.items()
            for heading, _ in pairs
        }

    @property
    def layouts(self) -> Mapping[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """The tables by their headings and what these became: many are laid out alike."""
        alike: dict[tuple[tuple[str, str], ...], tuple[str, ...]] = {}
        for table, pairs in self.result.columns.items():
            alike[pairs] = (*alike.get(pairs, ()), table)
        return alike


_COLUMN = re.compile(r"(?:!|, column )([A-Z]+|\d+)\d*$")
"""The column of a place, “C” of “Plan!C14” and “2” of “table 1, row 4, column 2”."""


def imported_workbook(
    source_path: Path,
    path: Path,
    *,
    maps: Sequence[tuple[str, str]] = (),
    settings: Sequence[tuple[str, str]] = (),
    made_on: dt.date,
) -> ImportedPlan:
    """Import a file into a new workbook at `path`. Raises what both steps raise."""
    result = import_plan([source_path], maps=maps, settings=settings)
    reading = save_workbook(result, path, made_on=made_on)
    return ImportedPlan(source=source_path, path=path, result=result, reading=reading)


@within_bounds
def headings_in(path: Path) -> tuple[LikelyHeadings, ...]:
    """What may be the headings of each table of a file. Raises Unreadable where it cannot be."""
    blocks = source(path).blocks
    return likely_headings(block for block in blocks if isinstance(block, SourceTable))


def kept_maps(path: Path) -> dict[str, str]:
    """Column keys by heading, as the workbook of an earlier import keeps them."""
    lines = plain(read(path).plan.settings.import_headings).split("\n")
    pairs = (line.rpartition("=") for line in lines)
    return {
        heading.strip(): column.key if column else ""
        for heading, _, words in pairs
        if heading.strip()
        and ((column := named(words.strip(), ACTIONS.columns)) or words.strip() == ASIDE)
    }


def column_keys(maps: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Column keys by heading; an empty one where it is to be a column of its own.

    Raises Misused where a column is none of ours.
    """
    keys: dict[str, str] = {}
    for heading, words in maps:
        if words == ASIDE:
            keys[heading] = ""
            continue
        column = named(words, ACTIONS.columns)
        if column is None or column.shown:
            ours = tuple(column for column in ACTIONS if not column.shown)
            raise Misused(
                code="column-unknown",
                option=_MAP,
                what=f"our workbook has no column {quoted(words)}.",
                fix=did_you_mean(words, ours, "columns", cutoff=0.6),
            )
        keys[heading] = column.key
    return keys


def setting_values(settings: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Values by the settings' own names. Raises Misused where a setting is none of ours."""
    values = {}
    for name, words in settings:
        setting = named(name, SETTINGS)
        if setting is None:
            raise Misused(
                code="setting-unknown",
                option=_SET,
                what=f"there is no setting {quoted(name)}.",
                fix=did_you_mean(name, SETTINGS, "settings", cutoff=0.6),
            )
        if setting.key == "quarter" and not Quarter.from_text(words):
            raise Misused(
                code="quarter-unknown",
                option=_SET,
                what=f"{quoted(words)} names no quarter.",
                fix="Type it as Q3 2016/17.",
            )
        values[setting.heading] = words
    return values


def must_be_met(result: ImportResult, maps: Mapping[str, str]) -> None:
    """Raise Misused where a heading that was given a meaning stands in no table of the plan."""
    headings = {
        exact(heading): heading for pairs in result.columns.values() for heading, _ in pairs
    }
    for heading in filter(maps.get, maps):
        if not any(name.endswith(exact(heading)) for name in headings):
            near = get_close_matches(exact(heading), headings, n=1, cutoff=0.6)
            raise Misused(
                code="heading-unknown",
                option=_MAP,
                what=f"no table of the plan has the heading {quoted(heading)}.",
                fix=(
                    f"Did you mean {quoted(headings[near[0]])}?"
                    if near
                    else f"The headings are {', '.join(headings.values())}."
                ),
            )
