"""How much memory and processor time one piece of work may take.

What a small file can do to either is bounded where it is read; this is for what nobody thought of.
"""

import inspect
import mmap
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import _GeneratorContextManager, contextmanager
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Concatenate, ParamSpec, TypeVar

from reportgen.model.errors import Refusal, Unreadable
from reportgen.model.text import joined
from reportgen.office.identify import too_large

if sys.platform != "win32":
    import resource

MOST_BYTES = 800 * 1024**2
"""Of one file that is read: 400,000 cells, the most that are read, take half of it."""
_SECONDS = 20  # of processor time for one file: 400,000 cells take fifteen
_ROOM = 1 << 20  # bytes
_LOOK = 0.25  # second of processor time after which it is looked at again
_PAGES = Path("/proc/self/statm")  # pages of this process: all of them, and those in use (Linux)

_More = ParamSpec("_More")
_Read = TypeVar("_Read")


class _OutOfTime(BaseException):
    """No Exception: libraries pass those over where something in a file is odd."""

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__()
        self.paths = paths


_LIMITS = (MemoryError, TimeoutError, Refusal, _OutOfTime)
"""What is raised where a limit is met."""


def within_bounds(
    read: Callable[Concatenate[Path, _More], _Read],
) -> Callable[Concatenate[Path, _More], _Read]:
    """A function that reads the file at a path, in no more memory and time than any plan takes.

    Memory is bounded where Linux says how much there is, time where `watched` can be used. One that
    calls another has the time of both. Raises Unreadable where they are not enough.
    """

    @wraps(read)
    def bounded(path: Path, /, *more: _More.args, **named: _More.kwargs) -> _Read:
        with bounded_reading(path):
            return read(path, *more, **named)

    return bounded


@contextmanager
def bounded_reading(*paths: Path) -> Iterator[None]:
    """Inside, files are read: in 800 MB of memory, and 20 seconds of processor time for each.

    Raises Unreadable where that is not enough.
    """
    until = time.process_time() + _SECONDS * len(paths)

    def check() -> None:
        if time.process_time() > until:
            raise _OutOfTime(paths)

    try:
        with watched(check), limited():
            yield
    except MemoryError:
        raise too_large(paths[0]) from None
    except _OutOfTime as error:
        raise _too_slow(error.paths) from None


def _too_slow(paths: Sequence[Path]) -> Unreadable:
    names = joined([path.name for path in paths])
    return Unreadable(
        code="too-slow",
        what=f"To read {names} takes more than {_SECONDS * len(paths)} seconds.",
        fix="Copy the plan’s own rows into a new file, save that, and give it.",
    )


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
    room = mmap.mmap(-1, _ROOM)  # in which to lift the limit, where all else is taken
    if sys.platform == "win32" or (pages := _pages()) is None:
        yield
        return
    own = object()
    with _unsaid():
        _set_limit(own, pages[0] + (most or MOST_BYTES))
        try:
            yield
        finally:
            room.close()
            _set_limit(own, None)


_LIMITS_SET: dict[object, int] = {}
"""The limits of address space that are in force, each with whose it is. The lowest counts.

A process has one, and threads do not end in the order in which they began.
"""
_BEFORE: list[int] = []  # the limit that was there before any of them
_SETTING = threading.Lock()


def _set_limit(whose: object, limit: int | None) -> None:
    """Set somebody's limit, or lift it."""
    with _SETTING:
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if not _LIMITS_SET:
            _BEFORE[:] = [soft]
        _LIMITS_SET.pop(whose, None)
        if limit is not None:
            _LIMITS_SET[whose] = limit
        known = [each for each in (*_BEFORE, hard) if each != resource.RLIM_INFINITY]
        lowest = min([*_LIMITS_SET.values(), *known], default=resource.RLIM_INFINITY)
        resource.setrlimit(resource.RLIMIT_AS, (lowest, hard))


@contextmanager
def _unsaid() -> Iterator[None]:
    """Inside, Python prints nothing of limits that are met where it cannot raise an exception.

    In what it does when an object goes, say. They are met again at once, where it can.
    """
    before = sys.unraisablehook

    def hook(unraisable: "sys.UnraisableHookArgs", /) -> None:
        if not isinstance(unraisable.exc_value, _LIMITS):
            before(unraisable)

    sys.unraisablehook = hook
    try:
        yield
    finally:
        sys.unraisablehook = before


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

    over = False

    def look(_: int, frame: FrameType | None) -> None:
        if not over and not (frame and frame.f_code in _ENDING):
            check()

    signal.signal(signal.SIGPROF, look)
    # Again and again: what is raised inside a function that C calls goes no further.
    signal.setitimer(signal.ITIMER_PROF, _LOOK, _LOOK)
    try:
        with _unsaid():
            yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)


_ENDING = frozenset(
    inspect.unwrap(each).__code__
    for each in (
        *(_GeneratorContextManager.__exit__, _set_limit),
        *(bounded_reading, limited, _unsaid, watched),
    )
)
"""Where nothing is raised: what is inside has ended, and limits are being lifted."""
