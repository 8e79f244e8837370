"""What commands share: argparse's own type, which has no public name; today's date; the name of a workbook to make."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reportgen.errors import Unwritable

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def today() -> dt.date:
    """The day where the user is."""
    return dt.datetime.now().astimezone().date()


def workbook_path(typed: Path) -> Path:
    """Where a workbook is to be made: with .xlsx at its end. Raises Unwritable where the words are no name."""
    if not typed.name.strip("."):
        raise Unwritable(code="no-name", what=f"“{typed}” is no name for a workbook.", fix="Give one such as plan.xlsx.")
    return typed if typed.suffix.lower() == ".xlsx" else typed.with_name(f"{typed.name}.xlsx")
