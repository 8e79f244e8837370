"""openpyxl's way of opening a workbook, but of its sheets only what has to do with words: cells, merged ranges, hidden parts.

Drop-downs, conditional colours, tables, pictures and charts took half the time, and an odd one of them stopped the loading.
"""

from collections.abc import Callable, Generator
from typing import IO

from openpyxl.reader.excel import ExcelReader
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import COL_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser, WorksheetReader
from openpyxl.worksheet.merge import MergeCells
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

Rows = Generator[tuple[int, list[dict[str, object]]], None, None]


class _Parser(WorkSheetParser):
    def parse(self) -> Rows:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif element.tag == MERGE_TAG:
                self.merged_cells = MergeCells.from_tree(element)


class _SheetReader(WorksheetReader):
    def __init__(self, sheet: Worksheet, source: IO[bytes], reader: ExcelReader) -> None:
        super().__init__(sheet, source, reader.shared_strings, reader.data_only, rich_text=False)
        self.parser.__class__ = _Parser

    def bind_all(self) -> None:
        self.bind_cells()
        self.bind_merged_cells()
        self.bind_col_dimensions()
        self.bind_row_dimensions()


class _Reader(ExcelReader):
    wanted: Callable[[str], bool]

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type and self.wanted(sheet.name):
                made = self.wb.create_sheet(sheet.name)
                made.sheet_state = sheet.state
                with self.archive.open(relation.target) as source:
                    _SheetReader(made, source, self).bind_all()

    def read_properties(self) -> None:
        """Left out, as all that has no words of the plan."""

    read_custom = read_theme = read_properties


def every(_: str) -> bool:
    """Any sheet, whatever its name."""
    return True


def loaded(file: IO[bytes], *, results: bool, wanted: Callable[[str], bool] = every) -> Workbook:
    """The workbook with the sheets that are wanted; of its formulas the saved results, or the formulas themselves."""
    reader = _Reader(file, data_only=results, keep_links=False)
    reader.wanted = wanted
    reader.read()
    return reader.wb
