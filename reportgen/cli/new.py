"""`reportgen new`: a workbook to start from."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from reportgen.output import save
from reportgen.shipped import shipped

_EXAMPLE = "asb-2016-17-q3.xlsx"


def new(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The workbook to make, ending in .xlsx.")],
    example: Annotated[bool, typer.Option("--example", help="Fill it with a real plan, to try things on.")] = False,
) -> None:
    """Make a blank workbook to fill in."""
    from reportgen.forms.blank import blank  # noqa: PLC0415 - openpyxl is heavy, and the other commands load this file too

    path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
    today = dt.datetime.now().astimezone().date()
    content = (shipped("data") / _EXAMPLE).read_bytes() if example else blank(made=today)
    save({path: content}, overwrite=False)
    typer.echo(str(path))
