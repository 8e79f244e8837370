"""Returns that are no form of ours: papers edited in Word, tables that officers made themselves.

Touches the disk.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reportgen.app.import_plan import import_plan, new_workbook
from reportgen.app.sent_forms import NEVER
from reportgen.facts.differences import differences
from reportgen.facts.past import last_updates
from reportgen.importers.audit import Outcome
from reportgen.importers.detect.plan_columns import with_plan_columns
from reportgen.importers.edited_paper import edited
from reportgen.importers.import_result import ImportResult, import_sources
from reportgen.importers.sources.blocks import SourceDocument
from reportgen.importers.sources.open import source
from reportgen.model.problems import Problem, Unplaced, Where
from reportgen.model.reading import Reading, TableData
from reportgen.model.schema import ACTIONS, HISTORY, STATUS_KEY, UPDATE_KEYS
from reportgen.model.text import WHOLE, one_line, quoted
from reportgen.office.properties import properties, source_file
from reportgen.returns.returned import Return
from reportgen.returns.split import OWN_LINES, last_words
from reportgen.returns.token import from_properties
from reportgen.workbook.read.assemble import read_content
from reportgen.workbook.read.stray_words import StrayWords

_LONG = 20  # letters of what was said in an earlier quarter, and is no status
_GREETING = re.compile(
    r"(?:dear|hi|hello) [\w .’'-]{1,40}[,:]?"
    r"|(?:(?:kind|best|warm|many) )?(?:regards|wishes|thanks)[,.!]?",
    re.IGNORECASE,
)
"""What a letter begins and ends with."""


def is_paper(path: Path) -> bool:
    """Whether this is to be read as a Word file, by its name: a missing one is refused as such."""
    return path.suffix.lower() == ".docx"


def word_return(path: Path, master: Reading, *, shown: str) -> Return:
    """A Word file as a return. Raises Unreadable where it cannot be read, or has no actions."""
    document, known = source(path), properties(path.read_bytes())
    if not document.ours:
        return officers_table(document, master, shown=shown, modified=known.modified)
    paper = _of_paper(path, import_sources([document], {}, {}), master)
    paper = replace(paper, problems=(*paper.problems, *_other_edits(paper, master)))
    token = from_properties(known.custom)
    return Return(file=shown, reading=paper, token=token, modified=known.modified)


def officers_table(
    document: SourceDocument, master: Reading, *, shown: str, modified: dt.datetime | None
) -> Return:
    """A table of actions that an officer made in Word or Excel; all other words are strays.

    Only the columns that it has count: of what it does not have it says nothing. Raises Unreadable
    where it has no table with the plan's refs or actions.
    """
    document = with_plan_columns(document, master.plan.actions)
    settings = master.plan.settings
    told = (("Title", settings.title), ("Quarter", settings.quarter))
    given = {name: words for name, words in told if words}
    result = import_sources([document], {}, given, answers=True)
    read = read_content(f"{Path(document.name).stem}.xlsx", new_workbook(result, made_on=NEVER))
    actions = _with_places(read, result)
    actions = _only(actions, _columns_of(result, actions))
    return Return(
        file=shown,
        reading=replace(
            read,
            tables={**read.tables, ACTIONS.name: actions},
            problems=(*_notes(result), *_losses(result)),
        ),
        token=None,
        modified=modified,
        strays=tuple(_beside_the_table(result, actions, master, shown)),
    )


def _columns_of(result: ImportResult, actions: TableData) -> set[str]:
    """The keys of the columns that the document itself has, and that no plan filled up."""
    keys = {column.heading: column.key for column in ACTIONS}
    has = {keys[went] for pairs in result.columns.values() for _, went in pairs if went in keys}
    from_the_plan = {key for (_, key), place in actions.source_places.items() if not place}
    typed = {key for (_, key), place in actions.source_places.items() if place}
    return has - (from_the_plan - typed)


def _only(actions: TableData, keys: set[str]) -> TableData:
    """The actions with these columns alone."""
    return replace(
        actions,
        columns={key: column for key, column in actions.columns.items() if key in keys},
        rows=tuple(
            replace(row, words={key: words for key, words in row.words.items() if key in keys})
            for row in actions.rows
        ),
    )


def _beside_the_table(
    result: ImportResult, actions: TableData, master: Reading, shown: str
) -> Iterator[StrayWords]:
    """The words that are in no column of ours, but for those that are the plan's own."""
    grey = set(_grey(actions, master))
    known = {
        one_line(words)
        for name, table in master.tables.items()
        if name != STATUS_KEY.name
        for row in table.rows
        for key, words in row.words.items()
        if key not in UPDATE_KEYS or (name == HISTORY.name and len(words) > _LONG)
    }
    columns = tuple(f"{ACTIONS.name}, {column.heading}" for column in ACTIONS)
    for cell in result.outcomes:
        taken = cell.kind is Outcome.TAKEN and cell.why.startswith(columns)
        words = one_line(cell.words)
        ours = words in known or words in OWN_LINES or (_row_of(cell.place), words) in grey
        if cell.kind is Outcome.HEADING or taken or ours or _GREETING.fullmatch(words):
            continue
        where = Where(file=shown, passage=cell.place)
        yield StrayWords(where=where, words=cell.words, why="stands at no action of the plan")


def _grey(actions: TableData, master: Reading) -> Iterator[tuple[str, str]]:
    """What the grey columns of a form show of each action, with where its row stands here."""
    past = last_updates(master.plan)
    for row in actions.rows:
        place = actions.source_places.get((row.number, "ref"), "")
        update = past.get(row.words.get("ref", "").strip().casefold())
        for words in last_words(update, master.plan.settings.quarter).values():
            yield _row_of(place), one_line(words)


def _row_of(place: str) -> str:
    """“table 1, row 2” of “table 1, row 2, column 8”, “Sheet!2” of “Sheet!H2”."""
    return re.sub(r"[A-Z]+(?=\d+$)", "", place.partition(", column")[0])


def _with_places(read: Reading, result: ImportResult) -> TableData:
    """The actions with the places in the document from which their cells come.

    An imported workbook has its actions in their order, from the row under the headings on.
    """
    first = read.tables[ACTIONS.name].heading_row + 1
    places = {
        (row, key): place
        for row, cells in enumerate(result.places, start=first)
        for key, place in cells.items()
    }
    return replace(read.tables[ACTIONS.name], source_places=places)


def read_paper(path: Path, master: Reading) -> Reading:
    """The plan as a Word file has it; what the paper does not show is as in the plan's workbook.

    Raises Unreadable where the file cannot be read, or holds no plan.
    """
    return _of_paper(path, import_plan([path]), master)


def _of_paper(path: Path, result: ImportResult, master: Reading) -> Reading:
    """The same of a file that was imported."""
    paper = read_content(f"{path.stem}.xlsx", new_workbook(result, made_on=NEVER))
    actions = _with_places(paper, result)
    printed = {key for cells in result.places for key in cells}
    columns = {key: column for key, column in actions.columns.items() if key in printed}
    tables = {**paper.tables, ACTIONS.name: replace(actions, columns=columns)}
    problems = (*paper.problems, *_strays(result))
    file = source_file(path.name, path.read_bytes(), None)
    return edited(replace(paper, tables=tables, problems=problems, source=file), master)


def _strays(result: ImportResult) -> Iterator[Problem]:
    """Words of a paper that are in none of its parts, and what had to be said while reading it."""
    refs = {
        _row_of(one.place): one.words
        for one in result.outcomes
        if one.kind is Outcome.TAKEN and one.place.endswith(", column 1")
    }
    for cell in result.outcomes:
        if cell.kind is Outcome.LEFT_OUT:
            yield Problem(
                code="paper-words",
                where=Where(passage=cell.place),
                what=f"{quoted(cell.words, WHOLE)} is not taken: {cell.why}.",
                fix="If it is meant, put it into the workbook.",
                unplaced=(Unplaced(words=cell.words, ref=refs.get(_row_of(cell.place), "")),),
            )
    yield from _notes(result)


def _notes(result: ImportResult) -> Iterator[Problem]:
    """What had to be said while a document was read, as a problem each."""
    for note in result.notes:
        if note not in result.losses:
            where, fix = Where(passage="the document"), "Look at the document, if that matters."
            yield Problem(code="paper-note", where=where, what=note, fix=fix)


def _losses(result: ImportResult) -> Iterator[Problem]:
    """An error for each thing of an officer's table that was not taken and is no words."""
    for note in result.losses:
        fix = "If it is an answer, type it in the merged workbook."
        yield Problem(code="return-unread", where=Where(passage="the document"), what=note, fix=fix)


def _other_edits(paper: Reading, master: Reading) -> Iterator[Problem]:
    """Edits of a paper outside its actions, which nobody takes for the coordinator."""
    for edit in differences(master, paper):
        if edit.table != ACTIONS.name:
            was, now = (
                quoted(words, WHOLE) if words else "blank" for words in (edit.old, edit.new)
            )
            yield Problem(
                code="paper-edit",
                where=Where(sheet=edit.table),
                what=(
                    f"{edit.table} {edit.name}: {was} is {now} in the paper; the plan’s own words"
                    " stay."
                ),
                fix="If the edit is right, make it in the plan’s workbook too.",
            )
