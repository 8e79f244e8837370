"""What the edges may call: from what a report says to its documents."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.model.errors import Disagreement, GlyphMissing, Refusal, Unreadable
from reportgen.model.formats import Format

if TYPE_CHECKING:
    from reportgen.app.read import View
    from reportgen.model.provenance import Attachment
    from reportgen.model.reading import Reading
    from reportgen.render.documents import RenderResult


# Each part is loaded when it is used: checking needs no renderer, and Word works without Pango.


def documents(
    view: "View",
    *,
    formats: Sequence[Format] = tuple(Format),
    templates: Path | None = None,
    attached: "Attachment | None" = None,
) -> Mapping[Format, bytes]:
    """Several documents of one report, by format. Raises TemplateWrong or Unrenderable where one of them cannot be made."""
    found = render_all(view, formats=formats, templates=templates, attached=attached)
    if found.refusals:
        raise found.refusals[0]
    return found.files


def render_all(
    view: "View",
    *,
    formats: Sequence[Format] = tuple(Format),
    templates: Path | None = None,
    attached: "Attachment | None" = None,
) -> "RenderResult":
    """The documents of one report as far as they can be made, and what is to be said of the others.

    Raises Disagreement where they do not carry the same words and the templates are ours; who changed theirs may have meant it.
    """
    from reportgen.render.documents import render_all as together  # noqa: PLC0415
    from reportgen.render.templates import folders  # noqa: PLC0415

    found = together(view, formats, folders(templates), attached)
    if found.differences and not templates:
        raise Disagreement(
            code="documents-differ",
            what=f"The documents would not say the same, so none was written. {' '.join(found.differences)}",
            fix="Send the workbook to whoever looks after the program; the web page alone can be had with --format html.",
        )
    return found


def placed(refusal: Refusal, reading: "Reading") -> Refusal:
    """The same refusal; characters that no font has are named with the cells they stand in."""
    if not isinstance(refusal, GlyphMissing):
        return refusal
    cells = [
        str(table.place(key, row.number))
        for table in reading.tables.values()
        for row in table.rows
        for key, words in row.words.items()
        if any(glyph in words for glyph in refusal.glyphs)
    ]
    return GlyphMissing(glyphs=refusal.glyphs, named=refusal.named, place=f", in {', '.join(cells)}") if cells else refusal


def attached(workbook: Path, reading: "Reading") -> "Attachment":
    """The workbook as it was read, to lie inside a PDF. Raises Unreadable where it has changed since."""
    from hashlib import sha256  # noqa: PLC0415

    from reportgen.model.provenance import Attachment  # noqa: PLC0415

    content = workbook.read_bytes()
    if sha256(content).hexdigest() != reading.source.digest:
        raise Unreadable(
            code="changed-meanwhile",
            what=f"{workbook} was saved by somebody while the paper was made from it.",
            fix="Build again.",
        )
    return Attachment(name=reading.source.name, content=content, saved=reading.source.saved)
