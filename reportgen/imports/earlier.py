"""What a tracker says of earlier quarters, in columns beside the latest: rows of History where the quarter can be told."""

import re

from reportgen.imports.draft import Draft, DraftAction
from reportgen.imports.names import when
from reportgen.quarter import Quarter

_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_NUMBER = re.compile(r"\b(?:q|quarter|qtr)\s*([1-4])\b|\b([1-4])(?:st|nd|rd|th)?\s*q", re.IGNORECASE)


def history(draft: Draft, now: Quarter | None) -> list[dict[str, str]]:
    """Rows of the sheet History. What cannot be dated stays with its action, in a column of its own."""
    rows: dict[tuple[str, Quarter], dict[str, str]] = {}
    for action in draft.actions:
        for key, heading, words in action.earlier:
            quarter = _quarter(heading, now)
            if quarter is None or (now and quarter >= now):
                _kept(draft, action, heading, words)
                continue
            row = rows.setdefault((action.words["ref"], quarter), {"ref": action.words["ref"], "quarter": str(quarter)})
            row[key] = "\n".join(filter(None, (row.get(key, ""), words)))
            row.setdefault("officers", action.words.get("officers", ""))
    return [rows[one] for one in sorted(rows, key=lambda one: one[1])]


def _kept(draft: Draft, action: DraftAction, heading: str, words: str) -> None:
    action.words[draft.own_column(heading).key] = words
    draft.ledger.note(f"“{heading}” names no quarter that can be dated, so it is kept in a column of its own and not printed.")


def _quarter(heading: str, now: Quarter | None) -> Quarter | None:
    """The quarter of a heading; where it names no year, the last such quarter before the one that is reported on."""
    time = when(heading)
    if quarter := Quarter.from_text(time):
        return quarter
    number = _number(time)
    if not number or not now:
        return None
    year = now.year if number < now.number else now.year - 1
    return Quarter(year, number) if re.fullmatch(r"\D*[1-4]\D*", time) or time.casefold().partition(" ")[0] in _WORDS else None


def _number(time: str) -> int:
    found = _NUMBER.search(time)
    if found:
        return int(found[1] or found[2])
    return _WORDS.get(time.casefold().partition(" ")[0], 0)
