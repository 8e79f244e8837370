"""Words that plans have for a status, and what they count as where no key says more."""

from collections.abc import Mapping

from reportgen.model.status import CountsAs

LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue"}
"""Colours by their first letter."""
COMMON: Mapping[str, tuple[str, CountsAs]] = {
    "red": ("Red", CountsAs.OFF_TRACK),
    "amber": ("Amber", CountsAs.AT_RISK),
    "yellow": ("Yellow", CountsAs.AT_RISK),
    "orange": ("Amber", CountsAs.AT_RISK),
    "green": ("Green", CountsAs.ON_TRACK),
    "blue": ("Blue", CountsAs.COMPLETE),
    "grey": ("Grey", CountsAs.NOT_DUE),
    "gray": ("Grey", CountsAs.NOT_DUE),
    "black": ("Black", CountsAs.OFF_TRACK),
    "purple": ("Purple", CountsAs.NOT_DUE),
    "white": ("White", CountsAs.NOT_DUE),
    "complete": ("Blue", CountsAs.COMPLETE),
    "completed": ("Blue", CountsAs.COMPLETE),
    "closed": ("Blue", CountsAs.COMPLETE),
    "implemented": ("Blue", CountsAs.COMPLETE),
    "notbegun": ("Grey", CountsAs.NOT_DUE),
    "done": ("Blue", CountsAs.COMPLETE),
    "achieved": ("Blue", CountsAs.COMPLETE),
    "ontrack": ("Green", CountsAs.ON_TRACK),
    "ontarget": ("Green", CountsAs.ON_TRACK),
    "inprogress": ("Green", CountsAs.ON_TRACK),
    "ongoing": ("Green", CountsAs.ON_TRACK),
    "onschedule": ("Green", CountsAs.ON_TRACK),
    "behindschedule": ("Red", CountsAs.OFF_TRACK),
    "notyetstarted": ("Grey", CountsAs.NOT_DUE),
    "offtarget": ("Red", CountsAs.OFF_TRACK),
    "notontarget": ("Red", CountsAs.OFF_TRACK),
    "notontrack": ("Red", CountsAs.OFF_TRACK),
    "started": ("Green", CountsAs.ON_TRACK),
    "atrisk": ("Amber", CountsAs.AT_RISK),
    "slipping": ("Amber", CountsAs.AT_RISK),
    "delayed": ("Amber", CountsAs.AT_RISK),
    "offtrack": ("Red", CountsAs.OFF_TRACK),
    "overdue": ("Red", CountsAs.OFF_TRACK),
    "behind": ("Red", CountsAs.OFF_TRACK),
    "notstarted": ("Grey", CountsAs.NOT_DUE),
    "notdue": ("Grey", CountsAs.NOT_DUE),
    "notyetdue": ("Grey", CountsAs.NOT_DUE),
    "onhold": ("Grey", CountsAs.NOT_DUE),
}
"""By folded words the colour that they are given here, and what they count as."""
OF_LISTS: Mapping[str, tuple[str, CountsAs]] = {
    "todo": ("Grey", CountsAs.NOT_DUE),
    "new": ("Grey", CountsAs.NOT_DUE),
    "planned": ("Grey", CountsAs.NOT_DUE),
    "pending": ("Grey", CountsAs.NOT_DUE),
    "backlog": ("Grey", CountsAs.NOT_DUE),
    "deferred": ("Grey", CountsAs.NOT_DUE),
    "paused": ("Grey", CountsAs.NOT_DUE),
    "inreview": ("Green", CountsAs.ON_TRACK),
    "underreview": ("Green", CountsAs.ON_TRACK),
    "underway": ("Green", CountsAs.ON_TRACK),
    "inhand": ("Green", CountsAs.ON_TRACK),
    "active": ("Green", CountsAs.ON_TRACK),
    "doing": ("Green", CountsAs.ON_TRACK),
    "resolved": ("Blue", CountsAs.COMPLETE),
    "delivered": ("Blue", CountsAs.COMPLETE),
    "finished": ("Blue", CountsAs.COMPLETE),
    "fullyimplemented": ("Blue", CountsAs.COMPLETE),
    "partlyimplemented": ("Amber", CountsAs.AT_RISK),
    "partiallyimplemented": ("Amber", CountsAs.AT_RISK),
    "partiallycomplete": ("Amber", CountsAs.AT_RISK),
    "blocked": ("Red", CountsAs.OFF_TRACK),
    "stalled": ("Red", CountsAs.OFF_TRACK),
    "notimplemented": ("Red", CountsAs.OFF_TRACK),
    "missed": ("Red", CountsAs.OFF_TRACK),
}
"""The same of words that are a status in a column of statuses, and may be anything elsewhere."""
UNDERSTOOD = {**OF_LISTS, **COMMON}
