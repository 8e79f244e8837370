"""Writes whole files or none. Touches the disk."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from reportgen.model.errors import Unwritable


def save(files: Mapping[Path, bytes], *, overwrite: bool = True) -> None:
    """Write these files: all of them, each whole, or none. Folders are made. Raises Unwritable saying which and why.

    Each is written beside its place first and then renamed, so that who reads meanwhile sees the old file or the new.
    """
    waiting: dict[Path, Path] = {}
    try:
        for path in files:
            _must_be_free(path, overwrite=overwrite)
        for path, content in files.items():
            waiting[path] = _beside(path, content)
        for path, temporary in waiting.items():
            _flush(temporary, path)  # after all were written: the first then flushes most of the others with it
        _put_all(waiting)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)


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
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _unwritable(path, error) from error
    return Path(name)


def _flush(temporary: Path, path: Path) -> None:
    """See that the content is on the disk before its name is."""
    try:
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def _put_all(waiting: Mapping[Path, Path]) -> None:
    """Give every file its name; where one cannot have it, give the others their old content back."""
    aside: dict[Path, Path | None] = {}
    try:
        for path, temporary in waiting.items():
            aside[path] = _set_aside(path)
            _put(temporary, path)
    except Unwritable:
        for path, old in aside.items():
            with suppress(OSError):  # what could not be put there need not be taken away
                old.replace(path) if old else path.unlink(missing_ok=True)
        raise
    finally:
        for old in filter(None, aside.values()):
            old.unlink(missing_ok=True)


def _set_aside(path: Path) -> Path | None:
    """A second name for the file that is there, so that it can be put back; None where there is none, or none can be had."""
    if not path.is_file() or path.is_symlink():
        return None
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".old")
    os.close(handle)
    aside = Path(name)
    try:
        aside.unlink()
        os.link(path, aside)
    except OSError:  # a disk without second names: copied instead
        shutil.copy2(path, aside)
    return aside


def _put(temporary: Path, path: Path) -> None:
    try:
        temporary.chmod(0o666 & ~_umask())  # mkstemp lets only its owner read
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> Unwritable:
    if isinstance(error, FileExistsError | NotADirectoryError):
        fix = f"{path.parent} is a file and not a folder; choose another folder with -o."
    elif isinstance(error, PermissionError):
        fix = "Close it in Word, Excel or the PDF reader, and check that you may write in its folder."
    else:
        fix = "Check the folder and the space on the disk, or choose another folder with -o."
    return Unwritable(code="not-written", what=f"{path} cannot be written ({error.strerror}).", fix=fix)
