"""What a tracker says of earlier quarters, in columns beside the latest or in other sheets.

It goes to rows of History where the quarter can be told.
"""

from reportgen.importers.detect import column_matching
from reportgen.importers.detect.column_matching import when
from reportgen.importers.draft import FILL, Draft, DraftAction
from reportgen.model.calendar import Quarter
from reportgen.model.text import fold_name


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
