"""`reportgen build`: the documents of one workbook or of several."""

import datetime as dt
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import pipeline
from reportgen.cli import console
from reportgen.cli.check import tally
from reportgen.cli.commands import Commands, day, today
from reportgen.errors import Refusal, Unwritable
from reportgen.output import save
from reportgen.pipeline import Format, Kind
from reportgen.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportgen.pipeline import View
    from reportgen.reading import Reading

_ALL = "all"
_REPORTS = [*(kind.value for kind in Kind), _ALL]


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser(
        "build",
        help="make the action plan, or another report, as PDF, Word and web page",
        description="Make the action plan, or another report, as PDF, Word and web page: a draft, or --final.",
    )
    add, formats = one.add_argument, [kind.value for kind in Format]
    add("workbooks", metavar="WORKBOOK", nargs="+", type=Path, help="an .xlsx workbook")
    add("-o", "--output", metavar="DIR", type=Path, default=Path("output"), help="write here (output)")
    add("--report", dest="reports", action="append", choices=_REPORTS, help="which report, or all (the action plan)")
    add("--format", dest="formats", action="append", choices=formats, help="which format (all)")
    add("--final", action="store_true", help="leave out DRAFT; refused while there are errors")
    add("--previous", metavar="WORKBOOK", type=Path, help="an earlier quarter's workbook, to compare with")
    add("--as-at", metavar="DATE", type=day, help="day in Word’s properties, as 2017-01-31 or 31/01/2017 (today)")
    add("--templates", metavar="DIR", type=Path, help="look for templates here first, file by file")
    one.set_defaults(run=build)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What was asked for, the same for every workbook."""

    folder: Path
    kinds: tuple[Kind, ...]
    formats: tuple[Format, ...]
    final: bool
    made: dt.date
    templates: Path | None
    previous: Path | None


def build(  # noqa: PLR0913 - each is an option that people type
    *,
    workbooks: list[Path],
    output: Path,
    reports: list[str] | None,
    formats: list[str] | None,
    final: bool,
    as_at: dt.date | None,
    templates: Path | None,
    previous: Path | None,
) -> int:
    """Make the documents of these workbooks, each on its own; return the worst of their exit codes."""
    order = _Order(
        folder=output,
        kinds=tuple(Kind) if _ALL in (reports or ()) else tuple(map(Kind, dict.fromkeys(reports or [Kind.ACTION_PLAN.value]))),
        formats=tuple(Format(kind) for kind in dict.fromkeys(formats or [kind.value for kind in Format])),
        final=final,
        made=as_at or today(),
        templates=templates,
        previous=previous,
    )
    listed = list(dict.fromkeys(workbooks))
    _must_differ(listed)
    with console.progress(listed) as each:
        return max(_one(workbook, order, several=len(listed) > 1) for workbook in each)


def _must_differ(workbooks: list[Path]) -> None:
    """Refuse workbooks of one name, whose documents would overwrite each other."""
    stems = [path.stem.casefold() for path in workbooks]
    if twice := [str(path) for path, stem in zip(workbooks, stems, strict=True) if stems.count(stem) > 1]:
        raise Unwritable(
            code="same-name",
            what=f"The documents of {' and '.join(twice)} would have the same names.",
            fix="Build them one by one, each into a folder of its own with -o.",
        )


def _one(workbook: Path, order: _Order, *, several: bool) -> int:
    """Build one workbook's documents; return its exit code. A format that cannot be made does not stop the others."""
    shown = workbook if several else None
    try:
        reading = pipeline.read(workbook, previous=order.previous)
        _tell(workbook, reading)
        views = {kind: pipeline.report(reading, kind, final=order.final) for kind in order.kinds}
    except Refusal as refusal:
        console.refused(refusal, shown)
        return refusal.exit_code
    for kind, view in views.items():
        if gaps := pipeline.to_complete(view):
            console.tell(f"{workbook.name}: the {kind.value} is not whole: {', '.join(gaps)}.")
    worst, files = _rendered(views, order, workbook.stem, shown)
    try:
        save(files)
    except Refusal as refusal:
        console.refused(refusal, shown)
        return max(worst, refusal.exit_code)
    for path in files:
        console.result(str(path))
    return worst


def _rendered(views: "Mapping[Kind, View]", order: _Order, stem: str, shown: Path | None) -> tuple[int, dict[Path, bytes]]:
    """The worst exit code, and the documents that could be made, by the path they are to have."""
    worst, files, said = 0, {}, set()
    for (kind, view), made in product(views.items(), order.formats):
        path = order.folder / f"{stem}-{kind.value}.{made.value}"
        try:
            files[path] = pipeline.document(view, made, made=order.made, templates=order.templates)
        except Refusal as refusal:
            if str(refusal) not in said:  # one template may serve two formats
                console.refused(refusal, shown)
            said.add(str(refusal))
            worst = max(worst, refusal.exit_code)
    return worst, files


def _tell(workbook: Path, reading: "Reading") -> None:
    """The errors and warnings on the screen's own stream, and where to see the notes."""
    console.problems([p for p in reading.problems if p.severity is not Severity.NOTE], err=True)
    if reading.problems:
        console.tell(f"{workbook.name}: {tally(reading.problems)}. All of them: reportgen check {workbook}")
