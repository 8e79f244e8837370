"""Make the workbook of the next quarter."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.app.files import must_be_possible, save
from reportgen.app.left_behind import left_behind
from reportgen.app.returns import whole_plan
from reportgen.model.calendar import Quarter
from reportgen.model.errors import Wording
from reportgen.model.problems import Problem, Where
from reportgen.model.schema import ACTIONS
from reportgen.model.text import joined, quoted
from reportgen.returns import next_quarter as rolling
from reportgen.workbook.write.workbook import workbook as workbook_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledPlan:
    """The workbook that was written, and what is to be said of it."""

    path: Path
    before: Quarter
    after: Quarter
    cleared: tuple[str, ...]
    """The settings of the last meeting, which are blank now."""
    kept: tuple[str, ...]
    """The settings that are to be read again: they may be of the last quarter."""
    own: tuple[str, ...]
    """The plan's own columns of actions, whose words are as they were."""
    problems: tuple[Problem, ...]
    """Of what stays behind in the old workbook."""

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines."""
        return {
            "workbook": str(self.path),
            "before": str(self.before),
            "after": str(self.after),
            "cleared": list(self.cleared),
            "kept": list(self.kept),
            "own": list(self.own),
            "problems": [problem.to_json(wording) for problem in self.problems],
        }


def next_quarter(
    workbook: Path, path: Path, *, made_on: dt.date, force: bool = False
) -> RolledPlan:
    """Write the next quarter's workbook at `path`: this quarter's words are in its History.

    Raises HasErrors where the workbook has errors and is not forced, Unwritable where there is a
    file at `path` already.
    """
    must_be_possible([path], overwrite=False)
    reading = whole_plan(workbook).reading
    rolled = rolling.next_quarter(reading, made_on=made_on, force=force)
    save({path: workbook_of(rolled.form)}, overwrite=False)
    return RolledPlan(
        path=path,
        before=rolled.before,
        after=rolled.after,
        cleared=rolled.cleared,
        kept=rolled.kept,
        own=rolled.own,
        problems=(*_lost(workbook, rolled.lost), *left_behind(workbook)),
    )


def _lost(workbook: Path, headings: Sequence[str]) -> Iterator[Problem]:
    """A note where translations of what officers said go nowhere."""
    if headings:
        yield Problem(
            code="left-behind",
            where=Where(sheet=ACTIONS.name),
            what=(
                "The new workbook does not have what stands under"
                f" {joined([quoted(heading) for heading in headings])}: the sheet History has no"
                " such columns."
            ),
            fix=f"It stays in {workbook.name}; add the columns to History first, to keep it.",
        )
