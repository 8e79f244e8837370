"""The pages without a server, and a browser that is let in."""

import datetime as dt
from collections.abc import Sequence

from conftest import DATA
from docx.document import Document
from flask.testing import FlaskClient

from reportgen.web.application import application
from reportgen.web.guard import Guard
from reportgen.web.workspace import Workspace

HOST = "127.0.0.1:8765"
HERE = {"Sec-Fetch-Site": "same-origin"}
DAY = dt.date(2017, 1, 31)
PLAN = DATA / "asb-2016-17-q3.xlsx"


class Site:
    """A server's pages without a server."""

    def __init__(self, largest: int = 10_000_000) -> None:
        self.workspace, self.faults = Workspace(), list[BaseException]()
        self.app = application(
            self.workspace,
            today=lambda: DAY,
            note=lambda: None,
            leave=lambda: None,
            fault=self.faults.append,
            largest=largest,
        )
        self.guard = Guard((HOST, "localhost"))
        self.guard.watch(self.app)

    def client(self, *, known: bool = True) -> FlaskClient:
        """A browser; known where it came by a printed address."""
        client = self.app.test_client()
        if known:
            client.get(self.guard.address().removeprefix(f"http://{HOST}"))
        return client


def add_table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    """A table at the end of a Word document."""
    table = document.add_table(0, len(rows[0]))
    for words in rows:
        for cell, word in zip(table.add_row().cells, words, strict=True):
            cell.text = word
