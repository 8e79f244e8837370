"""Word files as returns: papers of ours that were edited, and tables that officers made themselves.

Touches the disk.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportgen.app.import_plan import import_plan, new_workbook
from reportgen.app.sent_forms import NEVER
from reportgen.facts.differences import differences
from reportgen.importers.audit import Outcome
from reportgen.importers.edited_paper import edited
from reportgen.importers.import_result import ImportResult, import_sources
from reportgen.importers.sources.blocks import SourceDocument
from reportgen.importers.sources.open import source
from reportgen.model.problems import Problem, Where
from reportgen.model.reading import Reading, TableData
from reportgen.model.schema import ACTIONS
from reportgen.model.text import one_line, quoted
from reportgen.office.properties import properties, source_file
from reportgen.returns.returned import Return
from reportgen.returns.token import from_properties
from reportgen.workbook.read.assemble import read_content
from reportgen.workbook.read.stray_words import StrayWords


def is_paper(path: Path) -> bool:
    """Whether this is to be read as a Word file, by its name: a missing one is refused as such."""
    return path.suffix.lower() == ".docx"


def word_return(path: Path, master: Reading, *, shown: str) -> Return:
    """A Word file as a return. Raises Unreadable where it cannot be read, or has no actions."""
    document, known = source(path), properties(path.read_bytes())
    if not document.ours:
        return _officers_table(document, master, shown=shown, modified=known.modified)
    paper = _of_paper(path, import_sources([document], {}, {}), master)
    paper = replace(paper, problems=(*paper.problems, *_other_edits(paper, master)))
    token = from_properties(known.custom)
    return Return(file=shown, reading=paper, token=token, modified=known.modified)


def _officers_table(
    document: SourceDocument, master: Reading, *, shown: str, modified: dt.datetime | None
) -> Return:
    """A table of actions that an officer typed in Word; all other words of the file are strays.

    Only the columns that it has count: of what it does not have it says nothing.
    """
    settings = master.plan.settings
    told = (("Title", settings.title), ("Quarter", settings.quarter))
    given = {name: words for name, words in told if words}
    result = import_sources([document], {}, given)
    read = read_content(f"{Path(document.name).stem}.xlsx", new_workbook(result, made_on=NEVER))
    keys = {column.heading: column.key for column in ACTIONS}
    has = {keys[went] for pairs in result.columns.values() for _, went in pairs if went in keys}
    actions = _with_places(read, result)
    actions = replace(
        actions,
        columns={key: column for key, column in actions.columns.items() if key in has},
        rows=tuple(
            replace(row, words={key: words for key, words in row.words.items() if key in has})
            for row in actions.rows
        ),
    )
    return Return(
        file=shown,
        reading=replace(read, tables={**read.tables, ACTIONS.name: actions}, problems=()),
        token=None,
        modified=modified,
        strays=tuple(_beside_the_table(result, master, shown)),
    )


def _beside_the_table(result: ImportResult, master: Reading, shown: str) -> Iterator[StrayWords]:
    """The words that are in no column of ours, but for those that the plan has too."""
    known = {
        one_line(words)
        for table in master.tables.values()
        for row in table.rows
        for words in row.words.values()
    }
    columns = {f"{ACTIONS.name}, {column.heading}" for column in ACTIONS}
    for cell in result.outcomes:
        taken = cell.kind is Outcome.TAKEN and cell.why in columns
        if cell.kind is Outcome.HEADING or taken or one_line(cell.words) in known:
            continue
        where = Where(file=shown, passage=cell.place)
        yield StrayWords(where=where, words=cell.words, why="stands in the Word file")


def _with_places(read: Reading, result: ImportResult) -> TableData:
    """The actions with the places in the Word file from which their cells come."""
    rows = {action.ref: action.row for action in read.plan.actions}
    places = {(rows[ref], key): place for (ref, key), place in result.places.items() if ref in rows}
    return replace(read.tables[ACTIONS.name], source_places=places)


def read_paper(path: Path, master: Reading) -> Reading:
    """The plan as a Word file has it; what the paper does not show is as in the plan's workbook.

    Raises Unreadable where the file cannot be read, or holds no plan.
    """
    return _of_paper(path, import_plan([path]), master)


def _of_paper(path: Path, result: ImportResult, master: Reading) -> Reading:
    """The same of a file that was imported."""
    paper = read_content(f"{path.stem}.xlsx", new_workbook(result, made_on=NEVER))
    tables = {**paper.tables, ACTIONS.name: _with_places(paper, result)}
    problems = (*paper.problems, *_strays(result))
    file = source_file(path.name, path.read_bytes(), None)
    return edited(replace(paper, tables=tables, problems=problems, source=file), master)


def _strays(result: ImportResult) -> Iterator[Problem]:
    """Words of a paper that are in none of its parts, and what had to be said while reading it."""
    for cell in result.outcomes:
        if cell.kind is Outcome.LEFT_OUT:
            yield Problem(
                code="paper-words",
                where=Where(passage=cell.place),
                what=f"{quoted(cell.words)} is not taken: {cell.why}.",
                fix="If it is meant, put it into the workbook.",
            )
    for note in result.notes:
        where, fix = Where(passage="the document"), "Look at the document, if that matters."
        yield Problem(code="paper-note", where=where, what=note, fix=fix)


def _other_edits(paper: Reading, master: Reading) -> Iterator[Problem]:
    """Edits of a paper outside its actions, which nobody takes for the coordinator."""
    for edit in differences(master, paper):
        if edit.table != ACTIONS.name:
            was, now = (quoted(words) if words else "blank" for words in (edit.old, edit.new))
            yield Problem(
                code="paper-edit",
                where=Where(sheet=edit.table),
                what=(
                    f"{edit.table} {edit.name}: {was} is {now} in the paper; the plan’s own words"
                    " stay."
                ),
                fix="If the edit is right, make it in the plan’s workbook too.",
            )
