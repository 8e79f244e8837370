"""The nouns: a plan, its objectives and actions, and what officers say of them.

Frozen, no input or output.
"""

from dataclasses import dataclass, field

from reportgen.model.prose import Prose
from reportgen.model.settings import Settings
from reportgen.model.status import Status
from reportgen.model.text import fold

MOST_ACTIONS = 10_000
"""The most actions one plan may hold."""

NUMBER_WORDS = tuple("One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split())
"""How objectives are counted in words, as the published plan counts its own: “Objective One”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """The officer's six cells.

    `typed` is the status as it was typed, which is kept where no status matches it; `coloured` tells that the cell has a
    colour and no word.
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
    """One thing the partnership said it would do.

    `row` is its row in the sheet; `objective` is the number as typed.
    """

    row: int
    ref: str
    objective: str
    title: Prose
    outcome: Prose = ()
    timescale: Prose = ()
    officers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
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
    """Where an officer is written to, and who gets a copy: e-mail addresses."""

    officer: str
    addresses: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PastUpdate:
    """What was said of an action in an earlier quarter."""

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
        """The actions by their objective's number, in the workbook's order; also those whose objective is not here."""
        found: dict[str, list[Action]] = {}
        for action in self.actions:
            found.setdefault(action.objective, []).append(action)
        return {number: tuple(actions) for number, actions in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An accountable officer as the plan first writes the name, with the actions in the plan's order.

    The name is empty for the actions that have no officer.
    """

    name: str
    actions: tuple[Action, ...]


def officers(plan: Plan) -> tuple[Officer, ...]:
    """Everyone who answers for an action, in the order of their first; an action with two officers is with both.

    What has no officer comes last.
    """
    names: dict[str, str] = {}
    found: dict[str, list[Action]] = {}
    for action in plan.actions:
        for name in action.officers:
            names.setdefault(fold(name), name)
        for one in dict.fromkeys(map(fold, action.officers or ("",))):
            found.setdefault(one, []).append(action)
    nobodys = found.pop("", [])
    listed = [Officer(name=names[one], actions=tuple(actions)) for one, actions in found.items()]
    return (*listed, Officer(name="", actions=tuple(nobodys))) if nobodys else tuple(listed)


def contact_of(officer: str, plan: Plan) -> Contact | None:
    """The last row of Contacts for an officer."""
    return {fold(one.officer): one for one in plan.contacts}.get(fold(officer))
