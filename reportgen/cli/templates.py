"""`reportgen templates copy`: copies of the templates, to restyle."""

from pathlib import Path
from typing import Annotated

import typer

from reportgen.output import save

templates = typer.Typer(help="Copies of the templates, to restyle.", no_args_is_help=True)


@templates.callback()
def start() -> None:
    """Copies of the templates, to restyle."""


@templates.command()
def copy(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to copy them to.")],
) -> None:
    """Copy the templates to a folder. Then: reportgen build WORKBOOK --templates DIR."""
    from reportgen.render.templates import FILES  # noqa: PLC0415 - Jinja is heavy, and `check` loads this file too
    from reportgen.shipped import shipped  # noqa: PLC0415 - the same

    files = {folder / name: (shipped("templates") / name).read_bytes() for name in FILES}
    save(files, overwrite=False)
    for path in files:
        typer.echo(str(path))
