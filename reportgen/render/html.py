"""A report as one self-contained web page. Reads the pictures that a template names."""

import base64
import mimetypes
import re
from html import escape
from pathlib import Path

from reportgen.model.errors import TemplateWrong
from reportgen.render.active_content import POLICY, must_be_passive_page
from reportgen.render.bounded_jinja import MOST_CHARACTERS
from reportgen.render.templates import environment, is_inside, refusing, template_set
from reportgen.reports.view import View

_PICTURE = re.compile(
    r'(<img\b[^>]*?\bsrc=")(?![a-zA-Z][\w+.-]*:)([^"]+)(")'
)  # an address without http:, file: or data:

_STARTS = tuple(
    re.compile(start, re.IGNORECASE)
    for start in (r"<meta charset[^>]*>", r"<head\b[^>]*>", r"<html\b[^>]*>", "<!doctype[^>]*>", "")
)
"""Behind the first of these that a page has, its policy stands: before anything it could fetch."""
_POLICY_TAG = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def html(view: View, within: tuple[Path, ...]) -> str:
    """The page.

    Raises TemplateWrong where the template asks for what the report does not have, or for a lost
    picture.
    """
    ours = template_set(view.layout)
    with refusing(ours.html):
        page = environment(within).get_template(ours.html).render({ours.view: view})
        if len(page) > MOST_CHARACTERS:
            raise MemoryError
    page = page.replace("</head>", f"{_about(view)}</head>", 1)
    start = next(place for begins in _STARTS if (place := begins.search(page)))
    page = f"{page[: start.end()]}\n{_POLICY_TAG}{page[start.end() :]}"
    page = _PICTURE.sub(lambda tag: f"{tag[1]}{_data_uri(tag[2], within, ours.html)}{tag[3]}", page)
    must_be_passive_page(page, ours.html)
    return page


def _about(view: View) -> str:
    """What the page says of its making. Not in the templates, so that no template leaves it out."""
    named = {
        "generator": view.origin,
        "dcterms.created": view.made,
        "dcterms.modified": view.made,
    }
    return "".join(
        f'<meta name="{name}" content="{escape(words)}">\n'
        for name, words in named.items()
        if words
    )


def _data_uri(name: str, within: tuple[Path, ...], template: str) -> str:
    """A picture of the template folders as part of the page, so that the page is one file."""
    for folder in within:
        path = folder / name
        if is_inside(path, (folder,)) and path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"
    raise TemplateWrong(
        code="picture-missing",
        what=f"The template {template} shows a picture {name}, which is in no template folder.",
        fix=f"Put it beside {template}; only files in the template folders are fetched.",
    )
