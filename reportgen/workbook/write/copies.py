"""The blank workbook of `reportgen new`, and copies of a whole plan's workbook."""

import datetime as dt
from collections.abc import Iterable, Mapping

from reportgen.model.columns import START_HERE, TO_FIX, TO_FIX_IN
from reportgen.model.errors import HasErrors, Remedy
from reportgen.model.plan import named_alike, officers
from reportgen.model.reading import OtherSheet, Reading
from reportgen.model.schema import ACTIONS, CONTACTS, OBJECTIVES, REPORT, STATUS_KEY
from reportgen.model.settings import SETTINGS, UNNAMED
from reportgen.model.status import DEFAULT_KEY, UNREPORTED, Status
from reportgen.model.text import fold_name
from reportgen.workbook.write.form import Form, Lines, Rows
from reportgen.workbook.write.workbook import WHEN, WHO, workbook

ADVICE: Lines = (
    (
        (
            "This workbook holds the whole plan. Type the plan once; each quarter its officers fill"
            " in the yellow columns of Actions."
        ),
    ),
    (
        (
            "1. Report: the strategy’s title, the quarter (as Q3 2016/17), your organisation, the"
            " introduction, a paragraph a row."
        ),
    ),
    (
        (
            "2. Objectives: one row for each objective. Points, each on a line of its own, are"
            " printed as bullets."
        ),
    ),
    (
        (
            "3. Actions: one row for each action, with its objective’s number. Each officer or"
            " partner has a line (Alt and Enter)."
        ),
    ),
    (
        (
            "4. Officers: choose a status, and say in a sentence or two what was done (Progress)"
            " and what comes next (Next steps)."
        ),
    ),
    (
        (
            "5. Whoever makes the paper then runs “reportgen check”, which lists each fault with"
            " its cell, and “reportgen build”."
        ),
    ),
    (
        (
            f"A blank status is printed as “{UNREPORTED}”. Colour alone is not read: choose the"
            " word, and the cell takes its colour."
        ),
    ),
    (
        (
            "The words of an action are locked against slips. There is no password: to change them"
            " choose Review, Unprotect Sheet."
        ),
    ),
)


def start_here(title: str, *, who: str = "", when: str = "") -> Lines:
    """Return what the whole plan's workbook says on its first sheet."""
    return ((f"{title}: start here",), (), *ADVICE, (), (WHO, who), (WHEN, when))


def key_rows(key: Iterable[Status]) -> list[dict[str, str]]:
    """Return a status key as rows of its sheet."""
    return [
        {
            "word": status.word,
            "colour": status.colour,
            "counts_as": status.counts_as.value,
            "most_below": "" if status.most_below is None else f"{status.most_below * 100:g}%",
            "meaning": status.meaning,
        }
        for status in key
    ]


def blank(*, made_on: dt.date) -> bytes:
    """Return a workbook with every sheet and heading, the default status key and no plan."""
    rows: dict[str, Rows] = {
        REPORT.name: [{"setting": column.heading} for column in SETTINGS if not column.optional],
        OBJECTIVES.name: [{"number": "1"}],
        STATUS_KEY.name: key_rows(DEFAULT_KEY),
    }
    return workbook(
        Form(
            title=UNNAMED["title"],
            made_on=made_on,
            start_here=start_here(UNNAMED["title"]),
            rows=rows,
        )
    )


_LOST = ("formula-not-calculated", "headings-again", "status-colour-only")
"""What a copy by words would lose.

A formula without a result, words under a second heading, or a colour without a word."""

_SHOWN = tuple(column.key for column in ACTIONS if column.shown)


def must_be_copyable(reading: Reading, *codes: str) -> None:
    """Raise HasErrors where a copy would lose something.

    It is raised too where a problem with one of `codes` makes what was asked impossible.
    """
    blocking = [problem for problem in reading.problems if problem.code in (*_LOST, *codes)]
    if blocking:
        first, more = blocking[0], len(blocking) - 1
        raise HasErrors(
            code="not-copyable",
            what=f"{first.where}: {first.what}",
            fix=_with_more(first.fix, more),
        )
    if reading.uncalculated:
        raise HasErrors(
            code="not-copyable",
            what=(
                f"{reading.uncalculated[0]}: this cell holds a formula whose result was never"
                " saved, so a copy would lose it."
            ),
            fix="Open the workbook in Excel, let it calculate, and save; or clear the cell.",
        )


def _with_more(fix: str, more: int) -> str:
    """Return what to do, with the number of further problems of the kind."""
    words = f"{fix} There are {more} more like it."
    return Remedy(words, code="more-like-it", fix=fix, more=str(more)) if more else fix


def must_have_refs(reading: Reading) -> None:
    """Raise HasErrors where an action has no ref: its answer could not be matched to it."""
    nameless = next((action for action in reading.plan.actions if not action.ref), None)
    if nameless:
        place = reading.tables[ACTIONS.name].place("ref", nameless.row)
        raise HasErrors(
            code="no-refs",
            what=f"{place}: this action has no ref, so its answer would not be found again.",
            fix="Add a column headed “Ref”, and give each action one of its own, such as 1.1.",
        )


def rows(reading: Reading) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table by its name, as words by column key.

    A status is written as the key has it.
    """
    rows_by_table = {
        name: [dict(row.words) for row in filled.rows] for name, filled in reading.tables.items()
    }
    updates_by_row = reading.updates()
    rows_by_table[ACTIONS.name] = [
        {key: words for key, words in row.words.items() if key not in _SHOWN}
        | updates_by_row.get(row.number, {})
        for row in reading.tables[ACTIONS.name].rows
    ]
    plan = reading.plan
    rows_by_table.setdefault(STATUS_KEY.name, key_rows(plan.key))
    rows_by_table.setdefault(
        OBJECTIVES.name,
        [{"number": objective.number, "title": objective.title} for objective in plan.objectives],
    )
    rows_by_table.setdefault(
        REPORT.name, [{"setting": column.heading} for column in SETTINGS if not column.optional]
    )
    rows_by_table[CONTACTS.name] = with_contacts(
        rows_by_table.get(CONTACTS.name, []), (officer.name for officer in officers(plan))
    )
    return rows_by_table


def with_contacts(listed: Rows, names: Iterable[str]) -> list[dict[str, str]]:
    """The rows of Contacts, with one for each officer that has none yet."""
    known = {named_alike(row.get("officer", "")) for row in listed}
    missing = (name for name in names if name and named_alike(name) not in known)
    return [*map(dict, listed), *({"officer": name} for name in missing)]


def with_updates(
    reading: Reading, updates: Mapping[int, Mapping[str, str]]
) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every table, with these words in the officers' cells.

    `updates` are by the actions' row numbers. What translates words that are new is left out.
    """
    rows_by_table, stale = rows(reading), reading.stale(updates)
    listed = zip(reading.tables[ACTIONS.name].rows, rows_by_table[ACTIONS.name], strict=True)
    return rows_by_table | {
        ACTIONS.name: [
            {
                **{
                    key: told for key, told in words.items() if key not in stale.get(row.number, ())
                },
                **updates.get(row.number, {}),
            }
            for row, words in listed
        ]
    }


def copy(
    reading: Reading, rows: Mapping[str, Rows], *, made_on: dt.date, new_quarter: bool = False
) -> Form:
    """Return the form of a whole plan's workbook with these rows.

    It keeps the sheets and columns that the workbook has of its own.
    """
    title = reading.plan.settings.title or UNNAMED["title"]
    return Form(
        title=title,
        made_on=made_on,
        start_here=_start_here(reading, title, new_quarter=new_quarter),
        rows=rows,
        own={name: filled.own for name, filled in reading.tables.items()},
        loose=tuple(sheet for sheet in reading.loose if not _is_ours(sheet)),
    )


def _is_ours(sheet: OtherSheet) -> bool:
    """Whether a sheet is Start here or the list that `check --annotate` adds to a copy.

    A sheet with only the name of that list is not it: the title must match too.
    """
    if fold_name(sheet.name) == fold_name(START_HERE):
        return True
    return sheet.name.startswith(TO_FIX) and sheet.rows.get(1, {}).get(1, "").startswith(TO_FIX_IN)


def _start_here(reading: Reading, title: str, *, new_quarter: bool) -> Lines:
    """Return the lines of the first sheet, which are the coordinator's own text.

    The status key under them is left out, as it is written anew. For a new quarter the day of
    return is blank.
    """
    sheet = next(
        (loose for loose in reading.loose if fold_name(loose.name) == fold_name(START_HERE)), None
    )
    if not sheet:
        return start_here(title)
    words = {status.word for status in reading.plan.key}
    lines = [_line(sheet.rows.get(number, {})) for number in range(1, max(sheet.rows) + 1)]
    while lines and (not lines[-1] or lines[-1][0] in words):
        lines.pop()
    return [(WHEN, "") if new_quarter and line[:1] == (WHEN,) else line for line in lines]


def _line(cells: Mapping[int, str]) -> tuple[str, ...]:
    """Return a row's words: none, one text alone, or a label with what belongs to it."""
    first, *others = (cells.get(column, "") for column in range(1, max(cells, default=1) + 1))
    beside = " ".join(filter(None, others))
    return (first, beside) if beside or first in (WHO, WHEN) else (first,) if first else ()
