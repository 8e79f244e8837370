"""A Word file's list of contents is a field with its entries in it, each a link to its heading."""

import io
from pathlib import Path

import docx
import pytest
from conftest import DATA
from making import documents, imported, report

from reportgen.app.read import read
from reportgen.importers.our_paper import laid_out
from reportgen.importers.sources.open import source
from reportgen.model.edition import Format
from reportgen.model.schema import OBJECTIVES
from reportgen.render.docx.contents import ENTRY, HEADING, style_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Q3 = DATA / "asb-2016-17-q3.xlsx"


def word(*, large_print: bool) -> bytes:
    """The example as a Word file with contents."""
    view = report(read(Q3), large_print=large_print)
    return documents(view, formats=(Format.DOCX,))[Format.DOCX]


@pytest.mark.parametrize("large_print", [False, True])
def test_each_entry_leads_to_its_heading(
    *, large_print: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the headings behind the list; the field begins and ends with the list."""
    monkeypatch.setattr("reportgen.reports.action_plan._FEW_ACTIONS", 0)
    body = docx.Document(io.BytesIO(word(large_print=large_print))).element.body
    headings = {
        mark.get(f"{W}name"): "".join(text.text for text in paragraph.iter(f"{W}t"))
        for paragraph in body.iter(f"{W}p")
        if style_of(paragraph) == HEADING
        for mark in paragraph.iter(f"{W}bookmarkStart")
    }
    entries = [paragraph for paragraph in body.iter(f"{W}p") if style_of(paragraph) == ENTRY]
    assert len(entries) == len(headings) > 6
    for entry in entries:
        [link] = entry.iter(f"{W}hyperlink")
        words = "".join(text.text for text in link.iter(f"{W}t"))
        assert words.startswith(headings[link.get(f"{W}anchor")].rstrip(":"))
    marks = [mark.get(f"{W}fldCharType") for entry in entries for mark in entry.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]


def test_a_list_of_contents_is_read_back_as_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither as objectives nor as words somewhere."""
    monkeypatch.setattr("reportgen.reports.action_plan._FEW_ACTIONS", 0)
    path = tmp_path / "plan.docx"
    path.write_bytes(word(large_print=False))
    assert laid_out(source(path)).strays == ()
    assert len(imported([path], {}, {}).rows[OBJECTIVES.name]) == len(read(Q3).plan.objectives)
