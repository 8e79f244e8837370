"""The settings of the Report sheet: the fields of Settings are its rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from reportgen.model.calendar import APRIL, Calendar, month
from reportgen.model.columns import Column, named
from reportgen.model.prose import Prose

_YEAR = re.compile(r"\b(?:20)?(\d\d)\b")
_COLUMN = "column"
_TO_COMPLETE = "Printed in the covering report. Left blank, it says what is to be completed."


def _row(heading: str, *also: str, hint: str = "", needed: bool = False) -> Mapping[str, object]:
    """A field's metadata: its heading in the sheet, other names, hint and whether it is needed."""
    return {_COLUMN: {"heading": heading, "also": also, "hint": hint, "needed": needed}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of the Report sheet, in its order; a setting that is not there is empty.

    A setting that is Prose may stand on several rows, a paragraph on each.
    """

    organisation: str = field(default="", metadata=_row("Organisation", "Council", "Authority"))
    partnership: str = field(
        default="", metadata=_row("Partnership", "Community Safety Partnership")
    )
    title: str = field(
        default="",
        metadata=_row(
            "Title", "Strategy", "Strategy title", hint="The strategy’s title.", needed=True
        ),
    )
    document: str = field(
        default="",
        metadata=_row("Document", "Document title", hint="What the paper is, such as Action plan."),
    )
    appendix: str = field(
        default="", metadata=_row("Appendix", hint="As the committee calls it, such as Appendix B.")
    )
    strategy_period: str = field(
        default="",
        metadata=_row("Strategy period", "Period", hint="The strategy’s years, such as 2016/19."),
    )
    quarter: str = field(
        default="",
        metadata=_row(
            "Quarter",
            "Reporting quarter",
            hint=(
                "The quarter that is reported on, as Q3 2016/17. The financial year begins in"
                " April."
            ),
            needed=True,
        ),
    )
    first_month: str = field(
        default="",
        metadata=_row(
            "Year begins in",
            "First month",
            "Financial year begins in",
            hint="The month in which your financial year begins. Leave it blank for April.",
        ),
    )
    committee: str = field(default="", metadata=_row("Committee", "Meeting", "Board"))
    meeting_date: str = field(
        default="",
        metadata=_row("Meeting date", "Date of meeting", "Date", hint="Such as 9 February 2017."),
    )
    agenda_item: str = field(default="", metadata=_row("Agenda item", "Item", "Item number"))
    report_author: str = field(default="", metadata=_row("Report author", "Author"))
    contact: str = field(
        default="",
        metadata=_row(
            "Contact",
            "Contact details",
            hint="Whom members and officers ask: a name, a telephone number, an e-mail address.",
        ),
    )
    return_date: str = field(
        default="",
        metadata=_row(
            "Return date",
            "Return by",
            "Officers’ deadline",
            hint=(
                "The day by which officers send their updates, such as 13 January 2017. It is not"
                " printed in the paper."
            ),
        ),
    )
    accent_colour: str = field(
        default="",
        metadata=_row(
            "Accent colour",
            "Accent",
            "Colour",
            hint="The colour of headings: a name such as blue, or six digits such as #00703C.",
        ),
    )
    logo: str = field(
        default="",
        metadata=_row(
            "Logo",
            "Council’s logo",
            hint=(
                "The name of a picture (.png or .jpg) that lies beside this workbook, or among your"
                " templates."
            ),
        ),
    )
    font: str = field(
        default="",
        metadata=_row(
            "Font",
            "Typeface",
            hint="The council’s own, such as Gill Sans MT, where it is installed. Blank: Arial.",
        ),
    )
    columns: str = field(
        default="",
        metadata=_row(
            "Columns",
            "Columns printed",
            hint=(
                "The columns of the action plan in their order, with a semicolon between them; your"
                " own of the sheet Actions may be among them. Left blank: all of ours that are"
                " filled in."
            ),
        ),
    )
    language: str = field(
        default="",
        metadata=_row(
            "Language",
            "Language of the paper",
            hint="As a tag, such as cy for Welsh. Left blank: en-GB.",
        ),
    )
    covering_report: str = field(
        default="",
        metadata=_row(
            "Covering report",
            hint=(
                "short, with the exceptions in a table and changes by number; or full, with every"
                " one in full. Left blank: short."
            ),
        ),
    )
    large_print: str = field(
        default="",
        metadata=_row(
            "Large print",
            hint=(
                "full, with all that the action plan says; or short, with the timescale, status and"
                " progress of each action. Left blank: full."
            ),
        ),
    )
    pdf_engine: str = field(
        default="",
        metadata=_row("PDF engine", hint="weasyprint or typst. Left blank: the first that works."),
    )
    recommendations: Prose = field(
        default=(),
        metadata=_row(
            "Recommendations",
            "Recommendation",
            hint=(
                "What the covering report asks members to agree. Left blank: to note the progress"
                " and the exceptions."
            ),
        ),
    )
    legal: Prose = field(default=(), metadata=_row("Legal implications", hint=_TO_COMPLETE))
    financial: Prose = field(default=(), metadata=_row("Financial implications", hint=_TO_COMPLETE))
    risk: Prose = field(default=(), metadata=_row("Risk implications", hint=_TO_COMPLETE))
    equality: Prose = field(default=(), metadata=_row("Equality implications", hint=_TO_COMPLETE))
    crime: Prose = field(
        default=(), metadata=_row("Crime and disorder implications", hint=_TO_COMPLETE)
    )
    climate: Prose = field(
        default=(), metadata=_row("Climate change implications", hint=_TO_COMPLETE)
    )
    background_papers: Prose = field(
        default=(), metadata=_row("Background papers", hint=_TO_COMPLETE)
    )
    import_headings: Prose = field(
        default=(),
        metadata=_row(
            "Import heading",
            hint=(
                "Kept by “reportgen import”: what a heading of your own document means, as Lead"
                " person = Accountable Officer."
            ),
        ),
    )
    not_printed: str = field(
        default="",
        metadata=_row(
            "Columns not printed",
            "Column not printed",
            hint=(
                "Your own columns of the sheet Actions that are meant to stay off the paper, with"
                " a semicolon between them: no check asks about these."
            ),
        ),
    )
    introduction: Prose = field(
        default=(),
        metadata=_row(
            "Introduction",
            "Intro",
            "Introductory paragraph",
            hint=(
                "A paragraph of the introduction. For another, add a row that begins with"
                " Introduction too."
            ),
        ),
    )

    @property
    def calendar(self) -> Calendar:
        """The council's calendar: its year begins in the month that is set, else in April.

        The strategy's first year is the first that its period names.
        """
        first = _YEAR.search(self.strategy_period)
        return Calendar(
            first_month=month(self.first_month) or APRIL,
            first_year=2000 + int(first[1]) if first else None,
        )


def headings_in(typed: str) -> tuple[str, ...]:
    """The headings in a setting that lists columns, between semicolons, or else commas."""
    between = ";" if ";" in typed else ","
    return tuple(words.strip() for words in typed.split(between) if words.strip())


_OPTIONAL = (
    *("import_headings", "not_printed", "language", "covering_report", "large_print"),
    *("logo", "font", "columns", "pdf_engine"),
)

SETTINGS = tuple(
    Column(key=setting.name, optional=setting.name in _OPTIONAL, **setting.metadata[_COLUMN])
    for setting in fields(Settings)
)
"""The rows of the Report sheet, in its order."""

LISTS = ("columns", "not_printed")
"""The settings that list headings; each may stand on a line of its own."""
IN_PARAGRAPHS = tuple(setting.name for setting in fields(Settings) if setting.default == ())
"""The settings that may stand on several rows, a paragraph on each."""

PRINTED = ("ref", "title", "outcome", "timescale", "officers", "partners", "status", "progress")
"""The columns of an action plan, by the keys of the sheet's columns, in their usual order."""
ALWAYS_PRINTED = ("ref", "title", "status")

LANGUAGE = "en-GB"
"""The language of a paper that does not say."""
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-[A-Za-z\d]{5,8})*")
"""A language tag (BCP 47): language, script, region, variants."""


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, whatever their scripts and regions."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


FONT = re.compile(r"\w[\w .-]{0,60}")
"""The name of a font."""
PICTURE = re.compile(r"[^/\\:*?\"<>|.][^/\\:*?\"<>|]{0,58}\.(?:png|jpe?g)", re.IGNORECASE)
"""The name of a picture, without a folder, and short enough for any disk."""
SHORT, FULL = "short", "full"
"""The two covering reports, and the two action plans in large print."""

UNNAMED = {"title": "Action plan", "document": "Action Plan"}
"""What a paper is called where the Report sheet does not say."""

IMPLICATIONS = ("legal", "financial", "risk", "equality", "crime", "climate")
"""The settings for implications, in the order of the covering report."""

OF_ONE_MEETING = ("meeting_date", "agenda_item", "return_date")
"""The settings that hold for one quarter's meeting only."""

OFTEN_OF_ONE_MEETING = ("recommendations", *IMPLICATIONS, "background_papers", "introduction")
"""The settings that may hold for later quarters too, or be of one quarter's figures."""


def setting_of(words: Mapping[str, str]) -> Column | None:
    """The setting that a row of the sheet Report is of; None where that is none of ours."""
    return named(words.get("setting", ""), SETTINGS)
