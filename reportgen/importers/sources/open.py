"""A file of any kind read as a source; LibreOffice converts old and foreign spreadsheets.

Touches the disk, starts a program.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from reportgen.importers.sources.blocks import Line, SourceDocument
from reportgen.importers.sources.delimited import delimited
from reportgen.importers.sources.docx import word
from reportgen.importers.sources.sheets import spreadsheet
from reportgen.model.errors import Remedy, Unreadable
from reportgen.office.identify import (
    ENCRYPTED,
    OLD_WORD,
    OLE,
    must_be_file,
    must_be_small,
    too_large,
    workbook_bytes,
)
from reportgen.office.limits import within_bounds
from reportgen.office.mail import MAILS, BrokenMail, Message, message
from reportgen.office.package import PACKAGE_FAULTS, Package

_SECONDS = 120
_WINDOWS = (Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),)
_MAC = (Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),)


@contextmanager
def as_workbook(path: Path, kind: str) -> Iterator[Path]:
    """An .xlsx of the spreadsheet at `path`, until the context ends.

    Raises Unreadable where it cannot be made.
    """
    program = _soffice()
    if not program:
        raise Unreadable(
            code="no-office",
            what=f"{path.name} is {kind}, and LibreOffice, which could read it, is not installed.",
            fix=(
                "Open it in Excel and save it as an Excel Workbook (.xlsx); or install LibreOffice."
            ),
        )
    with _temporary_file(f"source{path.suffix.lower()}", path.read_bytes()) as source:
        folder = source.parent / "made"
        if not _converted(program, source, folder, source.parent / "profile"):
            raise Unreadable(
                code="not-converted",
                what=f"{path.name} is {kind}, and LibreOffice could not read it.",
                fix="Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx).",
            )
        yield folder / "source.xlsx"


@contextmanager
def _temporary_file(name: str, content: bytes) -> Iterator[Path]:
    """A file of this name and content in a folder of its own, deleted when the context ends.

    Raises Unreadable where there is no room.
    """
    with ExitStack() as stack:
        try:
            path = Path(stack.enter_context(tempfile.TemporaryDirectory())) / name
            path.write_bytes(content)
        except OSError as error:
            raise Unreadable(
                code="no-room",
                what=(
                    "To read this, a file has to be put aside, and that cannot be written"
                    f" ({error.strerror})."
                ),
                fix=f"Make room on the disk of {tempfile.gettempdir()}.",
            ) from error
        yield path


def _converted(program: str, source: Path, folder: Path, profile: Path) -> bool:
    """Whether LibreOffice made a workbook of the source, in this folder.

    It has a profile of its own: else an open window of LibreOffice would answer.
    """
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *("--convert-to", "xlsx", "--outdir", str(folder), str(source)),
    ]
    try:
        subprocess.run(  # noqa: S603 - its own words, and a file's name behind them
            command,
            timeout=_SECONDS,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return (folder / "source.xlsx").is_file()


def _soffice() -> str | None:
    usual = {"win32": _WINDOWS, "darwin": _MAC}.get(sys.platform, ())
    return shutil.which("soffice") or next((str(path) for path in usual if path.is_file()), None)


_MOST_XML = (
    60 * 1024 * 1024
)  # bytes, unpacked, of which memory holds ten times as many: a paper of 15,000 actions
_TEXT = (".csv", ".tsv", ".tab", ".txt")


@within_bounds
def source(path: Path) -> SourceDocument:
    """The file as lines and tables.

    Raises Unreadable, saying what the file is, where it cannot be read so.
    """
    if path.suffix.lower() in MAILS and path.is_file():
        try:
            mail = message(path.read_bytes())
        except BrokenMail:
            raise too_large(path) from None
        if mail.workbooks:
            return _attached(path, mail)
    kind = _kind(path)
    if kind == "word":
        return word(path)
    if kind == "text":
        return delimited(path)

    if kind == "workbook":
        return spreadsheet(path)

    with as_workbook(path, kind) as workbook:
        document = spreadsheet(workbook)
    notes = (f"{path.name} was made into an .xlsx by LibreOffice first.", *document.notes)
    return SourceDocument(name=path.name, blocks=document.blocks, notes=notes)


def converted(path: Path) -> AbstractContextManager[Path] | None:
    """A spreadsheet of another program as an .xlsx for a while; None where it needs no conversion.

    Raises Unreadable where it cannot be converted.
    """
    kind = _kind(path)
    return None if kind in ("word", "text", "workbook") else as_workbook(path, kind)


def _attached(path: Path, mail: Message) -> SourceDocument:
    """The workbooks attached to a mail; what is written in it is outside of the plan."""
    documents = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, content) in enumerate(mail.workbooks):
            file = Path(folder) / str(number) / Path(name).name
            file.parent.mkdir()
            file.write_bytes(content)
            documents.append(source(file))
    written = [(Line(words=mail.words, place="the mail"), "it is written in the mail")]
    others = [(Line(words=name, place="the mail"), "it is attached too") for name in mail.others]
    return SourceDocument(
        name=path.name,
        blocks=tuple(block for document in documents for block in document.blocks),
        notes=tuple(note for document in documents for note in document.notes),
        outside=(
            *(written if mail.words else []),
            *others,
            *(line for document in documents for line in document.outside),
        ),
    )


def _kind(path: Path) -> str:
    """“word”, “text” or “workbook”; else the words for a kind that LibreOffice is to convert."""
    must_be_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(8)
        if (
            start == OLE
            and "Workbook".encode("utf-16-le") in (content := path.read_bytes())
            and ENCRYPTED not in content
            and (OLD_WORD not in content or path.suffix.lower() != ".doc")
        ):
            return "an old Excel workbook (.xls)"
        if start.startswith(b"PK"):
            return _package(path)
        if start and path.suffix.lower() in _TEXT:
            return "text"
    except OSError:
        pass
    _refuse_documents(path)
    try:
        workbook_bytes(path)  # which refuses it, by name
    except Unreadable as refusal:
        raise _without_import(refusal) from refusal
    return "workbook"


def _without_import(refusal: Unreadable) -> Unreadable:
    """The refusal without the advice to import the plan, which is being done."""
    fix = refusal.fix
    if isinstance(fix, Remedy) and fix.code == "save-as-or-import":
        fix = f"{fix.values['save_as']}."
    return Unreadable(code=refusal.code, what=refusal.what, fix=fix)


def _refuse_documents(path: Path) -> None:
    """Raise Unreadable for a document of another kind that can be saved as a .docx."""
    kinds = {
        ".doc": "an old Word document (.doc)",
        ".odt": "an OpenDocument text (.odt)",
        ".rtf": "a rich-text document (.rtf)",
    }
    if path.is_file() and (kind := kinds.get(path.suffix.lower())):
        what = f"{path.name} is {kind}, which cannot be read here."
        raise Unreadable(
            code="other-document",
            what=what,
            fix="Open it in Word, save it as a Word Document (.docx), and give that.",
        )


def _package(path: Path) -> str:
    try:
        package = Package(path.read_bytes())
        kind, (_, size) = package.start("mimetype", 80), package.claimed()
    except PACKAGE_FAULTS:
        return "workbook"  # and is refused as such
    names = set(package.names)
    if "word/document.xml" in names and size > _MOST_XML:
        what = f"{path.name} unpacks to more than {_MOST_XML // 1024**2} MB of text."
        raise Unreadable(
            code="too-large",
            what=what,
            fix="Copy the plan into a new Word file, without its pictures, and give that.",
        )
    if "word/document.xml" in names:
        must_be_small(path, package)
        return "word"
    if b"opendocument.text" in kind:
        _refuse_documents(path)
    return (
        "an OpenDocument spreadsheet (.ods)" if b"opendocument.spreadsheet" in kind else "workbook"
    )
