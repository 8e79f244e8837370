"""Which kind of source a file is, by what is in it and not by its name alone. Touches the disk."""

import zipfile
from pathlib import Path

from reportgen.errors import Unreadable
from reportgen.imports.blocks import Source
from reportgen.intake.package import ENCRYPTED, OLE, PACKAGE_FAULTS, inspect, must_be_file

_MOST_XML = 60 * 1024 * 1024  # bytes, unpacked, of which memory holds ten times as many: a paper of 15,000 actions
_TEXT = (".csv", ".tsv", ".tab", ".txt")


def source(path: Path) -> Source:
    """The file as lines and tables. Raises Unreadable saying what it is, where it can be none of them."""
    kind = _kind(path)
    if kind == "word":
        from reportgen.imports.word import word  # noqa: PLC0415 - each reader is loaded where it is needed

        return word(path)
    if kind == "text":
        from reportgen.imports.delimited import delimited  # noqa: PLC0415 - the same

        return delimited(path)
    from reportgen.imports.spreadsheet import spreadsheet  # noqa: PLC0415 - the same

    if kind == "workbook":
        return spreadsheet(path)
    from reportgen.imports.office import as_workbook  # noqa: PLC0415 - the same

    with as_workbook(path, kind) as made:
        found = spreadsheet(made)
    notes = (f"{path.name} was made into an .xlsx by LibreOffice first.", *found.notes)
    return Source(name=path.name, blocks=found.blocks, notes=notes)


def _kind(path: Path) -> str:
    """“word”, “text”, “workbook”; or the words for a kind that LibreOffice is to read."""
    must_be_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if start == OLE and "Workbook".encode("utf-16-le") in (content := path.read_bytes()) and ENCRYPTED not in content:
            return "an old Excel workbook (.xls)"
        if start.startswith(b"PK"):
            return _package(path)
        if start and path.suffix.lower() in _TEXT:
            return "text"
    except OSError:
        pass
    _refuse_documents(path)
    inspect(path)  # which refuses it, by name
    return "workbook"


def _refuse_documents(path: Path) -> None:
    """Other documents than .docx, which whoever has them can save as one."""
    kinds = {".doc": "an old Word document (.doc)", ".odt": "an OpenDocument text (.odt)", ".rtf": "a rich-text document (.rtf)"}
    if path.is_file() and (kind := kinds.get(path.suffix.lower())):
        what = f"{path.name} is {kind}, which cannot be read here."
        raise Unreadable(
            code="other-document", what=what, fix="Open it in Word, save it as a Word Document (.docx), and give that."
        )


def _package(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(80) if "mimetype" in names else b""
    except PACKAGE_FAULTS:
        return "workbook"  # and is refused as such
    if "word/document.xml" in names and size > _MOST_XML:
        what = f"{path.name} unpacks to more than {_MOST_XML // 1024**2} MB of text."
        raise Unreadable(
            code="too-large", what=what, fix="Copy the plan into a new Word file, without its pictures, and give that."
        )
    if "word/document.xml" in names:
        return "word"
    if b"opendocument.text" in kind:
        _refuse_documents(path)
    return "an OpenDocument spreadsheet (.ods)" if b"opendocument.spreadsheet" in kind else "workbook"
