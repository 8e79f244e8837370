"""Notes on what a workbook gives away unintended, so that somebody decides on each."""

import re
from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.columns import named
from reportgen.model.problems import Problem, Where
from reportgen.model.prose import plain
from reportgen.model.schema import ACRONYMS, ACTIONS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import SETTINGS
from reportgen.model.text import quoted
from reportgen.office.package import Package
from reportgen.office.properties import Properties
from reportgen.office.workbook_parts import Comment, comments
from reportgen.workbook.read.outside_cells import (
    OutsideWords,
    files_inside,
    on_every_page,
    text_boxes,
)
from reportgen.workbook.read.prose import clean
from reportgen.workbook.read.sheet import Cell, Sheet
from reportgen.workbook.read.tables import FoundTable, Record

_PRINTED = (ACTIONS.name, OBJECTIVES.name, REPORT.name, STATUS_KEY.name, ACRONYMS.name)
_MEANT = "contact"  # the setting whose purpose it is to be printed
_E_MAIL = (  # the lengths of RFC 5321, 4.5.3.1, and RFC 1035, 2.3.4
    r"[\w.+'’-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
)
_PHONE = r"(?<![\w/.,£-])\(?(?:\+44|0044|0)(?:[\s()-]{0,2}\d){9,10}(?![\w/-])"
"""Numbers as Ofcom's National Telephone Numbering Plan has them: ten or nine digits behind 0 or
+44, however they are spaced."""


def disclosure(
    package: Package,
    known: Properties,
    sheets: Sequence[Sheet],
    grids: Mapping[str, FoundTable],
    rows: Mapping[str, list[Record]],
) -> Iterator[Problem]:
    """A problem for each hidden sheet, comment, covered, struck or unseen words, and address."""
    read = {grid.sheet.name for grid in grids.values()}
    yield from (_hidden(sheet) for sheet in sheets if sheet.hidden and sheet.name not in read)
    for sheet in sheets:
        yield from map(_covered, sheet.covered)
    if ACTIONS.name in grids:
        yield from _programs(known, grids[ACTIONS.name].sheet.name)
    if known.comments:
        yield from map(_comment, comments(package))
    beside = (*text_boxes(package), *on_every_page(sheets), *files_inside(package))
    yield from map(_beside, beside)
    for name in _PRINTED:
        for record in rows.get(name, []):
            for cell in _printed(record, name):
                yield from _looks(cell)
                yield from _contacts(cell)


def _programs(known: Properties, sheet: str) -> Iterator[Problem]:
    """Yield a note for macros and for links to other files; neither is run or followed here."""
    if known.macros:
        what = "This workbook has macros. They were not run, and nothing depends on them."
        fix = "Save it as an Excel Workbook (.xlsx), without macros, before it is sent to anybody."
        yield Problem(code="macros", where=Where(sheet=sheet), what=what, fix=fix)
    if known.linked:
        what = (
            "This workbook has links to other files or programs. They were not followed; what its"
            " cells showed last was read."
        )
        fix = (
            "In Excel choose Data, Edit Links, Break Link, so that nobody’s computer goes looking"
            " for them."
        )
        yield Problem(code="linked", where=Where(sheet=sheet), what=what, fix=fix)


def _printed(record: Record, table: str) -> Iterator[Cell]:
    """The cells of a row whose words reach the page."""
    if table == REPORT.name:
        setting = named(record.text("setting"), SETTINGS)
        if setting is None or setting.key == _MEANT:
            return
    yield from record.cells.values()


def _hidden(sheet: Sheet) -> Problem:
    return Problem(
        code="hidden-sheet",
        where=Where(sheet=sheet.name),
        what=f"The sheet {sheet.name} is hidden, and goes wherever the workbook goes.",
        fix="Show it, or delete it before the workbook is sent or published.",
    )


def _covered(cell: Cell) -> Problem:
    return Problem(
        code="words-covered",
        where=cell.where,
        what=(
            f"This cell lies under a merged cell, and holds {quoted(cell.text)}, which the sheet"
            " does not show; it was not read."
        ),
        fix="Unmerge the cells, and keep what is meant.",
    )


def _comment(comment: Comment) -> Problem:
    quote = f", {quoted(comment.words)}, which" if comment.words.strip() else " that"
    return Problem(
        code="comment",
        where=comment.where,
        what=f"This cell has a comment{quote} is not printed and goes wherever the workbook goes.",
        fix=(
            "Type into the cell what members should read, and delete the comment before the"
            " workbook is sent or published."
        ),
    )


def _beside(found: OutsideWords) -> Problem:
    return Problem(
        code="outside-cells",
        where=found.where,
        what=(
            f"{quoted(found.words)} ({found.kind}) stands in no cell, so it is not printed, and"
            " goes wherever the workbook goes."
        ),
        fix="Type into a cell what members should read.",
    )


def _looks(cell: Cell) -> Iterator[Problem]:
    if cell.text.strip() and (cell.struck or cell.partly_struck):
        whole = "These words are" if cell.struck else "Some of these words are"
        yield Problem(
            code="struck-out" if cell.struck else "struck-out-partly",
            where=cell.where,
            what=f"{whole} struck out in the workbook; they are printed like any others.",
            fix="Delete what is no longer meant.",
        )
    if cell.text.strip() and cell.unseen:
        yield Problem(
            code="words-unseen",
            where=cell.where,
            what=(
                "Nobody sees these words in the workbook, for their colour or the format of the"
                " cell; they are printed all the same."
            ),
            fix="Give them a colour and a format that show them, or delete them.",
        )


def _contacts(cell: Cell) -> Iterator[Problem]:
    if "@" not in cell.text and "0" not in cell.text and "+44" not in cell.text:
        return
    words = plain(clean(cell.text).words)
    for code, kind, pattern in (
        ("e-mail-printed", "an e-mail address", _E_MAIL),
        ("phone-printed", "a telephone number", _PHONE),
    ):
        if match := re.search(pattern, words):
            yield Problem(
                code=code,
                where=cell.where,
                what=(
                    f"“{match[0].strip()}” looks like {kind}, and is printed for everyone to read."
                ),
                fix="Take it out, unless it is meant for the public.",
            )
