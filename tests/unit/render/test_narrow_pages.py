"""The web page in a narrow window: nothing runs off it sideways (WCAG 2.2, 1.4.10)."""

from pathlib import Path

import openpyxl
import pytest
from browser import needs_chromium, page
from conftest import DATA
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format, ReportKind

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@needs_chromium
@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_no_page_scrolls_sideways(language: str, tmp_path: Path) -> None:
    """Of any paper, in either direction, with an address and a word of 300 letters in it."""
    book = openpyxl.load_workbook(DATA / "asb-2016-17-q3.xlsx")
    book["Report"].append(["Language", language])
    book["Actions"]["C2"].value = f"{'x' * 300} https://example.org/{'y' * 200}"
    book.save(tmp_path / "plan.xlsx")
    workbook = read(tmp_path / "plan.xlsx")
    with page(320) as shown:
        for kind in ReportKind:
            path = tmp_path / f"{kind.value}.html"
            view = report(workbook, kind)
            path.write_bytes(documents(view, formats=(Format.HTML,))[Format.HTML])
            shown.goto(path.as_uri())
            for width in (320, 640, 1280):
                shown.set_viewport_size({"width": width, "height": 900})
                assert shown.evaluate(SIDEWAYS) == 0, (kind, width)
