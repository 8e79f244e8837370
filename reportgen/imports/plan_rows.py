"""The rows of a table that is a plan: title rows, repeated headings, actions, and what runs on from the row above."""

from collections.abc import Mapping

from reportgen.columns import ACTIONS
from reportgen.headings import Column, folded
from reportgen.imports.blocks import Cell, Grid, Line
from reportgen.imports.draft import FILL, Draft, DraftAction
from reportgen.imports.heads import Head
from reportgen.imports.objectives import Objective, is_called, is_number_only
from reportgen.problems import letters

_WIDE = 3  # columns that a title row stretches over, at least
_RUN_ON = ("title", "outcome", "officers", "partners", "progress", "next_steps")
"""Columns whose words may run on in a row of their own, as where a page ended."""


class PlanRows:
    """Takes the rows of one table after the other; what an objective is called may stand in an earlier block."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.waiting: list[Line] = []
        self.objective: Objective | None = None

    def announce(self, lines: list[Line]) -> None:
        """Lines that name an objective, and perhaps its points. It counts once an action follows."""
        for line in self.waiting:
            self.draft.ledger.left(line, "a title with no action under it")
        self.waiting = lines

    def take(self, grid: Grid, head: Head) -> None:
        """Every row under the headings, and the headings themselves."""
        self.grid, self.head = grid, head
        self.went = {column: ACTIONS[key].heading for key, column in head.columns.items()}
        last: DraftAction | None = None
        for number, row in grid.rows.items():
            if number < head.rows[0]:
                continue
            if number in head.rows or self._repeats(row):
                for cell in row.values():
                    self.draft.ledger.heading(cell)
            elif (title := self._title(row)) is not None:
                self.announce([Line(words=line.words, bulleted=line.bulleted, place=title.place) for line in title.lines])
                last = None
            elif last and self._runs_on(row):
                self._add(row, last)
            elif any(cell.flat for cell in row.values()) or any(cell.fill for cell in row.values()):
                last = self._action(row) or last

        self.draft.columns[grid.name] = tuple(
            (head.names.get(column, f"(column {letters(column)})"), went) for column, went in sorted(self.went.items())
        )

    def _repeats(self, row: Mapping[int, Cell]) -> bool:
        """Whether the headings stand here once more, as at the top of the next page."""
        own = [(column, cell.flat) for column, cell in row.items() if cell.own]
        same = [1 for column, words in own if folded(self.head.names.get(column, "")) == folded(words)]
        return len(own) > 1 and len(same) * 2 > len(own)

    def _title(self, row: Mapping[int, Cell]) -> Cell | None:
        """The one cell of a row that is a title: it stretches over the table, or begins as an objective does."""
        own = [(column, cell) for column, cell in row.items() if cell.own]
        if len({cell.flat for _, cell in own}) != 1 or any(cell.continues and cell.flat for cell in row.values()):
            return None
        column, cell = own[0]
        if cell.across >= _WIDE or is_called(cell.flat):
            return cell
        first = min(self.head.names, default=column)
        return cell if column == first and column != self.head.columns["title"] and len(cell.flat) > len("10.10.10") else None

    def _runs_on(self, row: Mapping[int, Cell]) -> bool:
        """Whether a row has no action of its own and only more words for the one above."""
        said = {key for key, column in self.head.columns.items() if column in row and row[column].flat}
        mapped = set(self.head.columns.values())
        others = any(cell.own for column, cell in row.items() if column not in mapped)
        return bool(said) and said <= set(_RUN_ON) - {"title"} and not others

    def _add(self, row: Mapping[int, Cell], action: DraftAction) -> None:
        for key, column in self.head.columns.items():
            cell = row.get(column)
            if cell and cell.own:
                action.words[key] = "\n".join(filter(None, (action.words.get(key, ""), self.draft.typed(cell, key))))
                self.draft.ledger.taken(cell, f"Actions, {ACTIONS[key].heading}, added to the row above")
                self.draft.ledger.note("Rows without an action were taken as more words for the row above.")

    def _action(self, row: Mapping[int, Cell]) -> DraftAction | None:
        words, places = {}, {}
        for key, column in self.head.columns.items():
            cell = row.get(column)
            if cell and cell.flat:
                words[key] = self.draft.typed(cell, key)
                self.draft.ledger.taken(cell, f"Actions, {ACTIONS[key].heading}")
            elif cell and key == "status" and self._speaks(cell, row):
                words[FILL] = cell.fill
            if cell:
                places[key] = cell.place
        action = DraftAction(sheet=self.grid.title, words=words, places=places)
        self._beside(row, action)
        if not any(value for key, value in action.words.items() if key != FILL) and not action.earlier:
            return None
        self._under(action)
        self.draft.actions.append(action)
        self.draft.plans[self.grid.title] += 1
        return action

    def _beside(self, row: Mapping[int, Cell], action: DraftAction) -> None:
        """Cells of columns that are none of ours: of earlier times, or kept in columns of their own."""
        mapped = set(self.head.columns.values())
        for column, cell in row.items():
            found = self.head.earlier.get(column)
            if found and found[0] == "status" and self._speaks(cell, row):
                action.earlier.append((FILL, self.head.names[column], cell.fill))
            if column in mapped or not cell.flat:
                continue
            if found:
                action.earlier.append((found[0], self.head.names[column], self.draft.typed(cell, found[0])))
                self.draft.ledger.taken(cell, f"what was said earlier, {self.head.names[column]}")
                self.went[column] = "what was said earlier"
                continue
            own = self._own(column)
            action.words[own.key] = cell.text
            self.went[column] = "a column of its own, not printed"
            self.draft.ledger.taken(cell, f"Actions, in a column of its own, {own.heading}")

    def _speaks(self, cell: Cell, row: Mapping[int, Cell]) -> bool:
        """Whether a blank cell's colour is a status, and not that of the whole row."""
        title = row.get(self.head.columns["title"])
        return bool(cell.fill) and not cell.flat and not (title and title.fill == cell.fill)

    def _own(self, column: int) -> Column:
        heading = self.head.names.get(column, "") or f"Column {letters(column)}"
        if any(folded(heading) in map(folded, one.names) for one in ACTIONS):
            heading = f"{heading} (of the source)"
        return self.draft.own_column(heading)

    def _under(self, action: DraftAction) -> None:
        """Put an action under the objective that its row names, or under the title that stands above it."""
        if named := action.words.pop("objective", ""):
            self.objective = self.draft.objectives.named(named)
            self.announce([])
        elif self.waiting:
            self.objective = self._announced()
        action.objective = self.objective.number if self.objective else ""

    def _announced(self) -> Objective:
        """The objective that the waiting lines name, with its points."""
        first, *others = self.waiting
        words = first.words.strip()
        self.draft.ledger.taken(first, "Objectives, Objective")
        if others and is_number_only(words) and not others[0].bulleted:
            title = others.pop(0)
            self.draft.ledger.taken(title, "Objectives, Objective")
            words = f"{words} {title.words.strip()}"
        found = self.draft.objectives.named(words)
        for line in others:
            found.points.append(line.words.strip())
            self.draft.ledger.taken(line, "Objectives, Points")
        self.waiting = []
        return found
