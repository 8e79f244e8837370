"""Many workbooks, each to its documents, over all the computer's cores. Touches the disk."""

import datetime as dt
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen import making, pipeline
from reportgen.errors import Refusal
from reportgen.output import save
from reportgen.pipeline import Kind
from reportgen.problems import Problem
from reportgen.reading import Reading
from reportgen.render.formats import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for, the same for every workbook."""

    folder: Path
    kinds: tuple[Kind, ...]
    formats: tuple[Format, ...]
    final: bool
    large_print: bool
    as_at: dt.date | None
    attach_source: bool
    templates: Path | None
    previous: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came of one workbook: its problems, what is to be said, the files that were written, and the exit code."""

    workbook: Path
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """Of each refusal what is the case and what to do. Words, for a refusal does not travel between processes."""
    files: tuple[Path, ...] = ()
    exit_code: int = 0


def each(workbooks: Sequence[Path], order: Order) -> Iterator[Built]:
    """What comes of each workbook, in their order. Several are made side by side, and each process loads the libraries once."""
    workers = min(len(workbooks), os.cpu_count() or 1)
    if workers == 1:
        yield from map(partial(built, order=order), workbooks)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one workbook needs none

    with ProcessPoolExecutor(workers, initializer=_leave_interrupts) as pool:
        yield from pool.map(partial(built, order=order), workbooks)


def _leave_interrupts() -> None:
    """Ctrl-C ends the program that waits; its workers would each print where they were."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def built(workbook: Path, order: Order) -> Built:
    """Make one workbook's documents and write them. A format that cannot be made does not stop the others."""
    problems: tuple[Problem, ...] = ()
    try:
        reading = pipeline.read(workbook, previous=order.previous)
        problems = reading.problems
        made = _documents(workbook, reading, order)
        save(made.files)
    except Refusal as refusal:
        return Built(workbook=workbook, problems=problems, refused=(str(refusal),), exit_code=refusal.exit_code)
    return Built(
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


def _documents(workbook: Path, reading: Reading, order: Order) -> _Documents:
    found = _Documents({}, [], [])
    attached = making.attached(workbook, reading) if order.attach_source else None
    for kind in order.kinds:
        view = pipeline.report(
            reading, kind, final=order.final, large_print=order.large_print, as_at=order.as_at, attached=order.attach_source
        )
        if gaps := pipeline.to_complete(view):
            found.said.append(f"{workbook.name}: the {kind.value} is not whole: {', '.join(gaps)}.")
        made = making.made(view, formats=order.formats, templates=order.templates, attached=attached)
        found.said += [f"{workbook.name}: your templates make the {kind.value} differ. {words}" for words in made.differences]
        found.refusals += (making.placed(refusal, reading) for refusal in made.refusals)
        name = f"{workbook.stem}-{kind.value}{'-large-print' if order.large_print else ''}"
        found.files |= {order.folder / f"{name}.{form.value}": content for form, content in made.files.items()}
    return found
