"""What a tracker says of earlier quarters, in columns beside the latest: rows of History where the quarter can be told."""

from reportgen.imports import times
from reportgen.imports.draft import Draft, DraftAction
from reportgen.imports.meanings import when
from reportgen.quarter import Quarter


def history(draft: Draft, now: Quarter | None) -> list[dict[str, str]]:
    """Rows of the sheet History. What cannot be dated stays with its action, in a column of its own."""
    rows: dict[tuple[str, Quarter], dict[str, str]] = {}
    for action in draft.actions:
        for key, heading, words in action.earlier:
            quarter = times.dated(when(heading) or heading, now)
            if quarter is None or (now and quarter >= now):
                _kept(draft, action, heading, words, dated=quarter is not None)
                continue
            row = rows.setdefault((action.words["ref"], quarter), {"ref": action.words["ref"], "quarter": str(quarter)})
            row[key] = "\n".join(filter(None, (row.get(key, ""), words)))
            row.setdefault("officers", action.words.get("officers", ""))
    return [rows[one] for one in sorted(rows, key=lambda one: one[1])]


def _kept(draft: Draft, action: DraftAction, heading: str, words: str, *, dated: bool) -> None:
    key = draft.own_column(heading).key
    action.words[key] = "\n".join(filter(None, (action.words.get(key, ""), words)))
    why = "is not before the quarter of this paper" if dated else "names no quarter that can be dated"
    draft.ledger.note(f"“{heading}” {why}, so it is kept in a column of its own and not printed.")
