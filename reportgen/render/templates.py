"""Templates: where they are, how they run (Jinja, in a sandbox), and what is wrong in one.

`shipped` also gives the folder of the example workbooks.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import UndefinedError

from reportgen.model.errors import Remedy, TemplateWrong
from reportgen.office.memory import limited
from reportgen.render.bounded_jinja import BoundedEnvironment
from reportgen.reports.view import Layout


def shipped(folder: str) -> Path:
    """The folder `templates` or `data`: in an installed package, or beside it in a clone."""
    inside = Path(__file__).parent.parent / folder
    return inside if inside.is_dir() else inside.parent.parent / folder


REQUEST, REMINDER = "request.txt", "reminder.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSet:
    """The templates of one kind of view, and the name by which they know it."""

    view: str
    html: str
    word: str
    print: tuple[str, ...]
    """Style sheets of the PDF's pages; a later one overrules those before."""


_PAGES = ("print.css", "paper_print.css")
_SETS = {
    Layout.ACTION_PLAN: TemplateSet(
        view="report", html="action_plan.html", word="action_plan.docx", print=("print.css",)
    ),
    Layout.PAPER: TemplateSet(view="paper", html="paper.html", word="paper.docx", print=_PAGES),
    Layout.LARGE_PRINT: TemplateSet(
        view="paper", html="paper.html", word="paper.docx", print=(*_PAGES, "large_print.css")
    ),
}
_SHARED = ("parts.html", "base.css", "screen.css", "browser_print.css")
_OF_SETS = (name for kit in _SETS.values() for name in (kit.html, kit.word, *kit.print))
FILES = tuple(dict.fromkeys((*_OF_SETS, *_SHARED, REQUEST, REMINDER)))
"""Every template file, which `--templates DIR` may replace one by one."""


def template_set(layout: Layout) -> TemplateSet:
    """The templates for views of this layout."""
    return _SETS[layout]


def folders(own: Path | None) -> tuple[Path, ...]:
    """Where templates are looked for, in order.

    Raises TemplateWrong where the user's folder is not there.
    """
    if own and not _is_folder(own):
        raise TemplateWrong(
            code="no-template-folder",
            what=f"There is no folder of templates {own}.",
            fix=Remedy("Make one of the templates that ship.", code="make-folder", folder=str(own)),
        )
    ours = shipped("templates")
    return (own, ours) if own else (ours,)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, or in a folder that nobody may look into
        return False


def located(name: str, within: tuple[Path, ...]) -> Path:
    """The first file of this name in these folders.

    Raises TemplateWrong where it is a link to somewhere else.
    """
    path = next(folder / name for folder in within if (folder / name).exists())
    _must_be_inside(path, within)
    if not path.is_file():
        raise TemplateWrong(
            code="template-unreadable",
            what=f"The template {path} is no file.",
            fix=Remedy("Put back the one that ships.", code="put-back-template"),
        )
    return path


def _must_be_inside(path: Path, within: tuple[Path, ...]) -> None:
    if not is_inside(path, within):
        raise TemplateWrong(
            code="template-outside",
            what=f"The template {path} is a link to a file outside of the template folder.",
            fix="Put a copy of the file there in place of the link, if it is meant.",
        )


class _InsideLoader(FileSystemLoader):
    """Loads what lies in the template folders, and nothing to which a link leads out of them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """A template's words. Raises TemplateWrong where they lie elsewhere."""
        source, path, is_current = super().get_source(environment, template)
        _must_be_inside(Path(path), tuple(map(Path, self.searchpath)))
        return source, path, is_current


def is_inside(path: Path, within: tuple[Path, ...]) -> bool:
    """Whether a path lies in one of these folders, whatever links and dots it is written with."""
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in within)


class _NoSuchField(StrictUndefined):
    """Stands for a field that the report does not have; any use of it stops the rendering."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        known = (
            [field.name for field in fields(owner)]
            if is_dataclass(owner)
            else ["report", "paper", "letter"]
        )
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        remedy = (
            f"Did you mean {near[0]}?"
            if near
            else f"There {'are' if len(known) > 1 else 'is'} {', '.join(known)}."
        )
        return f"“{name}”, a field that the report does not have. {remedy}"


def _is_escaped(name: str | None) -> bool:
    """All but letters, which are plain text."""
    return not (name and name.endswith(".txt"))


def environment(within: tuple[Path, ...]) -> BoundedEnvironment:
    """Jinja for a document: escaping, strict, sandboxed and bounded; templates come by e-mail."""
    jinja = _environment(within)
    jinja.begin()
    return jinja


@cache
def _environment(within: tuple[Path, ...]) -> BoundedEnvironment:
    return BoundedEnvironment(
        loader=_InsideLoader(within),
        autoescape=_is_escaped,
        undefined=_NoSuchField,
        trim_blocks=True,
        lstrip_blocks=True,
    )


STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template's own words, and Word templates that are broken inside, were seen to raise."""


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn faults inside the template `name` into a TemplateWrong that says what and where."""
    try:
        with limited():
            yield
    except (TemplateError, MemoryError, *STUMBLES) as error:
        raise _refusal(error, name) from error


_COMPARE = Remedy("Compare it with the template that ships.", code="compare-template")


def _refusal(error: Exception, name: str) -> TemplateWrong:
    if isinstance(error, UndefinedError):
        what, _, remedy = str(error).partition(". ")
        asked = f"The template {name}{_line(error, name)} asks for {what}."
        return TemplateWrong(code="unknown-field", what=asked, fix=remedy or _COMPARE)
    if isinstance(error, TemplateNotFound):
        what = f"The template {name} includes {error.name}, which is in no template folder."
        return TemplateWrong(
            code="template-missing",
            what=what,
            fix="Put it beside the others, or take the include out.",
        )
    if isinstance(error, TemplateSyntaxError):
        line = f" at line {error.lineno}" if error.name or not name.endswith(".docx") else ""
        what = f"The template {error.name or name} cannot be understood{line}: {error.message}."
        return TemplateWrong(code="template-syntax", what=what.replace("..", "."), fix=_COMPARE)
    if isinstance(error, UnicodeDecodeError):
        what = f"The template {name} is not text in UTF-8."
        fix = "Open it in an editor and save it as UTF-8."
        return TemplateWrong(code="template-unreadable", what=what, fix=fix)
    told = "it takes too much memory" if isinstance(error, MemoryError) else str(error)
    what = f"The template {name}{_line(error, name)} stopped: {told}.".replace("..", ".")
    fix = "A template may only print and repeat what the report holds; take the calculation out."
    return TemplateWrong(code="template-stopped", what=what, fix=fix)


def _line(error: Exception, name: str) -> str:
    """“ (line 12)” of an HTML template; nothing for Word, whose lines nobody sees.

    A misspelt field is noticed where it is used, which may be inside a macro: the line that names
    it is the one to tell.
    """
    trace, lines = error.__traceback__, []
    while trace:
        source = Path(trace.tb_frame.f_code.co_filename)
        if source.name == name and source.is_file():
            lines.append(
                (trace.tb_lineno, source.read_text("utf-8").splitlines()[trace.tb_lineno - 1])
            )
        trace = trace.tb_next
    quoted = re.search("“(.+?)”", str(error))
    naming = [line for line, words in lines if quoted and quoted[1] in words]
    told = naming or [line for line, _ in lines]
    return f" (line {told[-1]})" if told else ""
