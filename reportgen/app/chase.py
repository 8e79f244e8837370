"""Write reminders for the officers who have not answered."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.app.letters import Letters
from reportgen.app.merge import merge_returns
from reportgen.app.returns import read_returns
from reportgen.app.split import Mailing, past, unaddressed
from reportgen.model.errors import Wording
from reportgen.model.problems import Problem
from reportgen.model.reading import Reading
from reportgen.model.text import count
from reportgen.render.templates import REMINDER
from reportgen.reports.letter import due_in_words
from reportgen.returns.merge import MergeResult
from reportgen.returns.split import officers_forms
from reportgen.returns.tally import OfficersTally, State
from reportgen.workbook.write.copies import with_updates
from reportgen.workbook.write.workbook import officers_workbooks


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseResult:
    """The reminders, and a problem for each return that could not be read."""

    mailing: Mailing
    problems: tuple[Problem, ...]

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines."""
        problems = [problem.to_json(wording) for problem in self.problems]
        return {**self.mailing.to_json(wording), "problems": problems}


def chase(
    workbook: Path,
    returns: Sequence[Path],
    *,
    due: dt.date | None,
    made_on: dt.date,
    templates: Path | None = None,
) -> ChaseResult:
    """A reminder for each officer who has open actions; nobody need have answered yet."""
    given = read_returns(workbook, returns, may_be_none=True)
    merged = merge_returns(
        given.master, list(given.returns.values()), writers=given.writers, choices=given.choices
    )
    mailing = reminders(given.master.reading, merged, due=due, made_on=made_on, templates=templates)
    return ChaseResult(mailing=mailing, problems=given.problems)


def reminders(
    master: Reading,
    merged: MergeResult,
    *,
    due: dt.date | None,
    made_on: dt.date,
    templates: Path | None = None,
) -> Mailing:
    """A reminder for each officer who has open actions, naming them.

    The officer's workbook goes with it, as far as it is filled in.
    """
    plan, when = master.plan, due_in_words(master.plan, due)
    letters = Letters(plan=plan, template=REMINDER, due=due, templates=templates)
    waiting = {line.officer: line for line in merged.tally if line.open and line.officer}
    words = with_updates(master, merged.updates)
    forms = officers_forms(master, due=when, made_on=made_on, words=words)
    chased = [form for form in forms if form.officer in waiting]
    files: dict[str, bytes] = {}
    contents = officers_workbooks(form.form for form in chased)
    for form, content in zip(chased, contents, strict=True):
        line = waiting[form.officer]
        sent = line.state not in _SILENT
        reminder = letters.message(
            form, content, line.open, answered=line.answered if sent else 0, returned=sent
        )
        files[f"{form.name} - reminder.eml"] = reminder
    names = [form.officer for form in chased]
    sentences = (*_chased(merged.tally, names), *unaddressed(plan, names), *past(due, made_on))
    return Mailing(files=files, sentences=sentences)


_SILENT = (State.NOT_RETURNED, State.BLANK)
"""Whom nobody thanks: a blank form may be one that was never sent."""


def _chased(tally: Sequence[OfficersTally], chased: Sequence[str]) -> list[str]:
    """How many reminders there are, and which open actions have nobody to be asked."""
    unowned = [action.ref for line in tally if not line.officer for action in line.open]
    reminded = f"{count(len(chased), 'reminder').capitalize()}."
    sentences = [reminded if chased or unowned else "Everybody has answered."]
    if unowned:
        verb = "has" if len(unowned) == 1 else "have"
        sentences.append(f"Nobody can be asked for {', '.join(unowned)}, which {verb} no officer.")
    return sentences
