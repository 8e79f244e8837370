"""The documents of one report, made together: the page once for PDF and web, and each held against the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.model.edition import Format
from reportgen.model.errors import Refusal
from reportgen.model.provenance import Attachment
from reportgen.render.compare import difference, of_page, of_word, squeezed
from reportgen.render.html import html
from reportgen.reports.view import View

_NAMES = {Format.PDF: "PDF", Format.DOCX: "Word file"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """What could be made, what could not and why, and where documents do not say the same."""

    files: Mapping[Format, bytes]
    refusals: tuple[Refusal, ...]
    differences: tuple[str, ...]


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
    try:
        page = html(view, within) if {Format.HTML, Format.PDF} & set(formats) else None
    except Refusal as refusal:
        refusals[str(refusal)] = refusal
    for kind in formats:
        if kind is not Format.DOCX and page is None:
            continue
        try:
            files[kind], words[kind] = _document(kind, view, page or "", within, attachment)
        except Refusal as refusal:
            refusals.setdefault(str(refusal), refusal)  # one template may serve two formats
    differences = _differences(page, words)
    return RenderResult(files=files, refusals=tuple(refusals.values()), differences=differences)


def _document(
    kind: Format, view: View, page: str, within: tuple[Path, ...], attachment: Attachment | None
) -> tuple[bytes, str]:
    """One document, and its words. Each library is loaded when its format is asked for."""
    match kind:
        case Format.PDF:
            # Word and HTML must work without Pango.
            from reportgen.render.weasyprint.pdf import pdf  # noqa: PLC0415

            return pdf(view, page, within, attachment)
        case Format.DOCX:
            # Heavy, and the others do not need it.
            from reportgen.render.docx.document import word  # noqa: PLC0415

            content = word(view, within)
            return content, of_word(content)
        case Format.HTML:
            return page.encode("utf-8"), ""


def _differences(page: str | None, spoken: Mapping[Format, str]) -> tuple[str, ...]:
    """Where the PDF or the Word file parts from the page.

    What a page shows to the eyes alone is not in a PDF's tags.
    """
    others = {kind: words for kind, words in spoken.items() if kind in _NAMES}
    if page is None or not others:
        return ()

    seen, heard = of_page(page)
    found = (
        difference(heard if kind is Format.PDF else seen, squeezed(words), _NAMES[kind])
        for kind, words in others.items()
    )
    return tuple(filter(None, found))
