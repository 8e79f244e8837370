"""What comes back, as the edges may call it: officers' workbooks, and papers of ours that were edited in Word."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.model.problems import Problem, Where
from reportgen.model.schema import ACTIONS
from reportgen.model.text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportgen.importers.import_result import ImportResult
    from reportgen.model.reading import Reading
    from reportgen.returns.returned import Return


# Each part is loaded when it is used, as in rounds.py.
_NEVER = dt.date(1980, 1, 1)  # of a workbook that nobody sees


def is_paper(path: Path) -> bool:
    """Whether this is to be read as a Word file, by its name: a missing one is refused as such."""
    return path.suffix.lower() == ".docx"


def paper_reading(path: Path, master: "Reading") -> "Reading":
    """The plan as a Word file has it; what the paper does not show is as in the plan's own workbook.

    Raises Unreadable where the file cannot be read, or holds no plan.
    """
    from reportgen.app import import_plan  # noqa: PLC0415
    from reportgen.importers.roundtrip.edited import edited  # noqa: PLC0415
    from reportgen.office.properties import of_file  # noqa: PLC0415
    from reportgen.office.temporary_file import scratch  # noqa: PLC0415
    from reportgen.workbook.read.assemble import read  # noqa: PLC0415

    found = import_plan.imported([path], {}, {})
    with scratch(f"{path.stem}.xlsx", import_plan.workbook(found, made=_NEVER)) as made:
        paper = read(made)
    actions = paper.tables[ACTIONS.name]
    rows = {action.ref: action.row for action in paper.plan.actions}
    places = {(rows[ref], key): place for (ref, key), place in found.places.items() if ref in rows}
    tables = {**paper.tables, ACTIONS.name: replace(actions, elsewhere=places)}
    told = (*paper.problems, *_strays(found))
    return edited(replace(paper, tables=tables, problems=told, source=of_file(path, None)), master)


def _strays(found: "ImportResult") -> "Iterator[Problem]":
    """Words of a paper that are in none of its parts, and what had to be said while reading it."""
    from reportgen.importers.audit import Outcome  # noqa: PLC0415

    for fate in found.fates:
        if fate.kind is Outcome.LEFT_OUT:
            what = f"{quoted(fate.words)} is not taken: {fate.why}."
            yield Problem(
                code="paper-words", where=Where(sheet=fate.place), what=what, fix="If it is meant, put it into the workbook."
            )
    for note in found.notes:
        yield Problem(
            code="paper-note", where=Where(sheet="the document"), what=note, fix="Look at the document, if that matters."
        )


def returned(path: Path, *, shown: str, master: "Reading | None" = None) -> "Return":
    """A workbook as a return, under the name that is to be shown; beside the plan that it is for a paper edited in Word too.

    Raises Unreadable where it cannot be read.
    """
    from reportgen.model.errors import Unreadable  # noqa: PLC0415
    from reportgen.office.identify import inspect  # noqa: PLC0415
    from reportgen.office.properties import properties  # noqa: PLC0415
    from reportgen.returns.returned import Return  # noqa: PLC0415
    from reportgen.returns.token import from_properties  # noqa: PLC0415
    from reportgen.workbook.read.assemble import read, read_officers  # noqa: PLC0415

    if master and is_paper(path):
        return _paper(path, master, shown=shown)
    try:
        inspect(path)
    except Unreadable:
        return Return(file=shown, reading=read(path), marker=None)  # which may mend it, or refuses it too
    known = properties(path)
    marker = from_properties(known.custom)
    reading = read_officers(path) if marker else read(path)
    return Return(file=shown, reading=reading, marker=marker, modified=known.modified, comments=known.comments)


def whole_plan(path: Path) -> "Return":
    """The whole plan's workbook. Raises Misused where it is one that was made for an officer."""
    from reportgen.model.errors import Misused  # noqa: PLC0415

    found = returned(path, shown=path.name)
    if found.marker:
        what = f"{path.name} is the workbook of {found.officer or 'the actions without an officer'}, and not the whole plan’s."
        raise Misused(code="officers-workbook", what=what, fix="Give the plan’s own workbook.")
    return found


def _paper(path: Path, master: "Reading", *, shown: str) -> "Return":
    """A paper as a return."""
    from reportgen.office.properties import package_properties  # noqa: PLC0415
    from reportgen.returns.returned import Return  # noqa: PLC0415
    from reportgen.returns.token import from_properties  # noqa: PLC0415

    paper, known = paper_reading(path, master), package_properties(path.read_bytes())
    paper = replace(paper, problems=(*paper.problems, *_elsewhere(paper, master)))
    return Return(file=shown, reading=paper, marker=from_properties(known.custom), modified=known.modified)


def _elsewhere(paper: "Reading", master: "Reading") -> "Iterator[Problem]":
    """Edits of a paper outside its actions, which nobody takes for the coordinator."""
    from reportgen.facts.differences import differences  # noqa: PLC0415

    for one in differences(master, paper):
        if one.table != ACTIONS.name:
            was, now = (quoted(words) if words else "blank" for words in (one.old, one.new))
            what = f"{one.table} {one.name}: {was} is {now} in the paper; the plan’s own words stay."
            fix = "If the edit is right, make it in the plan’s workbook too."
            yield Problem(code="paper-edit", where=Where(sheet=one.table), what=what, fix=fix)
