"""The rows of a table that is a plan, taken into the draft one after the other."""

from collections.abc import Iterable, Sequence

from reportgen.importers.audit import BELOW, BESIDE
from reportgen.importers.detect import row_classifier
from reportgen.importers.detect.header_detection import HeaderRow
from reportgen.importers.detect.row_classifier import Row
from reportgen.importers.draft import FILL, Draft, DraftAction
from reportgen.importers.legends import introduces_key
from reportgen.importers.objectives_above import ObjectivesAbove
from reportgen.importers.sheets import ASIDE
from reportgen.importers.sources.blocks import Line, SourceCell, SourceTable
from reportgen.importers.status_words import KeyStatus
from reportgen.model.calendar import Quarter
from reportgen.model.problems import letters
from reportgen.model.schema import ACTIONS
from reportgen.model.text import joined, quoted

_SHORT_TITLE = 60  # letters
ANOTHER_TIME = "what was said at another time"
"""Where a column of another time goes."""


class PlanTableReader:
    """Takes the rows of one table after the other."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.objectives = ObjectivesAbove(draft)

    def take(self, grid: SourceTable, head: HeaderRow) -> None:
        """Take every row under the headings, and the headings themselves."""
        self.grid, self.head = grid, head
        self.went = {column: ACTIONS[key].heading for key, column in head.columns.items()}
        actions = [
            row[head.columns["title"]]
            for n, row in grid.rows.items()
            if n > head.first and self._is_full(row, head)
        ]
        self.beside = row_classifier.lists_beside(grid, head)
        self.parents = row_classifier.parent_refs(grid, head)
        self.end = row_classifier.last_action(grid, head)
        self.looks = not any(cell.bold or cell.fill for cell in actions)
        last: DraftAction | None = None
        above, self.ended = head.first, False
        for number, row in grid.rows.items():
            if number in head.rows:
                self._heads(row.values())
            elif number > head.first:
                self.gap = number > above + 1
                self.ended = number > self.end and (self.ended or self.gap)
                last = self._row(self._without_lists(row), last)
            above = number
        self.draft.columns[grid.name] = tuple(
            (head.names.get(column, f"(column {letters(column)})"), went)
            for column, went in sorted(self.went.items())
        )

    def _without_lists(self, row: Row) -> Row:
        """The row without what stands beside the table, which is left out."""
        for column in self.beside & row.keys():
            self.draft.audit.left(row[column], BESIDE)
        return {column: cell for column, cell in row.items() if column not in self.beside}

    def _is_full(self, row: Row, head: HeaderRow) -> bool:
        """Whether a row holds an action and more: if those are bold, being bold makes no title."""
        return (
            head.columns["title"] in row
            and len(row_classifier.own(row)) > 1
            and not row_classifier.repeats(row, head)
        )

    def _heads(self, cells: Iterable[SourceCell], why: str = "a heading") -> None:
        for cell in cells:
            self.draft.audit.heading(cell, why)

    def _row(self, row: Row, last: DraftAction | None) -> DraftAction | None:
        """Take one row; return the action that the next one may run on from."""
        if not self.grid.exact:
            if self._is_aside(row):
                return last
            if last and self._is_more(row, last):
                return last
            if self._is_parent(row) or self._is_of_objective(row):
                return None
            if (title := self._title(row)) is not None:
                if row_classifier.by_looks(title):
                    self.objectives.by_looks.add(title.place)
                self.objectives.announce(
                    [
                        Line(words=line.words, bulleted=line.bulleted, place=title.place)
                        for line in title.lines
                    ]
                )
                return None
        blank = not any(cell.flat or cell.fill for cell in row.values())
        return last if blank else self._action(row) or last

    def _title(self, row: Row) -> SourceCell | None:
        """The cell of a row that is a title, also a few words alone below a blank row."""
        title = row_classifier.title(row, self.head, looks=self.looks)
        cells = row_classifier.own(row)
        lone = self.gap and len(cells) == 1 and len(cells[0][1].flat) <= _SHORT_TITLE
        return title or (cells[0][1] if lone else None)

    def _is_parent(self, row: Row) -> bool:
        """Take a row that numbers and names the actions below it as their objective."""
        cells = dict(row_classifier.own(row))
        ref = cells.pop(self.head.columns.get("ref", 0), None)
        title = cells.pop(self.head.columns["title"], None)
        if not ref or not title or ref.flat.rstrip(".") not in self.parents:
            return False
        led = self.head.columns.get("officers", 0)
        worded = any(any(map(str.isalpha, cell.flat)) for cell in cells.values())
        if led in cells or (worded and not led):
            return False  # somebody leads it: an action with steps of its own
        for cell in cells.values():
            self.draft.audit.left(cell, "its row sums up the rows below it")
        words = f"{ref.flat.rstrip('.')}: {title.flat}"
        self.draft.audit.heading(ref, "the number of an objective")
        self.objectives.announce([Line(words=words, place=title.place)])
        return True

    def _is_of_objective(self, row: Row) -> bool:
        """Take a row over the table that says what an objective is to achieve as its point."""
        label = row_classifier.labelled(row, "outcome")
        return bool(label and self.objectives.point(label[0]))

    def _is_aside(self, row: Row) -> bool:
        """Take a row that is no action; False where it is none of these.

        The headings repeated, a sum, a number without its action, or a key.
        """
        if row_classifier.repeats(row, self.head):
            self._heads(row.values())
        elif why := row_classifier.filler(row, self.head):
            for _, cell in row_classifier.own(row):
                self.draft.audit.left(cell, why)
        elif explained := row_classifier.explained(row):
            for cell, entries in explained:
                self._explains(cell, entries)
        elif self.ended and len(row_classifier.own(row)) == 1:
            self.draft.audit.left(row_classifier.own(row)[0][1], BELOW)
        else:
            return False
        return True

    def _explains(self, cell: SourceCell, entries: Sequence[KeyStatus]) -> None:
        """Take a cell of a row that explains statuses; one that explains none may introduce it."""
        for entry in entries:
            self.draft.key.add(entry)
        if entries:
            self.draft.audit.taken(cell, "Status key")
        elif introduces_key(cell.flat):
            self.draft.audit.heading(cell, "it introduces the key")
        else:
            self.draft.audit.left(cell, "it stands beside the key, and explains no status")

    def _is_more(self, row: Row, last: DraftAction) -> bool:
        """Whether a row only says more of the action above; where it does, add it there."""
        if labelled := row_classifier.labelled(row, *row_classifier.SAID_OF_AN_ACTION):
            self._add_words(last, *labelled)
        elif row_classifier.title(
            row, self.head, looks=self.looks
        ) is None and row_classifier.runs_on(row, self.head):
            for key, column in self.head.columns.items():
                if column in row and row[column].own:
                    self._add_words(last, row[column], key)
        else:
            return False
        return True

    def _add_words(self, action: DraftAction, cell: SourceCell, key: str) -> None:
        """Add the words of a cell to an action that was taken already."""
        action.words[key] = "\n".join(
            filter(None, (action.words.get(key, ""), self.draft.typed(cell, key)))
        )
        self.draft.audit.taken(cell, f"Actions, {ACTIONS[key].heading}, added to the row above")
        self.draft.audit.note(
            f"{cell.place}: a row without an action was taken as more words for the row above."
        )

    def _action(self, row: Row) -> DraftAction | None:
        if not self.grid.exact and not row_classifier.has_title(row, self.head):
            for _, words in row_classifier.own(row):
                self.draft.audit.left(words, "its row has no words for an action")
            return None
        action = DraftAction(sheet=self.grid.title, words={}, places={})
        for key, column in self.head.columns.items():
            cell = row.get(column)
            if cell and cell.flat:
                action.words[key] = self.draft.typed(cell, key)
                action.status_fill = cell.fill if key == "status" else action.status_fill
                self.draft.audit.taken(cell, f"Actions, {ACTIONS[key].heading}")
                self._note_merged(cell, key)
            elif cell and key == "status" and self._speaks(cell, row):
                action.words[FILL] = cell.fill
            if cell:
                action.places[key] = cell.place
        self._beside(row, action)
        if (
            not any(value for key, value in action.words.items() if key != FILL)
            and not action.earlier
        ):
            return None
        if not self.draft.has_setting("Quarter") and (quarter := Quarter.within(self.head.present)):
            self.draft.setting("Quarter", str(quarter))
        self.objectives.put_under(action)
        self.draft.actions.append(action)
        self.draft.plans[self.grid.title] += 1
        return action

    def _note_merged(self, cell: SourceCell, key: str) -> None:
        """Note the columns of ours that are blank because a cell is merged over them."""
        first, listed = self.head.columns[key], self.head.columns.items()
        covered = [other for other, column in listed if first < column < first + cell.across]
        if over := [ACTIONS[other].heading for other in covered]:
            self.draft.audit.note(
                f"{cell.place} is merged over several columns: its words are the"
                f" {ACTIONS[key].heading}, and {joined(over)} is blank there."
            )

    def _beside(self, row: Row, action: DraftAction) -> None:
        """Take the cells of columns that are none of ours.

        They are of earlier times, or kept in columns of their own.
        """
        mapped = set(self.head.columns.values())
        for column, cell in row.items():
            heading, key = self.head.names.get(column, ""), self.head.earlier.get(column)
            if key == "status" and self._speaks(cell, row):
                self.went[column] = ANOTHER_TIME
                action.earlier.append((FILL, heading, cell.fill))
            if column not in mapped and not key and heading and self._speaks(cell, row):
                self.draft.audit.note(
                    f"Colours without words under {quoted(heading)} were left out. If they are"
                    " statuses, say that it is the Status.",
                    lost=True,
                )
            if column in mapped or not cell.flat:
                continue
            if key:
                action.earlier.append((key, heading, self.draft.typed(cell, key)))
                self.went[column] = ANOTHER_TIME
            else:
                own = self.draft.own_column(heading or f"Column {letters(column)}")
                action.words[own.key] = cell.text
                self.went[column] = ASIDE
            self.draft.audit.taken(
                cell, f"Actions, {self.went[column]}, {heading or letters(column)}"
            )

    def _speaks(self, cell: SourceCell, row: Row) -> bool:
        """Whether a blank cell's colour is a status.

        It is where no other cell of the row has it, but for statuses of other times.
        """
        if not cell.fill or cell.flat:
            return False
        statuses = {
            self.head.columns.get("status"),
            *(column for column, key in self.head.earlier.items() if key == "status"),
        }
        return all(
            other.fill != cell.fill for column, other in row.items() if column not in statuses
        )
