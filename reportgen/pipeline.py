"""What the edges may call: read a workbook, decide what the paper says, make its documents."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import HasErrors, Misused
from reportgen.problems import Severity

if TYPE_CHECKING:
    from reportgen.facts.position import Position
    from reportgen.plan import Plan
    from reportgen.reading import Reading
    from reportgen.reports.paper_view import Paper
    from reportgen.reports.view import Report

    View = Report | Paper


class Format(Enum):
    """The kinds of document that are made, by their file endings."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


def read(workbook: Path, *, previous: Path | None = None) -> "Reading":
    """The plan in a workbook, every problem in it, and where each action stands against earlier quarters.

    Those are in its History, or in the workbook `previous` of an earlier quarter. Raises Unreadable where there is no plan
    to read, Misused where `previous` is not of an earlier quarter.
    """
    # Each part is loaded when it is used: checking needs no renderer, and Word works without Pango.
    from reportgen.checks.checked import checked  # noqa: PLC0415
    from reportgen.facts.position import position  # noqa: PLC0415
    from reportgen.intake.assemble import read as intake  # noqa: PLC0415

    reading = intake(workbook)
    before = _earlier(reading, intake(previous), previous) if previous else None
    return replace(checked(reading, position(reading.plan, before)), previous=before)


def _earlier(reading: "Reading", previous: "Reading", path: Path) -> "Plan":
    """The plan of an earlier quarter's workbook."""
    from reportgen.quarter import Quarter  # noqa: PLC0415

    now, then = (Quarter.from_text(one.plan.settings.quarter) for one in (reading, previous))
    if not now or not then or then >= now:
        raise Misused(
            code="not-earlier",
            what=f"{path.name} is for {then or 'no quarter that is understood'}, which is not before {now or 'this workbook’s'}.",
            fix="Give the workbook of an earlier quarter, and see that both name theirs as Q3 2016/17 in the sheet Report.",
        )
    titles = {" ".join(one.plan.settings.title.casefold().split()) for one in (reading, previous)}
    if len(titles) > 1 and not {action.title for action in reading.plan.actions} & {
        action.title for action in previous.plan.actions
    }:
        what = f"{path.name} is of another plan: it has another title, and no action in the same words."
        raise Misused(code="another-plan", what=what, fix="Give an earlier quarter's workbook of this plan.")
    return previous.plan


class Kind(Enum):
    """The reports that are made, by their names in file names."""

    ACTION_PLAN = "action-plan"
    COVERING_REPORT = "covering-report"
    EXCEPTIONS = "exceptions"
    CHANGES = "changes"
    BRIEFING = "briefing"


def report(reading: "Reading", kind: Kind = Kind.ACTION_PLAN, *, final: bool = False) -> "View":
    """What a report says. Raises HasErrors where a final paper is asked of a workbook with errors."""
    from reportgen.facts.position import position  # noqa: PLC0415
    from reportgen.reports.words import count  # noqa: PLC0415

    if final and not reading.sound:
        errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
        raise HasErrors(
            code="not-final",
            what=f"The workbook has {count(errors, 'error')}, so there is no final paper yet.",
            fix="Mend what “reportgen check” names, or build the draft without --final.",
        )
    return _view(reading, position(reading.plan, reading.previous), kind, final=final)


def _view(reading: "Reading", position: "Position", kind: Kind, *, final: bool) -> "View":
    from reportgen.reports import action_plan, briefing, changes, covering_report, exceptions  # noqa: PLC0415

    match kind:
        case Kind.ACTION_PLAN:
            return action_plan.action_plan(position, reading.problems, sheet=reading.sheet, final=final)
        case Kind.COVERING_REPORT:
            return covering_report.covering_report(position, reading.previous, final=final)
        case Kind.EXCEPTIONS:
            return exceptions.exceptions(position, final=final)
        case Kind.CHANGES:
            return changes.changes(position, reading.previous, final=final)
        case Kind.BRIEFING:
            return briefing.briefing(position, final=final)


def to_complete(view: "View") -> tuple[str, ...]:
    """What somebody has still to write in a report, as it stands there in brackets."""
    from reportgen.reports.paper_view import Paper  # noqa: PLC0415

    if not isinstance(view, Paper):
        return ()
    front = tuple(fact.words for fact in view.facts if fact.missing)
    return (*front, *(words for part in view.parts for piece in part.pieces for words in piece.gaps))


def document(view: "View", kind: Format, *, made: dt.date, templates: Path | None = None) -> bytes:
    """One document's bytes; `made` is the day in its properties. Raises TemplateWrong or Unrenderable."""
    from reportgen.render.templates import folders  # noqa: PLC0415

    within = folders(templates)
    match kind:
        case Format.PDF:
            from reportgen.render.pdf.pdf import pdf  # noqa: PLC0415

            return pdf(view, within)
        case Format.DOCX:
            from reportgen.render.word import word  # noqa: PLC0415

            return word(view, within, made=made)
        case Format.HTML:
            from reportgen.render.html import html  # noqa: PLC0415

            return html(view, within).encode("utf-8")


def documents(
    view: "View", *, made: dt.date, formats: tuple[Format, ...] = tuple(Format), templates: Path | None = None
) -> Mapping[Format, bytes]:
    """Several documents of one report, by format."""
    return {kind: document(view, kind, made=made, templates=templates) for kind in formats}
