"""A workbook with a sheet for each quarter: the latest is the plan, the earlier ones are its past."""

from reportgen.headings import folded
from reportgen.imports import times
from reportgen.imports.draft import FILL, Draft, DraftAction

_SAID = ("status", "progress", FILL)


def settle(draft: Draft) -> None:
    """Where the sheets of a plan are called by quarters, put what the earlier ones say under the actions of the latest."""
    quarters = {title: quarter for title in draft.plans if (quarter := times.within(title))}
    if len(quarters) < 2 or len(quarters) != len(draft.plans):  # noqa: PLR2004 - a plan and its past
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
            later.earlier += [(key, str(quarters[action.sheet]), action.words[key]) for key in _SAID if action.words.get(key)]
        else:
            where = action.places.get("title", action.sheet)
            draft.ledger.note(f"{where}: this action is in no later sheet, so it was left out.")
    draft.actions = now
    draft.plans = type(draft.plans)({latest: len(now)})
    draft.ledger.note(f"Each sheet is a quarter: {latest} is the plan, and what the others say went to History.")


def _name(action: DraftAction) -> str:
    return folded(action.words.get("ref") or action.words.get("title", ""))
