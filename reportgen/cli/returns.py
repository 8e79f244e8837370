"""The returns that `merge` and `chase` are given: which files they are, and what was read from them. Reads the disk."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app import returned_files
from reportgen.model.errors import Refusal, Unreadable
from reportgen.model.problems import Problem, Where

if TYPE_CHECKING:
    from reportgen.returns.returned import Return

_NOT_RETURNS = (".eml", ".msg", ".ini", ".db", ".lnk")  # the messages themselves, and what Windows leaves in folders


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsFound:
    """The plan's workbook, the returns that could be read, by their paths, and a problem for each that could not."""

    master: "Return"
    returns: "dict[Path, Return]"
    problems: tuple[Problem, ...]


def add_to(command: ArgumentParser) -> None:
    """Describe the two arguments."""
    command.add_argument("workbook", metavar="WORKBOOK", type=Path, help="the whole plan's workbook, which stays as it is")
    command.add_argument(
        "returns",
        metavar="RETURN",
        nargs="+",
        type=Path,
        help="what came back: workbooks, papers edited in Word, or a folder of them",
    )


def found(workbook: Path, given: Sequence[Path], *, may_be_none: bool = False) -> ReturnsFound:
    """Read the plan's workbook and all returns. Raises Unreadable where the workbook or what was given is not there."""
    master = returned_files.whole_plan(workbook)
    for path in given:
        if not path.exists():  # a slip of the pen, and not an officer's fault: or everybody would be chased
            returned_files.returned(path, shown=str(path))
    returns: dict[Path, Return] = {}
    problems = []
    for path, shown in _files(given, workbook):
        try:
            returns[path] = returned_files.returned(path, shown=shown, master=master.reading)
        except Refusal as refusal:
            where = Where(file=shown, sheet="")
            problems.append(Problem(code="return-unreadable", where=where, what=refusal.what, fix=refusal.fix))
    if not (returns or problems or may_be_none):
        folders = " or ".join(map(str, given))
        raise Unreadable(code="no-returns", what=f"There is no return in {folders}.", fix="Save what officers sent there first.")
    return ReturnsFound(master=master, returns=returns, problems=tuple(problems))


def _files(given: Iterable[Path], workbook: Path) -> Iterator[tuple[Path, str]]:
    """Each file once, with the name to show: within a folder the way from there."""
    seen = {workbook.resolve()}
    for path in given:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for one in inside:
            if path.is_dir() and (not one.is_file() or one.name.startswith((".", "~$")) or one.suffix.lower() in _NOT_RETURNS):
                continue
            if one.resolve() not in seen:
                seen.add(one.resolve())
                yield one, str(one.relative_to(path)) if path.is_dir() else str(one)
