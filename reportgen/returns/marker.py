"""What an officer's workbook knows of itself: written into its document properties, and read when it comes back."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from reportgen.columns import ACTIONS, OBJECTIVES, STATUS_KEY
from reportgen.plan import Action
from reportgen.quarter import Quarter
from reportgen.reading import Reading
from reportgen.update_columns import UPDATE_KEYS

NOBODY = "(no officer)"
"""Stands for the officer of the actions that have none: a property may not be empty in every program."""

_PREFIX = "reportgen "
_LONGEST = 255  # letters of a property that Excel keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """Of which plan and quarter a workbook is, whose, and what the whole plan's workbook said when it was made."""

    plan: str
    """The plan's title."""
    quarter: str
    officer: str
    master: str
    """The fingerprint of the plan's own words."""
    words: str
    """The fingerprint of the officers' cells in these actions."""

    def properties(self) -> dict[str, str]:
        """As custom document properties: Excel and LibreOffice keep them, and show them to whoever looks."""
        return {f"{_PREFIX}{name}": value[:_LONGEST] for name, value in asdict(self).items()}


def marker(reading: Reading, officer: str, *, words: str, updates: str) -> Marker:
    """The marker of a workbook made for this officer now, with the two fingerprints (of_plan, of_updates)."""
    return Marker(
        plan=reading.plan.settings.title[:_LONGEST],
        quarter=quarter_of(reading),
        officer=(officer or NOBODY)[:_LONGEST],
        master=words,
        words=updates,
    )


def from_properties(properties: Mapping[str, str]) -> Marker | None:
    """The marker in a workbook's custom properties, or None where it was not made by us or lost them."""
    values = {name.removeprefix(_PREFIX): value for name, value in properties.items() if name.startswith(_PREFIX)}
    try:
        return Marker(**values)
    except TypeError:
        return None


def quarter_of(reading: Reading) -> str:
    """The quarter in one way of writing it, so that “Qtr 3 16/17” is Q3 2016/17."""
    typed = reading.plan.settings.quarter
    return str(Quarter.from_text(typed) or typed)


def of_plan(reading: Reading) -> str:
    """The fingerprint of the plan's own words: its actions without the officers' cells, its objectives, its key."""
    words = [
        [sorted((key, _bare(said)) for key, said in row.words.items() if key in _PLANS.get(name, ())) for row in filled.rows]
        for name, filled in reading.tables.items()
        if name in _PLANS
    ]
    return _digest([quarter_of(reading), words])


def of_updates(said: Mapping[int, Mapping[str, str]], actions: Iterable[Action]) -> str:
    """The fingerprint of what the officers' cells of these actions say. `said` is by the actions' rows."""
    return _digest(sorted([one.ref.casefold(), *(_bare(said[one.row].get(key, "")) for key in UPDATE_KEYS)] for one in actions))


_PLANS = {
    ACTIONS.name: tuple(column.key for column in ACTIONS if not (column.officers or column.shown)),
    **{table.name: tuple(column.key for column in table) for table in (OBJECTIVES, STATUS_KEY)},
}


def _bare(words: str) -> str:
    return " ".join(words.split())


def _digest(words: object) -> str:
    return hashlib.sha256(json.dumps(words, ensure_ascii=True).encode("ascii")).hexdigest()
