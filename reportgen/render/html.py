"""A report as what Jinja alone makes of it: one self-contained web page, or plain text."""

import re
from html import escape
from pathlib import Path

from reportgen.model.errors import Remedy, TemplateWrong
from reportgen.render.active_content import POLICY, must_be_passive_page
from reportgen.render.bounded_jinja import MOST_CHARACTERS
from reportgen.render.pictures import with_pictures
from reportgen.render.template_faults import refusing
from reportgen.render.templates import PLAIN_TEXT, environment, template_set
from reportgen.reports.view import View

_ATTRIBUTES = r"""(?:\s+[\w:-]+(?:=(?:"[^"]*"|'[^']*'|[\w:-]+))?)*\s*"""
_START = re.compile(
    rf"(?:\s|<!--(?!-?>)(?:(?!--).)*-->)*(?:<!doctype[^>\"']*>\s*)?(?:<html{_ATTRIBUTES}>\s*)?"
    rf"(?:<head{_ATTRIBUTES}>\s*)?(?:<meta\s+charset=[\"']?[\w-]+[\"']?\s*/?>)?",
    re.IGNORECASE | re.DOTALL,
)
"""How a page begins. Its policy stands behind: before anything it could fetch, and in its head."""
_POLICY_TAG = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def html(view: View, within: tuple[Path, ...]) -> str:
    """The page.

    Raises TemplateWrong where the template asks for what the report does not have, or for a lost
    picture.
    """
    ours = template_set(view.layout)
    with refusing(ours.html, view):
        page = environment(within).get_template(ours.html).render({ours.view: view})
        if len(page) > MOST_CHARACTERS:
            raise MemoryError
        page.encode("utf-8")  # half a sign is none
    if not page.strip():
        raise TemplateWrong(
            code="template-empty",
            what=f"The template {ours.html} makes an empty page.",
            fix=Remedy("Put back the one that ships.", code="put-back-template"),
        )
    page = page.replace("</head>", f"{_about(view)}</head>", 1)
    start = begins.end() if (begins := _START.match(page)) else 0
    page = f"{page[:start]}\n{_POLICY_TAG}{page[start:]}"
    page = with_pictures(page, within)
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


def plain_text(view: View, within: tuple[Path, ...]) -> str:
    """The words of a view in large print, in which no table is left, a paragraph a line.

    It is for speech and braille. Ends with the provenance. Raises TemplateWrong where the template
    asks for what the report does not have.
    """
    with refusing(PLAIN_TEXT, view):
        words = environment(within).get_template(PLAIN_TEXT).render(paper=view)
        words.encode("utf-8")  # half a sign is none
    return words
