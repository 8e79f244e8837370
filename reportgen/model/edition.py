"""Which document is asked for (report and options), and the provenance that it carries.

An Edition is one value from the request to the file's name.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum

from reportgen.model.errors import Unreadable
from reportgen.model.reading import SourceFile


class Format(Enum):
    """The kinds of document, by their file endings."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TEXT = "txt"


PAPERS = (Format.PDF, Format.DOCX, Format.HTML)
"""The formats that are made unless others are asked for."""


class ReportKind(Enum):
    """The reports, by their names in file names."""

    ACTION_PLAN = "action-plan"
    COVERING_REPORT = "covering-report"
    EXCEPTIONS = "exceptions"
    TIMELINE = "timeline"
    CHANGES = "changes"
    BRIEFING = "briefing"


class Engine(Enum):
    """What lays out the PDF."""

    WEASYPRINT = "weasyprint"
    TYPST = "typst"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A report and its options: draft or final, print size, day, attachment; in any format."""

    report: ReportKind = ReportKind.ACTION_PLAN
    final: bool = False
    large_print: bool = False
    day: dt.date | None = None
    """The day in the document's properties; None for the day the workbook was last saved."""
    attached: bool = False
    """Whether the workbook is attached to the PDF."""
    engine: Engine = Engine.WEASYPRINT
    """What lays out its PDF."""
    language: str = ""
    """The tag of the language whose columns are printed; empty for the plan's own."""

    def file_name(self, workbook: str, kind: Format) -> str:
        """The document's file name: “asb-action-plan-draft-large-print.pdf” for the workbook “asb”.

        A draft never takes a final paper's name; the briefing says what it is in its own; one in
        another language ends with its tag.
        """
        private = "-not-for-publication" if self.report is ReportKind.BRIEFING else ""
        draft = "" if self.final else "-draft"
        letters = "-large-print" if self.large_print else ""
        language = f"-{self.language}" if self.language else ""
        return f"{workbook}-{self.report.value}{private}{draft}{letters}{language}.{kind.value}"


PROPERTY = "reportgen"
"""The name of the property that holds the provenance in Word and HTML; in a PDF it is dc:source."""
PREFIX = f"{PROPERTY} "
"""Begins the names of all our other custom properties."""


_SENTENCE = (
    r"(Draft|Final) ([a-z-]+)( in large print)?(?: in the language ([\w-]+))?, made by reportgen"
    r" (\S+?)( with Typst)? from “(.*?)” \(SHA-256"
    r" ([0-9a-f]{64})\)"
    r"(?: compared with “(.*)” \(SHA-256 ([0-9a-f]{64})\))?(?: as at (\d{4}-\d\d-\d\d))?(; the"
    r" workbook lies inside)?\."
)


def _day(words: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words or "")
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a document was made from and how: enough to make the same document again.

    As text it is one sentence, which `from_text` reads back.
    """

    version: str
    edition: Edition
    """Its `day` is the day in the document's properties."""
    workbook: SourceFile
    previous: SourceFile | None
    """The workbook of an earlier quarter that this one was compared with, if given by name."""

    def __str__(self) -> str:
        """“Draft action-plan, made by reportgen 0.1.0 from “asb.xlsx” (SHA-256 …).”."""
        edition = self.edition
        stage = "Final" if edition.final else "Draft"
        letters = " in large print" if edition.large_print else ""
        language = f" in the language {edition.language}" if edition.language else ""
        engine = " with Typst" if edition.engine is Engine.TYPST else ""
        compared = f" compared with {self.previous}" if self.previous else ""
        day = f" as at {edition.day.isoformat()}" if edition.day else ""
        inside = "; the workbook lies inside" if edition.attached else ""
        return (
            f"{stage} {edition.report.value}{letters}{language}, made by reportgen {self.version}"
            f"{engine} from {self.workbook}{compared}{day}{inside}."
        )

    @staticmethod
    def from_text(words: str) -> "Provenance | None":
        """The provenance in this sentence; None where it is not such a sentence.

        Raises Unreadable where it names a report that this version does not have.
        """
        match = re.fullmatch(_SENTENCE, words.strip())
        if not match:
            return None
        stage, report, large, language, version, typst, name, digest, *others = match.groups()
        other, other_digest, day, inside = others
        return Provenance(
            version=version,
            edition=Edition(
                report=_report(report, version),
                final=stage == "Final",
                large_print=bool(large),
                day=_day(day),
                attached=bool(inside),
                engine=Engine.TYPST if typst else Engine.WEASYPRINT,
                language=language or "",
            ),
            workbook=SourceFile(name=name, digest=digest),
            previous=SourceFile(name=other, digest=other_digest) if other_digest else None,
        )


def _report(name: str, version: str) -> ReportKind:
    try:
        return ReportKind(name)
    except ValueError as error:
        raise Unreadable(
            code="no-such-report",
            what=f"The document calls itself {name}, which is no report of this version.",
            fix=f"It was made by reportgen {version}; verify it with that.",
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The workbook that a PDF was made from; `saved` is None where it does not say when."""

    name: str
    content: bytes
    saved: dt.datetime | None
