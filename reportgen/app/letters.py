"""Messages to officers, and what such messages say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.model.plan import Action, Plan, contact_of, officers
from reportgen.render.message import Envelope, message, parts
from reportgen.render.template_faults import Allowance
from reportgen.render.templates import REMINDER, REQUEST, folders, phrases
from reportgen.reports.letter import due_in_words, letter
from reportgen.reports.wording import in_force
from reportgen.returns.split import OfficersForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What all messages of one mailing have in common."""

    plan: Plan
    template: str
    due: dt.date | None
    templates: Path | None
    allowance: Allowance = field(default_factory=Allowance)
    """The time that the template has for all of them."""

    def message(
        self,
        form: OfficersForm,
        content: bytes,
        actions: Sequence[Action],
        *,
        answered: int = 0,
        returned: bool = False,
    ) -> bytes:
        """The message that asks for these actions, with the officer's workbook.

        `answered` actions have a status already; or something was `returned`, and none was in it.
        """
        contact = contact_of(form.officer, self.plan)
        envelope = Envelope(
            to=contact.addresses if contact else (),
            copies=contact.copies if contact else (),
            name=f"{form.name}.xlsx",
            content=content,
        )
        with in_force(phrases(self.templates)):
            words = letter(
                self.plan,
                form.officer,
                actions,
                due=due_in_words(self.plan, self.due),
                answered=answered,
                returned=returned,
            )
        return message(words, self.template, folders(self.templates), envelope, self.allowance)


def letters_words(plan: Plan) -> str:
    """What the messages to all officers of a plan say, in our own wording.

    Once without a day of return, and once with that of the sheet Report.
    """
    return "\n".join(
        "\n".join(parts(letter(plan, officer.name, officer.actions, due=due), name, folders(None)))
        for officer in officers(plan)
        for name in (REQUEST, REMINDER)
        for due in dict.fromkeys(("", due_in_words(plan, None)))
    )
