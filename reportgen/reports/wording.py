"""The phrases that papers print by themselves: one table, in English, and that which is in force.

`wording.toml` beside this module is the table. A template folder's own changes some of its phrases,
or all of them for another language. Touches the disk: that table is read when this is imported.
"""

import gettext
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from reportgen.model.errors import TemplateWrong
from reportgen.model.settings import TAG, same_language
from reportgen.model.text import some

FILE = Path(__file__).with_suffix(".toml")
"""The table in English."""
_OF_A_LANGUAGE = re.compile(rf"{FILE.stem}\.{TAG.pattern}\{FILE.suffix}")

_FIELD = re.compile(r"\{(\w+)\}")
_NUMBERS = frozenset({"n", "many"})
"""The fields that a phrase may leave out: a form for one need not say the number."""
_DEEPEST = 100  # parts of a name: tomllib takes the square of them, in time and in memory
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
_LARGEST, _LONGEST = 1_000_000, 2_000  # bytes of the file, letters of a phrase
_MOST_FORMS = 10  # Arabic has six
_LISTS = "lists"
_OF_ALL = ("months", "weekdays")
"""The lists of which none may be missing; the others may be shorter."""

Phrases = Mapping[str, tuple[str, ...]]
"""The forms of each phrase by its name, “summary.late”; one where there is no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """The phrases of a language."""

    tag: str
    """The language tag (BCP 47)."""
    plural: str
    """How a number chooses a form, as gettext has it."""
    form: Callable[[int], int]
    """The place of the form that goes with a number."""
    phrases: Phrases
    missing: tuple[str, ...] = ()
    """The names of phrases that another language does not have, and which stand in English."""

    def is_of(self, tag: str) -> bool:
        """Whether these are phrases of the language of a tag, whatever its region."""
        return same_language(self.tag, tag)


class _Wrong(Exception):  # noqa: N818 - what is the case, told with the file's name
    """What is wrong in a table of phrases, and its remedy."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.fix = fix


def file_name(tag: str) -> str:
    """The name of the file with the phrases of a language beside those of another."""
    return f"{FILE.stem}.{tag}{FILE.suffix}"


def is_phrases(name: str) -> bool:
    """Whether a file is called as one with phrases of a language."""
    return _OF_A_LANGUAGE.fullmatch(name) is not None


def say(name: str, /, **fields: object) -> str:
    """The phrase of this name, filled in; the number `n` chooses its form."""
    language = _that_has(name)
    forms, number = language.phrases[name], fields.get("n")
    form = forms[language.form(number)] if isinstance(number, int) else forms[0]
    return _FIELD.sub(lambda field: str(fields[field[1]]), form)


def listed(name: str) -> tuple[str, ...]:
    """A list of words, such as the months."""
    name = f"{_LISTS}.{name}"
    return _that_has(name).phrases[name]


def _that_has(name: str) -> Language:
    """The language in force, or English where it has no such phrase."""
    told = _IN_FORCE.get()
    return told if name in told.phrases else ENGLISH


def tag() -> str:
    """The language tag of the phrases in force."""
    return _IN_FORCE.get().tag


@contextmanager
def in_force(language: Language) -> Iterator[None]:
    """Papers that are made within have these phrases."""
    before = _IN_FORCE.set(language)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def language(path: Path) -> Language:
    """The phrases of a file, which go before those in English.

    Raises TemplateWrong where a phrase has a name, a field or a number of forms that is not known.
    """
    try:
        if path.stat().st_size <= _LARGEST:
            return _parsed(path.read_text(encoding="utf-8-sig"))
        wrong = _Wrong("is larger than a megabyte.", "Keep in it what you change.")
    except UnicodeDecodeError as error:
        wrong = _unread(error)
    except OSError as error:
        wrong = _Wrong(f"cannot be read ({error.strerror}).", "Put it right.")
    except _Wrong as error:
        wrong = error
    raise TemplateWrong(code="wording-wrong", what=f"{path.name} {wrong}", fix=wrong.fix)


@lru_cache(maxsize=8)  # each paper and each letter asks for them
def _parsed(words: str) -> Language:
    if any(_QUOTED.sub("", line).count(".") > _DEEPEST for line in words.splitlines()):
        raise _Wrong("has a name of very many parts.", "A phrase has a section and a name.")
    try:
        told = tomllib.loads(words)
    except (ValueError, RecursionError) as error:
        raise _unread(error) from error
    own_tag, plural = told.pop("language", ENGLISH.tag), told.pop("plural", ENGLISH.plural)
    if not (isinstance(own_tag, str) and TAG.fullmatch(own_tag)):
        what = f"has a language that is no language tag, “{own_tag}”."
        raise _Wrong(what, "Type it as cy, for Welsh.")
    phrases = dict(_named(told))
    for name in phrases:
        _must_be_known(name)
    form, forms = _rule(str(plural))
    for name, given in phrases.items():
        _must_fit(name, given, forms)
    left = tuple(name for name in ENGLISH.phrases if name not in phrases)
    return Language(
        tag=own_tag,
        plural=str(plural),
        form=form,
        phrases=phrases,
        missing=() if same_language(own_tag, ENGLISH.tag) else left,
    )


def _named(told: Mapping[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The phrases of a parsed file by their names; what is no phrase has no forms."""
    for section, entries in told.items():
        for key, value in entries.items() if isinstance(entries, dict) else [("", entries)]:
            forms = value if isinstance(value, list) else [value]
            words = tuple(form for form in forms if isinstance(form, str))
            yield ".".join(filter(None, (section, key))), words if len(words) == len(forms) else ()


def _must_be_known(name: str) -> None:
    if name not in ENGLISH.phrases:
        near = get_close_matches(name, ENGLISH.phrases, n=1, cutoff=0.5)
        fix = f"Did you mean {near[0]}?" if near else "Take it out."
        raise _Wrong(f"has a phrase {name}, which no paper prints.", fix)


def _must_fit(name: str, given: Sequence[str], forms: int) -> None:
    """Raise _Wrong where a phrase has not the form or the fields of the English one."""
    english = ENGLISH.phrases[name]
    if any(len(form) > _LONGEST for form in given):
        raise _Wrong(f"has more than {_LONGEST:,} letters in {name}.", "Shorten it.")
    if name.startswith(f"{_LISTS}."):
        if not given or (name.removeprefix(f"{_LISTS}.") in _OF_ALL and len(given) < len(english)):
            raise _Wrong(f"has a list {name} that is not whole.", f"It has {len(english)}.")
        return
    several = len(english) > 1
    if len(given) != (forms if several else 1):
        fix = (
            f"It has {forms} forms, each in quotation marks, within brackets."
            if several
            else "It is one phrase, in quotation marks."
        )
        raise _Wrong(f"has not the right number of forms for {name}.", fix)
    asked = {field for form in english for field in _FIELD.findall(form)}
    for form in given:
        has = set(_FIELD.findall(form))
        if wrong := sorted(has - asked - {"n"} if several else has - asked):
            fix = f"There are {some([f'{{{field}}}' for field in sorted(asked)])}."
            raise _Wrong(f"has a {{{wrong[0]}}} in {name}, which is nothing there.", fix)
        if lost := sorted(asked - has - _NUMBERS):
            raise _Wrong(f"leaves {{{lost[0]}}} out of {name}.", "Put it into the phrase.")


_ENOUGH = 1_000
"""Numbers that are so large have forms by their last figures (CLDR, plural rules)."""


def _rule(plural: str) -> tuple[Callable[[int], int], int]:
    """How a number chooses a form, and how many forms there are."""
    try:
        rule = gettext.c2py(plural)
        places = [int(rule(number)) for number in range(2 * _ENOUGH)]
    except (ValueError, ArithmeticError) as error:
        what = f"has a “plural” that cannot be read, “{plural}”."
        raise _Wrong(what, "Type it as gettext has it, such as n != 1.") from error
    if min(places) < 0 or max(places) > _MOST_FORMS:
        what = f"has a “plural” that gives no form for some numbers, “{plural}”."
        raise _Wrong(what, "Type it as gettext has it, such as n != 1.")
    return lambda number: places[number if number < _ENOUGH else _ENOUGH + number % _ENOUGH], (
        max(places) + 1
    )


def _unread(error: Exception) -> _Wrong:
    return _Wrong(f"cannot be read: {error}.", "Mend it there.")


def _english() -> Language:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    tag, plural = told.pop("language"), told.pop("plural")
    form, _ = _rule(plural)
    return Language(tag=tag, plural=plural, form=form, phrases=dict(_named(told)))


ENGLISH = _english()
_IN_FORCE: ContextVar[Language] = ContextVar("phrases in force", default=ENGLISH)
