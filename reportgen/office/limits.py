"""How much memory and processor time one piece of work may take.

What a small file can do to either is bounded where it is read; this is for what nobody thought of.
"""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Concatenate, ParamSpec, TypeVar

from reportgen.office.identify import too_large

if sys.platform != "win32":
    import resource

MOST_BYTES = 900 * 1024**2
"""Of one file that is read: 400,000 cells, the most that are read, take half of it."""
_LOOK = 0.25  # second of processor time after which it is looked at again
_PAGES = Path("/proc/self/statm")  # pages of this process: all of them, and those in use (Linux)

_More = ParamSpec("_More")
_Read = TypeVar("_Read")


def in_bounded_memory(
    read: Callable[Concatenate[Path, _More], _Read],
) -> Callable[Concatenate[Path, _More], _Read]:
    """A function that reads the file at a path, with 900 MB of memory for it where Linux says so.

    Raises Unreadable where that is not enough.
    """

    @wraps(read)
    def bounded(path: Path, /, *more: _More.args, **named: _More.kwargs) -> _Read:
        try:
            with limited():
                return read(path, *more, **named)
        except MemoryError:
            raise too_large(path) from None

    return bounded


def _pages() -> tuple[int, int] | None:
    """Bytes of address space and of memory that this process has; None where no system says so."""
    if sys.platform == "win32" or not _PAGES.is_file():
        return None
    every, used, *_ = map(int, _PAGES.read_text(encoding="ascii").split())
    return every * resource.getpagesize(), used * resource.getpagesize()


def memory_used() -> int | None:
    """Bytes of memory that are in use; None where the system does not say."""
    return None if (pages := _pages()) is None else pages[1]


@contextmanager
def limited(most: int | None = None) -> Iterator[None]:
    """Inside, no more than so many bytes (else MOST_BYTES) of address space above what is used."""
    if sys.platform == "win32" or (pages := _pages()) is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    set_already = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(
        resource.RLIMIT_AS, (min([pages[0] + (most or MOST_BYTES), *set_already]), hard)
    )
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def watched(check: Callable[[], None]) -> Iterator[None]:
    """Inside, `check` is called all the time, where the system has a timer; it may raise.

    A process has one such timer, which only its main thread may set; it is left to whoever has it.
    """
    if (
        sys.platform == "win32"
        or threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGPROF) is not signal.SIG_DFL
    ):
        yield
        return

    def look(_: int, __: FrameType | None) -> None:
        check()

    signal.signal(signal.SIGPROF, look)
    # Again and again: what is raised inside a function that C calls goes no further.
    signal.setitimer(signal.ITIMER_PROF, _LOOK, _LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
