"""`reportgen merge`: what officers sent back, in one workbook."""

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.app import rounds
from reportgen.app.files import save
from reportgen.cli import console
from reportgen.cli import returns as given
from reportgen.cli.check import tally
from reportgen.cli.commands import Commands, today, workbook_path
from reportgen.model.errors import Misused
from reportgen.model.problems import Problem

if TYPE_CHECKING:
    from reportgen.model.plan import Action
    from reportgen.returns.merge import MergeResult, OfficersTally
    from reportgen.returns.resolution import Preference

_NEWEST = "newest"


def add(commands: Commands) -> None:
    """Describe the command."""
    one = commands.add_parser(
        "merge",
        help="take what officers sent back into the plan's workbook",
        description="Take the officers' cells from what came back into a new workbook. Ends with 1 if something was not taken.",
    )
    given.add_to(one)
    one.add_argument("-o", "--output", metavar="PATH", type=Path, required=True, help="the workbook to make, ending in .xlsx")
    one.add_argument("--prefer", metavar="WHICH", help="where two disagree: “newest”, or the file that holds")
    one.add_argument("--json", action="store_true", dest="as_json", help="print one JSON document and nothing else")
    one.set_defaults(run=merge)


def merge(*, workbook: Path, returns: list[Path], output: Path, prefer: str | None, as_json: bool) -> int:
    """Make the merged workbook; a file that is there already is never written over."""
    path = workbook_path(output)
    found = given.found(workbook, returns)
    merged = rounds.merge(found.master, list(found.returns.values()), prefer=_preference(prefer, found))
    save({path: rounds.merged_workbook(found.master.reading, merged, made=today())}, overwrite=False)
    problems = (*found.problems, *merged.problems)
    if as_json:
        _print_json(path, problems, merged)
    else:
        console.problems(problems, err=True)
        console.columns(_lines(merged.tally))
        console.tell(_sum(merged, problems))
        console.result(str(path))
    return 0 if merged.sound and not found.problems else 1


def _preference(typed: str | None, found: given.ReturnsFound) -> "Preference | None":
    """What `--prefer` asks for. Raises Misused where it names none of the files."""
    from reportgen.returns.resolution import newest  # noqa: PLC0415 - only when asked

    if not typed:
        return None
    if typed == _NEWEST:
        return newest
    listed = {**found.returns, Path(found.master.file): found.master}
    held = [one for path, one in listed.items() if Path(typed).name == path.name and typed in (str(path), path.name, one.file)]
    if len(held) != 1:
        what = f"“{typed}” is {'more than one' if held else 'none'} of the returns."
        raise Misused(code="prefer-unknown", what=what, fix="Give “newest”, or one of the files as it is named in the list.")
    return lambda candidates: held[0] if held[0] in candidates else None


def _lines(tallies: "tuple[OfficersTally, ...]") -> list[tuple[str, ...]]:
    """The table of who has answered, with its headings."""
    rows = [
        (
            one.officer or "(no officer)",
            one.state.value,
            f"{one.answered} of {len(one.all)}",
            _refs(one.open),
            _refs(one.disputed),
        )
        for one in tallies
    ]
    return [("Officer", "Return", "Answered", "Still open", "Disputed"), *rows]


def _refs(actions: "tuple[Action, ...]") -> str:
    return ", ".join(action.ref for action in actions)


def _sum(merged: "MergeResult", problems: tuple[Problem, ...]) -> str:
    """“20 of 27 actions are answered; the returns disagree on 1 of them. ...”."""
    disputed = f"; the returns disagree on {merged.disputed} of them" if merged.disputed else ""
    return f"{merged.answered} of {merged.actions} actions are answered{disputed}. The returns have {tally(problems)}."


def _print_json(path: Path, problems: tuple[Problem, ...], merged: "MergeResult") -> None:
    import json  # noqa: PLC0415 - only when asked

    document = {
        "workbook": str(path),
        "problems": [console.as_dict(problem) for problem in problems],
        "officers": [
            {
                "officer": one.officer,
                "state": one.state.value,
                "files": one.files,
                "actions": len(one.all),
                "answered": one.answered,
                "open": [action.ref for action in one.open],
                "disputed": [action.ref for action in one.disputed],
            }
            for one in merged.tally
        ],
        "actions": merged.actions,
        "answered": merged.answered,
        "disputed": merged.disputed,
    }
    console.result(json.dumps(document, ensure_ascii=False, indent=2))
