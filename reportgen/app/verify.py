"""Say whether a document is what a workbook makes: make it again and compare. Touches the disk."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from reportgen.app import documents
from reportgen.app.logo import logo
from reportgen.app.read import ReadResult, read
from reportgen.model.edition import PROPERTY, Format, Provenance
from reportgen.model.errors import Remedy, Unreadable, Wording
from reportgen.office.identify import must_be_file
from reportgen.office.limits import within_bounds
from reportgen.office.properties import custom

# Where each kind of document has its provenance: see render/html.py, render/docx/document.py,
# render/weasyprint/finisher.py and templates/paper.txt.
_PLACES = {
    "pdf": re.compile(rb"<xmp:CreatorTool>([^<]{0,4000})</xmp:CreatorTool>"),
    "html": re.compile(rb'<meta name="generator" content="([^">]{0,4000})">'),
}
_MOST = 200_000_000  # bytes of a document: our longest PDFs have a fortieth of it
_LONGEST = 4_000  # letters of what it says of its making: two names of files, and a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether document and workbook agree byte for byte, and the sentences that say so."""

    same: bool
    sentences: tuple[str, ...]

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines."""
        return {"same": self.same, "sentences": [wording(words) for words in self.sentences]}


def verify(
    path: Path, workbook: Path, *, previous: Path | None = None, templates: Path | None = None
) -> Verification:
    """Compare the document at `path` with what `workbook` makes in the same edition.

    Raises Unreadable where either cannot be read or the document does not say what it is, and
    whatever making it again raises.
    """
    content = document(path)
    provenance = provenance_of(path, content)
    result = read(workbook, previous=previous)
    shown = logo(result.reading.plan.settings, workbook, templates)
    view = documents.report(result, provenance.edition, shown.pictures, templates)
    kind = Format(path.suffix.lower().lstrip("."))
    attached = provenance.edition.attached
    # Under the provenance that the document names, so that what it says is told apart from what it
    # was made from.
    again = documents.all_documents(
        replace(view, origin=str(provenance)),
        formats=(kind,),
        templates=templates,
        engine=provenance.edition.engine,
        attachment=documents.attachment(workbook, result.reading) if attached else None,
    )[kind]
    if again != content:
        first = f"{path.name} is not what {workbook.name} makes."
        return Verification(same=False, sentences=(first, *_reasons(provenance, result)))
    if view.origin == str(provenance):
        words = f"{path.name} is what {workbook.name} makes, byte for byte."
        return Verification(same=True, sentences=(words,))
    first = f"{path.name} says what {workbook.name} makes, but is not the same document."
    return Verification(same=False, sentences=(first, *_reasons(provenance, result)))


def document(path: Path) -> bytes:
    """A document's bytes. Raises Unreadable where there are none, or too many."""
    must_be_file(path)
    try:
        if path.stat().st_size > _MOST:
            raise Unreadable(
                code="document-large",
                what=f"{path} is no document of ours: it is too large.",
                fix="Give another.",
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            code="document-unread",
            what=f"{path} cannot be read ({error.strerror}).",
            fix=Remedy("Give the PDF, Word file or web page that was built.", code="give-document"),
        ) from error


@within_bounds
def provenance_of(path: Path, content: bytes) -> Provenance:
    """The provenance that a document names. Raises Unreadable where it names none that we know."""
    kind = path.suffix.lower().lstrip(".")
    words = ""
    if kind == "docx":
        words = custom(content).get(PROPERTY, "")
    elif kind == Format.TEXT.value:
        words = content.rstrip().rpartition(b"\n")[2].decode("utf-8", "replace")
    elif kind in _PLACES and (match := _PLACES[kind].search(content)):
        words = unescape(match[1].decode("utf-8", "replace"))
    provenance = Provenance.from_text(words) if len(words) < _LONGEST else None
    if provenance is None:
        raise Unreadable(
            code="no-origin",
            what=f"{path.name} does not say which workbook it was made from.",
            fix=Remedy(
                "Give a .pdf, .docx, .html or .txt as it was built; printing or saving it again"
                " takes that away.",
                code="as-built",
            ),
        )
    return provenance


def _reasons(provenance: Provenance, result: ReadResult) -> Iterator[str]:
    """What document and workbook do not have in common."""
    before, ours = result.earlier_source, documents.our_version()
    named, source = provenance.previous, result.reading.source
    other_workbook = str(provenance.workbook) != str(source)
    if other_workbook:
        yield f"It was made from {provenance.workbook}, and this is {source}."
    if named and not before:
        words = f"It was compared with {named}: give that workbook too."
        yield Remedy(words, code="give-previous", previous=str(named))
    elif before and not named:
        words = "It was compared with no other workbook: leave that out."
        yield Remedy(words, code="leave-out-previous")
    elif before and named and str(before) != str(named):
        yield f"It was compared with {named}, and this is {before}."
    elif provenance.version != ours:
        yield f"It was made by reportgen {provenance.version}, and this is {ours}."
    elif not other_workbook:
        yield Remedy(
            "It was changed since, or made with other templates (give them too), or on a computer"
            " with other fonts.",
            code="other-templates",
        )
