"""`reportgen merge`: what officers sent back, in one workbook."""

from pathlib import Path

from reportgen.app import merge as merging
from reportgen.app.files import workbook_path
from reportgen.app.merge import MergedPlan
from reportgen.cli import console
from reportgen.cli.commands import Commands, add_new_workbook, add_returns, today
from reportgen.cli.remedies import worded
from reportgen.model.errors import Refusal
from reportgen.model.problems import counted


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "merge",
        help="take what officers sent back into the plan's workbook",
        description=(
            "Take the officers' cells from what came back into a new workbook. Ends with 1 if"
            " something was not taken."
        ),
    )
    add_returns(command)
    add_new_workbook(command)
    command.add_argument(
        "--prefer",
        metavar="WHICH",
        action="append",
        default=[],
        help="where two disagree: “newest”, or the file that holds; may be given several times",
    )
    command.add_argument(
        "--disputes",
        metavar="FILE",
        type=Path,
        help=(
            "where two disagree: a workbook to make, with their answers side by side; choose in it,"
            " and give it among the returns"
        ),
    )
    command.add_argument(
        "--json",
        action="store_true",
        dest="as_json",
        help="print one JSON document and nothing else",
    )
    command.set_defaults(run=merge)


def merge(  # noqa: PLR0913 - one argument for each option
    *,
    workbook: Path,
    returns: list[Path],
    output: Path,
    prefer: list[str],
    disputes: Path | None,
    as_json: bool,
) -> int:
    """Make the merged workbook; a file that is there already is never written over."""
    path = workbook_path(output)
    merged = merging.merge(
        workbook,
        returns,
        path,
        prefer=prefer,
        disputes=workbook_path(disputes) if disputes else None,
        made_on=today(),
    )
    if as_json:
        console.document(merged.to_json(worded))
    else:
        console.problems(merged.problems, err=True)
        console.columns(_lines(merged))
        console.tell(_sum(merged))
        console.result(str(merged.path))
        if merged.disputes:
            console.result(str(merged.disputes))
            console.tell("Choose in its last column, and merge again with it among the returns.")
        elif disputes:
            console.tell(f"No returns disagree, so {disputes} was not made.")
    for fault in merged.faults:
        console.fault(fault)
    if merged.faults:
        return Refusal.exit_code
    return 0 if merged.sound else 1


def _lines(plan: MergedPlan) -> list[tuple[str, ...]]:
    """The table of who has answered, with its headings."""
    rows = [
        (
            line.officer or "(no officer)",
            line.state.value,
            f"{line.answered} of {len(line.all)}",
            ", ".join(action.ref for action in line.open),
            ", ".join(action.ref for action in line.disputed),
        )
        for line in plan.merged.tally
    ]
    return [("Officer", "Return", "Answered", "Still open", "Disputed"), *rows]


def _sum(plan: MergedPlan) -> str:
    """“20 of 27 actions are answered; the returns disagree on 1 of them. ...”."""
    merged = plan.merged
    disputed = f"; the returns disagree on {merged.disputed} of them" if merged.disputed else ""
    answered = f"{merged.answered} of {merged.actions} actions are answered{disputed}."
    return f"{answered} The returns have {counted(plan.problems)}."
