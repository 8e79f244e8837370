"""Mark the problems of a workbook in a copy of it."""

from pathlib import Path

from reportgen.app.files import save
from reportgen.model.errors import Unwritable
from reportgen.model.reading import Reading
from reportgen.workbook.annotate.annotate import is_annotated, marked_copy
from reportgen.workbook.read.opening import open_workbook


def annotate(workbook: Path, reading: Reading) -> Path:
    """Write the marked copy beside the workbook that was read, and give its path.

    Raises Unwritable where it cannot be written. A copy that somebody worked in since it was made
    is never replaced.
    """
    copy = workbook.with_name(f"{workbook.stem}-checked{workbook.suffix}")
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
    save({copy: marked_copy(content, reading, name=workbook.name)})
    return copy
