"""Problems of single cells and of a table's layout, whatever the cells mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from reportgen.model.columns import by_name, misspelt
from reportgen.model.problems import Problem, Where, letters
from reportgen.model.settings import Settings, headings_in
from reportgen.model.text import fold_name, joined, pictures, quoted, sign_name, some
from reportgen.workbook.read.date_checks import date_problems
from reportgen.workbook.read.prose import excerpt, garbled
from reportgen.workbook.read.sheet import Cell
from reportgen.workbook.read.tables import FoundTable, Record, heading_name
from reportgen.workbook.read.translations import translating

_TIDIED = {
    "html": ("cleaned-html", "Pasted web markup was turned into plain paragraphs and lists."),
    "bullets": ("cleaned-bullets", "Typed bullets were turned into a real list."),
    "characters": ("cleaned-characters", "Characters that cannot be printed were taken out."),
}


def cell_problems(record: Record) -> Iterator[Problem]:
    """The problems of one row's cells: debris, garbled words, formulas, numbers as formatted."""
    for key, cleaned in record.cleaned.items():
        for kind, (code, what) in _TIDIED.items():
            if getattr(cleaned, kind):
                where = record.cells[key].where
                yield Problem(code=code, where=where, what=what, fix="Check it on the page.")
        yield from _garbled(record.cells[key])
        yield from _pictures(record.cells[key])
    yield from _formulas(record)
    for cell in record.cells.values():
        if cell.number_format:
            yield Problem(
                code="format-unread",
                where=cell.where,
                what=(
                    f"How this cell shows its number (format {quoted(cell.number_format)})"
                    f" is not understood; the number itself was read, {quoted(excerpt(cell.text))}."
                ),
                fix="Compare it with the sheet; type it as words if it differs.",
            )


def _garbled(cell: Cell) -> Iterator[Problem]:
    if wrong_and_right := garbled(cell.text):
        wrong, right = wrong_and_right
        what = (
            f"“{wrong}” seems to have been garbled on its way here; it should probably be"
            f" “{right}”."
        )
        yield Problem(code="garbled", where=cell.where, what=what, fix="Put it right in the cell.")


def _pictures(cell: Cell) -> Iterator[Problem]:
    """Emoji: few fonts draw them as letters, and PDF/A forbids coloured pictures in their place."""
    if found := pictures(cell.text):
        names = joined([f"{sign} ({sign_name(sign)})" for sign in found])
        what = f"This cell has {names}. Where no font has it, the PDF prints the name."
        yield Problem(code="picture-sign", where=cell.where, what=what, fix="Say it in words.")


def _formulas(record: Record) -> Iterator[Problem]:
    for cell in record.cells.values():
        if cell.uncalculated:
            yield Problem(
                code="formula-not-calculated",
                where=cell.where,
                what=(
                    f"This cell holds a formula, {quoted(cell.formula)}, whose result was never"
                    " saved, so it reads as blank."
                ),
                fix=(
                    "Open the workbook in Excel, let it calculate, and save; or type the words"
                    " instead."
                ),
            )
        elif cell.fault:
            why = "what it holds cannot be shown so, such as a day before 1900"
            if cell.formula:
                why = f"its formula {quoted(cell.formula)} does not work"
            yield Problem(
                code="cell-error",
                where=cell.where,
                what=f"This cell shows {cell.text}, which is Excel's sign that {why}.",
                fix=f"Mend the {'formula' if cell.formula else 'cell'}, or type the words instead.",
            )
        elif cell.formula:
            yield Problem(
                code="formula",
                where=cell.where,
                what=f"This cell is a formula; its saved result “{excerpt(cell.text)}” was read.",
                fix="Check that it is up to date.",
            )


def oddities(grid: FoundTable) -> Iterator[Problem]:
    """Yield every problem of the table's headings and layout."""
    yield from _headings(grid)
    yield from _again(grid)
    yield from _missing(grid)
    yield from _stray(grid)
    yield from _hidden(grid)
    yield from _merged(grid)
    yield from _coloured_by_rule(grid)
    yield from date_problems(grid)


def _headings(grid: FoundTable) -> Iterator[Problem]:
    unknown, translated, known = [], translating(grid), by_name(grid.table.columns)
    for number, cell in grid.sheet.rows[grid.row].items():
        column = known.get(heading_name(cell.text))
        if column and grid.columns[column.key] != number:
            first = grid.place(column.key, grid.row).cell
            yield Problem(
                code="column-twice",
                where=cell.where,
                what=(
                    f"“{excerpt(cell.text)}” and the heading in {first} both mean"
                    f" {column.heading}; this one is left out."
                ),
                fix="Keep one of the two columns, or give this one another heading.",
            )
        elif not column and number not in translated and cell.text.strip():
            unknown.append(cell)
    what = "have headings that are not recognised, so what they hold is left out"
    yield from _first_of(unknown, partial(_unknown, grid), what)


def _first_of(
    cells: Sequence[Cell], problem: Callable[[Cell], Problem], what: str
) -> Iterator[Problem]:
    """The problems of columns; of very many the first, and one problem for the others."""
    yield from map(problem, cells[:_MANY_COLUMNS])
    if others := cells[_MANY_COLUMNS:]:
        first, last = (letters(cell.where.column) for cell in (others[0], others[-1]))
        many = f"{len(others):,} more columns, from {first} to {last}, {what}."
        yield replace(problem(others[0]), what=many)


_MANY_COLUMNS = 50  # of one kind that are told one by one: a form of 50 questions has less


def _again(grid: FoundTable) -> Iterator[Problem]:
    """Yield an error where headings stand a second time in other columns.

    The same headings in the same columns are only layout.
    """
    for row, second in grid.repeats.items():
        if any(grid.columns.get(key) != column for key, column in second.items()):
            yield Problem(
                code="headings-again",
                where=Where(sheet=grid.sheet.name, row=row),
                what=(
                    f"Headings stand here a second time, in other columns than in row {grid.row},"
                    " whose order is used."
                ),
                fix="Bring the columns of both parts into one order, and keep one row of headings.",
            )


def _unknown(grid: FoundTable, cell: Cell) -> Problem:
    near = misspelt(cell.text, grid.table.columns)
    fix = (
        f"If it is {near}, head it so."
        if near
        else "Name it in the sheet Report: under Columns, with ours, to print it; or under Columns"
        " not printed."
    )
    return Problem(
        code="column-unknown",
        where=cell.where,
        what=(
            f"The column {quoted(cell.text, 200)} is not recognised, so what it holds is left out."
        ),
        fix=fix,
    )


def without_meant(
    problems: Iterable[Problem], grid: FoundTable, settings: Settings
) -> Iterator[Problem]:
    """The problems but those of columns of which the Report sheet says whether they are printed."""
    named = (*headings_in(settings.not_printed), *headings_in(settings.columns))
    meant = set(map(fold_name, named))
    for problem in problems:
        where = problem.where
        heading = grid.sheet.rows.get(where.row, {}).get(where.column)
        unknown = problem.code == "column-unknown" and where.sheet == grid.sheet.name
        if not (unknown and heading and fold_name(heading.text) in meant):
            yield problem


def _missing(grid: FoundTable) -> Iterator[Problem]:
    for column in grid.table:
        if column.key not in grid.columns and not column.optional:
            yield Problem(
                code="column-missing",
                where=Where(sheet=grid.sheet.name, row=grid.row),
                what=f"There is no {column.heading} column.",
                fix=f"Add a column headed “{column.heading}”.",
            )


def _stray(grid: FoundTable) -> Iterator[Problem]:
    """Yield a problem for each column with words under no heading, at the first of them."""
    headed = {number for number, cell in grid.sheet.rows[grid.row].items() if cell.text.strip()}
    seen: dict[int, Cell] = {}
    for row, cells in grid.sheet.rows.items():
        for number, cell in cells.items():
            if row > grid.row and number not in headed and number not in seen and cell.text.strip():
                seen[number] = cell
    yield from _first_of(
        list(seen.values()), _unheaded, "have words under no heading, and are left out"
    )


def _unheaded(cell: Cell) -> Problem:
    return Problem(
        code="outside-table",
        where=cell.where,
        what=(
            f"“{excerpt(cell.text)}” stands under no heading, so column"
            f" {letters(cell.where.column)} is left out."
        ),
        fix="Give the column a heading that is recognised, or move the words.",
    )


def _hidden(grid: FoundTable) -> Iterator[Problem]:
    name = grid.sheet.name
    if grid.sheet.hidden:
        yield Problem(
            code="hidden-sheet",
            where=Where(sheet=name),
            what=f"The sheet {name} is hidden; it was read all the same.",
            fix="Show it, so that everyone sees what is printed.",
        )
    for row in sorted(grid.sheet.hidden_rows & grid.sheet.rows.keys()):
        if row > grid.row:
            yield Problem(
                code="hidden-row",
                where=Where(sheet=name, row=row),
                what=f"Row {row} is hidden; it was read all the same.",
                fix="Show it, or delete the row if it is not part of the plan.",
            )
    for key, column in grid.columns.items():
        if column in grid.sheet.hidden_columns:
            yield Problem(
                code="hidden-column",
                where=Where(sheet=name, column=column),
                what=f"The column {grid.heading(key)} is hidden; it was read all the same.",
                fix="Show it, so that everyone sees what is printed.",
            )


def _coloured_by_rule(grid: FoundTable) -> Iterator[Problem]:
    """Yield a warning where blank statuses are coloured by a rule that looks at other columns."""
    column = grid.columns.get("status", 0)
    blanks = [
        where
        for where in grid.sheet.ruled_blanks()
        if where.column == column and where.row > grid.row
    ]
    if blanks:
        yield Problem(
            code="status-coloured-by-rule",
            where=blanks[0],
            what=(
                f"{some([where.cell for where in blanks])} have no word for a status; a rule"
                " colours them by what other cells hold, and that colour is not read."
            ),
            fix="Type the status’s word in each of them.",
        )


def _merged(grid: FoundTable) -> Iterator[Problem]:
    """Yield a note for each merged range, but for objectives.

    Merging those is how people group their rows.
    """
    keys = {column: key for key, column in grid.columns.items() if key != "objective"}
    for first, last, column, _ in grid.sheet.merged:
        if (
            last > first > grid.row
            and column in keys
            and grid.sheet.rows.get(first, {}).get(column)
        ):
            yield Problem(
                code="merged-cells",
                where=grid.place(keys[column], first),
                what=(
                    f"This merged cell was read as the {grid.heading(keys[column])} of rows"
                    f" {first} to {last}."
                ),
                fix="Unmerge it if the rows differ.",
            )
