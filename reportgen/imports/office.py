"""Old and foreign spreadsheets, made into an .xlsx by LibreOffice where it is installed. Touches the disk, starts a program."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen.errors import Unreadable
from reportgen.intake.scratch import scratch

_SECONDS = 120
_WINDOWS = (Path(r"C:\Program Files\LibreOffice\program\soffice.exe"),)
_MAC = (Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),)


@contextmanager
def as_workbook(path: Path, kind: str) -> Iterator[Path]:
    """An .xlsx of the spreadsheet at `path`, for as long as it is looked at. Raises Unreadable where it cannot be made."""
    program = _soffice()
    if not program:
        raise Unreadable(
            code="no-office",
            what=f"{path.name} is {kind}, and LibreOffice, which could read it, is not installed.",
            fix="Open it in Excel and save it as an Excel Workbook (.xlsx); or install LibreOffice.",
        )
    with scratch(f"source{path.suffix.lower()}", path.read_bytes()) as source:
        made = source.parent / "made"
        if not _converted(program, source, made, source.parent / "profile"):
            raise Unreadable(
                code="not-converted",
                what=f"{path.name} is {kind}, and LibreOffice could not read it.",
                fix="Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx).",
            )
        yield made / "source.xlsx"


def _converted(program: str, source: Path, made: Path, profile: Path) -> bool:
    """Whether LibreOffice made a workbook of it. A profile of its own: another window of LibreOffice would else answer."""
    words = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *("--convert-to", "xlsx", "--outdir", str(made), str(source)),
    ]
    try:
        subprocess.run(words, timeout=_SECONDS, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - no shell; the program is the one that was found
    except (OSError, subprocess.SubprocessError):
        return False
    return (made / "source.xlsx").is_file()


def _soffice() -> str | None:
    usual = {"win32": _WINDOWS, "darwin": _MAC}.get(sys.platform, ())
    return shutil.which("soffice") or next((str(path) for path in usual if path.is_file()), None)
