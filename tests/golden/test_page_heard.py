"""The web page as Chromium gives it to a screen reader, compared with what was approved."""

from pathlib import Path

import pytest
from browser import heard, needs_chromium, page
from conftest import DATA
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format

APPROVED = Path(__file__).parent / "cases" / "q3-final" / "page-heard.txt"


@needs_chromium
def test_a_browser_gives_a_screen_reader_what_was_approved(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Headings in order, tables with names and headers, nothing that only the eye is meant for."""
    view = report(read(DATA / "asb-2016-17-q3.xlsx"), final=True)
    path = tmp_path / "plan.html"
    path.write_bytes(documents(view, formats=(Format.HTML,))[Format.HTML])
    with page() as shown:
        shown.goto(path.as_uri())
        words = heard(shown)
    if request.config.getoption("--approve"):
        APPROVED.write_text(words, encoding="utf-8")
    assert words == APPROVED.read_text(encoding="utf-8")
    lines = [line.strip() for line in words.splitlines()]
    tables = [line for line in lines if line.startswith("table")]
    assert all(line.removeprefix("table").strip() for line in tables)
    assert not [line for line in lines if line.startswith(("image", "graphics"))]
    assert any(line.startswith("rowheader 1.1") for line in lines)
