"""The use of Typst: its fonts, a folder that it may read, a document compiled, and its faults."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import typst

from reportgen.model.errors import Remedy, TemplateWrong, Unrenderable
from reportgen.render.templates import is_inside

_FACES = ("Arial", "Liberation Sans", "DejaVu Sans")
"""In this order, as in the style sheets."""
_READ = (".typ", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp")
"""What of a template folder is put where Typst may read it."""
_LARGEST = 20_000_000  # bytes of one such file
_PLACE = re.compile(r"┌─ (?:.*[\\/])?([\w.-]+\.typ):(\d+):\d+")
_NO_KEY = re.compile(r'dictionary does not contain key "(.+?)"')
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed|codepoint `"(.+?)"`')
_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_PACKAGES = "no packages"
"""A folder that is never there."""
ATTACHED = "attached.bin"
"""The name under which a template reads what lies inside the PDF."""


class UndrawnSigns(Exception):  # noqa: N818 - what is the case; the paper is made with their names
    """No font has some signs as letters."""

    def __init__(self, signs: tuple[str, ...]) -> None:
        super().__init__(signs)
        self.signs = signs


@cache
def fonts() -> typst.Fonts:
    """The computer's fonts, looked up once a process."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)


@cache
def _families() -> Mapping[str, str]:
    return {name.casefold(): name for name in fonts().families()}


def faces(own: str) -> tuple[str, ...]:
    """The fonts to set a paper in: the council's own, then ours, as far as they are here.

    Raises Unrenderable where there is none.
    """
    found = tuple(
        _families()[face.casefold()]
        for face in filter(None, (own, *_FACES))
        if face.casefold() in _families()
    )
    if not found:
        raise Unrenderable(
            code="no-fonts",
            what="This computer has no fonts, so a PDF cannot be drawn.",
            fix=(
                "Install some (Arial, or on Debian: sudo apt install fonts-liberation). Word and"
                " HTML are made without."
            ),
        )
    return found


@contextmanager
def root(within: tuple[Path, ...], attached: bytes | None) -> Iterator[Path]:
    """A folder with all that Typst may read: templates, the user's own first, and pictures."""
    if len(within) == 1 and attached is None:
        yield within[0]
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for source in reversed(within):
            for path in sorted(source.rglob("*")):
                if path.suffix.lower() in _READ and path.is_file() and is_inside(path, within):
                    _copy(path, folder / path.relative_to(source))
        if attached is not None:
            (folder / ATTACHED).write_bytes(attached)
        yield folder


def _copy(path: Path, target: Path) -> None:
    if path.stat().st_size > _LARGEST:
        raise TemplateWrong(
            code="template-unreadable",
            what=f"The file {path.name} of the template folder is larger than 20 MB.",
            fix="Take it out of the folder, or make it smaller.",
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def compiled(main: str, folder: Path, view: str, *, attached: bool) -> bytes:
    """The PDF of a template of this folder for a view as JSON.

    Raises TemplateWrong where the template is at fault, with its file and line, UndrawnSigns where
    no font has a sign of the view, and Unrenderable where Typst gives up otherwise.
    """
    try:
        compiler = typst.Compiler(
            str(folder / main),
            root=str(folder),
            font_paths=fonts(),
            sys_inputs={"view": view},
            package_path=str(folder / _NO_PACKAGES),  # else those of the user's own are read
            package_cache_path=str(folder / _NO_PACKAGES),
        )
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=["a-3a" if attached else "a-2a", "ua-1"]
        )
    except typst.TypstError as error:
        if signs := _undrawn(error.diagnostic):
            raise UndrawnSigns(signs) from error
        raise _refusal(error, main, view) from error
    except BaseException as error:  # what Rust raises where it gives up: it is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise Unrenderable(
            code="typst-panic",
            what="Typst gave up while it made the tags of the PDF.",
            fix=Remedy("Make the PDF with the other engine.", code="other-engine"),
        ) from error
    if warnings:
        raise _warned(warnings[0], main)
    if not isinstance(content, bytes):
        raise Unrenderable(
            code="typst-panic", what="Typst made no PDF.", fix="Look at the templates *.typ."
        )
    return content


def _undrawn(diagnostic: str) -> tuple[str, ...]:
    """The signs that Typst says no font has, or that no archive PDF may hold."""
    texts = (text or code for text, code in _UNDRAWN.findall(diagnostic))
    plain = (_NUMBER.sub(lambda number: chr(int(number[1], 16)), text) for text in texts)
    return tuple(dict.fromkeys(sign for text in plain for sign in text if not sign.isascii()))


def _refusal(error: typst.TypstError, main: str, view: str) -> TemplateWrong | Unrenderable:
    place = _PLACE.search(error.diagnostic)
    where = f"{place[1]} (line {place[2]})" if place else main
    what = f"The template {where} cannot be carried out: {error.message}."
    if unknown := _NO_KEY.search(error.message):
        known = set(re.findall(r'"(\w+)":', view))
        near = get_close_matches(unknown[1], sorted(known), n=1, cutoff=0.5)
        return TemplateWrong(
            code="unknown-field",
            what=f"The template {where} asks for “{unknown[1]}”, which the report does not have.",
            fix=f"Did you mean {near[0]}?" if near else "Compare it with the template that ships.",
        )
    fix = " ".join(error.hints) or "Compare it with the template that ships."
    return TemplateWrong(code="template-stopped", what=what.replace("..", "."), fix=fix)


def _warned(warning: typst.TypstWarning, main: str) -> TemplateWrong:
    place = _PLACE.search(warning.diagnostic)
    where = f"{place[1]} (line {place[2]})" if place else main
    return TemplateWrong(
        code="template-style",
        what=f"The PDF would not look as it is meant: in {where}, {warning.message}.",
        fix=" ".join(warning.hints) or "Put it right there, or take it out.",
    )
