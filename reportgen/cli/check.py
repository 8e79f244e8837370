"""`reportgen check`: what is wrong in a workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app import read
from reportgen.cli import console
from reportgen.cli.commands import Commands
from reportgen.model.errors import Refusal, Unwritable
from reportgen.model.problems import Problem, Severity

if TYPE_CHECKING:
    from reportgen.model.reading import Reading


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser(
        "check",
        help="name every problem in a workbook by its cell",
        description="Name every problem in a workbook by its cell. Ends with 1 if the paper would be wrong.",
    )
    one.add_argument("workbooks", metavar="WORKBOOK", nargs="+", type=Path, help="an .xlsx workbook")
    one.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document and nothing else")
    one.add_argument("--annotate", action="store_true", help="also make a copy, ...-checked.xlsx, with each faulty cell marked")
    one.set_defaults(run=check)


def check(*, workbooks: list[Path], as_json: bool, annotate: bool) -> int:
    """Print every problem of these workbooks; 1 if a paper would be wrong, 3 if a workbook cannot be read."""
    readings: dict[Path, Reading | Refusal] = {}
    for workbook in workbooks:
        try:
            readings[workbook] = read.read(workbook)
        except Refusal as refusal:
            readings[workbook] = refusal
    copies = {book: _marked(book, one) for book, one in readings.items() if annotate and not isinstance(one, Refusal)}
    if as_json:
        _print_json(readings, copies)
    else:
        for workbook, reading in readings.items():
            _print(workbook, reading, several=len(readings) > 1)
    for copy in copies.values():
        if isinstance(copy, Refusal):
            console.refused(copy)
        elif not as_json:
            console.tell(f"Marked in {copy}.")
    return max(map(_exit_code, (*readings.values(), *copies.values())))


def _marked(workbook: Path, reading: "Reading") -> "Path | Refusal":
    """Make the marked copy, and give its path; or say why there is none. A copy that somebody worked in is never replaced."""
    from reportgen.app import rounds  # noqa: PLC0415 - only when asked
    from reportgen.app.files import save  # noqa: PLC0415 - the same

    copy = workbook.with_name(f"{workbook.stem}-checked{workbook.suffix}")
    if copy.exists() and not rounds.is_annotated(copy):
        what = f"Somebody has worked in {copy} since it was made, so it is not replaced, and the problems are not marked anew."
        return Unwritable(code="copy-changed", what=what, fix="Take over what was done there, move it away, and check again.")
    try:
        save({copy: rounds.annotated(workbook, reading)})
    except Refusal as refusal:
        return refusal
    return copy


def _exit_code(result: "Reading | Path | Refusal") -> int:
    if isinstance(result, Refusal):
        return result.exit_code
    return 0 if isinstance(result, Path) or result.sound else 1


def _print(workbook: Path, reading: "Reading | Refusal", *, several: bool) -> None:
    if isinstance(reading, Refusal):
        console.refused(reading, workbook if several else None)
        return
    if several:
        console.result(f"{workbook}:")
    console.problems(reading.problems)
    console.tell(f"{workbook.name}: {tally(reading.problems)}.")


def tally(problems: tuple[Problem, ...]) -> str:
    """“2 errors, 1 warning, no notes”."""
    from reportgen.reports.sentences import count  # noqa: PLC0415 - JSON does not need it

    return ", ".join(count(sum(problem.severity is severity for problem in problems), severity.value) for severity in Severity)


def _print_json(readings: "dict[Path, Reading | Refusal]", copies: "dict[Path, Path | Refusal]") -> None:
    import json  # noqa: PLC0415 - only when asked

    made = {workbook: {"annotated": str(copy)} for workbook, copy in copies.items() if isinstance(copy, Path)}
    listed = [{"workbook": str(book), **_as_dict(reading), **made.get(book, {})} for book, reading in readings.items()]
    console.result(json.dumps({"workbooks": listed}, ensure_ascii=False, indent=2))


def _as_dict(reading: "Reading | Refusal") -> dict[str, object]:
    """A reading for machines: whether it is sound, and its problems; or why it was refused."""
    if isinstance(reading, Refusal):
        return {"refused": {"code": reading.code, "what": reading.what, "fix": reading.fix}}
    return {
        "sound": reading.sound,
        "actions": len(reading.plan.actions),
        "problems": [console.as_dict(problem) for problem in reading.problems],
    }
