"""How long the page in the browser takes with a workbook: `bench_page.py WORKBOOK`.

Its times are seconds of a server that is warm, and no shares of another's.
"""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path

import openpyxl
from bench_costs import verdict

_BOUNDARY = "bench"
_PAGES = "/look?of=action-plan&as=pdf"
_AFTER_START = 2  # seconds in which a browser would have been opened


class Visitor:
    """A browser without a screen, let in by the address that the program printed."""

    def __init__(self, address: str) -> None:
        self._site = address.partition("/enter/")[0]
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self._opener.open(address).read()

    def ask(self, page: str, body: bytes | None = None, kind: str = "") -> bytes:
        """Get a page, or send a form to it."""
        headers = {"Sec-Fetch-Site": "same-origin"} | ({"Content-Type": kind} if kind else {})
        asked = urllib.request.Request(self._site + page, data=body, headers=headers)  # noqa: S310
        with self._opener.open(asked) as answer:
            return bytes(answer.read())

    def open(self, workbook: Path) -> None:
        """Drop a workbook on the first page."""
        head = (
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file";'
            f' filename="{workbook.name}"\r\n\r\n'
        )
        body = head.encode() + workbook.read_bytes() + f"\r\n--{_BOUNDARY}--\r\n".encode()
        self.ask("/open", body, f"multipart/form-data; boundary={_BOUNDARY}")

    def make(self) -> None:
        """Have the action plan made as a PDF, and wait for it."""
        form = b"report=action-plan&format=pdf&stage=draft"
        page = self.ask("/papers", form, "application/x-www-form-urlencoded")
        while b"Made:" not in page:
            time.sleep(0.05)
            page = self.ask("/papers")


def timed(work: Callable[[], object]) -> float:
    """How many seconds it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def visit(workbook: Path) -> dict[str, float]:
    """Start a server, and use it; the seconds of each step."""
    command = [sys.executable, "-m", "reportgen", "serve", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
        if server.stderr is None or not (
            found := re.search(r"http://\S+/enter/\S+", server.stderr.readline())
        ):
            sys.exit("A page is served already, or none can be: quit it first.")
        visitor = Visitor(found[0])
        time.sleep(_AFTER_START)
        steps: dict[str, Callable[[], object]] = {
            "first page": lambda: visitor.ask("/"),
            "a workbook dropped, read and checked": lambda: visitor.open(workbook),
            "its faults": lambda: visitor.ask("/faults"),
            "the action plan as a web page": lambda: visitor.ask("/look/action-plan"),
            "the pages of its PDF, the first": lambda: visitor.ask(_PAGES),
            "the pages of its PDF, again": lambda: visitor.ask(_PAGES),
            "the PDF made": visitor.make,
        }
        times = {name: timed(work) for name, work in steps.items()}
        server.terminate()
    return times


def by_typst(workbook: Path, copy: Path) -> Path:
    """The same plan, to be laid out by Typst."""
    book = openpyxl.load_workbook(workbook)
    book["Report"].append(["PDF engine", "Typst"])
    book.save(copy)
    return copy


def the_page(folder: Path, small: Path, middle: Path) -> list[bool]:
    """What is promised of the page: of plans of 27 and of 300 actions."""
    told = visit(middle)
    quick = visit(by_typst(small, folder / "typst.xlsx"))
    print("\nThe page in the browser, 300 actions (27, by Typst), in seconds:")
    for name, seconds in told.items():
        print(f"{name:<42}{seconds:8.2f}  ({quick[name]:.2f})")
    return [
        verdict("the first page, in seconds", told["first page"], 0.3),
        verdict("the faults of 300 actions, in seconds", told["its faults"], 1),
        verdict(
            "the web page, of the time of the PDF's pages",
            told["the action plan as a web page"] / told["the pages of its PDF, again"],
            0.9,
        ),
        verdict(
            "pages of the PDF by Typst at 27 actions, in seconds",
            quick["the pages of its PDF, again"],
            1,
        ),
    ]


if __name__ == "__main__":
    for step, seconds in visit(Path(sys.argv[1])).items():
        print(f"{step:<42} {seconds:6.2f} s")
