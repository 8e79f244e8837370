"""`reportgen build`: the documents of one workbook or of several."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from reportgen import pipeline
from reportgen.cli import console
from reportgen.cli.check import tally
from reportgen.errors import Refusal
from reportgen.output import save
from reportgen.pipeline import Format
from reportgen.problems import Severity


class Kind(Enum):
    """The reports that can be made."""

    ACTION_PLAN = "action-plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What was asked for, the same for every workbook."""

    folder: Path
    formats: tuple[Format, ...]
    final: bool
    made: dt.date
    templates: Path | None


def build(  # noqa: PLR0913 - each is an option that people type
    workbooks: Annotated[list[Path], typer.Argument(metavar="WORKBOOK...", help="The .xlsx workbooks to build from.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")] = Path("output"),
    report: Annotated[list[Kind] | None, typer.Option(help="Which report. Default: action-plan.")] = None,
    formats: Annotated[list[Format] | None, typer.Option("--format", help="Which formats. Default: all three.")] = None,
    final: Annotated[bool, typer.Option("--final", help="Leave out DRAFT; refused while there are errors.")] = False,
    as_at: Annotated[
        dt.datetime | None,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d", "%d/%m/%Y"], help="The day of the paper. Default: today."),
    ] = None,
    templates: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Look for templates here first, file by file.")
    ] = None,
) -> None:
    """Make the action plan as PDF, Word and web page."""
    del report  # there is one kind so far, and typer has checked its name
    order = _Order(
        folder=output,
        formats=tuple(dict.fromkeys(formats or Format)),
        final=final,
        made=as_at.date() if as_at else dt.datetime.now().astimezone().date(),
        templates=templates,
    )
    several = len(set(workbooks)) > 1
    with console.progress(list(dict.fromkeys(workbooks))) as listed:
        worst = max(_one(workbook, order, several=several) for workbook in listed)
    raise typer.Exit(worst)


def _one(workbook: Path, order: _Order, *, several: bool) -> int:
    """Build one workbook's documents; return its exit code. A format that cannot be made does not stop the others."""
    shown = workbook if several else None
    try:
        reading = pipeline.read(workbook)
        _tell(workbook, reading)
        view = pipeline.report(reading, final=order.final)
    except Refusal as refusal:
        console.refused(refusal, shown)
        return refusal.exit_code
    worst, files = 0, {}
    for kind in order.formats:
        path = order.folder / f"{workbook.stem}-{Kind.ACTION_PLAN.value}.{kind.value}"
        try:
            files[path] = pipeline.document(view, kind, made=order.made, templates=order.templates)
        except Refusal as refusal:
            console.refused(refusal, shown)
            worst = max(worst, refusal.exit_code)
    try:
        save(files)
    except Refusal as refusal:
        console.refused(refusal, shown)
        return max(worst, refusal.exit_code)
    for path in files:
        typer.echo(str(path))
    return worst


def _tell(workbook: Path, reading: pipeline.Reading) -> None:
    """The errors and warnings on the screen's own stream, and where to see the notes."""
    console.problems([p for p in reading.problems if p.severity is not Severity.NOTE], err=True)
    if reading.problems:
        console.tell(f"{workbook.name}: {tally(reading.problems)}. All of them: reportgen check {workbook}")
