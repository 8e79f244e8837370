"""A return, and the plan's workbook that returns are compared with."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from reportgen.facts.past import last_updates
from reportgen.model.plan import Action
from reportgen.model.problems import Where
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import ACTIONS, HISTORY, UPDATE_KEYS
from reportgen.model.text import one_line
from reportgen.returns.split import last_words
from reportgen.returns.token import (
    EVERYBODY,
    NOBODY,
    MergeMemory,
    ReturnToken,
    answer_fingerprint,
    asked_fingerprint,
    is_officers,
    plan_fingerprint,
    quarter_of,
    update_fingerprint,
    waiting_fingerprint,
)
from reportgen.workbook.read.stray_words import StrayWords


@dataclass(frozen=True, kw_only=True)  # without slots, to keep what is worked out
class Return:
    """A return: its file's name, what was read from it, its token, and when it was last saved."""

    file: str
    reading: Reading
    token: ReturnToken | None
    modified: dt.datetime | None = None
    strays: tuple[StrayWords, ...] = ()
    """What somebody typed outside the table of its actions, comments among it."""
    memory: MergeMemory = field(default_factory=MergeMemory)
    """What the plan's workbook knows of earlier merges."""

    @cached_property
    def broken(self) -> frozenset[Where]:
        """The cells that show Excel's own sign of a formula that does not work."""
        return frozenset(p.where for p in self.reading.problems if p.code == "cell-error")

    @cached_property
    def struck(self) -> frozenset[Where]:
        """The cells all of whose words are struck out."""
        return frozenset(p.where for p in self.reading.problems if p.code == "struck-out")

    @cached_property
    def is_as_sent(self) -> bool:
        """Whether it is an officer's form in which nobody has typed anything."""
        if not self.token or self.token.of_all or self.strays:
            return False
        updates, sent = self.reading.updates(), self.token.words
        return all(
            update_fingerprint(action, updates[action.row]) in sent
            for action in self.reading.plan.actions
        )

    @property
    def actions(self) -> TableData:
        """Its sheet of actions."""
        return self.reading.tables[ACTIONS.name]

    def place(self, key: str, row: int) -> Where:
        """The cell of this column and row of its actions, with the file."""
        return replace(self.actions.place(key, row), file=self.file)

    @property
    def officer(self) -> str:
        """The officer it was made for; empty where it is nobody's or not known."""
        return (
            self.token.officer
            if self.token and self.token.officer not in (NOBODY, EVERYBODY)
            else ""
        )

    def own(self, actions: Collection[Action]) -> tuple[Action, ...]:
        """Those of the plan's actions that it was made for.

        None where it has no token, or its officer is not in the plan.
        """
        token = self.token
        if not token:
            return ()
        if token.of_all:
            return tuple(actions)
        own = {name for action in actions for name in action.officers if is_officers(token, name)}
        nobodys = is_officers(token, "")
        return tuple(
            action
            for action in actions
            if (own & set(action.officers) if action.officers else nobodys)
        )


PLANS = tuple(column for column in ACTIONS if not column.officers and column.key != "ref")
"""The columns of the actions that are the plan's own, but for the refs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """The plan's workbook, and what every return is compared with."""

    returned: Return
    """The workbook as if it were a return itself: it counts as an answer where it was changed
    since."""
    title: str
    quarter: str
    words: str
    """The fingerprint of the plan's words."""
    statuses: frozenset[str]
    """The words of the key, in small letters."""
    updates: Mapping[int, Mapping[str, str]]
    """What stands in the officers' cells, by the actions' rows."""
    rows: Mapping[int, Row]
    shown: Mapping[int, Mapping[str, str]]
    """What the grey columns of the officers' forms show, by the actions' rows."""
    by_ref: Mapping[str, Action]
    """The actions by ref, with case set aside."""
    by_title: Mapping[str, Action]
    """The actions whose title no other has, by that title as typed, on one line."""
    past: Mapping[str, frozenset[str]]
    """What History says in the officers' columns, each on one line, by ref in small letters."""
    holders: Mapping[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    """The rows of the actions in whose cell something was sent, by column key and words."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """The plan's actions, in order."""
        return self.returned.reading.plan.actions

    def sent(self, action: Action, key: str) -> str:
        """What an officer's form shows in a cell of the plan's, on one line."""
        words = self.shown[action.row] if ACTIONS[key].shown else self.rows[action.row].words
        return one_line(words.get(key, ""))

    def is_anothers(self, words: str, key: str, action: Action) -> bool:
        """Whether these words, on one line, were sent in that column of another action."""
        rows = self.holders.get((key, words), frozenset())
        return bool(rows) and (len(rows) > 1 or action.row not in rows)

    def action_of(self, row: Row, columns: Collection[str]) -> Action | None:
        """The action that a row of a return is about; None where that cannot be told.

        It is that of its ref; where other words stand beside the ref, that of the words, if every
        cell of the plan's in the row is that action's. `columns` are those that the return has.
        """
        named = self.by_ref.get(row.words.get("ref", "").strip().casefold())
        title = one_line(row.words.get("title", ""))
        other = self.by_title.get(title)
        if not other or (named and title == self.sent(named, "title")):
            return named
        plans = (c.key for c in ACTIONS if not c.officers and c.key != "ref" and c.key in columns)
        same = all(one_line(row.words.get(key, "")) == self.sent(other, key) for key in plans)
        return other if same else named

    def said_of(self, action: Action) -> frozenset[str]:
        """What the officers' cells say of an action, now or in History, each on one line."""
        now = map(one_line, self.updates[action.row].values())
        return self.past.get(action.ref.casefold(), frozenset()).union(now)

    def has_settled(self, action: Action, key: str, words: str) -> bool:
        """Whether an answer was there in an earlier merge, and the plan has words in its cell now.

        Then it was taken, or somebody decided against it; but where it disagreed with another, only
        once the plan has other words than it had then.
        """
        now, seen = self.updates[action.row].get(key, ""), self.returned.memory.answers
        return (
            bool(now)
            and answer_fingerprint(action.ref, key, words) in seen
            and waiting_fingerprint(action.ref, key, words, now) not in seen
        )

    def has_passed_over(self, action: Action, key: str, words: str) -> bool:
        """Whether an answer waited for a choice, and the plan has other words there since."""
        asked = asked_fingerprint(action.ref, key, words) in self.returned.memory.answers
        return asked and self.has_settled(action, key, words)

    def is_as_it_was(self, action: Action, token: ReturnToken) -> bool:
        """Whether the officer's cells of an action are as when a return's workbook was made."""
        return update_fingerprint(action, self.updates[action.row]) in token.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """A row of a return beside the action that its ref names."""

    row: Row
    action: Action


def rows_of(returned: Return, master: Master) -> Iterator[ReturnedRow]:
    """The rows of a return of which it is known which action they are about."""
    for row in returned.actions.rows:
        if action := master.action_of(row, returned.actions.columns):
            yield ReturnedRow(row=row, action=action)


def _past_words(reading: Reading) -> dict[str, frozenset[str]]:
    """What History says of each action, as `Master.past` has it."""
    history = reading.tables.get(HISTORY.name)
    past: dict[str, set[str]] = {}
    for row in history.rows if history else ():
        words = past.setdefault(row.words.get("ref", "").strip().casefold(), set())
        words.update(one_line(row.words.get(key, "")) for key in UPDATE_KEYS)
    return {ref: frozenset(words) for ref, words in past.items()}


def master(returned: Return) -> Master:
    """Work out what returns are compared with, from the plan's workbook."""
    reading = returned.reading
    rows = {row.number: row for row in reading.tables[ACTIONS.name].rows}
    titled = [
        (action, one_line(rows[action.row].words.get("title", "")))
        for action in reading.plan.actions
    ]
    titles = Counter(title for _, title in titled)
    past, quarter = last_updates(reading.plan), reading.plan.settings.quarter
    known = Master(
        returned=returned,
        title=reading.plan.settings.title,
        quarter=quarter_of(reading),
        words=plan_fingerprint(reading),
        statuses=frozenset(status.word.casefold() for status in reading.plan.key),
        updates=reading.updates(),
        rows=rows,
        shown={
            action.row: last_words(past.get(action.ref.casefold()), quarter)
            for action in reading.plan.actions
        },
        by_title={title: action for action, title in titled if titles[title] == 1},
        by_ref={action.ref.casefold(): action for action in reading.plan.actions},
        past=_past_words(reading),
    )
    return replace(known, holders=_holders(known))


def _holders(known: Master) -> Mapping[tuple[str, str], frozenset[int]]:
    rows = defaultdict[tuple[str, str], set[int]](set)
    for action in known.actions:
        for column in PLANS:
            rows[column.key, known.sent(action, column.key)].add(action.row)
    return {held: frozenset(listed) for held, listed in rows.items()}
