"""What officers sent, and what was chosen, merged and put into cells of it."""

import datetime as dt
import shutil
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Protocol

from reportgen.app.merge import MergedPlan
from reportgen.model.problems import Problem
from reportgen.model.text import count as numbered


class Upload(Protocol):
    """A file as a browser sends it."""

    filename: str | None

    def save(self, dst: str) -> None:
        """Write it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Words that are in no cell of the plan, and the cell that they are to be put into."""

    words: str
    ref: str
    key: str
    """That of the column; empty where nothing was chosen."""
    status: str = ""
    """The status that the action is to have as well; empty for none."""


@dataclass(slots=True, kw_only=True)
class OfficersRound:
    """The round of one plan: its returns, and what became of them."""

    folder: Path
    """Of what officers sent."""
    due: dt.date | None = None
    """The day of return that was typed; None for that of the sheet Report."""
    files: list[Path] = field(default_factory=list)
    chosen: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was chosen where returns disagree or were not understood, by ref and column key."""
    merged: tuple[object, MergedPlan] | None = None
    """What comes of the returns, and of which."""
    taken: MergedPlan | None = None
    """What the plan that is open was merged from last."""
    placing: dict[str, Placing] = field(default_factory=dict)
    """Where words that were not taken are to go, by the names of their offers."""
    placed: dict[str, list[str]] = field(default_factory=dict)
    """Where words were put: “1.1 Progress”, by what they are called where they are offered."""

    left: tuple[Problem, ...] = ()
    """What was not taken, or odd, in what was merged before the last time."""
    ticked: set[str] = field(default_factory=set)
    """What was told of and is done with, by `mark_of`."""

    @property
    def waiting(self) -> str:
        """What is not in the plan yet, in words: “2 files”, or answers; empty where all is."""
        if self.files and self.taken and self.taken.waiting:
            return numbered(len(self.taken.waiting), "answer")
        return numbered(len(self.files), "file") if self.files else ""

    def keep(self, upload: Upload, name: str) -> None:
        """Write what an officer sent beside the others, under this name or one of its own."""
        self.folder.mkdir(exist_ok=True)
        taken = {path.name for path in self.files}
        stem, dot, ending = name.rpartition(".")
        names = (f"{stem or ending} ({number}){dot}{ending if stem else ''}" for number in count(2))
        path = self.folder / next(each for each in chain([name], names) if each not in taken)
        upload.save(str(path))
        self.files.append(path)

    def take(self, merged: MergedPlan) -> None:
        """Go on with what was merged; the files stay where something waits for a choice.

        What was chosen is in the plan now, and is not chosen again over what comes later. What was
        told of earlier stays, until somebody is done with it.
        """
        self.left += self.taken.problems if self.taken else ()
        self.taken = merged
        waiting = {(each.ref, each.key) for each in merged.waiting}
        self.chosen = {cell: words for cell, words in self.chosen.items() if cell in waiting}
        if not waiting:
            self.clear()

    def clear(self) -> None:
        """Forget what officers sent, and what was chosen between it."""
        self.files.clear()
        self.chosen.clear()
        shutil.rmtree(self.folder, ignore_errors=True)
