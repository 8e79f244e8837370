"""How many pages, how much time and memory the laying out of one paper may take.

All of them grow with the web page that is laid out: what a plan holds is printed, however long it
is. So they bound style sheets that never end, and not plans.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from reportgen.model.errors import Refusal, Remedy, TemplateWrong, Unrenderable
from reportgen.office.limits import limited, memory_used, watched

LONGEST = 5_000_000
"""Letters of a web page, tags and style sheet included: 4,000 actions, 1,300 pages, 3 GB."""
_FEWEST_REFUSED, _LETTERS_A_PAGE = 100, 300  # each page of paper has so many letters at least
_SECONDS, _SECONDS_A_LETTER = 5, 0.000_15  # of processor time: eight times what our pages take
_BYTES, _BYTES_A_LETTER = 600 * 1024**2, 1_024  # twice what they take
_FEWEST_LETTERS = 25_000  # a page of ours has so many, and one for each of what is printed
_AT_ONCE = 100 * 1024**2  # bytes of address space above those of memory
_BEGINS = "Step 5 - Creating layout - Page"  # what WeasyPrint says before it makes each


@dataclass(frozen=True, slots=True, kw_only=True)
class _Budget:
    """The most that a paper may take from now on."""

    pages: int
    seconds: float
    until: float
    """Processor time of this process."""
    memory: int
    """Bytes more than the process has when it begins."""
    begun: int | None
    """Bytes that it has then; None where the system does not say."""

    def check(self) -> None:
        """Raise TemplateWrong where the time or the memory has been used up."""
        if time.process_time() > self.until:
            raise _stopped(f"takes more than {self.seconds:,.0f} seconds to lay out")
        used = memory_used()
        if used is not None and self.begun is not None and used - self.begun > self.memory:
            raise self.too_much()

    def too_much(self) -> Refusal:
        """The refusal of what takes too much memory."""
        return _stopped(f"takes more than {self.memory // 1024**2:,} MB of memory to lay out")


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
def bounded(letters: int, printed: object) -> Iterator[None]:
    """Inside, a web page of so many letters is laid out, which prints this.

    Raises Unrenderable where it is too long for a PDF, and TemplateWrong where it takes more than
    its length can need: that of what is printed, since a template may fill a page with remarks.
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
    letters = min(letters, _FEWEST_LETTERS + len(repr(printed)))
    seconds = _SECONDS + letters * _SECONDS_A_LETTER
    budget = _Budget(
        pages=_FEWEST_REFUSED + letters // _LETTERS_A_PAGE,
        seconds=seconds,
        until=time.process_time() + seconds,
        memory=_BYTES + letters * _BYTES_A_LETTER,
        begun=memory_used(),
    )
    progress, pages = logging.getLogger("weasyprint.progress"), _Pages(budget)
    level = progress.level
    progress.setLevel(logging.INFO)
    progress.addHandler(pages)
    try:
        with watched(budget.check), limited(budget.memory + _AT_ONCE):
            yield
    except MemoryError:  # of what is taken in one step
        raise budget.too_much() from None
    finally:
        progress.removeHandler(pages)
        progress.setLevel(level)
