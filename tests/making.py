"""What tests ask of the program in one line: a report, its documents, an import."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from reportgen.app import documents as app_documents
from reportgen.app.read import ReadResult, read
from reportgen.importers.import_result import ImportResult, import_sources
from reportgen.importers.sources.open import source
from reportgen.model.edition import Edition, Format, ReportKind
from reportgen.model.reading import Reading
from reportgen.reports.view import View


def reading(path: Path) -> Reading:
    """A workbook as it was read, with every problem in it."""
    return read(path).reading


def report(
    workbook: ReadResult, kind: ReportKind = ReportKind.ACTION_PLAN, **edition: object
) -> View:
    """What a report says; `edition` are the fields of an Edition."""
    return app_documents.report(workbook, Edition(report=kind, **edition))


def documents(view: View, **how: object) -> Mapping[Format, bytes]:
    """The documents of a report by format, all of which can be made."""
    return app_documents.all_documents(view, **how)


def imported(
    paths: Sequence[Path], maps: Mapping[str, str], given: Mapping[str, str]
) -> ImportResult:
    """What files hold. `maps` are column keys by heading, `given` settings by name."""
    return import_sources([source(path) for path in paths], maps, given)
