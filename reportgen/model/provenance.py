"""What a document says of its making: from which workbook, by which version, and how."""

import datetime as dt
import re
from dataclasses import dataclass

from reportgen.model.reading import SourceFile

PROPERTY = "reportgen"
"""The name of the property that holds it, in Word and on the web page. In a PDF it is dc:source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which document was asked for: the report by its name in file names, such as “action-plan”, and how it was to be."""

    report: str
    final: bool = False
    large_print: bool = False
    attached: bool = False
    """The workbook lies inside the PDF."""


_SENTENCE = (
    r"(Draft|Final) ([a-z-]+)( in large print)?, made by reportgen (\S+) from “(.*?)” \(SHA-256 ([0-9a-f]{64})\)"
    r"(?: compared with “(.*)” \(SHA-256 ([0-9a-f]{64})\))?(?: as at (\d{4}-\d\d-\d\d))?(; the workbook lies inside)?\."
)


def _day(words: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words or "")
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Enough to make the same document again. Its words are one sentence, which `from_text` reads back."""

    version: str
    asked: Edition
    workbook: SourceFile
    previous: SourceFile | None
    """The workbook of an earlier quarter that was compared with, if it was given by name."""
    day: dt.date | None
    """The day in the document's properties: that of the workbook's last saving, or one that was asked for."""

    def __str__(self) -> str:
        """“Draft action-plan, made by reportgen 0.1.0 from “asb.xlsx” (SHA-256 …).”."""
        asked = self.asked
        stage, letters = "Final" if asked.final else "Draft", " in large print" if asked.large_print else ""
        compared = f" compared with {self.previous}" if self.previous else ""
        day = f" as at {self.day.isoformat()}" if self.day else ""
        inside = "; the workbook lies inside" if asked.attached else ""
        return f"{stage} {asked.report}{letters}, made by reportgen {self.version} from {self.workbook}{compared}{day}{inside}."

    @staticmethod
    def from_text(words: str) -> "Provenance | None":
        """The origin in this sentence; None where it says none."""
        found = re.fullmatch(_SENTENCE, words.strip())
        if not found:
            return None
        stage, report, large, version, name, digest, other, other_digest, day, inside = found.groups()
        return Provenance(
            version=version,
            asked=Edition(
                report=report,
                final=stage == "Final",
                large_print=bool(large),
                attached=bool(inside),
            ),
            workbook=SourceFile(name=name, digest=digest),
            previous=SourceFile(name=other, digest=other_digest) if other_digest else None,
            day=_day(day),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The workbook that a PDF was made from: its name, its content, and when it was last saved, if it says so."""

    name: str
    content: bytes
    saved: dt.datetime | None
