"""The papers: looked at, made in a process of their own, and taken away."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from flask import abort, make_response, render_template, request
from werkzeug.wrappers import Response

from reportgen.app.build import BuildOptions, BuildResult, build
from reportgen.app.documents import pages_as_pictures, report
from reportgen.app.files import save_together
from reportgen.model.edition import PAPERS, Edition, Format, ReportKind
from reportgen.model.settings import Settings
from reportgen.web.desk import Answer, Desk, Later, OpenPlan
from reportgen.web.guard import PAPER_POLICY
from reportgen.web.worker import Worker
from reportgen.web.workspace import Document, Job, Workspace, safe_name

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
_MOST_DRAWN = 40  # pages that are shown as pictures
_COVERING = Edition(report=ReportKind.COVERING_REPORT)
_FORMATS = {Format.PDF: "PDF", Format.DOCX: "Word", Format.HTML: "Web page"}


def add(desk: Desk) -> None:
    """Serve the pages."""
    desk.serve_plan("/papers", _look)
    desk.serve_plan("/papers", _make, changes=True)
    desk.serve_plan("/papers/stop", _stop, changes=True)
    desk.serve_plan("/papers/all.zip", _all)
    desk.serve_plan("/look", _preview)
    desk.serve_plan("/look/<of>", _preview)
    desk.serve("/show/<key>", _show)


def _look(desk: Desk, plan: OpenPlan) -> Answer:
    workspace = desk.workspace
    job = workspace.job
    running = job is not None and not job.done
    if job and not running:
        _collect(workspace, job, plan.reading.plan.settings)
    documents = list(workspace.documents.values())
    shown = desk.show(
        "papers.html",
        names=NAMES,
        formats=_FORMATS,
        languages=list(plan.reading.reading.translations),
        sound=plan.reading.sound,
        running=running,
        job=job,
        result=workspace.result if workspace.result_of == workspace.state else None,
        waiting=workspace.round.waiting,
        papers=[each for each in documents if each.state == workspace.state],
        older=[each for each in documents if each.state != workspace.state],
        asked=_remembered(workspace),
        gaps=len(report(plan.reading, _COVERING).gaps),
    )
    answer = make_response(shown)
    if running:
        answer.headers["Refresh"] = _LOOK_AGAIN
    return answer


def _make(desk: Desk, plan: OpenPlan) -> Answer:
    workspace = desk.workspace
    workspace.asked = request.form.to_dict(flat=False)
    options = _asked(workspace)
    if not options.editions or not options.formats:
        desk.refuse("Choose at least one paper, and at least one kind of document.")
        return desk.go("/papers")
    if workspace.job and not workspace.job.done:
        workspace.papers.stop_work()
    workspace.result = None
    results = tuple(
        workspace.papers.start(build, plan.path, replace(options, editions=(edition,)))
        for edition in options.editions
    )
    workspace.job = Job(workbook=plan.path, state=workspace.state, options=options, results=results)
    return desk.go("/papers")


def _stop(desk: Desk, _: OpenPlan) -> Answer:
    workspace = desk.workspace
    workspace.papers.stop_work()
    workspace.job = None
    desk.say("Making the papers was stopped.")
    return desk.go("/papers")


def _all(desk: Desk, plan: OpenPlan) -> Answer:
    """All that were made of the workbook as it is, in one file."""
    workspace = desk.workspace
    current = [each for each in workspace.documents.values() if each.state == workspace.state]
    apart = len({each.group for each in current}) > 1
    made = {
        f"{each.group}/{each.name}" if apart else each.name: desk.offered(each.key).path
        for each in current
    }
    if not made:
        abort(404)
    quarter = plan.reading.plan.settings.quarter.replace("/", "-")
    title = plan.reading.plan.settings.title
    path = workspace.new_folder() / safe_name(f"{title} papers {quarter}".strip() + ".zip")
    save_together(path, made)
    for document in made.values():
        workspace.untaken.pop(document, None)
    return desk.give(path)


def _preview(desk: Desk, plan: OpenPlan, of: str = "") -> Answer | Later:
    """A report as a draft: as a web page, made at once, or the pages of the PDF."""
    workspace = desk.workspace
    asked = request.args
    of = of or asked.get("of", "")
    if of not in [kind.value for kind in ReportKind]:
        abort(404)
    edition = Edition(report=ReportKind(of), large_print="large" in asked)
    options = BuildOptions(
        folder=workspace.new_folder(),
        editions=(replace(edition, language=asked.get("in", "")),),
        formats=(Format.PDF if asked.get("as") == Format.PDF.value else Format.HTML,),
        previous=workspace.previous,
    )
    if Format.PDF in options.formats:
        return Later(partial(_pages, workspace.papers, plan.path, options))
    result = workspace.reader.do(build, plan.path, options)
    return _framed(desk.give(result.files[0], shown=True)) if result.files else _no_look(result)


def _pages(worker: Worker, workbook: Path, options: BuildOptions) -> Answer:
    """The pages of a PDF as pictures."""
    result = worker.do(build, workbook, options)
    if not result.files:
        return _no_look(result)
    drawn, pages = worker.do(pages_as_pictures, result.files[0], _MOST_DRAWN)
    name = NAMES[options.editions[0].report][0]
    return _framed(
        make_response(render_template("pages.html", name=name, drawn=drawn, pages=pages))
    )


def _no_look(result: BuildResult) -> Response:
    refusal = next(iter(result.refusals))
    return _framed(make_response(render_template("no_look.html", refusal=refusal)))


def _show(desk: Desk, key: str) -> Answer:
    """A document that was made, in the browser."""
    path = desk.offered(key).path
    answer = desk.give(path, shown=True)
    return _framed(answer) if path.suffix == ".html" else answer


def _framed(answer: Response) -> Response:
    """The same, as it may be shown within a page of ours."""
    answer.headers["Content-Security-Policy"] = PAPER_POLICY
    return answer


def _remembered(workspace: Workspace) -> dict[str, list[str]]:
    """What the form asked for last; what is usual, where it has asked for nothing."""
    return workspace.asked or {
        "report": [ReportKind.ACTION_PLAN.value],
        "format": [kind.value for kind in PAPERS],
        "stage": ["draft"],
    }


def _asked(workspace: Workspace) -> BuildOptions:
    """What the form asks for."""
    form = request.form
    languages = ["", *form.getlist("language")]
    editions = tuple(
        Edition(
            report=kind,
            final=form.get("stage") == "final",
            large_print=large,
            language=language,
        )
        for large in (False, True)[: 1 + ("large" in form)]
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


def _collect(workspace: Workspace, job: Job, settings: Settings) -> None:
    """Take the documents that a job has made, under the names by which a committee knows them."""
    workspace.job = None  # whatever comes of it, the page asks anew
    if any(result.cancelled() for result in job.results):
        return
    workspace.result = _together([result.result() for result in job.results])
    workspace.result_of = job.state
    made = {path.name: path for path in workspace.result.files}
    for edition in job.options.editions:
        for kind in job.options.formats:
            path = made.get(edition.file_name(job.workbook.stem, kind))
            if path is None:
                continue
            name = name_of(edition, kind, settings)
            key = workspace.offer_untaken(path, name=name)
            if old := workspace.documents.pop(name, None):
                workspace.untaken.pop(workspace.results[old.key].path, None)
            workspace.documents[name] = Document(
                name=name,
                kind=_FORMATS[kind],
                key=key,
                shown=kind in (Format.PDF, Format.HTML),
                state=job.state,
                group=_group(edition),
            )


def _group(edition: Edition) -> str:
    """The folder of a document among others, so that none goes out that is not meant to."""
    if edition.report is ReportKind.BRIEFING:
        return "Not for publication"
    return "Final" if edition.final else "Drafts"


def _together(results: Sequence[BuildResult]) -> BuildResult:
    """What came of several editions, each sentence once."""
    refusals = {str(refusal): refusal for result in results for refusal in result.refusals}
    return replace(
        results[0],
        notes=tuple(dict.fromkeys(note for result in results for note in result.notes)),
        refusals=tuple(refusals.values()),
        files=tuple(path for result in results for path in result.files),
        fault=next((result.fault for result in results if result.fault), None),
    )


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
