"""What openpyxl's private names are used for when a workbook is read.

Its version is bounded, and a test holds the names.

Reading takes of a sheet what has to do with words: the rest took half the time, and an odd part of
it stopped the loading.
"""

import io
import math
import threading
import warnings
from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.cell.cell import Cell
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
    WorksheetReader,
)
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHARED_STRINGS

from reportgen.office.cell_markup import (
    OddCell,
    is_plain,
    is_struck,
    make_value,
    must_be_whole,
    must_be_written_right,
    words_of,
)
from reportgen.office.identify import MOST_CHARACTERS
from reportgen.office.markup import TooLarge, elements, s
from reportgen.office.workbook_parts import AROUND
from reportgen.workbook.read.sheet import MergedRange, merged_range

Rows = Generator[tuple[int, list[dict[str, object]]], None, None]
_LOADING = threading.Lock()  # Python has one list of warnings to ignore for all threads
MOST_CELLS = 200_000
"""Cells of a workbook: 10,000 actions of twenty columns, or 1,000 and five years of history."""
_MOST_STRINGS = 2 * MOST_CELLS  # words that cells share: some that no cell uses any more
_MOST_LOOKS = 20_000_000  # cells looked at for merged ranges
_MOST_SHEETS = 1_000
_MERGED, _DATA = s("mergeCell"), s("sheetData")


class TooManyCells(TooLarge):
    """A workbook has more cells than any plan."""


class RawCell(NamedTuple):
    """What a cell holds, before its style says how that is shown."""

    value: object
    kind: str
    """As openpyxl names kinds of values: “s” words, “n” a number, “d” a date, “e” an error."""
    style: int
    """The number of its style in the workbook."""


@dataclass(slots=True)
class SheetFacts:
    """The cells of a sheet and what openpyxl passes over in it, by row and column."""

    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    """Those that have something or are formatted, but for the hidden parts of merged ranges."""
    formulas: dict[tuple[int, int], tuple[bool, str]] = field(default_factory=dict)
    """The cells that hold formulas; of each, whether its saved result is blank, and its text.

    Excel writes `t="str"` and an empty `<v>` for such a formula, and no type for one whose result
    was never saved (ECMA-376 part 1, 18.3.1.4); openpyxl gives None for both.
    """
    struck: set[tuple[int, int]] = field(default_factory=set)
    """The cells of whose words some are struck out."""
    characters: int = 0
    """How many characters stand in the cells together."""
    merged: set[MergedRange] = field(default_factory=set)
    covered: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    """The hidden parts of merged ranges that hold something else than what the range shows."""
    around: list[Element] = field(default_factory=list)
    """Rules of colour, and heads and feet of pages, as the part has them."""


_BLANK = RawCell(None, "n", 0)


def _show_as_excel_does(cell: dict[str, Any], written: str) -> None:
    """Make a day before 1900 a fault, as what Excel shows: a row of #. Raises OddCell."""
    if isinstance(cell["value"], float) and not math.isfinite(cell["value"]):
        raise OddCell(f"a cell has the value {written}")
    if cell["data_type"] == "d" and written.lstrip().startswith("-"):
        cell["data_type"], cell["value"] = "e", "#####"


class _Parser(WorkSheetParser):
    room: int  # for how many more cells with something in them
    facts: SheetFacts
    struck_strings: frozenset[int]  # the numbers of those of which a part is struck out

    def parse_cell(self, element: Element) -> dict[str, Any]:
        """Return a cell, and note what openpyxl passes over in it."""
        make_value(element)
        plain, kind = is_plain(element), element.get("t", "n")
        if not plain:
            must_be_whole(element)
        if value := element.findtext(VALUE_TAG):
            must_be_written_right(kind, value)
        cell: dict[str, Any] = super().parse_cell(element)
        if kind == "n" and value:
            _show_as_excel_does(cell, value)
        place = cell["row"], cell["column"]
        if not plain:
            self._note(element, kind, place)
            if (text := element.find(INLINE_STRING)) is not None:
                cell["value"] = words_of(text)
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
        source: Any = self.source
        element: Any  # the stubs of openpyxl know none of Python's own
        for element in elements(source, ROW_TAG, COL_TAG, _MERGED, *AROUND, only_in=_DATA):
            if element.tag == ROW_TAG:
                row = self.parse_row(element)
                self.room -= len(row[1])
                if self.room < 0:
                    raise TooManyCells
                yield row
            elif element.tag in AROUND:
                self.facts.around.append(element)
            elif element.tag == COL_TAG:
                self.parse_column_dimensions(element)
            else:
                self.facts.merged.add(merged_range(element.get("ref", "")))

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
        self.facts = SheetFacts()
        self.most_characters = MOST_CHARACTERS - sum(f.characters for _, f in reader.sheets)
        self.parser.__class__ = _Parser
        parser: Any = self.parser  # mypy does not see the class change
        parser.room = MOST_CELLS - sum(len(facts.cells) for _, facts in reader.sheets)
        parser.struck_strings, parser.facts = reader.struck_strings, self.facts

    def bind_cells(self) -> None:
        """Note what each cell holds: to make an object of each, as openpyxl does, is slow."""
        cells = self.facts.cells
        for _, row in self.parser.parse():
            for cell in row:
                value = cell["value"]
                if isinstance(value, str):
                    self.facts.characters += len(value)
                position = cell["row"], cell["column"]
                if value is not None and cells.get(position, _BLANK).value is not None:
                    raise OddCell(f"the cell {position} is there twice")
                cells[position] = RawCell(value, cell["data_type"], cell["style_id"])
            if self.facts.characters > self.most_characters:
                raise TooLarge

    def bind_merged_cells(self) -> None:
        """Drop what Excel hides in merged ranges; openpyxl adds cells there, perhaps billions."""
        cells, looks = self.facts.cells, 0
        for area in self.facts.merged:
            looks += min(_size(area), len(cells))
            if looks > _MOST_LOOKS:  # merged ranges do not overlap, but in what no program made
                raise TooLarge
            for position in _positions_in(area, cells):
                if position != (area.first, area.column):
                    hidden = cells.pop(position, _BLANK)
                    shown = cells.get((area.first, area.column), _BLANK)
                    if hidden.value is not None and hidden.value != shown.value:
                        self.facts.covered[position] = hidden

    def bind_all(self) -> None:
        self.bind_cells()
        self.bind_merged_cells()
        self.bind_col_dimensions()
        self.bind_row_dimensions()


def _size(area: MergedRange) -> int:
    return (area.last - area.first + 1) * (area.last_column - area.column + 1)


def _positions_in(area: MergedRange, cells: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """The positions of an area; where they are more than the sheet has cells, of those only."""
    rows, columns = range(area.first, area.last + 1), range(area.column, area.last_column + 1)
    if _size(area) <= len(cells):
        return [(row, column) for row in rows for column in columns]
    return [(row, column) for row, column in cells if row in rows and column in columns]


class _WorkbookReader(ExcelReader):
    wanted: Callable[[str], bool]
    struck_strings: frozenset[int]
    sheets: list[tuple[Worksheet, SheetFacts]]

    def read_worksheets(self) -> None:
        for number, (sheet, relation) in enumerate(self.parser.find_sheets()):
            if number >= _MOST_SHEETS:
                raise TooLarge
            # One that is not there is a fault, and no blank sheet.
            if "chartsheet" not in relation.Type and self.wanted(sheet.name):
                worksheet = self.wb.create_sheet(sheet.name)
                worksheet.sheet_state = sheet.state
                with self.archive.open(relation.target) as source:
                    reader = _SheetReader(worksheet, source, self)
                    reader.bind_all()
                self.sheets.append((worksheet, reader.facts))

    def read_strings(self) -> None:
        """Read the words that cells share; those of one look ten times faster than openpyxl."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as source:
                self.shared_strings = list(_shared_strings(source))

    def read_properties(self) -> None:
        """Read no properties: they hold no words of the plan."""

    read_custom = read_theme = read_properties


def _shared_strings(source: IO[bytes]) -> Iterator[str]:
    for number, element in enumerate(elements(source, s("si"))):
        if number >= _MOST_STRINGS:
            raise TooLarge
        alone = element[0] if len(element) == 1 else None
        if alone is not None and alone.tag == s("t") and not len(alone):
            yield alone.text or ""
        else:
            yield words_of(element)


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


def styled_cell(sheet: Worksheet, style: int) -> Cell:
    """Return a cell that looks as this style of its workbook says. Raises IndexError."""
    book: Any = sheet.parent
    return Cell(sheet, row=1, column=1, style_array=book._cell_styles[style])  # noqa: SLF001
