"""The command line: its parser, and what becomes of refusals, full disks and bugs of our own."""

import errno
import gc
import io
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TextIO

from reportgen.cli.console import fault, refused, tell
from reportgen.cli.parser import Parser
from reportgen.model.errors import Refusal, Unwritable

EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h


def _end(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """Tell of a fault, and end. Used as sys.excepthook, so nothing is swallowed."""
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(130)  # what shells give for Ctrl-C; nothing is wrong
    fault(error)
    raise SystemExit(EXIT_CODE)


_EXAMPLES = """three things to try:
  reportgen new plan.xlsx            a blank workbook to fill in
  reportgen check plan.xlsx          what is wrong in it, cell by cell
  reportgen build plan.xlsx          the action plan as PDF, Word and web page
"""

_COMMANDS = {
    "build": "build.add",
    "check": "check.add",
    "verify": "verify.add",
    "compare": "compare.add",
    "new": "start.add_new",
    "import": "import_plan.add",
    "split": "split.add",
    "merge": "merge.add",
    "chase": "chase.add",
    "next-quarter": "next_quarter.add",
    "templates": "start.add_templates",
    "doctor": "start.add_doctor",
}
"""In the order of the help, each with its module and the function there that describes it and says
what runs it."""


def parser(wanted: Iterable[str] = _COMMANDS) -> ArgumentParser:
    """These commands, with their options; by default all there are."""
    top = Parser(
        prog="reportgen",
        description=(
            "Make a Community Safety Partnership's quarterly action plan from a spreadsheet."
        ),
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="store_true", help="say which version this is")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    for name in wanted:
        module, add = _COMMANDS[name].split(".")
        getattr(import_module(f"reportgen.cli.{module}"), add)(commands)
    return top


def main(words: Sequence[str] | None = None) -> None:
    """Run the command line: a refusal gives its sentence and exit code, a bug a file to send."""
    # A run makes few cycles and ends soon; looking for them took a fifth of `check`, a quarter of a
    # long PDF. Still collected, but hardly ever.
    gc.set_threshold(1_000_000)
    sys.excepthook = _end
    sys.stdout, sys.stderr = _as_utf8(sys.stdout), _as_utf8(sys.stderr)
    try:
        code = run(words)
        sys.stdout.flush()  # here, where a disk that is full can still be told of
        gc.freeze()  # so that Python does not look through everything once more on its way out
        sys.exit(code)
    except Refusal as refusal:
        refused(refusal)
        sys.exit(refusal.exit_code)
    except BrokenPipeError:
        sys.stdout = _nowhere()  # who was reading has read enough, as `| head` has
        sys.exit(1)
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename:
            raise
        sys.stdout = _nowhere()
        tell(
            f"The results could not be printed ({error.strerror}). Make room on the disk, or print"
            " them elsewhere."
        )
        sys.exit(Unwritable.exit_code)


def run(words: Sequence[str] | None = None) -> int:
    """Run the command in these words, by default those that were typed; return the exit code."""
    words = sys.argv[1:] if words is None else words
    # Only the command that is asked for is loaded: all of them took a twentieth of `check`.
    top = parser(words[:1] if words and words[0] in _COMMANDS else _COMMANDS)
    asked = vars(top.parse_args(words))
    if asked.pop("version"):
        from importlib.metadata import version  # noqa: PLC0415 - only when asked

        print(f"reportgen {version('reportgen')}")
        return 0
    command = asked.pop("run", None)
    if not command:
        top.print_help()
        return 0
    code: int = command(**asked)
    return code


def _as_utf8(stream: TextIO | None) -> TextIO:
    """The stream, writing UTF-8: pipes on Windows have another encoding, which lacks “é” or “–”.

    A stream that is closed, as in a scheduled task, becomes one that leads nowhere.
    """
    if stream is None:
        return _nowhere()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
