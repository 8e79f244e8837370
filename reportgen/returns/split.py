"""A workbook for each officer, under a name that people read and Windows allows."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.facts.past import last_updates
from reportgen.model.calendar import Quarter
from reportgen.model.errors import HasErrors
from reportgen.model.plan import Action, Officer, PastUpdate, officers
from reportgen.model.prose import as_typed
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import SETTINGS, setting_of
from reportgen.model.status import UNREPORTED
from reportgen.returns.token import (
    NOBODY,
    plan_fingerprint,
    quarter_of,
    return_token,
    update_fingerprint,
)
from reportgen.workbook.write.copies import must_be_copyable, must_have_refs, rows
from reportgen.workbook.write.form import Form, Lines, Rows
from reportgen.workbook.write.workbook import WHEN, WHO

_LONGEST = 80  # letters: a path in Windows has 260, and the folder wants some of them
_MOST_BYTES = 200  # Linux has 255 in a name, and some are wanted for what stands behind it
_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f]+'
)  # Microsoft, “Naming Files, Paths, and Namespaces”
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)( *(?:\..*)?)", re.IGNORECASE
)  # the same: whatever stands behind the first dot


def file_name(words: str) -> str:
    """A file's name without its ending; “Q4 2016/17” becomes “Q4 2016-17”."""
    plain = "".join(
        c for c in unicodedata.normalize("NFC", words) if c.isprintable() or c.isspace()
    )
    name = _FORBIDDEN.sub("-", " ".join(plain.split()))[:_LONGEST]
    name = name.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .-")
    if reserved := _RESERVED.fullmatch(name):
        return f"{reserved[1]}-{reserved[2]}"
    return name or "officer"


def all_different(names: Iterable[str]) -> list[str]:
    """The same names, with a number behind those that are taken already.

    Windows does not tell “A” from “a”.
    """
    taken: set[str] = set()
    different = []
    for name in names:
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name} ({number})", number + 1
        taken.add(free.casefold())
        different.append(free)
    return different


UNASSIGNED = "unassigned"
"""The file of the actions that have no officer."""

_TOLD = (
    "organisation",
    "partnership",
    "title",
    "quarter",
    "contact",
    "return_date",
)  # settings that officers may need


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficersForm:
    """A workbook to be sent: to whom, under which name, with which actions.

    The officer is empty where the actions have none.
    """

    officer: str
    name: str
    """The file's, without its ending."""
    form: Form
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Master:
    """What every officer's workbook is made from."""

    reading: Reading
    rows: Mapping[str, Rows]
    words: str
    """The fingerprint of the plan's words."""
    updates: Mapping[int, Mapping[str, str]]
    """What stands in the officers' cells of the plan's workbook, by the actions' rows."""
    past: Mapping[str, PastUpdate]
    due: str
    made_on: dt.date


_MOST_OFFICERS, _MOST_ROWS = 1_000, 50_000


def _must_be_few(number: int, rows: int) -> None:
    """Raise HasErrors where all workbooks together would take minutes to write."""
    if number <= _MOST_OFFICERS and rows > _MOST_ROWS:
        raise HasErrors(
            code="too-many-officers",
            what=(
                f"The workbooks of all officers would have {rows:,} rows together, for each action"
                f" one with each of its officers; {_MOST_ROWS:,} are made."
            ),
            fix="Look whether the column Accountable Officer holds something else.",
        )
    if number > _MOST_OFFICERS:
        raise HasErrors(
            code="too-many-officers",
            what=f"The plan has {number:,} officers; workbooks are made for {_MOST_OFFICERS:,}.",
            fix="Look whether the column Accountable Officer holds something else.",
        )


def officers_forms(
    reading: Reading, *, due: str, made_on: dt.date, words: Mapping[str, Rows] | None = None
) -> tuple[OfficersForm, ...]:
    """The workbooks of all officers.

    `due` is the day of return in words, or empty; `words` what has been answered since.

    Raises HasErrors where an action has no ref or shares one: what comes back could not be told
    apart; or where there are more than a thousand officers.
    """
    must_be_distinct(reading)
    master = _Master(
        reading=reading,
        rows=words or rows(reading),
        words=plan_fingerprint(reading),
        updates=reading.updates(),
        past=last_updates(reading.plan),
        due=due,
        made_on=made_on,
    )
    everyone, quarter = officers(reading.plan), quarter_of(reading)
    _must_be_few(len(everyone), sum(len(officer.actions) for officer in everyone))
    wished = [
        file_name(f"{officer.name} - {quarter}" if quarter else officer.name)
        if officer.name
        else UNASSIGNED
        for officer in everyone
    ]
    return tuple(
        OfficersForm(
            officer=officer.name, name=name, actions=officer.actions, form=_form(master, officer)
        )
        for officer, name in zip(everyone, all_different(wished), strict=True)
    )


def must_be_distinct(reading: Reading) -> None:
    """Raise HasErrors where two actions cannot be told apart by their refs.

    Also where a copy would lose something.
    """
    must_be_copyable(reading, "no-actions", "ref-missing", "ref-twice")
    must_have_refs(reading)


def _form(master: _Master, officer: Officer) -> Form:
    plan, wanted = master.reading.plan, {action.row for action in officer.actions}
    listed = zip(master.reading.tables[ACTIONS.name].rows, master.rows[ACTIONS.name], strict=True)
    mine = [words for row, words in listed if row.number in wanted]
    return Form(
        title=form_title(plan.settings.title, officer.name),
        made_on=master.made_on,
        start_here=_start_here(master, officer),
        rows={
            ACTIONS.name: [
                _with_last(words, action, master)
                for words, action in zip(mine, officer.actions, strict=True)
            ],
            OBJECTIVES.name: master.rows[OBJECTIVES.name],
            REPORT.name: _report(master),
            STATUS_KEY.name: master.rows[STATUS_KEY.name],
        },
        properties=return_token(
            master.reading,
            officer.name,
            master=master.words,
            words=(
                update_fingerprint(action, master.updates[action.row]) for action in officer.actions
            ),
            due=master.due,
        ).properties(),
        officers=True,
    )


def form_title(plan: str, officer: str) -> str:
    """The title in the properties of an officer's workbook."""
    whose = "actions without an officer" if officer in ("", NOBODY) else officer
    return f"{plan or 'Action plan'}: {whose}"


def head_lines(plan: str, quarter: str, officer: str, actions: int) -> tuple[str, str]:
    """The first two lines of Start here: the plan and quarter, and whose actions they are."""
    title = f"{plan or 'Action plan'}: update for {quarter}".removesuffix(" for ")
    if officer in ("", NOBODY):
        return title, "Actions without an officer"
    return title, f"{'The action' if actions == 1 else f'The {actions} actions'} of {officer}"


def _report(master: _Master) -> Rows:
    """The settings that officers may need; the day of return as it is asked for now."""
    told = []
    for row in master.rows[REPORT.name]:
        setting = setting_of(row)
        words = master.due if setting and setting.key == "return_date" else row.get("value", "")
        if setting and setting.key in _TOLD and words:
            told.append({**row, "value": words})
    return told


def _with_last(words: Mapping[str, str], action: Action, master: _Master) -> dict[str, str]:
    """An action's row without the plan's own extra columns, and with what was last said of it."""
    ours = {column.key for column in ACTIONS}
    kept = {key: value for key, value in words.items() if key in ours}
    past = master.past.get(action.ref.casefold())
    return kept | last_words(past, master.reading.plan.settings.quarter)


def last_words(past: PastUpdate | None, quarter: str) -> dict[str, str]:
    """What the grey columns of a form show: what was last said, and when if that is long ago."""
    if not past:
        return {}
    now, when = Quarter.from_text(quarter), Quarter.from_text(past.quarter)
    older = "" if now and when == now.later(-1) else f" ({past.quarter})"
    status = past.update.status.word if past.update.status else past.update.typed
    return {
        "last_status": f"{status or UNREPORTED}{older}",
        "last_progress": as_typed(past.update.progress),
    }


def _start_here(master: _Master, officer: Officer) -> Lines:
    settings = master.reading.plan.settings
    head = head_lines(
        settings.title, quarter_of(master.reading), officer.name, len(officer.actions)
    )
    lines: list[tuple[str, ...]] = [*((line,) for line in head), ()]
    if not officer.name:
        lines += [
            (
                (
                    "Nobody answers for these actions yet. Find out who does, and type it in the"
                    " plan’s own workbook."
                ),
            )
        ]
    lines += [(line,) for line in _STEPS]
    asked = ((WHO, settings.contact), (WHEN, master.due))
    return (*lines, (), *((label, words) for label, words in asked if words))


_STEPS = (
    (
        "1. Go to the sheet Actions. Its yellow columns are yours; the rest is locked, for it is"
        " the plan’s."
    ),
    (
        "2. For each action choose a status, and say in a sentence or two what was done (Progress)"
        " and what comes next (Next steps)."
    ),
    (
        "3. If the date of an action has moved, type the new one under Revised timescale. The grey"
        " columns show what was last said."
    ),
    (
        "4. If the plan itself is wrong, say so when you send this back; it is changed in one place"
        " for everyone."
    ),
    (
        "5. Save the file under its own name and send it back. Nothing else needs to be done: the"
        " colours come by themselves."
    ),
)
LABELS = frozenset((WHO, WHEN, next(s.heading for s in SETTINGS if s.key == "return_date")))
"""Labels that a form may have or not: who is to be asked, and by which day it is to come back."""
OWN_LINES = frozenset((*LABELS, *_STEPS))
"""What we write on Start here below its head."""
