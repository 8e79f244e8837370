"""`reportgen chase`: reminders for those who have not answered."""

import datetime as dt
from pathlib import Path

from reportgen.app import chase as chasing
from reportgen.cli import console
from reportgen.cli.commands import Commands, add_mailing, add_returns, today
from reportgen.model.text import count


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "chase",
        help="write reminders for those who have not answered",
        description=(
            "Write a reminder, ready to send, for each officer with actions that have no status"
            " yet. Ends with 1 if a return could not be read."
        ),
    )
    add_returns(command)
    add_mailing(command)
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
    chased = chasing.chase(workbook, returns, due=due, made_on=today(), templates=templates)
    console.problems(chased.problems, err=True)
    console.results(chased.mailing.save(output))
    for sentence in chased.mailing.sentences:
        console.tell(sentence)
    if not chased.problems:
        return 0
    console.tell(
        f"{count(len(chased.problems), 'return')} could not be read: look whose they are before"
        " you send these reminders."
    )
    return 1
