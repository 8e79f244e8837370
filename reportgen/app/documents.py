"""A report's view, and its documents as PDF, Word and web page, of a workbook that was read."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from reportgen.app.read import ReadResult, in_language
from reportgen.model.edition import (
    PAPERS,
    Attachment,
    Edition,
    Engine,
    Format,
    Provenance,
    ReportKind,
)
from reportgen.model.errors import (
    Disagreement,
    HasErrors,
    Remedy,
    TemplateWrong,
    Unreadable,
)
from reportgen.model.problems import Severity
from reportgen.model.reading import Reading
from reportgen.model.settings import SHORT
from reportgen.model.text import count, fold, joined, sign_name, some
from reportgen.render.documents import RenderResult, render_all
from reportgen.render.pdf import PdfOptions, differences_of_engines
from reportgen.render.pictures import pages_drawn, png_address
from reportgen.render.templates import folders, phrases
from reportgen.reports.action_plan import action_plan, wording
from reportgen.reports.briefing import briefing
from reportgen.reports.changes import changes
from reportgen.reports.covering_report import covering_report
from reportgen.reports.exceptions import exceptions
from reportgen.reports.large_print import large_print
from reportgen.reports.tall_rows import divided
from reportgen.reports.timeline import timeline
from reportgen.reports.view import Picture, View
from reportgen.reports.wording import in_force
from reportgen.returns.token import EVERYBODY, plan_fingerprint, return_token, update_fingerprint

_WHOLE = Edition()


def report(
    workbook: ReadResult,
    edition: Edition = _WHOLE,
    logo: tuple[Picture, ...] = (),
    templates: Path | None = None,
) -> View:
    """What a report says in this edition, under the council's logo, in the templates' phrases.

    Raises HasErrors where a final paper is asked of a workbook with errors, Misused where it has
    not the edition's language, and TemplateWrong where a phrase is wrong.
    """
    if edition.final:
        _must_be_sound(workbook.reading)
    told = in_language(workbook, edition.language) if edition.language else workbook
    with in_force(phrases(templates, edition.language)):
        return _in_words(told, edition, logo)


def _in_words(workbook: ReadResult, edition: Edition, logo: tuple[Picture, ...]) -> View:
    """The view in the phrases that are in force."""
    view = replace(_view(workbook, edition), logo=logo)
    saved, settings = workbook.reading.source.saved, workbook.reading.plan.settings
    day = edition.day or (saved.date() if saved else None)
    provenance = Provenance(
        version=our_version(),
        edition=replace(edition, day=day),
        workbook=workbook.reading.source,
        previous=workbook.earlier_source,
    )
    return replace(
        large_print(view, short=fold(settings.large_print) == SHORT)
        if edition.large_print
        else view,
        made=day.isoformat() if day else "",
        logo=logo,  # that a view in large print, made anew, has it too
        origin=str(provenance),
        memory=_memory(workbook.reading, view, edition),
    )


def _view(workbook: ReadResult, edition: Edition) -> View:
    analysis, final = workbook.analysis, edition.final
    match edition.report:
        case ReportKind.ACTION_PLAN:
            reading = workbook.reading
            return action_plan(analysis, reading.problems, sheet=reading.sheet, final=final)
        case ReportKind.COVERING_REPORT:
            return covering_report(analysis, workbook.earlier_plan, final=final)
        case ReportKind.EXCEPTIONS:
            return exceptions(analysis, final=final)
        case ReportKind.TIMELINE:
            return timeline(analysis, final=final)
        case ReportKind.CHANGES:
            return changes(analysis, workbook.earlier_plan, final=final)
        case ReportKind.BRIEFING:
            return briefing(analysis, final=final)


def our_version() -> str:
    """The version of this program, as “0.1.0”."""
    return version("reportgen")


def _must_be_sound(reading: Reading) -> None:
    if not reading.sound:
        errors = sum(problem.severity is Severity.ERROR for problem in reading.problems)
        raise HasErrors(
            code="not-final",
            what=f"The workbook has {count(errors, 'error')}, so there is no final paper yet.",
            fix=Remedy("Mend what is wrong in it, or build a draft.", code="check-or-draft"),
        )


def _memory(reading: Reading, view: View, edition: Edition) -> Mapping[str, str]:
    """The fingerprints of every action's words, and the paper's wording.

    By these an edited Word file is read back and merged; not one in another language.
    """
    translated = any(reading.plan is each for each in reading.translations.values())
    if edition.report is not ReportKind.ACTION_PLAN or edition.large_print or translated:
        return {}
    updates = reading.updates()
    words = [update_fingerprint(action, updates[action.row]) for action in reading.plan.actions]
    token = return_token(reading, EVERYBODY, master=plan_fingerprint(reading), words=words)
    told = wording(view, reading.plan.settings, reading.plan.objectives)
    return {**token.properties(), **told.properties()}


def documents(
    view: View,
    *,
    formats: Sequence[Format] = PAPERS,
    templates: Path | None = None,
    attachment: Attachment | None = None,
    engine: Engine = Engine.WEASYPRINT,
) -> RenderResult:
    """The documents of one report as far as they can be made, and what is to be said of the others.

    Raises Disagreement where they do not carry the same words and the templates are ours, and
    TemplateWrong where a final paper would leave out what its templates do not name as meant.
    """
    with in_force(phrases(templates, view.language)):
        printed = view if view.large else divided(view)
        aloud = large_print(view) if Format.TEXT in formats and not view.large else None
    asked = PdfOptions(engine=engine, attached=attachment)
    rendered = render_all(printed, formats, folders(templates), asked, aloud=aloud)
    _must_say_the_same(rendered, own=bool(templates), draft=bool(view.draft))
    return rendered


def _must_say_the_same(rendered: RenderResult, *, own: bool, draft: bool) -> None:
    """Raise TemplateWrong or Disagreement, as `documents` says."""
    if rendered.omissions and not draft:
        raise TemplateWrong(
            code="template-leaves-out",
            what=f"The final paper is not whole. {' '.join(rendered.omissions)}",
            fix=(
                "Put it back into your templates; or write in left_out.txt beside them what is"
                " meant to be left out, a name a line."
            ),
        )
    if rendered.differences and not own:
        raise Disagreement(
            code="documents-differ",
            what=(
                "The documents would not say the same, so none was written."
                f" {' '.join(rendered.differences)}"
            ),
            fix=Remedy(
                "Send the workbook to whoever looks after the program; the web page alone can be"
                " had.",
                code="page-alone",
            ),
        )


def must_agree(view: View, content: bytes, engine: Engine, templates: Path | None) -> None:
    """Make a PDF by the other engine, too. Raises Disagreement where the two part.

    Raises whatever making it raises; words are held against the web page's.
    """
    other = Engine.WEASYPRINT if engine is Engine.TYPST else Engine.TYPST
    again = all_documents(
        view, formats=(Format.HTML, Format.PDF), templates=templates, engine=other
    )[Format.PDF]
    if told := differences_of_engines(content, again):
        raise Disagreement(
            code="engines-differ",
            what=f"The two engines make different PDFs of the {view.document}: {'; '.join(told)}.",
            fix="Send the workbook to whoever looks after the program; nothing was written.",
        )


def all_documents(
    view: View,
    *,
    formats: Sequence[Format] = PAPERS,
    templates: Path | None = None,
    attachment: Attachment | None = None,
    engine: Engine = Engine.WEASYPRINT,
) -> Mapping[Format, bytes]:
    """The documents by format. Raises TemplateWrong or Unrenderable where one cannot be made."""
    rendered = documents(
        view, formats=formats, templates=templates, attachment=attachment, engine=engine
    )
    if rendered.refusals:
        raise rendered.refusals[0]
    return rendered.files


def signs_named(signs: Sequence[str], reading: Reading) -> str:
    """The sentence for signs that the PDF names, with the cells that they stand in."""
    names = joined([f"“{sign}” as {sign_name(sign)}" for sign in signs])
    cells = [
        str(table.place(key, row.number))
        for table in reading.tables.values()
        for row in table.rows
        for key, words in row.words.items()
        if any(sign in words for sign in signs)
    ]
    where = f" ({some(cells)})" if cells else ""
    return f"the PDF has {names}{where}, since no font on this computer draws it as letters."


def attachment(workbook: Path, reading: Reading) -> Attachment:
    """The workbook as it was read, to lie inside a PDF. Raises Unreadable where it has changed."""
    content = workbook.read_bytes()
    if hashlib.sha256(content).hexdigest() != reading.source.digest:
        raise Unreadable(
            code="changed-meanwhile",
            what=f"{workbook} was saved by somebody while the paper was made from it.",
            fix="Build again.",
        )
    source = reading.source
    return Attachment(name=source.printable_name, content=content, saved=source.saved)


def pages_as_pictures(path: Path, most: int) -> tuple[list[str], int]:
    """The first pages of a PDF as addresses that hold their pictures, and how many there are."""
    drawn, pages = pages_drawn(path.read_bytes(), most)
    return [png_address(picture) for picture in drawn], pages
