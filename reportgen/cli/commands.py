"""What commands share: argparse's type of subparsers, days, and the arguments of several."""

import datetime as dt
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reportgen.model.settings import TAG

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"

_DAYS = ("%Y-%m-%d", "%d/%m/%Y")


def day(typed: str) -> dt.date:
    """A day as people type it; ArgumentTypeError, which is reported, where it is none."""
    for pattern in _DAYS:
        try:
            # A day has no time zone.
            return dt.datetime.strptime(typed, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    message = f"“{typed}” is not a day; type it as 2017-01-31"
    raise ArgumentTypeError(message)


def language(typed: str) -> str:
    """The tag of a language; ArgumentTypeError, which is reported, where it is none."""
    if TAG.fullmatch(typed):
        return typed
    message = f"“{typed}” is not the tag of a language; type it as cy, for Welsh"
    raise ArgumentTypeError(message)


def today() -> dt.date:
    """The day where the user is."""
    return dt.datetime.now().astimezone().date()


def add_plan(command: "ArgumentParser") -> None:
    """Describe the workbook of the whole plan."""
    command.add_argument(
        "workbook",
        metavar="WORKBOOK",
        type=Path,
        help="the whole plan's workbook, which stays as it is",
    )


def add_new_workbook(command: "ArgumentParser") -> None:
    """Describe the workbook that is made."""
    command.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        type=Path,
        required=True,
        help="the workbook to make, ending in .xlsx",
    )


def add_mailing(command: "ArgumentParser") -> None:
    """Describe the options of `split` and `chase`: folder, day of return, templates."""
    command.add_argument(
        "-o",
        "--output",
        metavar="DIR",
        type=Path,
        required=True,
        help="the folder to write them to",
    )
    command.add_argument(
        "--due",
        metavar="DATE",
        type=day,
        help="the day of return, as 2017-01-13 or 13/01/2017 (the Return date)",
    )
    command.add_argument(
        "--templates", metavar="DIR", type=Path, help="look for the message's template here first"
    )


def add_returns(command: "ArgumentParser") -> None:
    """Describe the two arguments of `merge` and `chase`."""
    add_plan(command)
    command.add_argument(
        "returns",
        metavar="RETURN",
        nargs="+",
        type=Path,
        help="what came back: workbooks, papers edited in Word, or a folder of them",
    )
