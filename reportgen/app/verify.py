"""What a finished document says it was made from. Touches the disk."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app import documents, read
from reportgen.app.read import ReportKind
from reportgen.model.errors import Unreadable
from reportgen.model.formats import Format
from reportgen.model.provenance import PROPERTY, Provenance
from reportgen.model.reading import Reading
from reportgen.office.identify import must_be_file
from reportgen.office.properties import custom

if TYPE_CHECKING:
    from reportgen.app.read import View


# Where each kind of document has it: see render/html.py, render/word/properties.py and render/pdf/finish.py.
_PLACES = {
    "pdf": re.compile(rb"<xmp:CreatorTool>(.*?)</xmp:CreatorTool>"),
    "html": re.compile(rb'<meta name="generator" content="(.*?)">'),
}
_MOST = 200_000_000  # bytes; our longest PDFs have a fortieth of it


def origin(path: Path, content: bytes) -> Provenance:
    """The origin that a document names. Raises Unreadable where it names none that we know."""
    kind = path.suffix.lower().lstrip(".")
    words = ""
    if kind == "docx":
        words = custom(content).get(PROPERTY, "")
    elif kind in _PLACES and (found := _PLACES[kind].search(content)):
        words = unescape(found[1].decode("utf-8", "replace"))
    named = Provenance.from_text(words)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether they are the same, byte for byte, and the sentences that say so or say why not."""

    same: bool
    said: tuple[str, ...]


def verify(path: Path, workbook: Path, *, previous: Path | None = None, templates: Path | None = None) -> Verification:
    """Hold the document at `path` against what `workbook` makes, in the way that the document says it was made.

    Raises Unreadable where either cannot be read or the document does not say what it is, and whatever making it again raises.
    """
    content = document(path)
    named = origin(path, content)
    reading = read.read(workbook, previous=previous)
    view = _view(reading, named)
    form = Format(path.suffix.lower().lstrip("."))
    inside = documents.attached(workbook, reading) if named.asked.attached else None
    # Under the origin that the document names, so that what it says is told apart from what it was made from.
    again = documents.documents(replace(view, origin=str(named)), formats=(form,), templates=templates, attached=inside)[form]
    if again != content:
        return Verification(same=False, said=(f"{path.name} is not what {workbook.name} makes.", *_parted(named, reading)))
    if view.origin == str(named):
        return Verification(same=True, said=(f"{path.name} is what {workbook.name} makes, byte for byte.",))
    first = f"{path.name} says what {workbook.name} makes, but is not the same document."
    return Verification(same=False, said=(first, *_parted(named, reading)))


def _view(reading: Reading, named: Provenance) -> "View":
    """What the workbook makes in the way that the document says it was made, on the same day."""
    asked = named.asked
    if asked.report not in {kind.value for kind in ReportKind}:
        raise Unreadable(
            code="no-such-report",
            what=f"The document calls itself {asked.report}, which is no report of this version.",
            fix=f"It was made by reportgen {named.version}; verify it with that.",
        )
    return read.report(
        reading,
        ReportKind(asked.report),
        final=asked.final,
        large_print=asked.large_print,
        as_at=named.day,
        attached=asked.attached,
    )


def _parted(named: Provenance, reading: Reading) -> Iterator[str]:
    """What they do not have in common."""
    before, ours = reading.previous_source, read.our_version()
    parted = str(named.workbook) != str(reading.source)
    if parted:
        yield f"It was made from {named.workbook}, and this is {reading.source}."
    if named.previous and not before:
        yield f"It was compared with {named.previous}: give that workbook as --previous."
    elif before and not named.previous:
        yield "It was compared with no other workbook: leave out --previous."
    elif before and named.previous and str(before) != str(named.previous):
        yield f"It was compared with {named.previous}, and this is {before}."
    elif named.version != ours:
        yield f"It was made by reportgen {named.version}, and this is {ours}."
    elif not parted:
        yield "It was changed since, or made with other templates (give them as --templates), or on a computer with other fonts."
