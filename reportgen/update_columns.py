"""The six cells in which an officer says each quarter how an action stands: the same in Actions and in History."""

from reportgen.headings import Column

UPDATE = (
    Column(
        key="status",
        heading="Status",
        officers=True,
        width=12,
        also=("RAG", "RAG status", "RAG rating", "Current status"),
        hint="Choose the word that fits best; Start here says what each one means. The cell takes its colour by itself.",
    ),
    Column(
        key="progress",
        optional=True,
        heading="Progress",
        officers=True,
        width=42,
        also=("Comments", "Comment", "Update", "Progress update", "Commentary", "Progress to date", "Latest update"),
        hint="What was done this quarter, in one or two sentences that a councillor will understand. Say why, if it is behind.",
        most=600,
    ),
    Column(
        key="next_steps",
        heading="Next steps",
        optional=True,
        officers=True,
        width=32,
        also=("Next step", "Recovery", "Recovery action"),
        hint="What comes next and by when. If the action is behind: what is being done about it.",
        most=400,
    ),
    Column(
        key="revised_timescale",
        optional=True,
        heading="Revised timescale",
        officers=True,
        width=14,
        also=("New timescale", "Revised date", "Revised due date", "Revised due"),
        hint="Only if the date has moved: a quarter, such as Q2 2017/18, or a date, such as 30 September 2017. Else leave it.",
        most=60,
    ),
    Column(
        key="target",
        heading="Target",
        optional=True,
        officers=True,
        width=12,
        hint="If the action has a figure to reach: the figure, such as 40 or 95%. Else leave it blank.",
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
"""In the order of the sheet."""

UPDATE_KEYS = tuple(column.key for column in UPDATE)
