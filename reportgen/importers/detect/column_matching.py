"""The column and the time that a heading names, and which of several times is the present one.

Times are written “Q2 2016/17”, “Quarter 2” or “March 2017”.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from reportgen.importers.detect.heading_words import Rank
from reportgen.importers.detect.vocabulary import by_head_noun, column_of
from reportgen.model.calendar import QUARTER_NUMBER, Calendar, Quarter, month, quarter_number
from reportgen.model.columns import named
from reportgen.model.schema import ACTIONS
from reportgen.model.text import fold, fold_name

_A_MONTH = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})\W+(?P<year>20\d\d)")
_ISO = re.compile(r"20\d\d-\d\d")


def plain(time: str) -> str:
    """A time in one way of writing it.

    A month as “2025-04”, for “Apr 2025” and “April 2025” alike, a quarter as “q2”, for “Q2” and
    “Quarter 2”; any other time case-folded.
    """
    if (quarter := quarter_number(time)) and not re.search(r"\d\d", time):
        return f"q{quarter}"
    match = _A_MONTH.fullmatch(time.strip())
    number = month(match["month"]) if match else None
    return f"{match['year']}-{number:02}" if match and number else time.casefold()


def dated(time: str, now: Quarter | None) -> Quarter | None:
    """The quarter that a time names; None where it cannot be told.

    A time without a year is of the year that is reported on, unless its quarter is a later one.
    """
    if quarter := Quarter.within(time):
        return quarter
    if match := _A_MONTH.fullmatch(time.strip()):
        number = month(match["month"])
        return Calendar().quarter(dt.date(int(match["year"]), number, 1)) if number else None
    number = quarter_number(time)
    if not number or not now or number > now.number or not re.fullmatch(r"\D*[1-4]?\D*", time):
        return None  # “Quarter 4” beside a paper for Q2: of last year, or to come
    return Quarter(now.year, number)


def chosen(times: Mapping[int, str], held: Collection[int], now: Quarter | None) -> str:
    """Of the times over several columns the present one; empty where there are none.

    It is the one that is reported on, else the latest with anything under it.
    """
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
_MONTH = (
    r"\d{0,2}(?:st|nd|rd|th)?\s*"
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\W*(?:\d{4}|\d\d)?"
)
_WHAT = (
    r"update|progress|commentary|comments?|position|status|rag(?: rating| status)?|brag(?: rating)?"
    r"|actual|outturn|target"
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
"""Column keys by the upper heading's key and the lower heading: “End” under “Timescale”, “Name”
under “Lead”."""
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
    """Whether the heading is a time alone, and names neither status nor progress."""
    rank: Rank = Rank.SURE
    """How surely the heading means its column."""

    @property
    def mapped(self) -> bool:
        """Whether the user said what the heading means."""
        return self.rank is Rank.MAPPED


def exact(heading: str) -> str:
    """A heading folded with its signs kept, to tell the user's “Complete?” from “% complete”."""
    return fold(heading)


def meaning(heading: str, maps: Mapping[str, str]) -> ColumnMeaning | None:
    """What a heading means; None where that is not known.

    `maps` are the user's own column keys, by folded heading; an empty one is of no column of ours.
    """
    name = fold_name(heading)
    key = maps.get(exact(heading), maps.get(name))
    if key is not None:
        return ColumnMeaning(key=key, rank=Rank.MAPPED) if key else None
    if len(heading) > _LONGEST:
        return None
    known = _named(heading) or _of_a_time(heading) or _bare(heading) or _parted(heading)
    known = known or _of_a_year(heading)
    return known or _of_a_side(heading, maps) or _without_tail(heading) or _by_head_noun(heading)


_LONGEST = 300  # letters of a heading, with all that it explains
_SHARE = re.compile(r"%|\bper ?cent", re.IGNORECASE)


def _named(heading: str) -> ColumnMeaning | None:
    """What a heading means by our own names for columns, or by its words."""
    column = None if _SHARE.search(heading) else named(heading, ACTIONS.columns)
    if column:
        rank = Rank.OURS if fold_name(column.heading) == fold_name(heading) else Rank.SURE
        return None if column.shown else ColumnMeaning(key=column.key, rank=rank)
    understood = column_of(heading)
    return ColumnMeaning(key=understood[0], rank=understood[1]) if understood else None


def _bare(heading: str) -> ColumnMeaning | None:
    """What a heading means without what is in brackets, or the number before it.

    For example “Lead (name and agency)”, “Status (RAG)”.
    """
    bare = re.sub(r"\([^()]*\)|^\s*\d{1,2}[.)]\s+", "", heading).strip(" :*-–")
    return _named(bare) if bare and bare != heading.strip() else None


def _parted(heading: str) -> ColumnMeaning | None:
    """What two headings above each other mean, on one line.

    The lower one says which part is meant: “Timescale End”, and not “Timescale Start”.
    """
    upper, _, lower = heading.rpartition(" ")
    above = _named(upper)
    column = _PARTS.get((above.key if above else "", lower.casefold()))
    return ColumnMeaning(key=column) if column and lower.casefold() not in _OTHER_PARTS else None


def _of_a_side(heading: str, maps: Mapping[str, str]) -> ColumnMeaning | None:
    """What the surest side of a stroke means: “Tracking / Position at October 2026”."""
    sides = [side.strip() for side in heading.split("/")] if "/" in heading else []
    senses = [sense for side in sides if side and (sense := meaning(side, maps))]
    known = min(senses, key=lambda sense: sense.rank, default=None)
    return replace(known, rank=max(known.rank, Rank.WEAK)) if known else None


def _without_tail(heading: str) -> ColumnMeaning | None:
    """What a heading means without what it is for: “Notes for the steering group”."""
    before, _, _ = _TAIL.sub("\n", heading, count=1).partition("\n")
    known = _named(before) if before != heading else None
    if known is None or known.key not in _WITH_A_TAIL:
        return None
    sure = known.rank <= Rank.LIKELY or known.key == "progress"
    return replace(known, rank=Rank.LAST) if sure else None


def _by_head_noun(heading: str) -> ColumnMeaning | None:
    known = by_head_noun(re.sub(r"\([^()]*\)", " ", heading))
    return ColumnMeaning(key=known[0], rank=known[1]) if known else None


_TAIL = re.compile(r"\s+(?:for|from|by|to|of|at|on)\s.*", re.DOTALL | re.IGNORECASE)
_WITH_A_TAIL = ("progress", "next_steps", "status", "officers", "partners")


def _of_a_time(heading: str) -> ColumnMeaning | None:
    """Status or progress, and of which time; None where the heading names no time.

    For example “Quarter 2 update”, “RAG Q2”, “Progress as at March 2017”.
    """
    plain_words = re.sub(r"\([^()]*\)", " ", heading)  # “Quarter 1 (Apr-Jun)”
    match = _OF_A_TIME.fullmatch(" ".join(plain_words.split()).strip(" :"))
    if not match:
        return None
    what, time = match["what"] or match["what2"] or "", match["when"] or match["when2"] or ""
    key = _FIGURES.get(what.casefold()) or ("status" if _COLOURED.match(what) else "progress")
    return ColumnMeaning(key=key, time=time.strip(), bare=not what)


_FIGURES = {"actual": "actual", "outturn": "actual", "target": "target"}
_YEAR = re.compile(r"\b(?:20)?\d\d\s?[/-]\s?(?:20)?\d\d\b|\b20\d\d\b")


def _of_a_year(heading: str) -> ColumnMeaning | None:
    """What a heading means without its year, of figures: “2024/25 target”."""
    without = _YEAR.sub(" ", heading).strip(" :-–()")
    known = _named(without) if without and without != heading.strip() else None
    return known if known and known.key in _FIGURES.values() else None


def is_part(words: str) -> bool:
    """Whether words only say which part of the heading above is meant: “Start”, “End”."""
    name = words.casefold()
    return name in _OTHER_PARTS or any(name == lower for _, lower in _PARTS)


def when(heading: str) -> str:
    """The time that a heading names, as it is written; empty where it names none.

    “Quarter 2 2016/17 update” names “Quarter 2 2016/17”.
    """
    timed = _of_a_time(heading)
    return timed.time if timed else ""
