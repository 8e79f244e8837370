"""The Status key sheet: a plan's own colours, or the ones that ship."""

from difflib import get_close_matches

from reportgen import colours
from reportgen.default_key import DEFAULT_KEY
from reportgen.headings import folded
from reportgen.intake.header import Record
from reportgen.intake.report_sheet import colour_unknown
from reportgen.intake.statuses import bare
from reportgen.plan import CountsAs, Status
from reportgen.problems import Problem


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
    return tuple(found.values()) or DEFAULT_KEY


def _status(word: str, row: Record, problems: list[Problem]) -> Status:
    colour = row.text("colour") or word
    fill = colours.fill(colour)
    if not fill:
        what = f"“{colour}” is not a colour that is recognised, so {word} is printed without one."
        problems.append(colour_unknown(row.places["colour"], what))
    return Status(word=word, colour=colour, fill=fill, counts_as=_counts_as(word, row, problems), meaning=row.text("meaning"))


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
