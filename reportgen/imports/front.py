"""What stands before and around the tables: the paper's title, its appendix, its quarter, its introduction."""

import re
from collections.abc import Sequence

from reportgen.headings import folded, named
from reportgen.imports import acronyms, key
from reportgen.imports.blocks import Line
from reportgen.imports.draft import Draft
from reportgen.intake.prose import clean
from reportgen.plan import on_one_line
from reportgen.quarter import Quarter
from reportgen.settings import SETTINGS

_APPENDIX = re.compile(r"(?:appendix|annex|enclosure)\s+\w{1,4}", re.IGNORECASE)
_PERIOD = re.compile(r"(?P<title>.+?)[\s,(–-]+(?P<period>(?:19|20)\d\d\s?[/–-]\s?(?:\d\d){1,2})\)?")
_DRAFT = re.compile(r"\W*draft(?:\s+(?:v|version)?\s*[\d.]+)?\W*", re.IGNORECASE)
_LABELLED = re.compile(r"(?P<label>[^:\t]{2,40})(?:\t+|:\s*)(?P<words>\S.*)", re.DOTALL)
OVER = ("introduction", "background", "actionplan", "colourkey", "key", "ragkey", "purpose", "context", "overview", "contents")
_KINDS = ("plan", "report", "update", "strategy", "tracker", "log", "monitor")
_SENTENCE = 90  # letters: a shorter line without a full stop is a label of some kind
_LONGEST_TITLE = 160
_NO_PLACE = "our workbook has no place for it"


def take(lines: Sequence[Line], draft: Draft) -> None:
    """Give each line to the setting that it is, to the key, to the acronyms or to the introduction; or leave it out."""
    explained = key.entries([line.words for line in lines])
    listed = False
    for place, line in enumerate(lines):
        if entry := explained.get(place):
            draft.key.add(entry)
            draft.ledger.taken(line, "Status key")
        elif explained and place < min(explained) and len(line.words) <= _SENTENCE:
            draft.ledger.heading(line, "it introduces the key")
        elif acronyms.is_heading(line.words):
            listed = True
            draft.ledger.heading(line)
        elif listed and (pair := acronyms.line(line)):
            draft.acronyms.append(pair)
            draft.ledger.taken(line, "Acronyms")
        else:
            _take(line, draft)


def _take(line: Line, draft: Draft) -> None:
    words = on_one_line(clean(line.words).words)
    label = _LABELLED.fullmatch(words)
    setting = named(label["label"], SETTINGS) if label else None
    if _APPENDIX.fullmatch(words):
        _setting(draft, line, "Appendix", words)
    elif _DRAFT.fullmatch(words):
        draft.ledger.left(line, "the mark of a draft, which each draft gets by itself")
    elif setting and label:
        _setting(draft, line, setting.heading, label["words"])
    elif quarter := Quarter.from_text(words):
        _setting(draft, line, "Quarter", str(quarter))
    elif _is_document(words, draft):
        _setting(draft, line, "Document", words)
    elif folded(words) in OVER:
        draft.ledger.heading(line)
    elif not draft.has_setting("Title") and not draft.actions and _is_title(line, words):
        _title(draft, line, words)
    elif len(words) > _SENTENCE or words.endswith((".", "?", "!")):
        _paragraph(draft, line, words)
    else:
        draft.ledger.left(line, _NO_PLACE)


def _is_document(words: str, draft: Draft) -> bool:
    """Whether a line says what kind of paper this is, as “Action Plan” under its title."""
    if draft.actions or draft.has_setting("Document") or not draft.has_setting("Title"):
        return False
    return len(words) <= _SENTENCE and words[-1:].isalpha() and any(kind in words.casefold().split() for kind in _KINDS)


def quarter_in(words: str) -> str:
    """The quarter of a line such as “Quarter 3 2016/17, October to December 2016”, as we write it; else the line."""
    found = Quarter.from_text(words.partition(",")[0])
    return str(found) if found else words


def _is_title(line: Line, words: str) -> bool:
    return len(words) <= _LONGEST_TITLE and not words.endswith(".") and (line.level > 0 or len(words) <= _SENTENCE)


def _title(draft: Draft, line: Line, words: str) -> None:
    """“… Strategy 2016/19” is a title and the strategy's period."""
    title, period = title_and_period(words)
    _setting(draft, line, "Title", title)
    if period:
        draft.setting("Strategy period", period)


def title_and_period(words: str) -> tuple[str, str]:
    """“Safer Homes Strategy” and “2016/19” of “Safer Homes Strategy 2016/19”; the second empty where there is none."""
    parts = _PERIOD.fullmatch(words)
    return (parts["title"], parts["period"].replace(" ", "")) if parts else (words, "")


def _setting(draft: Draft, line: Line, name: str, words: str) -> None:
    if draft.has_setting(name) and name != "Introduction":
        draft.ledger.left(line, f"{name} was given already")
        return
    draft.setting(name, words)
    draft.ledger.taken(line, f"Report, {name}")


def _paragraph(draft: Draft, line: Line, words: str) -> None:
    if draft.actions:
        draft.ledger.left(line, "it stands among the tables, and our workbook has no place for it")
        return
    draft.setting("Introduction", words)
    draft.ledger.taken(line, "Report, Introduction")
