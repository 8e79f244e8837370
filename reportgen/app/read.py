"""Read a workbook: its plan, what is wrong in it, and what follows from it."""

# openpyxl first, and from here: imported from deeper in our own imports, it runs over a piece of
# CPython 3.11's stack of frames (16 KB), and each further call asks the system for another: a sixth
# of what `check` takes.
import reportgen.workbook.read.openpyxl_reader  # noqa: F401

# isort: split

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.checks.check import with_checks, with_confirmed
from reportgen.facts.analysis import PlanAnalysis, analyse
from reportgen.model.calendar import Quarter
from reportgen.model.errors import Misused, Wording
from reportgen.model.plan import Plan
from reportgen.model.problems import Problem
from reportgen.model.reading import Reading, SourceFile
from reportgen.model.settings import LANGUAGE, same_language
from reportgen.model.text import fold, joined
from reportgen.office.limits import bounded_reading
from reportgen.workbook.read import assemble


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """A workbook as it was read. Its analysis was worked out once, and travels with it."""

    reading: Reading
    analysis: PlanAnalysis
    previous: Reading | None = None
    """The workbook of an earlier quarter that it is compared with, if one was given."""

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.reading.plan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in the workbook's order."""
        return self.reading.problems

    @property
    def sound(self) -> bool:
        """Whether nothing in the workbook would make the paper wrong."""
        return self.reading.sound

    @property
    def earlier_plan(self) -> Plan | None:
        """The plan of the earlier quarter's workbook."""
        return self.previous.plan if self.previous else None

    @property
    def earlier_source(self) -> SourceFile | None:
        """Which file the earlier quarter's workbook is."""
        return self.previous.source if self.previous else None

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines: whether it is sound, how many actions it has, and its problems."""
        return {
            "sound": self.sound,
            "actions": len(self.plan.actions),
            "problems": [problem.to_json(wording) for problem in self.problems],
        }


def read(workbook: Path, *, previous: Path | None = None) -> ReadResult:
    """Read a workbook, and say where each of its actions stands against earlier quarters.

    Those are in its History, or in the workbook `previous` of an earlier quarter. Raises Unreadable
    where there is no plan to read, Misused where `previous` is not of an earlier quarter.
    """
    reading = assemble.read(workbook)
    earlier = assemble.read(previous) if previous else None
    if earlier:
        _must_be_earlier(reading, earlier)
    with bounded_reading(workbook, *filter(None, (previous,))):
        analysis = analyse(reading.plan, earlier.plan if earlier else None)
        checked = with_confirmed(with_checks(reading, analysis))
    return ReadResult(reading=checked, analysis=analysis, previous=earlier)


def in_language(workbook: ReadResult, tag: str) -> ReadResult:
    """The same workbook in the words of its columns in another language.

    Its own, where the tag is that of the plan's language. Raises Misused where the workbook, or the
    one that it is compared with, has no columns in that language.
    """
    own = workbook.plan.settings.language or LANGUAGE
    if same_language(tag, own):
        return workbook
    earlier = workbook.previous
    plan = _plan_in(tag, workbook.reading)
    previous = _plan_in(tag, earlier) if earlier else None
    return ReadResult(
        reading=replace(workbook.reading, plan=plan),
        analysis=analyse(plan, previous),
        previous=replace(earlier, plan=previous) if earlier and previous else None,
    )


def _plan_in(tag: str, reading: Reading) -> Plan:
    """The plan in a language. Raises Misused where it has no column in it."""
    for known, plan in reading.translations.items():
        if same_language(known, tag):
            return plan
    there = joined(list(reading.translations)) or "none"
    raise Misused(
        code="no-such-language",
        what=(
            f"{reading.source.name} has no columns in the language {tag}; beside its own there is"
            f" {there}."
        ),
        fix=f"Head a column “Progress {tag}” beside Progress, and so for the other words.",
    )


def _must_be_earlier(reading: Reading, previous: Reading) -> None:
    """Raise Misused where a workbook is not of an earlier quarter of the same plan."""
    now, then = (Quarter.from_text(each.plan.settings.quarter) for each in (reading, previous))
    if not now or not then or then >= now:
        raise Misused(
            code="not-earlier",
            what=(
                f"{previous.source.name} is for {then or 'no known quarter'}, which is not before"
                f" {now or 'this workbook’s'}."
            ),
            fix=(
                "Give the workbook of an earlier quarter, and see that both name theirs as Q3"
                " 2016/17 in the sheet Report."
            ),
        )
    titles = {fold(each.plan.settings.title) for each in (reading, previous)}
    words, earlier = (
        {action.title for action in each.plan.actions} for each in (reading, previous)
    )
    if len(titles) > 1 and not words & earlier:
        raise Misused(
            code="another-plan",
            what=(
                f"{previous.source.name} is of another plan: it has another title, and no action in"
                " the same words."
            ),
            fix="Give an earlier quarter's workbook of this plan.",
        )
