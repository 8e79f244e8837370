"""What a workbook that is made from another one does not have: whatever stands in no cell."""

from collections.abc import Iterator
from pathlib import Path

from reportgen.model.problems import Problem
from reportgen.model.text import quoted, some
from reportgen.office.limits import within_bounds
from reportgen.office.package import Package
from reportgen.workbook.read.opening import open_workbook
from reportgen.workbook.read.outside_cells import OutsideWords, outside_cells

_MOST = 10  # that are named one by one


@within_bounds
def left_behind(workbook: Path) -> tuple[Problem, ...]:
    """A note for each kind of thing that stays in the workbook it was made from."""
    book = open_workbook(workbook)
    kinds: dict[str, list[OutsideWords]] = {}
    for each in outside_cells(book.sheets, Package(book.content)):
        if each.kind:  # what a merged cell covers is told of by itself
            kinds.setdefault(each.why, []).append(each)
    return tuple(_told(workbook, kinds))


def _told(workbook: Path, kinds: dict[str, list[OutsideWords]]) -> Iterator[Problem]:
    for found in kinds.values():
        named = some([f"{each.place} {quoted(each.words)}" for each in found], _MOST)
        yield Problem(
            code="left-behind",
            where=found[0].where,
            what=f"The new workbook does not have what stands in no cell: {named}.",
            fix=f"It stays in {workbook.name}; type into cells what is to go along.",
        )
