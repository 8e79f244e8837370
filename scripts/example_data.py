"""Makes the example workbooks in data/ from the plain text in data/plain/.

Run by `make example-data`.

`made(name)` gives the bytes of one of them, which a test compares with what is committed.
"""

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from messy import messy

from reportgen.model.columns import Table
from reportgen.model.schema import (
    ACRONYMS,
    ACTIONS,
    CONTACTS,
    HISTORY,
    OBJECTIVES,
    REPORT,
    STATUS_KEY,
)
from reportgen.model.settings import SETTINGS
from reportgen.workbook.write.form import Form, Rows
from reportgen.workbook.write.workbook import workbook

DATA = Path(__file__).parent.parent / "data"
_MADE = dt.date(2026, 11, 23)

_PUBLISHED = (
    "Welwyn Hatfield Anti Social Behaviour action plan 2016/19",
    (
        "This is the published plan (Appendix B, DRAFT) in the layout of this program. No status"
        " has been filled in, as published."
    ),
    "The refs are ours, and so is the quarter: the published paper gives neither.",
)
_FILLED = (
    "Welwyn Hatfield Anti Social Behaviour action plan 2016/19: an example",
    (
        "The plan is the published one. Every status, figure and sentence of progress in this"
        " workbook is invented, as are the officer of action 6.3, the meeting and the contact: none"
        " of it says anything about what the council or its partners did."
    ),
    (
        "Officers fill in the yellow columns of the sheet Actions: choose a status, and say in a"
        " sentence or two what was done and what comes next."
    ),
)

Source = dict[str, Any]


def _source(name: str) -> Source:
    return tomllib.loads((DATA / "plain" / f"{name}.toml").read_text("utf-8"))


def _cell(value: str | Sequence[str]) -> str:
    return value.strip("\n") if isinstance(value, str) else "\n".join(value)


def _row(table: Table, values: Mapping[str, str | Sequence[str]]) -> dict[str, str]:
    """Values by heading as values by column key; an unknown heading stops the script."""
    keys = {column.heading: column.key for column in table}
    return {keys[heading]: _cell(value) for heading, value in values.items()}


def _settings(plan: Source, quarter: Source) -> list[dict[str, str]]:
    values = plan["report"] | quarter.get("report", {})
    rows = [
        {"setting": column.heading, "value": values[column.heading]}
        for column in SETTINGS
        if column.heading in values
    ]
    paragraphs = [
        *plan["report"]["introduction"],
        *quarter.get("report", {}).get("introduction", []),
    ]
    return rows + [{"setting": "Introduction", "value": paragraph} for paragraph in paragraphs]


def _actions(plan: Source, quarter: Source) -> list[dict[str, str]]:
    changes, updates = quarter.get("changes", {}), quarter.get("updates", {})
    return [
        _row(ACTIONS, action | changes.get(action["Ref"], {}) | updates.get(action["Ref"], {}))
        for action in plan["actions"]
    ]


def _history(plan: Source, quarter: Source) -> list[dict[str, str]]:
    """What `quarter` said of each action, as rows of the History sheet, in the plan's order."""
    kept = {column.key for column in HISTORY}
    past = quarter["report"]["Quarter"]
    return [
        {key: value for key, value in row.items() if key in kept} | {"quarter": past}
        for row in _actions(plan, quarter)
    ]


def _workbook(quarter: Source, past: Source | None, about: Sequence[str]) -> bytes:
    plan = _source("asb-action-plan")
    contents: dict[str, Rows] = {
        ACTIONS.name: _actions(plan, quarter),
        OBJECTIVES.name: [_row(OBJECTIVES, row) for row in plan["objectives"]],
        REPORT.name: _settings(plan, quarter),
        STATUS_KEY.name: [_row(STATUS_KEY, row) for row in plan["status_key"]],
        ACRONYMS.name: [_row(ACRONYMS, row) for row in plan["acronyms"]],
        CONTACTS.name: [_row(CONTACTS, row) for row in quarter.get("contacts", [])],
        HISTORY.name: _history(plan, past) if past else [],
    }
    heading, *others = about
    advice = ((heading,), (), *((line,) for line in others))
    return workbook(
        Form(title=plan["report"]["Title"], made_on=_MADE, start_here=advice, rows=contents)
    )


def made(name: str) -> bytes:
    """The bytes of one example workbook, by its file name."""
    q2, q3 = _source("asb-2016-17-q2"), _source("asb-2016-17-q3")
    makers: dict[str, Callable[[], bytes]] = {
        "asb-action-plan.xlsx": lambda: _workbook({}, None, _PUBLISHED),
        "asb-2016-17-q2.xlsx": lambda: _workbook(q2, None, _FILLED),
        "asb-2016-17-q3.xlsx": lambda: _workbook(q3, q2, _FILLED),
        "messy.xlsx": lambda: messy(_workbook(q3, q2, _FILLED), made_on=_MADE),
    }
    return makers[name]()


NAMES = ("asb-action-plan.xlsx", "asb-2016-17-q2.xlsx", "asb-2016-17-q3.xlsx", "messy.xlsx")

if __name__ == "__main__":
    for name in NAMES:
        (DATA / name).write_bytes(made(name))
        print(DATA / name)
