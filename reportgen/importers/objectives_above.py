"""The objective that stands above actions: in a title row, in headings, in lines over a table."""

from reportgen.importers.draft import (
    Draft,
    DraftAction,
    DraftObjective,
    is_called,
    is_number_only,
)
from reportgen.importers.front_matter import is_sentence, take
from reportgen.importers.sources.blocks import Line, SourceCell
from reportgen.model.text import quoted


class ObjectivesAbove:
    """The current objective, and the lines that may name the next one.

    The name of an objective may stand in an earlier block than its actions.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.waiting: list[Line] = []
        self.current: DraftObjective | None = None
        self.by_looks: set[str] = set()
        """The places of titles that are taken for one only for their looks."""

    def announce(self, lines: list[Line]) -> None:
        """Keep lines that name an objective, and perhaps its points, for the next action.

        Unless they are called an objective, they count as one only once an action follows.
        """
        if self.waiting and is_called(self.waiting[0].words):
            self._announced()
        for line in self.waiting:
            if is_sentence(line.words):
                take([line], self.draft)
            else:
                why = "it looks like a title, and no action stands under it"
                self.draft.audit.left(line, why)
        self.waiting = lines

    def point(self, cell: SourceCell) -> bool:
        """Take what an objective is to achieve as its point; False where there is none yet."""
        if self.waiting:
            self.waiting.append(Line(words=cell.flat, place=cell.place))
        elif self.current:
            self.current.points.append(cell.flat)
            self.draft.audit.taken(cell, "Objectives, Points")
        return bool(self.waiting or self.current)

    def put_under(self, action: DraftAction) -> None:
        """Put an action under the objective that its row names, else under the title above it."""
        if named := action.words.pop("objective", ""):
            self.current = self.draft.objectives.named(named)
            self.announce([])
        elif self.waiting:
            self.current = self._announced()
        action.objective = self.current.number if self.current else ""

    def _announced(self) -> DraftObjective:
        """The objective that the waiting lines name, with its points."""
        first, *others = self.waiting
        words = first.words.strip()
        if first.place in self.by_looks:
            self.draft.audit.note(
                f"{first.place}: {quoted(words)} was taken as an objective, for its looks."
            )
        self.draft.audit.taken(first, "Objectives, Objective")
        if others and is_number_only(words) and not others[0].bulleted:
            title = others.pop(0)
            self.draft.audit.taken(title, "Objectives, Objective")
            words = f"{words} {title.words.strip()}"
        objective = self.draft.objectives.named(words)
        for line in others:
            if line.level and ":" not in line.words:
                self.draft.audit.left(line, "it is a heading inside an objective")
                continue
            objective.points.append(line.words.strip())
            self.draft.audit.taken(line, "Objectives, Points")
        self.waiting = []
        return objective
