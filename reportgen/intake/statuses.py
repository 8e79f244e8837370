"""Matches what officers type for a status to the plan's key. Near misses are suggested, never guessed."""

from difflib import get_close_matches

from reportgen.colours import nearest_name
from reportgen.intake.cells import Cell
from reportgen.plan import Status
from reportgen.problems import Problem, Where


def bare(word: str) -> str:
    """A status word with case and spaces set aside, and nothing else: “Green?” is not Green."""
    return "".join(word.casefold().split())


def match(typed: str, where: Where, key: tuple[Status, ...]) -> tuple[Status | None, Problem | None]:
    """The status of the key that was typed, as a whole word or a first letter, and what is to be said of it."""
    word = bare(typed)
    if not word:
        return None, None
    for status in key:
        if bare(status.word) == word:
            return status, None
    starting = [status for status in key if bare(status.word).startswith(word)] if len(word) == 1 else []
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


def _unknown(typed: str, where: Where, key: tuple[Status, ...]) -> Problem:
    words = {status.word.casefold(): status.word for status in key}
    near = get_close_matches(typed.casefold(), words, n=1, cutoff=0.5)
    fix = f"Did you mean {words[near[0]]}?" if near else f"Type {_either(key)}, or leave it blank."
    return Problem(code="status-unknown", where=where, what=f"“{typed}” is not in the status key.", fix=fix)


def _either(statuses: list[Status] | tuple[Status, ...]) -> str:
    *most, last = (status.word for status in statuses)
    return f"{', '.join(most)} or {last}" if most else last


def colour_only(cell: Cell) -> Problem | None:
    """A problem where a blank status cell is coloured, unlike the rest of its row."""
    if cell.text.strip() or not cell.fill:
        return None
    return Problem(
        code="status-colour-only",
        where=cell.where,
        what=f"The status is shown by colour alone (it looks {nearest_name(cell.fill)}); the word is missing.",
        fix="Type the status word in the cell. Colour cannot be read by everyone, nor by this program.",
    )
