"""A real server in a process of its own, and a browser before it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from conftest import ROOT
from playwright.sync_api import Page

INSTALLED = (sys.executable, "-m", "reportgen")


@contextmanager
def server(folder: Path, *more: str, program: Sequence[str] = INSTALLED) -> Iterator[str]:
    """The address that `reportgen serve` prints; ended afterwards."""
    command = [*program, "serve", "--no-browser", *more]
    kept = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        command, cwd=ROOT, env=kept, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        try:
            yield found[0]
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()


def choose(page: Page, box: str, *paths: Path, then: str) -> None:
    """Choose files in a box, and press the button."""
    page.set_input_files(box, list(paths))
    page.get_by_role("button", name=then).click()


def taken(page: Page, link: str, folder: Path) -> Path:
    """The file that a link gives, as the browser saves it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
