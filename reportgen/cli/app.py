"""The program that people type: its commands, its help, and how it ends."""

import sys
from typing import Annotated, TextIO

import typer

from reportgen.cli import bug
from reportgen.cli.build import build
from reportgen.cli.check import check
from reportgen.cli.doctor import doctor
from reportgen.cli.new import new
from reportgen.cli.templates import templates
from reportgen.errors import Refusal

_HELP = """Make a Community Safety Partnership's quarterly action plan from a spreadsheet.

\b
Three things to try:
  reportgen new plan.xlsx            a blank workbook to fill in
  reportgen check plan.xlsx          what is wrong in it, cell by cell
  reportgen build plan.xlsx          the action plan as PDF, Word and web page
"""

app = typer.Typer(
    help=_HELP, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True
)
for command in (build, check, new, doctor):
    app.command()(command)
app.add_typer(templates, name="templates")


def _version(asked: bool) -> None:  # noqa: FBT001 - the shape that typer calls
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - only when asked

        typer.echo(f"reportgen {version('reportgen')}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    _version: Annotated[  # noqa: PT019 - not a test
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Print the help where no command was typed."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line; a refusal becomes its sentence and its exit code, a bug of ours a file to send."""
    sys.excepthook = bug.report
    for stream in (sys.stdout, sys.stderr):
        _as_utf8(stream)
    try:
        typer.main.get_command(app)(prog_name="reportgen")
    except Refusal as refusal:
        typer.echo(f"{refusal.what} {refusal.fix}", err=True)
        sys.exit(refusal.exit_code)


def _as_utf8(stream: TextIO) -> None:
    """Words such as “é” and “–” reach a pipe whole on Windows too, whose pipes are not UTF-8 by themselves."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
