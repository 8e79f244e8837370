"""The PDF's bytes: the web page with its print style sheets, laid out by WeasyPrint."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.errors import Unrenderable
from reportgen.render.html import html
from reportgen.render.pdf.finish import Finisher
from reportgen.render.pdf.fonts import missing_glyphs
from reportgen.render.pdf.weasy import fetcher, installed, messages, uncollected
from reportgen.render.templates import kit, located, refusing
from reportgen.reports.paper_view import Paper
from reportgen.reports.view import Report

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Document

_FEW_PAGES = 3
"""A paper of so many pages, or fewer, has no list of contents."""
_CONTENTS = 'class="contents"'
_WITHOUT_CONTENTS = ".contents { display: none }"


def pdf(view: Report | Paper, within: tuple[Path, ...]) -> bytes:
    """The bytes of the PDF.

    Raises Unrenderable where WeasyPrint or Pango is missing, or where WeasyPrint has anything to say: it logs a missing
    picture, glyph or style and carries on, so its messages are faults of the paper and not log lines.
    """
    page, ours = html(view, within), kit(view)
    with installed(), uncollected(), messages() as said:
        document, root = _laid_out(page, within, ours.print)
        finish = Finisher(root)
        content: bytes = document.write_pdf(pdf_variant="pdf/a-2a", finisher=finish, custom_metadata=False)
    if said.glyphs:
        raise missing_glyphs(said.glyphs, view)
    if said.others:
        raise Unrenderable(
            code="weasyprint-message",
            what=f"The PDF would not be whole. WeasyPrint says: {'; '.join(said.others)}.",
            fix=f"Mend {ours.html} or {' or '.join(ours.print)} if you changed them; else run: reportgen doctor",
        )
    return content


def _laid_out(page: str, within: tuple[Path, ...], sheets: Sequence[str]) -> "tuple[Document, Element]":
    """The pages, and the root element of what is on them.

    Where there are more than a few, they have a list of contents. Only a short paper is laid out twice.
    """
    import weasyprint  # noqa: PLC0415 - heavy, and Word and HTML must work without Pango

    base, fetch = located(sheets[0], within).parent.resolve().as_uri() + "/", fetcher(within)

    def rendered(sheet: str) -> "tuple[Document, Element]":
        # In the page and not beside it: WeasyPrint takes sheets that it is handed for a user's, which the page's own overrule.
        styled = page.replace("</head>", f"<style>{sheet}</style></head>", 1)
        source = weasyprint.HTML(string=styled, base_url=base, url_fetcher=fetch)
        return source.render(), source.etree_element

    style = ""
    for name in sheets:
        with refusing(name):
            style += located(name, within).read_text("utf-8")
    document, root = rendered(style)
    if _CONTENTS not in page or len(document.pages) > _FEW_PAGES:
        return document, root
    return rendered(style + _WITHOUT_CONTENTS)
