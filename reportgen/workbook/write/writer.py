"""openpyxl's way of writing a workbook, but what is the same in many workbooks is written once and kept."""

from pathlib import Path
from typing import Any

from openpyxl.packaging.extended import ExtendedProperties
from openpyxl.styles.stylesheet import write_stylesheet
from openpyxl.workbook import Workbook
from openpyxl.workbook._writer import WorkbookWriter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.writer.theme import theme_xml
from openpyxl.xml.constants import CPROPS_TYPE
from openpyxl.xml.functions import tostring

from reportgen.office.package import DeterministicZip

_STYLES = "xl/styles.xml"


class _Custom:
    """The custom properties, as the list of the package's parts names them."""

    path, mime_type = "/docProps/custom.xml", CPROPS_TYPE


class Writer(ExcelWriter):
    """Writes one workbook.

    `same` holds sheets by title and the styles; one that is there is taken, an empty one written.
    """

    def __init__(self, book: Workbook, archive: DeterministicZip, same: dict[str, bytes]) -> None:
        super().__init__(book, archive)
        self._pack, self._same = archive, same

    def write_data(self) -> None:
        """Write every part that a workbook of ours has: no macros, pictures, charts or links."""
        book: Any = self.workbook  # of what follows the types know little
        whole: Any = WorkbookWriter(book)
        inside: Any = self
        self._pack.writestr("docProps/app.xml", tostring(ExtendedProperties().to_tree()))
        self._pack.writestr("docProps/core.xml", tostring(book.properties.to_tree()))
        self._pack.writestr("xl/theme/theme1.xml", theme_xml)
        if len(book.custom_doc_props):
            self._pack.writestr(_Custom.path[1:], tostring(book.custom_doc_props.to_tree()))
            self.manifest.append(_Custom)
        # Openpyxl has no public way to write part by part.
        inside._write_worksheets()  # noqa: SLF001
        if not self._same.get(_STYLES):
            self._same[_STYLES] = tostring(write_stylesheet(book))
        self._pack.writestr(_STYLES, self._same[_STYLES])
        self._pack.writestr("_rels/.rels", whole.write_root_rels())
        self._pack.writestr("xl/workbook.xml", whole.write())
        self._pack.writestr("xl/_rels/workbook.xml.rels", whole.write_rels())
        inside.manifest._write(self._pack, book)  # noqa: SLF001 - the same

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write a sheet, or take the one that is the same."""
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
