"""Refusals, with which the program stops on purpose, and remedies, which say what to do.

Imports nothing of ours.
"""

from collections.abc import Callable, Mapping
from typing import Self

Wording = Callable[[str], str]
"""How an edge (cli, web) words a sentence: a Remedy is told with the edge's own options."""


class Remedy(str):
    """What to do, in words that name no option, command or button.

    `code` and `values` tell an edge what is meant, so that it can name its own: the command line a
    flag, a page a button. Every code has its words in `cli/remedies.py`, which a test checks.
    """

    __slots__ = ("code", "values")

    code: str
    values: Mapping[str, str]

    def __new__(cls, words: str, *, code: str, **values: str) -> Self:
        """Make a remedy of neutral words, a code, and the values that an edge's words need."""
        remedy = super().__new__(cls, words)
        remedy.code, remedy.values = code, values
        return remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with code and values, to pass between processes."""
        return _remedy, (str(self), self.code, dict(self.values))


def _remedy(words: str, code: str, values: dict[str, str]) -> Remedy:
    return Remedy(words, code=code, **values)


class Refusal(Exception):  # noqa: N818
    """The program stops here, on purpose.

    `what` says what is the case and `fix` what to do, each a whole sentence; `code` is a stable
    name for tests and logs.
    """

    exit_code = 70

    def __init__(self, *, code: str, what: str, fix: str) -> None:
        super().__init__(f"{what} {fix}")
        self.code = code
        self.what = what
        self.fix = fix

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle without calling `__init__`, whose keyword-only arguments would be lost."""
        return _refusal, (type(self), self.args, vars(self))

    def to_json(self, wording: Wording = str) -> dict[str, str]:
        """The code, what is the case and what to do, for JSON, in the words of an edge."""
        return {"code": self.code, "what": self.what, "fix": wording(self.fix)}


def _refusal(
    kind: type["Refusal"], args: tuple[object, ...], state: Mapping[str, object]
) -> "Refusal":
    refusal = kind.__new__(kind, *args)
    vars(refusal).update(state)
    return refusal


class Misused(Refusal):
    """What was asked for cannot be done.

    `option` is the part of the request that is at fault; empty where no single part is.
    """

    exit_code = 2

    def __init__(self, *, code: str, what: str, fix: str, option: str = "") -> None:
        super().__init__(code=code, what=what, fix=fix)
        self.option = option


class Unreadable(Refusal):
    """A file cannot be read: missing, locked, empty, encrypted, too large or not a workbook."""

    exit_code = 3


class Unwritable(Refusal):
    """A file cannot be written: in use, no space, no permission, or already there."""

    exit_code = 4


class TemplateWrong(Refusal):
    """A template names what the report does not have, or its syntax is wrong."""

    exit_code = 5


class Unrenderable(Refusal):
    """A document cannot be rendered: a library, a font or a picture is missing."""

    exit_code = 6


class Disagreement(Refusal):
    """The documents of one report differ in their words: a bug of ours, found before saving."""


class HasErrors(Refusal):
    """The workbook has errors, and what was asked for allows none."""

    exit_code = 1
