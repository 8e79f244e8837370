"""Identify a file before it is opened, and refuse by its kind what is not an .xlsx workbook.

Touches the disk.
"""

from difflib import get_close_matches
from pathlib import Path

from reportgen.model.errors import Remedy, Unreadable
from reportgen.office.package import PACKAGE_FAULTS, Package

_BOOK = "xl/workbook.xml"

OLE = (  # the container of Office 97-2003, and of password-protected files
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream of one with a password
OLD_WORD = "WordDocument".encode("utf-16-le")  # and that of one which may hold a workbook
_MAIL_HEADERS = (
    *(b"from:", b"to:", b"subject:", b"date:", b"received:", b"return-path:", b"message-id:"),
    *(b"mime-version:", b"x-", b"delivered-to:", b"content-type:"),
)
_GIVEN = (".xlsx", ".xlsm", ".docx", ".csv")
_EXCEL = (".xls", ".xlsx", ".xlsm", ".xlsb")
_GIVE_THE_WORKBOOK = "Give the plan’s workbook, ending in .xlsx, instead"
_SAVE_AS = "Open it in Excel or LibreOffice and save it as Excel Workbook (.xlsx)"
LARGEST = 300 * 1024 * 1024  # bytes unpacked, pictures and all
# Bytes of cells and the like: 10,000 actions with every cell full are a fifth of it.
_MOST_XML = 150 * 1024 * 1024
LONGEST_NAME = 255  # bytes, on the disks of Linux, Windows and macOS alike
MOST_CHARACTERS = 15_000_000
"""Characters of all cells together, or of a .csv: 10,000 actions of 1,500 each."""
# ISO/IEC 29500 Strict names its parts so; openpyxl sees no sheets in it.
_STRICT = b"http://purl.oclc.org/ooxml/"


def workbook_bytes(path: Path) -> bytes:
    """The bytes of a file that looks like a workbook that can be opened.

    Raises Unreadable, which says what the file is instead.
    """
    content = file_bytes(path)
    must_be_workbook(path, content)
    return content


def file_bytes(path: Path) -> bytes:
    """The bytes of a file that begins as a package does.

    Raises Unreadable, which says what the file is instead.
    """
    try:
        must_be_file(path)
        with path.open("rb") as file:
            start = file.read(512)
            _must_be_package(path, start)
            return start + file.read()
    except OSError as error:
        raise Unreadable(
            code="not-opened",
            what=f"{path.name} cannot be opened ({error.strerror}).",
            fix="Close it in other programs, and check that you may read it.",
        ) from error


def _must_be_package(path: Path, start: bytes) -> None:
    if not start:
        raise Unreadable(
            code="empty",
            what=f"{path.name} is empty (0 bytes).",
            fix="Ask whoever sent it to send it again.",
        )
    if start.startswith(OLE):
        _refuse_old(path)
    if not start.startswith(b"PK"):
        _refuse_text(path, start)


def must_be_file(path: Path) -> None:
    """Return if there is a file at `path`; else raise Unreadable saying what is there instead.

    A pipe is refused, since reading it could wait for ever.
    """
    if path.name.startswith("~$"):
        raise Unreadable(
            code="lock-file",
            what=(
                f"{path.name} is the mark that Excel leaves while a workbook is open, not the"
                " workbook."
            ),
            fix=f"Give {path.name.removeprefix('~$')} instead.",
        )
    if any(len(part.encode("utf-8", "surrogateescape")) > LONGEST_NAME for part in path.parts):
        what = f"There is no file {path.name[:40]}…: no disk has names so long."
        raise Unreadable(code="no-such-file", what=what, fix="Check the name and the folder.")
    if path.is_dir():
        raise Unreadable(
            code="folder",
            what=f"{path} is a folder.",
            fix="Give the name of the workbook in it, ending in .xlsx.",
        )
    if path.is_file():
        if path.stat().st_size > LARGEST:
            raise too_large(path)
        return
    if path.exists():
        what = f"{path} is no file, but a pipe or a device."
        raise Unreadable(
            code="no-file",
            what=what,
            fix="Save what comes out of it as a file first, and give that.",
        )
    raise Unreadable(code="no-such-file", what=f"There is no file {path}.", fix=_near(path))


def _near(path: Path) -> str:
    """What to do about a name of no file: the one beside it that may be meant."""
    files = sorted(other.name for other in path.parent.iterdir()) if path.parent.is_dir() else []
    for suffix in (".xlsx", ".xlsm", ".docx"):
        if f"{path.name}{suffix}" in files:
            return f"Did you mean {path.name}{suffix}?"
    longer = [name for name in files if name.startswith(f"{path.name} ")]
    if longer:
        return f'Did you mean "{longer[0]}"? A name with blanks stands in quotation marks.'
    given = [name for name in files if name.lower().endswith(_GIVEN)]
    near = get_close_matches(path.name, given, n=1, cutoff=0.75)
    return f"Did you mean {near[0]}?" if near else "Check the name and the folder."


def _refuse_old(path: Path) -> None:
    """Raise Unreadable for an old Office container, by what it holds.

    The names of its streams stand in the file as UTF-16.
    """
    content = path.read_bytes()
    if ENCRYPTED in content:
        raise Unreadable(
            code="password",
            what=f"{path.name} is protected by a password, so it cannot be read.",
            fix=(
                "Open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password,"
                " clear the password, save."
            ),
        )
    if OLD_WORD in content:
        kind = "an old Word document (.doc)"
    elif "PowerPoint Document".encode("utf-16-le") in content:
        kind = "an old PowerPoint file (.ppt)"
    elif "__substg1.0_".encode("utf-16-le") in content or path.suffix.lower() == ".msg":
        kind = "an Outlook message (.msg)"
    else:
        kind = "an old Excel workbook (.xls)"
    raise Unreadable(
        code="old-office", what=f"{path.name} is {kind}, not an .xlsx workbook.", fix=_remedy(kind)
    )


def _refuse_text(path: Path, start: bytes) -> None:
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(b"%pdf"):
        kind = "a PDF"
    elif text.startswith((b"<html", b"<!doctype html", b"<table", b"<style")):
        kind = "a web page"
    elif text.startswith(b"{\\rtf"):
        kind = "a rich-text document (.rtf)"
    elif text.startswith(b"<?xml"):
        kind = "an XML file"
    elif text.startswith(_MAIL_HEADERS):
        kind = "an e-mail message (.eml)"
    elif b"\0" not in start and any(mark in start for mark in (b",", b";", b"\t", b"\n")):
        kind = "a text file, perhaps .csv"
    else:
        kind = "of a kind we do not know"
    if kind in ("a web page", "an XML file") and path.suffix.lower() in _EXCEL:
        kind = f"{kind} under an Excel name"
    raise Unreadable(
        code="not-a-workbook",
        what=f"{path.name} is {kind}, not an .xlsx workbook.",
        fix=_remedy(kind),
    )


def must_be_workbook(path: Path, content: bytes) -> None:
    """Return if these bytes, read from `path`, are a package with a workbook in it.

    Raises Unreadable where they are damaged, too large, of another kind, or Strict Open XML.
    """
    try:
        package = Package(content)
        must_be_small(path, package)
        book = package.read(_BOOK) if _BOOK in package else b""
        parts, kind = package.sizes, package.start("mimetype", 200)
    except PACKAGE_FAULTS as error:
        raise damaged(path) from error
    if not book:
        other_kind = _package_kind(parts, kind)
        raise Unreadable(
            code="other-package", what=f"{path.name} is {other_kind}.", fix=_remedy(other_kind)
        )
    if _STRICT in book:
        raise Unreadable(
            code="strict",
            what=f"{path.name} was saved as Strict Open XML, which cannot be read here.",
            fix=(
                "In Excel choose File, Save As, and the type Excel Workbook (.xlsx), without the"
                " word Strict."
            ),
        )


def must_be_small(path: Path, package: Package) -> None:
    """Return if a package claims no more than is ever read; else raise Unreadable.

    No part is kept for it, and sizes are looked at before any part is.
    """
    whole, cells = package.claimed()
    if whole > LARGEST or cells > _MOST_XML:
        most = _MOST_XML if cells > _MOST_XML else LARGEST
        raise Unreadable(
            code="too-large",
            what=f"{path.name} unpacks to more than {most // 1024**2} MB.",
            fix="Copy the plan's sheets into a new workbook and save that.",
        )
    if package.is_crowded():
        raise too_large(path)
    if package.twice:
        what = f"{path.name} has two parts {package.twice}, and which is meant cannot be known."
        raise Unreadable(code="part-twice", what=what, fix="Open it, save it anew, and give that.")


def too_large(path: Path) -> Unreadable:
    """The refusal for a file that holds more than any plan does."""
    return Unreadable(
        code="too-large",
        what=f"{path.name} holds far more inside than any plan does.",
        fix="Copy the plan’s own rows into a new file, save that, and give it.",
    )


def damaged(path: Path) -> Unreadable:
    """The refusal for a workbook that is cut short or broken inside."""
    return Unreadable(
        code="damaged",
        what=f"{path.name} is damaged: it is cut short or broken inside.",
        fix=(
            "Open it in Excel and let it repair the file, then save; or ask for it to be sent"
            " again."
        ),
    )


_REMEDIES = {
    "message": "Save the workbook that is attached to it, or its words as .txt, and give that.",
    "a PDF": "Give the workbook or the Word file that it was made from.",
    "Numbers": "In Numbers choose File, Export To, Excel, and give that.",
    "zip file with": "Unpack it, and give the workbook.",
}
"""By words of the kind; what works for that kind alone."""


def _remedy(kind: str) -> str:
    """What to do with another kind of file: only a spreadsheet can be saved as a workbook."""
    for known, fix in _REMEDIES.items():
        if known in kind:
            return fix
    if any(word in kind for word in ("Excel", "spreadsheet", "text file")):
        words = f"{_SAVE_AS}; or import the plan in it."
        return Remedy(words, code="save-as-or-import", save_as=_SAVE_AS)
    if ".docx" in kind:
        words = f"{_GIVE_THE_WORKBOOK}; or import the plan in it."
        return Remedy(words, code="give-or-import", give=_GIVE_THE_WORKBOOK)
    return f"{_GIVE_THE_WORKBOOK}."


def _kind_by_parts(parts: dict[str, int]) -> str:
    """What a package is by the names of its parts; empty where they do not tell."""
    if "xl/workbook.bin" in parts:
        return "a binary Excel workbook (.xlsb)"
    if any(part.startswith("word/") for part in parts):
        return "a Word document (.docx)"
    if any(part.startswith("ppt/") for part in parts):
        return "a PowerPoint file (.pptx)"
    if any(part.startswith("Index/") and part.endswith(".iwa") for part in parts):
        return "an Apple Numbers file (.numbers)"
    return ""


def _package_kind(parts: dict[str, int], kind: bytes) -> str:
    whole = _kind_by_parts(parts) if b"opendocument" not in kind else ""
    if whole:
        return f"{whole}, not an .xlsx workbook"
    if b"opendocument.spreadsheet" in kind:
        return "an OpenDocument spreadsheet (.ods), not an .xlsx workbook"
    if b"opendocument" in kind:
        return "an OpenDocument file, not an .xlsx workbook"
    inside = [part for part in parts if part.lower().endswith((".xlsx", ".xlsm"))]
    if inside:
        name = inside[0].rpartition("/")[2]
        return f"a zip file with {name} in it, not the workbook itself"
    return "a zip file without a workbook in it"
