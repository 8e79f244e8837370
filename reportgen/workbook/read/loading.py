"""openpyxl's way of opening a workbook, but of its sheets only what has to do with words: cells, merged ranges, hidden parts.

Drop-downs, conditional colours, tables, pictures and charts took half the time, and an odd one of them stopped the loading.
"""

from collections.abc import Callable, Generator
from typing import IO
from xml.etree.ElementTree import Element

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import COL_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser, WorksheetReader
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.merge import MergeCells
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

Rows = Generator[tuple[int, list[dict[str, object]]], None, None]


MOST_CELLS = 600_000
"""Cells of one workbook with anything in them: 10,000 actions and three years of their history are
half of it."""


class TooManyCells(Exception):  # noqa: N818 - what is the case, and no fault of the program's
    """A workbook has more cells than any plan."""


class _Parser(WorkSheetParser):
    room: int
    """How many more cells with something in them the workbook may have."""

    def parse(self) -> Rows:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                self.room -= len(row[1])
                if self.room < 0:
                    raise TooManyCells
                yield row
                element.clear()
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif element.tag == MERGE_TAG:
                self.merged_cells = MergeCells.from_tree(element)

    def parse_row(self, row: Element) -> tuple[int, list[dict[str, object]]]:  # type: ignore[override]  # the stubs have no element
        """A row's cells; none where no cell of it has anything in it, as in the million rows that formatting was dragged over."""
        if any(map(len, row)):
            number, cells = super().parse_row(row)  # type: ignore[arg-type]  # the same
        else:
            number, cells = int(row.get("r") or self.row_counter + 1), []
            self.row_counter = number
        if row.get("hidden", "0") in ("0", "false"):
            self.row_dimensions.pop(str(number), None)
        elif not cells:
            self.row_dimensions[str(number)] = dict(row.attrib)
        return number, cells


class _SheetReader(WorksheetReader):
    def __init__(
        self, sheet: Worksheet, source: IO[bytes], reader: ExcelReader, *, room: int
    ) -> None:
        super().__init__(sheet, source, reader.shared_strings, reader.data_only, rich_text=False)
        self.parser.__class__ = _Parser
        self.parser.room = room  # type: ignore[attr-defined]  # mypy does not see the class change

    def bind_merged_cells(self) -> None:
        """Note the ranges, and take away what Excel hides under them. openpyxl fills them with cells, which may be billions."""
        cells = self.ws._cells  # noqa: SLF001 - no public way gives only the cells that exist
        ranges = (
            [CellRange(one.ref) for one in self.parser.merged_cells.mergeCell]
            if self.parser.merged_cells
            else []
        )
        for one in ranges:
            area = one.size["rows"] * one.size["columns"]
            places = (
                (row, column)
                for row in range(one.min_row, one.max_row + 1)
                for column in range(one.min_col, one.max_col + 1)
            )
            inside = (
                places if area <= len(cells) else [place for place in cells if _is_in(place, one)]
            )
            for place in inside:
                if place != (one.min_row, one.min_col):
                    cells.pop(place, None)
        self.ws.merged_cells.ranges = set(ranges)

    def bind_all(self) -> None:
        self.bind_cells()
        self.bind_merged_cells()
        self.bind_col_dimensions()
        self.bind_row_dimensions()


def _is_in(place: tuple[int, int], area: CellRange) -> bool:
    row, column = place
    return area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col


class _WorkbookReader(ExcelReader):
    wanted: Callable[[str], bool]

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if "chartsheet" not in relation.Type and self.wanted(
                sheet.name
            ):  # one that is not there is a fault, and no blank sheet
                made = self.wb.create_sheet(sheet.name)
                made.sheet_state = sheet.state
                # As above.
                held = sum(len(sheet._cells) for sheet in self.wb.worksheets)  # noqa: SLF001
                with self.archive.open(relation.target) as source:
                    _SheetReader(made, source, self, room=MOST_CELLS - held).bind_all()

    def read_properties(self) -> None:
        """Left out, as all that has no words of the plan."""

    read_custom = read_theme = read_properties


def every(_: str) -> bool:
    """Any sheet, whatever its name."""
    return True


def loaded(file: IO[bytes], *, results: bool, wanted: Callable[[str], bool] = every) -> Workbook:
    """The workbook with the sheets that are wanted; of its formulas the saved results, or the formulas themselves."""
    reader = _WorkbookReader(file, data_only=results, keep_links=False)
    reader.wanted = wanted
    reader.read()
    return reader.wb
