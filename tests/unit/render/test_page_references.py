"""The references of pages are made once, and the PDF is the same, byte for byte."""

from contextlib import nullcontext

import pydyf
import pytest
from conftest import DATA
from making import documents, report

from reportgen.app.read import read
from reportgen.model.edition import Format
from reportgen.render.weasyprint import pdf


def test_the_pdf_is_the_same_and_the_list_is_made_only_when_pages_were_added(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without, it is made for every tag."""
    view = report(read(DATA / "asb-2016-17-q3.xlsx"))
    own = pydyf.PDF.__dict__["page_references"]
    made = []

    def counted(pdf: pydyf.PDF) -> object:
        made.append(pdf)
        return own.fget(pdf)

    monkeypatch.setattr(pydyf.PDF, "page_references", property(counted))
    kept = documents(view, formats=(Format.PDF,))[Format.PDF]
    few = len(made)
    monkeypatch.setattr(pdf, "page_references_kept", nullcontext)
    plain = documents(view, formats=(Format.PDF,))[Format.PDF]
    assert plain == kept
    assert few < 5
    assert len(made) - few > 200


def test_the_library_is_left_as_it_was() -> None:
    """Also where something fails inside."""
    own = pydyf.PDF.__dict__["page_references"]

    def fail() -> None:
        with pdf.page_references_kept():
            assert pydyf.PDF.__dict__["page_references"] is not own
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert pydyf.PDF.__dict__["page_references"] is own
