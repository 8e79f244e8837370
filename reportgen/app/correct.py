"""A corrected copy of a workbook: the right words typed into its cells. Touches the disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reportgen.app.files import save
from reportgen.checks.check import confirmed_rows, question, subject, subjects
from reportgen.model.errors import Unreadable
from reportgen.model.problems import Problem, Where
from reportgen.model.reading import Reading, Row, TableData
from reportgen.model.schema import CONFIRMED
from reportgen.office.limits import within_bounds
from reportgen.office.package import PACKAGE_FAULTS
from reportgen.workbook.annotate.values import corrected_copy
from reportgen.workbook.read.opening import open_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What is to be written so that questions are not asked again."""

    words: Mapping[Where, str]
    new_sheets: Mapping[str, Sequence[int]]
    """Those that the workbook does not have, with the widths of their columns in characters."""


def confirmed(reading: Reading, reasons: Mapping[Problem, str]) -> Confirmed:
    """Warnings with the reasons for which all is right, as rows of the sheet Confirmed."""
    table, named = reading.tables.get(CONFIRMED.name), subjects(reading)
    rows = [
        {"subject": subject(problem.where, named), "question": problem.what, "reason": reason}
        for problem, reason in reasons.items()
    ]
    if table:
        return Confirmed(words=added(table, rows), new_sheets={})
    sheet = TableData(
        sheet=CONFIRMED.name,
        table=CONFIRMED,
        own=(),
        heading_row=1,
        columns={column.key: number for number, column in enumerate(CONFIRMED, 1)},
        rows=(),
    )
    heads = {sheet.place(column.key, 1): column.heading for column in CONFIRMED}
    widths = [column.width for column in CONFIRMED]
    return Confirmed(words=heads | added(sheet, rows), new_sheets={CONFIRMED.name: widths})


def reasons(reading: Reading) -> Mapping[Problem, Row]:
    """The rows of the sheet Confirmed, by the problems that are right for their reasons."""
    rows, named = confirmed_rows(reading), subjects(reading)
    return {
        problem: rows[question(subject(problem.where, named), problem.what)]
        for problem in reading.problems
        if problem.code == "confirmed"
    }


def added(table: TableData, rows: Iterable[Mapping[str, str]]) -> dict[Where, str]:
    """The cells of rows below a table's last, each given by column key; in columns that it has."""
    last = max([table.heading_row, *(row.number for row in table.rows)])
    return {
        Where(sheet=table.sheet, row=number, column=table.columns[key]): words
        for number, row in enumerate(rows, last + 1)
        for key, words in row.items()
        if key in table.columns
    }


@within_bounds
def correct(
    workbook: Path,
    words: Mapping[Where, str],
    copy: Path,
    *,
    new_sheets: Mapping[str, Sequence[int]] = MappingProxyType({}),
) -> Path:
    """Write a copy of a workbook with these words in these cells; its path. The rest stays.

    `new_sheets` are added first, with columns of these widths in characters.
    Raises Misused where a cell cannot be changed, Unreadable where the workbook cannot be, and
    Unwritable where the copy cannot be written or a file is there already.
    """
    try:
        content = corrected_copy(open_workbook(workbook).content, words, new_sheets)
    except PACKAGE_FAULTS as error:
        raise Unreadable(
            code="not-corrected",
            what=f"{workbook.name} can be read, but no copy of it can be changed ({error}).",
            fix="Save it in Excel as an Excel Workbook (.xlsx), and give that one.",
        ) from error
    save({copy: content}, overwrite=False)
    return copy
