"""A workbook's document properties: those that somebody gave it, and when it was last saved.

Touches the disk.
"""

import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from reportgen.model.reading import SourceFile
from reportgen.office.identify import PACKAGE_FAULTS
from reportgen.office.package import parsed

_CUSTOM, _CORE = (
    "docProps/custom.xml",
    "docProps/core.xml",
)  # the names that Excel and LibreOffice give them
_COMMENTS = re.compile(
    r"xl/(.*/)?(threadedC|c)omments?[^/]*\.xml$"
)  # Excel's, LibreOffice's, openpyxl's
_MOST = 1_000_000  # bytes of custom properties, a thousand times what ours have
_WORDED = ("xl/sharedStrings", "xl/worksheets/sheet")  # the parts that hold words
_MODIFIED = "{http://purl.org/dc/terms/}modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """Custom properties by name, and the moment of the last saving, where the file tells it."""

    custom: Mapping[str, str]
    modified: dt.datetime | None
    comments: bool
    """Whether there are comments on cells."""
    struck: bool
    """Whether any words are struck out in part."""
    macros: bool = False
    linked: bool = False
    """Whether cells may take values from other files or programs."""


def properties(path: Path) -> Properties:
    """The properties of a workbook that was found readable; those that are broken are as if they were not there."""
    with zipfile.ZipFile(path) as archive:
        listed, core = (_part(archive, part) for part in (_CUSTOM, _CORE))
        comments = any(_COMMENTS.match(part) for part in archive.namelist())
        macros = any(part.lower().endswith("vbaproject.bin") for part in archive.namelist())
        linked = any(part.lower().startswith("xl/externallinks/") for part in archive.namelist())
        struck = any(
            b"strike" in archive.read(part)
            for part in archive.namelist()
            if part.startswith(_WORDED)
        )
    modified = _moment(core.findtext(_MODIFIED, "") if core is not None else "")
    return Properties(
        custom=_named(listed),
        modified=modified,
        comments=comments,
        struck=struck,
        macros=macros,
        linked=linked,
    )


def package_properties(package: bytes) -> Properties:
    """The properties of any office document, but for what only a workbook has."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            core = _part(archive, _CORE)
    except PACKAGE_FAULTS:
        core = None
    modified = _moment(core.findtext(_MODIFIED, "") if core is not None else "")
    return Properties(custom=custom(package), modified=modified, comments=False, struck=False)


def custom(package: bytes) -> Mapping[str, str]:
    """The custom properties of any office document by name; none where it is no such package, or they are absurdly many."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            sound = archive.getinfo(_CUSTOM).file_size <= _MOST
            return _named(_part(archive, _CUSTOM)) if sound else {}
    except PACKAGE_FAULTS:
        return {}


def _named(listed: Element | None) -> dict[str, str]:
    return (
        {} if listed is None else {one.get("name", ""): "".join(one.itertext()) for one in listed}
    )


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    try:
        return parsed(archive.read(name))
    except PACKAGE_FAULTS:
        return None


def _moment(written: str) -> dt.datetime | None:
    """A W3C date and time, as office documents write it; one without a zone is taken as UTC."""
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def source(path: Path, known: Properties) -> SourceFile:
    """The workbook at `path`, with these properties, as documents made from it name it."""
    return of_file(path, known.modified)


def of_file(path: Path, saved: dt.datetime | None) -> SourceFile:
    """Any file at `path`, saved at this moment as far as is known."""
    return SourceFile(
        name=path.name, digest=hashlib.sha256(path.read_bytes()).hexdigest(), saved=saved
    )
