"""Whether a document is what a workbook makes: it is made again, and the two are held side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen import making, pipeline
from reportgen.errors import Unreadable
from reportgen.intake.origins import document, origin
from reportgen.origin import Origin
from reportgen.pipeline import Kind
from reportgen.reading import Reading
from reportgen.render.formats import Format


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
    same = _again(workbook, reading, named, Format(path.suffix.lower().lstrip(".")), templates) == content
    first = f"{path.name} is {'' if same else 'not '}what {workbook.name} makes{', byte for byte' if same else ''}."
    return Verdict(same=same, said=(first, *_parted(named, reading, same=same)))


def _again(workbook: Path, reading: Reading, named: Origin, form: Format, templates: Path | None) -> bytes:
    """The same document from this workbook, on the same day, naming the same origin."""
    asked = named.asked
    if asked.report not in {kind.value for kind in Kind}:
        raise Unreadable(
            code="no-such-report",
            what=f"The document calls itself {asked.report}, which is no report of this version.",
            fix=f"It was made by reportgen {named.version}; verify it with that.",
        )
    view = pipeline.report(
        reading,
        Kind(asked.report),
        final=asked.final,
        large_print=asked.large_print,
        as_at=named.day,
        attached=asked.attached,
    )
    inside = making.attached(workbook, reading) if asked.attached else None
    made = making.documents(replace(view, origin=str(named)), formats=(form,), templates=templates, attached=inside)
    return made[form]


def _parted(named: Origin, reading: Reading, *, same: bool) -> Iterator[str]:
    """What they do not have in common, as far as it matters."""
    before, ours = reading.previous_source, pipeline.our_version()
    alike = named.workbook.digest == reading.source.digest
    if not alike:
        also = " The plan in both is the same." if same else ""
        yield f"It was made from {named.workbook}, and this is {reading.source}.{also}"
    if same:
        return
    if named.previous and not before:
        yield f"It was compared with {named.previous}: give that workbook as --previous."
    elif before and not named.previous:
        yield "It was compared with no other workbook: leave out --previous."
    elif before and named.previous and before.digest != named.previous.digest:
        yield f"It was compared with {named.previous}, and this is {before}."
    elif named.version != ours:
        yield f"It was made by reportgen {named.version}, and this is {ours}."
    elif alike:
        yield "It was changed since, or made with other templates (give them as --templates), or on a computer with other fonts."
