"""What officers' forms have from us, and so what somebody typed into them where nothing is read."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportgen.model.problems import Where
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS, TABLES
from reportgen.model.settings import SETTINGS
from reportgen.model.text import fold, fold_name, one_line
from reportgen.office.properties import Properties
from reportgen.returns.split import LABELS, OWN_LINES, form_title, head_lines, officers_forms
from reportgen.returns.token import NOBODY, ReturnToken, plan_fingerprint, settings_fingerprint
from reportgen.workbook.read.opening import OpenedWorkbook
from reportgen.workbook.read.stray_words import SentCells, StrayWords, stray_words
from reportgen.workbook.write.copies import rows
from reportgen.workbook.write.form import Form

NEVER = dt.date(1980, 1, 1)
"""The day of a workbook that nobody sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForms:
    """What officers' forms have from us, if they are made from the plan as it is now."""

    words: frozenset[str]
    """Words that may stand on any sheet of a form."""
    fingerprint: str
    """The plan's, by which a form is known to have been made from the plan as it is."""
    settings: str
    """The fingerprint of the plan's settings as they are now."""
    forms: Mapping[str, Form]
    """The form of each officer, by the name with case set aside."""


def sent_forms(master: Reading) -> SentForms:
    """What the officers' forms of this plan have from us.

    Raises HasErrors where its actions cannot be told apart.
    """
    headings = (name for table in TABLES for column in table for name in column.names)
    cells = (words for listed in rows(master).values() for row in listed for words in row.values())
    key = (words for status in master.plan.key for words in (status.word, status.meaning))
    forms = officers_forms(master, due="", made_on=NEVER)
    return SentForms(
        words=OWN_LINES | frozenset(map(one_line, (*headings, *cells, *key))),
        fingerprint=plan_fingerprint(master),
        settings=settings_fingerprint(master),
        forms={fold(form.officer or NOBODY): form.form for form in forms},
    )


def strays_of(  # noqa: PLR0913, PLR0917 - the return, and what is known of it
    book: OpenedWorkbook,
    reading: Reading,
    shown: str,
    sent: SentForms,
    token: ReturnToken | None,
    known: Properties,
) -> tuple[StrayWords, ...]:
    """What stands in a return outside the columns of its actions.

    On other sheets and in its properties only where we made it for an officer, so that what we
    wrote there is known.
    """
    actions = reading.tables[ACTIONS.name]
    taken = {actions.columns[column.key] for column in ACTIONS if column.key in actions.columns}
    cells = _sent_cells(sent, token, reading) if token else None
    strays = list(stray_words(book, actions, taken, cells))
    if token:
        title, why = form_title(token.plan, token.officer), "stands in the file’s properties"
        strays += [
            StrayWords(where=Where(), words=words, why=why)
            for words in known.described
            if one_line(words) != one_line(title)
        ]
    return tuple(replace(stray, where=replace(stray.where, file=shown)) for stray in strays)


def _sent_cells(sent: SentForms, token: ReturnToken, reading: Reading) -> SentCells:
    """What stood in a form when it was sent.

    Where the plan was changed since, only the head of Start here is known cell by cell, and nothing
    of the sheets with the plan's words.
    """
    head = head_lines(token.plan, token.quarter, token.officer, len(token.words))
    form = sent.forms.get(fold(token.officer)) if token.master == sent.fingerprint else None
    if form:
        settings = (name for setting in SETTINGS for name in setting.names)
        changed = token.settings != sent.settings  # or not known, in a form of an earlier version
        return SentCells(
            sheets=form.cells(),
            anywhere={*LABELS, token.due, *map(one_line, head)},
            labels={*map(fold_name, (*LABELS, *settings))} if changed else (),
            days=changed,
        )
    own = (words for row in reading.tables[ACTIONS.name].rows for words in row.words.values())
    return SentCells(
        sheets={},
        anywhere=sent.words | {*map(one_line, (*own, *head))},
        unknown=[fold_name(name) for table in TABLES for name in table.names],
    )
