"""Sources as the rows of our workbook, with an account of every cell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.importers import our_paper, quarters, refs, sheets, statuses
from reportgen.importers.audit import NO_PART, CellOutcome, Outcome
from reportgen.importers.collect import collect, prepare
from reportgen.importers.detect import column_matching
from reportgen.importers.detect.column_matching import exact, when
from reportgen.importers.draft import Draft
from reportgen.importers.plan_table import ANOTHER_TIME
from reportgen.importers.refusal import no_plan
from reportgen.importers.sources.blocks import SourceDocument
from reportgen.model.columns import Column
from reportgen.model.errors import Remedy, Unreadable, Wording
from reportgen.model.plan import MOST_ACTIONS
from reportgen.model.schema import ACTIONS, REPORT
from reportgen.model.status import MOST_STATUSES
from reportgen.model.text import count, quoted, some

_MOSTLY = 0.8  # of the cells of a plan that were taken, below which the user is warned
_SENTENCE = 40  # letters of a cell in which more than a name or a number stands
_NEEDED = ("timescale", "officers", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import makes: the rows of each sheet, and what became of every cell of the source."""

    rows: Mapping[str, list[dict[str, str]]]
    own: tuple[Column, ...]
    outcomes: tuple[CellOutcome, ...]
    notes: tuple[str, ...]
    columns: Mapping[str, tuple[tuple[str, str], ...]]
    """By table, which heading became which column."""
    places: tuple[Mapping[str, str], ...]
    """Where the cells of each action stood in the source, by their columns' keys, in order."""
    losses: tuple[str, ...] = ()
    """Those of the notes that tell of something left out, such as statuses that are colours."""
    faults: tuple[tuple[str, BaseException], ...] = ()
    """The names of files in which a fault of the program's own was met, so that nothing was taken
    from them, with the faults."""
    unlike: tuple[str, ...] = ()
    """The names of tables that look like plans and are laid out unlike this one, so left out."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """Why the import may have missed a part of the plan, in sentences; empty where it has not.

        Of a table that is a plan less than four fifths were taken; or another plan was left out.
        """
        told = []
        by_table: dict[str, Counter[Outcome]] = {}
        for cell in self.outcomes:
            if cell.why not in NO_PART:
                by_table.setdefault(table_of(cell.place), Counter())[cell.kind] += 1
        for name in self.columns:
            counts = by_table.get(place_name(name), Counter())
            taken, left = counts[Outcome.TAKEN], counts[Outcome.LEFT_OUT]
            if taken < _MOSTLY * (taken + left):
                told.append(
                    f"Only {taken} of {taken + left} cells of {name} that are no headings were"
                    " taken. Look at those that were left out."
                )
        return (
            *told,
            *(
                f"{name} looks like a plan too, and was left out; import it by itself, if it is."
                for name in self.unlike
            ),
        )

    @property
    def told(self) -> tuple[str, ...]:
        """The settings of the new workbook, in words.

        For example “Title “Safer Homes””, “Introduction, 4 paragraphs”.
        """
        values: dict[str, list[str]] = {}
        for row in self.rows[REPORT.name]:
            if row["value"] and row["setting"] not in (sheets.MAPPING, sheets.NOT_PRINTED):
                values.setdefault(row["setting"], []).append(row["value"])
        return tuple(
            f"{name} {quoted(words[0])}" if len(words) == 1 else f"{name}, {len(words)} paragraphs"
            for name, words in values.items()
        )

    def to_json(self, wording: Wording = str) -> dict[str, object]:
        """The result as a JSON object: where columns went, each cell's outcome, and the notes."""
        return {
            "tables": [
                {"name": name, "columns": dict(pairs)} for name, pairs in self.columns.items()
            ],
            "cells": [cell.to_json() for cell in self.outcomes],
            "notes": [wording(note) for note in self.notes],
            "doubts": list(self.doubts),
            "faults": [name for name, _ in self.faults],
        }

    @property
    def left_out(self) -> tuple[CellOutcome, ...]:
        """The cells and lines that are not in the new workbook."""
        return tuple(cell for cell in self.outcomes if cell.kind is Outcome.LEFT_OUT)

    @property
    def taken(self) -> int:
        """How many cells and lines are in the new workbook."""
        return sum(cell.kind is Outcome.TAKEN for cell in self.outcomes)

    @property
    def headings(self) -> int:
        """How many cells and lines are headings of others."""
        return sum(cell.kind is Outcome.HEADING for cell in self.outcomes)


def import_sources(
    sources: Sequence[SourceDocument],
    maps: Mapping[str, str],
    given: Mapping[str, str],
    *,
    answers: bool = False,
) -> ImportResult:
    """Import everything that these sources hold.

    `maps` are column keys by heading, `given` settings by name, as the user has them. `answers`
    says that they are somebody's answers to a plan: each action keeps the ref that was typed.

    Raises Unreadable where no table of theirs is a plan, or where it has more actions than a plan
    may.
    """
    draft = Draft(settings=list(given.items()), answers=answers)
    by_name = {exact(heading): key for heading, key in maps.items()}
    laid_out = (our_paper.laid_out(source) if source.ours else source for source in sources)
    prepared = [prepare(source, by_name, draft) for source in laid_out]
    # Where no table is a plan, what becomes of each cell need not be worked out.
    for source in prepared if any(source.plans.heads for source in prepared) else ():
        collect(source, draft)
    if not draft.actions:
        names = " and ".join(source.name for source in sources)
        raise no_plan(names, [t for source in prepared for t in source.tables()], by_name)
    if len(draft.actions) > MOST_ACTIONS:
        raise _too_many(len(draft.actions))
    _must_have_few_statuses(draft)
    for settle in () if answers else (quarters.settle, _under_sheets, _tell):
        settle(draft)
    refs.give(draft)
    statuses.settle(draft)
    return _result(draft, maps)


def _result(draft: Draft, maps: Mapping[str, str]) -> ImportResult:
    """The result of a draft in which all is settled."""
    rows = sheets.rows(draft, maps)  # which may add columns and notes
    return ImportResult(
        rows=rows,
        own=tuple(draft.own.values()),
        outcomes=tuple(draft.audit.outcomes),
        notes=tuple(draft.audit.notes),
        losses=tuple(note for note, lost in draft.audit.notes.items() if lost),
        columns=_columns(draft),
        unlike=tuple(draft.unlike),
        places=tuple(action.places for action in draft.actions),
    )


def table_of(place: str) -> str:
    """“table 3” of “table 3, row 2, column 1”, “Plan” of “Plan!B4”; empty for a .csv file."""
    if ", comment" in place:
        return ""
    return place.partition(", row")[0].rpartition("!")[0] or (
        place.partition(", row")[0] if ", row" in place else ""
    )


def place_name(table: str) -> str:
    """How the places of a table's cells begin: “Plan” of “the sheet Plan, from column 5”."""
    name = table.partition(", from ")[0]
    return "" if name == "the file" else name.removeprefix("the sheet ")


def _must_have_few_statuses(draft: Draft) -> None:
    """Raise Unreadable where a column of statuses has more words than any key."""
    words = {action.words.get("status", "").strip().casefold() for action in draft.actions}
    if len(words) > MOST_STATUSES:
        raise Unreadable(
            code="too-many-statuses",
            what=(
                f"{len(words):,} different words stand in the column of statuses; a key may have"
                f" {MOST_STATUSES}."
            ),
            fix="Give the column that holds something else another heading.",
        )


def _too_many(actions: int) -> Unreadable:
    what = f"There are {actions:,} actions; one plan may hold {MOST_ACTIONS:,}."
    return Unreadable(
        code="too-many-actions", what=what, fix="Divide the plan into several workbooks."
    )


def _columns(draft: Draft) -> dict[str, tuple[tuple[str, str], ...]]:
    """By table, which heading became which column."""
    return {
        name: tuple(_dated(draft, *pair) for pair in pairs) for name, pairs in draft.columns.items()
    }


def _dated(draft: Draft, heading: str, went: str) -> tuple[str, str]:
    """Where a column of another time went: to History, if its quarter can be told."""
    if went != ANOTHER_TIME:
        return heading, went
    now = sheets.now(draft)
    quarter = column_matching.dated(when(heading), now)
    if quarter and (not now or quarter < now):
        return heading, f"History, {quarter}"
    return heading, sheets.ASIDE


def _under_sheets(draft: Draft) -> None:
    """Put each action that is under no objective under one.

    Those of several sheets are put under the sheets' names, else all of them under the plan's
    title.
    """
    homeless = [action for action in draft.actions if not action.objective]
    if not homeless:
        return
    several = len(draft.plans) > 1
    title = next((words for name, words in draft.settings if name == "Title"), "") or "Actions"
    for action in homeless:
        action.objective = draft.objectives.named(
            action.sheet if several and action.sheet else title
        ).number
    how = (
        "the names of their sheets were taken as objectives"
        if several
        else f"one was made for them of the plan’s title, “{title}”"
    )
    many = count(len(homeless), "action")
    draft.audit.note(f"{many} stood under no objective, so {how}.")


def _tell(draft: Draft) -> None:
    """Note which of the columns that a paper needs were not found."""
    went = {column for pairs in draft.columns.values() for _, column in pairs}
    missing = [ACTIONS[key].heading for key in _NEEDED if ACTIONS[key].heading not in went]
    if missing:
        names = ", none as ".join(missing)
        words = f"No column was taken as {names}. If one of yours is, say which."
        draft.audit.note(Remedy(words, code="map-heading", names=names, column=missing[0]))
    progress = ACTIONS["progress"].heading
    if progress not in went and (worded := _columns_of_sentences(draft)):
        names = f"{progress}, though {some(worded)} may be that"
        words = f"No column was taken as {names}. If one of yours is, say which."
        draft.audit.note(Remedy(words, code="map-heading", names=names, column=progress))


def _columns_of_sentences(draft: Draft) -> list[str]:
    """The source's own columns right of the action in which sentences stand, as of progress."""
    title, behind = ACTIONS["title"].heading, set[str]()
    for pairs in draft.columns.values():
        went = [column for _, column in pairs]
        behind |= {heading for heading, _ in pairs[went.index(title) + 1 if title in went else 0 :]}
    return [
        quoted(column.heading)
        for column in draft.own.values()
        if column.heading in behind
        and any(len(action.words.get(column.key, "")) > _SENTENCE for action in draft.actions)
    ]
