"""Whether a return is one to take answers from: of this plan and quarter."""

from collections.abc import Iterator

from reportgen.columns import REPORT
from reportgen.facts.officers import folded_name
from reportgen.problems import Problem, Where
from reportgen.quoting import quoted
from reportgen.returns.marker import NOBODY, quarter_of
from reportgen.returns.master import Master
from reportgen.returns.returned import Returned


def is_for(returned: Returned, master: Master) -> tuple[bool, list[Problem]]:
    """Whether a return is for this plan and quarter, and what is to be said of it as a whole."""
    wrong = list(_wrong(returned, master))
    if wrong:
        return False, wrong
    if not returned.marker:
        what = "This workbook does not know for which plan and officer it is; its actions are found by their refs."
        return True, [_of_file(returned, "return-unmarked", what, "Check that it is the right one.")]
    if not returned.own(master.actions):
        what = (
            f"Nobody in the plan is {quoted(returned.officer or NOBODY)} now, for whom this was made; actions are found by refs."
        )
        fix = "Check that its answers are for these actions."
        return True, [_of_file(returned, "return-officer-unknown", what, fix)]
    if returned.marker.master != master.words:
        what = "The plan was changed since this return was made; the officer’s cells are taken."
        return True, [_of_file(returned, "return-older-plan", what, "Check that its answers still fit their actions.")]
    return True, []


def _wrong(returned: Returned, master: Master) -> Iterator[Problem]:
    marker, now = returned.marker, master.quarter
    quarter = marker.quarter if marker else quarter_of(returned.reading)
    if quarter and now and quarter != now:
        what = f"This return is for {quarter}, and the plan’s workbook is for {now}; nothing is taken from it."
        yield _of_file(returned, "return-other-quarter", what, "Ask the officer for this quarter’s workbook.", sheet=REPORT.name)
    if not _same_plan(returned, master):
        named = (marker.plan if marker else returned.reading.plan.settings.title) or "another plan"
        what = f"This return was made from {quoted(named)}, and not from {quoted(master.title)}; nothing is taken from it."
        yield _of_file(returned, "return-other-plan", what, "Merge it into the plan that it belongs to.", sheet=REPORT.name)


def _same_plan(returned: Returned, master: Master) -> bool:
    """By title; where that was corrected since, by the words of the plan."""
    marker = returned.marker
    named = marker.plan if marker else returned.reading.plan.settings.title
    if not named or not master.title or folded_name(named) == folded_name(master.title[:255]):
        return True
    return bool(marker and marker.master == master.words)


def _of_file(returned: Returned, code: str, what: str, fix: str, *, sheet: str = "") -> Problem:
    return Problem(code=code, where=Where(file=returned.file, sheet=sheet), what=what, fix=fix)
