"""What the edges may call: read a workbook, and decide what its papers say. Documents are made in making.py."""

import datetime as dt
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.model.errors import HasErrors, Misused
from reportgen.model.problems import Severity

if TYPE_CHECKING:
    from reportgen.facts.analysis import PlanAnalysis
    from reportgen.model.plan import Plan
    from reportgen.model.provenance import Edition
    from reportgen.model.reading import Reading
    from reportgen.reports.view import Paper, Report

    View = Report | Paper


def read(workbook: Path, *, previous: Path | None = None) -> "Reading":
    """The plan in a workbook, every problem in it, and where each action stands against earlier quarters.

    Those are in its History, or in the workbook `previous` of an earlier quarter. Raises Unreadable where there is no plan
    to read, Misused where `previous` is not of an earlier quarter.
    """
    # Each part is loaded when it is used: checking needs no renderer, and Word works without Pango.
    # First, and from here: from deeper in our own imports, openpyxl's own overran a piece of CPython 3.11's stack
    # of frames (16 KB), and each call asked the system for another one: 800 times, a twentieth of `check`.
    import reportgen.workbook.read.loading  # noqa: F401, PLC0415
    from reportgen.checks.check import with_checks  # noqa: PLC0415
    from reportgen.facts.analysis import analyse  # noqa: PLC0415
    from reportgen.workbook.read.assemble import read as intake  # noqa: PLC0415

    reading = intake(workbook)
    earlier = intake(previous) if previous else None
    before = _earlier(reading, earlier) if earlier else None
    found = with_checks(reading, analyse(reading.plan, before))
    return replace(found, previous=before, previous_source=earlier.source if earlier else None)


def _earlier(reading: "Reading", previous: "Reading") -> "Plan":
    """The plan of an earlier quarter's workbook."""
    from reportgen.model.calendar import Quarter  # noqa: PLC0415

    now, then = (Quarter.from_text(one.plan.settings.quarter) for one in (reading, previous))
    if not now or not then or then >= now:
        raise Misused(
            code="not-earlier",
            what=f"{previous.source.name} is for {then or 'no known quarter'}, which is not before {now or 'this workbook’s'}.",
            fix="Give the workbook of an earlier quarter, and see that both name theirs as Q3 2016/17 in the sheet Report.",
        )
    titles = {" ".join(one.plan.settings.title.casefold().split()) for one in (reading, previous)}
    if len(titles) > 1 and not {action.title for action in reading.plan.actions} & {
        action.title for action in previous.plan.actions
    }:
        what = f"{previous.source.name} is of another plan: it has another title, and no action in the same words."
        raise Misused(code="another-plan", what=what, fix="Give an earlier quarter's workbook of this plan.")
    return previous.plan


class ReportKind(Enum):
    """The reports that are made, by their names in file names."""

    ACTION_PLAN = "action-plan"
    COVERING_REPORT = "covering-report"
    EXCEPTIONS = "exceptions"
    CHANGES = "changes"
    BRIEFING = "briefing"


def report(  # noqa: PLR0913 - each is an option that people type
    reading: "Reading",
    kind: ReportKind = ReportKind.ACTION_PLAN,
    *,
    final: bool = False,
    large_print: bool = False,
    as_at: dt.date | None = None,
    attached: bool = False,
) -> "View":
    """What a report says. Its day is that of the workbook's last saving, unless `as_at` is given.

    Raises HasErrors where a final paper is asked of a workbook with errors.
    """
    from reportgen.facts.analysis import analyse  # noqa: PLC0415

    if final:
        _must_be_sound(reading)
    view = _view(reading, analyse(reading.plan, reading.previous), kind, final=final)
    view = _enlarged(view) if large_print else view
    from reportgen.model.provenance import Edition  # noqa: PLC0415

    asked = Edition(report=kind.value, final=final, large_print=large_print, attached=attached)
    return _signed(view, reading, asked, as_at)


def _enlarged(view: "View") -> "View":
    from reportgen.reports.large_print import enlarged, large_print  # noqa: PLC0415
    from reportgen.reports.view import Paper  # noqa: PLC0415

    return enlarged(view) if isinstance(view, Paper) else large_print(view)


def our_version() -> str:
    """The version of this program, as “0.1.0”."""
    from importlib.metadata import version  # noqa: PLC0415

    return version("reportgen")


def _must_be_sound(reading: "Reading") -> None:
    from reportgen.reports.sentences import count  # noqa: PLC0415

    if not reading.sound:
        errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
        raise HasErrors(
            code="not-final",
            what=f"The workbook has {count(errors, 'error')}, so there is no final paper yet.",
            fix="Mend what “reportgen check” names, or build the draft without --final.",
        )


def _signed(view: "View", reading: "Reading", asked: "Edition", as_at: dt.date | None) -> "View":
    """The same view with its day, and what it was made from."""
    from reportgen.model.provenance import Provenance  # noqa: PLC0415

    saved = reading.source.saved
    day = as_at or (saved.date() if saved else None)
    origin = Provenance(version=our_version(), asked=asked, workbook=reading.source, previous=reading.previous_source, day=day)
    memory = _memory(reading) if asked.report == ReportKind.ACTION_PLAN.value and not asked.large_print else {}
    return replace(view, made=day.isoformat() if day else "", origin=str(origin), memory=memory)


def _memory(reading: "Reading") -> dict[str, str]:
    """The marks of every action's words, by which an edited Word file is merged as an officer's workbook is."""
    from reportgen.returns.token import EVERYBODY, plan_fingerprint, return_token, update_fingerprint  # noqa: PLC0415

    said = reading.updates()
    words = [update_fingerprint(action, said[action.row]) for action in reading.plan.actions]
    return return_token(reading, EVERYBODY, master=plan_fingerprint(reading), words=words).properties()


def _view(reading: "Reading", position: "PlanAnalysis", kind: ReportKind, *, final: bool) -> "View":
    from reportgen.reports import action_plan, briefing, changes, covering_report, exceptions  # noqa: PLC0415

    match kind:
        case ReportKind.ACTION_PLAN:
            return action_plan.action_plan(position, reading.problems, sheet=reading.sheet, final=final)
        case ReportKind.COVERING_REPORT:
            return covering_report.covering_report(position, reading.previous, final=final)
        case ReportKind.EXCEPTIONS:
            return exceptions.exceptions(position, final=final)
        case ReportKind.CHANGES:
            return changes.changes(position, reading.previous, final=final)
        case ReportKind.BRIEFING:
            return briefing.briefing(position, final=final)


def to_complete(view: "View") -> tuple[str, ...]:
    """What somebody has still to write in a report, as it stands there in brackets."""
    from reportgen.reports.view import Paper  # noqa: PLC0415

    if not isinstance(view, Paper):
        return ()
    front = tuple(fact.words for fact in view.facts if fact.missing)
    return (*front, *(words for part in view.parts for piece in part.pieces for words in piece.gaps))
