"""What a return says of each action, and what is odd about its rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.model.plan import Action
from reportgen.model.problems import Problem, Where
from reportgen.model.prose import plain
from reportgen.model.reading import Row
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import one_line, quoted, where_they_differ
from reportgen.returns.disputes import Dispute
from reportgen.returns.oddities import odd_cells, rejected, shifted, statuses_elsewhere, unplaced
from reportgen.returns.returned import Master, Return
from reportgen.returns.validation import faults

_OF_ANSWERS = ("return-odd-words", "return-status-in-progress", "status-unknown")
"""Codes of problems of answers, which say nothing of a row of which none is taken."""
_PLANS = tuple(
    column for column in ACTIONS if not (column.officers or column.shown) and column.key != "ref"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one row of a return says.

    The cells in which it has other words than the plan's workbook, and where they stand.
    """

    returned: Return
    row: int
    words: Mapping[str, str]
    clean: bool = True
    """Whether the plan's workbook is, in the officer's cells, as it was when the return was
    made."""

    def place(self, key: str) -> Where:
        """Where the cell of this column stands."""
        return self.returned.place(key, self.row)

    def said_in(self, key: str) -> str:
        """Where it stands; with its officer, where the file's name does not say whose it is."""
        place, officer = str(self.place(key)), self.returned.officer
        return place if not officer or officer in place else f"{officer}: {place}"


@dataclass(slots=True, kw_only=True)
class Answers:
    """What was gathered from one return: answers by the plan's row, and problems."""

    by_row: dict[int, list[Answer]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[Dispute] = field(default_factory=list)
    understood: list[Dispute] = field(default_factory=list)
    """Statuses that the key does not have, for which one was chosen, now or in an earlier merge."""
    """The statuses that are none of the key's, and so are not taken."""


def answers(returned: Return, master: Master) -> Answers:
    """The answers and problems of a return, by the rows of its actions.

    Only the officer's six cells are taken.
    """
    gathered, moved = Answers(), shifted(returned, master)
    mine = returned.own(master.actions)
    own = {action.row for action in mine or master.actions}
    gathered.problems += moved.values()
    updates, rows = returned.reading.updates(), {row.number: row for row in returned.actions.rows}
    for read in returned.reading.plan.actions:
        if read.row not in moved:
            words = updates[read.row]
            _take_row(returned, (read, rows[read.row], words), master, own, gathered)
    gathered.problems += _missing(returned, mine, gathered)
    gathered.problems += (
        problem
        for problem in faults(returned, master)
        if problem.where.row not in moved or problem.code not in _OF_ANSWERS
    )
    return gathered


def _take_row(
    returned: Return,
    line: tuple[Action, Row, Mapping[str, str]],
    master: Master,
    own: Collection[int],
    gathered: Answers,
) -> None:
    """Add what one row says, and what is odd about it; `own` are the rows of its officer.

    `line` is the row as it was read, as typed, and the words in the officer's cells.
    """
    read, row, words = line
    action = master.action_of(row, returned.actions.columns)
    refusal = rejected(returned, read, row.words, action, master, words=words, own=own)
    gathered.problems += [refusal] if refusal else []
    if not action or action.row not in own or refusal:
        return
    answer = _answer(returned, read, action, master, words)
    gathered.unknown += _unknown(answer, action, words, master)
    gathered.problems += _by_words(returned, read, action)
    gathered.by_row.setdefault(action.row, []).append(answer)
    gathered.problems += _wording(
        returned,
        row,
        master.rows[action.row],
        action,
        officers_own=bool(returned.token and returned.token.master == master.words),
    )
    gathered.problems += _target_moved(answer, action, master.updates[action.row])
    gathered.problems += _cleared(returned, row.number, answer, words, master.updates[action.row])


def _unknown(
    answer: Answer, action: Action, words: Mapping[str, str], master: Master
) -> Iterator[Dispute]:
    """The status of an answer that is none of the key's."""
    typed = words.get("status", "")
    if typed and typed.casefold() not in master.statuses:
        said = (typed, str(answer.place("status")))
        yield Dispute(ref=action.ref, title=plain(action.title), key="status", answers=(said,))


def _by_words(returned: Return, row: Action, action: Action) -> Iterator[Problem]:
    """A row whose ref was changed, and that is known by the words beside it."""
    if row.ref.casefold() != action.ref.casefold():
        stands = f"The ref is {row.ref} here" if row.ref else "The ref is blank here"
        yield Problem(
            code="return-ref-by-words",
            where=returned.place("ref", row.row),
            what=f"{stands}, and all beside it is {action.ref}’s; it is taken for {action.ref}.",
            fix="Check that this is right.",
        )


def _answer(
    returned: Return, row: Action, action: Action, master: Master, words: Mapping[str, str]
) -> Answer:
    before, untaken = master.updates[action.row], returned.broken | returned.struck
    changed = {
        key: new
        for key, new in words.items()
        if one_line(new) != one_line(before.get(key, ""))
        and returned.actions.place(key, row.row) not in untaken
    }
    unclear = [
        *odd_cells(changed, before, master),
        *statuses_elsewhere(changed, master.statuses),
    ]
    if changed.get("status", "").casefold() not in master.statuses:
        unclear.append("status")
    for key in unclear:
        changed.pop(key, None)  # an error is told of it
    return Answer(
        returned=returned,
        row=row.row,
        words=changed,
        clean=bool(returned.token and master.is_as_it_was(action, returned.token)),
    )


def _wording(
    returned: Return, row: Row, master: Row, action: Action, *, officers_own: bool
) -> Iterator[Problem]:
    """Plan columns that have other words than the plan's workbook.

    A column that is not in the return says nothing; the sheet's own columns are in a paper of ours
    only, where they are printed. `officers_own` says that the plan is as it was
    when the form was made, so that the officer typed them: then they are an answer not taken.
    """
    own = returned.actions.own if returned.actions.source_places else ()
    for column in (*_PLANS, *own):
        if column.key not in returned.actions.columns:
            continue
        new, old = row.words.get(column.key, ""), master.words.get(column.key, "")
        if one_line(new) != one_line(old):
            ours, theirs = where_they_differ(old, new)
            stays = f"the plan’s {ours} stays" if old else "in the plan it is blank, and stays so"
            what = (
                f"The {column.heading} of {action.ref} is {theirs if new else 'blank'} here;"
                f" {stays}."
            )
            fix = "If the officer is right, change it in the plan’s workbook."
            yield Problem(
                code="return-plan-words" if officers_own else "return-wording",
                where=returned.place(column.key, row.number),
                what=what,
                fix=fix,
                unplaced=unplaced({column.key: new}, action.ref),
            )


def _target_moved(answer: Answer, action: Action, before: Mapping[str, str]) -> Iterator[Problem]:
    """A target that is another than the plan's: it is the officer's, and members would ask."""
    new, was = answer.words.get("target", ""), before.get("target", "")
    if new and was:
        yield Problem(
            code="return-target-moved",
            where=answer.place("target"),
            what=f"The Target of {action.ref} was {quoted(was)}, and is {quoted(new)} here.",
            fix="It is taken. Ask who agreed to it, and say so in Progress.",
        )


def _cleared(
    returned: Return, row: int, answer: Answer, words: Mapping[str, str], before: Mapping[str, str]
) -> Iterator[Problem]:
    """Cells that had words when the return was made, and are blank now."""
    for key in UPDATE_KEYS if answer.clean else ():
        if before.get(key) and key not in words and key in returned.actions.columns:
            what = f"The {ACTIONS[key].heading} is blank here; {quoted(before[key])} stays."
            fix = "If it is to go, clear it in the merged workbook."
            yield Problem(code="return-cleared", where=returned.place(key, row), what=what, fix=fix)


def _missing(returned: Return, mine: Iterable[Action], gathered: Answers) -> Iterator[Problem]:
    rows = returned.reading.plan.actions
    named = {row.ref.casefold() for row in rows} | {one_line(plain(row.title)) for row in rows}
    for action in mine:
        known = {action.ref.casefold(), one_line(plain(action.title))} & named
        if action.row not in gathered.by_row and not known:
            what = (
                f"{action.ref} is not in this return: its row was deleted, or the action became"
                " this officer’s later."
            )
            where = Where(file=returned.file, sheet=returned.actions.sheet)
            yield Problem(code="return-row-missing", where=where, what=what, fix="Ask for it.")
