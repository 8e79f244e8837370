"""The pages without a server, and a browser that is let in."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import openpyxl
from conftest import DATA
from docx.document import Document
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

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


class Visitor:
    """Somebody before the pages."""

    def __init__(self, site: Site) -> None:
        self.site, self.client = site, site.client()

    def send(self, page: str, **fields: object) -> TestResponse:
        """Send a form, and follow where it leads."""
        return self.client.post(page, data=fields, headers=HERE, follow_redirects=True)

    def drop(self, *paths: Path, page: str = "/open", **fields: object) -> TestResponse:
        """Drop files on a box."""
        files = [(io.BytesIO(path.read_bytes()), path.name) for path in paths]
        return self.send(page, file=files, **fields)

    def see(self, page: str) -> str:
        """What a page says."""
        with self.client.get(page, follow_redirects=True) as answer:
            return unescape(answer.text)

    def take(self, page: str) -> bytes:
        """The file that a page gives."""
        with self.client.get(page) as answer:
            assert answer.status_code == 200
            return bytes(answer.data)


def boxes(page: str) -> dict[str, str]:
    """The boxes of a page that have a cell, with what stands in them."""
    fields = re.findall(r'name="was-([^"]*)" value="([^"]*)"', page)
    return {unescape(f"cell-{place}"): unescape(words) for place, words in fields}


def edited(path: Path, copy: Path, **cells: str) -> Path:
    """A copy of a workbook with other words in cells of its sheet Actions."""
    book = openpyxl.load_workbook(path)
    for place, words in cells.items():
        book["Actions"][place] = words
    copy.parent.mkdir(exist_ok=True)
    book.save(copy)
    return copy


def forms(visitor: Visitor, folder: Path, due: str = "") -> dict[str, Path]:
    """The forms of a plan, by their officers."""
    visitor.send("/officers", due=due)
    link = re.search(r'href="(/files/[^"]+)"', visitor.see("/officers"))
    assert link
    with zipfile.ZipFile(io.BytesIO(visitor.take(link[1]))) as archive:
        archive.extractall(folder)
    return {path.stem.split(" - ")[0]: path for path in folder.glob("*.xlsx")}


def answered(path: Path, copy: Path, status: str) -> Path:
    """A form in which the first action has another status."""
    head = next(openpyxl.load_workbook(path)["Actions"].iter_rows(max_row=1))
    column = next(cell.column_letter for cell in head if cell.value == "Status")
    return edited(path, copy, **{f"{column}2": status})
