"""What a return says of each action, and what is odd about its rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from reportgen.columns import ACTIONS
from reportgen.plan import Action
from reportgen.problems import Problem, Severity, Where
from reportgen.reading import Row
from reportgen.returns.master import Master
from reportgen.returns.returned import Returned, quoted
from reportgen.update_columns import UPDATE_KEYS

_PLANS = tuple(column for column in ACTIONS if not (column.officers or column.shown) and column.key != "ref")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one row of a return says: the cells in which it has other words than the plan's workbook, and where they stand."""

    returned: Returned
    row: int
    words: Mapping[str, str]
    clean: bool = True
    """Whether the plan's workbook is, in the officer's cells, as it was when the return was made."""

    def place(self, key: str) -> Where:
        """The cell of this column."""
        return self.returned.place(key, self.row)


@dataclass(slots=True, kw_only=True)
class Answers:
    """What was gathered from one return: answers by the plan's row, and problems."""

    by_row: dict[int, list[Answer]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def bare(words: str) -> str:
    """Words with their spaces set aside, for comparing."""
    return " ".join(words.split())


def answers(returned: Returned, master: Master) -> Answers:
    """Go through the rows of a return's actions. Only the officer's six cells are taken."""
    found = Answers()
    said, rows = returned.reading.updates(), {row.number: row for row in returned.reading.tables[ACTIONS.name].rows}
    mine = returned.own(master.actions)
    own = {action.row for action in mine}
    clean = bool(returned.marker and returned.marker.words == master.updates_of(mine))
    for row in returned.reading.plan.actions:
        action = master.by_ref.get(row.ref.casefold()) if row.ref else None
        if not action or action.row not in own:
            found.problems += _strange(returned, row, action, said[row.row])
            continue
        before = master.said[action.row]
        words = {key: new for key, new in said[row.row].items() if bare(new) != bare(before.get(key, ""))}
        found.by_row.setdefault(action.row, []).append(Answer(returned=returned, row=row.row, words=words, clean=clean))
        found.problems += _wording(returned, rows[row.row], master.rows[action.row], action)
        if clean:
            found.problems += _cleared(returned, row.row, said[row.row], before)
    found.problems += _missing(returned, mine, found)
    found.problems += _own_faults(returned)
    return found


def _strange(returned: Returned, row: Action, action: Action | None, said: Mapping[str, str]) -> Iterator[Problem]:
    """A row whose words are not taken: its ref is not in the plan, or another officer's. One that says nothing is nothing."""
    if not said:
        return
    told = quoted(said.get("progress") or next(iter(said.values())))
    if action:
        whose = " and ".join(action.officers) or "nobody"
        what = f"{action.ref} is the action of {whose}, and this return is that of {returned.officer or 'nobody'}"
        fix = "If it has become so, put the officer right in the plan’s workbook, and merge again."
        yield Problem(
            code="return-not-theirs", where=returned.place("ref", row.row), what=f"{what}; {told} is not taken.", fix=fix
        )
        return
    name = f"The plan has no action {row.ref}" if row.ref else "This row has no ref"
    fix = "Put the ref right, if it was changed; add the action to the plan’s workbook, if it is a new one."
    yield Problem(
        code="return-ref-unknown", where=returned.place("ref", row.row), what=f"{name}, so {told} is not taken.", fix=fix
    )


def _wording(returned: Returned, row: Row, master: Row, action: Action) -> Iterator[Problem]:
    """Plan columns that have other words than the plan's workbook. A column that is not in the return says nothing."""
    for column in _PLANS:
        if column.key not in returned.reading.tables[ACTIONS.name].columns:
            continue
        new, old = row.words.get(column.key, ""), master.words.get(column.key, "")
        if bare(new) != bare(old):
            what = (
                f"The {column.heading} of {action.ref} is {quoted(new) if new else 'blank'} here; the plan’s {quoted(old)} stays."
            )
            fix = "If the officer is right, change it in the plan’s workbook."
            yield Problem(code="return-wording", where=returned.place(column.key, row.number), what=what, fix=fix)


def _cleared(returned: Returned, row: int, said: Mapping[str, str], before: Mapping[str, str]) -> Iterator[Problem]:
    """Cells that had words when the return was made, and are blank now, in a row that the officer did answer."""
    if not said:
        return
    for key in UPDATE_KEYS:
        if before.get(key) and key not in said:
            what = f"The {ACTIONS[key].heading} is blank here; {quoted(before[key])} stays."
            fix = "If it is to go, clear it in the merged workbook."
            yield Problem(code="return-cleared", where=returned.place(key, row), what=what, fix=fix)


def _missing(returned: Returned, mine: Iterable[Action], found: Answers) -> Iterator[Problem]:
    for action in mine if returned.marker else ():
        if action.row not in found.by_row:
            what = f"{action.ref} is not in this return: its row was deleted, or the action became this officer’s later."
            where = Where(file=returned.file, sheet=returned.reading.sheet)
            yield Problem(code="return-row-missing", where=where, what=what, fix="Ask for it.")


def _own_faults(returned: Returned) -> Iterator[Problem]:
    """The errors in the officer's own cells, which would come into the plan with them."""
    columns = {returned.reading.tables[ACTIONS.name].columns.get(key) for key in UPDATE_KEYS}
    for problem in returned.reading.problems:
        where = problem.where
        if where.sheet == returned.reading.sheet and where.column in columns and problem.severity is Severity.ERROR:
            yield replace(problem, where=replace(where, file=returned.file))
