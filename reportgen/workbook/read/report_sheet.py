"""The Report sheet: what the paper says of itself, one setting a row."""

from collections.abc import Iterator

from reportgen.model import colours
from reportgen.model.calendar import Quarter, month
from reportgen.model.columns import Column, did_you_mean, named
from reportgen.model.edition import Engine
from reportgen.model.errors import Remedy
from reportgen.model.problems import Problem, Where
from reportgen.model.prose import plain
from reportgen.model.schema import REPORT
from reportgen.model.settings import (
    FONT,
    FULL,
    IN_PARAGRAPHS,
    LISTS,
    PICTURE,
    SETTINGS,
    SHORT,
    TAG,
    Settings,
)
from reportgen.model.text import fold
from reportgen.workbook.read.tables import Record


def settings(rows: list[Record], sheet: str = REPORT.name) -> tuple[Settings, list[Problem]]:
    """Return the settings in these rows, and their problems.

    A text may stand on several rows, a paragraph each; any other that stands twice is reported.
    """
    values: dict[str, str] = {}
    places: dict[str, Where] = {}
    texts: dict[str, tuple[object, ...]] = {}
    problems = []
    for row in rows:
        column = named(row.text("setting"), SETTINGS)
        if not column:
            problems.append(_unknown(row))
        elif column.key in IN_PARAGRAPHS:
            texts[column.key] = (*texts.get(column.key, ()), *row.prose("value"))
        elif values.get(column.key) and row.text("value"):
            problems.append(_twice(row, places[column.key], column))
        elif not values.get(column.key):
            values[column.key] = listed(row) if column.key in LISTS else row.text("value")
            places[column.key] = row.places["value"]
    bare = not rows
    problems += [*_missing(values, places, sheet, bare=bare), *_not_understood(values, places)]
    # Which are words and which texts, IN_PARAGRAPHS says.
    return Settings(**values, **texts), problems  # type: ignore[arg-type]


def listed(row: Record) -> str:
    """The headings that a setting lists, also where each stands on a line of its own."""
    return "; ".join(plain(row.prose("value")).split("\n"))


def _unknown(row: Record) -> Problem:
    typed = row.text("setting")
    fix = did_you_mean(typed, SETTINGS, "settings", cutoff=0.7)
    what = (
        f"“{typed}” is not a setting that is recognised, so it is left out."
        if typed
        else "This value has no setting's name."
    )
    return Problem(code="setting-unknown", where=row.places["setting"], what=what, fix=fix)


def _twice(row: Record, first: Where, column: Column) -> Problem:
    return Problem(
        code="setting-twice",
        where=row.places["setting"],
        what=f"{column.heading} stands in row {first.row} already; this one is left out.",
        fix="Keep one of the two.",
    )


def _missing(
    values: dict[str, str], places: dict[str, Where], sheet: str, *, bare: bool
) -> list[Problem]:
    """What the paper needs; in a `bare` workbook, which has no settings, it may be a tracker."""

    def fix(heading: str) -> str:
        words = f"Type it in the {sheet} sheet, beside the word {heading}."
        return Remedy(words, code="type-or-import", type=words) if bare else words

    return [
        Problem(
            code="setting-missing",
            where=places.get(column.key, Where(sheet=sheet)),
            what=f"The report has no {column.heading}.",
            fix=fix(column.heading),
        )
        for column in SETTINGS
        if column.needed and not values.get(column.key)
    ]


def _not_understood(values: dict[str, str], places: dict[str, Where]) -> list[Problem]:
    problems = []
    quarter, accent = values.get("quarter", ""), values.get("accent_colour", "")
    if quarter and not Quarter.from_text(quarter):
        what, fix = f"“{quarter}” does not name a quarter.", "Type it as Q3 2016/17."
        problems.append(
            Problem(code="quarter-unknown", where=places["quarter"], what=what, fix=fix)
        )
    begins = values.get("first_month", "")
    if begins and not month(begins):
        what, fix = (
            f"“{begins}” is not a month, so the year is taken to begin in April.",
            "Type one, such as January.",
        )
        problems.append(
            Problem(code="month-unknown", where=places["first_month"], what=what, fix=fix)
        )
    if accent and not colours.fill(accent):
        problems.append(
            colour_unknown(
                places["accent_colour"], f"“{accent}” is not a colour that is recognised."
            )
        )
    elif accent and (darker := colours.darkened(colours.fill(accent))) != colours.fill(accent):
        what, fix = (
            f"Headings in “{accent}” would be too pale to read on white paper: they are #{darker}.",
            f"Type #{darker}, the nearest that can be read, or choose a darker colour.",
        )
        problems.append(
            Problem(code="colour-pale", where=places["accent_colour"], what=what, fix=fix)
        )
    return [*problems, *_choices(values, places)]


def _choices(values: dict[str, str], places: dict[str, Where]) -> Iterator[Problem]:
    """The problems of settings that are one of a few words, or a tag."""
    language = values.get("language", "")
    if language and not TAG.fullmatch(language):
        yield Problem(
            code="language-unknown",
            where=places["language"],
            what=f"“{language}” is not a language tag, so the paper says that it is in English.",
            fix="Type its tag: cy for Welsh, pl for Polish, ur for Urdu, en-GB for English.",
        )
    logo, font = values.get("logo", ""), values.get("font", "")
    if logo and not PICTURE.fullmatch(logo):
        what = f"“{logo}” is no name of a picture, so the papers have no logo."
        fix = "Type the name of a .png or .jpg that lies beside this workbook, such as logo.png."
        yield Problem(code="choice-unknown", where=places["logo"], what=what, fix=fix)
    if font and not FONT.fullmatch(font):
        what = f"“{font}” is no name of a font, so the papers are in Arial."
        fix = "Type its name as Word shows it, such as Gill Sans MT."
        yield Problem(code="choice-unknown", where=places["font"], what=what, fix=fix)
    engine = values.get("pdf_engine", "")
    if engine and fold(engine) not in [each.value for each in Engine]:
        what = f"“{engine}” is no engine for PDFs, so the first that works is taken."
        fix = "Type weasyprint or typst, or leave it blank."
        yield Problem(code="choice-unknown", where=places["pdf_engine"], what=what, fix=fix)
    yield from _short_or_full(values, places, "covering_report", "covering report", SHORT)
    yield from _short_or_full(values, places, "large_print", "large print", FULL)


def _short_or_full(
    values: dict[str, str], places: dict[str, Where], key: str, named: str, usual: str
) -> Iterator[Problem]:
    typed = values.get(key, "")
    if typed and fold(typed) not in (SHORT, FULL):
        what = f"“{typed}” is no kind of {named}, so the {usual} one is made."
        fix = f"Type {SHORT} or {FULL}, or leave it blank."
        yield Problem(code="choice-unknown", where=places[key], what=what, fix=fix)


def colour_unknown(where: Where, what: str) -> Problem:
    """The problem of a colour that is neither a name of ours nor six digits."""
    fix = f"Type one of {', '.join(colours.NAMED)}, a name of CSS, or six digits such as #1D4F91."
    return Problem(code="colour-unknown", where=where, what=what, fix=fix)
