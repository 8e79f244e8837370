"""The lines before and around a plan's tables: title, appendix, quarter, introduction."""

import re
from collections.abc import Sequence

from reportgen.importers import legends
from reportgen.importers.detect.heading_words import heading_words
from reportgen.importers.draft import Draft
from reportgen.importers.quarters import quarter_within
from reportgen.importers.sources.blocks import Line, SourceCell
from reportgen.model.calendar import QUARTER_NUMBER, Quarter, without_quarter
from reportgen.model.columns import named
from reportgen.model.prose import on_one_line
from reportgen.model.settings import SETTINGS
from reportgen.model.text import fold_name
from reportgen.workbook.read.prose import clean

_APPENDIX = re.compile(r"(?:appendix|annex|enclosure)\s+\w{1,4}", re.IGNORECASE)
_PERIOD = re.compile(r"(?P<title>.+?)[\s,(–-]+(?P<period>(?:19|20)\d\d\s?[/–-]\s?(?:\d\d){1,2})\)?")
_QUARTER_BEHIND = re.compile(
    rf"(?P<title>.+?)[\s,(–—:-]+{QUARTER_NUMBER}[\s\w/]*"
    r"(?:\([^()]*\)|[\s,–-]+[A-Z]\w+ to [\w ]+)?\W*",
    re.IGNORECASE,
)
_TITLES = ("planname", "plan", "projectname", "reporttitle", "plantitle", "programme", "tracker")
"""Folded labels of a title, in the exports of planners."""
_PARTNERSHIP = re.compile(r"\b(?:partnership|csp)\b", re.IGNORECASE)
_BODY = re.compile(
    r"[\w’',&. -]+\b(?:partnership(?: board)?|csp|council|borough|authority|trust|college|school"
    r"|university|academy|association|constabulary|hospital|foundation|society|ltd|plc)",
    re.IGNORECASE,
)
_OF_THE_FILE = frozenset(("export", "exported", "id", "version", "updated", "prepared", "printed"))
_LABEL = 30  # letters
_DRAFT = re.compile(r"\W*draft(?:\s+(?:v|version)?\s*[\d.]+)?\W*", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[^:\t]{2,40})(?:\t+|:\s*)(?P<words>\S.*)", re.DOTALL)
OVER = (
    "introduction",
    "background",
    "colourkey",
    "key",
    "ragkey",
    "purpose",
    "context",
    "overview",
    "contents",
    "actionplan",
    "actions",
    "actionlog",
    "actionpoints",
    "actiontracker",
)
"""Folded headings that only name what stands under them."""
KINDS = frozenset(("plan", "report", "update", "strategy", "tracker", "log", "monitor", "register"))
"""Words that say what kind of paper a line names."""
_SENTENCE = 90  # letters: a shorter line without a full stop is a label of some kind
_LONGEST_TITLE = 160
_NO_PLACE = "no sheet of the new workbook is meant for it"


def take(lines: Sequence[Line], draft: Draft) -> None:
    """Give each line to a setting, the key, the acronyms or the introduction, or leave it out."""
    explained = legends.key_lines([line.words for line in lines])
    listed = False
    for place, line in enumerate(lines):
        if entry := explained.get(place):
            draft.key.add(entry)
            draft.audit.taken(line, "Status key")
        elif explained and place + 1 in explained and legends.introduces_key(line.words):
            draft.audit.heading(line, "it introduces the key")
        elif entries := legends.key_of_line(line.words):
            for status in entries:
                draft.key.add(status)
            draft.audit.taken(line, "Status key")
        elif legends.is_acronym_heading(line.words):
            listed = True
            draft.audit.heading(line)
        elif listed and (pair := legends.acronym_line(line)):
            draft.acronyms.append(pair)
            draft.audit.taken(line, "Acronyms")
        else:
            _take(line, draft)


# One after the other, what a line may be.
def _take(line: Line, draft: Draft) -> None:  # noqa: C901, PLR0911
    words = on_one_line(clean(line.words).words)
    label = _LABELLED.fullmatch(words)
    named_so = named(label["label"], SETTINGS) if label else None
    if _APPENDIX.fullmatch(words):
        return setting(draft, line, "Appendix", words)
    if _DRAFT.fullmatch(words):
        return draft.audit.left(line, "the mark of a draft, which each draft gets by itself")
    if not draft.has_setting("Quarter") and (quarter := quarter_within(words)):
        draft.setting("Quarter", str(quarter))
        if Quarter.from_text(value(words)) or named_so:
            return draft.audit.taken(line, "Report, Quarter")
    if named_so and label:
        return setting(draft, line, named_so.heading, label["words"])
    if not draft.actions and _named_otherwise(line, words, label, draft):
        return None
    if _is_document(words, draft):
        return _document(draft, line, words)
    if fold_name(words) in OVER:
        return draft.audit.heading(line)
    if not draft.has_setting("Title") and not draft.actions and _is_title(line, words):
        return _title(draft, line, words)
    if len(words) > _SENTENCE or words.endswith((".", "?", "!")):
        return _paragraph(draft, line, words)
    return draft.audit.left(line, _NO_PLACE)


def _named_otherwise(line: Line, words: str, label: re.Match[str] | None, draft: Draft) -> bool:
    """Take a line by its own label or its last word: a planner's title, a council's name.

    False where it has neither.
    """
    name = label["label"] if label else ""
    if label and fold_name(name) in _TITLES and not draft.has_setting("Title"):
        _title(draft, line, label["words"])
    elif _BODY.fullmatch(words) and len(words) <= _SENTENCE:
        body = "Partnership" if _PARTNERSHIP.search(words) else "Organisation"
        setting(draft, line, body, words)
    elif label and len(name) <= _LABEL and _is_aside(name):
        draft.audit.left(line, "the new workbook has no setting for it")
    else:
        return False
    return True


def _is_aside(label: str) -> bool:
    """Whether a label speaks of the document and not of the plan: “Date of export”."""
    return bool(set(heading_words(label)) & _OF_THE_FILE)


def value(words: str) -> str:
    """What stands behind a label, “Quarter: Q3 2016/17”; all words where there is no label."""
    match = _LABELLED.fullmatch(words)
    return match["words"] if match and named(match["label"], SETTINGS) else words


def quarter_in(words: str) -> str:
    """The quarter that a line names, as we write it; else the line.

    For example of “Quarter 3 2016/17, October to December 2016”.
    """
    return str(quarter) if (quarter := Quarter.within(words)) else words


def _is_document(words: str, draft: Draft) -> bool:
    """Whether a line says what kind of paper this is, as “Action Plan” under its title."""
    if draft.actions or draft.has_setting("Document") or not draft.has_setting("Title"):
        return False
    name = title_and_period(words)[0]
    return (
        len(words) <= _SENTENCE
        and words.partition(":")[0].casefold().split()[-1:] != ["period"]
        and not words[:1].isdigit()
        and name[-1:].isalnum()
        and any(kind in words.casefold().split() for kind in KINDS)
    )


def _document(draft: Draft, line: Line, words: str) -> None:
    name, period = title_and_period(without_quarter(words))
    setting(draft, line, "Document", name)
    if period and not draft.has_setting("Strategy period"):
        draft.setting("Strategy period", period)


def is_sentence(words: str) -> bool:
    """Whether a line is running text, and no title of anything."""
    return len(words) > _SENTENCE and words.rstrip().endswith((".", "?", "!"))


def _is_title(line: Line, words: str) -> bool:
    return (
        len(words) <= _LONGEST_TITLE
        and not words.endswith(".")
        and (line.level > 0 or len(words) <= _SENTENCE)
    )


def _title(draft: Draft, line: Line, words: str) -> None:
    """Take a line as the title, and a period behind it as the strategy's: “Strategy 2016/19”."""
    title, period = title_and_period(_before_quarter(words))
    parts = _DOCUMENT_BEHIND.fullmatch(title)
    if parts and not draft.has_setting("Document"):
        title = parts["title"]  # else the paper would be headed “… Action Plan  Action Plan”
        draft.setting("Document", parts["document"])
    setting(draft, line, "Title", title)
    if period:
        draft.setting("Strategy period", period)


_DOCUMENT_BEHIND = re.compile(
    r"(?P<title>.{8,}?)\s*[–—:|-]\s*"
    r"(?P<document>(?:action|delivery|implementation|improvement) plan)",
    re.IGNORECASE,
)
"""“Safer Lanes Partnership – Action Plan”."""


def _before_quarter(words: str) -> str:
    """A title without the quarter that is reported on, and what is said of that behind it.

    “Action Plan 2026/27” of “Action Plan 2026/27 – Quarter 2 update (July to September 2026)”.
    """
    parts = _QUARTER_BEHIND.fullmatch(words)
    return _finished(parts["title"]) if parts and Quarter.within(words) else words


def _finished(title: str) -> str:
    """A title without a last part that leads to the quarter behind it.

    “Action Plan” of “Action Plan: progress at end of”.
    """
    while _LEADS_ON.search(title):
        before = _LAST_PART.sub("", title)
        title = before if before != title else _LEADS_ON.sub("", title)
    return title


_LEADS_ON = re.compile(r"\s(?:as|at|by|during|end|for|from|in|of|on|the|to|until)$", re.IGNORECASE)
_LAST_PART = re.compile(r"\s*(?:[:,;(]|\s[–—-]\s)[^:,;(–—]*$")


def title_and_period(words: str) -> tuple[str, str]:
    """The title and the period of a line; the period is empty where there is none.

    Of “Safer Homes Strategy 2016/19” they are “Safer Homes Strategy” and “2016/19”.
    """
    parts = _PERIOD.fullmatch(words)
    if not parts or Quarter.within(words):
        return words, ""
    return parts["title"], parts["period"].replace(" ", "")


def setting(draft: Draft, one: Line | SourceCell, name: str, words: str) -> None:
    """Take a line or a cell as a setting; only the first counts, but every line of Introduction."""
    if draft.has_setting(name) and name != "Introduction":
        draft.audit.left(one, f"{name} was given already")
        return
    draft.setting(name, quarter_in(words) if name == "Quarter" else words)
    draft.audit.taken(one, f"Report, {name}")


def _paragraph(draft: Draft, line: Line, words: str) -> None:
    if draft.actions:
        draft.audit.left(
            line, "it stands below or between tables, and the new workbook has no place for it"
        )
        return
    draft.setting("Introduction", words)
    draft.audit.taken(line, "Report, Introduction")
