"""`reportgen new`, `reportgen templates copy` and `reportgen doctor`.

A workbook to start from, templates to restyle, and what is installed.
"""

import platform
from pathlib import Path

from reportgen.app import start
from reportgen.app.files import workbook_path
from reportgen.cli.commands import Commands, today
from reportgen.cli.console import result, results


def add_new(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "new", help="make a blank workbook to fill in", description="Make a blank workbook."
    )
    command.add_argument(
        "path", metavar="PATH", type=Path, help="the workbook to make, ending in .xlsx"
    )
    command.add_argument(
        "--example", action="store_true", help="fill it with a real plan, to try things on"
    )
    command.set_defaults(run=new)


def new(*, path: Path, example: bool) -> int:
    """Make the workbook; a file that is there already is never written over."""
    result(str(start.new(workbook_path(path), example=example, made_on=today())))
    return 0


def add_templates(commands: Commands) -> None:
    """Describe the command."""
    group = commands.add_parser("templates", help="copy the templates, to restyle them")
    command = group.add_subparsers(title="commands", metavar="COMMAND", required=True).add_parser(
        "copy",
        help="copy the templates to a folder",
        description=(
            "Copy the templates to a folder. Then: reportgen build WORKBOOK --templates DIR"
        ),
    )
    command.add_argument("folder", metavar="DIR", type=Path, help="the folder to copy them to")
    command.set_defaults(run=copy_templates)


def copy_templates(*, folder: Path) -> int:
    """Copy every template; one that is there already is never written over, and then none is."""
    results(start.copy_templates(folder))
    return 0


def add_doctor(commands: Commands) -> None:
    """Describe the command."""
    words = "say what is installed, what is missing and how to get it"
    commands.add_parser("doctor", help=words, description=f"{words.capitalize()}.").set_defaults(
        run=doctor
    )


def doctor() -> int:
    """Print the state of the installation; 6 if a document could not be made."""
    state = start.installation()
    system = f"Python {platform.python_version()}, {platform.system()}"
    result(f"reportgen     {state.version}, on {system}")
    for package, version in state.packages.items():
        result(f"{package:<13} {version}")
    if state.typst and not state.fonts.sound:
        result("PDF           works, by Typst; WeasyPrint or Pango is not installed, nor needed")
    else:
        result(f"PDF           {state.fonts.what}")
        if state.fonts.fix:
            result(f"              {state.fonts.fix}")
    if state.missing:
        result(f"Missing       {', '.join(state.missing)}: run “pip install reportgen” again.")
    return 0 if state.sound else 6
