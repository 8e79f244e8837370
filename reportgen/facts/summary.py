"""How many actions have which status."""

from collections import Counter
from dataclasses import dataclass

from reportgen.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Numbers of actions: by status in the key's order, without any status, and with what is not a word of the key."""

    by_status: tuple[int, ...]
    blank: int
    unknown: int


def summary(plan: Plan) -> Summary:
    """Count the actions of a plan; every action is counted once."""
    words = Counter(action.update.status.word for action in plan.actions if action.update.status)
    unmatched = [action.update for action in plan.actions if not action.update.status]
    return Summary(
        by_status=tuple(words[status.word] for status in plan.key),
        blank=sum(update.is_blank for update in unmatched),
        unknown=sum(not update.is_blank for update in unmatched),
    )
