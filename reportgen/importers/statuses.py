"""The statuses of an imported plan, in the words of the document's own key where it has one.

A status that is only a fill is read by that key, or left blank; words that no key has stay.
"""

import re
from collections import Counter
from collections.abc import Mapping

from reportgen.importers.detect.vocabulary import is_question
from reportgen.importers.draft import FILL, Draft, DraftAction
from reportgen.importers.status_words import UNDERSTOOD, KeyStatus
from reportgen.model import colours
from reportgen.model.schema import ACTIONS
from reportgen.model.status import DEFAULT_KEY
from reportgen.model.text import fold_name, joined, quoted, some

_BEHIND_WORD = re.compile(r"(?P<word>[^\W\d][\w ]*?)\s*(?:[–—:(-])\s*(?P<rest>.+?)\)?", re.DOTALL)
_TAKEN_BACK = re.compile(
    r"(?:but |as )?(?:not|no|never|rejected|declined|refused|withdrawn|cancelled|superseded"
    r"|without|unsuccessful)\b",
    re.IGNORECASE,
)
"""What stands behind a status and makes another of it."""
_LONGEST = 30  # letters of a status: what is longer was typed into the wrong column
_SHAPES = "■▲●►○◆★ "
_HARMLESS = ".,:;-–—()/&'’\"“”[]"
"""Signs that say nothing of how an action stands."""


def settle(draft: Draft) -> None:
    """Put each action's status in the words of the key.

    Where the document has none, the key has the words that are used; what they mean is blank, for
    the usual definitions are another council's.
    """
    if draft.ours:
        return
    _by_meaning(draft)
    own = list(draft.key.entries)
    _by_fill(draft, has_key=bool(own))
    for action in draft.actions:
        action.earlier = [
            entry for earlier in action.earlier if (entry := _earlier(draft, *earlier))
        ]
    dropped: list[str] = []
    known = {fold_name(status.word): status.word for status in own} or {
        fold_name(status.word): status.word for status in DEFAULT_KEY
    }
    for action in draft.actions:
        if typed := action.words.get("status", "").strip(_SHAPES):
            action.words["status"] = _word(draft, action, typed, known)
            if signs := _signs(typed, action.words["status"]):
                dropped.append(f"{quoted(signs)} at {action.places.get('status', '')}")
    if dropped:
        draft.audit.note(f"Signs behind statuses were left out: {some(dropped)}.")
    _by_letter(draft, known)
    missing = dict.fromkeys(
        status_word for action in draft.actions if (status_word := action.words.get("status", ""))
    )
    added = [word for word in missing if fold_name(word) not in known and len(word) <= _LONGEST]
    usual = not own and any(fold_name(word) in known for word in missing)
    if own or added or usual:
        _put_in_key(draft, added, usual=usual)


def _by_meaning(draft: Draft) -> None:
    """Where a key says “Red = Stuck” and actions say Stuck, Red is that status’s colour."""
    used = {fold_name(action.words.get("status", "")) for action in draft.actions}
    draft.key.entries = [
        KeyStatus(word=entry.meaning.rstrip("."), meaning="", fill=colours.fill(entry.word))
        if fold_name(entry.meaning) in used
        and fold_name(entry.word) not in used
        and colours.fill(entry.word)
        else entry
        for entry in draft.key.entries
    ]


def _put_in_key(draft: Draft, added: list[str], *, usual: bool) -> None:
    """Put statuses into the key, before them those of the `usual` key where these are used too."""
    for known in DEFAULT_KEY if usual else ():
        draft.key.add(KeyStatus(word=known.word, meaning=""))
    asked, fills = _is_question(draft), _fills(draft)
    new = [
        KeyStatus(word=word, meaning="", fill=fills.get(fold_name(word), ""), answers=asked)
        for word in added
    ]
    for status in new:
        draft.key.add(status)
    if draft.answers:
        return
    _tell(draft, new)
    if usual:
        draft.audit.note(
            "The source does not say what its statuses mean: type that in the sheet Status key, if"
            " the paper is to say it."
        )


def _fills(draft: Draft) -> Mapping[str, str]:
    """The fill that the cells of a status have, by its folded word, where they tell them apart."""
    counted: dict[str, Counter[str]] = {}
    for action in draft.actions:
        word = fold_name(action.words.get("status", ""))
        counted.setdefault(word, Counter())[action.status_fill] += 1
    usual = {word: fills.most_common(1)[0] for word, fills in counted.items() if word}
    whole = {word: fill for word, (fill, n) in usual.items() if n == counted[word].total()}
    shared = Counter(colours.nearest_name(fill) for fill in whole.values() if fill)
    return {
        word: fill
        for word, fill in whole.items()
        if fill and shared[colours.nearest_name(fill)] == 1
    }


def _is_question(draft: Draft) -> bool:
    """Whether the status is the answer to a question: “Implemented?”, “Complete (Y/N)”."""
    heading = ACTIONS["status"].heading
    pairs = (pair for table in draft.columns.values() for pair in table)
    return any(went == heading and is_question(words) for words, went in pairs)


def _tell(draft: Draft, added: list[KeyStatus]) -> None:
    """Note the statuses that were put into the key, and those of which it must still be said."""
    understood = [quoted(status.word) for status in added if status.counts_as]
    strange = [quoted(status.word) for status in added if not status.counts_as]
    if understood:
        was, it = ("was", "it counts") if len(understood) == 1 else ("were", "they count")
        draft.audit.note(
            f"{joined(understood)} {was} put into the sheet Status key; look there at what {it} as."
        )
    if strange:
        was, it = ("was", "it counts") if len(strange) == 1 else ("were", "they count")
        draft.audit.note(
            f"{joined(strange)} {was} put into the sheet Status key: choose there what {it} as."
        )


def _by_letter(draft: Draft, known: Mapping[str, str]) -> None:
    """Take a letter as the word of the key that alone begins with it; it is noted once.

    Of several that do, the one whose fill its cell has.
    """
    read = []
    for action in draft.actions:
        letter = action.words.get("status", "")
        begins = [word for word in known.values() if word[:1].casefold() == letter.casefold()]
        filled = draft.key.by_fill(action.status_fill) if action.status_fill else ""
        begins = [filled] if filled in begins else begins
        if len(letter) == 1 and letter.isalpha() and len(begins) == 1:
            action.words["status"] = begins[0]
            if letter.casefold() == begins[0].casefold():
                continue
            read.append(f"{letter} as {begins[0]} at {action.places.get('status', '')}")
    if read:
        draft.audit.note(f"Letters were read as words of the key: {some(read)}.")


def _by_fill(draft: Draft, *, has_key: bool) -> None:
    """Read statuses that are only a colour by the document's own key.

    Colours mean different things in different councils.
    """
    read, unread = [], []
    for action in draft.actions:
        fill, place = action.words.pop(FILL, ""), action.places.get("status", "")
        if word := draft.key.by_fill(fill) if fill else "":
            action.words["status"] = word
            read.append(f"{word} at {place}")
        elif fill:
            unread.append(f"{place} (it looks {colours.nearest_name(fill)})")
    if read:
        draft.audit.note(
            f"Statuses given by colour alone were read by the document’s own key: {some(read)}."
        )
    if unread:
        why = "the document’s key does not explain it" if has_key else "the document has no key"
        draft.audit.note(
            f"Where a status is a colour alone, and {why}, it was left blank: {some(unread)}.",
            lost=True,
        )


def _earlier(draft: Draft, key: str, heading: str, words: str) -> tuple[str, str, str] | None:
    """A status or progress of an earlier time; None for a colour that the key does not explain."""
    if key != FILL:
        return key, heading, words
    word = draft.key.by_fill(words)
    if not word:
        draft.audit.note(
            f"Colours under “{heading}” that no key of the document explains were left out.",
            lost=True,
        )
    return ("status", heading, word) if word else None


def _signs(typed: str, taken: str) -> str:
    """A status as it was typed, where it has signs that what it was taken for has not."""
    first = typed.split("\n", maxsplit=1)[0]
    left = {sign for sign in first if not (sign.isalnum() or sign.isspace() or sign in _HARMLESS)}
    return first if left - set(taken) else ""


def _word(draft: Draft, action: DraftAction, typed: str, known: Mapping[str, str]) -> str:
    """The key's own word for a status; what stands behind it goes before the action's progress."""
    first, *more = typed.split("\n")
    words = " ".join(first.split())
    parts = (
        None
        if fold_name(words) in known or fold_name(words) in UNDERSTOOD
        else _BEHIND_WORD.fullmatch(words)
    )
    word, rest = (parts["word"], parts["rest"].strip()) if parts else (words, "")
    if fold_name(word) not in known and fold_name(word) not in UNDERSTOOD:
        return typed
    if rest and (fold_name(rest) in known or len(rest) == 1 or _TAKEN_BACK.match(rest)):
        return typed  # “Amber – Green”, “On track (A)”, “Closed - not accepted”: who knows
    behind = "\n".join(filter(None, (rest, *more)))
    if behind:
        action.words["progress"] = "\n".join(
            filter(None, (behind, action.words.get("progress", "")))
        )
        place, moved = action.places["status"], quoted(behind)
        draft.audit.note(f"{place}: {moved} stood behind the status, and was put before Progress.")
    return known.get(fold_name(word), word)
