"""Names for files that people read and Windows allows."""

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 80  # letters: a path in Windows has 260, and the folder wants some of them
_MOST_BYTES = 200  # Linux has 255 in a name, and some are wanted for what stands behind it
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')  # Microsoft, “Naming Files, Paths, and Namespaces”
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?", re.IGNORECASE)  # the same


def file_name(words: str) -> str:
    """A file's name without its ending; “Q4 2016/17” becomes “Q4 2016-17”."""
    plain = "".join(c for c in unicodedata.normalize("NFC", words) if c.isprintable() or c.isspace())
    name = _FORBIDDEN.sub("-", " ".join(plain.split()))[:_LONGEST]
    name = name.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore").strip(" .-")
    return f"{name}-" if _RESERVED.fullmatch(name) else name or "officer"


def all_different(names: Iterable[str]) -> list[str]:
    """The same names, with a number behind those that stood before; Windows does not tell “A” from “a”."""
    taken: set[str] = set()
    found = []
    for name in names:
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name} ({number})", number + 1
        taken.add(free.casefold())
        found.append(free)
    return found
