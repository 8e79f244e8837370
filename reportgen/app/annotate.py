"""Mark the problems of a workbook in a copy of it."""

import hashlib
from pathlib import Path

from reportgen.app.files import must_be_short, save
from reportgen.model.errors import Unreadable, Unwritable
from reportgen.model.reading import Reading
from reportgen.office.package import PACKAGE_FAULTS
from reportgen.workbook.annotate.annotate import is_annotated, marked_copy
from reportgen.workbook.read.opening import open_workbook


def annotate(workbook: Path, reading: Reading) -> Path:
    """Write the marked copy beside the workbook that was read, and give its path.

    Raises Unwritable where it cannot be written or named, Unreadable where it was saved meanwhile
    or cannot be marked. A copy that somebody worked in since it was made is never replaced.
    """
    copy = workbook.with_name(f"{workbook.stem}-checked{workbook.suffix}")
    must_be_short(copy)
    if copy.exists() and not (copy.is_file() and is_annotated(copy.read_bytes())):
        raise Unwritable(
            code="copy-changed",
            what=(
                f"Somebody has worked in {copy} since it was made, so it is not replaced, and the"
                " problems are not marked anew."
            ),
            fix="Take over what was done there, move it away, and check again.",
        )
    repaired = any(problem.code == "mended" for problem in reading.problems)
    content = open_workbook(workbook).content if repaired else workbook.read_bytes()
    if not repaired and hashlib.sha256(content).hexdigest() != reading.source.digest:
        raise Unreadable(
            code="changed-meanwhile",
            what=f"{workbook} was saved by somebody while it was checked.",
            fix="Check again.",
        )
    try:
        marked = marked_copy(content, reading, name=workbook.name)
    except PACKAGE_FAULTS as error:
        raise Unreadable(
            code="not-marked",
            what=f"{workbook} can be read, but no copy of it can be marked ({error}).",
            fix="Save it in Excel as an Excel Workbook (.xlsx), and check that one.",
        ) from error
    save({copy: marked})
    return copy
