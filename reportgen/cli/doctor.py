"""`reportgen doctor`: what is installed, what is missing, and how to get it."""

import platform

from reportgen.app.start import installation
from reportgen.cli.commands import Commands
from reportgen.cli.console import result


def add(commands: Commands) -> None:
    """Describe the command."""
    words = "say what is installed, what is missing and how to get it"
    commands.add_parser("doctor", help=words, description=f"{words.capitalize()}.").set_defaults(
        run=doctor
    )


def doctor() -> int:
    """Print the state of the installation; 6 if a document could not be made."""
    state = installation()
    system = f"Python {platform.python_version()}, {platform.system()}"
    result(f"reportgen     {state.version}, on {system}")
    for package, version in state.packages.items():
        result(f"{package:<13} {version}")
    result(f"PDF           {state.fonts.what}")
    if state.fonts.fix:
        result(f"              {state.fonts.fix}")
    if state.missing:
        result(f"Missing       {', '.join(state.missing)}: run “pip install reportgen” again.")
    return 0 if state.sound else 6
