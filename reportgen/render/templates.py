"""Templates: where they are, and how they run (Jinja, in a sandbox).

`shipped` also gives the folder of the example workbooks.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reportgen.model.direction import of_words
from reportgen.model.errors import Remedy, TemplateWrong
from reportgen.render.abbreviations import abbreviated
from reportgen.render.bounded_jinja import BoundedEnvironment
from reportgen.render.template_faults import ROOTS, must_be_closed
from reportgen.reports import wording
from reportgen.reports.view import Layout


def shipped(folder: str) -> Path:
    """The folder `templates` or `data`: in an installed package, or beside it in a clone."""
    inside = Path(__file__).parent.parent / folder
    return inside if inside.is_dir() else inside.parent.parent / folder


REQUEST, REMINDER, PLAIN_TEXT = "request.txt", "reminder.txt", "paper.txt"
LEFT_OUT = "left_out.txt"
"""Names what the templates of a folder leave out on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSet:
    """The templates of one kind of view, and the name by which they know it."""

    view: str
    html: str
    word: str
    typst: str
    print: tuple[str, ...]
    """Style sheets of the PDF's pages; a later one overrules those before."""


_PAGES = ("print.css", "paper_print.css")
_SETS = {
    Layout.ACTION_PLAN: TemplateSet(
        view="report",
        html="action_plan.html",
        word="action_plan.docx",
        typst="action_plan.typ",
        print=("print.css",),
    ),
    Layout.PAPER: TemplateSet(
        view="paper", html="paper.html", word="paper.docx", typst="paper.typ", print=_PAGES
    ),
    Layout.LARGE_PRINT: TemplateSet(
        view="paper",
        html="paper.html",
        word="paper.docx",
        typst="paper.typ",
        print=(*_PAGES, "large_print.css"),
    ),
}
_SHARED = ("parts.html", "base.css", "screen.css", "browser_print.css", "look.typ")
_OF_SETS = (name for kit in _SETS.values() for name in (kit.html, kit.word, kit.typst, *kit.print))
FILES = tuple(
    dict.fromkeys((*_OF_SETS, *_SHARED, REQUEST, REMINDER, PLAIN_TEXT, LEFT_OUT, wording.FILE.name))
)
"""Every template file, which `--templates DIR` may replace one by one."""


def shipped_template(name: str) -> Path:
    """Where a template of ours is; the phrases are beside the module that reads them."""
    return wording.FILE if name == wording.FILE.name else shipped("templates") / name


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
    if not own:
        return (ours,)
    if not os.access(own, os.R_OK | os.X_OK):
        raise TemplateWrong(
            code="template-unreadable",
            what=f"You may not look into the folder of templates {own}.",
            fix="Ask for the right to read it, or copy it elsewhere.",
        )
    _must_be_named_right(own)
    _must_be_files(own)
    return own, ours


def _must_be_files(folder: Path) -> None:
    """Raise TemplateWrong where what has a template's name cannot be one.

    A folder, a pipe, a link to nothing: what ships would be used in its place without a word.
    """
    for path in (folder / name for name in FILES):
        if os.path.lexists(path) and not (path.is_file() and os.access(path, os.R_OK)):
            raise TemplateWrong(
                code="template-unreadable",
                what=f"The template {path} is no file that can be read.",
                fix=Remedy("Put back the one that ships.", code="put-back-template"),
            )


def _must_be_named_right(folder: Path) -> None:
    """Raise TemplateWrong where a file is nearly called as a template, and that one is not there.

    What ships would be used in its place, and the work in it be passed over without a word.
    """
    there = {path.name for path in folder.iterdir() if not path.name.startswith(("~", "."))}
    there -= {name for name in there if wording.is_phrases(name)}
    for name in sorted(there - set(FILES)):
        missing = [each for each in FILES if each not in there and Path(each).suffix == _end(name)]
        if near := get_close_matches(name.lower(), missing, n=1, cutoff=0.8):
            raise TemplateWrong(
                code="template-misnamed",
                what=f"In {folder} is a file {name}, and no {near[0]}.",
                fix=f"Call it {near[0]} if it is that template; else give it another name.",
            )


def _end(name: str) -> str:
    return Path(name).suffix.lower()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, or in a folder that nobody may look into
        return False


def phrases(own: Path | None, tag: str = "") -> wording.Language:
    """The phrases of the user's folder, or in English; of several languages those of this tag.

    They stand in `wording.toml`, those of others in `wording.cy.toml` and the like. Raises
    TemplateWrong where the folder is not there, or a phrase is wrong.
    """
    within = folders(own)
    usual = _phrases_in(within[0] / wording.FILE.name, within) if own else None
    found = usual or wording.ENGLISH
    if not own or not tag or found.is_of(tag):
        return found
    return _phrases_in(within[0] / wording.file_name(tag), within) or found


def _phrases_in(file: Path, within: tuple[Path, ...]) -> wording.Language | None:
    if not file.exists():
        return None
    _must_be_inside(file, within)
    return wording.language(file)


def located(name: str, within: tuple[Path, ...]) -> Path:
    """The first file of this name in these folders.

    Raises TemplateWrong where it is a link to somewhere else.
    """
    path = next(folder / name for folder in within if (folder / name).exists())
    _must_be_inside(path, within)
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
        if template.endswith(".css"):
            must_be_closed(source, template)
        return source, path, is_current


def is_inside(path: Path, within: tuple[Path, ...]) -> bool:
    """Whether a path lies in one of these folders, whatever links and dots it is written with."""
    place = Path(os.path.realpath(path))  # which also follows links that go round
    return any(place.is_relative_to(os.path.realpath(folder)) for folder in within)


class _NoSuchField(StrictUndefined):
    """Stands for a field that the report does not have; any use of it stops the rendering."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        known = [field.name for field in fields(owner)] if is_dataclass(owner) else list(ROOTS)
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
    own = (path.name for folder in within[:-1] for path in folder.iterdir())
    jinja = _environment(within, frozenset(own))
    jinja.begin()
    return jinja


@lru_cache(maxsize=8)
def _environment(within: tuple[Path, ...], _: frozenset[str]) -> BoundedEnvironment:
    """One for the same folders with the same files: a file that is new goes before one of ours."""
    jinja = BoundedEnvironment(
        loader=_InsideLoader(within),
        autoescape=_is_escaped,
        undefined=_NoSuchField,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters["direction"] = _direction
    jinja.filters["abbreviated"] = abbreviated
    return jinja


def _direction(words: str) -> str:
    """“ltr” or “rtl”, as the words run; empty where they have no letters."""
    found = of_words(words)
    return found.value if found else ""
