"""A workbook that came back, and whether it is one to take answers from."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reportgen.columns import REPORT
from reportgen.facts.officers import folded_name
from reportgen.plan import Action, Plan
from reportgen.problems import Problem, Where
from reportgen.reading import Reading
from reportgen.returns.marker import NOBODY, Marker, of_plan, quarter_of

_SHORT = 60  # characters of a cell that are quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A return: its file's name, what was read from it, what it knows of itself, and when it was last saved."""

    file: str
    reading: Reading
    marker: Marker | None
    modified: dt.datetime | None = None

    def place(self, key: str, row: int) -> Where:
        """The cell of this column and row of its actions, with the file."""
        return replace(self.reading.tables["Actions"].place(key, row), file=self.file)

    @property
    def officer(self) -> str:
        """The officer it was made for; empty where it is nobody's or not known."""
        return self.marker.officer if self.marker and self.marker.officer != NOBODY else ""

    def own(self, actions: Iterable[Action]) -> tuple[Action, ...]:
        """Those of the plan's actions that it was made for; all where it is not marked."""
        if not self.marker:
            return tuple(actions)
        mine = folded_name(self.officer)
        return tuple(action for action in actions if mine in map(folded_name, action.officers or ("",)))


def quoted(words: str) -> str:
    """“The beginning of what somebody typed…”, on one line."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= _SHORT else f'{line[: _SHORT - 1].rstrip()}…'}”"


def is_for(returned: Returned, master: Reading) -> tuple[bool, list[Problem]]:
    """Whether a return is for this plan and quarter, and what is to be said of it as a whole."""
    wrong = list(_wrong(returned, master))
    if wrong:
        return False, wrong
    if not returned.marker:
        what = "This workbook does not know for which plan and officer it is; its actions are found by their refs."
        return True, [_of_file(returned, "return-unmarked", what, "Check that it is the right one.")]
    if returned.marker.master != of_plan(master):
        what = "The plan was changed since this return was made; the officer’s cells are taken."
        return True, [_of_file(returned, "return-older-plan", what, "Check that its answers still fit their actions.")]
    return True, []


def _wrong(returned: Returned, master: Reading) -> Iterator[Problem]:
    marker, now = returned.marker, quarter_of(master)
    quarter = marker.quarter if marker else quarter_of(returned.reading)
    if quarter and now and quarter != now:
        what = f"This return is for {quarter}, and the plan’s workbook is for {now}; nothing is taken from it."
        yield _of_file(returned, "return-other-quarter", what, "Ask the officer for this quarter’s workbook.", sheet=REPORT.name)
    if not _same_plan(returned, master):
        named = (marker.plan if marker else returned.reading.plan.settings.title) or "another plan"
        what = f"This return was made from {quoted(named)}, and not from {quoted(_title(master.plan))}; nothing is taken from it."
        yield _of_file(returned, "return-other-plan", what, "Merge it into the plan that it belongs to.", sheet=REPORT.name)


def _same_plan(returned: Returned, master: Reading) -> bool:
    """By title; where that was corrected since, by the words of the plan."""
    marker = returned.marker
    named = marker.plan if marker else _title(returned.reading.plan)
    if not named or not _title(master.plan) or folded_name(named) == folded_name(_title(master.plan)[:255]):
        return True
    return bool(marker and marker.master == of_plan(master))


def _title(plan: Plan) -> str:
    return plan.settings.title


def _of_file(returned: Returned, code: str, what: str, fix: str, *, sheet: str = "") -> Problem:
    return Problem(code=code, where=Where(file=returned.file, sheet=sheet), what=what, fix=fix)
