"""The workbook's sheets and columns; Actions and History share the officer's six cells."""

from reportgen.model.columns import Column, Table


def _also(names: str) -> tuple[str, ...]:
    """The other names of a column or sheet, from a text with semicolons between them."""
    return tuple(names.split("; "))


UPDATE = (
    Column(
        key="status",
        heading="Status",
        officers=True,
        width=12,
        also=_also("RAG; RAG status; RAG rating; Current status"),
        hint=(
            "Choose the word that fits best; Start here says what each one means. The cell takes"
            " its colour by itself."
        ),
    ),
    Column(
        key="progress",
        optional=True,
        heading="Progress",
        officers=True,
        width=42,
        also=_also(
            "Comments; Comment; Update; Progress update; Commentary; Progress to date;"
            " Latest update"
        ),
        hint=(
            "What was done this quarter, in one or two sentences that a councillor will understand."
            " Say why, if it is behind."
        ),
        most=600,
    ),
    Column(
        key="next_steps",
        heading="Next steps",
        optional=True,
        officers=True,
        width=32,
        also=_also("Next step; Recovery; Recovery action"),
        hint="What comes next and by when. If the action is behind: what is being done about it.",
        most=400,
    ),
    Column(
        key="revised_timescale",
        optional=True,
        heading="Revised timescale",
        officers=True,
        width=14,
        also=_also("New timescale; Revised date; Revised due date; Revised due"),
        hint=(
            "Only if the date has moved: a quarter, such as Q2 2017/18, or a date, such as 30"
            " September 2017. Else leave it."
        ),
        most=60,
    ),
    Column(
        key="target",
        heading="Target",
        optional=True,
        officers=True,
        width=12,
        hint=(
            "If the action has a figure to reach: the figure, such as 40 or 95%. Else leave it"
            " blank."
        ),
        most=60,
    ),
    Column(
        key="actual",
        heading="Actual",
        optional=True,
        officers=True,
        width=12,
        hint="If there is a target: the figure that was reached. Else leave it blank.",
        most=60,
    ),
)
"""The columns that the officer fills in, in the order of the sheet."""
UPDATE_KEYS = tuple(column.key for column in UPDATE)

_OFFICER = Column(
    key="officers",
    heading="Accountable Officer",
    needed=True,
    width=19,
    also=_also(
        "Accountable Officers; Officer; Officers; Lead officer; Lead; Owner; Responsible officer"
    ),
    hint=(
        "Who answers for the action, as a post. For several, give each a line of its own (Alt and"
        " Enter)."
    ),
)
_REF = Column(
    key="ref",
    heading="Ref",
    width=7,
    also=_also("Reference; Ref no; Action ref; Action no; Action number; No; #; ID"),
    hint="The action’s own number, such as 1.1. It stays the same from quarter to quarter.",
)
ACTIONS = Table(
    name="Actions",
    also=_also("Action plan; Plan; Tracker; Action tracker"),
    columns=(
        _REF,
        Column(
            key="objective",
            heading="Objective",
            width=10,
            also=_also("Objective no; Objective number; Theme"),
            hint="The number of its objective, as in the sheet Objectives.",
        ),
        Column(
            key="title",
            heading="Action",
            needed=True,
            width=38,
            also=_also("Actions; Task; Activity"),
            hint="What is to be done, in the words of the plan.",
        ),
        Column(
            key="outcome",
            heading="Outcome",
            optional=True,
            width=34,
            also=_also("Outcomes; Intended outcome; Expected outcome"),
            hint="What will be different when it is done.",
        ),
        Column(
            key="timescale",
            heading="Timescale",
            width=13,
            also=_also("Timescales; Due; Due date; Deadline; When"),
            hint=(
                "When it is to be done: a quarter, such as Q4 2016/17, or a date, such as 31 March"
                " 2017."
            ),
        ),
        _OFFICER,
        Column(
            key="partners",
            heading="Partners",
            optional=True,
            width=19,
            also=_also("Partner; Partner agencies; Supported by"),
            hint="Who helps. Give each a line of its own (Alt and Enter).",
        ),
        Column(
            key="last_status", heading="Last quarter: status", optional=True, shown=True, width=13
        ),
        Column(
            key="last_progress",
            heading="Last quarter: progress",
            optional=True,
            shown=True,
            width=32,
        ),
        *UPDATE,
    ),
)
OBJECTIVES = Table(
    name="Objectives",
    also=_also("Objective"),
    columns=(
        Column(
            key="number",
            heading="Number",
            needed=True,
            width=10,
            also=_also("No; #; Ref; Objective no"),
        ),
        Column(
            key="title",
            heading="Objective",
            needed=True,
            width=70,
            also=_also("Title; Name; Objective title"),
        ),
        Column(
            key="points", heading="Points", optional=True, width=60, also=("Point", "Bullet points")
        ),
    ),
)
REPORT = Table(
    name="Report",
    also=_also("Report details; Settings; Paper"),
    columns=(
        Column(key="setting", heading="Setting", needed=True, width=22, also=("Name", "Item")),
        Column(
            key="value", heading="Value", needed=True, width=100, also=("Text", "Setting value")
        ),
    ),
)
_ALSO_MEANING = ("Description", "Definition")
_MEANING = Column(key="meaning", heading="Meaning", optional=True, width=80, also=_ALSO_MEANING)
STATUS_KEY = Table(
    name="Status key",
    also=_also("Key; Colour key; RAG key; Statuses"),
    columns=(
        Column(key="word", heading="Status", needed=True, width=14, also=("RAG", "Word")),
        Column(key="colour", heading="Colour", needed=True, width=14, also=("Color", "Fill")),
        Column(
            key="counts_as",
            heading="Counts as",
            needed=True,
            width=14,
            also=_also("Counts; Means for the figures"),
        ),
        Column(
            key="most_below",
            heading="Shortfall up to",
            optional=True,
            width=14,
            also=_also("Shortfall; Most below target"),
            hint=(
                "How far a figure may be below its target for this status, such as 20%. Leave the"
                " worst status blank."
            ),
        ),
        Column(
            key="meaning",
            heading="Meaning",
            optional=True,
            width=80,
            also=("Description", "Definition"),
        ),
    ),
)
ACRONYMS = Table(
    name="Acronyms",
    also=_also("Acronym; Abbreviations; Glossary"),
    columns=(
        Column(
            key="short",
            heading="Acronym",
            needed=True,
            width=14,
            also=_also("Abbreviation; Short form; Term"),
        ),
        Column(
            key="meaning",
            heading="Meaning",
            needed=True,
            width=60,
            also=_also("Stands for; In full; Definition"),
        ),
    ),
)
CONTACTS = Table(
    name="Contacts",
    also=_also("Contact list; Officers; E-mail addresses"),
    columns=(
        Column(
            key="officer",
            heading="Officer",
            needed=True,
            instead="name",
            width=36,
            also=_also("Accountable Officer; Post"),
            hint="As in the column Accountable Officer of Actions.",
        ),
        Column(key="name", heading="Name", optional=True, width=24, hint="For “Dear …”."),
        Column(
            key="address",
            heading="E-mail",
            needed=True,
            width=40,
            also=_also("Email; E-mail address; Email address; Mail"),
            hint="Where the officer’s workbook is sent.",
        ),
        Column(
            key="deputy",
            heading="Deputy",
            optional=True,
            width=40,
            also=_also("Deputies; Copy to; Cc"),
            hint="Who gets a copy: an e-mail address, or another officer of this list.",
        ),
    ),
)
_QUARTER = Column(key="quarter", heading="Quarter", needed=True, width=14)
_OF_THE_PAST = (_REF, _QUARTER, *UPDATE, _OFFICER)
HISTORY = Table(name="History", also=("Previous quarters",), columns=_OF_THE_PAST)
CONFIRMED = Table(
    name="Confirmed",
    columns=(
        Column(key="subject", heading="Action or cell", needed=True, width=18),
        Column(key="question", heading="What is asked", needed=True, width=70),
        Column(key="reason", heading="Why it is right", needed=True, width=60),
    ),
    when_filled=True,
)
TABLES = (ACTIONS, OBJECTIVES, REPORT, STATUS_KEY, ACRONYMS, CONTACTS, HISTORY, CONFIRMED)
"""Every sheet that is read, in the workbook's order."""
