"""`reportgen doctor`: what is installed, what is missing, and how to get it."""

import platform
from importlib.metadata import PackageNotFoundError, version

import typer

_PACKAGES = ("openpyxl", "jinja2", "python-docx", "docxtpl", "weasyprint")


def doctor() -> None:
    """Say what is installed, what is missing and how to get it. Exit 6 if a document could not be made."""
    from reportgen.render.pdf import fonts  # noqa: PLC0415 - heavy, and `check` loads this file too

    typer.echo(f"reportgen     {version('reportgen')}, on Python {platform.python_version()}, {platform.system()}")
    missing = [name for name in _PACKAGES if not _said(name)]
    state = fonts()
    typer.echo(f"PDF           {state.what}")
    if state.fix:
        typer.echo(f"              {state.fix}")
    if missing:
        typer.echo(f"Missing       {', '.join(missing)}: run “pip install reportgen” again.")
    raise typer.Exit(0 if state.sound and not missing else 6)


def _said(package: str) -> bool:
    try:
        typer.echo(f"{package:<13} {version(package)}")
    except PackageNotFoundError:
        return False
    return True
