"""Make the documents of workbooks and write them, several side by side. Touches the disk."""

import gc
import os
import signal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import active_children
from pathlib import Path

from reportgen.app import documents
from reportgen.app.files import must_be_possible, save
from reportgen.app.logo import logo
from reportgen.app.read import ReadResult, read
from reportgen.model.edition import PAPERS, Edition, Engine, Format
from reportgen.model.errors import Refusal, Remedy, Unwritable, Wording
from reportgen.model.problems import Problem
from reportgen.model.reading import Reading
from reportgen.model.text import fold, joined, some
from reportgen.render.documents import RenderResult
from reportgen.render.pdf import usable
from reportgen.render.templates import phrases
from reportgen.reports.wording import file_name


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What is asked for, the same for every workbook."""

    folder: Path
    editions: tuple[Edition, ...]
    formats: tuple[Format, ...] = PAPERS
    templates: Path | None = None
    previous: Path | None = None
    engine: Engine | None = None
    """What lays out PDFs; None for what the workbook asks for, or else is here."""
    cross_check: bool = False
    """Whether each PDF is made by the other engine, too, and held against that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of one workbook."""

    workbook: Path
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What is to be said of its documents, in sentences."""
    refusals: tuple[Refusal, ...] = ()
    files: tuple[Path, ...] = ()
    """The documents that were written."""
    fault: BaseException | None = None
    """A fault of the program's own, or of the computer, which ended this workbook's turn."""

    @property
    def exit_code(self) -> int:
        """0, or the highest code of its refusals; 70 after a fault of the program's own."""
        codes = [refusal.exit_code for refusal in self.refusals]
        return max([*codes, Refusal.exit_code if self.fault else 0])

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines: the documents, the problems, and what was refused."""
        return {
            "workbook": str(self.workbook),
            "files": [str(path) for path in self.files],
            "problems": [problem.to_json(wording) for problem in self.problems],
            "notes": [wording(note) for note in self.notes],
            "refused": [refusal.to_json(wording) for refusal in self.refusals],
            "fault": str(self.fault or ""),
        }


def build_many(
    workbooks: Sequence[Path], options: BuildOptions, *, executor: Executor | None = None
) -> Iterator[BuildResult]:
    """Build each workbook, in their order; several over all cores, or with the executor given.

    A fault of the program's own ends the turn of its workbook, and of no other. Raises Unwritable
    where documents of two workbooks would have the same names.
    """
    _must_differ(workbooks)
    workers = min(len(workbooks), os.cpu_count() or 1)
    build_one = partial(build, options=options)
    if executor:
        yield from executor.map(build_one, workbooks)
    elif workers == 1:
        yield from map(build_one, workbooks)
    else:
        others = {*active_children()}
        with _pool(workers) as pool:
            turns = [pool.submit(build_one, workbook) for workbook in workbooks]
            try:
                for workbook, turn in zip(workbooks, turns, strict=True):
                    yield _outcome(workbook, turn, build_one)
            except (GeneratorExit, KeyboardInterrupt, SystemExit):
                pool.shutdown(wait=False, cancel_futures=True)
                for process in {*active_children()} - others:
                    process.terminate()  # each file of a set is whole, whenever that is
                raise


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_begin_worker, initargs=gc.get_threshold())


def _outcome(
    workbook: Path, turn: "Future[BuildResult]", build_one: Callable[[Path], BuildResult] | None
) -> BuildResult:
    """What came of a workbook's turn.

    Where a process died, all turns that were under way or waiting ended with it: so each of them
    is taken again alone, with `build_one`, and the one that ends its process again is at fault.
    """
    fault = turn.exception()
    if isinstance(fault, BrokenProcessPool) and build_one:
        with _pool(1) as pool:
            return _outcome(workbook, pool.submit(build_one, workbook), None)
    return BuildResult(workbook=workbook, fault=fault) if fault else turn.result()


def _begin_worker(*threshold: int) -> None:
    """Leave Ctrl-C to the program that waits, and collect garbage as seldom as that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(*threshold)


def _must_differ(workbooks: Sequence[Path]) -> None:
    """Refuse workbooks of one name, whose documents would overwrite each other."""
    stems = [path.stem.casefold() for path in workbooks]
    alike = [
        str(path) for path, stem in zip(workbooks, stems, strict=True) if stems.count(stem) > 1
    ]
    if alike:
        raise Unwritable(
            code="same-name",
            what=f"The documents of {' and '.join(alike)} would have the same names.",
            fix=Remedy("Build them one by one, each into a folder of its own.", code="one-by-one"),
        )


def build(workbook: Path, options: BuildOptions) -> BuildResult:
    """Make one workbook's documents and write them, all or none.

    A format that cannot be made does not stop the others.
    """
    problems: tuple[Problem, ...] = ()
    try:
        must_be_possible(_paths(workbook, options))
        result = read(workbook, previous=options.previous)
        problems = result.problems
        results = _documents(workbook, result, options)
        results.notes += _left_from_before(_paths(workbook, options), results.files)
        save(results.files)
    except Refusal as refusal:
        return BuildResult(workbook=workbook, problems=problems, refusals=(refusal,))
    # One template may serve several reports.
    refusals = {str(refusal): refusal for refusal in reversed(results.refusals)}
    return BuildResult(
        workbook=workbook,
        problems=problems,
        notes=tuple(results.notes),
        refusals=tuple(reversed(refusals.values())),
        files=tuple(results.files),
    )


def _paths(workbook: Path, options: BuildOptions) -> Iterator[Path]:
    """The paths that the documents of a workbook are to have."""
    for edition in options.editions:
        for kind in options.formats:
            yield options.folder / edition.file_name(workbook.stem, kind)


def _left_from_before(paths: Iterable[Path], made: Collection[Path]) -> Iterator[str]:
    """A sentence where documents that could not be made are in the folder from an earlier run."""
    old = [path for path in paths if path not in made and path.exists()]
    if made and old:
        verb = "is" if len(old) == 1 else "are"
        yield f"{joined(list(map(str, old)))} {verb} from an earlier run, and not of this workbook."


def _missing_phrases(options: BuildOptions) -> Iterator[str]:
    """A sentence for each language that is asked for and has no phrases, or lacks some of them."""
    for tag in dict.fromkeys(edition.language for edition in options.editions):
        told = phrases(options.templates, tag)
        if tag and not told.is_of(tag):
            yield (
                f"The headings and sentences of the papers in the language {tag} are not: they"
                f" stand in {file_name(tag)} in a template folder, once somebody translates them."
            )
        if missing := told.missing:
            verb = "it stands" if len(missing) == 1 else "they stand"
            yield (
                f"The phrases in the language {told.tag} have no {some(missing)}: {verb} in"
                " English."
            )


def _told(name: str, rendered: RenderResult, reading: Reading) -> Iterator[str]:
    """What is to be said of the documents of a report that were made."""
    for sentence in (*rendered.omissions, *rendered.differences):
        yield f"your templates make the {name} differ. {sentence}"
    if rendered.signs:
        yield documents.signs_named(rendered.signs, reading)
    if rendered.face:
        font = reading.plan.settings.font
        yield (
            f"the font {font} is not installed on this computer, so the PDF is set in"
            f" {rendered.face}."
        )


def _engine(result: ReadResult, options: BuildOptions) -> Engine:
    """What lays out the PDF of a workbook; where none is asked for, nothing is looked for."""
    typed = fold(result.reading.plan.settings.pdf_engine)
    known = next((each for each in Engine if each.value == typed), None)
    return usable(options.engine or known) if Format.PDF in options.formats else Engine.WEASYPRINT


@dataclass(slots=True)
class _Documents:
    """The documents of one workbook by the paths they are to have, and what is to be said."""

    files: dict[Path, bytes]
    notes: list[str]
    refusals: list[Refusal]


def _documents(workbook: Path, result: ReadResult, options: BuildOptions) -> _Documents:
    results = _Documents({}, [], [])
    attached = any(edition.attached for edition in options.editions)
    attachment = documents.attachment(workbook, result.reading) if attached else None
    shown = logo(result.reading.plan.settings, workbook, options.templates)
    if shown.told:
        results.notes.append(f"{workbook.name}: {shown.told}")
    results.notes += _missing_phrases(options)
    engine = _engine(result, options)
    if engine is Engine.TYPST and not (options.engine or result.plan.settings.pdf_engine):
        results.notes.append(
            "The PDF is made by Typst, since WeasyPrint or Pango is not installed."
        )
    for asked in options.editions:
        edition = replace(asked, engine=engine)
        name = edition.report.value
        view = documents.report(result, edition, shown.pictures, options.templates)
        if view.gaps:
            results.notes.append(
                f"{workbook.name}: the {name} is not whole: {', '.join(view.gaps)}."
            )
        rendered = documents.documents(
            view,
            formats=options.formats,
            templates=options.templates,
            attachment=attachment if edition.attached else None,
            engine=engine,
        )
        if options.cross_check and Format.PDF in rendered.files:
            documents.must_agree(view, rendered.files[Format.PDF], engine, options.templates)
        told = _told(name, rendered, result.reading)
        results.notes += [f"{workbook.name}: {sentence}" for sentence in told]
        results.refusals += rendered.refusals
        results.files |= {
            options.folder / edition.file_name(workbook.stem, kind): content
            for kind, content in rendered.files.items()
        }
    return results
