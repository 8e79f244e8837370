"""All documents of one report, and their words held against each other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from reportgen.model.edition import Attachment, Format
from reportgen.model.errors import Refusal
from reportgen.model.signs import named
from reportgen.office.markup import edit_xml
from reportgen.office.package import Package
from reportgen.render.docx.status_marks import W
from reportgen.render.html import html
from reportgen.reports.view import View

# White space, and what only says how letters are set or where a word may break: no document carries
# all of it.
_BETWEEN = re.compile(
    r"[\s\u00ad\u061c\u180e\u200b-\u2010\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_LEFT_OUT = "ancestor::nav or ancestor::svg or ancestor::style or ancestor::caption"
_SEEN = f"//body//text()[not({_LEFT_OUT})]"
_HEARD = f"//body//text()[not({_LEFT_OUT} or ancestor::*[@aria-hidden='true'])]"
_SHOWN = 30  # letters of a difference that are quoted


def squeezed(words: str) -> str:
    """Return words without white space and what only says how letters are set."""
    return _BETWEEN.sub("", words)


def of_page(page: str) -> tuple[str, str]:
    """What is seen on a web page, and what of it a screen reader hears.

    Its list of contents and its pictures are left out.
    """
    tree = etree.fromstring(
        page.encode("utf-8"), etree.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    texts: Any = [tree.xpath(path) for path in (_SEEN, _HEARD)]  # XPath may give anything
    seen, heard = map("".join, texts)
    return squeezed(seen), squeezed(heard)


def of_word(document: bytes) -> str:
    """What a Word document's body says."""
    body = edit_xml(Package(document).read("word/document.xml"))
    return squeezed("".join(text.text or "" for text in body.iter(f"{W}t")))


def difference(page: str, other: str, kind: str) -> str | None:
    """One sentence on where another document's words differ from the page's; None if nowhere."""
    if page == other:
        return None
    shorter = min(len(page), len(other))
    place = next((n for n in range(shorter) if page[n] != other[n]), shorter)
    before, page_words, other_words = (
        page[max(0, place - _SHOWN) : place],
        page[place : place + _SHOWN],
        other[place : place + _SHOWN],
    )
    return (
        f"After “{before}” the web page says “{page_words or 'no more'}” and the {kind}"
        f" “{other_words or 'no more'}”."
    )


_NAMES = {Format.PDF: "PDF", Format.DOCX: "Word file"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """What could be made, what could not and why, and where documents do not say the same."""

    files: Mapping[Format, bytes]
    refusals: tuple[Refusal, ...]
    differences: tuple[str, ...]
    signs: tuple[str, ...] = ()
    """Signs that no font has, so that the PDF names them."""


def render_all(
    view: View,
    formats: Sequence[Format],
    within: tuple[Path, ...],
    attachment: Attachment | None = None,
) -> RenderResult:
    """The documents of these formats. One that cannot be made does not stop the others."""
    files: dict[Format, bytes] = {}
    words: dict[Format, str] = {}
    refusals: dict[str, Refusal] = {}
    page: str | None = None
    signs: tuple[str, ...] = ()
    try:
        page = html(view, within) if {Format.HTML, Format.PDF} & set(formats) else None
    except Refusal as refusal:
        refusals[str(refusal)] = refusal
    for kind in formats:
        if kind is not Format.DOCX and page is None:
            continue
        try:
            files[kind], words[kind], shown = _document(kind, view, page or "", within, attachment)
            signs = shown or signs
        except Refusal as refusal:
            refusals.setdefault(str(refusal), refusal)  # one template may serve two formats
    differences = _differences(page, words, signs)
    return RenderResult(
        files=files, refusals=tuple(refusals.values()), differences=differences, signs=signs
    )


def _document(
    kind: Format, view: View, page: str, within: tuple[Path, ...], attachment: Attachment | None
) -> tuple[bytes, str, tuple[str, ...]]:
    """One document, its words, and the signs that it names.

    Each library is loaded when its format is asked for.
    """
    match kind:
        case Format.PDF:
            # Word and HTML must work without Pango.
            from reportgen.render.weasyprint.pdf import pdf  # noqa: PLC0415

            made = pdf(view, page, within, attachment)
            return made.content, made.words, made.signs
        case Format.DOCX:
            # Heavy, and the others do not need it.
            from reportgen.render.docx.document import word  # noqa: PLC0415

            content = word(view, within)
            return content, of_word(content), ()
        case Format.HTML:
            return page.encode("utf-8"), "", ()


def _differences(
    page: str | None, spoken: Mapping[Format, str], signs: Sequence[str]
) -> tuple[str, ...]:
    """Where the PDF or the Word file parts from the page.

    What a page shows to the eyes alone is not in a PDF's tags.
    """
    others = {kind: words for kind, words in spoken.items() if kind in _NAMES}
    if page is None or not others:
        return ()

    seen, heard = of_page(page)
    if signs:
        _, heard = of_page(named(page, signs))
    sentences = (
        difference(heard if kind is Format.PDF else seen, squeezed(words), _NAMES[kind])
        for kind, words in others.items()
    )
    return tuple(filter(None, sentences))
