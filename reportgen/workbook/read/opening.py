"""Opens a workbook's sheets; where openpyxl stumbles on what Excel overlooks, those of a mended copy. Touches the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportgen.model.errors import Unreadable
from reportgen.model.problems import Problem, Where
from reportgen.office.repair import repaired
from reportgen.office.temporary_file import scratch
from reportgen.workbook.openpyxl_internals import every
from reportgen.workbook.read import xlsx
from reportgen.workbook.read.tables import Sheet

_MENDABLE = ("damaged", "strict", "other-package")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedWorkbook:
    """The sheets, the file that they were read from, and what had to be mended, in words."""

    path: Path
    sheets: tuple[Sheet, ...]
    mended: tuple[str, ...] = ()

    def problems(self, sheet: str) -> Iterator[Problem]:
        """A warning for what was mended; it stands at the sheet of the actions, since it is of no cell."""
        for words in self.mended:
            fix = "Open it in Excel, save it as an Excel Workbook (.xlsx), and build from that."
            yield Problem(code="mended", where=Where(sheet=sheet), what=words, fix=fix)


@contextmanager
def opened(
    path: Path, wanted: Callable[[str], bool] = every, *, tints: bool = False
) -> Iterator[OpenedWorkbook]:
    """The sheets whose names are wanted, as long as they are looked at.

    Raises Unreadable where even a mended copy has none.
    """
    try:
        sheets = xlsx.sheets(path, wanted, tints=tints)
    except Unreadable as refusal:
        if refusal.code not in _MENDABLE:
            raise
        with _mended(path, wanted, refusal, tints=tints) as book:
            yield book
        return
    yield OpenedWorkbook(path=path, sheets=sheets)


@contextmanager
def _mended(
    path: Path, wanted: Callable[[str], bool], refusal: Unreadable, *, tints: bool
) -> Iterator[OpenedWorkbook]:
    """The first of the mended copies that can be read; else the refusal of the workbook itself."""
    for content, said in repaired(path.read_bytes()):
        with scratch(path.name, content) as copy:
            try:
                book = OpenedWorkbook(
                    path=copy, sheets=xlsx.sheets(copy, wanted, tints=tints), mended=said
                )
            except Unreadable:
                continue
            yield book
            return
    raise refusal


def as_read(path: Path) -> bytes:
    """The workbook's own bytes; of one that had to be mended, those of the mended copy."""
    with opened(path) as book:
        return book.path.read_bytes()
