"""The workbook of the next quarter.

What was said goes into History, and the officers' cells are blank again.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reportgen.model.calendar import Quarter
from reportgen.model.errors import HasErrors, Remedy
from reportgen.model.plan import Action
from reportgen.model.problems import Severity
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS, CONFIRMED, HISTORY, REPORT, UPDATE_KEYS
from reportgen.model.settings import OF_ONE_MEETING, OFTEN_OF_ONE_MEETING, SETTINGS, setting_of
from reportgen.model.status import CountsAs
from reportgen.model.text import fold_name
from reportgen.workbook.write.copies import copy, must_be_copyable, must_have_refs, rows
from reportgen.workbook.write.form import Form, Rows

_STAYS = frozenset(("revised_timescale", "target"))
_SAID = frozenset(UPDATE_KEYS) - _STAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class NextQuarter:
    """The new workbook, both quarters, and the headings of settings."""

    form: Form
    before: Quarter
    after: Quarter
    cleared: tuple[str, ...]
    """Of the last meeting, and blank now."""
    kept: tuple[str, ...]
    """Kept as they are, and to be read again: they may be of the last quarter."""
    own: tuple[str, ...]
    """The headings of the plan's own columns of actions with words in them, which are kept too."""
    lost: tuple[str, ...]
    """The headings of translations with words in them, which are blank now and not in History."""


def next_quarter(reading: Reading, *, made_on: dt.date, force: bool = False) -> NextQuarter:
    """Roll a plan on to its next quarter.

    Raises HasErrors where its quarter is unknown or in History already, or has errors and is not
    forced.
    """
    before = _quarter(reading)
    if not force:
        _must_be_sound(reading, before)
        must_be_copyable(reading)
        must_have_refs(reading)
    after = before.later(1)
    words = rows(reading)
    actions = {action.row: action for action in reading.plan.actions}
    listed = [actions.get(row.number) for row in reading.tables[ACTIONS.name].rows]
    beside, told = _beside(reading), list(zip(words[ACTIONS.name], listed, strict=True))
    past = [_past(row, before, beside) for row, action in told if action]
    new: dict[str, Rows] = {
        **words,
        HISTORY.name: words.get(HISTORY.name, []) + past,
        ACTIONS.name: [_cleared(row, action, reading.translating()) for row, action in told],
        REPORT.name: [_moved_on(row, before, after) for row in words[REPORT.name]],
        CONFIRMED.name: [],  # what is asked of the new quarter is asked anew
    }
    form = copy(reading, new, made_on=made_on, new_quarter=True)
    return NextQuarter(
        form=form,
        before=before,
        after=after,
        cleared=_headings(words[REPORT.name], OF_ONE_MEETING),
        kept=_headings(words[REPORT.name], OFTEN_OF_ONE_MEETING),
        own=_own(reading, words[ACTIONS.name], translations=False),
        lost=_lost(reading, words[ACTIONS.name], beside),
    )


def _own(reading: Reading, rows: Rows, *, translations: bool) -> tuple[str, ...]:
    """The headings of the plan's own columns of actions in which something stands.

    Either those that translate what officers say, or the others.
    """
    told = reading.translating()
    return tuple(
        column.heading
        for column in reading.tables[ACTIONS.name].own
        if (told.get(column.key) in _SAID) is translations
        and any(row.get(column.key, "").strip() for row in rows)
    )


def _lost(reading: Reading, rows: Rows, beside: Collection[str]) -> tuple[str, ...]:
    """The headings of translations with words in them that History has no column for."""
    translations = _own(reading, rows, translations=True)
    return tuple(heading for heading in translations if fold_name(heading) not in beside)


def _beside(reading: Reading) -> Mapping[str, tuple[str, str]]:
    """The own columns of actions that History has too, by their folded headings.

    Each with its key among the actions, and there.
    """
    past = reading.tables.get(HISTORY.name)
    there = {fold_name(column.heading): column.key for column in past.own} if past else {}
    return {
        name: (column.key, there[name])
        for column in reading.tables[ACTIONS.name].own
        if (name := fold_name(column.heading)) in there
    }


def _quarter(reading: Reading) -> Quarter:
    typed = reading.plan.settings.quarter
    if quarter := Quarter.from_text(typed):
        return quarter
    raise HasErrors(
        code="no-quarter",
        what=(
            f"“{typed}” does not name a quarter, so there is no next one."
            if typed
            else "The Report sheet names no quarter."
        ),
        fix="Type it in the Report sheet, beside the word Quarter, as Q3 2016/17.",
    )


def _must_be_sound(reading: Reading, quarter: Quarter) -> None:
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    if errors:
        raise HasErrors(
            code="not-rolled",
            what=(
                "The workbook has errors, which would go into History; the first is"
                f" {errors[0].where}: {errors[0].what}"
            ),
            fix=Remedy(
                "Mend what is wrong in it, or insist on rolling it on as it is.",
                code="check-or-force",
            ),
        )
    if any(Quarter.from_text(past.quarter) == quarter for past in reading.plan.history):
        raise HasErrors(
            code="rolled-already",
            what=(
                f"History has {quarter} already, so this workbook seems to have been rolled on"
                " before."
            ),
            fix=Remedy(
                "Put the quarter in the Report sheet right; or insist on writing it there again.",
                code="quarter-or-force",
            ),
        )


def _past(
    row: Mapping[str, str], quarter: Quarter, beside: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    """The row of History for an action, with the own columns that stand `beside` there too."""
    kept = {column.key for column in HISTORY}
    own = {there: row[key] for key, there in beside.values() if row.get(key)}
    told = {key: words for key, words in row.items() if key in kept}
    return {**told, **own, "quarter": str(quarter)}


def _cleared(
    row: Mapping[str, str], action: Action | None, translating: Mapping[str, str]
) -> dict[str, str]:
    """The row of an action without the officer's words, in whatever language.

    A moved date stays in force, a target belongs to its action, and what is complete stays
    complete.
    """
    complete = (
        action and action.update.status and action.update.status.counts_as is CountsAs.COMPLETE
    )
    stays = {*_STAYS, "status"} if complete else _STAYS
    return {
        key: words
        for key, words in row.items()
        if (told := translating.get(key, key)) not in UPDATE_KEYS or told in stays or not action
    }


def _moved_on(row: Mapping[str, str], before: Quarter, after: Quarter) -> dict[str, str]:
    """A row of the Report sheet with the new quarter, and without what was of the last meeting."""
    setting = setting_of(row)
    if setting and setting.key == "quarter" and Quarter.from_text(row.get("value", "")) == before:
        return {**row, "value": str(after)}
    return {**row, "value": ""} if setting and setting.key in OF_ONE_MEETING else dict(row)


def _headings(report: Rows, keys: Collection[str]) -> tuple[str, ...]:
    """The headings of those of these settings of which the Report sheet says anything."""
    return tuple(
        column.heading for column in SETTINGS if column.key in keys and _setting(report, column.key)
    )


def _setting(report: Rows, key: str) -> bool:
    """Whether the Report sheet says anything of this setting."""
    return any(
        row.get("value") and (setting := setting_of(row)) and setting.key == key for row in report
    )
