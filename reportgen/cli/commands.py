"""What commands share: argparse's own type, which has no public name; days; the name of a workbook to make."""

import datetime as dt
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reportgen.model.errors import Unwritable

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"

_DAYS = ("%Y-%m-%d", "%d/%m/%Y")


def day(typed: str) -> dt.date:
    """A day as people type it; ArgumentTypeError, which is reported, where it is none."""
    for pattern in _DAYS:
        try:
            return dt.datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    message = f"“{typed}” is not a day; type it as 2017-01-31"
    raise ArgumentTypeError(message)


def today() -> dt.date:
    """The day where the user is."""
    return dt.datetime.now().astimezone().date()


def workbook_path(typed: Path) -> Path:
    """Where a workbook is to be made: with .xlsx at its end. Raises Unwritable where the words are no name."""
    if not typed.name.strip("."):
        raise Unwritable(code="no-name", what=f"“{typed}” is no name for a workbook.", fix="Give one such as plan.xlsx.")
    return typed if typed.suffix.lower() == ".xlsx" else typed.with_name(f"{typed.name}.xlsx")
