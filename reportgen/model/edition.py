"""Which document is asked for: the report, and how it is to be. One value from the request to the file's name."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Format(Enum):
    """The kinds of document, by their file endings."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


class ReportKind(Enum):
    """The reports that are made, by their names in file names."""

    ACTION_PLAN = "action-plan"
    COVERING_REPORT = "covering-report"
    EXCEPTIONS = "exceptions"
    CHANGES = "changes"
    BRIEFING = "briefing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A report in one of its editions, in whatever format."""

    report: ReportKind = ReportKind.ACTION_PLAN
    final: bool = False
    large_print: bool = False
    day: dt.date | None = None
    """The day in the document's properties; None for that of the workbook's last saving."""
    attached: bool = False
    """The workbook lies inside the PDF."""

    def file_name(self, workbook: str, kind: Format) -> str:
        """“asb-action-plan-large-print.pdf”, for the workbook “asb”."""
        letters = "-large-print" if self.large_print else ""
        return f"{workbook}-{self.report.value}{letters}.{kind.value}"
