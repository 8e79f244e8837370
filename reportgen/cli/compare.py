"""`reportgen compare`: what differs between two workbooks of a plan."""

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app import read, returned_files, rounds
from reportgen.cli import console
from reportgen.cli.commands import Commands
from reportgen.model.text import quoted

if TYPE_CHECKING:
    from reportgen.facts.differences import Difference

_OF_A_PAPER = ("paper-words", "paper-note")
_LONGEST = 160  # characters of a cell that a line shows; --json has all of them


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser(
        "compare",
        help="say what differs between two workbooks of a plan, or a paper edited in Word",
        description="Say what differs between two workbooks of a plan, action by action, cell by cell.",
    )
    one.add_argument("old", metavar="OLD", type=Path, help="the earlier workbook")
    one.add_argument("new", metavar="NEW", type=Path, help="the later one, or a Word file that was made from the plan and edited")
    one.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document and nothing else")
    one.set_defaults(run=compare)


def compare(*, old: Path, new: Path, as_json: bool) -> int:
    """Print every difference, one a line; none is no fault, and neither are many."""
    before = read.read(old)
    after = returned_files.paper_reading(new, before) if returned_files.is_paper(new) else read.read(new)
    found = rounds.compare(before, after)
    if as_json:
        _print_json(found)
        return 0
    for one in found:
        console.result(_sentence(one))
    console.problems([one for one in after.problems if one.code in _OF_A_PAPER], err=True)
    console.tell(f"{_count(found)} between {old.name} and {new.name}.")
    return 0


def _sentence(one: "Difference") -> str:
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


def _count(found: "tuple[Difference, ...]") -> str:
    from reportgen.reports.sentences import count  # noqa: PLC0415 - JSON does not need it

    return count(len(found), "difference").capitalize()


def _print_json(found: "tuple[Difference, ...]") -> None:
    import json  # noqa: PLC0415 - only when asked

    listed = [
        {
            "kind": one.kind.value,
            "table": one.table,
            "name": one.name,
            "column": one.heading,
            "old": one.old,
            "new": one.new,
            "old_place": str(one.old_place or ""),
            "new_place": str(one.new_place or ""),
        }
        for one in found
    ]
    console.result(json.dumps({"differences": listed}, ensure_ascii=False, indent=2))
