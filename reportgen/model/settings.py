"""What the Report sheet may set, stated once."""

from reportgen.model.columns import Column

SETTINGS = (
    Column(key="organisation", heading="Organisation", also=("Council", "Authority")),
    Column(key="partnership", heading="Partnership", also=("Community Safety Partnership",)),
    Column(
        key="title",
        heading="Title",
        needed=True,
        also=("Strategy", "Strategy title"),
        hint="The strategy’s title.",
    ),
    Column(
        key="document",
        heading="Document",
        also=("Document title",),
        hint="What the paper is, such as Action plan.",
    ),
    Column(
        key="appendix", heading="Appendix", hint="As the committee calls it, such as Appendix B."
    ),
    Column(
        key="strategy_period",
        heading="Strategy period",
        also=("Period",),
        hint="The strategy’s years, such as 2016/19.",
    ),
    Column(
        key="quarter",
        heading="Quarter",
        needed=True,
        also=("Reporting quarter",),
        hint="The quarter that is reported on, as Q3 2016/17. The financial year begins in April.",
    ),
    Column(
        key="first_month",
        heading="Year begins in",
        also=("First month", "Financial year begins in"),
        hint="The month in which your financial year begins. Leave it blank for April.",
    ),
    Column(key="committee", heading="Committee", also=("Meeting", "Board")),
    Column(
        key="meeting_date",
        heading="Meeting date",
        also=("Date of meeting", "Date"),
        hint="Such as 9 February 2017.",
    ),
    Column(key="agenda_item", heading="Agenda item", also=("Item", "Item number")),
    Column(key="report_author", heading="Report author", also=("Author",)),
    Column(
        key="contact",
        heading="Contact",
        also=("Contact details",),
        hint="Whom members and officers ask: a name, a telephone number, an e-mail address.",
    ),
    Column(
        key="return_date",
        heading="Return date",
        also=("Return by", "Officers’ deadline"),
        hint=(
            "The day by which officers send their updates, such as 13 January 2017. It is not"
            " printed in the paper."
        ),
    ),
    Column(
        key="accent_colour",
        heading="Accent colour",
        also=("Accent", "Colour"),
        hint="The colour of headings: a name such as blue, or six digits such as #00703C.",
    ),
    Column(
        key="recommendations",
        heading="Recommendations",
        also=("Recommendation",),
        hint=(
            "What the covering report asks members to agree. Left blank: to note the progress and"
            " the exceptions."
        ),
    ),
    *(
        Column(
            key=key,
            heading=heading,
            hint="Printed in the covering report. Left blank, it says what is to be completed.",
        )
        for key, heading in (
            ("legal", "Legal implications"),
            ("financial", "Financial implications"),
            ("risk", "Risk implications"),
            ("equality", "Equality implications"),
            ("crime", "Crime and disorder implications"),
            ("climate", "Climate change implications"),
            ("background_papers", "Background papers"),
        )
    ),
    Column(
        key="import_headings",
        heading="Import heading",
        optional=True,
        hint=(
            "Kept by “reportgen import”: what a heading of your own document means, as Lead person"
            " = Accountable Officer."
        ),
    ),
    Column(
        key="introduction",
        heading="Introduction",
        also=("Intro", "Introductory paragraph"),
        hint=(
            "A paragraph of the introduction. For another, add a row that begins with Introduction"
            " too."
        ),
    ),
)
"""What the Report sheet may set, in its order."""

UNNAMED = {"title": "Action plan", "document": "Action Plan"}
"""What a paper is called where the Report sheet does not say."""

IMPLICATIONS = ("legal", "financial", "risk", "equality", "crime", "climate")
"""The settings that are implications, in the order of the covering report."""

IN_PARAGRAPHS = (
    "introduction",
    "import_headings",
    "recommendations",
    *IMPLICATIONS,
    "background_papers",
)
"""The settings that may stand on several rows, one paragraph each."""

OF_ONE_MEETING = ("meeting_date", "agenda_item", "return_date")
"""The settings that are of one quarter's meeting, and wrong in the next."""
