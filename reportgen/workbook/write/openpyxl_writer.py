"""What openpyxl's private names are used for when a workbook is written.

What is the same in many workbooks is made once. Its version is bounded; a test holds the names.
"""

from copy import copy
from pathlib import Path
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.styles import Font
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.constants import CPROPS_TYPE
from openpyxl.xml.functions import tostring

from reportgen.office.package import DeterministicZip

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
