"""The History sheet: what was said of each action in earlier quarters."""

from collections.abc import Iterator

from reportgen.intake.actions import update
from reportgen.intake.header import Record
from reportgen.intake.people import people
from reportgen.plan import Action, PastUpdate, Status
from reportgen.problems import Problem
from reportgen.quarter import Quarter

_NOT_IN_THE_KEY = ("status-unknown", "status-ambiguous")


def history(
    rows: list[Record], key: tuple[Status, ...], made: tuple[Action, ...], problems: list[Problem]
) -> tuple[PastUpdate, ...]:
    """The past updates in order. What cannot be compared with is kept and reported, each kind of fault once."""
    told: list[Problem] = []
    found = tuple(
        PastUpdate(
            ref=row.text("ref"),
            quarter=row.text("quarter"),
            update=update(row, key, told),
            officers=people(row, "officers"),
        )
        for row in rows
    )
    problems += [problem for problem in told if problem.code not in _NOT_IN_THE_KEY]
    problems += [*_unknown_refs(rows, made), *_unknown_statuses(rows, found), *_quarters(rows), *_twice(rows)]
    return found


def _unknown_refs(rows: list[Record], made: tuple[Action, ...]) -> Iterator[Problem]:
    known = {one.ref.casefold() for one in made}
    for row in rows:
        if row.text("ref").casefold() not in known:
            yield Problem(
                code="history-ref-unknown",
                where=row.places["ref"],
                what=f"The plan has no action {row.text('ref')} any more.",
                fix="Nothing need be done if it was taken out of the plan; else mend the ref.",
            )


def _unknown_statuses(rows: list[Record], found: tuple[PastUpdate, ...]) -> Iterator[Problem]:
    """One for each word: the key was changed since, and nobody is to correct what was said in its day."""
    words: dict[str, Record] = {}
    for row, past in zip(rows, found, strict=True):
        if past.update.typed and not past.update.status:
            words.setdefault(past.update.typed, row)
    for word, row in words.items():
        what = f"“{word}” in History is not in the status key, so it is not compared with."
        fix = "If the key calls it by another name now, put that in its place (Review, Unprotect Sheet; then Replace)."
        yield Problem(code="history-status-unknown", where=row.places["status"], what=what, fix=fix)


def _quarters(rows: list[Record]) -> Iterator[Problem]:
    """One for each way of writing a quarter that is none."""
    odd: dict[str, Record] = {}
    for row in rows:
        if not Quarter.from_text(row.text("quarter")):
            odd.setdefault(row.text("quarter"), row)
    for words, row in odd.items():
        what = f"{f'“{words}”' if words else 'A blank cell'} in History names no quarter, so what it says is not compared with."
        yield Problem(code="history-quarter", where=row.places["quarter"], what=what, fix="Type it as Q3 2016/17.")


def _twice(rows: list[Record]) -> Iterator[Problem]:
    seen: dict[tuple[str, Quarter], Record] = {}
    for row in rows:
        quarter = Quarter.from_text(row.text("quarter"))
        if quarter and (row.text("ref").casefold(), quarter) in seen:
            first = seen[row.text("ref").casefold(), quarter].row
            what = f"{row.text('ref')} stands in History for {quarter} in row {first} too; the lower row counts."
            yield Problem(code="history-twice", where=row.places["ref"], what=what, fix="Keep the right one.")
        elif quarter:
            seen[row.text("ref").casefold(), quarter] = row
