"""Matches what officers type for a status to the plan's key.

Near misses are suggested, never guessed.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from difflib import get_close_matches

from reportgen.model import colours
from reportgen.model.colours import TO_FILL_IN, nearest_name
from reportgen.model.problems import Problem, Where
from reportgen.model.status import DEFAULT_KEY, MOST_BELOW, CountsAs, Status
from reportgen.model.text import cut, fold, fold_name, quoted
from reportgen.workbook.read.report_sheet import colour_unknown
from reportgen.workbook.read.sheet import Cell
from reportgen.workbook.read.tables import Record


def bare(word: str) -> str:
    """A status word with case and spaces set aside, and nothing else: “Green?” is not Green."""
    return fold(word).replace(" ", "")


def match(
    typed: str, where: Where, key: tuple[Status, ...]
) -> tuple[Status | None, Problem | None]:
    """The status that was typed, and any problem.

    As a word of the key, its first letter, or as what its meaning says: “Complete” for Blue.
    """
    word = bare(typed)
    if not word:
        return None, None
    for status in key:
        if bare(status.word) == word:
            return status, None
    if len(word) == 1:
        starting = [status for status in key if bare(status.word).startswith(word)]
    else:
        starting = [status for status in key if word in _COMPLETE and _says_complete(status)]
    if len(starting) == 1:
        return starting[0], Problem(
            code="status-shortened",
            where=where,
            what=f"“{typed}” was read as {starting[0].word}.",
            fix="Type the whole word.",
        )
    if starting:
        return None, Problem(
            code="status-ambiguous",
            where=where,
            what=f"“{typed}” could be {_either(starting)}.",
            fix="Type the whole word.",
        )
    return None, _unknown(typed, where, key)


def _says_complete(status: Status) -> bool:
    return status.counts_as is CountsAs.COMPLETE and "complete" in fold(status.meaning)


def _unknown(typed: str, where: Where, key: tuple[Status, ...]) -> Problem:
    words = {status.word.casefold(): status.word for status in key}
    near = _nearest(typed.casefold(), words)
    fix = f"Did you mean {words[near]}?" if near else f"Type {_either(key)}, or leave it blank."
    what = f"{quoted(typed)} is not in the status key."
    return Problem(code="status-unknown", where=where, what=what, fix=fix)


_LESS = re.compile(r"\b(?:not|no|non|un\w*|partial\w*|partly|part|nearly|almost|half)\b")


_LONGEST, _MOST_NEAR = 40, 20
"""Letters and statuses that are compared letter by letter, which takes time with their product."""


def _nearest(typed: str, words: Collection[str]) -> str:
    """The word of the key that was meant, most likely; empty where that cannot be told.

    It is the one that stands among the words, unless they take something from it (“not complete”),
    or the one that is spelt nearly so.
    """
    inside = [word for word in words if re.search(rf"\b{re.escape(word)}\b", typed)]
    if inside:
        return inside[0] if len(inside) == 1 and not _LESS.search(typed) else ""
    if len(typed) > _LONGEST or len(words) > _MOST_NEAR:
        return ""
    same = [word for word in words if len(word.split()) == len(typed.split())]
    return next(iter(get_close_matches(typed, same, n=1, cutoff=0.7)), "")


def _either(statuses: list[Status] | tuple[Status, ...]) -> str:
    words = [cut(status.word, _LONGEST) for status in statuses]
    if len(words) > _MOST_NEAR:
        return "a word of the sheet Status key"
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def colour_only(cell: Cell) -> Problem | None:
    """A problem where a blank status cell is coloured, unlike the rest of its row."""
    if cell.text.strip() or cell.fill in ("", TO_FILL_IN):
        return None
    return Problem(
        code="status-colour-only",
        where=cell.where,
        what=(
            f"The status is shown by colour alone (it looks {nearest_name(cell.fill)}); the word is"
            " missing."
        ),
        fix=(
            "Type the status word in the cell. Colour cannot be read by everyone, nor by this"
            " program."
        ),
    )


_COMPLETE = ("complete", "completed")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(%|per cent)?")


def status_key(rows: list[Record]) -> tuple[tuple[Status, ...], list[Problem]]:
    """The statuses in order, worst first, and what is wrong with the key.

    A word that stands there twice counts once.
    """
    key: dict[str, Status] = {}
    problems: list[Problem] = []
    for row in rows:
        word = row.text("word")
        if not word or bare(word) in key:
            problems.append(_twice(word, row))
            continue
        key[bare(word)], wrong = _status(word, row)
        problems += wrong
    if not any(status.most_below is not None for status in key.values()):
        key = {
            word: replace(status, most_below=MOST_BELOW.get(status.counts_as))
            for word, status in key.items()
        }
    return tuple(key.values()) or DEFAULT_KEY, problems


def _twice(word: str, row: Record) -> Problem:
    return Problem(
        code="key-twice",
        where=row.places["word"],
        what=(
            f"The status {word} is in the key already."
            if word
            else "This row of the key has no status word."
        ),
        fix="Give each row a word of its own.",
    )


def _status(word: str, row: Record) -> tuple[Status, list[Problem]]:
    colour = row.text("colour") or word
    fill = colours.fill(colour)
    counts_as, uncounted = _counts_as(word, row)
    most_below, unbounded = _most_below(row)
    status = Status(
        word=word,
        colour=colour,
        fill=fill,
        counts_as=counts_as,
        meaning=row.text("meaning"),
        most_below=most_below,
    )
    what = f"“{colour}” is not a colour that is recognised, so {word} is printed without one."
    uncoloured = None if fill else colour_unknown(row.places["colour"], what)
    return status, [problem for problem in (uncoloured, uncounted, unbounded) if problem]


def _most_below(row: Record) -> tuple[float | None, Problem | None]:
    """The share that is typed: “20%” or 0.2 is a fifth."""
    typed = row.text("most_below")
    match = _SHARE.fullmatch(typed)
    if match:
        number = float(match[1])
        return number / 100 if match[2] or number > 1 else number, None
    if not typed:
        return None, None
    what = f"“{typed}” is not a share, so this status has no bound."
    fix, where = "Type a percentage, such as 20%.", row.places["most_below"]
    return None, Problem(code="shortfall-unknown", where=where, what=what, fix=fix)


def _counts_as(word: str, row: Record) -> tuple[CountsAs, Problem | None]:
    typed = row.text("counts_as")
    for meaning in CountsAs:
        if fold_name(meaning.value) == fold_name(typed):
            return meaning, None
    known = [meaning.value for meaning in CountsAs]
    near = get_close_matches(typed.casefold(), known, n=1)
    return CountsAs.ON_TRACK, Problem(
        code="counts-as-unknown",
        where=row.places["counts_as"],
        what=(
            f"{f'“{typed}”' if typed else 'A blank cell'} does not say what {word} counts as, so it"
            " is taken as on track."
        ),
        fix=f"Did you mean {near[0]}?" if near else f"Type one of: {', '.join(known)}.",
    )
