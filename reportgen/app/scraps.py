"""Hidden files that we write beside others for a moment, and those that a killed run left there."""

import os
import re
import socket
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(
    r"\..*-(?P<host>[0-9a-f]{8})-(?P<process>\d{1,10})-[0-9a-f]{12}\.(?:part|old)", re.DOTALL
)
_HOST = f"{zlib.crc32(socket.gethostname().encode()):08x}"
_OLD = 24 * 60 * 60
"""Seconds after which a scrap is nobody's, whichever computer wrote it into a shared folder."""


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
            if (name := _NAME.fullmatch(path.name)) and _is_nobodys(path, name):
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
