"""The blank workbook that `reportgen new` makes."""

import datetime as dt

from reportgen.columns import OBJECTIVES, REPORT, SETTINGS, STATUS_KEY
from reportgen.default_key import DEFAULT_KEY
from reportgen.forms.workbook import Rows, workbook

_ADVICE = (
    "Action plan: start here",
    "This workbook holds the whole plan. Type the plan once; each quarter its officers fill in the yellow columns of Actions.",
    "1. Report: type the strategy’s title, the quarter (as Q3 2016/17), your organisation, and the introduction by paragraphs.",
    "2. Objectives: one row for each objective. Points, each on a line of its own, are printed as bullets.",
    "3. Actions: one row for each action, with its objective’s number. Each officer or partner has a line (Alt and Enter).",
    "4. Officers: choose a status, and say in a sentence or two what was done (Progress) and what comes next (Next steps).",
    "5. Whoever makes the paper then runs “reportgen check”, which lists each fault with its cell, and “reportgen build”.",
    "A blank status is printed as “No update”. Colour alone is not read: choose the word, and the cell takes its colour.",
)


def key_rows() -> Rows:
    """The default status key as rows of its sheet."""
    return [
        {"word": one.word, "colour": one.colour, "counts_as": one.counts_as.value, "meaning": one.meaning} for one in DEFAULT_KEY
    ]


def blank(*, made: dt.date) -> bytes:
    """A workbook with every sheet and heading, the default status key, and no plan in it yet."""
    settings = [{"setting": column.heading, "value": ""} for column in SETTINGS]
    contents = {
        REPORT.name: settings,
        OBJECTIVES.name: [{"number": "1"}],
        STATUS_KEY.name: key_rows(),
    }
    return workbook(contents, _ADVICE, title="Action plan", made=made)
