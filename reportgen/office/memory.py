"""How much memory the reading of one file may take.

What a small file can do to memory is bounded where it is read; this is for what nobody thought of.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from reportgen.office.identify import too_large

if sys.platform != "win32":
    import resource

_MOST = 900 * 1024**2  # bytes: 400,000 cells, the most that are read, take half of it
_PAGES = Path("/proc/self/statm")  # its first number: all pages of this process (Linux)

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


@contextmanager
def limited() -> Iterator[None]:
    """No more than 900 MB of address space above what the process has already."""
    if sys.platform == "win32" or not _PAGES.is_file():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    has = int(_PAGES.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    set_already = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([has + _MOST, *set_already]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
