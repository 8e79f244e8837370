"""`reportgen chase`: reminders for those who have not answered."""

import datetime as dt
from pathlib import Path

from reportgen.app import chase as chasing
from reportgen.cli import console
from reportgen.cli.commands import Commands, add_returns, day, today


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "chase",
        help="write reminders for those who have not answered",
        description=(
            "Write a reminder, ready to send, for each officer with actions that have no status"
            " yet."
        ),
    )
    add_returns(command)
    command.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        required=True,
        help="the folder to write them to",
    )
    command.add_argument(
        "--due",
        metavar="DATE",
        type=day,
        help="the day of return, as 2017-01-13 or 13/01/2017 (the Return date)",
    )
    command.add_argument(
        "--templates", metavar="DIR", type=Path, help="look for the message's template here first"
    )
    command.set_defaults(run=chase)


def chase(
    *,
    workbook: Path,
    returns: list[Path],
    output: Path,
    due: dt.date | None,
    templates: Path | None,
) -> int:
    """Write all reminders or none; a file that is there already is never written over."""
    chased = chasing.chase(workbook, returns, due=due, made=today(), templates=templates)
    console.problems(chased.problems, err=True)
    console.results(chased.mailing.save(output))
    for sentence in chased.mailing.sentences:
        console.tell(sentence)
    return 0
