"""The blank workbook that `reportgen new` makes, and what the whole plan's workbook says on its first sheet."""

import datetime as dt
from collections.abc import Iterable

from reportgen.columns import OBJECTIVES, REPORT, STATUS_KEY
from reportgen.default_key import DEFAULT_KEY
from reportgen.forms.form import Form, Lines, Rows
from reportgen.forms.start_here import WHEN, WHO
from reportgen.forms.workbook import workbook
from reportgen.plan import Status
from reportgen.settings import SETTINGS, UNNAMED

ADVICE: Lines = (
    ("This workbook holds the whole plan. Type the plan once; each quarter its officers fill in the yellow columns of Actions.",),
    ("1. Report: the strategy’s title, the quarter (as Q3 2016/17), your organisation, the introduction, a paragraph a row.",),
    ("2. Objectives: one row for each objective. Points, each on a line of its own, are printed as bullets.",),
    ("3. Actions: one row for each action, with its objective’s number. Each officer or partner has a line (Alt and Enter).",),
    ("4. Officers: choose a status, and say in a sentence or two what was done (Progress) and what comes next (Next steps).",),
    ("5. Whoever makes the paper then runs “reportgen check”, which lists each fault with its cell, and “reportgen build”.",),
    ("A blank status is printed as “No update”. Colour alone is not read: choose the word, and the cell takes its colour.",),
    ("The words of an action are locked against slips. There is no password: to change them choose Review, Unprotect Sheet.",),
)


def start_here(title: str, *, who: str = "", when: str = "") -> Lines:
    """What the whole plan's workbook says on its first sheet."""
    return ((f"{title}: start here",), (), *ADVICE, (), (WHO, who), (WHEN, when))


def key_rows(key: Iterable[Status]) -> list[dict[str, str]]:
    """A status key as rows of its sheet."""
    return [
        {
            "word": one.word,
            "colour": one.colour,
            "counts_as": one.counts_as.value,
            "most_below": "" if one.most_below is None else f"{one.most_below * 100:g}%",
            "meaning": one.meaning,
        }
        for one in key
    ]


def blank(*, made: dt.date) -> bytes:
    """A workbook with every sheet and heading, the default status key, and no plan in it yet."""
    rows: dict[str, Rows] = {
        REPORT.name: [{"setting": column.heading} for column in SETTINGS if not column.optional],
        OBJECTIVES.name: [{"number": "1"}],
        STATUS_KEY.name: key_rows(DEFAULT_KEY),
    }
    return workbook(Form(title=UNNAMED["title"], made=made, start_here=start_here(UNNAMED["title"]), rows=rows))
