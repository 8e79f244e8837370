"""`reportgen new`: a workbook to start from."""

from pathlib import Path

from reportgen.app.files import save
from reportgen.cli.commands import Commands, today, workbook_path
from reportgen.cli.console import result
from reportgen.resources import shipped

_EXAMPLE = "asb-2016-17-q3.xlsx"


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser("new", help="make a blank workbook to fill in", description="Make a blank workbook.")
    one.add_argument("path", metavar="PATH", type=Path, help="the workbook to make, ending in .xlsx")
    one.add_argument("--example", action="store_true", help="fill it with a real plan, to try things on")
    one.set_defaults(run=new)


def new(*, path: Path, example: bool) -> int:
    """Make the workbook; a file that is there already is never written over."""
    from reportgen.workbook.write.copies import blank  # noqa: PLC0415 - heavy, and every command loads this file

    path = workbook_path(path)
    content = (shipped("data") / _EXAMPLE).read_bytes() if example else blank(made=today())
    save({path: content}, overwrite=False)
    result(str(path))
    return 0
