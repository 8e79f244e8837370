"""Settles one action by the answers that returns give.

A cell on which several agree is taken; where they disagree, nothing that only one of them says of
the action is, unless one is preferred.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.model.errors import Remedy
from reportgen.model.plan import Action
from reportgen.model.problems import Problem
from reportgen.model.prose import plain
from reportgen.model.schema import ACTIONS, UPDATE_KEYS
from reportgen.model.text import WHOLE, fold, joined, one_line, quoted, where_they_differ
from reportgen.returns.answers import Answer
from reportgen.returns.disputes import Dispute
from reportgen.returns.oddities import all_said, unplaced
from reportgen.returns.returned import Master, Return

_EVEN = str.maketrans("‘’“”", "''\"\"")
Preference = Callable[[Sequence[Return]], Return | None]
"""Of several that disagree, the one that is to hold; None where that cannot be told."""


def nobody(_: Sequence[Return]) -> None:
    """No preference: where two disagree, neither is taken."""


def any_of(preferences: Sequence[Preference]) -> Preference:
    """The one that these preferences name; None where they name several, or none."""

    def prefer(candidates: Sequence[Return]) -> Return | None:
        named = {id(chosen): chosen for each in preferences if (chosen := each(candidates))}
        return next(iter(named.values())) if len(named) == 1 else None

    return prefer


def newest(candidates: Sequence[Return]) -> Return | None:
    """The return that was saved last; None where that cannot be told.

    It goes by what the files say of themselves: a copied file's own date is that of the copying.
    """
    moments = [candidate.modified for candidate in candidates if candidate.modified]
    if len(moments) < len(candidates):
        return None
    latest = [candidate for candidate in candidates if candidate.modified == max(moments)]
    return latest[0] if len(latest) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What is taken for an action, by column key, and the problems to report.

    Where its answers disagree and none is preferred, only cells on which two or more agree.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    disputes: tuple[Dispute, ...] = ()
    problems: tuple[Problem, ...] = ()


def resolve(
    master: Master,
    action: Action,
    given: Sequence[Answer],
    prefer: Preference,
    chosen_words: Mapping[str, str],
) -> Resolution:
    """Settle what these answers say of an action.

    The plan's own workbook counts as an answer too, where it was changed since the return was made:
    it may be the right one. What was settled in an earlier merge is passed over; `chosen_words` are
    those that somebody chose, by column key.
    """
    before = master.updates[action.row]
    open_answers = [_without_settled(answer, action, master, chosen_words) for answer in given]
    resolution = _resolve(master, action, [a for a in open_answers if a.words], prefer)
    lost: list[Answer] = []
    if chosen_words and not resolution.disputes:
        kept: list[Answer] = []
        for answer, left in zip(given, open_answers, strict=True):
            if left.words:
                (lost if _has_lost(answer, chosen_words) else kept).append(left)
        resolution = _resolve(master, action, kept, prefer)
    taken = {
        key: words
        for key, words in chosen_words.items()
        if one_line(words) != one_line(before.get(key, ""))
    }
    return replace(
        resolution,
        words={**resolution.words, **taken},
        problems=(
            *resolution.problems,
            *_not_chosen(action, lost),
            *_passed_over(action, given, master, chosen_words),
        ),
    )


def _has_lost(answer: Answer, chosen_words: Mapping[str, str]) -> bool:
    """Whether other words were chosen in each cell where somebody chose, so that none hold."""
    chosen = [
        _is_same(answer.words[key], chosen_words[key])
        for key in answer.words
        if key in chosen_words
    ]
    return bool(chosen) and not any(chosen)


def _not_chosen(action: Action, lost: Iterable[Answer]) -> Iterator[Problem]:
    """Problems for what else was said of an action by answers of which nothing was chosen."""
    for answer in lost:
        yield Problem(
            code="return-held-back",
            where=answer.place(next(iter(answer.words))),
            what=(
                f"What else is said here of {action.ref} is not taken, since another answer was"
                f" chosen: {all_said(answer.words)}."
            ),
            fix="If it holds all the same, type it in the merged workbook.",
            unplaced=unplaced(answer.words, action.ref),
        )


def _passed_over(
    action: Action, given: Iterable[Answer], master: Master, chosen_words: Collection[str]
) -> Iterator[Problem]:
    """Notes of answers that waited, where somebody typed other words into the plan meanwhile."""
    for answer in given:
        for key, words in answer.words.items():
            if key not in chosen_words and master.has_passed_over(action, key, words):
                yield Problem(
                    code="return-overruled",
                    where=answer.place(key),
                    what=(
                        f"{quoted(words, WHOLE)} is not taken: the plan has other words under"
                        f" {ACTIONS[key].heading} of {action.ref} since it was asked which holds."
                    ),
                    fix="Nothing need be done, if that is what was meant.",
                    unplaced=unplaced({key: words}, action.ref),
                )


def _without_settled(
    answer: Answer, action: Action, master: Master, chosen_words: Collection[str]
) -> Answer:
    words = {
        key: typed
        for key, typed in answer.words.items()
        if key not in chosen_words and not master.has_settled(action, key, typed)
    }
    return replace(answer, words=words)


def _resolve(
    master: Master, action: Action, answers: Sequence[Answer], prefer: Preference
) -> Resolution:
    before = master.updates[action.row]
    later = any(not answer.clean and key in before for answer in answers for key in answer.words)
    everyone = (
        [*answers, Answer(returned=master.returned, row=action.row, words=before)]
        if later
        else answers
    )
    disputes = [key for key in UPDATE_KEYS if _disagree(everyone, key)]
    if not disputes:
        return Resolution(words=_together(answers))
    chosen = prefer(list({answer.returned.file: answer.returned for answer in everyone}.values()))
    holding = [answer for answer in everyone if answer.returned is chosen]
    if not holding or any(_disagree(holding, key) for key in disputes):
        agreed = {
            key: words
            for key, words in _together(answers).items()
            if key not in disputes and sum(key in answer.words for answer in answers) > 1
        }
        problems = (
            *(_conflict(action, key, everyone, master) for key in disputes),
            *_held_back(action, answers, {*disputes, *agreed}),
        )
        found = tuple(_dispute(action, key, everyone) for key in disputes)
        return Resolution(words=agreed, disputes=found, problems=problems)
    words = {} if chosen is master.returned else _together(holding)
    others = [answer for answer in answers if answer.returned is not chosen]
    return Resolution(
        words=words, problems=tuple(_overruled(others, {**before, **words}, holding[0]))
    )


def _dispute(action: Action, key: str, everyone: Iterable[Answer]) -> Dispute:
    """One cell with every different answer, each with where it stands first."""
    answers: dict[str, tuple[str, str]] = {}
    for answer in everyone:
        if key in answer.words:
            words = answer.words[key]
            answers.setdefault(fold(words), (words, answer.said_in(key)))
    return Dispute(
        ref=action.ref, title=plain(action.title), key=key, answers=tuple(answers.values())
    )


def _disagree(answers: Iterable[Answer], key: str) -> bool:
    """Whether answers differ in more than blanks, case and a full stop at the end."""
    said = [answer.words[key] for answer in answers if key in answer.words]
    return not all(_is_same(words, said[0]) for words in said)


def _is_same(one: str, other: str) -> bool:
    """Whether words differ in no more than blanks, case, quotes and a full stop at the end."""
    ours, theirs = (fold(words).translate(_EVEN).rstrip(".") for words in (one, other))
    return ours == theirs


def _together(answers: Iterable[Answer]) -> dict[str, str]:
    """The words of all answers, by column key; where several have words for one, the first's."""
    words: dict[str, str] = {}
    for answer in answers:
        words = {**answer.words, **words}
    return words


def _conflict(action: Action, key: str, answers: Sequence[Answer], master: Master) -> Problem:
    first, *others = [answer for answer in answers if key in answer.words]
    other = next(o for o in others if fold(o.words[key]) != fold(first.words[key]))
    heading = ACTIONS[key].heading
    here, _ = where_they_differ(first.words[key], other.words[key])
    same = [o for o in others if fold(o.words[key]) == fold(first.words[key])]
    apart = [o for o in others if o not in same]
    alike = "".join(f" and in {o.place(key)}" for o in same)
    against = joined(
        [f"{where_they_differ(first.words[key], o.words[key])[1]} in {o.place(key)}" for o in apart]
    )
    returns = {id(answer.returned): answer.returned for answer in (first, *others)}.values()
    left = (
        "The plan’s stays."
        if any(returned is master.returned for returned in returns)
        else "None of them is taken."
        if len(returns) > 2  # noqa: PLR2004 - both
        else "Neither is taken."
    )
    return Problem(
        code="return-conflict",
        where=first.place(key),
        what=f"The {heading} of {action.ref} is {here} here{alike}, and {against}. {left}",
        fix=_PREFER if len(returns) > 1 else _DELETE_ROW,
    )


_PREFER = Remedy(
    "Ask which holds, and type it in the merged workbook; or merge again and prefer the file that"
    " holds, or choose in a sheet of all disputes.",
    code="prefer",
)
_PREFER_TOO = Remedy(
    "It comes if this file is preferred; else type it in the merged workbook too.",
    code="prefer-too",
)
_DELETE_ROW = "Ask which holds, delete the other row of this action in the return, and merge again."


def _held_back(
    action: Action, answers: Iterable[Answer], settled: Collection[str]
) -> Iterator[Problem]:
    """Problems for what else was said of an action about which two returns disagree.

    Nothing of it is taken, and so it is named.
    """
    for answer in answers:
        others = [key for key in answer.words if key not in settled]
        if others:
            said = all_said({key: answer.words[key] for key in others})
            what = f"What else is said here of {action.ref} waits until that is settled: {said}."
            yield Problem(
                code="return-held-back", where=answer.place(others[0]), what=what, fix=_PREFER_TOO
            )


def _overruled(
    others: Iterable[Answer], kept: Mapping[str, str], holding: Answer
) -> Iterator[Problem]:
    for answer in others:
        for key, words in answer.words.items():
            if one_line(kept.get(key, "")) != one_line(words):
                yield Problem(
                    code="return-overruled",
                    where=answer.place(key),
                    what=(
                        f"{quoted(words, WHOLE)} is not taken, since {holding.returned.file} was"
                        " preferred."
                    ),
                    fix="Nothing need be done, if that is what was meant.",
                )
