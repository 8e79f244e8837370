"""`reportgen compare`: what differs between two workbooks of a plan."""

from pathlib import Path

from reportgen.app import compare as comparing
from reportgen.app.compare import Difference
from reportgen.cli import console
from reportgen.cli.commands import Commands
from reportgen.cli.remedies import worded
from reportgen.model.text import count, quoted

_LONGEST = 160  # characters of a cell that a line shows; --json has all of them


def add(commands: Commands) -> None:
    """Describe the command."""
    command = commands.add_parser(
        "compare",
        help="say what differs between two workbooks of a plan, or a paper edited in Word",
        description=(
            "Say what differs between two workbooks of a plan, action by action, cell by cell."
        ),
    )
    command.add_argument("old", metavar="OLD", type=Path, help="the earlier workbook")
    command.add_argument(
        "new",
        metavar="NEW",
        type=Path,
        help="the later one, or a Word file that was made from the plan and edited",
    )
    command.add_argument(
        "--json",
        action="store_true",
        dest="as_json",
        help="print one JSON document and nothing else",
    )
    command.set_defaults(run=compare)


def compare(*, old: Path, new: Path, as_json: bool) -> int:
    """Print every difference, one a line; none is no fault, and neither are many."""
    comparison = comparing.compare(old, new)
    if as_json:
        console.document(comparison.to_json(worded))
        return 0
    for difference in comparison.differences:
        console.result(_sentence(difference))
    console.problems(comparison.problems, err=True)
    number = count(len(comparison.differences), "difference").capitalize()
    console.tell(f"{number} between {old.name} and {new.name}.")
    return 0


def _sentence(difference: Difference) -> str:
    """“Actions 1.2, Status: “Amber” is now “Green” (H3, was H3)”."""
    name, place = f"{difference.table} {difference.name}", difference.new_place
    old, new = _quoted(difference.old), _quoted(difference.new)
    if difference.kind.value == "added":
        return f"{name} is new: {new} ({place})"
    old_place = difference.old_place
    if difference.kind.value == "removed":
        return f"{name} is gone: {old} (was {old_place})"
    if not difference.heading:
        return f"{name}: {old} is now {new}"
    before = f"was {old_place}" if old_place and old_place != place else ""
    places = ", ".join(filter(None, (str(place or ""), before)))
    return f"{name}, {difference.heading}: {old} is now {new} ({places})"


def _quoted(words: str) -> str:
    return quoted(words, _LONGEST) if words else "blank"
