"""The files in a zip file that somebody sent."""

import io
import zipfile

from reportgen.office.mail import MAILS
from reportgen.office.package import PACKAGE_FAULTS

_MOST_INSIDE = 100_000_000  # bytes of all files of a zip file together, unpacked
_PACKAGE = b"PK"  # begins every office file of today


_ANSWERS = (*MAILS, ".csv", ".tsv", ".txt")
_READ = (*_ANSWERS, ".xlsx", ".xlsm", ".docx")


def is_hidden_answer(name: str) -> bool:
    """Whether somebody may have given a mail or a text the name of a hidden file.

    What begins with “._” is what macOS leaves beside a file, with “~$” a program's lock.
    """
    last = name.rpartition("/")[2].lower()
    return last.startswith(".") and last.endswith(_ANSWERS) and not last.startswith("._")


def _is_mark(name: str) -> bool:
    """Whether a file of this name is what systems and programs leave, unless it is a package."""
    last = name.rpartition("/")[2]
    return name.startswith("__MACOSX/") or (
        last.startswith((".", "~$")) and not is_hidden_answer(name)
    )


def returns_in(content: bytes) -> dict[str, bytes]:
    """The files in a zip file by their names, but for marks that systems leave there.

    Empty where it is an office file itself, cannot be read, or unpacks to more than 100 MB.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            listed = [
                part
                for part in packed.infolist()
                if part.file_size or part.filename.lower().endswith(_READ)
            ]
            if "[Content_Types].xml" in packed.namelist() or (
                sum(part.file_size for part in listed) > _MOST_INSIDE
            ):
                return {}
            return {
                (f"({n}) " if packed.getinfo(part.filename) is not part else "")
                + part.filename: packed.read(part)
                for n, part in enumerate(listed, 1)  # two may have one name
                if packed.open(part).read(len(_PACKAGE)) == _PACKAGE or not _is_mark(part.filename)
            }
    except PACKAGE_FAULTS:
        return {}
