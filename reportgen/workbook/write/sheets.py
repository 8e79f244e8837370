"""One table as a sheet: its cells, what is locked, and how it prints."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break, ColBreak
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as XlsxTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.model.columns import Column, Table
from reportgen.model.errors import Unwritable
from reportgen.model.schema import ACTIONS, HISTORY
from reportgen.model.text import MOST_LETTERS, quoted
from reportgen.workbook.write import styles
from reportgen.workbook.write.form import Form

SPARE_ROWS = 200
"""Rows under the last one that have the drop-downs and hints too."""

# The last row of a table without actions: a table does not grow by itself in a sheet that is
# locked.
_ROWS_TO_START = 31
_A4, _PAGE_WIDE = (
    9,
    136,
)  # Excel's number for A4; characters of Arial 10 that fit across it, lying on its side
_LINE = 13.5  # points from one line of words to the next
_SMALLEST = 50  # per cent: smaller print is not read
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2


def fill(sheet: Worksheet, table: Table, form: Form) -> None:
    """Write headings and rows, formatted, and locked as the form asks."""
    columns, rows = form.columns(table), form.rows.get(table.name, ())
    for number, column in enumerate(columns, start=1):
        styles.apply(
            typed(sheet.cell(1, number), column.heading), styles.style_for("heading", column)
        )
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = column.width + styles.MARGIN
        styles.apply(dimension, "below" if form.officers else "below open")
        look = styles.style_for("words", column) if table is ACTIONS else "words"
        for place, row in enumerate(rows, start=2):
            styles.apply(typed(sheet.cell(place, number), row.get(column.key, "")), look)
    for place, row in enumerate(rows, start=2):
        sheet.row_dimensions[place].height = height(
            (row.get(column.key, ""), column.width) for column in columns
        )
    if table is ACTIONS or not form.officers:  # what an officer only looks at needs no filter
        _as_table(sheet, table, columns)
        _keep_in_sight(sheet, table, columns, officers=form.officers)
    _lock(sheet, table, form)
    page(sheet)
    _pages_across(sheet, columns)


def typed(cell: Cell | MergedCell, words: str) -> Cell | MergedCell:
    """Return the cell with these words as text: what begins with “=” is never a formula.

    Raises Unwritable where they are more than a cell can hold; openpyxl would cut them.
    """
    if words:
        stored = storable(words)
        if len(stored) > MOST_LETTERS:
            raise Unwritable(
                code="cell-too-long",
                what=(
                    f"{cell.coordinate} of the sheet {cell.parent.title} would have"
                    f" {len(stored):,} letters ({quoted(words)}), and a cell of a workbook holds"
                    f" {MOST_LETTERS:,}."
                ),
                fix="Shorten them where they stand, or divide them between cells.",
            )
        cell.value = stored
        cell.data_type = "s"
    return cell


def storable(words: str) -> str:
    """Return words as an .xlsx file can hold them.

    Odd characters become “_x0007_”; an underline that begins what looks like that already becomes
    “_x005F_”. ECMA-376 part 1, 22.4.2.4 (bstr).
    """
    plain = _ESCAPED.sub("_x005F_", words.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", plain)


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return a row's height in points by its fullest cell: words and the column's width."""
    lines = (
        sum(
            math.ceil((len(line) or 1) / width / styles.LETTERS_A_UNIT)
            for line in words.split("\n")
        )
        for words, width in cells
    )
    return min(4 + _LINE * max(lines), 400)  # Excel's highest row is 409 points


def _as_table(sheet: Worksheet, table: Table, columns: Sequence[Column]) -> None:
    """Make the rows a table with a filter."""
    last = max(sheet.max_row, _ROWS_TO_START if table is ACTIONS and sheet.max_row == 1 else 2)
    name = "".join(word.title() for word in table.name.split())
    shape = XlsxTable(displayName=f"{name}Table", ref=f"A1:{get_column_letter(len(columns))}{last}")
    shape.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(shape)
    lines = (
        3 if any(column.shown for column in columns) else 2
    )  # “Last quarter: status” beside its filter's button
    sheet.row_dimensions[1].height = 4 + _LINE * lines


def _keep_in_sight(
    sheet: Worksheet, table: Table, columns: Sequence[Column], *, officers: bool
) -> None:
    """Keep the headings in sight, and beside what is typed the action that it is about.

    An officer's sheet opens at the first cell to fill in.
    """
    if table is not ACTIONS:
        sheet.freeze_panes = "A2"
        return
    letters = {
        column.key: get_column_letter(number) for number, column in enumerate(columns, start=1)
    }
    behind = next(after.key for column, after in pairwise(columns) if column.key == "title")
    sheet.freeze_panes = f"{letters[behind]}2"
    if officers:
        opens = next(column.key for column in columns if column.shown or column.officers)
        # Frozen just now.
        sheet.sheet_view.pane.topLeftCell = f"{letters[opens]}2"  # type: ignore[union-attr]
        corner = sheet.sheet_view.selection[-1]  # of the pane that scrolls both ways
        corner.activeCell = corner.sqref = f"{letters['status']}2"


def _lock(sheet: Worksheet, table: Table, form: Form) -> None:
    """Lock what is not to be changed here, without a password.

    Of the rows of actions the officer's six cells stay open; in the whole plan's workbook so do the
    empty rows below, so that actions can be added. Filtering, and making columns wider and rows
    higher, stay possible everywhere.
    """
    if not (form.officers or table in (ACTIONS, HISTORY)):
        return
    lock = sheet.protection
    lock.sheet = True
    lock.autoFilter = lock.formatColumns = lock.formatRows = False  # False: not locked


def page(sheet: Worksheet) -> None:
    """Set A4 landscape, with page numbers."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.oddFooter.left.text = "&A"  # type: ignore[union-attr]  # every worksheet has a footer
    sheet.oddFooter.right.text = "Page &P of &N"  # type: ignore[union-attr]  # the same
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def one_page_across(sheet: Worksheet) -> None:
    """Fit all columns on one page across, however many pages the rows take."""
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _pages_across(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Repeat the headings on every page.

    A table too wide to be read on one page is divided before the officer's cells; refs are on both.
    """
    sheet.print_title_rows = "1:1"
    widths = [column.width + styles.MARGIN for column in columns]
    if sum(widths) <= _PAGE_WIDE * 1.35:
        one_page_across(sheet)
        return
    parting = next(
        (n for n, column in enumerate(columns) if column.officers or column.shown),
        len(columns) // 2,
    )
    sheet.print_title_cols = "A:A"
    sheet.col_breaks = ColBreak()
    sheet.col_breaks.append(Break(id=parting))
    widest = max(sum(widths[:parting]), widths[0] + sum(widths[parting:]))
    sheet.page_setup.scale = max(_SMALLEST, min(100, 100 * _PAGE_WIDE // widest))
