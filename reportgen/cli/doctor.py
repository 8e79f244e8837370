"""`reportgen doctor`: what is installed, what is missing, and how to get it."""

from reportgen.cli.commands import Commands
from reportgen.cli.console import result

_PACKAGES = ("openpyxl", "jinja2", "python-docx", "docxtpl", "weasyprint")


def add(commands: Commands) -> None:
    """Describe the command."""
    words = "say what is installed, what is missing and how to get it"
    commands.add_parser("doctor", help=words, description=f"{words.capitalize()}.").set_defaults(run=doctor)


def doctor() -> int:
    """Print the state of the installation; 6 if a document could not be made."""
    import platform  # noqa: PLC0415 - these are heavy, and every command loads this file
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - the same

    from reportgen.render.weasyprint.engine import fonts  # noqa: PLC0415 - the same

    result(f"reportgen     {version('reportgen')}, on Python {platform.python_version()}, {platform.system()}")
    missing = []
    for package in _PACKAGES:
        try:
            result(f"{package:<13} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    state = fonts()
    result(f"PDF           {state.what}")
    if state.fix:
        result(f"              {state.fix}")
    if missing:
        result(f"Missing       {', '.join(missing)}: run “pip install reportgen” again.")
    return 0 if state.sound and not missing else 6
