"""Papers of ours that were edited in Word, as the edges may call it: to compare with the plan, and to merge into it."""

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


def is_word(path: Path) -> bool:
    """Whether this is to be read as a Word file, by its name: a missing one is refused as such."""
    return path.suffix.lower() == ".docx"


def reading(path: Path, master: "Reading") -> "Reading":
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
    refs = {action.row: action.ref for action in paper.plan.actions}
    places = {(row, key): place for row, ref in refs.items() for (name, key), place in found.places.items() if name == ref}
    tables = {**paper.tables, ACTIONS.name: replace(actions, elsewhere=places)}
    return edited(replace(paper, tables=tables, source=of_file(path, None)), master)


def returned(path: Path, master: "Reading", *, shown: str) -> "Returned":
    """A paper as a return, under the name that is to be shown. Raises Unreadable where it cannot be read."""
    from reportgen.intake.properties import package_properties  # noqa: PLC0415
    from reportgen.origin import PROPERTY, Origin  # noqa: PLC0415
    from reportgen.returns.returned import Returned  # noqa: PLC0415

    paper, known = reading(path, master), package_properties(path.read_bytes())
    origin = Origin.from_text(known.custom.get(PROPERTY, ""))
    marker = _marker(paper, master, same=origin.workbook.digest == master.source.digest) if origin else None
    return Returned(file=shown, reading=paper, marker=marker, modified=known.modified)


def _marker(paper: "Reading", master: "Reading", *, same: bool) -> "Marker":
    """What an officer's workbook would know of itself. `same`: the plan's workbook was not saved since the paper was made."""
    from reportgen.returns.marker import EVERYBODY, marker, of_plan, of_update  # noqa: PLC0415

    said = master.updates()
    words = [of_update(action, said[action.row]) for action in master.plan.actions] if same else []
    return marker(paper, EVERYBODY, master=of_plan(master) if same else "", words=words)
