"""The report as one self-contained web page."""

from pathlib import Path

from reportgen.render.templates import HTML, environment, refusing
from reportgen.reports.view import Report


def html(report: Report, within: tuple[Path, ...]) -> str:
    """The page. Raises TemplateWrong where the template asks for what the report does not have."""
    with refusing(HTML):
        return environment(within).get_template(HTML).render(report=report)
