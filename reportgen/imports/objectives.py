"""The objectives of a plan as they are met: as title rows, as a column, as sheets, or as headings above a table."""

import re
from dataclasses import dataclass, field

from reportgen.headings import folded
from reportgen.intake.objectives import parted

_CALLED = re.compile(
    r"(?:strategic |key |overarching |corporate )*(?:objective|priority|theme|aim|goal|strand|work ?stream|outcome|ambition)s?\b",
    re.IGNORECASE,
)


_PLAIN = re.compile(r"(?P<number>[1-9]\d?)\s+(?P<title>[A-Z].*)")
"""“1 Safer streets”."""


def is_called(words: str) -> bool:
    """Whether a line begins as the name of an objective does: “Objective Four: …”, “Strategic priority 2 – …”."""
    return bool(_CALLED.match(words.strip()))


def is_number_only(words: str) -> bool:
    """Whether a line says which objective and not what it is, as “Objective Two:” above its title."""
    return is_called(words) and not _parted(words)[1]


@dataclass(slots=True)
class Objective:
    """One objective, which may still get its title and points."""

    number: str
    title: str
    points: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Objectives:
    """Those met so far, in their order, by number."""

    listed: dict[str, Objective] = field(default_factory=dict)

    def named(self, words: str) -> Objective:
        """The objective that is called so: one that was met already, or a new one."""
        number, title = _parted(words)
        if not number:
            met = next((one for one in self.listed.values() if folded(one.title) == folded(title)), None)
            return met or self._new("", title)
        met = self.listed.get(number)
        if met and (not title or not met.title or folded(title) == folded(met.title)):
            met.title = met.title or title
            return met
        same = next((one for one in self.listed.values() if title and folded(one.title) == folded(title)), None)
        return same or self._new("" if met else number, title)

    def _new(self, number: str, title: str) -> Objective:
        number = number or next(str(n) for n in range(1, len(self.listed) + 2) if str(n) not in self.listed)
        self.listed[number] = Objective(number=number, title=title)
        return self.listed[number]


def _parted(words: str) -> tuple[str, str]:
    """The number and the title; no number where it has none."""
    words = re.sub(r"^(?:strategic|key|overarching|corporate)\s+", "", " ".join(words.split()), flags=re.IGNORECASE)
    if plain := _PLAIN.fullmatch(words):
        return plain["number"], plain["title"]
    number, title = parted(words)
    if number == words.strip() and number == title:
        return "", title
    return number, words[words.rindex(title) :] if title else ""  # with the colon that a list of points follows
