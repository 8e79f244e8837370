"""How the council of a plan counts quarters and years."""

import re

from reportgen.model.calendar import APRIL, Calendar, month
from reportgen.model.plan import Settings

_YEAR = re.compile(r"\b(?:20)?(\d\d)\b")


def calendar(settings: Settings) -> Calendar:
    """The month that the Report sheet gives, else April; the strategy's first year is the first that its period names."""
    first = _YEAR.search(settings.strategy_period)
    return Calendar(
        first_month=month(settings.first_month) or APRIL,
        first_year=2000 + int(first[1]) if first else None,
    )
