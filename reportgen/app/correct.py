"""A corrected copy of a workbook: the right words typed into its cells. Touches the disk."""

from collections.abc import Mapping
from pathlib import Path

from reportgen.app.files import save
from reportgen.model.errors import Unreadable
from reportgen.model.problems import Where
from reportgen.office.limits import within_bounds
from reportgen.office.package import PACKAGE_FAULTS
from reportgen.workbook.annotate.values import corrected_copy
from reportgen.workbook.read.opening import open_workbook


@within_bounds
def correct(workbook: Path, words: Mapping[Where, str], copy: Path) -> Path:
    """Write a copy of a workbook with these words in these cells; its path. The rest stays.

    Raises Misused where a cell cannot be changed, Unreadable where the workbook cannot be, and
    Unwritable where the copy cannot be written or a file is there already.
    """
    try:
        content = corrected_copy(open_workbook(workbook).content, words)
    except PACKAGE_FAULTS as error:
        raise Unreadable(
            code="not-corrected",
            what=f"{workbook.name} can be read, but no copy of it can be changed ({error}).",
            fix="Save it in Excel as an Excel Workbook (.xlsx), and give that one.",
        ) from error
    save({copy: content}, overwrite=False)
    return copy
