"""Does one thing after another in a process of its own, which can be ended.

What a hostile file costs is bounded by clocks that only a process's main thread has, and two papers
that WeasyPrint lays out at once in one process spoil each other.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from typing import ParamSpec, TypeVar

_Args = ParamSpec("_Args")
_Result = TypeVar("_Result")
_END = signal.SIGTERM if os.name == "nt" else signal.SIGKILL


class Worker:
    """A process for work that is handed to it; a fresh one where it ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        self._pool = ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_ctrl_c
        )
        self._process = self._pool.submit(_ready)

    def start(
        self, work: Callable[_Args, _Result], *args: _Args.args, **named: _Args.kwargs
    ) -> "Future[_Result]":
        """The result to come."""
        with self._lock:
            try:
                return self._pool.submit(work, *args, **named)
            except BrokenProcessPool:
                self._begin()
                return self._pool.submit(work, *args, **named)

    def do(
        self, work: Callable[_Args, _Result], *args: _Args.args, **named: _Args.kwargs
    ) -> _Result:
        """The result; raises what the work raises."""
        return self.start(work, *args, **named).result()

    def stop_work(self) -> None:
        """End whatever is being done or waits, and begin anew."""
        with self._lock:
            self._kill()
            self._begin()

    def end(self) -> None:
        """End the process."""
        with self._lock:
            self._kill()

    def _kill(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        if not self._process.done() or self._process.exception():
            return  # not there yet: it ends once it finds nothing to do
        try:
            os.kill(self._process.result(), _END)
        except ProcessLookupError:
            return


def _leave_ctrl_c() -> None:
    """Ctrl-C is for the server, which ends this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _ready() -> int:
    """Load what every page needs, before anybody waits for it; the number of this process."""
    import_module("reportgen.app.check")
    return os.getpid()
