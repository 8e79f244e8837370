"""`reportgen build`: the documents of one workbook or of several."""

from pathlib import Path
from typing import Any

from reportgen.app.build import BuildOptions, BuildResult, build_many
from reportgen.app.read import ReportKind
from reportgen.cli import console
from reportgen.cli.check import tally
from reportgen.cli.commands import Commands, day
from reportgen.model.errors import Unwritable
from reportgen.model.formats import Format
from reportgen.model.problems import Severity

_ALL = "all"
_REPORTS = [*(kind.value for kind in ReportKind), _ALL]


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
    add(
        "--as-at",
        metavar="DATE",
        type=day,
        help="day in the documents’ properties, as 2017-01-31 (that of the workbook’s last saving)",
    )
    add("--attach-source", action="store_true", help="put the workbook inside the PDF")
    add("--large-print", action="store_true", help="for reading: 18 point, one action under another in place of tables")
    add("--templates", metavar="DIR", type=Path, help="look for templates here first, file by file")
    one.set_defaults(run=build)


def build(
    *,
    workbooks: list[Path],
    output: Path,
    reports: list[str] | None,
    formats: list[str] | None,
    **how: Any,  # noqa: ANN401 - as the fields of an order are named
) -> int:
    """Make the documents of these workbooks, each on its own; return the worst of their exit codes."""
    kinds = (
        tuple(ReportKind)
        if _ALL in (reports or ())
        else tuple(map(ReportKind, dict.fromkeys(reports or [ReportKind.ACTION_PLAN.value])))
    )
    forms = tuple(map(Format, dict.fromkeys(formats or [kind.value for kind in Format])))
    order = BuildOptions(folder=output, kinds=kinds, formats=forms, **how)
    listed = list(dict.fromkeys(workbooks))
    _must_differ(listed)
    with console.progress(build_many(listed, order), len(listed)) as made:
        return max(_told(one, several=len(listed) > 1) for one in made)


def _must_differ(workbooks: list[Path]) -> None:
    """Refuse workbooks of one name, whose documents would overwrite each other."""
    stems = [path.stem.casefold() for path in workbooks]
    if twice := [str(path) for path, stem in zip(workbooks, stems, strict=True) if stems.count(stem) > 1]:
        raise Unwritable(
            code="same-name",
            what=f"The documents of {' and '.join(twice)} would have the same names.",
            fix="Build them one by one, each into a folder of its own with -o.",
        )


def _told(built: BuildResult, *, several: bool) -> int:
    """Print what came of a workbook: what is wrong in it on the screen's own stream, its documents one a line. Its exit code."""
    console.problems([p for p in built.problems if p.severity is not Severity.NOTE], err=True)
    if built.problems:
        console.tell(
            f"{built.workbook.name}: {tally(built.problems)}. All of them: reportgen check {console.named(built.workbook)}"
        )
    for words in (*built.said, *(f"{built.workbook.name}: {said}" if several else said for said in built.refused)):
        console.tell(words)
    for path in built.files:
        console.result(str(path))
    return built.exit_code
