"""Words that came back and are in no cell of the plan, put where they belong."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import request

from reportgen.model.plan import Plan
from reportgen.model.problems import Problem, Where
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS
from reportgen.model.text import MOST_LETTERS, fold, quoted
from reportgen.web.corrections import IN_SENTENCES, write
from reportgen.web.desk import Desk, OpenPlan
from reportgen.web.officers_round import Placing

_WORDS, _REF, _KEY, _STATUS = "words-", "of-", "under-", "status-"
_TIMES = " ×"  # before how often something of an offer was put somewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Words that can be put into a cell, as the page shows them."""

    name: str
    """By which its fields are known; another once something of it was put somewhere."""
    placing: Placing
    placed: Sequence[str]
    """Where something of it was put: “1.1 Progress”."""
    sent: str
    """The key of the column in which the words were typed; empty where that is not known."""


def offers(
    problem: Problem, chosen: Mapping[str, Placing], placed: Mapping[str, Sequence[str]]
) -> list[Offer]:
    """What of a problem can be put into cells; as was chosen for it last."""
    listed = []
    for number, left in enumerate(problem.unplaced):
        digest = hashlib.sha256(left.words.encode()).hexdigest()[:12]
        called = f"{problem.where} {problem.code} {number} {digest}"
        there = placed.get(called, ())
        name = f"{called}{_TIMES}{len(there)}"
        usual = Placing(words=left.words, ref=left.ref, key="")
        listed.append(
            Offer(name=name, placing=chosen.get(name, usual), placed=there, sent=left.key)
        )
    return listed


def mark_of(problem: Problem) -> str:
    """By which a problem is known, once somebody is done with it."""
    told = f"{problem.where} {problem.code} {problem.what}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def asked() -> dict[str, Placing]:
    """What the form has for each offer."""
    form = request.form
    return {
        name: Placing(
            words=words.replace("\r\n", "\n"),
            ref=form.get(f"{_REF}{name}", ""),
            key=form.get(f"{_KEY}{name}", ""),
            status=form.get(f"{_STATUS}{name}", ""),
        )
        for field, words in form.items()
        if (name := field.removeprefix(_WORDS)) != field
    }


def place(desk: Desk, opened: OpenPlan) -> bool:
    """Put what was chosen into a corrected copy of the plan; whether anything was chosen.

    What became of it is said on the page.
    """
    told = desk.workspace.round
    reading, plan = opened.reading.reading, opened.reading.plan
    cells: dict[Where, str] = {}
    put: dict[str, list[str]] = {}
    wanted = {
        name: placing
        for name, placing in asked().items()
        if (placing.status or (placing.key and placing.words.strip()))
        and not _is_old(name, told.placed)
    }
    for name, placing in _each_cell(wanted):
        if fault := _fault(placing, plan, reading):
            desk.refuse(fault)
            continue
        where, before = _cell(placing, plan, reading)
        before = cells.get(where, before)
        joined = before and placing.key in IN_SENTENCES
        told_words = placing.words.strip()
        words = f"{before}\n{told_words}" if joined else _of_key(placing, plan)
        named = f"{placing.ref} {ACTIONS[placing.key].heading}"
        if len(words) > MOST_LETTERS:
            desk.refuse(f"{named} stays: it would have more than {MOST_LETTERS:,} letters.")
            continue
        cells[where] = words
        put.setdefault(name, []).append(named)
    if cells:
        write(desk, opened, cells)
        for name, places in put.items():
            told.placed.setdefault(name.rpartition(_TIMES)[0], []).extend(places)
    return bool(wanted)


def _each_cell(wanted: Mapping[str, Placing]) -> Iterator[tuple[str, Placing]]:
    """What is to go into one cell each: the words, and the status beside them."""
    for name, placing in wanted.items():
        if placing.key and placing.words.strip():
            yield name, placing
        if placing.status:
            yield name, replace(placing, words=placing.status, key="status")


def _is_old(name: str, placed: Mapping[str, Sequence[str]]) -> bool:
    """Whether a page was sent twice: what it offered was put somewhere already."""
    called, _, times = name.rpartition(_TIMES)
    return times != str(len(placed.get(called, ())))


def _fault(placing: Placing, plan: Plan, reading: Reading) -> str:
    """Why words cannot be put there, as a sentence; empty where they can."""
    if all(action.ref != placing.ref for action in plan.actions):
        return f"{quoted(placing.words)} was put nowhere: choose the action that it is of."
    if placing.key not in reading.tables[ACTIONS.name].columns:
        heading = ACTIONS[placing.key].heading
        return f"{quoted(placing.words)} was put nowhere: the workbook has no column {heading}."
    words = [status.word for status in plan.key]
    if placing.key == "status" and fold(placing.words) not in map(fold, words):
        return (
            f"{quoted(placing.words)} is no status of the key, and was put nowhere: leave one word"
            f" of it in the box, such as {words[0]}."
        )
    return ""


def _cell(placing: Placing, plan: Plan, reading: Reading) -> tuple[Where, str]:
    """The cell of the plan, and what stands in it."""
    table = reading.tables[ACTIONS.name]
    row = next(action.row for action in plan.actions if action.ref == placing.ref)
    words = next(each.words for each in table.rows if each.number == row)
    return table.place(placing.key, row), words.get(placing.key, "")


def _of_key(placing: Placing, plan: Plan) -> str:
    """The words; a status as the key writes it."""
    if placing.key != "status":
        return placing.words.strip()
    return next(each.word for each in plan.key if fold(each.word) == fold(placing.words))
