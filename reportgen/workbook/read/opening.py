"""Opens a workbook's sheets. Touches the disk.

Where openpyxl fails on what Excel overlooks, a repaired copy is opened.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.model.errors import Unreadable
from reportgen.model.problems import Problem, Where
from reportgen.office.identify import file_bytes, must_be_workbook
from reportgen.office.limits import within_bounds
from reportgen.office.repair import repaired
from reportgen.workbook.read import xlsx
from reportgen.workbook.read.openpyxl_reader import every
from reportgen.workbook.read.sheet import Sheet

_REPAIRABLE = ("damaged", "strict", "other-package")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedWorkbook:
    """A workbook's sheets, and the bytes that they were read from."""

    sheets: tuple[Sheet, ...]
    file: bytes
    """The file's own bytes, read once."""
    content: bytes
    """The file's own bytes, or where it had to be repaired those of the repaired copy."""
    repairs: tuple[str, ...] = ()
    """What had to be repaired, in sentences."""

    def problems(self, sheet: str) -> Iterator[Problem]:
        """Yield a warning for each repair, at the actions' sheet, since it belongs to no cell."""
        for words in self.repairs:
            fix = "Open it in Excel, save it as an Excel Workbook (.xlsx), and build from that."
            yield Problem(code="mended", where=Where(sheet=sheet), what=words, fix=fix)


def open_workbook(
    path: Path, wanted: Callable[[str], bool] = every, *, tints: bool = False
) -> OpenedWorkbook:
    """Open the sheets whose names are wanted.

    `tints` asks for the colour of every blank cell. Raises Unreadable where even a repaired copy
    cannot be opened.
    """
    return open_content(path, file_bytes(path), wanted, tints=tints)


@within_bounds
def open_content(
    path: Path, file: bytes, wanted: Callable[[str], bool] = every, *, tints: bool = False
) -> OpenedWorkbook:
    """Open sheets as `open_workbook` does, from bytes that were read from `path` already."""
    try:
        must_be_workbook(path, file)
        sheets = xlsx.sheets(path, file, wanted, tints=tints)
        return OpenedWorkbook(sheets=sheets, file=file, content=file)
    except Unreadable as refusal:
        if refusal.code not in _REPAIRABLE:
            raise
        for content, repairs in repaired(file):
            try:
                must_be_workbook(path, content)
                sheets = xlsx.sheets(path, content, wanted, tints=tints)
            except Unreadable:
                continue
            return OpenedWorkbook(sheets=sheets, file=file, content=content, repairs=repairs)
        raise
