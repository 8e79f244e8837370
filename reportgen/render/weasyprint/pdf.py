"""The PDF's bytes: the web page with its print style sheets, laid out by WeasyPrint."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.model.edition import Attachment
from reportgen.model.errors import Remedy, Unrenderable
from reportgen.render.templates import located, refusing, template_set
from reportgen.render.weasyprint.engine import (
    at_most,
    fetcher,
    font_setup,
    installed,
    messages,
    missing_glyphs,
)
from reportgen.render.weasyprint.finisher import Finisher
from reportgen.reports.view import View

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Attachment as PdfAttachment
    from weasyprint import Document


_FEWEST_REFUSED = 100
_LETTERS_A_PAGE = 300
"""Letters of a web page, tags and style sheet included, that each page of paper has at least."""


def pdf(
    view: View, page: str, within: tuple[Path, ...], attached: Attachment | None
) -> tuple[bytes, str]:
    """The bytes of the PDF of a page, and the words that a screen reader hears in it.

    Raises Unrenderable where WeasyPrint or Pango is missing, or where WeasyPrint logs anything: of
    a missing picture, glyph or style it warns and carries on, but the paper is then not whole.
    """
    ours = template_set(view.layout)
    with installed(), messages() as logged:
        with at_most(_FEWEST_REFUSED + len(page) // _LETTERS_A_PAGE):
            document, root = _laid_out(page, within, ours.print)
        finish = Finisher(root)
        variant, files = ("pdf/a-3a", [_attachment(attached)]) if attached else ("pdf/a-2a", [])
        content = document.write_pdf(
            pdf_variant=variant, attachments=files, finisher=finish, custom_metadata=False
        )
    if logged.glyphs:
        raise missing_glyphs(logged.glyphs, view)
    if logged.others:
        templates = " or ".join((ours.html, *ours.print))
        raise Unrenderable(
            code="weasyprint-message",
            what=f"The PDF would not be whole. WeasyPrint says: {'; '.join(logged.others)}.",
            fix=Remedy(
                f"Mend {templates} if you changed them; else look at the installation.",
                code="mend-templates",
                templates=templates,
            ),
        )
    return content, finish.words


def _attachment(attached: Attachment) -> "PdfAttachment":
    """The workbook as the paper's source, dated by its own saving (ISO 19005-3, annex E)."""
    from weasyprint import Attachment as PdfAttachment  # noqa: PLC0415 - as below

    saved = attached.saved or dt.datetime(
        1980, 1, 1, tzinfo=dt.UTC
    )  # WeasyPrint would take the clock's
    words = "The workbook from which this paper was made"
    return PdfAttachment(
        string=attached.content,
        name=attached.name,
        description=words,
        created=saved,
        modified=saved,
        relationship="Source",
    )


def _laid_out(
    page: str, within: tuple[Path, ...], sheets: Sequence[str]
) -> "tuple[Document, Element]":
    """The pages, and the root element of what is on them."""
    import weasyprint  # noqa: PLC0415 - heavy, and Word and HTML must work without Pango

    base, fetch = located(sheets[0], within).parent.resolve().as_uri() + "/", fetcher(within)
    style = ""
    for name in sheets:
        with refusing(name):
            style += located(name, within).read_text("utf-8")
    # In the page and not beside it: WeasyPrint takes sheets that it is handed for a user's, which
    # the page's own overrule.
    styled = page.replace("</head>", f"<style>{style}</style></head>", 1)
    # A medium of its own: what is for a browser's screen or printer is not for the PDF.
    source = weasyprint.HTML(string=styled, base_url=base, url_fetcher=fetch, media_type="pdf")
    return source.render(font_config=font_setup()), source.etree_element
