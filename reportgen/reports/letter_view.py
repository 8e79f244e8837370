"""What the template of a message sees: one frozen `letter`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAction:
    """One action that a letter asks for."""

    ref: str
    title: str
    timescale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a message to an officer may say. `count` is how many actions are asked for, `answered` how many are there."""

    officer: str
    title: str
    quarter: str
    due: str
    count: str
    answered: str
    actions: tuple[LetterAction, ...]
    contact: str
    sender: str
