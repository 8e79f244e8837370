"""All uses of openpyxl's private names. Its version is bounded, and a test holds the names.

Reading takes of a sheet what has to do with words: the rest took half the time, and an odd part of
it stopped the loading. Writing makes once what is the same in many workbooks.
"""

import io
import threading
import warnings
from collections.abc import Callable, Collection, Generator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles import Font
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
    WorksheetReader,
)
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.merge import MergeCells
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.constants import CPROPS_TYPE
from openpyxl.xml.functions import iterparse, tostring

from reportgen.office.package import DeterministicZip
from reportgen.office.workbook_parts import AROUND, is_struck, make_value

Rows = Generator[tuple[int, list[dict[str, object]]], None, None]
_LOADING = threading.Lock()  # Python has one list of warnings to ignore for all threads
MOST_CELLS = 600_000
"""Cells of a workbook: 10,000 actions and three years of their history are half of it."""


class TooManyCells(Exception):  # noqa: N818 - what is the case, and no fault of the program's
    """A workbook has more cells than any plan."""


@dataclass(slots=True)
class SheetFacts:
    """What openpyxl passes over in a sheet, by row and column."""

    formulas: dict[tuple[int, int], tuple[bool, str]] = field(default_factory=dict)
    """The cells that hold formulas; of each, whether its saved result is blank, and its text.

    Excel writes `t="str"` and an empty `<v>` for such a formula, and no type for one whose result
    was never saved (ECMA-376 part 1, 18.3.1.4); openpyxl gives None for both.
    """
    struck: set[tuple[int, int]] = field(default_factory=set)
    """The cells of whose words some are struck out."""
    around: list[Element] = field(default_factory=list)
    """Rules of colour, and heads and feet of pages, as the part has them."""


class _Parser(WorkSheetParser):
    room: int  # for how many more cells with something in them
    facts: SheetFacts
    struck_strings: frozenset[int]  # the numbers of those of which a part is struck out

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell, and note what openpyxl passes over in it."""
        make_value(element)
        cell: dict[str, Any] = super().parse_cell(element)
        kind, place = element.get("t", "n"), (cell["row"], cell["column"])
        if len(element) > 1 or kind == "inlineStr":
            self._note(element, kind, place)
        elif kind == "s" and self.struck_strings:
            number = element.findtext(VALUE_TAG) or ""
            if number.isdecimal() and int(number) in self.struck_strings:
                self.facts.struck.add(place)
        return cell

    def _note(self, element: Element, kind: str, place: tuple[int, int]) -> None:
        if (formula := element.find(FORMULA_TAG)) is not None:
            result = element.find(VALUE_TAG)
            blank = kind == "str" and result is not None and not result.text
            self.facts.formulas[place] = blank, formula.text or ""
        if (text := element.find(INLINE_STRING)) is not None and is_struck(text):
            self.facts.struck.add(place)

    def parse(self) -> Rows:
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                self.room -= len(row[1])
                if self.room < 0:
                    raise TooManyCells
                yield row
                element.clear()
            elif element.tag in AROUND:
                self.facts.around.append(element)
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(element)
            elif element.tag == MERGE_TAG:
                self.merged_cells = MergeCells.from_tree(element)

    def parse_row(self, row: Any) -> Any:  # noqa: ANN401 - the stubs have no element
        """Return a row's cells; none where all are blank, as in a million rows of formatting."""
        if any(map(len, row)):
            number, cells = super().parse_row(row)
        else:
            number, cells = int(row.get("r") or self.row_counter + 1), []
            self.row_counter = number
        if row.get("hidden", "0") in ("0", "false"):
            self.row_dimensions.pop(str(number), None)
        elif not cells:
            self.row_dimensions[str(number)] = dict(row.attrib)
        return number, cells


class _SheetReader(WorksheetReader):
    def __init__(self, sheet: Worksheet, source: IO[bytes], reader: "_WorkbookReader") -> None:
        super().__init__(sheet, source, reader.shared_strings, reader.data_only, rich_text=False)
        self.parser.__class__ = _Parser
        parser: Any = self.parser  # mypy does not see the class change
        parser.room = MOST_CELLS - sum(len(existing_cells(other)) for other, _ in reader.sheets)
        parser.struck_strings, parser.facts = reader.struck_strings, SheetFacts()

    def bind_merged_cells(self) -> None:
        """Note the ranges, drop what Excel hides in them; openpyxl adds cells, perhaps billions."""
        cells = existing_cells(self.ws)
        merged = self.parser.merged_cells
        areas = [CellRange(part.ref) for part in merged.mergeCell] if merged else []
        for area in areas:
            for place in _places_in(area, cells):
                if place != (area.min_row, area.min_col):
                    cells.pop(place, None)
        self.ws.merged_cells.ranges = set(areas)

    def bind_all(self) -> None:
        self.bind_cells()
        self.bind_merged_cells()
        self.bind_col_dimensions()
        self.bind_row_dimensions()


def _places_in(area: CellRange, cells: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return an area's places; where it has more than the sheet has cells, only those cells."""
    rows, columns = range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)
    if len(rows) * len(columns) <= len(cells):
        return [(row, column) for row in rows for column in columns]
    return [(row, column) for row, column in cells if row in rows and column in columns]


class _WorkbookReader(ExcelReader):
    wanted: Callable[[str], bool]
    struck_strings: frozenset[int]
    sheets: list[tuple[Worksheet, SheetFacts]]

    def read_worksheets(self) -> None:
        for sheet, relation in self.parser.find_sheets():
            # One that is not there is a fault, and no blank sheet.
            if "chartsheet" not in relation.Type and self.wanted(sheet.name):
                worksheet = self.wb.create_sheet(sheet.name)
                worksheet.sheet_state = sheet.state
                with self.archive.open(relation.target) as source:
                    reader = _SheetReader(worksheet, source, self)
                    reader.bind_all()
                facts: SheetFacts = reader.parser.facts  # type: ignore[attr-defined]
                self.sheets.append((worksheet, facts))

    def read_properties(self) -> None:
        """Read no properties: they hold no words of the plan."""

    read_custom = read_theme = read_properties


def every(_: str) -> bool:
    """True: every sheet is wanted, whatever its name."""
    return True


def load(
    content: bytes, struck_strings: frozenset[int], wanted: Callable[[str], bool] = every
) -> list[tuple[Worksheet, SheetFacts]]:
    """Return a workbook's wanted sheets, with the saved results of their formulas.

    Raises TooManyCells, and whatever openpyxl raises on a broken package.
    """
    with _LOADING, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions left out; none are words
        reader = _WorkbookReader(io.BytesIO(content), data_only=True, keep_links=False)
        reader.wanted, reader.struck_strings, reader.sheets = wanted, struck_strings, []
        reader.read()
    return reader.sheets


def existing_cells(sheet: Worksheet) -> dict[tuple[int, int], Cell | MergedCell]:
    """Return a sheet's existing cells by row and column; no public way gives only those."""
    cells: dict[tuple[int, int], Cell | MergedCell] = sheet._cells  # noqa: SLF001
    return cells


_LOOK_TABLES = (
    *("_fonts", "_fills", "_borders", "_alignments"),
    *("_protections", "_number_formats", "_cell_styles"),
)


def set_first_font(book: Workbook, font: Font) -> None:
    """Make this the font by which a new workbook measures its columns."""
    vars(book)["_fonts"] = IndexedList([font])


def share_looks(source: Workbook, book: Workbook) -> None:
    """Give a new workbook every format that another has, under the same numbers."""
    for name in _LOOK_TABLES:
        theirs: Any = getattr(source, name)
        ours: Any = IndexedList()
        list.extend(ours, theirs)
        # Its own way of copying looks at each.
        ours._dict = dict(theirs._dict)  # noqa: SLF001
        setattr(book, name, ours)


def look_of(cell: Cell) -> StyleArray:
    """Return the numbers of a cell's format."""
    look: StyleArray = cell._style  # type: ignore[attr-defined]  # noqa: SLF001
    return look


def set_look(cell: Cell | MergedCell | ColumnDimension, look: StyleArray) -> None:
    """Format a cell or a column's empty cells at once; one property at a time is far slower."""
    cell._style = copy(look)  # type: ignore[union-attr]  # noqa: SLF001


_STYLES = "xl/styles.xml"


class _Custom:
    """The custom properties, as the list of the package's parts names them."""

    path, mime_type = "/docProps/custom.xml", CPROPS_TYPE


class Writer(ExcelWriter):
    """Writes one workbook.

    `same` holds parts by sheet title, and the styles; bytes are reused, empty bytes are filled in.
    """

    def __init__(self, book: Workbook, archive: DeterministicZip, same: dict[str, bytes]) -> None:
        super().__init__(book, archive)
        self._pack, self._same = archive, same

    def write_data(self) -> None:
        """Write every part that a workbook of ours has: no macros, pictures, charts or links."""
        book: Any = self.workbook  # of what follows the types know little
        book_writer: Any = WorkbookWriter(book)
        untyped: Any = self
        self._pack.writestr("docProps/app.xml", tostring(ExtendedProperties().to_tree()))
        self._pack.writestr("docProps/core.xml", tostring(book.properties.to_tree()))
        self._pack.writestr("xl/theme/theme1.xml", theme_xml)
        if len(book.custom_doc_props):
            self._pack.writestr(_Custom.path[1:], tostring(book.custom_doc_props.to_tree()))
            self.manifest.append(_Custom)
        # Openpyxl has no public way to write part by part.
        untyped._write_worksheets()  # noqa: SLF001
        if not self._same.get(_STYLES):
            self._same[_STYLES] = tostring(write_stylesheet(book))
        self._pack.writestr(_STYLES, self._same[_STYLES])
        self._pack.writestr("_rels/.rels", book_writer.write_root_rels())
        self._pack.writestr("xl/workbook.xml", book_writer.write())
        self._pack.writestr("xl/_rels/workbook.xml.rels", book_writer.write_rels())
        untyped.manifest._write(self._pack, book)  # noqa: SLF001 - the same

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write a sheet, or reuse the bytes of the same sheet."""
        if ws.title not in self._same:
            super().write_worksheet(ws)
            return
        if not self._same[ws.title]:
            writer = WorksheetWriter(ws)
            writer.write()
            self._same[ws.title] = Path(str(writer.out)).read_bytes()
            writer.cleanup()
        # It has none, and the writer looks.
        ws._drawing, ws._rels = None, []  # type: ignore[attr-defined]  # noqa: SLF001
        self._pack.writestr(ws.path[1:], self._same[ws.title])
        self.manifest.append(ws)
