"""`reportgen verify`: whether a document is what a workbook makes."""

from pathlib import Path

from reportgen.app import verify as verifying
from reportgen.cli import console
from reportgen.cli.commands import Commands


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "verify",
        help="say whether a document is what a workbook makes",
        description=(
            "Say whether a PDF, Word file or web page is what a workbook makes, byte for byte. Ends"
            " with 1 if it is not."
        ),
    )
    add = command.add_argument
    add("document", metavar="DOCUMENT", type=Path, help="as “reportgen build” made it")
    add("workbook", metavar="WORKBOOK", type=Path, help="the workbook that it should be from")
    add(
        "--previous",
        metavar="WORKBOOK",
        type=Path,
        help="the earlier quarter's workbook, if the document was built with one",
    )
    add(
        "--templates",
        metavar="DIR",
        type=Path,
        help="the templates that it was built with, if not ours",
    )
    command.set_defaults(run=verify)


def verify(*, document: Path, workbook: Path, previous: Path | None, templates: Path | None) -> int:
    """Print the outcome; 1 where they are not the same."""
    outcome = verifying.verify(document, workbook, previous=previous, templates=templates)
    for sentence in outcome.sentences:
        console.result(sentence)
    return 0 if outcome.same else 1
