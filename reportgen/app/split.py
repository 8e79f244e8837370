"""Make a workbook for each officer, and the messages to send them with."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.app.files import save
from reportgen.app.letters import Letters
from reportgen.app.returns import whole_plan
from reportgen.model.errors import Wording
from reportgen.model.plan import Plan, contact_of, has_addresses
from reportgen.model.reading import Reading
from reportgen.model.text import count
from reportgen.render.templates import REQUEST
from reportgen.reports.letter import due_in_words
from reportgen.reports.sentences import long_date
from reportgen.returns.split import OfficersForm, officers_forms
from reportgen.workbook.write.workbook import officers_workbooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """Files to be sent, by their names, and what is to be said of them."""

    files: Mapping[str, bytes]
    sentences: tuple[str, ...]

    def save(self, folder: Path) -> tuple[Path, ...]:
        """Write all files or none; one that is there already is never written over."""
        files = {folder / name: content for name, content in self.files.items()}
        save(files, overwrite=False)
        return tuple(files)

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines: the files' names, and the sentences."""
        return {
            "files": list(self.files),
            "sentences": [wording(words) for words in self.sentences],
        }


def split(
    workbook: Path, *, due: dt.date | None, made_on: dt.date, templates: Path | None = None
) -> Mailing:
    """A workbook for each officer, and where the plan has contacts, a message to send each with.

    Raises HasErrors where what comes back could not be told apart, TemplateWrong where the
    message's template is wrong.
    """
    return split_reading(
        whole_plan(workbook).reading, due=due, made_on=made_on, templates=templates
    )


def split_reading(
    reading: Reading, *, due: dt.date | None, made_on: dt.date, templates: Path | None = None
) -> Mailing:
    """The same of a workbook that was read."""
    plan, when = reading.plan, due_in_words(reading.plan, due)
    letters = Letters(plan=plan, template=REQUEST, due=due, templates=templates)
    files: dict[str, bytes] = {}
    forms = officers_forms(reading, due=when, made_on=made_on)
    contents = officers_workbooks(form.form for form in forms)
    for form, content in zip(forms, contents, strict=True):
        files[f"{form.name}.xlsx"] = content
        if has_addresses(plan) and form.officer:
            files[f"{form.name}.eml"] = letters.message(form, content, form.actions)
    sentences = (*_sentences(plan, forms), *past(due, made_on))
    return Mailing(files=files, sentences=sentences)


def _sentences(plan: Plan, forms: Sequence[OfficersForm]) -> list[str]:
    officers = [form.officer for form in forms if form.officer]
    workbooks = count(len(officers), "workbook")
    sentences = [f"{count(len(plan.actions), 'action')} in {workbooks}, one an officer."]
    sentences += [
        f"{count(len(form.actions), 'action')} without an officer: {form.name}.xlsx"
        for form in forms
        if not form.officer
    ]
    return sentences + unaddressed(plan, officers)


def past(due: dt.date | None, today: dt.date) -> list[str]:
    """A sentence where the day of return is over already."""
    return [f"The day of return, {long_date(due)}, is over."] if due and due < today else []


def unaddressed(plan: Plan, officers: Sequence[str]) -> list[str]:
    """A sentence on the officers whose messages have no address yet."""
    contacts = {name: contact_of(name, plan) for name in officers}
    names = [name for name, contact in contacts.items() if not (contact and contact.addresses)]
    if not names or not has_addresses(plan):
        return []
    whose = ", ".join(names)
    return [f"The sheet Contacts has no address for {whose}: type it in the message, or there."]
