"""`reportgen templates copy`: copies of the templates, to restyle."""

from pathlib import Path

from reportgen.app.start import copy_templates
from reportgen.cli.commands import Commands
from reportgen.cli.console import results


def add(commands: Commands) -> None:
    """Describe the command."""
    group = commands.add_parser("templates", help="copy the templates, to restyle them")
    one = group.add_subparsers(title="commands", metavar="COMMAND", required=True).add_parser(
        "copy",
        help="copy the templates to a folder",
        description=(
            "Copy the templates to a folder. Then: reportgen build WORKBOOK --templates DIR"
        ),
    )
    one.add_argument("folder", metavar="DIR", type=Path, help="the folder to copy them to")
    one.set_defaults(run=copy)


def copy(*, folder: Path) -> int:
    """Copy every template; one that is there already is never written over, and then none is."""
    results(copy_templates(folder))
    return 0
