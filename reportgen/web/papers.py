"""The papers: looked at, made in a process of their own, and taken away."""

from dataclasses import dataclass

from flask import abort, make_response, request
from werkzeug.wrappers import Response

from reportgen.app.build import BuildOptions, build
from reportgen.app.files import save_together
from reportgen.model.edition import PAPERS, Edition, Format, ReportKind
from reportgen.model.settings import Settings
from reportgen.model.text import count
from reportgen.web.desk import Answer, Desk
from reportgen.web.guard import PAPER_POLICY
from reportgen.web.jobs import Job
from reportgen.web.workspace import Workspace, safe_name

NAMES = {
    ReportKind.ACTION_PLAN: ("Action plan", "The appendix: every action with its status."),
    ReportKind.COVERING_REPORT: ("Covering report", "For the committee, with recommendations."),
    ReportKind.EXCEPTIONS: ("Exceptions", "What is off track, at risk or late."),
    ReportKind.TIMELINE: ("Timeline", "When each action is due, quarter by quarter."),
    ReportKind.CHANGES: ("Changes", "What is new since the last quarter."),
    ReportKind.BRIEFING: ("Briefing", "For the chair; not for publication."),
}
"""The reports, each with what it is for."""
_LOOK_AGAIN = "1; url=/papers"  # seconds after which the browser asks again whether papers are made
_FORMATS = {Format.PDF: "PDF", Format.DOCX: "Word", Format.HTML: "Web page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that was made."""

    name: str
    kind: str
    address: str
    shown: str
    """Where the browser shows it; empty where it cannot."""


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve("/papers", _look)
    desk.serve("/papers", _make, changes=True)
    desk.serve("/papers/stop", _stop, changes=True)
    desk.serve("/papers/all.zip", _all)
    desk.serve("/look/<report>", _preview)
    desk.serve("/show/<key>", _show)


def _look(desk: Desk) -> Answer:
    workspace = desk.workspace
    reading = desk.reading()
    if reading is None:
        return desk.go("/")
    job = workspace.job
    result = job.result.result() if job and job.done and not job.result.cancelled() else None
    if result:
        workspace.made["papers"] = f"{count(len(result.files), 'document')} made"
    shown = desk.show(
        "papers.html",
        names=NAMES,
        formats=_FORMATS,
        languages=list(reading.reading.translations),
        sound=reading.sound,
        running=job is not None and not job.done,
        job=job,
        result=result,
        papers=_papers(desk, job, reading.plan.settings) if job and result else [],
    )
    answer = make_response(shown)
    if job and not job.done:
        answer.headers["Refresh"] = _LOOK_AGAIN
    return answer


def _make(desk: Desk) -> Answer:
    workspace = desk.workspace
    if workspace.plan is None:
        return desk.go("/")
    options = _asked(workspace)
    if not options.editions or not options.formats:
        desk.say("Choose at least one paper, and at least one kind of document.")
        return desk.go("/papers")
    if workspace.job and not workspace.job.done:
        workspace.papers.stop_work()
    result = workspace.papers.start(build, workspace.plan, options)
    workspace.job = Job(workbook=workspace.plan, options=options, result=result)
    return desk.go("/papers")


def _stop(desk: Desk) -> Answer:
    workspace = desk.workspace
    workspace.papers.stop_work()
    workspace.job = None
    desk.say("Making the papers was stopped.")
    return desk.go("/papers")


def _all(desk: Desk) -> Answer:
    """All that were made, in one file."""
    workspace = desk.workspace
    job = workspace.job
    if job is None or not job.done:
        abort(404)
    path = workspace.new_folder() / f"{job.workbook.stem}-papers.zip"
    names = {path: key for key, path in workspace.results.items()}
    made = {workspace.names.get(names.get(f, ""), f.name): f for f in job.result.result().files}
    save_together(path, made)
    return desk.give(path)


def _preview(desk: Desk, report: str) -> Answer:
    """A report as a web page, as a draft; made at once."""
    workspace = desk.workspace
    if workspace.plan is None or report not in [kind.value for kind in ReportKind]:
        abort(404)
    edition = Edition(report=ReportKind(report))
    options = BuildOptions(
        folder=workspace.new_folder(),
        editions=(edition,),
        formats=(Format.HTML,),
        previous=workspace.previous,
    )
    result = workspace.reader.do(build, workspace.plan, options)
    if not result.files:
        raise next(iter(result.refusals), LookupError(report))
    return _framed(desk.give(result.files[0], shown=True))


def _show(desk: Desk, key: str) -> Answer:
    """A document that was made, in the browser."""
    workspace = desk.workspace
    path = workspace.results.get(key)
    if path is None or not path.is_file():
        abort(404)
    answer = desk.give(path, shown=True)
    return _framed(answer) if path.suffix == ".html" else answer


def _framed(answer: Response) -> Response:
    """The same, as it may be shown within a page of ours."""
    answer.headers["Content-Security-Policy"] = PAPER_POLICY
    return answer


def _asked(workspace: Workspace) -> BuildOptions:
    """What the form asks for."""
    form = request.form
    languages = ["", *form.getlist("language")]
    editions = tuple(
        Edition(
            report=kind,
            final=form.get("stage") == "final",
            large_print="large" in form,
            language=language,
        )
        for language in languages
        for kind in ReportKind
        if kind.value in form.getlist("report")
    )
    return BuildOptions(
        folder=workspace.new_folder(),
        editions=editions,
        formats=tuple(kind for kind in PAPERS if kind.value in form.getlist("format")),
        previous=workspace.previous,
    )


def _papers(desk: Desk, job: Job, settings: Settings) -> list[Paper]:
    """The documents of a job that were made, under the names by which a committee knows them."""
    workspace = desk.workspace
    made = {path.name: path for path in job.result.result().files}
    known = {path: key for key, path in workspace.results.items()}
    found = []
    for edition in job.options.editions:
        for kind in job.options.formats:
            path = made.get(edition.file_name(job.workbook.stem, kind))
            if path is None:
                continue
            key = known.get(path) or workspace.offer(path, name=name_of(edition, kind, settings))
            shown = f"/show/{key}" if kind in (Format.PDF, Format.HTML) else ""
            found.append(
                Paper(
                    name=workspace.names[key],
                    kind=_FORMATS[kind],
                    address=f"/files/{key}",
                    shown=shown,
                )
            )
    return found


def name_of(edition: Edition, kind: Format, settings: Settings) -> str:
    """What a committee calls a document: “Appendix B Action plan Q3 2016-17 DRAFT.pdf”."""
    private = "NOT FOR PUBLICATION" if edition.report is ReportKind.BRIEFING else ""
    parts = (
        settings.appendix if edition.report is ReportKind.ACTION_PLAN else "",
        NAMES[edition.report][0],
        settings.quarter.replace("/", "-"),
        "large print" if edition.large_print else "",
        edition.language,
        private,
        "" if edition.final else "DRAFT",
    )
    return safe_name(f"{' '.join(filter(None, parts))}.{kind.value}")
