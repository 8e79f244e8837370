"""The workbook's sheets and columns, stated once. Reading, the workbooks we make and page headings come from here."""

from reportgen.headings import Column, Table
from reportgen.update_columns import UPDATE

_OFFICER = Column(
    key="officers",
    heading="Accountable Officer",
    needed=True,
    width=19,
    also=("Accountable Officers", "Officer", "Officers", "Lead officer", "Lead", "Owner", "Responsible officer"),
    hint="Who answers for the action, as a post. For several, give each a line of its own (Alt and Enter).",
)
_REF = Column(
    key="ref",
    heading="Ref",
    width=7,
    also=("Reference", "Ref no", "Action ref", "Action no", "Action number", "No", "#", "ID"),
    hint="The action’s own number, such as 1.1. It stays the same from quarter to quarter.",
)

ACTIONS = Table(
    name="Actions",
    also=("Action plan", "Plan", "Tracker", "Action tracker"),
    columns=(
        _REF,
        Column(
            key="objective",
            heading="Objective",
            width=10,
            also=("Objective no", "Objective number", "Theme"),
            hint="The number of its objective, as in the sheet Objectives.",
        ),
        Column(
            key="title",
            heading="Action",
            needed=True,
            width=38,
            also=("Actions", "Task", "Activity"),
            hint="What is to be done, in the words of the plan.",
        ),
        Column(
            key="outcome",
            heading="Outcome",
            optional=True,
            width=34,
            also=("Outcomes", "Intended outcome", "Expected outcome"),
            hint="What will be different when it is done.",
        ),
        Column(
            key="timescale",
            heading="Timescale",
            width=13,
            also=("Timescales", "Due", "Due date", "Deadline", "When"),
            hint="When it is to be done: a quarter, such as Q4 2016/17, or a date, such as 31 March 2017.",
        ),
        _OFFICER,
        Column(
            key="partners",
            heading="Partners",
            optional=True,
            width=19,
            also=("Partner", "Partner agencies", "Supported by"),
            hint="Who helps. Give each a line of its own (Alt and Enter).",
        ),
        Column(key="last_status", heading="Last quarter: status", optional=True, shown=True, width=13),
        Column(key="last_progress", heading="Last quarter: progress", optional=True, shown=True, width=32),
        *UPDATE,
    ),
)
OBJECTIVES = Table(
    name="Objectives",
    also=("Objective",),
    columns=(
        Column(key="number", heading="Number", needed=True, width=10, also=("No", "#", "Ref", "Objective no")),
        Column(key="title", heading="Objective", needed=True, width=70, also=("Title", "Name", "Objective title")),
        Column(key="points", heading="Points", optional=True, width=60, also=("Point", "Bullet points")),
    ),
)
REPORT = Table(
    name="Report",
    also=("Report details", "Settings", "Paper"),
    columns=(
        Column(key="setting", heading="Setting", needed=True, width=22, also=("Name", "Item")),
        Column(key="value", heading="Value", needed=True, width=100, also=("Text", "Setting value")),
    ),
)
STATUS_KEY = Table(
    name="Status key",
    also=("Key", "Colour key", "RAG key", "Statuses"),
    columns=(
        Column(key="word", heading="Status", needed=True, width=14, also=("RAG", "Word")),
        Column(key="colour", heading="Colour", needed=True, width=14, also=("Color", "Fill")),
        Column(key="counts_as", heading="Counts as", needed=True, width=14, also=("Counts", "Means for the figures")),
        Column(
            key="most_below",
            heading="Shortfall up to",
            optional=True,
            width=14,
            also=("Shortfall", "Most below target"),
            hint="How far a figure may be below its target for this status, such as 20%. Leave the worst status blank.",
        ),
        Column(key="meaning", heading="Meaning", optional=True, width=80, also=("Description", "Definition")),
    ),
)
ACRONYMS = Table(
    name="Acronyms",
    also=("Acronym", "Abbreviations", "Glossary"),
    columns=(
        Column(key="short", heading="Acronym", needed=True, width=14, also=("Abbreviation", "Short form", "Term")),
        Column(key="meaning", heading="Meaning", needed=True, width=60, also=("Stands for", "Definition", "In full")),
    ),
)
CONTACTS = Table(
    name="Contacts",
    also=("Contact list", "Officers", "E-mail addresses"),
    columns=(
        Column(
            key="officer",
            heading="Officer",
            needed=True,
            width=36,
            also=("Accountable Officer", "Name", "Post"),
            hint="As in the column Accountable Officer of Actions.",
        ),
        Column(
            key="address",
            heading="E-mail",
            needed=True,
            width=40,
            also=("Email", "E-mail address", "Email address", "Mail"),
            hint="Where the officer’s workbook is sent.",
        ),
        Column(
            key="deputy",
            heading="Deputy",
            optional=True,
            width=40,
            also=("Deputies", "Copy to", "Cc"),
            hint="Who gets a copy: an e-mail address, or another officer of this list.",
        ),
    ),
)
HISTORY = Table(
    name="History",
    also=("Previous quarters",),
    columns=(
        _REF,
        Column(key="quarter", heading="Quarter", needed=True, width=14),
        *UPDATE,
        _OFFICER,
    ),
)
START_HERE = "Start here"
"""The sheet of advice for officers, which is never read."""

TO_FIX = "To fix"
"""The sheet that lists what is wrong, in a copy that `check --annotate` makes; never read."""

TO_FIX_IN = f"{TO_FIX} in "
"""How the first line of that sheet begins."""

COMMENTS_BY = "reportgen"
"""Who writes the comments in that copy."""

TABLES = (ACTIONS, OBJECTIVES, REPORT, STATUS_KEY, ACRONYMS, CONTACTS, HISTORY)
"""Every sheet that is read, in the workbook's order."""

MOST_ACTIONS = 10_000
"""The most actions one plan may hold."""
