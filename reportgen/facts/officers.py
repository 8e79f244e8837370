"""Who answers for which actions."""

from dataclasses import dataclass

from reportgen.model.plan import Action, Contact, Plan
from reportgen.model.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An accountable officer as the plan first writes the name, with the actions in the plan's order.

    The name is empty for the actions that have no officer.
    """

    name: str
    actions: tuple[Action, ...]


def officers(plan: Plan) -> tuple[Officer, ...]:
    """Everyone who answers for an action, in the order of their first; an action with two officers is with both.

    What has no officer comes last.
    """
    names: dict[str, str] = {}
    found: dict[str, list[Action]] = {}
    for action in plan.actions:
        for name in action.officers:
            names.setdefault(fold(name), name)
        for one in dict.fromkeys(map(fold, action.officers or ("",))):
            found.setdefault(one, []).append(action)
    nobodys = found.pop("", [])
    listed = [Officer(name=names[one], actions=tuple(actions)) for one, actions in found.items()]
    return (*listed, Officer(name="", actions=tuple(nobodys))) if nobodys else tuple(listed)


def contact_of(officer: str, plan: Plan) -> Contact | None:
    """The last row of Contacts for an officer."""
    return {fold(one.officer): one for one in plan.contacts}.get(fold(officer))
