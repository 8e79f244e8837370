"""The view of a message to an officer, which its template sees as `letter`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.model.plan import Action, Plan, contact_of
from reportgen.model.prose import as_typed, on_one_line
from reportgen.reports import sentences
from reportgen.reports.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAction:
    """One action that a letter asks for."""

    ref: str
    title: str
    timescale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The words of a message to an officer.

    `count` is the number of actions that are asked for (“2 actions”), `answered` that of actions
    returned already; empty where none is.
    """

    officer: str
    title: str
    quarter: str
    due: str
    count: str
    answered: str
    returned: bool
    """Whether the officer sent something in which no status was found."""
    actions: tuple[LetterAction, ...]
    contact: str
    sender: str


def letter(  # noqa: PLR0913 - what one letter is made of
    plan: Plan,
    officer: str,
    actions: Sequence[Action],
    *,
    due: str,
    answered: int = 0,
    returned: bool = False,
) -> Letter:
    """A message that asks an officer for the updates of these actions.

    `answered` is the number of actions that have a status already; or something was `returned`,
    and no status was in it.
    """
    settings = plan.settings
    contact = contact_of(officer, plan)
    return Letter(
        officer=(contact.name if contact else "") or officer,
        title=settings.title or say("letter.title"),
        quarter=settings.quarter or say("letter.quarter"),
        due=due,
        count=sentences.actions(len(actions)),
        answered=sentences.actions(answered) if answered else "",
        returned=returned,
        actions=tuple(_action(action) for action in actions),
        contact=settings.contact,
        sender="\n".join(
            filter(None, (settings.report_author, settings.partnership or settings.organisation))
        ),
    )


def due_in_words(plan: Plan, due: dt.date | None) -> str:
    """The day of return: `due` if it is given, else as the Report sheet has it."""
    return sentences.long_date(due) if due else plan.settings.return_date


def _action(action: Action) -> LetterAction:
    when = action.update.revised_timescale or action.timescale
    return LetterAction(ref=action.ref, title=as_typed(action.title), timescale=on_one_line(when))
