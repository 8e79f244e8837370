"""The report as a tagged PDF (PDF/UA-1). The only module that knows WeasyPrint, which is loaded when a PDF is asked for."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from reportgen.errors import Unrenderable
from reportgen.render.html import html
from reportgen.render.templates import HTML, PRINT, located
from reportgen.reports.view import Report

if TYPE_CHECKING:
    from weasyprint import Document

_FEW_PAGES = 3
"""A paper of so many pages, or fewer, has no list of contents."""
_WITHOUT_CONTENTS = ".contents { display: none }"


def pdf(report: Report, within: tuple[Path, ...]) -> bytes:
    """The bytes of the PDF.

    Raises Unrenderable where WeasyPrint or Pango is missing, or where WeasyPrint has anything to say: it logs a missing
    picture, font or style and carries on, so its messages are faults of the paper and not log lines.
    """
    page = html(report, within)
    with _installed(), _messages() as messages:
        document = _laid_out(page, within)
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", custom_metadata=False)
    if messages:
        raise Unrenderable(
            code="weasyprint-message",
            what=f"The PDF would not be whole. WeasyPrint says: {'; '.join(dict.fromkeys(messages))}.",
            fix=f"Mend {HTML} or {PRINT} if you changed them; else run: reportgen doctor",
        )
    return content


def _laid_out(page: str, within: tuple[Path, ...]) -> "Document":
    """The pages, with a list of contents where there are more than a few. Only a short paper is laid out twice."""
    import weasyprint  # noqa: PLC0415 - heavy, and Word and HTML must work without Pango

    style = located(PRINT, within)
    source = weasyprint.HTML(string=page, base_url=style.parent.as_uri() + "/", url_fetcher=_fetcher(within))
    sheets = [weasyprint.CSS(filename=style, url_fetcher=_fetcher(within))]
    document = source.render(stylesheets=sheets)
    if len(document.pages) <= _FEW_PAGES:
        document = source.render(stylesheets=[*sheets, weasyprint.CSS(string=_WITHOUT_CONTENTS)])
    return document


@contextmanager
def _installed() -> Iterator[None]:
    """Turn a missing library into a refusal that says how to get it."""
    try:
        yield
    except (ImportError, OSError) as error:
        raise Unrenderable(
            code="no-pango",
            what="PDF needs WeasyPrint and Pango, and one of them is not installed.",
            fix="Run “reportgen doctor”, which says how to get them; Word and HTML work without: --format docx --format html",
        ) from error


@contextmanager
def _messages() -> Iterator[list[str]]:
    """What WeasyPrint and the font library under it log, from warnings up, while inside."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    listener = Listener(level=logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield said
    finally:
        for logger in loggers:
            logger.removeHandler(listener)


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
    path = Path(url2pathname(unquote(urlsplit(url).path))).resolve()
    if not url.startswith("file:") or not any(path.is_relative_to(folder.resolve()) for folder in within):
        message = "only files in the template folders are fetched"
        raise ValueError(message)
