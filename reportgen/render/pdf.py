"""The PDF of a paper by either engine: WeasyPrint lays out the web page, Typst the view itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from reportgen.model.edition import Attachment, Engine
from reportgen.model.errors import Remedy, TemplateWrong, Unrenderable
from reportgen.render.weasyprint.engine import installed, works
from reportgen.reports.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A PDF, and what it says."""

    content: bytes
    words: str
    """What a screen reader hears in it."""
    signs: tuple[str, ...]
    """The signs that no font has, so that their names stand in their places."""
    faces: tuple[str, ...] = ()
    """The fonts in which it is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfOptions:
    """What is asked of a PDF: the engine that lays it out, and the workbook to lie inside."""

    engine: Engine = Engine.WEASYPRINT
    attached: Attachment | None = None


USUAL = PdfOptions()


def pdf(view: View, page: str, within: tuple[Path, ...], asked: PdfOptions) -> Pdf:
    """The PDF by an engine. Raises Unrenderable where that is not here, or cannot make it."""
    if asked.engine is Engine.TYPST:
        if not has_typst():
            raise Unrenderable(
                code="no-typst",
                what="Typst is not installed.",
                fix=Remedy("Install it, or leave the engine to the program.", code="get-typst"),
            )
        # Each engine is loaded when it is asked for.
        from reportgen.render.typst.pdf import pdf as typst_pdf  # noqa: PLC0415

        with _of_templates(within):
            return typst_pdf(view, within, asked.attached)
    with installed():
        from reportgen.render.weasyprint.pdf import pdf as by_weasyprint  # noqa: PLC0415 - so

    with _of_templates(within):
        return by_weasyprint(view, page, within, asked.attached)


_STUMBLES = (
    *(ArithmeticError, AssertionError, AttributeError),
    *(LookupError, TypeError, ValueError),
)
"""What the engines were seen to raise at looks that they do not foresee."""


@contextmanager
def _of_templates(within: tuple[Path, ...]) -> Iterator[None]:
    """Raises TemplateWrong where an engine stumbles over templates of somebody's own."""
    try:
        yield
    except _STUMBLES as error:
        if len(within) == 1:
            raise
        raise TemplateWrong(
            code="template-not-laid-out",
            what=(
                f"With the templates in {within[0]} the PDF cannot be laid out"
                f" ({type(error).__name__}): something in their looks is more than the engine does."
            ),
            fix="Put back those that ship one by one: the one after which it is made has it.",
        ) from error


def differences_of_engines(one: bytes, other: bytes) -> list[str]:
    """Where the PDFs of two engines part beside their words, in sentences."""
    from reportgen.render.typst import agreement  # noqa: PLC0415 - as above

    return list(agreement.disagreements(*map(agreement.outline_of, (one, other))))


def has_typst() -> bool:
    """Whether Typst is installed, with what reads and completes its PDFs."""
    return all(find_spec(name) for name in ("typst", "pikepdf", "pypdfium2"))


def usable(asked: Engine | None) -> Engine:
    """The engine that is asked for; where none is, WeasyPrint where it works, else Typst."""
    if asked or not has_typst():
        return asked or Engine.WEASYPRINT
    return Engine.WEASYPRINT if works() else Engine.TYPST
