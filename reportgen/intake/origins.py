"""What a finished document says it was made from. Touches the disk."""

import re
from html import unescape
from pathlib import Path

from reportgen.errors import Unreadable
from reportgen.intake.package import must_be_file
from reportgen.intake.properties import custom
from reportgen.origin import PROPERTY, Origin

# Where each kind of document has it: see render/html.py, render/word/properties.py and render/pdf/finish.py.
_PLACES = {
    "pdf": re.compile(rb"<xmp:CreatorTool>(.*?)</xmp:CreatorTool>"),
    "html": re.compile(rb'<meta name="generator" content="(.*?)">'),
}
_MOST = 200_000_000  # bytes; our longest PDFs have a fortieth of it


def origin(path: Path, content: bytes) -> Origin:
    """The origin that a document names. Raises Unreadable where it names none that we know."""
    kind = path.suffix.lower().lstrip(".")
    words = ""
    if kind == "docx":
        words = custom(content).get(PROPERTY, "")
    elif kind in _PLACES and (found := _PLACES[kind].search(content)):
        words = unescape(found[1].decode("utf-8", "replace"))
    named = Origin.from_text(words)
    if named is None:
        raise Unreadable(
            code="no-origin",
            what=f"{path.name} does not say which workbook it was made from.",
            fix="Give a .pdf, .docx or .html as “reportgen build” wrote it; printing or saving it again takes that away.",
        )
    return named


def document(path: Path) -> bytes:
    """A document's bytes. Raises Unreadable where there are none, or too many."""
    must_be_file(path)
    try:
        if path.stat().st_size > _MOST:
            raise Unreadable(code="document-large", what=f"{path} is no document of ours: it is too large.", fix="Give another.")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            code="document-unread",
            what=f"{path} cannot be read ({error.strerror}).",
            fix="Give the PDF, Word file or web page that “reportgen build” made.",
        ) from error
