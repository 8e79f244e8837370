"""`reportgen check`: what is wrong in a workbook."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.app.annotate import annotate as annotated_copy
from reportgen.app.check import CheckResult, check_all
from reportgen.app.turns import OwnFault
from reportgen.cli import console
from reportgen.cli.commands import Commands
from reportgen.cli.remedies import worded
from reportgen.model.errors import Refusal
from reportgen.model.problems import counted


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "check",
        help="name every problem in a workbook by its cell",
        description=(
            "Name every problem in a workbook by its cell. Ends with 1 if the paper would be wrong."
        ),
    )
    command.add_argument(
        "workbooks", metavar="WORKBOOK", nargs="+", type=Path, help="an .xlsx workbook"
    )
    command.add_argument(
        "--json",
        action="store_true",
        dest="as_json",
        help="print one JSON document and nothing else",
    )
    command.add_argument(
        "--annotate",
        action="store_true",
        help="also make a copy, ...-checked.xlsx, with each faulty cell marked",
    )
    command.set_defaults(run=check)


def check(*, workbooks: list[Path], as_json: bool, annotate: bool) -> int:
    """Print every problem of these workbooks; 1 if a paper would be wrong, 3 if one is unread."""
    results = {result.workbook: result for result in check_all(workbooks)}
    copies = _copies(results.values()) if annotate else {}
    if as_json:
        _print_json(results.values(), copies)
    else:
        for result in results.values():
            _print(result, several=len(results) > 1)
    for copy in copies.values():
        if isinstance(copy, Refusal):
            console.refused(copy)
        elif not as_json:
            console.tell(f"Marked in {copy}.")
    refused = (copy.exit_code for copy in copies.values() if isinstance(copy, Refusal))
    return max((*(result.exit_code for result in results.values()), *refused))


def _copies(results: Iterable[CheckResult]) -> dict[Path, Path | Refusal]:
    """Make a marked copy of each workbook that could be read; by workbook, or why there is none."""
    copies: dict[Path, Path | Refusal] = {}
    for result in results:
        if isinstance(result.outcome, Refusal | OwnFault):
            continue
        try:
            copies[result.workbook] = annotated_copy(result.workbook, result.outcome.reading)
        except Refusal as refusal:
            copies[result.workbook] = refusal
    return copies


def _print(result: CheckResult, *, several: bool) -> None:
    if isinstance(result.outcome, Refusal):
        console.refused(result.outcome, result.workbook if several else None)
        return
    if isinstance(result.outcome, OwnFault):
        console.tell(f"{result.workbook.name} could not be checked.")
        console.fault(result.outcome.error)
        return
    if several:
        console.result(f"{result.workbook}:")
    console.problems(result.outcome.problems)
    console.tell(f"{result.workbook.name}: {counted(result.outcome.problems)}.")


def _print_json(results: Iterable[CheckResult], copies: Mapping[Path, Path | Refusal]) -> None:
    marked = {
        workbook: {"annotated": str(copy)}
        for workbook, copy in copies.items()
        if isinstance(copy, Path)
    }
    listed = [{**result.to_json(worded), **marked.get(result.workbook, {})} for result in results]
    console.document({"workbooks": listed})
