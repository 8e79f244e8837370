"""Name every problem of workbooks."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.app.read import ReadResult, read
from reportgen.model.errors import Refusal, Wording


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
