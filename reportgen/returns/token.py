"""What workbooks keep in their document properties: whose return it is, what was merged before.

It is written when a workbook is made, and read when it comes back.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.model.calendar import Quarter
from reportgen.model.edition import PREFIX
from reportgen.model.plan import Action
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS, OBJECTIVES, REPORT, STATUS_KEY, UPDATE_KEYS
from reportgen.model.text import fold, one_line
from reportgen.workbook.write.copies import key_rows

NOBODY = "(no officer)"
"""Stands for the officer of the actions that have none: a property may not be empty in every
program."""

EVERYBODY = "(everybody)"
"""Stands for the officers of a paper of the whole plan that was edited."""

_WORDS = f"{PREFIX}words "
_TOLD = ("plan", "quarter", "officer", "master")
_MAY_BE_TOLD = ("due", "settings")
_LONGEST = 255  # letters of a property that Excel keeps
SHORT = 10  # letters of a fingerprint
_IN_ONE = 23  # fingerprints that fit in one property, with blanks between them


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToken:
    """The plan and quarter that a workbook is of, and its officer.

    With the fingerprints of what the whole plan's workbook said when it was made.
    """

    plan: str
    """The plan's title."""
    quarter: str
    officer: str
    master: str
    """The fingerprint of the plan's own words."""
    due: str = ""
    """The day of return that it shows, as it was typed."""
    settings: str = ""
    """The fingerprint of the plan's settings (settings_fingerprint); empty in a form that an
    earlier version made."""
    words: frozenset[str]
    """Of each of its actions the fingerprint of what stood in the officer's cells
    (update_fingerprint)."""

    @property
    def of_all(self) -> bool:
        """Whether it is the token of the whole plan, and of no officer's workbook."""
        return self.officer == EVERYBODY

    def properties(self) -> dict[str, str]:
        """The token as custom document properties.

        Excel and LibreOffice keep them, and show them to whoever looks.
        """
        told = {name: getattr(self, name)[:_LONGEST] for name in (*_TOLD, *_MAY_BE_TOLD)}
        named = {f"{PREFIX}{name}": w for name, w in told.items() if w or name in _TOLD}
        return named | packed(_WORDS, self.words)


def packed(prefix: str, fingerprints: Iterable[str]) -> dict[str, str]:
    """Fingerprints as custom properties, many in each, whose names begin so."""
    listed = sorted(fingerprints)
    return {
        f"{prefix}{number}": " ".join(listed[place : place + _IN_ONE])
        for number, place in enumerate(range(0, len(listed), _IN_ONE), start=1)
    }


def unpacked(prefix: str, properties: Mapping[str, str]) -> frozenset[str]:
    """The fingerprints in the properties whose names begin so."""
    return frozenset(
        fingerprint
        for name, words in properties.items()
        if name.startswith(prefix)
        for fingerprint in words.split()
    )


def return_token(
    reading: Reading, officer: str, *, master: str, words: Iterable[str], due: str = ""
) -> ReturnToken:
    """The token of a workbook made for this officer now.

    `master` is the fingerprint of the plan (plan_fingerprint), `words` are those of its actions
    (update_fingerprint), `due` is the day of return that it shows.
    """
    return ReturnToken(
        plan=reading.plan.settings.title[:_LONGEST],
        quarter=quarter_of(reading),
        officer=(officer or NOBODY)[:_LONGEST],
        master=master,
        due=due,
        settings=settings_fingerprint(reading),
        words=frozenset(words),
    )


def from_properties(properties: Mapping[str, str]) -> ReturnToken | None:
    """The token in a workbook's custom properties.

    None where the workbook was not made by us, or lost them.
    """
    told = {name: properties.get(f"{PREFIX}{name}") for name in (*_TOLD, *_MAY_BE_TOLD)}
    known = {name: value for name, value in told.items() if value is not None}
    if any(name not in known for name in _TOLD):
        return None
    return ReturnToken(**known, words=unpacked(_WORDS, properties))


def is_officers(token: ReturnToken, officer: str) -> bool:
    """Whether a workbook was made for the officer of this name; the empty name is nobody's."""
    name = (officer or NOBODY)[:_LONGEST]
    return token.officer == name or fold(token.officer) == fold(name)


def quarter_of(reading: Reading) -> str:
    """The quarter in one way of writing it, so that “Qtr 3 16/17” is Q3 2016/17."""
    typed = reading.plan.settings.quarter
    return str(Quarter.from_text(typed) or typed)


def settings_fingerprint(reading: Reading) -> str:
    """The fingerprint of the sheet Report: of what a form shows beside the plan itself."""
    report = reading.tables.get(REPORT.name)
    rows = report.rows if report else ()
    return _digest([sorted((key, one_line(words)) for key, words in r.words.items()) for r in rows])


def plan_fingerprint(reading: Reading) -> str:
    """The fingerprint of the plan's own words.

    They are those of its actions without the officers' cells, of its objectives and of its key;
    the usual key is the same whether it is typed out or not.
    """
    words = [
        [
            sorted((key, one_line(value)) for key, value in row.items() if key in _PLANS[name])
            for row in rows
        ]
        for name, rows in _plan_rows(reading)
    ]
    return _digest([quarter_of(reading), words])


def _plan_rows(reading: Reading) -> Iterator[tuple[str, list[Mapping[str, str]]]]:
    """The rows of the plan's own sheets in order; where there is no key, those of the usual one."""
    for name in _PLANS:
        if name in reading.tables:
            yield name, [row.words for row in reading.tables[name].rows]
        elif name == STATUS_KEY.name:
            yield (
                name,
                [
                    {key: value for key, value in row.items() if value}
                    for row in key_rows(reading.plan.key)
                ],
            )


def update_fingerprint(action: Action, update: Mapping[str, str]) -> str:
    """The fingerprint of what the officer's cells of an action say, by column key."""
    return _digest(
        [action.ref.casefold(), *(one_line(update.get(key, "")) for key in UPDATE_KEYS)]
    )[:SHORT]


_PLANS = {
    ACTIONS.name: tuple(column.key for column in ACTIONS if not (column.officers or column.shown)),
    **{table.name: tuple(column.key for column in table) for table in (OBJECTIVES, STATUS_KEY)},
}


def _digest(words: object) -> str:
    return hashlib.sha256(json.dumps(words, ensure_ascii=True).encode("ascii")).hexdigest()


_ANSWERS, _OFFICERS = f"{PREFIX}merged answers ", f"{PREFIX}merged officers "


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeMemory:
    """What a merged workbook remembers, so that a later merge raises only what is new.

    The answers that were seen in earlier merges, and the officers who returned something.
    """

    answers: frozenset[str] = frozenset()
    """Fingerprints (answer_fingerprint)."""
    officers: frozenset[str] = frozenset()
    """Fingerprints of names."""

    def with_more(self, answers: Iterable[str], names: Iterable[str]) -> "MergeMemory":
        """The same with more answers and officers."""
        officers = (_short(fold(name)) for name in names)
        return MergeMemory(answers=self.answers | {*answers}, officers=self.officers | {*officers})

    def has_returned(self, officer: str) -> bool:
        """Whether something of this officer's was merged before."""
        return _short(fold(officer)) in self.officers

    def properties(self) -> dict[str, str]:
        """The memory as custom document properties."""
        return packed(_ANSWERS, self.answers) | packed(_OFFICERS, self.officers)


def memory_from(properties: Mapping[str, str]) -> MergeMemory:
    """The memory in a workbook's custom properties; empty where it was never merged."""
    return MergeMemory(
        answers=unpacked(_ANSWERS, properties), officers=unpacked(_OFFICERS, properties)
    )


def answer_fingerprint(ref: str, key: str, words: str) -> str:
    """The fingerprint of what an answer says in the column `key` of an action."""
    return _short(f"{ref.casefold()}\n{key}\n{fold(words)}")


def waiting_fingerprint(ref: str, key: str, words: str, plans: str) -> str:
    """That of an answer which was not taken, beside the words that the plan had in the cell."""
    return answer_fingerprint(ref, key, f"{words}\0{plans}")


def asked_fingerprint(ref: str, key: str, words: str) -> str:
    """That of an answer which waited for somebody to choose, whatever the plan had there."""
    return waiting_fingerprint(ref, key, words, "\0")


def _short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:SHORT]
