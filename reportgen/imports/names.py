"""What councils call the columns of an action plan, beside the names that our own workbook goes by."""

import re
from collections.abc import Mapping

from reportgen.columns import ACTIONS
from reportgen.headings import folded, named

_ALSO: Mapping[str, tuple[str, ...]] = {
    "ref": ("Action ref no", "Ref number", "Item", "Item no", "Number", "Unique ref", "Code", "Action code", "Objective ref"),
    "objective": (
        *("Priority", "Priorities", "Strategic priority", "Strategic objective", "Key objective", "Objectives"),
        *("Aim", "Aims", "Goal", "Workstream", "Work stream", "Strand", "Key theme", "Priority area", "Area", "Outcome area"),
    ),
    "title": (
        *("Action required", "Actions required", "Agreed action", "Key action", "Key actions", "Action point", "Description"),
        *("Action description", "Description of action", "Milestone", "Milestones", "Key milestones", "Recommendation"),
        *("Recommendations", "What", "What we will do", "What will we do", "What do we need to do", "Actions to be taken"),
        *("Project", "Initiative", "Key task", "Key tasks", "Tasks", "Activities", "Deliverable", "Commitment", "Intervention"),
    ),
    "outcome": (
        *("Output", "Outputs", "Outcome measure", "Outcomes measures", "Measure", "Measures", "Success measure"),
        *("Success measures", "Measure of success", "Measures of success", "Success criteria", "Performance measure", "Impact"),
        *("Desired outcome", "Outcome sought", "Planned outcome", "How will we know", "What will success look like", "Result"),
        *("Key performance indicator", "KPI", "Benefit", "Benefits", "Outputs/Outcomes", "Outcome/Output"),
    ),
    "timescale": (
        *("Target date", "By when", "Completion date", "Target completion date", "Due by", "Date due", "Timeframe"),
        *("Time frame", "Timeline", "Timing", "Time scale", "End date", "Target completion", "Completion by", "Delivery date"),
        *("Date", "Original due date", "Planned completion", "Planned end date", "Target timescale", "Date for completion"),
    ),
    "officers": (
        *("Responsible person", "Responsible", "Person responsible", "Who", "By whom", "Who is responsible", "Lead person"),
        *("Action owner", "Responsibility", "Lead agency", "Lead name", "Accountable", "Accountable lead", "Responsible lead"),
        *("Named lead", "Named officer", "Assigned to", "Allocated to", "Action lead", "Lead partner", "Lead responsibility"),
    ),
    "partners": ("Partners involved", "Key partners", "Partner organisations", "Supporting partners", "Support", "Agencies"),
    "status": (
        *("BRAG", "BRAG rating", "BRAG status", "RAGB", "Progress status", "Action status", "Delivery status", "RAG score"),
        *("Progress RAG", "Overall RAG", "Traffic light", "State", "RAG or BRAG"),
    ),
    "progress": (
        *("Progress made", "Progress report", "Progress/Comments", "Comments/Progress", "Progress notes", "Latest position"),
        *("Current position", "Position", "Status update", "Latest progress", "Notes", "Narrative", "Progress and comments"),
        *("Progress commentary", "Progress since last meeting", "Update/Comments", "Commentary on progress", "Updates"),
    ),
    "next_steps": (
        "Further action",
        "Further actions",
        "Next action",
        "Next actions",
        "Planned action",
        "Mitigation",
        "Actions next",
    ),
    "revised_timescale": ("Revised target date", "Revised completion date", "New date", "New target date", "Revised deadline"),
    "target": ("Target figure", "Target value", "KPI target"),
    "actual": ("Actual figure", "Actual value", "Actual performance", "Performance"),
}

_WORDS = {folded(name): key for key, names in _ALSO.items() for name in names}
_QUARTER = (
    r"(?:q(?:uarter|tr)?\s*[1-4]|[1-4](?:st|nd|rd|th)?\s*q(?:uarter|tr)"
    r"|first quarter|second quarter|third quarter|fourth quarter)"
)
_OF_A_TIME = re.compile(
    rf"(?P<when>{_QUARTER}(?:\W*(?:20)?\d\d\W?(?:\d\d(?:\d\d)?)?)?)\W*(?P<what>update|progress|commentary|comments?|position"
    r"|status|rag(?: rating| status)?|brag)?\W*|"
    r"(?P<what2>update|progress|commentary|comments?|position|status|rag(?: rating| status)?|brag)"
    rf"\W*(?:as at|at|to|for|on|-|–)?\W*(?P<when2>{_QUARTER}(?:\W*(?:20)?\d\d\W?(?:\d\d(?:\d\d)?)?)?|(?:to )?date"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{0,2}(?:st|nd|rd|th)?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*\d{0,4})",
    re.IGNORECASE,
)
_COLOURED = re.compile(r"(?:status|rag|brag)", re.IGNORECASE)


def meant(heading: str, maps: Mapping[str, str]) -> str:
    """The key of the column that a heading means; empty where that is not known. `maps` are the user's own, by folded name."""
    name = folded(heading)
    if name in maps:
        return maps[name]
    if column := named(heading, ACTIONS.columns):
        return "" if column.shown else column.key
    return _WORDS.get(name, "") or _of_a_time(heading)[0] or _bare(heading)


def _bare(heading: str) -> str:
    """What is meant where something stands in brackets behind the name: “Lead (name and agency)”, “Status (RAG)”."""
    bare = re.sub(r"\([^()]*\)", "", heading).strip(" :*-–?")
    if not bare or bare == heading.strip():
        return ""
    column = named(bare, ACTIONS.columns)
    return column.key if column and not column.shown else _WORDS.get(folded(bare), "")


def when(heading: str) -> str:
    """The time that a heading speaks of, as it is written: “Q2 2016/17” of “Quarter 2 2016/17 update”; empty where none."""
    return _of_a_time(heading)[1]


def _of_a_time(heading: str) -> tuple[str, str]:
    """“Quarter 2 update”, “RAG Q2”, “Progress as at March 2017”: status or progress, and of when."""
    found = _OF_A_TIME.fullmatch(" ".join(heading.split()).strip(" :"))
    if not found:
        return "", ""
    what, time = found["what"] or found["what2"] or "", found["when"] or found["when2"] or ""
    return "status" if _COLOURED.match(what) else "progress", time
