"""`reportgen watch`: the documents of a workbook, made again whenever it is saved."""

from pathlib import Path
from typing import Any

from reportgen.app.watch import watch as watching
from reportgen.cli import console
from reportgen.cli.build import arguments, options_of, told
from reportgen.cli.commands import Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    words = "build a workbook, and again each time that you save it"
    command = commands.add_parser(
        "watch", help=words, description=f"{words.capitalize()}. Ctrl-C ends it."
    )
    command.add_argument("workbook", metavar="WORKBOOK", type=Path, help="an .xlsx workbook")
    arguments(command)
    command.set_defaults(run=watch)


def watch(*, workbook: Path, **asked: Any) -> int:  # noqa: ANN401 - of `options_of`
    """Make the documents until Ctrl-C; each build is told of as `build` does."""
    try:
        for result in watching(workbook, options_of(**asked)):
            told(result, several=False)
            console.tell(f"Waiting until {workbook.name} is saved again. Ctrl-C ends this.")
    except KeyboardInterrupt:
        return 0
    return 0
