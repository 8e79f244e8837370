"""What a tracker says of earlier quarters, in columns beside the latest or in other sheets.

It goes to rows of History where the quarter can be told.
"""

import re

from reportgen.importers.detect import column_matching
from reportgen.importers.detect.column_matching import when
from reportgen.importers.draft import FILL, Draft, DraftAction
from reportgen.model.calendar import APRIL, MONTHS, Quarter, month, quarter_number
from reportgen.model.text import fold_name, whole_number

_MONTH = "|".join(name[:3] for name in MONTHS)
_MONTHS = re.compile(
    rf"\b(?P<first>{_MONTH})[a-z]*\.?\s*(?P<then>20\d\d)?\s*(?:to|until|–|—|-|/)\s*"
    rf"(?P<last>{_MONTH})[a-z]*\.?\s*(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
"""“July to September 2026”, “Oct–Dec 2026”."""
_END = re.compile(
    r"\b(?:position|progress|status|update|end|as at|up to)\b\D{0,40}?"
    rf"(?:\b(?:28|29|30|31)(?:st|th)?\s+)?\b(?P<last>{_MONTH})[a-z]*\.?\s*(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
"""“Position at the end of September 2026”, “as at 30 September 2026”."""
_DAY = re.compile(r"\b\d{1,2}[./](?P<last>\d{1,2})[./](?P<year>(?:20)?\d\d)\b")
_IN_A_QUARTER = 3  # months


def quarter_within(words: str) -> Quarter | None:
    """The quarter that a line names, by its number and year or by its months.

    A year begins in April. A day in figures counts only where the number of its quarter stands
    before it: “Quarter 2 (30.9.26)”.
    """
    if quarter := Quarter.within(words):
        return quarter
    number, months, day = quarter_number(words), _MONTHS.search(words), _DAY.search(words)
    if months and _months_apart(months) != _IN_A_QUARTER - 1:
        return None
    if match := months or _END.search(words):
        found = _ended(month(match["last"]), match["year"])
    else:
        found = _ended(whole_number(day["last"]), day["year"]) if number and day else None
    return found if found and number in (0, found.number) else None


def _months_apart(match: re.Match[str]) -> int:
    first, last = month(match["first"]), month(match["last"])
    return (last - first) % 12 if first and last else 0


def _ended(last: int | None, year: str) -> Quarter | None:
    """The quarter whose last month this is; None where it is the last of none."""
    if not last or last % _IN_A_QUARTER or last > len(MONTHS):
        return None
    whole = int(year) % 100 + 2000
    number = (last - APRIL) // _IN_A_QUARTER + 1
    return Quarter(whole, number) if number > 0 else Quarter(whole - 1, 4)


def history(draft: Draft, now: Quarter | None) -> list[dict[str, str]]:
    """The rows of the sheet History, by quarter.

    What cannot be dated stays with its action, in a column of its own.
    """
    rows: dict[tuple[str, Quarter], dict[str, str]] = {}
    for action in draft.actions:
        for key, heading, words in action.earlier:
            quarter = column_matching.dated(when(heading) or heading, now)
            if quarter is None or (now and quarter >= now):
                _kept(draft, action, heading, words, dated=quarter is not None)
                continue
            row = rows.setdefault(
                (action.words["ref"], quarter),
                {"ref": action.words["ref"], "quarter": str(quarter)},
            )
            row[key] = "\n".join(filter(None, (row.get(key, ""), words)))
            row.setdefault("officers", action.words.get("officers", ""))
    return [rows[pair] for pair in sorted(rows, key=lambda pair: pair[1])]


def _kept(draft: Draft, action: DraftAction, heading: str, words: str, *, dated: bool) -> None:
    key = draft.own_column(heading).key
    action.words[key] = "\n".join(filter(None, (action.words.get(key, ""), words)))
    why = (
        "is not before the quarter of this paper" if dated else "names no quarter that can be dated"
    )
    draft.audit.note(f"“{heading}” {why}, so it is kept in a column of its own and not printed.")


_SAID = ("status", "progress", FILL)


def settle(draft: Draft) -> None:
    """Put what the sheets of earlier quarters say under the actions of the latest sheet.

    Nothing is done unless the plan has several sheets, each called by a quarter.
    """
    quarters = {title: quarter for title in draft.plans if (quarter := Quarter.within(title))}
    # A plan and its past.
    if len(quarters) < 2 or len(quarters) != len(draft.plans):  # noqa: PLR2004
        return
    latest = max(quarters, key=quarters.__getitem__)
    draft.setting("Quarter", str(quarters[latest]))
    now = [action for action in draft.actions if action.sheet == latest]
    by_name = {_name(action): action for action in reversed(now)}
    for action in draft.actions:
        if action.sheet == latest:
            continue
        later = by_name.get(_name(action))
        if later:
            later.earlier += [
                (key, str(quarters[action.sheet]), action.words[key])
                for key in _SAID
                if action.words.get(key)
            ]
        else:
            where = action.places.get("title", action.sheet)
            draft.audit.note(f"{where}: this action is in no later sheet, so it was left out.")
    draft.actions = now
    draft.plans = type(draft.plans)({latest: len(now)})
    draft.audit.note(
        f"Each sheet is a quarter: {latest} is the plan, and what the others say went to History."
    )


def _name(action: DraftAction) -> str:
    return fold_name(action.words.get("ref") or action.words.get("title", ""))
