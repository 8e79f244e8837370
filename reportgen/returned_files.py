"""What comes back, as the edges may call it: officers' workbooks, and papers of ours that were edited in Word."""

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.columns import ACTIONS

if TYPE_CHECKING:
    from reportgen.reading import Reading
    from reportgen.returns.marker import Marker
    from reportgen.returns.returned import Returned

# Each part is loaded when it is used, as in rounds.py.
_NEVER = dt.date(1980, 1, 1)  # of a workbook that nobody sees


def is_paper(path: Path) -> bool:
    """Whether this is to be read as a Word file, by its name: a missing one is refused as such."""
    return path.suffix.lower() == ".docx"


def paper_reading(path: Path, master: "Reading") -> "Reading":
    """The plan as a Word file has it; what the paper does not show is as in the plan's own workbook.

    Raises Unreadable where the file cannot be read, or holds no plan.
    """
    from reportgen import importing  # noqa: PLC0415
    from reportgen.imports.edited import edited  # noqa: PLC0415
    from reportgen.intake.assemble import read  # noqa: PLC0415
    from reportgen.intake.source import of_file  # noqa: PLC0415

    found = importing.imported([path], {}, {})
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.xlsx"
        made.write_bytes(importing.workbook(found, made=_NEVER))
        paper = read(made)
    actions = paper.tables[ACTIONS.name]
    rows = {action.ref: action.row for action in paper.plan.actions}
    places = {(rows[ref], key): place for (ref, key), place in found.places.items() if ref in rows}
    tables = {**paper.tables, ACTIONS.name: replace(actions, elsewhere=places)}
    return edited(replace(paper, tables=tables, source=of_file(path, None)), master)


def returned(path: Path, *, shown: str, master: "Reading | None" = None) -> "Returned":
    """A workbook as a return, under the name that is to be shown; beside the plan that it is for a paper edited in Word too.

    Raises Unreadable where it cannot be read.
    """
    from reportgen.errors import Unreadable  # noqa: PLC0415
    from reportgen.intake.assemble import read, read_officers  # noqa: PLC0415
    from reportgen.intake.package import inspect  # noqa: PLC0415
    from reportgen.intake.properties import properties  # noqa: PLC0415
    from reportgen.returns.marker import from_properties  # noqa: PLC0415
    from reportgen.returns.returned import Returned  # noqa: PLC0415

    if master and is_paper(path):
        return _paper(path, master, shown=shown)
    try:
        inspect(path)
    except Unreadable:
        return Returned(file=shown, reading=read(path), marker=None)  # which may mend it, or refuses it too
    known = properties(path)
    marker = from_properties(known.custom)
    reading = read_officers(path) if marker else read(path)
    return Returned(file=shown, reading=reading, marker=marker, modified=known.modified, comments=known.comments)


def whole_plan(path: Path) -> "Returned":
    """The whole plan's workbook. Raises Misused where it is one that was made for an officer."""
    from reportgen.errors import Misused  # noqa: PLC0415

    found = returned(path, shown=path.name)
    if found.marker:
        what = f"{path.name} is the workbook of {found.officer or 'the actions without an officer'}, and not the whole plan’s."
        raise Misused(code="officers-workbook", what=what, fix="Give the plan’s own workbook.")
    return found


def _paper(path: Path, master: "Reading", *, shown: str) -> "Returned":
    """A paper as a return."""
    from reportgen.intake.properties import package_properties  # noqa: PLC0415
    from reportgen.origin import PROPERTY, Origin  # noqa: PLC0415
    from reportgen.returns.returned import Returned  # noqa: PLC0415

    paper, known = paper_reading(path, master), package_properties(path.read_bytes())
    origin = Origin.from_text(known.custom.get(PROPERTY, ""))
    marker = _marker(paper, master, same=origin.workbook.digest == master.source.digest) if origin else None
    return Returned(file=shown, reading=paper, marker=marker, modified=known.modified)


def _marker(paper: "Reading", master: "Reading", *, same: bool) -> "Marker":
    """What an officer's workbook would know of itself. `same`: the plan's workbook was not saved since the paper was made."""
    from reportgen.returns.marker import EVERYBODY, marker, of_plan, of_update  # noqa: PLC0415

    said = master.updates()
    words = [of_update(action, said[action.row]) for action in master.plan.actions] if same else []
    return marker(paper, EVERYBODY, master=of_plan(master) if same else "", words=words)
