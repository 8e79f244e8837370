"""One file after the other, so that a fault of the program's own ends the turn of one alone."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
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
    fault = _Fault()
    with fault:
        return work()
    return OwnFault(error=fault.error)


class _Fault:
    """Ends a `with` that meets a fault, and keeps it. What stops on purpose goes on."""

    error: BaseException

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        """Keep what is no refusal."""
        if not isinstance(error, Exception) or isinstance(error, Refusal):
            return False
        self.error = error
        return True

    def __enter__(self) -> None:
        """Begin."""
