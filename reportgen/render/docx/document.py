"""The Word file: the template filled in, and its properties: title, author, language, provenance.

Nothing stays of whoever saved the template.
"""

import base64
import datetime as dt
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Emu, Mm
from lxml import etree

from reportgen.model.direction import Writing
from reportgen.model.edition import PROPERTY
from reportgen.model.errors import Remedy, TemplateWrong
from reportgen.office.package import PACKAGE_FAULTS, Package, undated
from reportgen.render.active_content import must_be_passive_word
from reportgen.render.docx import postprocess, status_marks
from reportgen.render.docx.contents import link_contents
from reportgen.render.docx.links import link_addresses
from reportgen.render.docx.right_to_left import mark_directions
from reportgen.render.template_faults import STUMBLES, refusing
from reportgen.render.templates import environment, located, template_set
from reportgen.reports.view import View

if TYPE_CHECKING:
    from docx.document import Document

    from reportgen.render.docx.word_template import WordTemplate


_LARGEST = 20_000_000  # bytes of all its parts: ours have 150,000
_LONGEST = 255  # letters of a core property; python-docx raises ValueError above
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = f"{_OFFICE}/relationships/custom-properties"
_EXTENDED = f"{_OFFICE}/relationships/extended-properties"
_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    f' xmlns="{_OFFICE}/extended-properties"><Application>reportgen</Application></Properties>'
)
"""Word's own names a company, a manager and a template."""


def describe(document: "Document", view: View) -> None:
    """Put our properties in place of the template's own."""
    properties = document.core_properties
    title, author, subject = (words[:_LONGEST] for words in (view.name, view.author, view.subject))
    properties.title, properties.author, properties.subject = title, author, subject
    properties.language, properties.last_modified_by, properties.revision = view.language, author, 1
    if view.made:
        day = dt.datetime.combine(dt.date.fromisoformat(view.made), dt.time(), dt.UTC)
        properties.created = properties.modified = day
    package = document.part.package
    for relation in [
        relation for relation in package.rels.values() if relation.reltype in (_CUSTOM, _EXTENDED)
    ]:
        package.rels.pop(relation.rId)
    kinds = (
        (_EXTENDED, "app", "extended-properties", _APPLICATION),
        (_CUSTOM, "custom", "custom-properties", _custom({PROPERTY: view.origin, **view.memory})),
    )
    for relation, name, kind, words in kinds:
        content_type = f"application/vnd.openxmlformats-officedocument.{kind}+xml"
        package.relate_to(
            Part(PackURI(f"/docProps/{name}.xml"), content_type, words.encode("utf-8"), package),
            relation,
        )
    _forget_template(document)


def _custom(properties: Mapping[str, str]) -> str:
    """Properties by name, numbered from 2 as Office does."""
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}"'
        f" name={quoteattr(name)}><vt:lpwstr>{escape(words)}</vt:lpwstr></property>"
        for number, (name, words) in enumerate(properties.items(), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
        f' xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{listed}</Properties>'
    )


_OUTSIDE = ("attachedTemplate", "mailMerge", "attachedSchema", "saveThroughXslt")
"""Settings that name files elsewhere (ISO/IEC 29500-1, 17.15.1)."""


def _forget_template(document: "Document") -> None:
    """Take out what leads to files of a template's author: they name folders and people."""
    settings = document.settings.element
    for element in [child for child in settings if etree.QName(child).localname in _OUTSIDE]:
        settings.remove(element)
    relations = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels
    for relation in [
        relation
        for relation in relations.values()
        if relation.reltype.endswith("/attachedTemplate")
    ]:
        relations.pop(relation.rId)


def word(view: View, within: tuple[Path, ...]) -> bytes:
    """The bytes of the document.

    Raises TemplateWrong where the template cannot be opened, or asks for what the report does not
    have.
    """
    ours = template_set(view.layout)
    path = located(ours.word, within)
    template = _opened(path, ours.word)
    with refusing(ours.word, view):
        # Our environment escapes, and stops at a missing field: docxtpl by itself makes “R” of
        # “R&D”, and a blank of the field.
        strict = environment(within).overlay(finalize=_shielded)
        template.render({ours.view: view}, jinja_env=strict)
        _finish(template.docx, view)
        out = io.BytesIO()
        template.save(out)
        content = undated(out.getvalue())
    if len(within) > 1:  # what the tags of a template put together, too
        must_be_passive_word(Package(content), ours.word)
    return content


def _finish(document: "Document", view: View) -> None:
    """What a template cannot say itself: inks and fills of statuses, large print, properties."""
    inks = {mark.fill: mark.ink for mark in view.marks}
    fills = {f"{mark.shape} {mark.word}".strip(): mark.fill for mark in view.marks}
    looks = postprocess.Looks(
        inks=inks,
        fills=fills,
        widths=[float(column.width) for column in view.columns],
        names=[
            *(section.caption for section in view.sections if section.rows),
            *(part.title for part in view.parts for piece in part.pieces if piece.timelines),
        ],
    )
    postprocess.mend(document.element.body, looks)
    status_marks.define(document.styles.element)
    postprocess.speak(document.styles.element, view.language)
    if view.large:
        postprocess.enlarge(document.element, document.styles.element)
    link_addresses(document)
    link_contents(document.element.body)
    mark_directions(document.element.body, Writing(view.direction))
    _place_logo(document)
    if view.font:
        postprocess.reface(document.styles.element, view.font)
    if view.accent:
        postprocess.recolour(document.styles.element, view.accent)
    describe(document, view)


_TALLEST, _WIDEST = Mm(16), Mm(52)


def _place_logo(document: "Document") -> None:
    """Draw the picture whose address and words stand in a run of the style Logo."""
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.style is not None and run.style.name == "Logo":
                uri, _, alt = run.text.partition(" ")
                run.clear()  # type: ignore[no-untyped-call]
                content = base64.b64decode(uri.partition("base64,")[2])
                shape = run.add_picture(io.BytesIO(content), height=_TALLEST)
                if shape.width > _WIDEST:
                    shape.height = Emu(shape.height * _WIDEST // shape.width)
                    shape.width = _WIDEST
                shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - no public way


def _shielded(value: object) -> object:
    """Words with a mark inside what docxtpl takes for an escaped brace: it makes “{{” of “{_{”."""
    return (
        re.sub(r"(?<=[{}%])_(?=[{}%])", f"{status_marks.SHIELD}_", value)
        if type(value) is str
        else value
    )


def _opened(path: Path, name: str) -> "WordTemplate":
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415 - heavy: half of a run

    from reportgen.render.docx.word_template import WordTemplate  # noqa: PLC0415 - the same

    try:
        package = Package(path.read_bytes())
        if sum(len(package.read(part)) for part in package.names) > _LARGEST:
            raise TemplateWrong(
                code="template-large",
                what=f"The template {path} is larger than 20 MB, unpacked.",
                fix="Take out of it what no paper needs.",
            )
        must_be_passive_word(package, name)
        return WordTemplate.opened(path, name)
    except (PackageNotFoundError, *STUMBLES, *PACKAGE_FAULTS) as error:
        raise TemplateWrong(
            code="template-unreadable",
            what=f"The template {path} is not a Word document (.docx), or is broken inside.",
            fix=Remedy("Put back the one that ships.", code="put-back-template"),
        ) from error
