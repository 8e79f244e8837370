"""Which files of those that were given may be returns, and which are passed over. Touches disk."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.model.errors import Unreadable
from reportgen.model.problems import Problem, Where
from reportgen.model.text import one_line
from reportgen.office.identify import must_be_file
from reportgen.office.limits import bounded_reading
from reportgen.office.zipped_files import is_hidden_answer, returns_in

_NOT_RETURNS = (".ini", ".db", ".lnk")
"""What Windows leaves in folders."""
_HIDDEN = (".", "~$")
_KIND = re.compile(r"\.[a-z0-9]{1,8}")
_ZIP, _PACKAGE = ".zip", b"PK"
_MOST_RETURNS = 100  # of one zip file


def files_in(given: Iterable[Path], workbook: Path) -> tuple[list[tuple[Path, str]], list[Problem]]:
    """Each file once, with the name to show: within a folder the way from there.

    And a problem for each thing in a folder that may hold an answer, and was not read for its kind.
    """
    seen = {workbook.resolve()}
    files: list[tuple[Path, str]] = []
    problems: list[Problem] = []
    for path in given:
        folder = path.is_dir()
        if not folder:
            must_be_file(path)
        elif not _is_open(path):
            raise Unreadable(
                code="folder",
                what=f"{path} is a folder that you may not look into.",
                fix="Ask for the right to read it, or copy what is in it elsewhere.",
            )
        for file in sorted(path.rglob("*")) if folder else [path]:
            shown = one_line(str(file.relative_to(path) if folder else file))
            if folder and not (_is_open(file) and _may_be_return(file, path)):
                problems += _passed_over(file, shown)
            elif file.resolve() not in seen:
                seen.add(file.resolve())
                files.append((file, shown))
    return files, problems


def _is_open(path: Path) -> bool:
    """Whether it may be read; of a folder, what is in it."""
    return os.access(path, os.R_OK | os.X_OK if path.is_dir() else os.R_OK)


def _may_be_return(path: Path, folder: Path) -> bool:
    """Whether a file of a folder is to be read: no lock, no hidden file, none of another kind.

    Nor what a link points to outside of the folder: nobody sent that in.
    """
    if path.name.startswith(_HIDDEN) or path.suffix.lower() in _NOT_RETURNS:
        return False
    return path.is_file() and path.resolve().is_relative_to(folder.resolve())


def _passed_over(path: Path, shown: str) -> Iterator[Problem]:
    for why in _why_not(path):
        yield Problem(
            code="return-unreadable",
            where=Where(file=shown),
            what=f"This {why}, and was not read.",
            fix="If an answer is in it, give that file or folder by its own name.",
        )


def _why_not(path: Path) -> Iterator[str]:
    """Why a thing may hold an answer all the same; nothing where it is a folder or a mere mark.

    Hidden files that hold neither a package nor words are marks of programs.
    """
    if path.is_dir():
        if path.is_symlink():
            yield "is a link to a folder"
        elif not _is_open(path):
            yield "is a folder that you may not look into"
    elif not path.is_file():
        lost = path.is_symlink() and not path.exists()
        yield "is a link to nothing" if lost else "is no file, but a pipe or a device"
    elif path.is_symlink() and path.suffix.lower() not in _NOT_RETURNS:
        yield "is a link to a file outside of the folder"
    elif not _is_open(path):
        yield "may not be opened by you"
    elif _begins(path) == _PACKAGE:
        yield f"is a workbook under the name of {_mark(path)}"
    elif is_hidden_answer(path.name):
        yield "has the name of a hidden file"


def _mark(path: Path) -> str:
    return "a hidden file" if path.name.startswith(_HIDDEN) else f"a {path.suffix} file"


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_PACKAGE))
    except OSError:
        return b""


def unpacked(files: Iterable[tuple[Path, str]], folder: Path) -> Iterator[tuple[Path, str]]:
    """The files, and in place of a zip file with returns what is in it.

    Raises Unreadable where that are more than a hundred: each takes a fifth of a second to read.
    """
    for number, (path, shown) in enumerate(files):
        with bounded_reading(path):
            members = returns_in(path.read_bytes()) if path.suffix.lower() == _ZIP else {}
        if not members:
            yield path, shown
        if len(members) > _MOST_RETURNS:
            raise Unreadable(
                code="too-large",
                what=f"{shown} has {len(members):,} returns in it; {_MOST_RETURNS} are read.",
                fix="Unpack it, and give the folder.",
            )
        for place, (name, content) in enumerate(members.items()):
            kind = Path(name).suffix.lower()
            file = folder / f"{number}-{place}" / f"return{kind if _KIND.fullmatch(kind) else ''}"
            file.parent.mkdir()
            file.write_bytes(content)
            yield file, f"{shown}, {one_line(name)}"
