"""What all pages share: the workspace, who holds it, the sentences to say, and the page's frame."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Concatenate

from flask import Flask, Response, abort, redirect, render_template, request, send_file
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from reportgen.app.files import save_together
from reportgen.app.read import ReadResult
from reportgen.app.split import Mailing
from reportgen.web.steps import steps
from reportgen.web.workspace import Offered, Workspace

Today = Callable[[], dt.date]
Answer = AnyResponse | str


@dataclass(frozen=True, slots=True)
class Later:
    """An answer that takes long; others are answered meanwhile."""

    answer: Callable[[], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlan:
    """The plan that is open, as it was read."""

    path: Path
    reading: ReadResult


@dataclass(slots=True)
class Desk:
    """The pages of one workspace."""

    app: Flask
    workspace: Workspace
    today: Today
    said: list[tuple[str, bool]] = field(default_factory=list)
    """Sentences for the next page, and whether something was not done."""

    def serve(
        self, rule: str, view: "Callable[..., Answer | Later]", *, changes: bool = False
    ) -> None:
        """Serve a page at an address; one at a time, since all have one workspace."""

        def alone(**parts: str) -> Answer:
            with self.workspace.lock:
                given = view(self, **parts)
            return given.answer() if isinstance(given, Later) else given

        self.app.add_url_rule(
            rule,
            endpoint=f"{rule} {'changed' if changes else 'shown'}",
            view_func=alone,
            methods=["POST"] if changes else ["GET"],
        )

    def serve_plan(
        self,
        rule: str,
        view: "Callable[Concatenate[Desk, OpenPlan, ...], Answer | Later]",
        *,
        changes: bool = False,
    ) -> None:
        """Serve a page of the plan that is open; without one that can be read, the first page."""

        def with_plan(desk: "Desk", **parts: str) -> Answer | Later:
            plan, sitting = desk.plan(), desk.workspace.sitting
            if plan and changes and request.form.get("sitting", sitting) != sitting:
                desk.refuse(
                    f"Nothing was changed: the page was of another plan, and {plan.path.name} is"
                    " open now. What you typed is still there if you go back."
                )
                return desk.go("/")
            return view(desk, plan, **parts) if plan else desk.go("/")

        self.serve(rule, with_plan, changes=changes)

    def plan(self) -> OpenPlan | None:
        """The plan where there is one that can be read."""
        result = self.workspace.checked()
        if result is None or not isinstance(result.outcome, ReadResult):
            return None
        return OpenPlan(path=result.workbook, reading=result.outcome)

    def show(self, page: str, **values: object) -> str:
        """A page in its frame, with what was to be said on it."""
        said, self.said = self.said, []
        result = self.workspace.checked()
        return render_template(
            page,
            said=[words for words, refused in said if not refused],
            not_done=[words for words, refused in said if refused],
            here=request.path,
            plan=self.workspace.plan,
            ours=self.workspace.is_ours,
            sitting=self.workspace.sitting,
            steps=steps(self.workspace, result),
            **values,
        )

    def say(self, words: str) -> None:
        """Say a sentence on the next page."""
        self.said.append((words, False))

    def refuse(self, words: str) -> None:
        """Say on the next page what was not done, and what to do."""
        self.said.append((words, True))

    def go(self, address: str) -> AnyResponse:
        """Go on to a page: what was sent is not sent again where that is reloaded."""
        return redirect(address, code=303)

    def uploads(self) -> list[FileStorage]:
        """The files that were sent."""
        return [file for file in request.files.getlist("file") if file.filename]

    def offered(self, key: str) -> Offered:
        """What is offered under a key; else there is no such page."""
        offered = self.workspace.results.get(key)
        if offered is None or not offered.path.is_file():
            abort(404)
        return offered

    def give(self, path: Path, *, name: str = "", shown: bool = False) -> Response:
        """A file to take away, or to be shown by the browser."""
        if not shown:
            self.workspace.untaken.pop(path, None)
        return send_file(path, as_attachment=not shown, download_name=name or path.name, max_age=0)

    def offer_mailing(self, mailing: Mailing, plan: Path, step: str) -> None:
        """Offer the files of a mailing as one zip file, and say what is to be said of them."""
        workspace = self.workspace
        folder = workspace.new_folder()
        files = mailing.save(folder)
        path = folder / f"{stem(plan)}-{step}.zip"
        save_together(path, {file.name: file for file in files})
        workspace.offer_work(path, step)
        for sentence in mailing.sentences:
            self.say(sentence)

    def ask_first(
        self,
        address: str,
        words: str,
        fields: Sequence[tuple[str, str]] = (),
        but: Path | None = None,
    ) -> Answer:
        """Ask whether what nobody took away, but this, may be lost, before going on."""
        names = {offered.path: offered.name for offered in self.workspace.results.values()}
        left = [
            (names.get(path, path.name), at)
            for path, at in self.workspace.untaken.items()
            if path != but
        ]
        return self.show("before.html", left=left, address=address, words=words, fields=fields)

    def may_lose(self, but: Path | None = None) -> bool:
        """Whether nothing but this would be lost, or somebody said that it may be."""
        return "all-the-same" in request.form or not self.workspace.untaken.keys() - {but}


CORRECTED, MERGED = "-corrected", "-merged"
"""What is added to the name of a plan's file for what became of it."""


def stem(plan: Path) -> str:
    """The name of a plan's file, without what was added for what became of it."""
    return plan.stem.removesuffix(CORRECTED).removesuffix(MERGED)
