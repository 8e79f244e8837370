"""Say what differs between two workbooks of a plan, or a workbook and a paper edited in Word."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.app.read import read
from reportgen.app.returns_without_form import is_paper, read_paper
from reportgen.facts.differences import Difference, differences
from reportgen.model.errors import Wording
from reportgen.model.problems import Problem

__all__ = ["Comparison", "Difference", "compare"]

_OF_A_PAPER = ("paper-words", "paper-note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Every difference, and what is to be said of a paper beside its actions."""

    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]

    def to_json(self, _: Wording = str) -> Mapping[str, object]:
        """For machines: the differences, with every word of them."""
        return {"differences": [difference.to_json() for difference in self.differences]}


def compare(old: Path, new: Path) -> Comparison:
    """Compare two workbooks of a plan; `new` may be a Word file that was made from the plan."""
    before = read(old).reading
    after = read_paper(new, before) if is_paper(new) else read(new).reading
    problems = tuple(problem for problem in after.problems if problem.code in _OF_A_PAPER)
    return Comparison(differences=differences(before, after), problems=problems)
