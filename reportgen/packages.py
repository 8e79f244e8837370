"""Office packages (.xlsx, .docx) as bytes that depend on their contents alone."""

import io
import zipfile
from collections.abc import Callable

_ANY_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold


def undated(package: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The same package with the times of its parts set to one fixed day, so that equal documents are equal bytes.

    `change` is given each part's name and bytes, and gives the bytes to pack.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=_ANY_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, change(name, old.read(name)))
    return out.getvalue()
