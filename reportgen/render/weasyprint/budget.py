"""How many pages, how much time and memory the laying out of one paper may take.

All of them grow with the web page that is laid out: what a plan holds is printed, however long it
is. So they bound style sheets that never end, and not plans.
"""

import logging
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from reportgen.model.errors import Refusal, Remedy, TemplateWrong, Unrenderable

if sys.platform != "win32":
    import resource

LONGEST = 5_000_000
"""Letters of a web page, tags and style sheet included: 4,000 actions, 1,300 pages, 3 GB."""
_FEWEST_REFUSED, _LETTERS_A_PAGE = 100, 300  # each page of paper has so many letters at least
_SECONDS, _SECONDS_A_LETTER = 8, 0.000_2  # of processor time: seven times what our pages take
_BYTES, _BYTES_A_LETTER = 900 * 1024**2, 1_024  # twice what they take
_LOOK = 0.25  # second of processor time after which it is looked at again
_PAGES = Path("/proc/self/statm")  # its second number: pages of memory that are in use (Linux)
_BEGINS = "Step 5 - Creating layout - Page"  # what WeasyPrint says before it makes each


@dataclass(frozen=True, slots=True, kw_only=True)
class _Budget:
    """The most that a paper may take from now on."""

    pages: int
    seconds: float
    until: float
    """Processor time of this process."""
    memory: int | None
    """Bytes; None where the system does not say."""

    def check(self) -> None:
        """Raise TemplateWrong where the time or the memory has been used up."""
        if time.process_time() > self.until:
            raise _stopped(f"takes more than {self.seconds:,.0f} seconds to lay out")
        used = _used()
        if self.memory is not None and used is not None and used > self.memory:
            raise _stopped(f"takes more than {self.memory // 1024**2:,} MB of memory to lay out")


def _used() -> int | None:
    if sys.platform == "win32" or not _PAGES.is_file():
        return None
    return int(_PAGES.read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def _stopped(what: str) -> Refusal:
    return TemplateWrong(
        code="template-stopped",
        what=f"The paper {what}.",
        fix=(
            "In the style sheets of your template folder, look at @page and its margins, at the"
            " sizes of letters and pictures, and at what is counted or repeated."
        ),
    )


class _Pages(logging.Handler):
    """Looks at the budget whenever WeasyPrint begins a page."""

    def __init__(self, budget: _Budget) -> None:
        super().__init__(level=logging.INFO)
        self._budget = budget
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Read the number of a page that is begun."""
        if record.thread != self._thread or not str(record.msg).startswith(_BEGINS):
            return
        if isinstance(record.args, tuple) and int(str(record.args[0])) > self._budget.pages:
            raise _stopped(f"comes to more than {self._budget.pages:,} pages")
        self._budget.check()


@contextmanager
def bounded(letters: int) -> Iterator[None]:
    """Inside, a web page of so many letters is laid out.

    Raises Unrenderable where it is too long for a PDF, and TemplateWrong where it takes more than
    its length can need.
    """
    if letters > LONGEST:
        raise Unrenderable(
            code="paper-too-long",
            what=f"The paper is too long for a PDF: its web page has {letters:,} letters.",
            fix=Remedy(
                f"Make Word and HTML of it, or divide the plan; {LONGEST:,} can be laid out.",
                code="divide-plan",
                longest=f"{LONGEST:,}",
            ),
        )
    seconds, used = _SECONDS + letters * _SECONDS_A_LETTER, _used()
    budget = _Budget(
        pages=_FEWEST_REFUSED + letters // _LETTERS_A_PAGE,
        seconds=seconds,
        until=time.process_time() + seconds,
        memory=None if used is None else used + _BYTES + letters * _BYTES_A_LETTER,
    )
    progress, pages = logging.getLogger("weasyprint.progress"), _Pages(budget)
    level = progress.level
    progress.setLevel(logging.INFO)
    progress.addHandler(pages)
    try:
        with _watched(budget):
            yield
    finally:
        progress.removeHandler(pages)
        progress.setLevel(level)


@contextmanager
def _watched(budget: _Budget) -> Iterator[None]:
    """Look at the budget all the time, and not only between pages, where the system has a timer.

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
        budget.check()

    signal.signal(signal.SIGPROF, look)
    # Again and again: what is raised inside a function that C calls goes no further.
    signal.setitimer(signal.ITIMER_PROF, _LOOK, _LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
