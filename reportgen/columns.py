"""The workbook's sheets, columns and settings, stated once. Reading, blank workbooks and page headings all come from here."""

from reportgen.headings import Column, Table

_STATUS = Column(
    key="status", heading="Status", officers=True, width=12, also=("RAG", "RAG status", "RAG rating", "Current status")
)
_PROGRESS = Column(
    key="progress",
    optional=True,
    heading="Progress",
    officers=True,
    width=46,
    also=("Comments", "Comment", "Update", "Progress update", "Commentary", "Progress to date", "Latest update"),
)
_NEXT_STEPS = Column(
    key="next_steps",
    heading="Next steps",
    optional=True,
    officers=True,
    width=36,
    also=("Next step", "Recovery", "Recovery action"),
)
_REVISED = Column(
    key="revised_timescale",
    optional=True,
    heading="Revised timescale",
    officers=True,
    width=16,
    also=("New timescale", "Revised date", "Revised due date", "Revised due"),
)
_OFFICER = Column(
    key="officers",
    heading="Accountable Officer",
    needed=True,
    width=24,
    also=("Accountable Officers", "Officer", "Officers", "Lead officer", "Lead", "Owner", "Responsible officer"),
)
_REF = Column(
    key="ref",
    heading="Ref",
    width=7,
    also=("Reference", "Ref no", "Action ref", "Action no", "Action number", "No", "#", "ID"),
)

ACTIONS = Table(
    name="Actions",
    also=("Action plan", "Plan", "Tracker", "Action tracker"),
    columns=(
        _REF,
        Column(key="objective", heading="Objective", width=10, also=("Objective no", "Objective number", "Theme")),
        Column(key="title", heading="Action", needed=True, width=46, also=("Actions", "Task", "Activity")),
        Column(
            key="outcome",
            heading="Outcome",
            optional=True,
            width=40,
            also=("Outcomes", "Intended outcome", "Expected outcome"),
        ),
        Column(key="timescale", heading="Timescale", width=16, also=("Timescales", "Due", "Due date", "Deadline", "When")),
        _OFFICER,
        Column(
            key="partners",
            heading="Partners",
            optional=True,
            width=26,
            also=("Partner", "Partner agencies", "Supported by"),
        ),
        _STATUS,
        _PROGRESS,
        _NEXT_STEPS,
        _REVISED,
        Column(key="target", heading="Target", optional=True, officers=True, width=12),
        Column(key="actual", heading="Actual", optional=True, officers=True, width=12),
    ),
)
OBJECTIVES = Table(
    name="Objectives",
    also=("Objective",),
    columns=(
        Column(key="number", heading="Number", needed=True, width=10, also=("No", "#", "Ref", "Objective no")),
        Column(key="title", heading="Objective", needed=True, width=80, also=("Title", "Name", "Objective title")),
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
HISTORY = Table(
    name="History",
    also=("Previous quarters",),
    columns=(
        _REF,
        Column(key="quarter", heading="Quarter", needed=True, width=14),
        _STATUS,
        _PROGRESS,
        _NEXT_STEPS,
        _REVISED,
        _OFFICER,
    ),
)
START_HERE = "Start here"
"""The sheet of advice for officers, which is never read."""

TABLES = (ACTIONS, OBJECTIVES, REPORT, STATUS_KEY, ACRONYMS, HISTORY)
"""Every sheet that is read, in the workbook's order."""

SETTINGS = (
    Column(key="organisation", heading="Organisation", also=("Council", "Authority")),
    Column(key="partnership", heading="Partnership", also=("Community Safety Partnership",)),
    Column(key="title", heading="Title", needed=True, also=("Strategy", "Strategy title")),
    Column(key="document", heading="Document", also=("Document title",)),
    Column(key="appendix", heading="Appendix"),
    Column(key="strategy_period", heading="Strategy period", also=("Period",)),
    Column(key="quarter", heading="Quarter", needed=True, also=("Reporting quarter",)),
    Column(key="committee", heading="Committee", also=("Meeting", "Board")),
    Column(key="meeting_date", heading="Meeting date", also=("Date of meeting", "Date")),
    Column(key="agenda_item", heading="Agenda item", also=("Item", "Item number")),
    Column(key="report_author", heading="Report author", also=("Author",)),
    Column(key="contact", heading="Contact", also=("Contact details",)),
    Column(key="accent_colour", heading="Accent colour", also=("Accent", "Colour")),
    Column(key="introduction", heading="Introduction", also=("Intro", "Introductory paragraph")),
)
"""What the Report sheet may set, in its order. `Introduction` may stand on several rows, one paragraph each."""

MOST_ACTIONS = 10_000
"""The most actions one plan may hold."""
