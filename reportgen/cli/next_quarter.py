"""`reportgen next-quarter`: the workbook of the next quarter."""

from pathlib import Path

from reportgen.app import next_quarter as rolling
from reportgen.app.files import workbook_path
from reportgen.cli import console
from reportgen.cli.commands import Commands, add_new_workbook, today


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "next-quarter",
        help="put this quarter's words into History and make the next quarter's workbook",
        description=(
            "Put this quarter's words into History, clear the officers' cells, move the quarter on,"
            " in a new workbook."
        ),
    )
    command.add_argument(
        "workbook",
        metavar="WORKBOOK",
        type=Path,
        help="this quarter's workbook, which stays as it is",
    )
    add_new_workbook(command)
    command.add_argument("--force", action="store_true", help="although the workbook has errors")
    command.set_defaults(run=next_quarter)


def next_quarter(*, workbook: Path, output: Path, force: bool) -> int:
    """Make the next quarter's workbook; a file that is there already is never written over."""
    rolled = rolling.next_quarter(workbook, workbook_path(output), made_on=today(), force=force)
    console.result(str(rolled.path))
    console.tell(
        f"What was said in {rolled.before} is in the sheet History; the quarter is now"
        f" {rolled.after}."
    )
    if rolled.cleared:
        console.tell(
            f"Cleared, for they were of the last meeting: {', '.join(rolled.cleared)}. Type the new"
            " ones in Report."
        )
    if rolled.kept:
        console.tell(
            f"Kept in Report as in {rolled.before}: {', '.join(rolled.kept)}. Read them again, and"
            " change what was of that quarter only."
        )
    if rolled.own:
        console.tell(
            f"Kept in Actions, in columns of your own: {', '.join(rolled.own)}. Nobody is asked for"
            f" them: take out what was of {rolled.before} only."
        )
    console.problems(rolled.problems, err=True)
    console.tell("Kept in Actions: targets, revised timescales, and what is complete.")
    return 0
