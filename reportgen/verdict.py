"""Whether a document is what a workbook makes: it is made again, and the two are held side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import making, pipeline
from reportgen.errors import Unreadable
from reportgen.intake.origins import document, origin
from reportgen.origin import Origin
from reportgen.pipeline import Kind
from reportgen.reading import Reading
from reportgen.render.formats import Format

if TYPE_CHECKING:
    from reportgen.pipeline import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether they are the same, byte for byte, and the sentences that say so or say why not."""

    same: bool
    said: tuple[str, ...]


def verdict(path: Path, workbook: Path, *, previous: Path | None = None, templates: Path | None = None) -> Verdict:
    """Hold the document at `path` against what `workbook` makes, in the way that the document says it was made.

    Raises Unreadable where either cannot be read or the document does not say what it is, and whatever making it again raises.
    """
    content = document(path)
    named = origin(path, content)
    reading = pipeline.read(workbook, previous=previous)
    view = _view(reading, named)
    form = Format(path.suffix.lower().lstrip("."))
    inside = making.attached(workbook, reading) if named.asked.attached else None
    # Under the origin that the document names, so that what it says is told apart from what it was made from.
    again = making.documents(replace(view, origin=str(named)), formats=(form,), templates=templates, attached=inside)[form]
    if again != content:
        return Verdict(same=False, said=(f"{path.name} is not what {workbook.name} makes.", *_parted(named, reading)))
    if view.origin == str(named):
        return Verdict(same=True, said=(f"{path.name} is what {workbook.name} makes, byte for byte.",))
    first = f"{path.name} says what {workbook.name} makes, but is not the same document."
    return Verdict(same=False, said=(first, *_parted(named, reading)))


def _view(reading: Reading, named: Origin) -> "View":
    """What the workbook makes in the way that the document says it was made, on the same day."""
    asked = named.asked
    if asked.report not in {kind.value for kind in Kind}:
        raise Unreadable(
            code="no-such-report",
            what=f"The document calls itself {asked.report}, which is no report of this version.",
            fix=f"It was made by reportgen {named.version}; verify it with that.",
        )
    return pipeline.report(
        reading,
        Kind(asked.report),
        final=asked.final,
        large_print=asked.large_print,
        as_at=named.day,
        attached=asked.attached,
    )


def _parted(named: Origin, reading: Reading) -> Iterator[str]:
    """What they do not have in common."""
    before, ours = reading.previous_source, pipeline.our_version()
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
