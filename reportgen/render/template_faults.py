"""What is wrong in a template, and where: its file and line, or its place in a Word file."""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from traceback import walk_tb

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.filters import FILTERS

from reportgen.model.errors import Remedy, TemplateWrong
from reportgen.office.limits import limited, watched

STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,
    TimeoutError,
    TypeError,
    ValueError,
)
"""What a template's own words, and Word templates that are broken inside, were seen to raise."""

FAULTS = (TemplateError, MemoryError, *STUMBLES)
"""What may be raised while a template is carried out."""

ROOTS = ("report", "paper", "letter")
"""The names by which templates know a view."""

_COMPARE = Remedy("Compare it with the template that ships.", code="compare-template")
_NAMED = re.compile(  # names that a template makes itself
    r"{%[a-z]*-?\s*(?:for|set|macro)\s+([\w\s,]+?)\s*(?:\bin\b|=|\(([^)]*)\))"
    r"|{%-?\s*from\b.*?\bimport\b([\w\s,]+)"
)


_SECONDS, _SECONDS_A_LETTER = 8, 0.000_02  # of processor time: eight times what ours take


@dataclass
class Allowance:
    """Processor time that several documents by one template have together, in seconds."""

    seconds: float = field(default_factory=lambda: _SECONDS)


@contextmanager
def refusing(
    name: str, printed: object = None, *, shared: Allowance | None = None
) -> Iterator[None]:
    """Turn faults inside the template `name` into a TemplateWrong that says what and where.

    It may take 800 MB of memory, and processor time in proportion to what is `printed`, beside what
    is left of that which it has with others.
    """
    allowed = shared or Allowance()
    seconds = allowed.seconds + len(repr(printed)) * _SECONDS_A_LETTER
    begun = time.process_time()
    until = begun + seconds

    def check() -> None:
        if time.process_time() > until:
            message = f"it takes more than {seconds:,.0f} seconds"
            raise TimeoutError(message)

    try:
        with watched(check), limited():
            yield
    except FAULTS as error:
        raise _refusal(error, name) from error
    finally:
        allowed.seconds = max(0, seconds - (time.process_time() - begun))


def _refusal(error: Exception, name: str) -> TemplateWrong:
    where = _where(error, name)
    if isinstance(error, UndefinedError):
        what, _, remedy = str(error).partition(". ")
        asked = f"The template {where} asks for {what}."
        fix = _nearest_of_its_own(error) or remedy or _COMPARE
        return TemplateWrong(code="unknown-field", what=asked, fix=fix)
    if isinstance(error, TemplateNotFound):
        what = f"The template {where} includes {error.name}, which is in no template folder."
        return TemplateWrong(
            code="template-missing",
            what=what,
            fix="Put it beside the others, or take the include out.",
        )
    if isinstance(error, TemplateSyntaxError):
        what = f"The template {where} cannot be understood: {error.message}."
        fix = _nearest_filter(str(error.message)) or _COMPARE
        return TemplateWrong(code="template-syntax", what=what.replace("..", "."), fix=fix)
    if isinstance(error, UnicodeDecodeError):
        what = f"The template {name} is not text in UTF-8."
        fix = "Open it in an editor and save it as UTF-8."
        return TemplateWrong(code="template-unreadable", what=what, fix=fix)
    told = "it takes too much memory" if isinstance(error, MemoryError) else str(error)
    what = f"The template {where} stopped: {told}.".replace("..", ".")
    fix = "A template may only print and repeat what the report holds; take the calculation out."
    fix = _nearest_filter(str(error)) or fix
    return TemplateWrong(code="template-stopped", what=what, fix=fix)


def _where(error: Exception, name: str) -> str:
    """The file and where in it: “parts.html (line 12)”; in a Word file near which words.

    A misspelt field is noticed where it is used, which may be inside a macro: the line that names
    it is the one to tell.
    """
    if note := next(iter(getattr(error, "__notes__", ())), ""):
        return f"{name} ({note})"
    if isinstance(error, TemplateSyntaxError):
        return f"{Path(error.name).name} (line {error.lineno})" if error.name else name
    lines = [
        (path, line, path.read_text("utf-8").splitlines()[line - 1]) for path, line in _files(error)
    ]
    quoted = re.search("“(.+?)”", str(error))
    naming = [each for each in lines if quoted and quoted[1] in each[2]]
    for path, line, _ in reversed(naming or lines):
        return f"{path.name} (line {line})"
    return name


def _files(error: Exception) -> Iterable[tuple[Path, int]]:
    """The template files that were being carried out, outermost first, each with its line."""
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.suffix in (".html", ".css", ".txt") and path.is_file():
            yield path, line


def _nearest_of_its_own(error: UndefinedError) -> str:
    """The name nearest to one that nothing has, among those that the template makes itself."""
    quoted = re.search("“(.+?)”", str(error))
    if not quoted or not str(error).endswith(f"{', '.join(ROOTS)}."):
        return ""
    notes = getattr(error, "__notes__", ())
    words = "".join([*notes[1:], *(path.read_text("utf-8") for path, _ in _files(error))])
    known = {name for groups in _NAMED.findall(words) for name in re.findall(r"\w+", str(groups))}
    near = get_close_matches(quoted[1], sorted(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else ""


def _nearest_filter(message: str) -> str:
    unknown = re.search("No filter named '(.+?)'", message)
    near = get_close_matches(unknown[1], FILTERS, n=1, cutoff=0.5) if unknown else ()
    return f"Did you mean {near[0]}?" if near else ""


def must_be_closed(style: str, name: str) -> None:
    """Raise TemplateWrong where a brace or a remark of a style sheet is never closed.

    Or where a brace closes nothing.

    What stands behind it would be part of one rule, and be passed over without a word.
    """
    opened: list[int] = []
    for found in re.finditer(r"/\*.*?\*/|/\*|\"[^\"\n]*\"|'[^'\n]*'|[{}]", style, re.DOTALL):
        if "/*" in (found[0][1:] if found[0].endswith("*/") else found[0]):
            raise _unclosed(style, found.start(), name, "opens a remark that nothing closes")
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}":
            if not opened:
                raise _unclosed(
                    style, found.start(), name, "has a brace that closes what nothing opens"
                )
            opened.pop()
    if opened:
        raise _unclosed(style, opened[-1], name, "has a brace that opens what nothing closes")


def _unclosed(style: str, place: int, name: str, what: str) -> TemplateWrong:
    line = style.count("\n", 0, place) + 1
    return TemplateWrong(
        code="template-syntax",
        what=f"The style sheet {name} (line {line}) {what}.",
        fix="A rule begins with { and ends with }, a remark with /* and */: look there and above.",
    )
