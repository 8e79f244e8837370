"""Many workbooks, each to its documents, over all the computer's cores. Touches the disk."""

import datetime as dt
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.app import documents, read
from reportgen.app.files import save
from reportgen.app.read import ReportKind
from reportgen.model.errors import Refusal
from reportgen.model.formats import Format
from reportgen.model.problems import Problem
from reportgen.model.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What was asked for, the same for every workbook."""

    folder: Path
    kinds: tuple[ReportKind, ...]
    formats: tuple[Format, ...]
    final: bool
    large_print: bool
    as_at: dt.date | None
    attach_source: bool
    templates: Path | None
    previous: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What came of one workbook: its problems, what is to be said, the files that were written, and the exit code."""

    workbook: Path
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Of each refusal what is the case and what to do. Words, for a refusal does not travel between processes."""
    files: tuple[Path, ...] = ()
    exit_code: int = 0


def build_many(workbooks: Sequence[Path], order: BuildOptions) -> Iterator[BuildResult]:
    """What comes of each workbook, in their order. Several are made side by side, and each process loads the libraries once."""
    workers = min(len(workbooks), os.cpu_count() or 1)
    if workers == 1:
        yield from map(partial(build_one, order=order), workbooks)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one workbook needs none

    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        yield from pool.map(partial(build_one, order=order), workbooks)


def _leave_interrupts() -> None:
    """Ctrl-C ends the program that waits; its workers would each print where they were."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def build_one(workbook: Path, order: BuildOptions) -> BuildResult:
    """Make one workbook's documents and write them. A format that cannot be made does not stop the others."""
    problems: tuple[Problem, ...] = ()
    try:
        reading = read.read(workbook, previous=order.previous)
        problems = reading.problems
        made = _documents(workbook, reading, order)
        save(made.files)
    except Refusal as refusal:
        return BuildResult(workbook=workbook, problems=problems, refused=(str(refusal),), exit_code=refusal.exit_code)
    return BuildResult(
        workbook=workbook,
        problems=problems,
        said=tuple(made.said),
        refused=tuple(dict.fromkeys(map(str, made.refusals))),  # one template may serve several reports
        files=tuple(made.files),
        exit_code=max((refusal.exit_code for refusal in made.refusals), default=0),
    )


@dataclass(slots=True)
class _Documents:
    """The documents of one workbook by the path they are to have, and what is to be said of them."""

    files: dict[Path, bytes]
    said: list[str]
    refusals: list[Refusal]


def _documents(workbook: Path, reading: Reading, order: BuildOptions) -> _Documents:
    found = _Documents({}, [], [])
    attached = documents.attached(workbook, reading) if order.attach_source else None
    for kind in order.kinds:
        view = read.report(
            reading, kind, final=order.final, large_print=order.large_print, as_at=order.as_at, attached=order.attach_source
        )
        if gaps := read.to_complete(view):
            found.said.append(f"{workbook.name}: the {kind.value} is not whole: {', '.join(gaps)}.")
        made = documents.render_all(view, formats=order.formats, templates=order.templates, attached=attached)
        found.said += [f"{workbook.name}: your templates make the {kind.value} differ. {words}" for words in made.differences]
        found.refusals += (documents.placed(refusal, reading) for refusal in made.refusals)
        name = f"{workbook.stem}-{kind.value}{'-large-print' if order.large_print else ''}"
        found.files |= {order.folder / f"{name}.{form.value}": content for form, content in made.files.items()}
    return found
