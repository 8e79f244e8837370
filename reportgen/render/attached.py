"""A file that lies inside a PDF."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """The workbook that a PDF was made from: its name, its content, and when it was last saved, if it says so."""

    name: str
    content: bytes
    saved: dt.datetime | None
