"""A report as plain text, to be spoken or made into braille."""

from pathlib import Path

from reportgen.render.template_faults import refusing
from reportgen.render.templates import PLAIN_TEXT, environment
from reportgen.reports.view import View


def plain_text(view: View, within: tuple[Path, ...]) -> str:
    """The words of a view in large print, in which no table is left, a paragraph a line.

    Ends with the provenance. Raises TemplateWrong where the template asks for what the report does
    not have.
    """
    with refusing(PLAIN_TEXT):
        return environment(within).get_template(PLAIN_TEXT).render(paper=view)
