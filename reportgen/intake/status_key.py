"""The Status key sheet: a plan's own colours, or the ones that ship."""

import re
from dataclasses import replace
from difflib import get_close_matches

from reportgen import colours
from reportgen.default_key import DEFAULT_KEY, MOST_BELOW
from reportgen.headings import folded
from reportgen.intake.header import Record
from reportgen.intake.report_sheet import colour_unknown
from reportgen.intake.statuses import bare
from reportgen.plan import CountsAs, Status
from reportgen.problems import Problem

_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*(%|per cent)?")


def status_key(rows: list[Record], problems: list[Problem]) -> tuple[Status, ...]:
    """The statuses in order, worst first; a word that stands there twice counts once and is reported."""
    found: dict[str, Status] = {}
    for row in rows:
        word = row.text("word")
        if not word or bare(word) in found:
            problems.append(
                Problem(
                    code="key-twice",
                    where=row.places["word"],
                    what=f"The status {word} is in the key already." if word else "This row of the key has no status word.",
                    fix="Give each row a word of its own.",
                )
            )
            continue
        found[bare(word)] = _status(word, row, problems)
    if not any(status.most_below is not None for status in found.values()):
        found = {word: replace(status, most_below=MOST_BELOW.get(status.counts_as)) for word, status in found.items()}
    return tuple(found.values()) or DEFAULT_KEY


def _status(word: str, row: Record, problems: list[Problem]) -> Status:
    colour = row.text("colour") or word
    fill = colours.fill(colour)
    if not fill:
        what = f"“{colour}” is not a colour that is recognised, so {word} is printed without one."
        problems.append(colour_unknown(row.places["colour"], what))
    counts_as, most_below = _counts_as(word, row, problems), _most_below(row, problems)
    return Status(word=word, colour=colour, fill=fill, counts_as=counts_as, meaning=row.text("meaning"), most_below=most_below)


def _most_below(row: Record, problems: list[Problem]) -> float | None:
    """“20%” or 0.2 is a fifth."""
    typed = row.text("most_below")
    match = _SHARE.fullmatch(typed)
    if match:
        number = float(match[1])
        return number / 100 if match[2] or number > 1 else number
    if typed:
        what, fix = f"“{typed}” is not a share, so this status has no bound.", "Type a percentage, such as 20%."
        problems.append(Problem(code="shortfall-unknown", where=row.places["most_below"], what=what, fix=fix))
    return None


def _counts_as(word: str, row: Record, problems: list[Problem]) -> CountsAs:
    typed = row.text("counts_as")
    for one in CountsAs:
        if folded(one.value) == folded(typed):
            return one
    known = [one.value for one in CountsAs]
    near = get_close_matches(typed.casefold(), known, n=1)
    problems.append(
        Problem(
            code="counts-as-unknown",
            where=row.places["counts_as"],
            what=f"{f'“{typed}”' if typed else 'A blank cell'} does not say what {word} counts as, so it is taken as on track.",
            fix=f"Did you mean {near[0]}?" if near else f"Type one of: {', '.join(known)}.",
        )
    )
    return CountsAs.ON_TRACK
