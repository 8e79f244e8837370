"""Refs for actions that have none of their own, so that each is found again next quarter."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from reportgen.importers.draft import Draft, DraftAction
from reportgen.model.calendar import month
from reportgen.model.text import whole_number

_BEFORE = re.compile(r"(?P<ref>\d{1,3}(?:\.\d{1,3}){1,2}[a-z]?)[.):]?\s+(?P<title>\S.*)", re.DOTALL)
_DECIMAL = re.compile(r"(?P<whole>\d{1,3})\.(?P<part>\d{1,3})")
_DAY = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+) \d{4}")
_NUMBER = re.compile(r"\d{1,3}\.?")


def give(draft: Draft) -> None:
    """Give each action a ref of its own.

    It is the source's, or that with its objective's number before it or a letter behind it, or a
    new one.
    """
    if draft.ours or draft.answers:
        for action in draft.actions:
            action.words.setdefault("ref", "")
        return
    for action in draft.actions:
        if _NUMBER.fullmatch(action.words.get("ref", "")):
            action.words["ref"] = action.words["ref"].rstrip(".")  # “1.” is 1
    _as_typed(draft)
    _taken_from_titles(draft)
    _made_of_plain_numbers(draft)
    used: Counter[str] = Counter()
    more: dict[str, Iterator[str]] = {}
    for action in draft.actions:
        ref = action.words.get("ref", "").strip()
        used[ref.casefold()] += 1
        if ref and used[ref.casefold()] > 1:
            endings = more.setdefault(ref.casefold(), _endings())
            action.words["ref"] = _free(ref, endings, used)
            draft.audit.note(
                f"The ref {ref} stood more than once; a later one is {action.words['ref']} now."
            )
    _made(draft, used)


def _as_typed(draft: Draft) -> None:
    """Give back to refs what a spreadsheet made of them: 1.10 became 1.1, 1.2 a day.

    Known by their place: what stands between 1.9 and 1.11, or goes on from the ref before.
    """
    before = ""
    for action in draft.actions:
        ref = action.words.get("ref", "").strip()
        typed = _of_a_day(ref, before) or _with_nought(ref, before) or ref
        if typed != ref:
            action.words["ref"] = typed
            draft.audit.note(
                f"{action.places.get('ref', '')}: the ref {ref} was taken as {typed}, by its place;"
                " a spreadsheet makes that of it."
            )
        before = typed


def _with_nought(ref: str, before: str) -> str:
    """“1.10” for “1.1” behind “1.9”; empty where the ref is no such one."""
    match, last = _DECIMAL.fullmatch(ref), _DECIMAL.fullmatch(before)
    if not match or not last or match["whole"] != last["whole"]:
        return ""
    next_part = str((whole_number(last["part"]) or 0) + 1)
    return f"{ref}0" if next_part == f"{match['part']}0" else ""


def _of_a_day(ref: str, before: str) -> str:
    """“1.2” for “1 February 2017”; empty where the ref is no day.

    Day and month, or month and day where that goes on from the ref before.
    """
    match = _DAY.fullmatch(ref)
    number = month(match["month"]) if match else None
    if not match or not number:
        return ""
    day_first, month_first = f"{match['day']}.{number}", f"{number}.{match['day']}"
    last = _DECIMAL.fullmatch(before)
    goes_on = last and f"{last['whole']}.{(whole_number(last['part']) or 0) + 1}"
    return month_first if goes_on == month_first != day_first else day_first


def _taken_from_titles(draft: Draft) -> None:
    """Take the number before each action as its ref: “1.1 Review the policy”.

    Only where every action begins so, and there is no column of refs.
    """
    matches = [_BEFORE.fullmatch(action.words.get("title", "")) for action in draft.actions]
    if not matches or not all(matches) or any("ref" in action.words for action in draft.actions):
        return
    for action, parts in zip(draft.actions, matches, strict=True):
        if parts:
            action.words |= {"ref": parts["ref"], "title": parts["title"]}
    draft.audit.note("The number before each action was taken as its ref.")


def _made_of_plain_numbers(draft: Draft) -> None:
    """Put the objective's number before refs that begin anew under each objective.

    1, 2, 1 become 1.1, 1.2, 2.1.
    """
    plain = [
        action
        for action in draft.actions
        if action.objective and _NUMBER.fullmatch(action.words.get("ref", ""))
    ]
    again = Counter(action.words["ref"] for action in plain)
    if not plain or max(again.values()) == 1:
        return
    for action in plain:
        action.words["ref"] = f"{action.objective}.{action.words['ref']}"
    draft.audit.note(
        "The actions were numbered anew under each objective, so its number was put before their"
        " refs."
    )


def _endings() -> Iterator[str]:
    """What stands behind the second, third, ... of actions with one ref: b, c, ..., z, 27, 28."""
    yield from "bcdefghijklmnopqrstuvwxyz"
    yield from map(str, count(27))


def _free(ref: str, endings: Iterator[str], used: Counter[str]) -> str:
    """The ref with the next of its endings that makes one nobody has."""
    free = next(f"{ref}{ending}" for ending in endings if not used[f"{ref}{ending}".casefold()])
    used[free.casefold()] += 1
    return free


def _made(draft: Draft, used: Counter[str]) -> None:
    """Number the actions that have no ref: 1.1, 1.2 and so on under each objective."""
    numbers: dict[str, count[int]] = {}
    numbered = 0
    for action in draft.actions:
        counted = numbers.setdefault(action.objective, count(1))
        if action.words.get("ref"):
            continue
        refs = (_ref(action, number) for number in counted)
        action.words["ref"] = next(ref for ref in refs if not used[ref.casefold()])
        used[action.words["ref"].casefold()] += 1
        numbered += 1
    if numbered:
        some = f"{numbered} action{'s' if numbered != 1 else ''} had no ref"
        whose = "The actions had no refs" if numbered == len(draft.actions) else some
        draft.audit.note(f"{whose}; they were numbered under their objectives.")


def _ref(action: DraftAction, number: int) -> str:
    return f"{action.objective}.{number}" if action.objective else str(number)
