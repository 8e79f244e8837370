"""The nouns: a plan, its objectives and actions, and what officers say of them.

Frozen, no input or output.
"""

from dataclasses import dataclass, field
from enum import Enum

NUMBER_WORDS = (
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
)
"""How objectives are counted in words, as the published plan counts its own: “Objective One”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph (one line) or a bulleted list (one line an item), in the words that were typed."""

    lines: tuple[str, ...]
    bulleted: bool = False


Prose = tuple[Block, ...]
"""What one cell says: paragraphs and lists in order; empty where the cell is blank."""


def plain(words: Prose) -> str:
    """The words of a cell on one line each, without bullets."""
    return "\n".join(line for block in words for line in block.lines)


def on_one_line(words: Prose) -> str:
    """The words of a cell on one line, with single spaces."""
    return " ".join(plain(words).split())


def as_typed(words: Prose) -> str:
    """The words of a cell as somebody would type them, lists with their bullets."""
    return "\n".join(
        f"• {line}" if block.bulleted else line for block in words for line in block.lines
    )


class CountsAs(Enum):
    """What a status means for the figures, whatever the plan calls it."""

    OFF_TRACK = "off track"
    AT_RISK = "at risk"
    ON_TRACK = "on track"
    COMPLETE = "complete"
    NOT_DUE = "not due"


BEHIND = (CountsAs.OFF_TRACK, CountsAs.AT_RISK)
"""What members are to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One entry of the status key.

    `fill` is six hexadecimal digits, or empty where the colour was not understood.
    """

    word: str
    colour: str
    fill: str
    counts_as: CountsAs
    meaning: str = ""
    most_below: float | None = None
    """The share by which a figure may be below its target for this status: 0.2 is a fifth; None
    where any more is too much."""


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
class Settings:
    """What the Report sheet says about the paper itself. A setting that is not there is empty."""

    organisation: str = ""
    partnership: str = ""
    title: str = ""
    document: str = ""
    appendix: str = ""
    strategy_period: str = ""
    quarter: str = ""
    first_month: str = ""
    committee: str = ""
    meeting_date: str = ""
    agenda_item: str = ""
    report_author: str = ""
    contact: str = ""
    return_date: str = ""
    accent_colour: str = ""
    import_headings: Prose = ()
    introduction: Prose = ()
    recommendations: Prose = ()
    legal: Prose = ()
    financial: Prose = ()
    risk: Prose = ()
    equality: Prose = ()
    crime: Prose = ()
    climate: Prose = ()
    background_papers: Prose = ()


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
