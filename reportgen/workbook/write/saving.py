"""Saves a workbook that we made as bytes: the same workbook on the same day is the same bytes."""

import datetime as dt
import io
import tempfile
from collections.abc import Mapping
from typing import Any

from openpyxl.packaging.custom import CustomPropertyList, StringProperty
from openpyxl.workbook import Workbook

from reportgen.model.errors import Unwritable
from reportgen.office.markup import UnwrittenXml
from reportgen.office.package import DeterministicZip
from reportgen.workbook.write.openpyxl_writer import Writer


def saved(
    book: Workbook,
    *,
    title: str,
    properties: Mapping[str, str],
    made_on: dt.date,
    same: dict[str, bytes] | None = None,
) -> bytes:
    """The bytes of a workbook with this title, these custom properties and this day.

    `same` holds the parts of sheets that are written once for several workbooks, by name.
    """
    day = dt.datetime.combine(made_on, dt.time())
    about = book.properties
    about.title, about.creator, about.language = title, "reportgen", "en-GB"
    about.created = about.modified = day
    listed: Any = CustomPropertyList()
    for name, value in properties.items():
        listed.append(StringProperty(name=name, value=value))
    book.custom_doc_props = listed  # type: ignore[attr-defined]  # not in the types
    out = io.BytesIO()
    # Workbook.save() writes the time of day over `modified`; the writer under it does not.
    try:
        Writer(book, DeterministicZip(out, _growing), {} if same is None else same).save()
    except UnwrittenXml as error:
        raise Unwritable(
            code="no-temporary-space",
            what=f"There is no room for the temporary files of a workbook ({error}).",
            fix=f"Make room in {tempfile.gettempdir()}, and try again. Nothing was written.",
        ) from error
    return out.getvalue()


def _growing(name: str, part: bytes) -> bytes:
    """Leave row heights as a first guess, so that Excel lets a row grow with what is typed.

    openpyxl marks all heights as fixed.
    """
    grows = name.startswith("xl/worksheets/") and not name.endswith("sheet1.xml")
    return part.replace(b' customHeight="1"', b"") if grows else part
