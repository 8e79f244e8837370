"""Acronyms: which short forms a plan uses and where, and which of its list it does not."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.model.plan import Action, Plan
from reportgen.model.prose import Prose, plain

_SHORT = re.compile(r"\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{2,8}\b(?!’s own)")
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 5
"""A short form of more words is not looked for: it is none, but its meaning."""
_ORDINARY = re.compile(r"\b[a-z]+\b")
_COMMON = frozenset(
    {
        "UK",
        "ID",
        "IT",
        "TV",
        "OK",
        "AM",
        "PM",
        "USA",
        "EU",
        "PC",
        "Q",
        "NB",
        "ASAP",
        "TBC",
        "TBA",
        "TBD",
        "FY",
    }
)
_LOUD = frozenset(
    (
        "not",
        "no",
        "and",
        "all",
        "must",
        "new",
        "complete",
        "completed",
        "done",
        "urgent",
        "note",
        "yes",
        "never",
        "prevent",
    )
)
"""Words that people write in capitals for emphasis."""
_ROMAN = re.compile(r"[IVX]+")
_MOST_SMALL = 2  # small letters in a short form: MiND, PhD; SafetyNet is a name


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymUse:
    """A short form and the first cell that uses it, by its action and its column's key."""

    short: str
    action: Action
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcronymUsage:
    """How the plan's list of acronyms compares with its words.

    `unlisted` are used and not listed, `unused` listed and not used; `twins` are pairs, listed and
    used, that differ in capitals only.
    """

    unlisted: tuple[AcronymUse, ...]
    unused: tuple[str, ...]
    twins: tuple[tuple[str, AcronymUse], ...]


def acronym_usage(plan: Plan) -> AcronymUsage:
    """Compare a plan's list of acronyms with its words.

    A short form that stands only in the meaning of another counts as used.
    """
    # Of “CSPs” and “COVID-19” only CSP and COVID are looked for.
    letters = {
        acronym.short.strip(): re.split(r"\W", _singular(acronym.short.strip()))[0]
        for acronym in plan.acronyms
    }
    folded = {bare.casefold(): short for short, bare in letters.items()}
    used: dict[str, AcronymUse] = {}
    for use in _uses(plan):
        used.setdefault(use.short, use)
    texts = [
        *_other_words(plan),
        *(words for action in plan.actions for _, words in _cells(action)),
    ]
    ordinary = {word for text in texts for word in _ORDINARY.findall(text)} | _LOUD
    strange = [
        use
        for short, use in used.items()
        if short not in letters.values() and short.lower() not in ordinary
    ]
    spoken = {short.casefold() for short in used}
    unspoken = _not_in(
        [short for short, bare in letters.items() if short and bare.casefold() not in spoken],
        texts,
    )
    return AcronymUsage(
        unlisted=tuple(use for use in strange if use.short.casefold() not in folded),
        unused=tuple(short for short, bare in letters.items() if short in unspoken),
        twins=tuple(
            (folded[use.short.casefold()], use) for use in strange if use.short.casefold() in folded
        ),
    )


def _not_in(forms: Iterable[str], texts: Iterable[str]) -> set[str]:
    """The short forms whose words stand in none of these texts, one after another.

    Each text is gone through once for each number of words that a short form has, however many
    short forms there are: a workbook may have thousands of them, and millions of words.
    """
    sought = {form: tuple(map(_singular, _WORD.findall(form))) for form in forms}
    missing = {words for words in sought.values() if len(words) <= _MOST_WORDS} - {()}
    for text in texts:
        if not missing:
            break
        words = [*map(_singular, _WORD.findall(text))]
        for length in {len(form) for form in missing}:
            starts = (words[start:] for start in range(length))
            missing.difference_update(zip(*starts, strict=False))
    return {form for form, words in sought.items() if words in missing}


def _uses(plan: Plan) -> Iterator[AcronymUse]:
    for action in plan.actions:
        for key, words in _cells(action):
            for short in _SHORT.findall(words):
                if _is_short_form(bare := _singular(short)):
                    yield AcronymUse(short=bare, action=action, key=key)


def _cells(action: Action) -> Iterator[tuple[str, str]]:
    """The words of an action's cells, by column key.

    A cell of several words all in capitals is left out: none of them is a short form.
    """
    update = action.update
    typed: tuple[tuple[str, Prose], ...] = (
        ("title", action.title),
        ("outcome", action.outcome),
        ("progress", update.progress),
        ("next_steps", update.next_steps),
        ("target", update.target),
        ("actual", update.actual),
    )
    named = (("officers", action.officers), ("partners", action.partners))
    for key, words in (
        *((key, plain(prose)) for key, prose in typed),
        *((key, "\n".join(names)) for key, names in named),
    ):
        if words and not (words.isupper() and " " in words):
            yield key, words


def _other_words(plan: Plan) -> Iterator[str]:
    """The words that are printed besides the actions."""
    settings = plan.settings
    yield from (
        settings.title,
        settings.organisation,
        settings.partnership,
        settings.committee,
        plain(settings.introduction),
    )
    yield from (acronym.meaning for acronym in plan.acronyms)
    for objective in plan.objectives:
        yield from (objective.title, plain(objective.points))


def _singular(short: str) -> str:
    """“CSP” for “CSPs”."""
    return short[:-1] if short.endswith("s") and short[:-1].isupper() else short


def _is_short_form(word: str) -> bool:
    small = sum(letter.islower() for letter in word)
    return small <= _MOST_SMALL and word not in _COMMON and not _ROMAN.fullmatch(word)
