"""The application: its pages, and what becomes of refusals and faults."""

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from http import HTTPStatus

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException, InternalServerError

from reportgen.model.errors import Refusal, Remedy
from reportgen.web import (
    cells,
    faults,
    imports,
    officers,
    opening,
    papers,
    returned,
)
from reportgen.web.desk import Answer, Desk, Today
from reportgen.web.workspace import Workspace

__all__ = ["Today", "application"]

_AGAIN = (
    "Start the program again: your browser opens, and all that you did is still there. Or open the"
    " address that the program printed, which opens one browser, once."
)
_TOLD = {
    HTTPStatus.FORBIDDEN: (
        "This page is for whoever started the program",
        _AGAIN,
    ),
    HTTPStatus.NOT_FOUND: (
        "There is no such page",
        "Files that were made are kept until another workbook is opened. Go back to the plan.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "That is too large",
        "100 MB can be sent at once. Send fewer files, or smaller ones.",
    ),
}

_REMEDIES = {
    "check-or-draft": "Mend what “Check” names, or make a draft.",
    "check-or-force": "Mend what “Check” names, or tick the box to make it all the same.",
    "give-setting": (
        "The source gives no {names}. It can be typed here, or later under “Quarter and meeting”."
    ),
    "map-heading": "No column was taken as {names}. If one of yours is, choose that beside it.",
    "more-like-it": "{fix} There are {more} more like it: see “Check”.",
    "prefer": "Ask which holds. Choose it where the answers are listed, else type it in Excel.",
    "prefer-too": "It comes once you choose which answer holds.",
    "quarter-or-force": (
        "Put the quarter right under “Quarter and meeting”; or tick the box to make it all the"
        " same."
    ),
}
"""What to do in the words of the page, where the program’s own name nothing that it has."""

_KEYS_OF_EXCEL = " (Alt and Enter)"
"""How a line is ended in a cell; in a box of the page it is Enter."""


def application(  # noqa: PLR0913 - what a server hands over
    workspace: Workspace,
    *,
    today: Today,
    note: Callable[[], None],
    leave: Callable[[], None],
    fault: Callable[[BaseException], None],
    largest: int,
    shared: bool = False,
) -> Flask:
    """The pages of a workspace.

    `note` is called with each request, `leave` when somebody quits, and `fault` with a fault of
    ours, which it is to write down. `shared` are those that come from another computer.
    """
    app = Flask("reportgen.web", template_folder="pages", static_folder="static")
    app.config["MAX_CONTENT_LENGTH"] = largest
    app.config["MAX_FORM_MEMORY_SIZE"] = largest
    app.logger.disabled = True  # faults are written to a file, and nothing else is to be said
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["worded"] = _worded
    app.jinja_env.globals["shared"] = shared
    app.before_request(note)
    desk = Desk(app=app, workspace=workspace, today=today)
    for pages in (opening, imports, cells, faults, papers, officers, returned):
        pages.add(desk)
    _add_ends(desk, leave)
    _add_refusals(desk, fault)
    return app


def _add_ends(desk: Desk, leave: Callable[[], None]) -> None:
    def end(desk: Desk) -> Answer:
        if not desk.may_lose():
            return desk.ask_first("/quit", "Quit all the same")
        leave()
        return render_template("bye.html")

    desk.serve("/quit", end, changes=True)


def _add_refusals(desk: Desk, fault: Callable[[BaseException], None]) -> None:
    def told(what: str, fix: str, status: int) -> tuple[str, int]:
        frame = {"steps": (), "plan": desk.workspace.plan, "here": ""}
        return render_template("refused.html", what=what, fix=fix, **frame), status

    def refused(refusal: Refusal) -> tuple[str, int]:
        page = desk.show("refused.html", what=refusal.what, fix=refusal.fix)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY

    def ended(_: BrokenProcessPool) -> tuple[str, int]:
        what = "The part of the program that worked on it ended: it took too much, or was stopped."
        fix = "No file of yours was changed. Go back, and try again with another file."
        return told(what, fix, HTTPStatus.UNPROCESSABLE_ENTITY)

    def failed(error: HTTPException) -> tuple[str, int]:
        if isinstance(error, InternalServerError):
            fault(error.original_exception or error)
            what = "The program has a fault of its own"
            fix = (
                "What happened is written to a file, which the program’s window names: send it to"
                " whoever looks after the program. No file of yours was changed."
            )
            return told(what, fix, HTTPStatus.INTERNAL_SERVER_ERROR)
        status = HTTPStatus(error.code or HTTPStatus.BAD_REQUEST)
        what, fix = _TOLD.get(status, (status.phrase, "Go back to the plan."))
        return told(what, fix, status)

    desk.app.register_error_handler(Refusal, refused)
    desk.app.register_error_handler(BrokenProcessPool, ended)
    desk.app.register_error_handler(HTTPException, failed)


def _worded(sentence: str) -> str:
    """A sentence of the program as the page says it."""
    words = _REMEDIES.get(sentence.code, "") if isinstance(sentence, Remedy) else ""
    if isinstance(sentence, Remedy) and words:
        return words.format(**sentence.values)
    return sentence.replace(_KEYS_OF_EXCEL, "")
