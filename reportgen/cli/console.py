"""How results and problems are printed: plain lines to a pipe, a table and colour to a terminal."""

import json
import platform
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from reportgen.cli.remedies import worded
from reportgen.model.errors import Misused, Refusal
from reportgen.model.problems import Problem, Severity

_Result = TypeVar("_Result")
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


_CONTROLS = {
    number: f"\\u{number:04x}"
    for number in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    if chr(number) not in "\n\t"
}
"""Escapes, and the marks that turn the direction of what is behind them; written as in JSON."""


def shown(words: str) -> str:
    """Words as a terminal may be given them: what would command it, as in a file's name, is named.

    A name with an ESC in it could recolour, move or rename what stands before it.
    """
    return words if words.isprintable() else words.translate(_CONTROLS)


def result(words: str) -> None:
    """Print a result."""
    print(shown(worded(words)), flush=True)


def results(lines: Iterable[object]) -> None:
    """Print results, one a line, whatever their names are."""
    for line in lines:
        result(str(line).replace("\n", "\\n").replace("\r", "\\r"))


def document(content: Mapping[str, object]) -> None:
    """Print one JSON document."""
    result(json.dumps(content, ensure_ascii=False, indent=2))


def tell(words: str) -> None:
    """Print a sentence that is not a result."""
    print(shown(worded(words)), file=sys.stderr)


def named(path: Path) -> str:
    """A path as it is typed in a command: in quotes where it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)


def refused(refusal: Refusal, workbook: Path | None = None) -> None:
    """Print a refusal's sentence and remedy, and of which workbook of several."""
    option = f"--{refusal.option}: " if isinstance(refusal, Misused) and refusal.option else ""
    name = f"{workbook.name}: " if workbook else ""
    tell(f"{name}{option}{refusal.what} {worded(refusal.fix)}")


def problems(listed: Sequence[Problem], *, err: bool = False) -> None:
    """Print problems, one a line; on a terminal as a table."""
    stream = sys.stderr if err else sys.stdout
    if listed and stream.isatty():
        _table(listed, err=err)
        return
    for problem in listed:
        print(shown(str(_worded(problem))), file=stream)


def _worded(problem: Problem) -> Problem:
    """The same problem in the words of the command line."""
    return replace(problem, what=worded(problem.what), fix=worded(problem.fix))


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Tell rows in columns; the first is the headings."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        tell("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _table(listed: Iterable[Problem], *, err: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - a pipe never needs it
    from rich.markup import escape  # noqa: PLC0415 - the same
    from rich.table import Table  # noqa: PLC0415 - the same

    table = Table("Place", "", "What is the case", "What to do", box=None, padding=(0, 2, 0, 0))
    for problem in map(_worded, listed):
        words = (str(problem.where), problem.severity.value, problem.what, problem.fix)
        place, severity, what, fix = (escape(shown(part)) for part in words)
        table.add_row(place, f"[{_COLOURS[problem.severity]}]{severity}[/]", what, fix)
    Console(stderr=err).print(table)


@contextmanager
def progress(outcomes: Iterable[_Result], number: int) -> Iterator[Iterable[_Result]]:
    """The same outcomes as they come, with a bar on a terminal where there are several."""
    if number == 1 or not sys.stderr.isatty():
        yield outcomes
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe never needs it
    from rich.progress import track  # noqa: PLC0415 - the same

    yield track(
        outcomes, description="Building", total=number, console=Console(stderr=True), transient=True
    )


def fault(error: BaseException) -> None:
    """Write the whole traceback of a fault of our own to a file, and say where it is."""
    import traceback  # noqa: PLC0415
    from importlib.metadata import version  # noqa: PLC0415

    words = "".join(traceback.format_exception(error))
    about = (
        f"reportgen {version('reportgen')}, Python {platform.python_version()},"
        f" {platform.platform()}"
    )
    name = type(error).__name__
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="reportgen-bug-", suffix=".log", delete=False
        ) as file:
            file.write(f"{about}\n{sys.argv}\n\n{words}")
    except OSError as unwritable:
        where = f"What happened could not be written to a file ({unwritable.strerror})"
    else:
        where = (
            f"What happened is written in {file.name}; send that file to whoever looks after the"
            " program"
        )
    tell(f"The program has a fault of its own ({name}). {where}. No file of yours was changed.")
