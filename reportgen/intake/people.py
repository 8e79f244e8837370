"""Officers and partners: several in one cell, one a line or with semicolons between."""

from reportgen.intake.header import Record
from reportgen.plan import plain


def people(record: Record, key: str) -> tuple[str, ...]:
    """The names in a cell, each as it was typed, in order."""
    names = plain(record.prose(key)).replace(";", "\n").split("\n")
    return tuple(name.strip() for name in names if name.strip())
