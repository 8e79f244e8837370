"""argparse, with sentences that say what would be right."""

import re
from argparse import ArgumentParser
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn

from reportgen.cli.console import tell
from reportgen.model.errors import Misused
from reportgen.model.text import joined

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_EXAMPLES = {
    "build": "reportgen build plan.xlsx",
    "check": "reportgen check plan.xlsx",
    "verify": "reportgen verify plan-action-plan.pdf plan.xlsx",
    "compare": "reportgen compare last.xlsx plan.xlsx",
    "new": "reportgen new plan.xlsx",
    "import": "reportgen import tracker.xlsx -o plan.xlsx",
    "split": "reportgen split plan.xlsx -o forms",
    "merge": "reportgen merge plan.xlsx returns -o merged.xlsx",
    "chase": "reportgen chase plan.xlsx returns -o reminders",
    "next-quarter": "reportgen next-quarter plan.xlsx -o next.xlsx",
}
_CHOICE = re.compile(r"argument (?P<name>[^:]+): invalid choice: '(?P<typed>[^']*)' .*")
_CHOICES = re.compile(r"'([^']+)'")
_REQUIRED = "the following arguments are required: "
_TOO_MANY = "unrecognized arguments: "


class Parser(ArgumentParser):
    """An ArgumentParser whose errors are one sentence, with what to type."""

    def print_help(self, file: "SupportsWrite[str] | None" = None) -> None:
        """As argparse does, but OSError is raised where the words cannot be written."""
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, what would be right, and end with 2."""
        command = self.prog.rpartition(" ")[2]
        example = f" For example: {_EXAMPLES[command]}" if command in _EXAMPLES else ""
        tell(f"{_sentence(message, command)}{example}")
        self.exit(Misused.exit_code)


def _sentence(message: str, command: str) -> str:
    if match := _CHOICE.fullmatch(message):
        typed, known = match["typed"], _CHOICES.findall(message)[1:]
        near = get_close_matches(typed, known, n=1)
        kind = "command" if match["name"] == "COMMAND" else match["name"]
        there = f"Did you mean {near[0]}?" if near else f"There are {joined(known)}."
        return f"There is no {kind} {typed}. {there}"
    if message.startswith(_REQUIRED):
        names = [name.partition("/")[0] for name in message.removeprefix(_REQUIRED).split(", ")]
        needed = [f"{name} with a name" if name.startswith("-") else name for name in names]
        return f"{command} needs {joined(needed)}."
    if message.startswith(_TOO_MANY):
        words = message.removeprefix(_TOO_MANY)
        if words.startswith("-"):
            return f"There is no option {words.split()[0]} here; --help lists those there are."
        return f"“{words}” is too much. A name with blanks stands in quotation marks."
    return f"{message[:1].upper()}{message[1:]}{'' if message.endswith('.') else '.'}"
