"""The Objectives sheet, and how actions name an objective.

An action may have “2”, “Two”, “Objective 2” or “2. Safer communities”.
"""

import re
from dataclasses import replace

from reportgen.model.plan import NUMBER_WORDS, Objective
from reportgen.model.problems import Problem, Where
from reportgen.model.prose import Block, Prose
from reportgen.model.schema import OBJECTIVES
from reportgen.model.text import fold_name
from reportgen.workbook.read.tables import Record

_NAMED = re.compile(
    r"(?:objective|priority|theme|aim)?\s*(?:no\.?\s*)?(?P<number>\d+|[a-z]+)(?:\.0+)?"
    r"(?=$|\s*[:)–-]|\.(?!\d))",
    re.IGNORECASE,
)


def number_of(typed: str) -> str:
    """Return the number in an objective's name as digits, or the words where there is none."""
    return parted(typed)[0]


def parted(typed: str) -> tuple[str, str]:
    """The number and the title in an objective's name: “2. Safer homes”.

    Each is the whole name where it has no number.
    """
    typed = typed.strip()
    match = _NAMED.match(typed)
    if not match:
        return typed, typed
    number, title = match["number"], typed[match.end() :].strip(" :.)–-")
    if number.isdecimal():
        return number.lstrip("0") or "0", title
    word = number.title()
    return (str(NUMBER_WORDS.index(word) + 1), title) if word in NUMBER_WORDS else (typed, typed)


def objective(record: Record) -> Objective:
    """Return one row of the sheet as an objective."""
    return Objective(
        number=number_of(record.text("number")), title=record.text("title"), points=_points(record)
    )


def _points(record: Record) -> Prose:
    """Return the points as one list, one a line, whether or not bullets are typed before them."""
    words = record.prose("points")
    return (
        (Block(lines=tuple(line for block in words for line in block.lines), bulleted=True),)
        if words
        else ()
    )


def read_objectives(rows: list[Record]) -> tuple[tuple[Objective, ...], list[Problem]]:
    """Return the objectives in order, and what is wrong with them.

    One without a number of its own is kept under a made-up one.
    """
    by_number: dict[str, Objective] = {}
    problems: list[Problem] = []
    for row in rows:
        listed = objective(row)
        problems += _wrong(listed, row, by_number)
        if not listed.number or listed.number in by_number:
            listed = replace(listed, number=_free(listed.number, by_number))
        by_number[listed.number] = listed
    return tuple(by_number.values()), problems


def _wrong(listed: Objective, row: Record, by_number: dict[str, Objective]) -> list[Problem]:
    problems = []
    own = "Give it a number of its own."
    if not listed.number:
        what = "This objective has no number."
        problems.append(
            Problem(code="objective-missing", where=row.places["number"], what=what, fix=own)
        )
    elif listed.number in by_number:
        what = f"Objective {listed.number} stands here a second time."
        problems.append(
            Problem(code="objective-twice", where=row.places["number"], what=what, fix=own)
        )
    if not listed.title:
        what = f"Objective {listed.number} has no words.".replace("  ", " ")
        fix = "Type what the objective is."
        problems.append(
            Problem(code="objective-blank", where=row.places["title"], what=what, fix=fix)
        )
    return problems


_MADE_UP = "\n"  # in no number that is typed: a cell's words are on one line


def _free(number: str, taken: dict[str, Objective]) -> str:
    """Return a free number for an objective without one, so that its words reach the page."""
    while number in taken or not number.endswith(_MADE_UP):
        number += _MADE_UP
    return number


def nameless(known: tuple[Objective, ...]) -> list[Problem]:
    """A problem where a plan has no Objectives sheet and its actions give only numbers."""
    numbers = ", ".join(listed.number for listed in known if not listed.title)
    if not numbers:
        return []
    return [
        Problem(
            code="objective-blank",
            where=Where(sheet=OBJECTIVES.name),
            what=(
                f"There is no sheet {OBJECTIVES.name}, so nobody can tell what the objectives"
                f" {numbers} are."
            ),
            fix=f"Add a sheet {OBJECTIVES.name} with the columns Number and Objective.",
        )
    ]


def named_in_actions(names: list[str]) -> tuple[Objective, ...]:
    """Objectives for a plan without the sheet: as its actions name them, in their order."""
    titles: dict[str, str] = {}
    for name in filter(None, names):
        number, title = parted(name)
        titles[number] = max(titles.get(number, ""), title, key=len)
    return tuple(Objective(number=number, title=title) for number, title in titles.items())


Names = dict[str, str]
"""The numbers of a plan's objectives by what actions may call them: the number itself, or the
title."""


def names(known: tuple[Objective, ...]) -> Names:
    """What actions may call each objective.

    A number wins over a title, and the first objective over a later one.
    """
    titles = {fold_name(listed.title): listed.number for listed in reversed(known) if listed.title}
    return titles | {listed.number: listed.number for listed in known}


def named(typed: str, known: Names) -> str:
    """The number of the objective that was typed; the words themselves where there is none."""
    number = number_of(typed)
    return known.get(number) or known.get(fold_name(typed)) or number


def unknown(record: Record, known: Names) -> Problem | None:
    """A problem where an action names no objective, or one that the plan does not have."""
    typed = record.text("objective")
    number = named(typed, known)
    own, title = parted(typed)
    folded_title = fold_name(title) if own != typed else ""
    if not known or (
        number in known.values() and (not folded_title or known.get(folded_title) == number)
    ):
        return None
    numbers = ", ".join(
        number for number in dict.fromkeys(known.values()) if not number.endswith(_MADE_UP)
    )
    if not typed:
        return Problem(
            code="objective-missing",
            where=record.places["objective"],
            what="This action has no objective.",
            fix=f"Type the number of its objective: {numbers}.",
        )
    return Problem(
        code="objective-unknown",
        where=record.places["objective"],
        what=f"There is no objective “{typed}”.",
        fix=f"Type one of {numbers}, or add the objective to the Objectives sheet.",
    )


def idle(known: tuple[Objective, ...], rows: list[Record], used: set[str]) -> list[Problem]:
    """A warning for each objective under which no action stands.

    `rows` are the sheet's, in the objectives' order.
    """
    return [
        Problem(
            code="objective-without-actions",
            where=row.places["number"],
            what=f"No action stands under objective {listed.number}.",
            fix="Add its actions, or take the objective out.",
        )
        for listed, row in zip(known, rows, strict=False)
        if listed.number not in used and not listed.number.endswith(_MADE_UP)
    ]
