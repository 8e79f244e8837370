"""The documents of one report, made together: the page once for PDF and web, and each held against the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reportgen.model.errors import Refusal
from reportgen.model.formats import Format
from reportgen.model.provenance import Attachment
from reportgen.render.html import html
from reportgen.reports.view import Paper, Report

_NAMES = {Format.PDF: "PDF", Format.DOCX: "Word file"}
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderResult:
    """What could be made, what could not and why, and where documents do not say the same."""

    files: Mapping[Format, bytes]
    refusals: tuple[Refusal, ...]
    differences: tuple[str, ...]


def render_all(
    view: Report | Paper, formats: Sequence[Format], within: tuple[Path, ...], attached: Attachment | None = None
) -> RenderResult:
    """The documents of these formats. One that cannot be made does not stop the others."""
    refusals: list[Refusal] = []
    files: dict[Format, bytes] = {}
    spoken: dict[Format, str] = {}
    page = _attempt(lambda: html(view, within), refusals) if {Format.HTML, Format.PDF} & set(formats) else None
    for kind in formats:
        if kind is Format.DOCX or page is not None:
            one = _attempt(lambda kind=kind: _document(kind, view, page or "", within, attached), refusals)  # type: ignore[misc]
            if one:
                files[kind], spoken[kind] = one
    return RenderResult(files=files, refusals=tuple(refusals), differences=_differences(page, spoken))


def _attempt(make: Callable[[], _Thing], refusals: list[Refusal]) -> _Thing | None:
    """What is made; or nothing, and why not."""
    try:
        return make()
    except Refusal as refusal:
        if str(refusal) not in map(str, refusals):  # one template may serve two formats
            refusals.append(refusal)
        return None


def _document(
    kind: Format, view: Report | Paper, page: str, within: tuple[Path, ...], attached: Attachment | None
) -> tuple[bytes, str]:
    """One document, and its words. Each library is loaded when its format is asked for."""
    match kind:
        case Format.PDF:
            from reportgen.render.weasyprint.pdf import pdf  # noqa: PLC0415 - Word and HTML must work without Pango

            return pdf(view, page, within, attached)
        case Format.DOCX:
            from reportgen.render.compare import of_word  # noqa: PLC0415 - the same
            from reportgen.render.docx.document import word  # noqa: PLC0415 - heavy, and the others do not need it

            content = word(view, within)
            return content, of_word(content)
        case Format.HTML:
            return page.encode("utf-8"), ""


def _differences(page: str | None, spoken: Mapping[Format, str]) -> tuple[str, ...]:
    """Where the PDF or the Word file parts from the page. What a page shows to the eyes alone is not in a PDF's tags."""
    others = {kind: words for kind, words in spoken.items() if kind in _NAMES}
    if page is None or not others:
        return ()
    from reportgen.render.compare import difference, of_page, squeezed  # noqa: PLC0415 - the web page alone needs none of it

    seen, heard = of_page(page)
    found = (difference(heard if kind is Format.PDF else seen, squeezed(words), _NAMES[kind]) for kind, words in others.items())
    return tuple(filter(None, found))
