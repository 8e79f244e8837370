"""Timescales that do not say when, so that nobody can be told whether the action is late."""

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.facts.position import Position, Standing
from reportgen.plan import plain
from reportgen.quoting import quoted
from reportgen.timescale import Doubt

_EXAMPLE = "Type it as Q3 2016/17, or as 31 March 2017."
_REASONS = {
    Doubt.UNKNOWN: ("timescale-unread", "is not understood as a date, so nobody is told when it is late", _EXAMPLE),
    Doubt.NO_YEAR: ("timescale-unread", "names no year, so nobody is told when it is late", _EXAMPLE),
    Doubt.NO_PERIOD: (
        "timescale-unread",
        "is a year of the strategy, and the Report sheet does not say when that began",
        "Type the Strategy period there, such as 2016/19.",
    ),
    Doubt.YEAR_OF_WHAT: ("timescale-ambiguous", "may be of the calendar year or of a financial year", _EXAMPLE),
    Doubt.DAY_OR_YEAR: ("timescale-ambiguous", "may name a day or a year", _EXAMPLE),
}


def doubts(position: Position) -> Iterator[Finding]:
    """One for each timescale in doubt; of the one in force where a revised one took the place of the first."""
    for one in position.standings:
        yield from _doubt(one)


def _doubt(one: Standing) -> Iterator[Finding]:
    when = one.timing.current
    if isinstance(when, Doubt):
        key = "timescale" if one.timing.words is one.action.timescale else "revised_timescale"
        code, what, fix = _REASONS[when]
        yield Finding(code=code, action=one.action, key=key, what=f"{quoted(plain(one.timing.words))} {what}.", fix=fix)
