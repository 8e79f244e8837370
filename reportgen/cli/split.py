"""`reportgen split`: a workbook for each officer, and a message to send it with."""

import datetime as dt
from pathlib import Path

from reportgen.app import split as splitting
from reportgen.cli import console
from reportgen.cli.commands import Commands, day, today


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "split",
        help="make a workbook for each officer, and the messages to send them with",
        description=(
            "Make a workbook for each officer with that officer's actions; with a sheet Contacts,"
            " also messages to send."
        ),
    )
    command.add_argument(
        "workbook",
        metavar="WORKBOOK",
        type=Path,
        help="the whole plan's workbook, which stays as it is",
    )
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
    command.set_defaults(run=split)


def split(*, workbook: Path, output: Path, due: dt.date | None, templates: Path | None) -> int:
    """Make all workbooks and messages, or none; a file that is there is never written over."""
    mailing = splitting.split(workbook, due=due, made=today(), templates=templates)
    console.results(mailing.save(output))
    for sentence in mailing.sentences:
        console.tell(sentence)
    return 0
