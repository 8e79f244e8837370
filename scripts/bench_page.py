"""How long the page in the browser takes with a workbook: `bench_page.py WORKBOOK`.

Not part of `make bench`: its times are those of a server that is warm, and no shares of another's.
"""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path

_BOUNDARY = "bench"
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


def timed(name: str, work: Callable[[], object]) -> None:
    """Do it, and print how long it took."""
    began = time.perf_counter()
    work()
    print(f"{name:<42} {time.perf_counter() - began:6.2f} s")


def main(workbook: Path) -> None:
    """Start a server, and print the times."""
    command = [sys.executable, "-m", "reportgen", "serve", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
        if server.stderr is None or not (
            found := re.search(r"http://\S+/enter/\S+", server.stderr.readline())
        ):
            sys.exit("A page is served already, or none can be: quit it first.")
        visitor = Visitor(found[0])
        time.sleep(_AFTER_START)
        timed("first page", lambda: visitor.ask("/"))
        timed("a workbook dropped, read and checked", lambda: visitor.open(workbook))
        timed("its faults", lambda: visitor.ask("/faults"))
        timed("the action plan as a web page", lambda: visitor.ask("/look/action-plan"))
        timed("the action plan as a PDF, the first", visitor.make)
        timed("the action plan as a PDF, again", visitor.make)
        server.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
