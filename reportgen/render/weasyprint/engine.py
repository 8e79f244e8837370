"""The use of WeasyPrint: whether it is there, what it logs, and what it may fetch."""

import logging
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from reportgen.model.errors import Remedy, Unrenderable
from reportgen.render.templates import is_inside


@contextmanager
def installed() -> Iterator[None]:
    """Turn a missing library, or a computer without fonts, into a refusal with the remedy."""
    try:
        if not _has_fonts():
            raise Unrenderable(
                code="no-fonts",
                what="This computer has no fonts, so a PDF cannot be drawn.",
                fix=(
                    "Install some (on Debian: sudo apt install fonts-liberation). Word and HTML are"
                    " made without."
                ),
            )
        yield
    except (ImportError, OSError) as error:
        raise Unrenderable(
            code="no-pango",
            what="PDF needs WeasyPrint and Pango, and one of them is not installed.",
            fix=Remedy(
                "Look at the installation, which says how to get them. Word and HTML work without.",
                code="get-pango",
            ),
        ) from error


def works() -> bool:
    """Whether WeasyPrint is here, with the libraries and fonts that it needs."""
    try:
        with installed():
            import weasyprint  # noqa: F401, PLC0415 - heavy; it looks for its libraries
    except Unrenderable:
        return False
    return True


_DATA = re.compile(r"data:[^\s'\"]{100,}")  # a whole picture, in a message of its own


class Messages(logging.Handler):
    """Keeps the warnings of WeasyPrint and of the font library under it, each message once."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.glyphs: dict[str, None] = {}
        self.others: dict[str, None] = {}
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Put missing glyphs apart from the rest: they have a remedy of their own."""
        if record.thread != self._thread:
            return
        if (
            str(record.msg).startswith(".notdef glyph")
            and isinstance(record.args, tuple)
            and record.args
        ):
            self.glyphs[str(record.args[0])] = None
        else:
            self.others[_DATA.sub("data:…", record.getMessage())] = None


_ENGINE = threading.RLock()
"""Held by the thread that loads or uses WeasyPrint."""


@contextmanager
def messages() -> Iterator[Messages]:
    """What is logged while inside, where one thread is at a time.

    Pango and fontTools keep state for the whole process: two papers that are laid out at once spoil
    each other. Several at once are made in processes of their own (`app.build`).
    """
    with _ENGINE:
        handler = Messages()
        loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
        for logger in loggers:
            logger.addHandler(handler)
        try:
            with warnings.catch_warnings():
                # Pillow's, of a hundred million points: the picture is then told of, and not drawn.
                warnings.filterwarnings("error", "Image size")
                yield handler
        finally:
            for logger in loggers:
                logger.removeHandler(handler)


@cache
def font_setup() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """The computer's fonts, looked up once a process: a tenth of the time of a further paper."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - as below

    return FontConfiguration()


@cache
def _has_fonts() -> bool:
    """Whether this computer has any fonts.

    Without, WeasyPrint warns and Pango ends the whole process.
    """
    with _ENGINE, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        # It looks for fonts when it is loaded, and that once.
        import weasyprint  # noqa: F401, PLC0415 - heavy, and Word and HTML must work without Pango

    return not any("FontConfig" in str(warning.message) for warning in caught)


def fetcher(within: tuple[Path, ...]) -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """A fetcher of data URIs and of files inside the template folders, and of nothing else."""
    import weasyprint.urls  # noqa: PLC0415 - as above

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # the same
        # The same.
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            if not url.startswith("data:"):
                _must_be_inside(url, within)
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=("file", "data"), allow_redirects=False)


def _must_be_inside(url: str, within: tuple[Path, ...]) -> None:
    """Raise ValueError for what is outside these folders; WeasyPrint makes a message of it."""
    if not url.startswith("file:") or not is_inside(
        Path(url2pathname(unquote(urlsplit(url).path))), within
    ):
        message = "only files in the template folders are fetched"
        raise ValueError(message)


_FACES = ("Arial", "Liberation Sans")  # the same widths, so that pages break alike everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Whether a PDF can be made here, and in which face.

    `what` is the case, `fix` what to do where something is amiss.
    """

    sound: bool
    what: str
    fix: str = ""


def fonts() -> Fonts:
    """Try a line of text in our faces and tell which of them is used."""
    try:
        with installed(), messages():
            import weasyprint  # noqa: PLC0415 - as above

            page = weasyprint.HTML(
                string=f'<p style="font-family: {", ".join(_FACES)}, DejaVu Sans">A'
            ).render(font_config=font_setup())
            page.write_pdf()
    except Unrenderable as refusal:
        return Fonts(
            sound=False,
            what=refusal.what,
            fix=refusal.fix if refusal.code == "no-fonts" else _HOW_TO_GET_PANGO,
        )
    face = next((font.family for font in page.fonts.values()), "no font at all")
    if face in _FACES:
        return Fonts(sound=True, what=f"works, set in {face}")
    return Fonts(
        sound=True,
        what=(
            f"works, but neither Arial nor Liberation Sans is installed: text is set in {face}, so"
            " pages may run longer"
        ),
        fix="On Debian or Ubuntu: sudo apt install fonts-liberation",
    )


_HOW_TO_GET_PANGO = (
    "Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    " fonts-liberation. macOS: brew install pango. Windows: install MSYS2, then in its window:"
    " pacman -S mingw-w64-ucrt-x86_64-pango"
)
