"""Office packages (.xlsx, .docx) as bytes that depend on their contents alone."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

_ANY_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold

Change = Callable[[str, bytes], bytes]
"""Given a part's name and bytes, the bytes to pack."""


def _as_it_is(_: str, part: bytes) -> bytes:
    return part


class Undated(zipfile.ZipFile):
    """A package to be written, in which every part has one fixed day, so that equal documents are equal bytes."""

    def __init__(self, out: IO[bytes], change: Change = _as_it_is) -> None:
        super().__init__(out, "w", zipfile.ZIP_DEFLATED)
        self._change = change

    def writestr(self, name: str | zipfile.ZipInfo, data: bytes | str, *_: object) -> None:  # type: ignore[override]  # no options
        """Pack a part."""
        name = name if isinstance(name, str) else name.filename
        content = data.encode("utf-8") if isinstance(data, str) else data
        super().writestr(zipfile.ZipInfo(name, date_time=_ANY_DAY), self._change(name, content), zipfile.ZIP_DEFLATED)

    def write(self, path: str, name: str, *_: object) -> None:  # type: ignore[override]  # the same
        """Pack a part that was written to a file of its own, as openpyxl does with sheets."""
        self.writestr(name, Path(path).read_bytes())


def undated(package: bytes, change: Change = _as_it_is) -> bytes:
    """The same package with the times of its parts set to one fixed day."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, Undated(out, change) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()
