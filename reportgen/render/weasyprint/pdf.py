"""The PDF's bytes: the web page with its print style sheets, laid out by WeasyPrint."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydyf

from reportgen.model.edition import Attachment
from reportgen.model.errors import Remedy, TemplateWrong, Unrenderable
from reportgen.model.text import is_joiner, named
from reportgen.render.pdf import Pdf
from reportgen.render.pictures import style_with_pictures, without_data
from reportgen.render.template_faults import must_be_closed, refusing
from reportgen.render.templates import located, template_set
from reportgen.render.weasyprint.budget import bounded
from reportgen.render.weasyprint.cramped import cramped
from reportgen.render.weasyprint.engine import fetcher, font_setup, installed, messages
from reportgen.render.weasyprint.finisher import Finisher
from reportgen.reports.view import View

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from weasyprint import Attachment as PdfAttachment
    from weasyprint import Document


def pdf(view: View, page: str, within: tuple[Path, ...], attached: Attachment | None) -> Pdf:
    """The PDF of a page.

    A sign that no font has, or only one of coloured pictures, which PDF/A forbids, is named. Raises
    Unrenderable where WeasyPrint or Pango is missing, or where WeasyPrint logs anything else: of a
    missing picture or style it warns and carries on, but the paper is then not whole.
    """
    signs: dict[str, None] = {}
    shown = page
    while True:
        made, undrawn = _made(view, shown, within, attached)
        new = [sign for sign in undrawn if sign in shown and sign not in signs]
        if not new:
            break
        signs |= dict.fromkeys(new)
        shown = named(page, signs)
    ours = template_set(view.layout)
    if passed_over := _passed_over(made.others, (*ours.print, "base.css"), within):
        raise TemplateWrong(
            code="template-style",
            what=f"The PDF would not look as it is meant: {'; '.join(passed_over)}.",
            fix="Put it right there, or take it out.",
        )
    if made.cramped:
        raise _no_room(made.cramped, ours.print)
    if told := [*made.others, *(f"no font has {sign}" for sign in undrawn)]:
        templates = " or ".join((ours.html, *ours.print))
        raise Unrenderable(
            code="weasyprint-message",
            what=f"The PDF would not be whole. WeasyPrint says: {'; '.join(told)}.",
            fix=Remedy(
                f"Mend {templates} if you changed them; else look at the installation.",
                code="mend-templates",
                templates=templates,
            ),
        )
    told_of = tuple(sign for sign in signs if not is_joiner(sign))
    return Pdf(content=made.content, words=made.words, signs=told_of, faces=made.faces)


def _no_room(places: Sequence[str], sheets: Sequence[str]) -> TemplateWrong:
    return TemplateWrong(
        code="template-cramped",
        what=f"The words do not fit on the paper: {'; '.join(places)}.",
        fix=f"Give them more room in {' or '.join(sheets)}: a wider column, a larger page.",
    )


_IGNORED = re.compile(r"Ignored `([\w-]+)\s*:\s*(.*?)` at \d+:\d+, (.*?)\.?$", re.DOTALL)


def _passed_over(
    messages: Sequence[str], sheets: Sequence[str], within: tuple[Path, ...]
) -> list[str]:
    """What WeasyPrint does not take of style sheets, by file and line, as far as it is found."""
    told = []
    for message in messages:
        if not (ignored := _IGNORED.match(message)):
            continue
        name, value, why = ignored.groups()
        words = r"\s*".join(map(re.escape, re.findall(r"\w+|\S", value)))
        for sheet in sheets:
            style = located(sheet, within).read_text("utf-8")
            if found := re.search(rf"(?<![\w-]){re.escape(name)}\s*:\s*{words}", style):
                line = style.count("\n", 0, found.start()) + 1
                told.append(f"{sheet} (line {line}) has “{name}: {value}”, {why}")
                break
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    content: bytes
    words: str
    others: tuple[str, ...]
    """What WeasyPrint says but for missing signs."""
    faces: tuple[str, ...]
    cramped: tuple[str, ...]
    """Where templates of somebody's own have no room for the words."""


def _made(
    view: View, page: str, within: tuple[Path, ...], attached: Attachment | None
) -> tuple[_Made, list[str]]:
    """The PDF of a page as it is, and the signs that it does not draw as letters."""
    ours = template_set(view.layout)
    with installed(), messages() as logged, bounded(without_data(page), view):
        document, root = _laid_out(page, within, ours.print)
        finish = Finisher(root)
        variant, files = ("pdf/a-3a", [_attachment(attached)]) if attached else ("pdf/a-2a", [])
        with page_references_kept(), _laid_out_within(ours.print):
            content = document.write_pdf(
                pdf_variant=variant, attachments=files, finisher=finish, custom_metadata=False
            )
    coloured = [
        sign
        for font in document.fonts.values()
        if font.png or font.svg or font.colr or font.bitmap
        for letters in font.to_unicode.values()
        for sign in letters
    ]
    made = _Made(
        content=content,
        words=finish.words,
        others=tuple(logged.others),
        faces=tuple(dict.fromkeys(font.family for font in document.fonts.values())),
        cramped=cramped(document) if len(within) > 1 else (),
    )
    return made, list(dict.fromkeys([*logged.glyphs, *coloured]))


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
            words = located(name, within).read_text("utf-8")
        must_be_closed(words, name)
        style += style_with_pictures(words, within)
    # In the page and not beside it: WeasyPrint takes sheets that it is handed for a user's, which
    # the page's own overrule.
    styled = page.replace("</head>", f"<style>{style}</style></head>", 1)
    # A medium of its own: what is for a browser's screen or printer is not for the PDF.
    source = weasyprint.HTML(string=styled, base_url=base, url_fetcher=fetch, media_type="pdf")
    with _laid_out_within(sheets):
        return source.render(font_config=font_setup()), source.etree_element


@contextmanager
def _laid_out_within(sheets: Sequence[str]) -> Iterator[None]:
    """Raises TemplateWrong where sizes or depths of the style sheets are beyond all measure."""
    try:
        yield
    except (OverflowError, RecursionError, ZeroDivisionError) as error:
        raise TemplateWrong(
            code="template-stopped",
            what=f"The paper cannot be laid out ({error}).",
            fix=f"Look for sizes without measure, or parts in parts, in {' or '.join(sheets)}.",
        ) from error


@contextmanager
def page_references_kept() -> Iterator[None]:
    """Inside, in one thread at a time, a PDF's list of its pages is made again only for new pages.

    pydyf makes it whenever it is asked, and WeasyPrint asks for each tag: the time grows with the
    square of the pages, to a third of all of it at 1,000 pages.
    """
    own: Any = pydyf.PDF.__dict__["page_references"]
    made: dict[int, tuple[int, tuple[bytes, ...]]] = {}

    def references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        pages = len(pdf.pages["Kids"])
        known, listed = made.get(id(pdf), (-1, ()))
        if known != pages:
            listed = own.fget(pdf)
            made[id(pdf)] = pages, listed
        return listed

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = own
