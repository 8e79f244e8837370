"""A view as a PDF by Typst: as JSON, compiled by the templates *.typ, its tags completed."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from reportgen.model.edition import Attachment
from reportgen.model.text import is_joiner, named
from reportgen.render.left_out import squeezed
from reportgen.render.pdf import Pdf
from reportgen.render.templates import template_set
from reportgen.render.typst.engine import UndrawnSigns, compiled, faces, root
from reportgen.render.typst.process import compiled_apart
from reportgen.render.typst.tags import TableTags, completed
from reportgen.render.typst.words import heard
from reportgen.reports.view import Layout, View

_ATTACHED_AS = "The workbook from which this paper was made"


def pdf(view: View, within: tuple[Path, ...], attached: Attachment | None) -> Pdf:
    """The PDF of a view, which says what its web page does.

    A sign that no font has is named. Raises TemplateWrong where a template is at fault, and
    Unrenderable where Typst or every font is missing.
    """
    used = faces(view.font)
    told = _json(view, used, attached)
    signs: dict[str, None] = {}
    own = len(within) > 1 and any(within[0].rglob("*.typ"))
    make = compiled_apart if own else compiled
    with root(within, attached.content if attached else None) as folder:
        while True:
            try:
                content = make(
                    template_set(view.layout).typst,
                    folder,
                    named(told, signs) if signs else told,
                    attached=attached is not None,
                )
                break
            except UndrawnSigns as undrawn:
                if not set(undrawn.signs) - set(signs):
                    raise
                signs |= dict.fromkeys(undrawn.signs)
    content = completed(content, list(_tables(view)), view.origin)
    told_of = tuple(sign for sign in signs if not is_joiner(sign))
    words = _without_contents(view, squeezed(heard(content)))
    return Pdf(content=content, words=words, signs=told_of, faces=used[:1])


def _json(view: View, used: tuple[str, ...], attached: Attachment | None) -> str:
    """The view as JSON, a TAB as a blank, since Typst prints none; pictures as their bytes."""
    told = _plain(view)
    told["layout"] = view.layout.value
    told["logo"] = [
        {"bytes": list(base64.b64decode(picture.uri.partition("base64,")[2])), "alt": picture.alt}
        for picture in view.logo
    ]
    told["faces"] = used
    told["attached"], told["attached_as"] = (attached.name if attached else ""), _ATTACHED_AS
    return json.dumps(told, default=_plain, ensure_ascii=False).replace("\\t", " ")


def _plain(value: object) -> Any:  # noqa: ANN401 - a mapping of a dataclass, or an enum's value
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return dict(value)  # type: ignore[call-overload]  # a mapping proxy


def _without_contents(view: View, words: str) -> str:
    """Words without the list of contents, which no other document has with numbers of pages."""
    if not view.contents:
        return words
    headings = view.headings
    entries = [section.entry for section in view.sections] or [part.title for part in view.parts]
    entries += [headings.acronyms] * bool(view.acronyms) + [headings.problems] * bool(view.problems)
    listed = "".join(rf"{re.escape(squeezed(entry))}\d+?" for entry in entries)
    after = rf"(?={re.escape(squeezed(view.parts[0].title))})" if view.parts else r"(?!\d)"
    return re.sub(re.escape(squeezed(view.contents)) + listed + after, "", words, count=1)


def _tables(view: View) -> Iterator[TableTags]:
    """The tables of a view, in the order in which its template prints them."""
    headings = view.headings
    if view.layout is Layout.ACTION_PLAN:
        yield TableTags(name=headings.key)
        yield from (TableTags(name=table.heading) for table in view.glance)
        keys = [column.key for column in view.columns]
        heads = tuple(place for place, key in enumerate(keys) if key in ("ref", "title"))
        for section in view.sections:
            if section.rows:
                yield TableTags(
                    name=section.caption,
                    headers=heads,
                    heading=f"{section.number}: {section.title}",
                    entry=section.entry,
                    bookmarks=tuple(row.bookmark for row in section.rows),
                )
        yield from [TableTags(name=headings.acronyms)] * bool(view.acronyms)
        yield from [TableTags(name=headings.problems)] * bool(view.problems)
        return
    for part in view.parts:
        for piece in part.pieces:
            yield from (TableTags(name=table.heading) for table in piece.tables)
            yield from [TableTags(name=part.title)] * bool(piece.exceptions)
            yield from (TableTags(name=part.title) for _ in piece.timelines)
