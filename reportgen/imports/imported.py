"""Sources as the rows of our workbook, with an account of every cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.errors import Unreadable
from reportgen.headings import Column, folded
from reportgen.imports import ours, refs, sheets, statuses
from reportgen.imports.blocks import Source
from reportgen.imports.draft import Draft
from reportgen.imports.fates import Fate, Kind
from reportgen.imports.gathered import gather
from reportgen.quoting import quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import makes: the rows of each sheet, and what became of every cell of the source."""

    rows: Mapping[str, list[dict[str, str]]]
    own: tuple[Column, ...]
    fates: tuple[Fate, ...]
    notes: tuple[str, ...]
    columns: Mapping[str, tuple[tuple[str, str], ...]]
    """By table, which heading became which column."""
    places: Mapping[tuple[str, str], str]
    """Where each cell of an action stood in the source, by its ref and its column's key."""

    def count(self, kind: Kind) -> int:
        """How many cells and lines fared so."""
        return sum(fate.kind is kind for fate in self.fates)


def imported(sources: Sequence[Source], maps: Mapping[str, str], given: Mapping[str, str]) -> Imported:
    """Everything that these sources hold. `maps` are column keys by heading, `given` settings by name, as the user has them.

    Raises Unreadable where no table of theirs is a plan.
    """
    draft = Draft()
    for heading, words in given.items():
        draft.setting(heading, words)
    by_name = {folded(heading): key for heading, key in maps.items()}
    for source in sources:
        gather(ours.laid_out(source) if source.ours else source, by_name, draft)
    if not draft.actions:
        raise _no_plan(sources, draft)
    _under_sheets(draft)
    refs.give(draft)
    statuses.settle(draft)
    rows = sheets.rows(draft, maps)  # which may add columns and notes
    return Imported(
        rows=rows,
        own=tuple(draft.own.values()),
        fates=tuple(draft.ledger.fates),
        notes=tuple(draft.ledger.notes),
        columns=draft.columns,
        places={(one.words["ref"], key): place for one in draft.actions for key, place in one.places.items()},
    )


def _under_sheets(draft: Draft) -> None:
    """Actions under no objective: those of several sheets under the sheets' names, else all of them under one."""
    homeless = [action for action in draft.actions if not action.objective]
    if not homeless:
        return
    several = len(draft.plans) > 1
    title = next((words for name, words in draft.settings if name == "Title"), "") or "Actions"
    for action in homeless:
        action.objective = draft.objectives.named(action.sheet if several and action.sheet else title).number
    how = "their sheets’ names were taken as objectives" if several else f"all of them stand under “{title}”"
    draft.ledger.note(f"{len(homeless)} actions stood under no objective; {how}.")


def _no_plan(sources: Sequence[Source], draft: Draft) -> Unreadable:
    seen = "; ".join(dict.fromkeys(quoted(fate.words) for fate in draft.ledger.fates if fate.kind is Kind.LEFT_OUT))
    sought = f"No table of {' and '.join(source.name for source in sources)} looks like an action plan"
    return Unreadable(
        code="no-plan",
        what=f"{sought}: we look for a row of headings such as Action, Timescale, Officer, and found {seen[:400] or 'no table'}.",
        fix='Say what a heading means: --map "What will be done=Action" --map "Who=Accountable Officer".',
    )
