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
    one = commands.add_parser(
        "compare",
        help="say what differs between two workbooks of a plan, or a paper edited in Word",
        description=(
            "Say what differs between two workbooks of a plan, action by action, cell by cell."
        ),
    )
    one.add_argument("old", metavar="OLD", type=Path, help="the earlier workbook")
    one.add_argument(
        "new",
        metavar="NEW",
        type=Path,
        help="the later one, or a Word file that was made from the plan and edited",
    )
    one.add_argument(
        "--json",
        action="store_true",
        dest="as_json",
        help="print one JSON document and nothing else",
    )
    one.set_defaults(run=compare)


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


def _sentence(one: Difference) -> str:
    """“Actions 1.2, Status: “Amber” is now “Green” (H3, was H3)”."""
    name = f"{one.table} {one.name}"
    if one.kind.value == "added":
        return f"{name} is new: {_quoted(one.new)} ({one.new_place})"
    if one.kind.value == "removed":
        return f"{name} is gone: {_quoted(one.old)} (was {one.old_place})"
    before = f"was {one.old_place}" if one.old_place and one.old_place != one.new_place else ""
    places = ", ".join(filter(None, (str(one.new_place or ""), before)))
    if not one.heading:
        return f"{name}: {_quoted(one.old)} is now {_quoted(one.new)}"
    return f"{name}, {one.heading}: {_quoted(one.old)} is now {_quoted(one.new)} ({places})"


def _quoted(words: str) -> str:
    return quoted(words, _LONGEST) if words else "blank"
