"""One thing that members would ask about: what is the case, what to do, and the question itself."""

from dataclasses import dataclass

from reportgen.plan import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A contradiction in one action. `key` is the column of its cell."""

    code: str
    action: Action
    key: str
    what: str
    fix: str
    question: str = ""
    """What a member would ask, for the briefing; empty where it is nobody's question but the coordinator's."""
