"""How results and problems are printed: plain lines to a pipe, a table and colour to a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from reportgen.model.errors import Refusal
from reportgen.model.problems import Problem, Severity

_Thing = TypeVar("_Thing")
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}


def result(words: str) -> None:
    """Print a result."""
    print(words, flush=True)


def tell(words: str) -> None:
    """Print a sentence that is not a result."""
    print(words, file=sys.stderr)


def named(path: Path) -> str:
    """A path as it is typed in a command: in quotes where it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)


def refused(refusal: Refusal, workbook: Path | None = None) -> None:
    """Print a refusal's sentence and remedy, and of which workbook of several."""
    tell(f"{f'{workbook.name}: ' if workbook else ''}{refusal.what} {refusal.fix}")


def problems(found: Sequence[Problem], *, err: bool = False) -> None:
    """Print problems, one a line; on a terminal as a table."""
    stream = sys.stderr if err else sys.stdout
    if found and stream.isatty():
        _table(found, err=err)
        return
    for problem in found:
        print(problem, file=stream)


def as_dict(problem: Problem) -> dict[str, str]:
    """A problem for machines. The file is named where there are several."""
    named = {"file": problem.where.file} if problem.where.file else {}
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        **named,
        "sheet": problem.where.sheet,
        "cell": problem.where.cell,
        "what": problem.what,
        "fix": problem.fix,
    }


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Tell rows in columns; the first is the headings."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        tell("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _table(found: Iterable[Problem], *, err: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - a pipe never needs it
    from rich.markup import escape  # noqa: PLC0415 - the same
    from rich.table import Table  # noqa: PLC0415 - the same

    table = Table("Place", "", "What is the case", "What to do", box=None, padding=(0, 2, 0, 0))
    for problem in found:
        words = (str(problem.where), problem.severity.value, problem.what, problem.fix)
        place, severity, what, fix = map(escape, words)
        table.add_row(place, f"[{_COLOURS[problem.severity]}]{severity}[/]", what, fix)
    Console(stderr=err).print(table)


@contextmanager
def progress(things: Iterable[_Thing], number: int) -> Iterator[Iterable[_Thing]]:
    """The same things as they come, so many of them, with a bar on a terminal where there are several."""
    if number == 1 or not sys.stderr.isatty():
        yield things
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe never needs it
    from rich.progress import track  # noqa: PLC0415 - the same

    yield track(things, description="Building", total=number, console=Console(stderr=True), transient=True)
