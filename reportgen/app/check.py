"""Name every problem of workbooks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.app.read import ReadResult, read
from reportgen.app.turns import OwnFault, turn
from reportgen.model.errors import Refusal, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a workbook is like: what was read from it, or why it was refused."""

    workbook: Path
    outcome: ReadResult | Refusal | OwnFault

    @property
    def exit_code(self) -> int:
        """0 where the paper would be right, 1 where it would be wrong, or what ended its turn."""
        if isinstance(self.outcome, Refusal | OwnFault):
            return self.outcome.exit_code
        return 0 if self.outcome.sound else 1

    def to_json(self, wording: Wording = str) -> Mapping[str, object]:
        """For machines: what was read, or why it was refused."""
        if isinstance(self.outcome, Refusal):
            outcome: Mapping[str, object] = {"refused": self.outcome.to_json(wording)}
        elif isinstance(self.outcome, OwnFault):
            outcome = {"fault": str(self.outcome.error)}
        else:
            outcome = self.outcome.to_json(wording)
        return {"workbook": str(self.workbook), **outcome}


def check_all(workbooks: Sequence[Path]) -> Iterator[CheckResult]:
    """Read workbooks; of several, a fault of the program's own ends the turn of one alone."""
    for workbook in workbooks:
        if len(workbooks) == 1:
            yield check(workbook)
            continue
        result = turn(partial(check, workbook))
        if isinstance(result, OwnFault):
            yield CheckResult(workbook=workbook, outcome=result)
        else:
            yield result


def check(workbook: Path) -> CheckResult:
    """Read one workbook; a refusal is a result like any other."""
    try:
        return CheckResult(workbook=workbook, outcome=read(workbook))
    except Refusal as refusal:
        return CheckResult(workbook=workbook, outcome=refusal)
