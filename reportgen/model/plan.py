"""A plan, its objectives and actions, and what officers report on them.

Frozen values; no input or output.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.model.prose import Prose
from reportgen.model.settings import Settings
from reportgen.model.status import Status
from reportgen.model.text import fold

MOST_ACTIONS = 10_000
"""The most actions one plan may hold."""

NUMBER_WORDS = (
    *("One", "Two", "Three", "Four", "Five", "Six"),
    *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
)
"""How objectives are counted in words, as the published plan counts its own: “Objective One”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """The officer's six cells.

    `typed` is the status as it was typed, kept even where no status of the key matches it;
    `coloured` tells that the Status cell has a colour and no word.
    """

    status: Status | None = None
    typed: str = ""
    coloured: bool = False
    progress: Prose = ()
    next_steps: Prose = ()
    revised_timescale: Prose = ()
    target: Prose = ()
    actual: Prose = ()

    @property
    def is_blank(self) -> bool:
        """Whether no status was given, neither in words nor by a colour."""
        return not (self.typed or self.coloured)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One action of the plan.

    `row` is its row in the sheet; `objective` is its objective's number as typed.
    """

    row: int
    ref: str
    objective: str
    title: Prose
    outcome: Prose = ()
    timescale: Prose = ()
    timescale_words: Prose = ()
    """How a paper in another language prints the timescale; empty where it is as it is typed."""
    officers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    own: Mapping[str, Prose] = field(default_factory=dict)
    """What stands in those of the sheet's own columns that are printed, by their headings."""
    update: Update = field(default_factory=Update)


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """One objective of the strategy. `number` is how actions name it, usually “1”."""

    number: str
    title: str
    points: Prose = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acronym:
    """A short form and what it stands for."""

    short: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """An officer's e-mail addresses, and those that get a copy."""

    officer: str
    name: str = ""
    """Who holds the post now."""
    addresses: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastUpdate:
    """What was reported of an action in an earlier quarter."""

    ref: str
    quarter: str
    update: Update
    officers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole action plan of one quarter, as the workbook holds it, in the workbook's order."""

    settings: Settings
    key: tuple[Status, ...]
    objectives: tuple[Objective, ...]
    actions: tuple[Action, ...]
    acronyms: tuple[Acronym, ...] = ()
    contacts: tuple[Contact, ...] = ()
    history: tuple[PastUpdate, ...] = ()

    def by_objective(self) -> dict[str, tuple[Action, ...]]:
        """The actions by their objective's number, in the workbook's order.

        Actions whose objective the plan does not have are included under the number they give.
        """
        grouped: dict[str, list[Action]] = {}
        for action in self.actions:
            grouped.setdefault(action.objective, []).append(action)
        return {number: tuple(actions) for number, actions in grouped.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An accountable officer and the actions they answer for, in the plan's order.

    The name is as the plan first writes it; empty for the actions that have no officer.
    """

    name: str
    actions: tuple[Action, ...]


def officers(plan: Plan) -> tuple[Officer, ...]:
    """The officers of a plan, in the order of their first action.

    An action with two officers is listed under both; actions without an officer come last.
    """
    names: dict[str, str] = {}
    grouped: dict[str, list[Action]] = {}
    for action in plan.actions:
        for name in action.officers:
            names.setdefault(fold(name), name)
        for folded in dict.fromkeys(map(fold, action.officers or ("",))):
            grouped.setdefault(folded, []).append(action)
    nobodys = grouped.pop("", [])
    listed = [
        Officer(name=names[folded], actions=tuple(actions)) for folded, actions in grouped.items()
    ]
    return (*listed, Officer(name="", actions=tuple(nobodys))) if nobodys else tuple(listed)


def contact_of(officer: str, plan: Plan) -> Contact | None:
    """The last row of Contacts for an officer; None where there is none."""
    return {named_alike(row.officer): row for row in plan.contacts}.get(named_alike(officer))


def named_alike(officer: str) -> str:
    """An officer's name as it is compared in Contacts: “and” and “&” are alike."""
    return re.sub(r"\s*&\s*", " and ", fold(officer))


def has_addresses(plan: Plan) -> bool:
    """Whether anybody in Contacts has an address, so that messages are wanted."""
    return any(contact.addresses for contact in plan.contacts)
