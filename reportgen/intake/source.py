"""Which file was read: its name, its digest and the day of its last saving. Touches the disk."""

import hashlib
from pathlib import Path

from reportgen.intake.properties import properties
from reportgen.origin import Source


def source(path: Path) -> Source:
    """The workbook at `path`, which was found readable, as documents made from it name it."""
    return Source(name=path.name, digest=hashlib.sha256(path.read_bytes()).hexdigest(), saved=properties(path).modified)
