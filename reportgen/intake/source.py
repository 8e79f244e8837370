"""Which file was read: its name, its digest and the day of its last saving. Touches the disk."""

import datetime as dt
import hashlib
from pathlib import Path

from reportgen.intake.properties import Properties
from reportgen.reading import Source


def source(path: Path, known: Properties) -> Source:
    """The workbook at `path`, with these properties, as documents made from it name it."""
    return of_file(path, known.modified)


def of_file(path: Path, saved: dt.datetime | None) -> Source:
    """Any file at `path`, saved at this moment as far as is known."""
    return Source(name=path.name, digest=hashlib.sha256(path.read_bytes()).hexdigest(), saved=saved)
