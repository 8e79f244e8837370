"""`reportgen new`: a workbook to start from."""

from pathlib import Path

from reportgen.app.files import workbook_path
from reportgen.app.start import new as new_workbook
from reportgen.cli.commands import Commands, today
from reportgen.cli.console import result


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser(
        "new", help="make a blank workbook to fill in", description="Make a blank workbook."
    )
    one.add_argument(
        "path", metavar="PATH", type=Path, help="the workbook to make, ending in .xlsx"
    )
    one.add_argument(
        "--example", action="store_true", help="fill it with a real plan, to try things on"
    )
    one.set_defaults(run=new)


def new(*, path: Path, example: bool) -> int:
    """Make the workbook; a file that is there already is never written over."""
    result(str(new_workbook(workbook_path(path), example=example, made=today())))
    return 0
