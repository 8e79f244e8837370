"""The officers' round, as the edges may call it: what is sent out, what comes back, what is chased, and the next quarter."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen.facts.differences import Difference
    from reportgen.model.plan import Action, Plan
    from reportgen.model.reading import Reading
    from reportgen.returns.merge import MergeResult, OfficersTally
    from reportgen.returns.next_quarter import NextQuarter
    from reportgen.returns.resolution import Preference
    from reportgen.returns.returned import Return
    from reportgen.returns.split import OfficersForm
    from reportgen.workbook.write.form import Form


# Each part is loaded when it is used, since every command loads this file: writing workbooks is the heavy half of openpyxl.


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """Files to be sent, by their names, and what is to be said of them."""

    files: Mapping[str, bytes]
    said: tuple[str, ...]


def workbook(form: "Form") -> bytes:
    """The bytes of a workbook to be made."""
    from reportgen.workbook.write.workbook import workbook as made  # noqa: PLC0415

    return made(form)


def next_quarter(reading: "Reading", *, made: dt.date, force: bool = False) -> "NextQuarter":
    """The plan rolled on by a quarter. Raises HasErrors where it has errors and is not forced."""
    from reportgen.returns.next_quarter import next_quarter as rolled  # noqa: PLC0415

    return rolled(reading, made=made, force=force)


def merge(master: "Return", returns: "Sequence[Return]", *, prefer: "Preference | None" = None) -> "MergeResult":
    """What is taken from the returns. Raises HasErrors where the plan's own workbook cannot be copied or told apart."""
    from reportgen.returns.merge import merge as merged  # noqa: PLC0415
    from reportgen.returns.resolution import nobody  # noqa: PLC0415
    from reportgen.returns.split import must_be_distinct  # noqa: PLC0415

    must_be_distinct(master.reading)
    return merged(master, returns, prefer=prefer or nobody)


def merged_workbook(master: "Reading", merged: "MergeResult", *, made: dt.date) -> bytes:
    """The plan's workbook with what was taken."""
    from reportgen.workbook.write.copies import copy, with_updates  # noqa: PLC0415

    return workbook(copy(master, with_updates(master, merged.updates), made=made))


def chase(
    master: "Reading", merged: "MergeResult", *, due: dt.date | None, made: dt.date, templates: Path | None = None
) -> Mailing:
    """A reminder for each officer who has open actions, naming them, with the workbook as far as it is filled in."""
    from reportgen.render.templates import REMINDER  # noqa: PLC0415
    from reportgen.reports.letter import due_in_words  # noqa: PLC0415
    from reportgen.returns.split import split as forms  # noqa: PLC0415
    from reportgen.workbook.write.copies import with_updates  # noqa: PLC0415
    from reportgen.workbook.write.workbook import officers_workbooks  # noqa: PLC0415

    plan, when = master.plan, due_in_words(master.plan, due)
    post = _Post(plan=plan, template=REMINDER, due=when, templates=templates)
    files: dict[str, bytes] = {}
    waiting = {one.officer: one for one in merged.tally if one.open and one.officer}
    made_again = forms(master, due=when, made=made, words=with_updates(master, merged.updates))
    chased = [form for form in made_again if form.officer in waiting]
    for form, content in zip(chased, officers_workbooks(form.form for form in chased), strict=True):
        one = waiting[form.officer]
        files[f"{form.name} - reminder.eml"] = post.message(form, content, one.open, answered=one.answered)
    names = [form.officer for form in chased]
    return Mailing(files=files, said=(*_chased(merged.tally, names), *_unaddressed(plan, names)))


def _chased(tallies: "Sequence[OfficersTally]", chased: Sequence[str]) -> list[str]:
    from reportgen.reports.sentences import count  # noqa: PLC0415

    nobodys = [action.ref for one in tallies if not one.officer for action in one.open]
    said = "Everybody has answered." if not (chased or nobodys) else f"{count(len(chased), 'reminder').capitalize()}."
    verb = "has" if len(nobodys) == 1 else "have"
    return [said, *([f"Nobody can be asked for {', '.join(nobodys)}, which {verb} no officer."] if nobodys else [])]


def split(reading: "Reading", *, due: dt.date | None, made: dt.date, templates: Path | None = None) -> Mailing:
    """A workbook for each officer, and where the plan has contacts, a message to send each with.

    Raises HasErrors where what comes back could not be told apart, TemplateWrong where the message's template is wrong.
    """
    from reportgen.render.templates import REQUEST  # noqa: PLC0415
    from reportgen.reports.letter import due_in_words  # noqa: PLC0415
    from reportgen.reports.sentences import count  # noqa: PLC0415
    from reportgen.returns.split import split as forms  # noqa: PLC0415
    from reportgen.workbook.write.workbook import officers_workbooks  # noqa: PLC0415

    plan, when = reading.plan, due_in_words(reading.plan, due)
    post = _Post(plan=plan, template=REQUEST, due=when, templates=templates)
    files: dict[str, bytes] = {}
    sent = forms(reading, due=when, made=made)
    for one, content in zip(sent, officers_workbooks(one.form for one in sent), strict=True):
        files[f"{one.name}.xlsx"] = content
        if plan.contacts and one.officer:
            files[f"{one.name}.eml"] = post.message(one, content, one.actions)
    officers = [one for one in sent if one.officer]
    said = [f"{count(len(plan.actions), 'action')} in {count(len(officers), 'workbook')}, one an officer."]
    said += [f"{count(len(one.actions), 'action')} without an officer: {one.name}.xlsx" for one in sent if not one.officer]
    return Mailing(files=files, said=(*said, *_unaddressed(plan, [one.officer for one in officers])))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """What all messages of one mailing have in common."""

    plan: "Plan"
    template: str
    due: str
    templates: Path | None

    def message(self, form: "OfficersForm", content: bytes, asked: "Sequence[Action]", *, answered: int = 0) -> bytes:
        """The message that asks for these actions, with the officer's workbook."""
        from reportgen.facts.officers import contact_of  # noqa: PLC0415
        from reportgen.render.message import Envelope, message  # noqa: PLC0415
        from reportgen.render.templates import folders  # noqa: PLC0415
        from reportgen.reports.letter import letter  # noqa: PLC0415

        contact = contact_of(form.officer, self.plan)
        envelope = Envelope(
            to=contact.addresses if contact else (),
            copies=contact.copies if contact else (),
            name=f"{form.name}.xlsx",
            content=content,
        )
        words = letter(self.plan, form.officer, asked, due=self.due, answered=answered)
        return message(words, self.template, folders(self.templates), envelope)


def _unaddressed(plan: "Plan", officers: Sequence[str]) -> list[str]:
    """A sentence on the officers whose messages have no address yet."""
    from reportgen.facts.officers import contact_of  # noqa: PLC0415

    found = [name for name in officers if not ((contact := contact_of(name, plan)) and contact.addresses)]
    if not found or not plan.contacts:
        return []
    return [f"The sheet Contacts has no address for {', '.join(found)}: type it in the message, or there."]


def compare(old: "Reading", new: "Reading") -> "tuple[Difference, ...]":
    """What differs between two workbooks of a plan."""
    from reportgen.facts.differences import differences  # noqa: PLC0415

    return differences(old, new)


def annotated(path: Path, reading: "Reading") -> bytes:
    """A copy of the workbook at `path`, which `reading` was read from, with its problems marked."""
    from reportgen.workbook.annotate.annotate import annotate as marked  # noqa: PLC0415
    from reportgen.workbook.read.opening import as_read  # noqa: PLC0415

    mended = any(problem.code == "mended" for problem in reading.problems)
    return marked(as_read(path) if mended else path.read_bytes(), reading, name=path.name)


def is_annotated(path: Path) -> bool:
    """Whether the file at `path` is such a copy that nobody has saved since, so that it may be replaced."""
    from reportgen.workbook.annotate.annotate import is_annotated as is_marked  # noqa: PLC0415

    return path.is_file() and is_marked(path.read_bytes())
