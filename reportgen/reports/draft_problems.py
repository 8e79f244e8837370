"""The list of problems at the end of a draft, and their numbers in the rows that they concern."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.model.problems import Problem, Severity, Where
from reportgen.model.schema import ACRONYMS, HISTORY, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.reports.sentences import joined
from reportgen.reports.view import Fault
from reportgen.reports.wording import say

_PRINTED = tuple(table.name for table in (OBJECTIVES, REPORT, STATUS_KEY, ACRONYMS, HISTORY))
"""The sheets, beside that of the actions, of which a paper prints something."""
_NOT_PRINTED = ("column-unknown", "outside-table")
"""Problems of columns of which nothing is printed, and which quote their words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftProblems:
    """The errors and warnings of a workbook, as a draft lists them."""

    sheet: str
    """The name of the sheet that holds the actions."""
    listed: tuple[Problem, ...]
    unlisted: tuple[Problem, ...]
    """Those of what is not printed: a draft goes to more people than the workbook does."""

    @classmethod
    def of(cls, problems: Sequence[Problem], sheet: str) -> "DraftProblems":
        """Those of these problems that are more than notes; what must be mended comes first."""
        wrong = [
            problem
            for severity in (Severity.ERROR, Severity.WARNING)
            for problem in problems
            if problem.severity is severity
        ]
        shown = [_is_printed(problem, sheet) for problem in wrong]
        return cls(
            sheet=sheet,
            listed=tuple(problem for problem, is_in in zip(wrong, shown, strict=True) if is_in),
            unlisted=tuple(p for p, is_in in zip(wrong, shown, strict=True) if not is_in),
        )

    def by_row(self) -> dict[int, list[str]]:
        """For each row of the actions' sheet the numbers of its problems: “Problem 3”."""
        labels: dict[int, list[str]] = defaultdict(list)
        for number, problem in enumerate(self.listed, start=1):
            if problem.where.sheet == self.sheet and problem.where.row:
                labels[problem.where.row].append(_numbered(number))
        return labels

    def lines(self) -> tuple[Fault, ...]:
        """The lines of the list."""
        return (*map(_line, range(1, len(self.listed) + 1), self.listed), *self._unprinted())

    def _unprinted(self) -> Iterator[Fault]:
        """One line for what is not listed."""
        if self.unlisted:
            errors = any(problem.severity is Severity.ERROR for problem in self.unlisted)
            yield Fault(
                number=str(len(self.listed) + 1),
                kind=(Severity.ERROR if errors else Severity.WARNING).value.capitalize(),
                place=say("problems.not_printed"),
                what=say("problems.unlisted", n=len(self.unlisted)),
                fix=say("problems.look"),
            )

    def lead(self) -> str:
        """The sentences over the list; empty where there is no problem."""
        everything = (*self.listed, *self.unlisted)
        errors = sum(problem.severity is Severity.ERROR for problem in everything)
        warnings = len(everything) - errors
        clauses = (
            say("problems.errors", n=errors) if errors else "",
            say("problems.warnings", n=warnings) if warnings else "",
        )
        told = joined([clause for clause in clauses if clause])
        return say("problems.lead", problems=told) if everything else ""


def _numbered(number: int) -> str:
    """“Problem 3”, on one line."""
    return say("problems.numbered", number=number).replace(" ", "\u00a0")


def _is_printed(problem: Problem, sheet: str) -> bool:
    """Whether a problem is of something that the paper prints."""
    return problem.where.sheet in ("", sheet, *_PRINTED) and problem.code not in _NOT_PRINTED


def _line(number: int, problem: Problem) -> Fault:
    return Fault(
        number=str(number),
        kind=problem.severity.value.capitalize(),
        place=_place(problem.where),
        what=problem.what,
        fix=problem.fix,
    )


def _place(where: Where) -> str:
    """The place in words: “Actions, cell H21”, for readers who do not know “Actions!H21”."""
    cell = say("problems.cell", cell=where.cell) if where.row and where.column else where.cell
    return ", ".join(filter(None, (where.sheet, cell)))
