"""`reportgen build`: the documents of one workbook or of several."""

import datetime as dt
from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen.app.build import BuildOptions, BuildResult, build_many
from reportgen.cli import console
from reportgen.cli.commands import Commands, day, language
from reportgen.model.edition import PAPERS, Edition, Engine, Format, ReportKind
from reportgen.model.problems import Severity, counted

_ALL, _AUTO = "all", "auto"
_REPORTS = [*(kind.value for kind in ReportKind), _ALL]


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "build",
        help="make the action plan, or another report, as PDF, Word and web page",
        description=(
            "Make the action plan, or another report, as PDF, Word and web page: a draft, or"
            " --final."
        ),
    )
    command.add_argument(
        "workbooks", metavar="WORKBOOK", nargs="+", type=Path, help="an .xlsx workbook"
    )
    arguments(command)
    command.set_defaults(run=build)


def arguments(command: ArgumentParser) -> None:
    """Describe what is asked for of a workbook, in `build` and in `watch`."""
    add, formats = command.add_argument, [kind.value for kind in Format]
    folder = Path("output")
    add("-o", "--output", metavar="DIR", type=Path, default=folder, help="write here (output)")
    which = "which report, or all (the action plan)"
    add("--report", dest="reports", action="append", choices=_REPORTS, help=which)
    kinds = "which format (pdf, docx and html; txt is for speech and braille)"
    add("--format", dest="formats", action="append", choices=formats, help=kinds)
    add("--final", action="store_true", help="leave out DRAFT; refused while there are errors")
    earlier = "an earlier quarter's workbook, to compare with"
    add("--previous", metavar="WORKBOOK", type=Path, help=earlier)
    dated = "day in the documents’ properties, as 2017-01-31 (that of the workbook’s last saving)"
    add("--as-at", metavar="DATE", type=day, help=dated)
    add("--attach-source", action="store_true", help="put the workbook inside the PDF")
    large = "for reading: 18 point, one action under another in place of tables"
    add("--large-print", action="store_true", help=large)
    engines = [_AUTO, *(engine.value for engine in Engine)]
    laid = "what lays out the PDF (auto: WeasyPrint where it works, else Typst)"
    add("--engine", choices=engines, default=_AUTO, help=laid)
    both = "make each PDF by both engines, and compare them (nothing is written where they differ)"
    add("--cross-check", action="store_true", help=both)
    spoken = "in the words of the columns in this language, as cy; may be given again"
    add("--language", dest="languages", metavar="TAG", action="append", type=language, help=spoken)
    add("--templates", metavar="DIR", type=Path, help="look for templates here first, file by file")


def build(*, workbooks: list[Path], **asked: Any) -> int:  # noqa: ANN401 - of `options_of`
    """Make the documents of these workbooks, each on its own; return the worst exit code."""
    listed = list(dict.fromkeys(workbooks))
    with console.progress(build_many(listed, options_of(**asked)), len(listed)) as results:
        return max(told(result, several=len(listed) > 1) for result in results)


def options_of(  # noqa: PLR0913 - the options of the command
    *,
    output: Path,
    reports: list[str] | None,
    formats: list[str] | None,
    final: bool,
    large_print: bool,
    as_at: dt.date | None,
    attach_source: bool,
    languages: list[str] | None,
    engine: str,
    cross_check: bool,
    templates: Path | None,
    previous: Path | None,
) -> BuildOptions:
    """What the options ask for."""
    edition = Edition(final=final, large_print=large_print, day=as_at, attached=attach_source)
    return BuildOptions(
        folder=output,
        editions=tuple(
            replace(edition, report=kind, language=tag)
            for tag in dict.fromkeys(languages or [""])
            for kind in _kinds(reports)
        ),
        formats=tuple(map(Format, dict.fromkeys(formats or [kind.value for kind in PAPERS]))),
        templates=templates,
        previous=previous,
        engine=None if engine == _AUTO else Engine(engine),
        cross_check=cross_check,
    )


def _kinds(reports: list[str] | None) -> tuple[ReportKind, ...]:
    """The reports that are named; all of them, or the action plan where none is."""
    if _ALL in (reports or ()):
        return tuple(ReportKind)
    return tuple(map(ReportKind, dict.fromkeys(reports or [ReportKind.ACTION_PLAN.value])))


def told(result: BuildResult, *, several: bool) -> int:
    """Print what came of a workbook, its documents one a line; return its exit code."""
    serious = [problem for problem in result.problems if problem.severity is not Severity.NOTE]
    console.problems(serious, err=True)
    if result.problems:
        path = console.named(result.workbook)
        name = result.workbook.name
        console.tell(f"{name}: {counted(result.problems)}. All of them: reportgen check {path}")
    for note in result.notes:
        console.tell(note)
    for refusal in result.refusals:
        console.refused(refusal, result.workbook if several else None)
    if result.fault:
        console.tell(f"{result.workbook.name}: no documents were made of it.")
        console.fault(result.fault)
    console.results(result.files)
    return result.exit_code
