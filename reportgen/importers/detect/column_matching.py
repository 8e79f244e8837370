"""The times that headings speak of, “Q2 2016/17”, “Quarter 2”, “March 2017”: which of them is the present one."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reportgen.importers.detect.column_synonyms import NAMES, WEAK
from reportgen.model.calendar import QUARTER_NUMBER, Quarter, month, quarter_number
from reportgen.model.columns import named
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold, fold_name

_A_MONTH = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})\W+(?P<year>20\d\d)")
_ISO = re.compile(r"20\d\d-\d\d")


def plain(time: str) -> str:
    """A time in one way of writing it: “2025-04” for “Apr 2025” and “April 2025”; any other as it is."""
    found = _A_MONTH.fullmatch(time.strip())
    which = month(found["month"]) if found else None
    return f"{found['year']}-{which:02}" if found and which else time.casefold()


def dated(time: str, now: Quarter | None) -> Quarter | None:
    """The quarter of a time; where it names no year, that of the year that is reported on, if it is no later quarter."""
    if quarter := Quarter.within(time):
        return quarter
    which = quarter_number(time)
    if not which or not now or which > now.number or not re.fullmatch(r"\D*[1-4]?\D*", time):
        return None  # “Quarter 4” beside a paper for Q2: of last year, or to come
    return Quarter(now.year, which)


def chosen(times: Mapping[int, str], held: Collection[int], now: Quarter | None) -> str:
    """Of the times over several columns the present one: that which is reported on, else the latest with anything under it."""
    if not times:
        return ""
    present = [time for time in times.values() if now and dated(time, now) == now]
    if present:
        return present[0]
    filled = [time for column, time in times.items() if column in held] or list(times.values())
    quarters = {time: quarter for time in filled if (quarter := dated(time, now))}
    if len(quarters) == len(set(filled)):
        return max(quarters, key=quarters.__getitem__)
    if all(_ISO.fullmatch(time) for time in filled):
        return max(filled)
    numbers = {time: quarter_number(time) for time in filled}
    if all(numbers.values()):
        return max(numbers, key=numbers.__getitem__)
    return filled[-1]


_QUARTER = rf"{QUARTER_NUMBER}(?:\W*(?:20)?\d\d\W?(?:\d\d(?:\d\d)?)?)?"
_MONTH = r"\d{0,2}(?:st|nd|rd|th)?\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*(?:\d{4}|\d\d)?"
_WHAT = (
    r"update|progress|commentary|comments?|position|status|rag(?: rating| status)?|brag(?: rating)?"
)
_OF_A_TIME = re.compile(
    rf"(?P<when>{_QUARTER}|{_MONTH})\W*(?P<what>{_WHAT})?\W*"
    rf"|(?P<what2>{_WHAT})\W*(?:as at|at|to|for|on|-|–)?\W*"
    rf"(?P<when2>{_QUARTER}|(?:to )?date|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH})",
    re.IGNORECASE,
)
_COLOURED = re.compile(r"status|rag|brag", re.IGNORECASE)
_PARTS = {
    ("timescale", "end"): "timescale",
    ("timescale", "finish"): "timescale",
    ("timescale", "completion"): "timescale",
    ("timescale", "target"): "timescale",
    ("officers", "name"): "officers",
    ("officers", "officer"): "officers",
    ("officers", "lead"): "officers",
}
"""What the lower of two headings makes of the upper one: “End” under “Timescale”, “Name” under
“Lead”."""
_OTHER_PARTS = {
    "start",
    "from",
    "begin",
    "agency",
    "organisation",
    "organization",
    "service",
    "team",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """What a heading means: the key of a column of ours, and the time that it speaks of."""

    key: str
    time: str = ""
    bare: bool = False
    """It says a time alone, and not what was then."""
    weak: bool = False
    """It may mean much else."""
    mapped: bool = False
    """The user says so."""


def exact(heading: str) -> str:
    """A heading with its signs, by which one that the user names is told from another: “Complete?” from “% complete”."""
    return fold(heading)


def meaning(heading: str, maps: Mapping[str, str]) -> ColumnMeaning | None:
    """What a heading means; None where that is not known.

    `maps` are the user's own, by folded name.
    """
    name = fold_name(heading)
    if key := maps.get(exact(heading)) or maps.get(name):
        return ColumnMeaning(key=key, mapped=True)
    if key := _named(heading):
        return ColumnMeaning(key=key, weak=name in WEAK)
    return _of_a_time(heading) or _bare(heading) or _parted(heading)


def _named(heading: str) -> str:
    """By our own names, and by other people's."""
    column = named(heading, ACTIONS.columns)
    if column:
        return "" if column.shown else column.key
    return NAMES.get(fold_name(heading), "")


def _bare(heading: str) -> ColumnMeaning | None:
    """What is meant where something stands in brackets behind the name: “Lead (name and agency)”, “Status (RAG)”."""
    bare = re.sub(r"\([^()]*\)|^\s*\d{1,2}[.)]\s+", "", heading).strip(" :*-–?")
    key = _named(bare) if bare and bare != heading.strip() else ""
    return ColumnMeaning(key=key, weak=fold_name(bare) in WEAK) if key else None


def _parted(heading: str) -> ColumnMeaning | None:
    """Of two headings above each other the lower tells which part: “Timescale End”, and not “Timescale Start”."""
    upper, _, lower = heading.rpartition(" ")
    key = _named(upper)
    found = _PARTS.get((key, lower.casefold()))
    return ColumnMeaning(key=found) if found and lower.casefold() not in _OTHER_PARTS else None


def _of_a_time(heading: str) -> ColumnMeaning | None:
    """“Quarter 2 update”, “RAG Q2”, “Progress as at March 2017”: status or progress, and of when."""
    found = _OF_A_TIME.fullmatch(" ".join(heading.split()).strip(" :"))
    if not found:
        return None
    what, time = found["what"] or found["what2"] or "", found["when"] or found["when2"] or ""
    return ColumnMeaning(
        key="status" if _COLOURED.match(what) else "progress", time=time.strip(), bare=not what
    )


def is_part(words: str) -> bool:
    """Whether a word stands under another heading and only says which part of it is meant: “Start” and “End”."""
    name = words.casefold()
    return name in _OTHER_PARTS or any(name == lower for _, lower in _PARTS)


def when(heading: str) -> str:
    """The time that a heading speaks of, as it is written: “Q2 2016/17” of “Quarter 2 2016/17 update”; empty where none."""
    found = _of_a_time(heading)
    return found.time if found else ""
