"""What was last said of an action, before the quarter that is reported on."""

from collections.abc import Mapping

from reportgen.plan import PastUpdate, Plan
from reportgen.quarter import Quarter


def last_updates(plan: Plan) -> Mapping[str, PastUpdate]:
    """The latest entry of History that says anything, by its action's ref with case set aside.

    Of two for the same quarter, and of quarters that cannot be told, the lower row is the later one.
    """
    now = Quarter.from_text(plan.settings.quarter)
    found: dict[str, tuple[Quarter | None, PastUpdate]] = {}
    for past in plan.history:
        when = Quarter.from_text(past.quarter)
        if (now and when and when >= now) or not (past.update.typed or past.update.progress):
            continue
        before = found.get(past.ref.casefold(), (None, past))[0]
        if not (before and when and when < before):
            found[past.ref.casefold()] = (when, past)
    return {ref: past for ref, (_, past) in found.items()}
