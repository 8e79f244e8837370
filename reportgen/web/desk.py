"""What all pages share: the workspace, who holds it, the sentences to say, and the page's frame."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response, redirect, render_template, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from reportgen.app.check import CheckResult
from reportgen.app.read import ReadResult
from reportgen.web.steps import steps
from reportgen.web.workspace import Workspace

Today = Callable[[], dt.date]
Answer = AnyResponse | str


@dataclass(slots=True)
class Desk:
    """The pages of one workspace."""

    app: Flask
    workspace: Workspace
    today: Today
    said: list[str] = field(default_factory=list)
    """Sentences for the next page."""

    def serve(self, rule: str, view: "Callable[..., Answer]", *, changes: bool = False) -> None:
        """Serve a page at an address; one at a time, since all have one workspace."""

        def alone(**parts: str) -> Answer:
            with self.workspace.lock:
                return view(self, **parts)

        self.app.add_url_rule(
            rule,
            endpoint=f"{rule} {'changed' if changes else 'shown'}",
            view_func=alone,
            methods=["POST"] if changes else ["GET"],
        )

    def show(self, page: str, **values: object) -> str:
        """A page in its frame, with what was to be said on it."""
        said, self.said = self.said, []
        result = self.workspace.checked()
        return render_template(
            page,
            said=said,
            here=request.path,
            plan=self.workspace.plan,
            ours=self.workspace.is_ours,
            steps=steps(self.workspace, result),
            **values,
        )

    def say(self, words: str) -> None:
        """Say a sentence on the next page."""
        self.said.append(words)

    def go(self, address: str) -> AnyResponse:
        """Go on to a page: what was sent is not sent again where that is reloaded."""
        return redirect(address, code=303)

    def reading(self) -> ReadResult | None:
        """The plan where there is one that can be read."""
        result = self.workspace.checked()
        return outcome_of(result)

    def give(self, path: Path, *, name: str = "", shown: bool = False) -> Response:
        """A file to take away, or to be shown by the browser."""
        return send_file(path, as_attachment=not shown, download_name=name or path.name, max_age=0)


def outcome_of(result: CheckResult | None) -> ReadResult | None:
    """What was read; None where nothing was, or it was refused."""
    return result.outcome if result and isinstance(result.outcome, ReadResult) else None
