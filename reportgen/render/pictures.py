"""Pictures and fonts that templates name by file, put into the page, so that it is one file.

They are looked for in the template folders, the user's own first, for the web page and the PDF
alike. Nothing else of the computer is read.
"""

import base64
import io
import mimetypes
import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from reportgen.model.errors import TemplateWrong
from reportgen.render.templates import is_inside

_ADDRESS = re.compile(r"\s*(?:[a-zA-Z][\w+.-]+:|#|//|$)")  # http:, data: and the like; no file
_PICTURE = re.compile(r"<(?:img|image|input)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
_SOURCE = re.compile(
    r"(\s(?:src|href|xlink:href)\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s>\"']+)", re.IGNORECASE
)
_STYLES = re.compile(r"(<style\b[^>]*>)(.*?)(</style>)", re.IGNORECASE | re.DOTALL)
_STYLED = re.compile(r"<\w[^<>]*?\sstyle\s*=\s*(?:\"[^\"<>]*url\([^\"<>]*\"|'[^'<>]*url\([^'<>]*')")
_URL = re.compile(
    r"/\*.*?\*/|url\(\s*(\"[^\"]*\"|'[^']*'|[^)\"'\s]*)\s*\)", re.DOTALL | re.IGNORECASE
)
_KINDS = {".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf"}
_STUMBLES = (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError)
"""What Pillow was seen to raise at pictures that are broken inside."""
_DATA = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")


def with_pictures(page: str, within: tuple[Path, ...]) -> str:
    """A page whose pictures and fonts are in it. Raises TemplateWrong for one that is lost."""
    found = partial(data_uri, within=within)
    page = _PICTURE.sub(lambda tag: _SOURCE.sub(partial(_in_attribute, found), tag[0]), page)
    page = _STYLED.sub(lambda tag: style_with_pictures(tag[0], within), page)
    return _STYLES.sub(
        lambda style: f"{style[1]}{style_with_pictures(style[2], within)}{style[3]}", page
    )


def style_with_pictures(style: str, within: tuple[Path, ...]) -> str:
    """The same of a style sheet."""

    def put(url: re.Match[str]) -> str:
        name = unquote((url[1] or "").strip("\"'"))
        whole = url[0].startswith("/*") or _ADDRESS.match(name)
        return url[0] if whole else f"url({data_uri(name, within)})"

    return _URL.sub(put, style)


_WIDEST, _MOST_POINTS = 1_200, 40_000_000  # points: what a logo is reduced to, and may have


def as_png(content: bytes) -> bytes | None:
    """A picture as a PNG with nothing but its points; None where it cannot be shown, or is huge."""
    # Heavy, and only a plan with a logo needs it.
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_POINTS:
                return None
            picture.thumbnail((_WIDEST, _WIDEST))
            shown = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, *_STUMBLES):
        return None
    out = io.BytesIO()
    shown.save(out, "PNG")
    return out.getvalue()


_DOTS = 1.4  # of a picture for each point of a page


def pages_drawn(content: bytes, most: int) -> tuple[list[bytes], int]:
    """The first pages of a PDF as PNGs, and how many pages there are."""
    import pypdfium2  # noqa: PLC0415 - heavy, and only who looks at pages needs it

    document = pypdfium2.PdfDocument(content)
    drawn = []
    for number in range(min(len(document), most)):
        out = io.BytesIO()
        document[number].render(scale=_DOTS).to_pil().convert("P").save(out, "PNG")
        drawn.append(out.getvalue())
    return drawn, len(document)


def png_address(picture: bytes) -> str:
    """The address that holds a picture."""
    return f"data:image/png;base64,{base64.b64encode(picture).decode('ascii')}"


def without_data(page: str) -> int:
    """How many letters a page has beside the pictures and fonts that are in it."""
    return len(page) - sum(len(found[0]) for found in _DATA.finditer(page))


def _in_attribute(found: Callable[[str], str], source: re.Match[str]) -> str:
    name = unquote(unescape(source[2].strip("\"'")))
    return source[0] if _ADDRESS.match(name) else f'{source[1]}"{escape(found(name))}"'


def data_uri(name: str, within: tuple[Path, ...]) -> str:
    """A file of the template folders as an address that holds it.

    Raises TemplateWrong where it is in none of them.
    """
    for folder in within:
        path = folder / name.replace("\\", "/")
        if is_inside(path, (folder,)) and path.is_file():
            kind = _KINDS.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0]
            content = base64.b64encode(path.read_bytes()).decode("ascii")
            return f"data:{kind or 'application/octet-stream'};base64,{content}"
    raise TemplateWrong(
        code="picture-missing",
        what=f"{_naming(name, within)} asks for a file {name}, which is in no template folder.",
        fix="Put it beside the template; only files in the template folders are fetched.",
    )


def _naming(name: str, within: tuple[Path, ...]) -> str:
    """The template in which a name stands."""
    for path in (path for folder in within for path in sorted(folder.iterdir())):
        if path.suffix in (".html", ".css") and path.is_file():
            words = path.read_text("utf-8", errors="replace")
            if name in words or name.replace(" ", "%20") in words:
                return f"The template {path.name}"
    return "A template"
