"""`reportgen split`: a workbook for each officer, and a message to send it with."""

import datetime as dt
from pathlib import Path

from reportgen.app import split as splitting
from reportgen.cli import console
from reportgen.cli.commands import Commands, add_mailing, add_plan, today


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
    add_plan(command)
    add_mailing(command)
    command.set_defaults(run=split)


def split(*, workbook: Path, output: Path, due: dt.date | None, templates: Path | None) -> int:
    """Make all workbooks and messages, or none; a file that is there is never written over."""
    mailing = splitting.split(workbook, due=due, made_on=today(), templates=templates)
    console.results(mailing.save(output))
    for sentence in mailing.sentences:
        console.tell(sentence)
    return 0
