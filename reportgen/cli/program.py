"""The command line: its parser, and what becomes of refusals, full disks and bugs of our own."""

import errno
import gc
import io
import os
import signal
import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType, TracebackType
from typing import TextIO

from reportgen.cli.console import document, fault, refused, tell
from reportgen.cli.parser import Parser
from reportgen.cli.remedies import worded
from reportgen.model.errors import Refusal, Unwritable

EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h


def _end(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """Tell of a fault, and end. Used as sys.excepthook, so nothing is swallowed."""
    if issubclass(kind, KeyboardInterrupt):
        raise SystemExit(130)  # what shells give for Ctrl-C; nothing is wrong
    fault(error)
    raise SystemExit(EXIT_CODE)


_ENDINGS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _asked_to_end(number: int, _: FrameType | None) -> None:
    """End as Ctrl-C does: what lies in temporary folders goes, officers' words among it."""
    raise SystemExit(128 + number)  # what shells give


_EXAMPLES = """three things to try:
  reportgen serve                    all of it, in the browser
  reportgen check plan.xlsx          what is wrong in it, cell by cell
  reportgen build plan.xlsx          the action plan as PDF, Word and web page
"""

_COMMANDS = {
    "serve": "serve.add",
    "build": "build.add",
    "check": "check.add",
    "watch": "watch.add",
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
    for ending in _ENDINGS:
        if signal.getsignal(ending) is signal.SIG_DFL:
            signal.signal(ending, _asked_to_end)
    sys.stdout, sys.stderr = _Results(_as_utf8(sys.stdout)), _Sentences(_as_utf8(sys.stderr))
    try:
        code = _ended(words)
        sys.stdout.flush()  # here, where a disk that is full can still be told of
        gc.freeze()  # so that Python does not look through everything once more on its way out
    except Refusal as refusal:
        refused(refusal)
        code = refusal.exit_code
    except BrokenPipeError:
        sys.stdout = _nowhere()  # who was reading has read enough, as `| head` has
        code = 1
    except (MemoryError, SystemError):  # the second while modules are loaded, from Python itself
        tell(
            "The computer has too little memory for this. Close other programs and run it again."
            " No file of yours was changed."
        )
        code = Unwritable.exit_code
    except OSError as error:
        code = _unprinted(error)
    # Where sentences were lost, nobody knows what they said: that is no success.
    sys.exit(max(code, Unwritable.exit_code) if sys.stderr.lost and code <= 1 else code)


def _ended(words: Sequence[str] | None) -> int:
    """Run the command line; return its code, also where argparse ends it."""
    try:
        return run(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0


def _unprinted(error: OSError) -> int:
    """Tell of a disk that is full where results go, or of no folder for temporary files."""
    if error.errno == errno.ENOENT and _NO_FOLDER in str(error):
        tell(
            "There is no folder for temporary files. Set TMPDIR (on Windows TEMP) to a folder in"
            " which you may write."
        )
    elif isinstance(error, _UnprintedError):
        sys.stdout = _nowhere()
        tell(
            f"The results could not be printed ({error.strerror}). Make room on the disk, or print"
            " them elsewhere."
        )
    elif error.errno in _FULL and not error.filename:
        tell(
            f"There is no room for temporary files ({tempfile.gettempdir()}: {error.strerror})."
            " Make room there, or set TMPDIR (on Windows TEMP) to another folder. No file of yours"
            " was changed."
        )
    else:
        raise error
    return Unwritable.exit_code


_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no quotas
_OUTPUTS = ("output", "folder")
_NO_FOLDER = "No usable temporary directory"  # Python's own words


class _UnprintedError(OSError):
    """Results could not be printed."""


class _Results(io.TextIOBase):
    """Where results go; what cannot be printed there is told apart from other full disks."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def write(self, words: str) -> int:
        """Write the words. Raises BrokenPipeError, or _UnprintedError for any other fault."""
        with _told_apart():
            return self._stream.write(words)

    def flush(self) -> None:
        """Write what waits. Raises as `write` does."""
        with _told_apart():
            self._stream.flush()

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """For those who ask which letters can be printed."""
        return self._stream.encoding

    def fileno(self) -> int:
        """For those who ask whether it is a terminal."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether people read it as it is written."""
        return self._stream.isatty()


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _UnprintedError(error.errno, error.strerror) from error


class _Sentences(_Results):
    """Where sentences go that are no results; a disk that is full there stops nothing."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self.lost = False

    def write(self, words: str) -> int:
        """Write the words, or note that they were lost."""
        try:
            self._stream.write(words)
            self._stream.flush()
        except OSError:
            self.lost, self._stream = True, _nowhere()
        return len(words)


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
    _have_temporary_folder(asked)
    try:
        code: int = command(**asked)
    except Refusal as refusal:
        if asked.get("as_json"):
            document({"refused": [refusal.to_json(worded)]})
        raise
    return code


def _have_temporary_folder(asked: Mapping[str, object]) -> None:
    """Where the system's own folders cannot be used, put temporary files where the output goes."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        output = next(
            (path for name in _OUTPUTS if isinstance(path := asked.get(name), Path)), None
        )
        if output is not None:
            folder = output if output.is_dir() else output.parent
            tempfile.tempdir = str(folder) if folder.is_dir() else None


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
