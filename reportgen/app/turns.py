"""One file after the other, so that a fault of the program's own ends the turn of one alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from reportgen.model.errors import Refusal

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFault:
    """A fault of the program's own, or of the computer, which ended a file's turn."""

    error: BaseException

    @property
    def exit_code(self) -> int:
        """That of a fault."""
        return Refusal.exit_code


def turn(work: Callable[[], _Result]) -> _Result | OwnFault:
    """What the work gives, or the fault that ended it. Refusals are raised as ever."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
    error = done.exception()
    if error is None:
        return done.result()
    if isinstance(error, Refusal):
        raise error
    return OwnFault(error=error)
