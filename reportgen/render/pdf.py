"""A report as a tagged PDF (PDF/UA-1). The only module that knows WeasyPrint, which is loaded when a PDF is asked for."""

import logging
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from reportgen.errors import Unrenderable
from reportgen.render.html import html
from reportgen.render.templates import is_inside, kit, located, refusing
from reportgen.reports.paper_view import Entry, Paper
from reportgen.reports.view import Report

if TYPE_CHECKING:
    from weasyprint import Document

_FEW_PAGES = 3
"""A paper of so many pages, or fewer, has no list of contents."""
_CONTENTS = 'class="contents"'
_WITHOUT_CONTENTS = ".contents { display: none }"
_FACES = ("Arial", "Liberation Sans")  # the same widths, so that pages break alike everywhere


def pdf(view: Report | Paper, within: tuple[Path, ...]) -> bytes:
    """The bytes of the PDF.

    Raises Unrenderable where WeasyPrint or Pango is missing, or where WeasyPrint has anything to say: it logs a missing
    picture, glyph or style and carries on, so its messages are faults of the paper and not log lines.
    """
    page, ours = html(view, within), kit(view)
    with _installed(), _messages() as messages:
        document = _laid_out(page, within, ours.print)
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", custom_metadata=False)
    if messages.glyphs:
        raise _missing_glyphs(messages.glyphs, view)
    if messages.others:
        raise Unrenderable(
            code="weasyprint-message",
            what=f"The PDF would not be whole. WeasyPrint says: {'; '.join(messages.others)}.",
            fix=f"Mend {ours.html} or {' or '.join(ours.print)} if you changed them; else run: reportgen doctor",
        )
    return content


def _missing_glyphs(glyphs: Iterable[str], view: Report | Paper) -> Unrenderable:
    """The refusal for characters that no installed font has, with the actions they stand in."""
    named = ", ".join(f"“{glyph}” ({unicodedata.name(glyph, f'U+{ord(glyph):04X}').lower()})" for glyph in glyphs)
    written = {form for glyph in glyphs for form in (glyph, ascii(glyph)[1:-1])}  # repr() writes some as “\\uf0fc”
    listed = [row for part in view.sections for row in part.rows] if isinstance(view, Report) else _entries(view)
    refs = [one.ref for one in listed if any(form in repr(one) for form in written)]
    place = f", in action {', '.join(refs)}" if refs else ""
    return Unrenderable(
        code="glyph-missing",
        what=f"No font on this computer can draw {named}{place}, so the PDF would show an empty box.",
        fix="Take it out of the workbook, or install a font that has it (on Debian: apt install fonts-noto).",
    )


def _entries(view: Paper) -> list[Entry]:
    return [entry for part in view.parts for piece in part.pieces for entry in piece.entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Whether a PDF can be made here, and in which face: `what` is the case, `fix` what to do where something is amiss."""

    sound: bool
    what: str
    fix: str = ""


def fonts() -> Fonts:
    """Try a line of text in our faces and tell which of them is used."""
    try:
        with _installed():
            import weasyprint  # noqa: PLC0415 - heavy, and Word and HTML must work without Pango

            page = weasyprint.HTML(string=f'<p style="font-family: {", ".join(_FACES)}, DejaVu Sans">A').render()
            page.write_pdf()
    except Unrenderable as refusal:
        return Fonts(sound=False, what=refusal.what, fix=_HOW_TO_GET_PANGO)
    face = next((font.family for font in page.fonts.values()), "no font at all")
    if face in _FACES:
        return Fonts(sound=True, what=f"works, set in {face}")
    return Fonts(
        sound=True,
        what=f"works, but neither Arial nor Liberation Sans is installed: text is set in {face}, so pages may run longer",
        fix="On Debian or Ubuntu: sudo apt install fonts-liberation",
    )


_HOW_TO_GET_PANGO = (
    "Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation. "
    "macOS: brew install pango. Windows: install MSYS2, then in its window: pacman -S mingw-w64-ucrt-x86_64-pango"
)


def _laid_out(page: str, within: tuple[Path, ...], sheets: Sequence[str]) -> "Document":
    """The pages, with a list of contents where there are more than a few. Only a short paper is laid out twice."""
    import weasyprint  # noqa: PLC0415 - heavy, and Word and HTML must work without Pango

    base, fetcher = located(sheets[0], within).parent.resolve().as_uri() + "/", _fetcher(within)

    def rendered(sheet: str) -> "Document":
        # In the page and not beside it: WeasyPrint takes sheets that it is handed for a user's, which the page's own overrule.
        styled = page.replace("</head>", f"<style>{sheet}</style></head>", 1)
        return weasyprint.HTML(string=styled, base_url=base, url_fetcher=fetcher).render()

    style = ""
    for name in sheets:
        with refusing(name):
            style += located(name, within).read_text("utf-8")
    document = rendered(style)
    if _CONTENTS not in page or len(document.pages) > _FEW_PAGES:
        return document
    return rendered(style + _WITHOUT_CONTENTS)


@contextmanager
def _installed() -> Iterator[None]:
    """Turn a missing library into a refusal that says how to get it."""
    try:
        yield
    except (ImportError, OSError) as error:
        raise Unrenderable(
            code="no-pango",
            what="PDF needs WeasyPrint and Pango, and one of them is not installed.",
            fix="Run “reportgen doctor”, which says how to get them. Word and HTML work without: --format docx --format html",
        ) from error


class _Messages(logging.Handler):
    """Keeps what WeasyPrint and the font library under it log, from warnings up, each message once."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.glyphs: dict[str, None] = {}
        self.others: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Put missing glyphs apart from the rest: they have a remedy of their own."""
        if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple) and record.args:
            self.glyphs[str(record.args[0])] = None
        else:
            self.others[record.getMessage()] = None


@contextmanager
def _messages() -> Iterator[_Messages]:
    """What is logged while inside."""
    said = _Messages()
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(said)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeHandler(said)


def _fetcher(within: tuple[Path, ...]) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """Fetches data URIs and files inside the template folders, and nothing else: a template comes by e-mail too."""
    import weasyprint.urls  # noqa: PLC0415 - as above

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # the same
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - the same
            if not url.startswith("data:"):
                _must_be_inside(url, within)
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)


def _must_be_inside(url: str, within: tuple[Path, ...]) -> None:
    """Raise ValueError, which WeasyPrint turns into a message of its own, for what lies outside these folders."""
    if not url.startswith("file:") or not is_inside(Path(url2pathname(unquote(urlsplit(url).path))), within):
        message = "only files in the template folders are fetched"
        raise ValueError(message)
