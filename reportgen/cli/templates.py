"""`reportgen templates copy`: copies of the templates, to restyle."""

from pathlib import Path

from reportgen.app.files import save
from reportgen.cli.commands import Commands
from reportgen.cli.console import result
from reportgen.resources import shipped


def add(commands: Commands) -> None:
    """Describe the command."""
    group = commands.add_parser("templates", help="copy the templates, to restyle them")
    one = group.add_subparsers(title="commands", metavar="COMMAND", required=True).add_parser(
        "copy",
        help="copy the templates to a folder",
        description="Copy the templates to a folder. Then: reportgen build WORKBOOK --templates DIR",
    )
    one.add_argument("folder", metavar="DIR", type=Path, help="the folder to copy them to")
    one.set_defaults(run=copy)


def copy(*, folder: Path) -> int:
    """Copy every template; one that is there already is never written over, and then none is."""
    from reportgen.render.templates import FILES  # noqa: PLC0415 - Jinja is heavy, and every command loads this file

    files = {folder / name: (shipped("templates") / name).read_bytes() for name in FILES}
    save(files, overwrite=False)
    for path in files:
        result(str(path))
    return 0
