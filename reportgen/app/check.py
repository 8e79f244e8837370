"""Name every problem of workbooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.app.files import save
from reportgen.app.read import ReadResult, read
from reportgen.model.errors import Refusal, Unwritable, Wording
from reportgen.model.reading import Reading
from reportgen.workbook.annotate.annotate import is_annotated, marked_copy
from reportgen.workbook.read.opening import open_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a workbook is like: what was read from it, or why it was refused."""

    workbook: Path
    outcome: ReadResult | Refusal

    @property
    def exit_code(self) -> int:
        """0 where the paper would be right, 1 where it would be wrong, or the refusal's own."""
        if isinstance(self.outcome, Refusal):
            return self.outcome.exit_code
        return 0 if self.outcome.sound else 1

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines: what was read, or why it was refused."""
        if isinstance(self.outcome, Refusal):
            outcome: Mapping[str, object] = {"refused": self.outcome.to_json(wording)}
        else:
            outcome = self.outcome.to_json(wording)
        return {"workbook": str(self.workbook), **outcome}


def check(workbook: Path) -> CheckResult:
    """Read one workbook; a refusal is a result like any other."""
    try:
        return CheckResult(workbook=workbook, outcome=read(workbook))
    except Refusal as refusal:
        return CheckResult(workbook=workbook, outcome=refusal)


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
