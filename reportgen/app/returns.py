"""Read returns: officers' workbooks, and papers of ours edited in Word. Touches the disk."""

import datetime as dt
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportgen.app.mailed_returns import mailed_returns
from reportgen.app.return_files import files_in, unpacked
from reportgen.app.returns_without_form import is_paper, officers_table, word_return
from reportgen.app.sent_forms import SentForms, sent_forms, strays_of
from reportgen.app.turns import OwnFault, turn
from reportgen.importers.sources.blocks import Line, SourceTable
from reportgen.importers.sources.open import converted, source
from reportgen.model.errors import Misused, Refusal, Remedy, Unreadable
from reportgen.model.problems import Problem, Unplaced, Where
from reportgen.model.reading import Reading
from reportgen.model.schema import ACTIONS
from reportgen.model.text import WHOLE, quoted
from reportgen.office.limits import within_bounds
from reportgen.office.mail import MAILS
from reportgen.office.properties import custom, properties
from reportgen.returns.disputes import MARK, Choices, chosen
from reportgen.returns.returned import Return
from reportgen.returns.token import EVERYBODY, NOBODY, from_properties, memory_from, quarter_of
from reportgen.workbook.read.assemble import read_officers, read_opened
from reportgen.workbook.read.opening import open_workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsRead:
    """The plan's workbook, the returns that could be read, and a problem for each other."""

    master: Return
    returns: dict[Path, Return]
    """By their paths, in the order in which they were given."""
    problems: tuple[Problem, ...]
    writers: frozenset[str]
    """The officers who wrote a message and sent no workbook."""
    choices: Choices
    """What was chosen in workbooks of disputes among the returns."""
    faults: tuple[BaseException, ...] = ()
    """Faults of the program's own, each of which ended the turn of one return."""


def read_returns(
    workbook: Path, given: Sequence[Path], *, may_be_none: bool = False
) -> ReturnsRead:
    """Read the plan's workbook and all returns: files, or folders of them.

    Raises Unreadable where the workbook or what was given is not there, or no return is in it.
    """
    master = whole_plan(workbook)
    _must_be_there(given)
    returns: dict[Path, Return] = {}
    faults, choices = list[BaseException](), Choices()
    sent = sent_forms(master.reading)
    with tempfile.TemporaryDirectory() as folder:
        files, problems = files_in(given, workbook)
        listed = list(unpacked(files, Path(folder)))
        mailed = mailed_returns(listed, Path(folder), master.reading.plan)
        problems += mailed.problems
        for path, shown in (*listed, *mailed.workbooks):
            if path.suffix.lower() in MAILS and path not in mailed.faults:
                continue
            result = mailed.faults.get(path) or _in_turn(path, shown, master.reading, sent)
            if isinstance(result, Return):
                returns[path] = result
            elif isinstance(result, Choices):
                choices = choices.with_more(result)
            elif isinstance(result, Problem):
                problems.append(result)
            else:
                faults.append(result.error)
                problems.append(_at_fault(shown, result.error))
    if not (returns or problems or choices.words or may_be_none):
        raise _no_returns(given)
    return ReturnsRead(
        master=master,
        returns=returns,
        problems=(*problems, *choices.problems),
        writers=mailed.writers,
        choices=choices,
        faults=tuple(faults),
    )


def _must_be_there(given: Sequence[Path]) -> None:
    """Raise Unreadable where one is not: a slip of the pen, and no officer to be chased for it."""
    for path in given:
        if not os.path.exists(path):  # noqa: PTH110 - a name too long is no fault for it
            read_return(path, shown=str(path))


def _in_turn(
    path: Path, shown: str, master: Reading, sent: SentForms
) -> Return | Choices | Problem | OwnFault:
    """What a file is: a return, choices between disputes, or why it could not be read."""
    try:
        return turn(partial(read_return, path, shown=shown, master=master, sent=sent))
    except Refusal as refusal:
        if _has_disputes(path):
            return _choices(path, shown, master)
        return _unreadable(path, shown, refusal)


def _at_fault(shown: str, fault: BaseException) -> Problem:
    """The problem of a return whose turn was ended by a fault of the program's own."""
    return Problem(
        code="return-unreadable",
        where=Where(file=shown),
        what=f"The program has a fault of its own with this file ({type(fault).__name__}).",
        fix="Nothing was taken from it: type its answers in the merged workbook.",
    )


def _no_returns(given: Sequence[Path]) -> Unreadable:
    return Unreadable(
        code="no-returns",
        what=f"There is no return in {' or '.join(map(str, given))}.",
        fix="Save what officers sent there first.",
    )


def _has_disputes(path: Path) -> bool:
    """Whether a file is a workbook of disputes."""
    return path.suffix.lower() == _WORKBOOK and MARK in custom(path.read_bytes())


def _choices(path: Path, shown: str, master: Reading) -> Choices:
    """What was chosen in a workbook of disputes; a problem where it is of another quarter."""
    quarter, ours = custom(path.read_bytes())[MARK], quarter_of(master)
    if quarter == ours:
        return chosen(open_workbook(path).sheets, shown)
    wrong = Problem(
        code="return-other-quarter",
        where=Where(file=shown),
        what=f"This has the disputes of {quarter}, and the plan is of {ours}.",
        fix="Make the sheet of disputes anew.",
    )
    return Choices(problems=(wrong,))


_WORKBOOK = ".xlsx"
_TABLES_OF_TEXT, _OTHER_WORKBOOKS = (".csv", ".tsv"), (".ods", ".xls")
_OF_SPREADSHEETS = ("save-as-or-import",)
_OF_OTHER_FILES = ("give-or-import", "map-one", "map-two", "head-or-new")
"""Remedies that help somebody with a plan, and not with a return."""


def _unreadable(path: Path, shown: str, refusal: Refusal) -> Problem:
    """The problem of a file that is no return that can be read; a short text is quoted whole."""
    what, fix = refusal.what, refusal.fix
    remedy = fix.code if isinstance(fix, Remedy) else ""
    if remedy in _OF_SPREADSHEETS:
        fix = "Open it in Excel or LibreOffice, save it as an Excel Workbook (.xlsx), merge that."
    elif remedy in _OF_OTHER_FILES or refusal.code == "not-a-workbook":
        fix = "If an answer is in it, type it in the merged workbook, or ask for the workbook."
    words = _short_text(path) if path.suffix.lower() in _TEXTS else ""
    if words:
        what += f" In it stands {quoted(words, WHOLE)}."
        fix = "If an answer is in it, type it in the merged workbook, or ask for the workbook."
    left = (Unplaced(words=words),) if words else ()
    where = Where(file=shown)
    return Problem(code="return-unreadable", where=where, what=what, fix=fix, unplaced=left)


_TEXTS = (".docx", ".txt")


def _short_text(path: Path) -> str:
    """The words of a letter that is no paper of the plan; empty where it is long or unreadable."""
    if path.suffix.lower() == ".txt":
        content = path.read_bytes()[: 4 * WHOLE]
        return content.decode("utf-8", "replace") if len(content) <= WHOLE else ""
    try:
        document = source(path)
    except Refusal:
        return ""
    blocks = document.blocks
    lines = [block.words for block in blocks if isinstance(block, Line)]
    cells = [
        cell.flat for block in blocks if isinstance(block, SourceTable) for cell in block.cells()
    ]
    outside = [f"{line.words} ({why.removeprefix('it ')})" for line, why in document.outside]
    return " / ".join((*lines, *cells, *outside))[:WHOLE]


@within_bounds
def read_return(
    path: Path, *, shown: str, master: Reading | None = None, sent: SentForms | None = None
) -> Return:
    """A workbook as a return, under the name that is to be shown.

    Beside the plan that it is for, a paper edited in Word too; `sent` is what forms of that plan
    have from us, if it was worked out already. Raises Unreadable where it cannot be read.
    """
    if master and is_paper(path):
        return word_return(path, master, shown=shown)
    if master and path.suffix.lower() in _TABLES_OF_TEXT:
        return officers_table(source(path), master, shown=shown, modified=None)
    if master and path.suffix.lower() in _OTHER_WORKBOOKS and (other := converted(path)):
        with other as workbook_path:
            return read_return(workbook_path, shown=shown, master=master, sent=sent)
    book = open_workbook(path)
    if book.repairs:
        return Return(file=shown, reading=read_opened(path, book), token=None)
    known = properties(book.file)
    token = from_properties(known.custom)
    sent = sent or (sent_forms(master) if master else None)
    try:
        reading = read_officers(path, book) if token else read_opened(path, book)
    except Unreadable as refusal:
        if token and refusal.code == "no-plan":
            raise _columns_gone(path) from refusal
        if master and refusal.code == "no-plan":
            return _own_table(path, master, shown, known.modified, refusal)
        raise
    return Return(
        file=shown,
        reading=reading,
        token=token,
        modified=known.modified,
        memory=memory_from(known.custom),
        strays=strays_of(book, reading, shown, sent, token, known) if sent else (),
    )


def _own_table(
    path: Path, master: Reading, shown: str, modified: dt.datetime | None, refusal: Unreadable
) -> Return:
    """A workbook in which an officer made a table of answers; else raises the refusal."""
    try:
        return officers_table(source(path), master, shown=shown, modified=modified)
    except Unreadable:
        raise refusal from None


def _columns_gone(path: Path) -> Unreadable:
    """The refusal of an officer's workbook without the columns by which its rows are known."""
    needed = [column.heading for column in ACTIONS if column.needed]
    return Unreadable(
        code="columns-gone",
        what=(
            f"{path.name} was made for an officer, and a column by which its rows are known"
            f" ({' or '.join(needed)}) is gone or has another heading, so its answers cannot be"
            " told apart."
        ),
        fix="Put the headings back as they were sent, or ask for the answers again.",
    )


@within_bounds
def form_of(path: Path) -> str | None:
    """The officer for whom a workbook was made, empty for nobody's; None where it is no form."""
    token = from_properties(properties(open_workbook(path).file).custom)
    if token is None:
        return None
    return "" if token.officer in (NOBODY, EVERYBODY) else token.officer


def whole_plan(path: Path) -> Return:
    """The whole plan's workbook. Raises Misused where it is one that was made for an officer."""
    plan = read_return(path, shown=path.name)
    if plan.token:
        whose = plan.officer or "the actions without an officer"
        raise Misused(
            code="officers-workbook",
            what=f"{path.name} is the workbook of {whose}, and not the whole plan’s.",
            fix="Give the plan’s own workbook.",
        )
    return plan
