"""The Word file's bytes: the template filled by docxtpl, and mended."""

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from reportgen.errors import TemplateWrong
from reportgen.packages import undated
from reportgen.render.templates import environment, kit, located, refusing
from reportgen.render.word import xml
from reportgen.reports.paper_view import Paper
from reportgen.reports.view import Report

if TYPE_CHECKING:
    from docxtpl import DocxTemplate


def word(view: Report | Paper, within: tuple[Path, ...]) -> bytes:
    """The bytes of the document.

    Raises TemplateWrong where the template cannot be opened, or asks for what the report does not have.
    """
    from reportgen.render.word.properties import describe  # noqa: PLC0415 - loads python-docx

    ours = kit(view)
    template = _opened(located(ours.word, within))
    with refusing(ours.word):
        # Our environment escapes, and stops at a missing field: docxtpl by itself makes “R” of “R&D”, and a blank of the field.
        strict = environment(within).overlay(finalize=_shielded)
        template.render({ours.view: view}, jinja_env=strict)
    inks = {mark.fill: mark.ink for mark in view.marks}
    fills = {f"{mark.shape} {mark.word}".strip(): mark.fill for mark in view.marks}
    xml.mend(template.docx.element.body, inks, fills)
    if isinstance(view, Paper) and view.large:
        xml.enlarge(template.docx.element, template.docx.styles.element)
    if view.accent:
        xml.recolour(template.docx.styles.element, view.accent)
    describe(template.docx, view)
    out = io.BytesIO()
    template.save(out)
    return undated(out.getvalue())


def _shielded(value: object) -> object:
    """Words with a mark inside what docxtpl would take for its own way of writing braces: it makes “{{” of “{_{”."""
    return re.sub(r"(?<=[{}%])_(?=[{}%])", f"{xml.SHIELD}_", value) if type(value) is str else value


def _opened(path: Path) -> "DocxTemplate":
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415 - heavy, and the other formats must work without
    from docxtpl import DocxTemplate  # noqa: PLC0415 - the same

    template = DocxTemplate(path)
    try:
        template.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise TemplateWrong(
            code="template-unreadable",
            what=f"The template {path} is not a Word document (.docx).",
            fix="Put back the one that ships: reportgen templates copy DIR",
        ) from error
    return template
