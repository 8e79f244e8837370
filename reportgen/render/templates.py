"""Templates: where they are found, the sandbox they run in, and what is said of a wrong one. Knows Jinja."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.errors import TemplateWrong
from reportgen.shipped import shipped

HTML, WORD, PRINT = "action_plan.html", "action_plan.docx", "print.css"
SHARED = ("base.css", "screen.css")
FILES = (HTML, WORD, PRINT, *SHARED)
"""Every template file, which `--templates DIR` may replace one by one."""


def folders(own: Path | None) -> tuple[Path, ...]:
    """Where templates are looked for, in order. Raises TemplateWrong where the user's folder is not there."""
    if own and not own.is_dir():
        raise TemplateWrong(
            code="no-template-folder",
            what=f"There is no folder of templates {own}.",
            fix=f"Make one with: reportgen templates copy {own}",
        )
    ours = shipped("templates")
    return (own, ours) if own else (ours,)


def located(name: str, within: tuple[Path, ...]) -> Path:
    """The first file of this name in these folders."""
    return next(folder / name for folder in within if (folder / name).is_file())


class _NoSuchField(StrictUndefined):
    """Stands for a field that a template names and the report does not have; any use of it stops the rendering."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        known = [field.name for field in fields(owner)] if is_dataclass(owner) else ["report"]
        near = get_close_matches(name, known, n=1, cutoff=0.5)
        remedy = f"Did you mean {near[0]}?" if near else f"There {'are' if len(known) > 1 else 'is'} {', '.join(known)}."
        return f"“{name}”, a field that the report does not have. {remedy}"


def environment(within: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """Jinja as every template of ours runs in it: escaping, strict, and in a sandbox, for templates come by e-mail too."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(within),
        autoescape=True,
        undefined=_NoSuchField,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Turn what goes wrong inside the template `name` into a TemplateWrong that says what and where."""
    try:
        yield
    except UndefinedError as error:
        what, _, remedy = str(error).partition(". ")
        raise TemplateWrong(
            code="unknown-field",
            what=f"The template {name}{_line(error, name)} asks for {what}.",
            fix=remedy or "Compare it with the template that ships: reportgen templates copy DIR",
        ) from error
    except TemplateNotFound as error:
        raise TemplateWrong(
            code="template-missing",
            what=f"The template {name} includes {error.name}, which is not in any template folder.",
            fix="Put it beside the other templates, or take the include out.",
        ) from error
    except TemplateSyntaxError as error:
        raise TemplateWrong(
            code="template-syntax",
            what=f"The template {error.name or name} cannot be understood at line {error.lineno}: {error.message}.",
            fix="Compare it with the template that ships: reportgen templates copy DIR",
        ) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise TemplateWrong(
            code="template-stopped",
            what=f"The template {name}{_line(error, name)} stopped: {error}.",
            fix="A template may only print and repeat what the report holds; take the calculation out.",
        ) from error


def _line(error: BaseException, name: str) -> str:
    """“ (line 12)” of an HTML template; nothing for Word, whose lines nobody sees."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith(name):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f" (line {line})" if line else ""
