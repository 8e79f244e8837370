"""Writes whole files or none, and clears what a killed run left behind. Touches the disk."""

import errno
import filecmp
import os
import re
import shutil
import socket
import sys
import time
import zlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from reportgen.model.errors import Remedy, Unwritable
from reportgen.office.identify import LONGEST_NAME
from reportgen.office.package import pack

# Windows would otherwise change line ends.
_BINARY = getattr(os, "O_BINARY", 0)
_SCRAP = re.compile(
    r"\..*-(?P<host>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{12}\.(?:part|old)", re.DOTALL
)
_HOST = f"{zlib.crc32(socket.gethostname().encode()):08x}"
_OLD = 24 * 60 * 60
"""Seconds after which a scrap is nobody's, whichever computer wrote it into a shared folder."""


def workbook_path(typed: Path) -> Path:
    """Where a workbook is to be made: with .xlsx at its end.

    Raises Unwritable where the words are no name.
    """
    if not typed.name.strip("."):
        raise Unwritable(
            code="no-name",
            what=f"“{typed}” is no name for a workbook.",
            fix="Give one such as plan.xlsx.",
        )
    return typed if typed.suffix.lower() == ".xlsx" else typed.with_name(f"{typed.name}.xlsx")


def save(files: Mapping[Path, bytes], *, overwrite: bool = True) -> None:
    """Write these files: all of them, each whole, or none. Folders are made.

    Raises Unwritable saying which and why.

    Each is written beside its place first and then renamed, so that who reads meanwhile sees the
    old file or the new.
    """
    must_be_possible(files, overwrite=overwrite)
    for folder in {path.parent for path in files}:
        clear_scraps(folder)
    waiting: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            waiting[path] = _beside(path, content)
        for path, temporary in waiting.items():
            # After all were written: the first then flushes most of the others with it.
            _flush(temporary, path)
        _put_all(waiting)
    finally:
        for temporary in waiting.values():
            discard(temporary)


def save_together(path: Path, files: Mapping[str, Path]) -> None:
    """Write one zip file with these files in it, by their names. Raises Unwritable as `save`."""
    save({path: pack({name: file.read_bytes() for name, file in files.items()})})


def must_be_possible(paths: Iterable[Path], *, overwrite: bool = True) -> None:
    """Return if files of these names may be written; else raise Unwritable. Ask before the work."""
    seen: set[Path] = set()
    for path in paths:
        place = _resolved(path)
        if place in seen:
            raise Unwritable(
                code="same-name",
                what=f"Two files would both be {path}, and one of them would be lost.",
                fix="Give them different names.",
            )
        seen.add(place)
        must_be_short(path)
        _must_be_free(path, overwrite=overwrite)


def _resolved(path: Path) -> Path:
    """Where a path leads.

    Raises Unwritable where it goes round in links, or the folder that it begins in is gone.
    """
    try:
        return path.resolve()
    except RuntimeError as error:  # Python's own, up to 3.12
        raise _unwritable(path, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error
    except OSError as error:
        raise _unwritable(path, error) from error


def must_be_short(path: Path) -> None:
    """Raise Unwritable where a name is longer than any disk takes."""
    if len(os.fsencode(path.name)) > LONGEST_NAME:
        raise Unwritable(
            code="name-too-long",
            what=f"{path.name[:40]}… is too long for the name of a file.",
            fix=f"Give the workbook a shorter name: at most {LONGEST_NAME} letters with what is"
            " added.",
        )


def _must_be_free(path: Path, *, overwrite: bool) -> None:
    try:
        taken, folder = path.exists(), path.is_dir()
    except OSError as error:
        raise _unwritable(path, error) from error
    if folder or (taken and not overwrite):
        kind = "folder" if folder else "file"
        raise Unwritable(
            code="already-there",
            what=f"There is a {kind} {path} already, and it is never written over.",
            fix=f"Give another name, or move that {kind} away.",
        )


def _beside(path: Path, content: bytes) -> Path:
    """Write the content to a new file beside its place, readable by whom the umask allows."""
    temporary = scrap_beside(path, "part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        discard(temporary)
        raise _unwritable(path, error) from error
    return temporary


def _flush(temporary: Path, path: Path) -> None:
    """See that the content is on the disk before its name is."""
    try:
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def _put_all(waiting: Mapping[Path, Path]) -> None:
    """Give every file its name; where one cannot have it, put back all that was there before.

    Nothing is put before everything that is there has a second name.
    """
    aside: dict[Path, Path | None] = {}
    put: list[Path] = []
    path = Path()
    try:
        for path in waiting:
            aside[path] = _set_aside(path)
        for path, temporary in waiting.items():
            put.append(path)
            temporary.replace(path)
    except BaseException as error:
        lost = {path: old for path in put if (old := _put_back(path, aside.get(path)))}
        aside = {path: old for path, old in aside.items() if path not in lost}
        if isinstance(error, OSError):
            raise _unwritable(path, error, lost) from error
        raise
    finally:
        for old in filter(None, aside.values()):
            discard(old)


def _put_back(path: Path, old: Path | None) -> Path | None:
    """Put back what was at a place, or take away what is there new; the second name if it fails."""
    try:
        old.replace(path) if old else path.unlink(missing_ok=True)
    except OSError:
        return None if old and _are_alike(path, old) else old
    return None


def _are_alike(path: Path, old: Path) -> bool:
    """Whether what was at a place is there still: nothing could take it away."""
    with suppress(OSError):
        return filecmp.cmp(path, old, shallow=False)
    return False


def _set_aside(path: Path) -> Path | None:
    """A second name for the file or link that is there; None where nothing is."""
    aside = scrap_beside(path, "old")
    if path.is_symlink():
        aside.symlink_to(path.readlink())
        return aside
    if not path.is_file():
        return None
    try:
        os.link(path, aside)
    except OSError:  # a disk without second names, or somebody else's file: copied instead
        try:
            shutil.copy2(path, aside)
        except OSError:
            discard(aside)
            raise
    return aside


def _unwritable(path: Path, error: OSError, lost: Mapping[Path, Path] | None = None) -> Unwritable:
    """The refusal of a file; `lost` are files that could not be put back, and where they are."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        words = f"{path.parent} is no folder; choose another folder."
        fix: str = Remedy(words, code="no-folder", parent=str(path.parent))
    elif isinstance(error, PermissionError):
        fix = (
            "Close it in Word, Excel or the PDF reader, and check that you may write in its folder."
        )
    else:
        words = "Check the folder and the space on the disk, or choose another folder."
        fix = Remedy(words, code="another-folder")
    what = f"{path} cannot be written ({error.strerror})."
    for file, old in (lost or {}).items():
        what += f" What was in {file} before could not be put back, and lies in {old}."
    return Unwritable(code="not-written", what=what, fix=fix)


def scrap_beside(path: Path, ending: str) -> Path:
    """A name beside a file that nothing has: hidden, short enough for any disk, and ours."""
    ours = f"{_HOST}-{os.getpid()}-{os.urandom(6).hex()}"
    return path.parent / f".{path.stem[:20]}-{ours}.{ending}"


def discard(scrap: Path) -> None:
    """Take a scrap away, if that can be; what can be said of it was said."""
    with suppress(OSError):
        scrap.unlink(missing_ok=True)


def clear_scraps(folder: Path) -> None:
    """Take away what runs that were killed left in a folder; what cannot be taken away stays."""
    with suppress(OSError):
        for path in folder.glob(".*"):
            if (name := _SCRAP.fullmatch(path.name)) and _is_nobodys(path, name):
                discard(path)


def _is_nobodys(path: Path, name: re.Match[str]) -> bool:
    if name["host"] == _HOST and not _runs(int(name["process"])):
        return True
    return time.time() - path.lstat().st_mtime > _OLD


def _runs(process: int) -> bool:
    """Whether a process of this number runs here; yes where that cannot be known."""
    if sys.platform == "win32":  # where asking would end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
