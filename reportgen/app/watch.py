"""Build a workbook again whenever it has been saved. Touches the disk."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from reportgen.app.build import BuildOptions, BuildResult, build
from reportgen.office.identify import must_be_file

_LOOK = 0.1  # seconds between two looks at the file
_State = tuple[int, int, int]


def watch(
    workbook: Path, options: BuildOptions, *, wait: Callable[[float], None] = time.sleep
) -> Iterator[BuildResult]:
    """The outcome of building a workbook now, and each time that it has been saved. Never ends.

    One that goes is waited for: Excel writes a new file and gives it the old name. Raises
    Unreadable where there is none to begin with.
    """
    must_be_file(workbook)
    for _ in saved(workbook, wait=wait):
        yield build(workbook, options)
        gc.collect()  # a command that ends soon leaves this; one that goes on would grow


def saved(path: Path, *, wait: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Once at first, and each time that the file is another and has lain still for one look."""
    known = before = None
    while True:
        now = _state(path)
        if now and now == before and now != known:
            known = now
            yield
        before = now
        wait(_LOOK)


def _state(path: Path) -> _State | None:
    """When a file was written, how large it is, and which one; None where there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino
