"""What a paper is called: on its first page, and in its properties."""

from reportgen.facts.position import Position
from reportgen.plan import Settings
from reportgen.reports import words
from reportgen.settings import UNNAMED


def titles(position: Position, document: str) -> dict[str, str]:
    """The fields that every paper has, by their names in its view. `document` is what kind of paper it is."""
    settings = position.plan.settings
    title, quarter = _strategy(settings), words.quarter_in_full(settings.quarter, position.calendar)
    return {
        "language": "en-GB",
        "title": title,
        "document": document,
        "quarter": quarter,
        "organisation": settings.organisation,
        "masthead": settings.partnership or settings.organisation or title,
        "author": settings.report_author or settings.organisation,
        "subject": f"{document} for {quarter}" if quarter else document,
        "name": " – ".join(filter(None, (title, document, settings.quarter))),
    }


def _strategy(settings: Settings) -> str:
    """The strategy's title with its period, which is not said twice where the title ends with it."""
    title, period = settings.title or UNNAMED["title"], settings.strategy_period
    return title if not period or title.endswith(period) else f"{title} {period}"
