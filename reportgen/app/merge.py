"""Take what officers sent back into a new workbook of the plan."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.app.files import must_be_possible, save
from reportgen.app.left_behind import left_behind
from reportgen.app.returns import ReturnsRead, read_returns
from reportgen.model.errors import Misused, Wording
from reportgen.model.problems import Problem
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS
from reportgen.model.settings import UNNAMED
from reportgen.model.text import some
from reportgen.returns import merge as returns_merge
from reportgen.returns.disputes import MARK, NO_CHOICES, Choices, Dispute, headings, rows
from reportgen.returns.merge import MergeResult
from reportgen.returns.resolution import Preference, any_of, newest, nobody
from reportgen.returns.returned import Return
from reportgen.returns.split import must_be_distinct
from reportgen.returns.token import quarter_of
from reportgen.workbook.write.copies import copy, with_updates
from reportgen.workbook.write.disputes import disputes_workbook
from reportgen.workbook.write.workbook import workbook as workbook_of

NEWEST = "newest"
"""The preference for whichever return was saved last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedPlan:
    """What was taken from the returns, and the workbook that was written."""

    path: Path
    disputes: Path | None
    """The workbook of disputes, if one was asked for and there are any."""
    merged: MergeResult
    problems: tuple[Problem, ...]
    """Of the returns that could not be read, and of what was not taken."""
    unread: int
    """How many returns could not be read."""
    faults: tuple[BaseException, ...]
    """Faults of the program's own, each of which ended the turn of one return."""

    @property
    def waiting(self) -> tuple[Dispute, ...]:
        """What is in no cell of the plan until somebody chooses."""
        return (*self.merged.disputes, *self.merged.unknown)

    @property
    def sound(self) -> bool:
        """Whether everything that was sent could be taken."""
        return self.merged.sound and not self.unread

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines: the workbook, the problems, and how each officer's answer stands."""
        return {
            "workbook": str(self.path),
            "disputes": str(self.disputes) if self.disputes else None,
            "problems": [problem.to_json(wording) for problem in self.problems],
            "officers": [line.to_json() for line in self.merged.tally],
            "actions": self.merged.actions,
            "answered": self.merged.answered,
            "disputed": self.merged.disputed,
        }


def merge(  # noqa: PLR0913 - one argument for each thing that the desk says
    workbook: Path,
    returns: Sequence[Path],
    path: Path,
    *,
    prefer: Sequence[str] = (),
    disputes: Path | None = None,
    chosen: Mapping[tuple[str, str], str] | None = None,
    made_on: dt.date,
) -> MergedPlan:
    """Write the plan's workbook with what was taken, at `path`, and a workbook of `disputes`.

    The latter only where there are any: their answers stand side by side, to choose from.
    `prefer` has “newest”, or the files that hold where two disagree; each settles its own. `chosen`
    has the words that were chosen, by the action's ref and the column's key. Raises
    Misused where it names none of the returns, HasErrors where the plan's own workbook cannot be
    copied or told apart, Unwritable where there is a file at `path` already.
    """
    must_be_possible(filter(None, (path, disputes)), overwrite=False)
    given = read_returns(workbook, returns)
    merged = merge_returns(
        given.master,
        list(given.returns.values()),
        prefer=any_of([_preference(typed, given) for typed in prefer]),
        writers=given.writers,
        choices=given.choices.with_more(_choices(chosen or {})),
    )
    files = {path: merged_workbook(given.master.reading, merged, made_on=made_on)}
    if disputes and merged.disputes:
        files[disputes] = _side_by_side(given.master.reading, merged, made_on=made_on)
    save(files, overwrite=False)
    return MergedPlan(
        path=path,
        disputes=disputes if disputes in files else None,
        merged=merged,
        problems=(*given.problems, *merged.problems, *_not_taken_along(workbook, given, merged)),
        unread=len(given.problems),
        faults=given.faults,
    )


def _choices(chosen: Mapping[tuple[str, str], str]) -> Choices:
    return Choices(words={(ref.casefold(), key): words for (ref, key), words in chosen.items()})


def merge_returns(
    master: Return,
    returns: Sequence[Return],
    *,
    prefer: Preference = nobody,
    writers: Collection[str] = (),
    choices: Choices = NO_CHOICES,
) -> MergeResult:
    """What is taken from returns that were read.

    `writers` are the officers who wrote a message and sent no workbook, `choices` what was chosen
    in a workbook of disputes. Raises HasErrors where the plan's own workbook cannot be copied or
    its actions told apart.
    """
    must_be_distinct(master.reading)
    return returns_merge.merge(master, returns, prefer=prefer, writers=writers, choices=choices)


def _not_taken_along(workbook: Path, given: ReturnsRead, merged: MergeResult) -> Iterator[Problem]:
    """Notes of what the plan's workbook has and the merged one has not."""
    yield from _stale(given.master.reading, merged)
    yield from left_behind(workbook)


def _stale(master: Reading, merged: MergeResult) -> Iterator[Problem]:
    """A note of the translations that are left out, since what they translate is new."""
    actions = master.tables[ACTIONS.name]
    places = [
        actions.place(key, row)
        for row, keys in master.stale(merged.updates).items()
        for key in keys
    ]
    if places:
        yield Problem(
            code="translation-cleared",
            where=places[0],
            what=(
                f"The words that {some([place.cell for place in places], 10)}"
                f" {'translates' if len(places) == 1 else 'translate'} are new, so the merged"
                " workbook leaves the translation out."
            ),
            fix="Have them translated anew; the workbook that you gave has the old words still.",
        )


def merged_workbook(master: Reading, merged: MergeResult, *, made_on: dt.date) -> bytes:
    """The plan's workbook with what was taken."""
    form = copy(master, with_updates(master, merged.updates), made_on=made_on)
    return workbook_of(replace(form, properties=merged.memory.properties()))


def _side_by_side(master: Reading, merged: MergeResult, *, made_on: dt.date) -> bytes:
    """The workbook of the cells on which returns disagree."""
    title = master.plan.settings.title or UNNAMED["title"]
    return disputes_workbook(
        headings(merged.disputes),
        list(rows(merged.disputes)),
        title=f"{title}: where returns disagree",
        properties={MARK: quarter_of(master)},
        made_on=made_on,
    )


def _preference(typed: str, given: ReturnsRead) -> Preference:
    """What is preferred. Raises Misused where the words name none of the files, or several."""
    if typed == NEWEST:
        return newest
    listed = {**given.returns, Path(given.master.file): given.master}
    named = [
        file
        for path, file in listed.items()
        if Path(typed).name == path.name and typed in (str(path), path.name, file.file)
    ]
    if len(named) != 1:
        raise Misused(
            code="prefer-unknown",
            what=f"“{typed}” is {'more than one' if named else 'none'} of the returns.",
            fix="Give “newest”, or one of the files as it is named in the list.",
        )
    return lambda candidates: named[0] if named[0] in candidates else None
