"""Numbers in the words that a cell shows, by the number formats of ECMA-376 part 1, 18.8.31."""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reportgen.office.number_places import (
    FormatPiece,
    as_fraction,
    general,
    in_places,
    literal,
    literals,
    with_power,
)

_LONGEST = 255  # letters of a format, as in Excel
_MOST_SECTIONS = 4  # positive, negative, zero, text
_PIECES = re.compile(
    r"""
    "(?P<quoted>[^"]*)"?
    |\\(?P<escaped>.)
    |_(?P<blank>.)
    |\*(?P<filled>.)
    |\[(?P<bracketed>[^\]]*)\]
    |(?P<general>general)
    |(?P<power>e[+-])
    |(?P<digit>[0#?])
    |(?P<point>\.)
    |(?P<comma>,)
    |(?P<percent>%)
    |(?P<slash>/)
    |(?P<text>@)
    |(?P<end>;)
    |(?P<date>[ymdhsbg]|am/pm|a/p)
    |(?P<plain>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"\s*(?P<sign><=|>=|<>|<|>|=)\s*(?P<bound>-?\d+(?:\.\d+)?)\s*")
_SIGNS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(?:-.*)?")
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d{1,2}", re.IGNORECASE
)
_OTHER_DIGITS = re.compile(r"dbnum|natnum|\$-[0-9a-f]{5,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    pieces: tuple[FormatPiece, ...]
    condition: tuple[str, Decimal] | None = None
    """A sign and the number that a value is compared with."""

    def holds(self, value: Decimal) -> bool:
        """Whether its condition is met; False where it has none."""
        return self.condition is not None and _SIGNS[self.condition[0]](value, self.condition[1])

    @property
    def draws_digits(self) -> bool:
        """Whether it shows the number itself, and not words alone."""
        return self.has("digit") or self.has("general") or self.has("text")

    def has(self, kind: str) -> bool:
        """Whether one of its pieces is of this kind."""
        return any(piece.kind == kind for piece in self.pieces)


def number(amount: float, number_format: str) -> str | None:
    """The words that a number shows in this format; None where the format is not understood.

    Empty where the format shows nothing for it.
    """
    sections = _sections(number_format) if len(number_format) <= _LONGEST else None
    if sections is None:
        return None
    value = Decimal(repr(amount))
    section, signed = _chosen(value, _numeric(sections))
    if section is None or section.has("date"):
        return None
    words = _drawn(abs(value), section)
    if words is None:
        return None
    # No sign before words that are no number, nor before a nought.
    minus = signed and value < 0 and section.draws_digits and re.search("[1-9]", words)
    return " ".join(f"{'-' if minus else ''}{words}".split())


_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=500)
def around_day(number_format: str) -> tuple[str, str]:
    """The words that a format shows before a day and behind it: “not before”, “(provisional)”."""
    sections = _sections(number_format) if len(number_format) <= _LONGEST else None
    pieces = sections[0].pieces if sections else ()
    dated = [place for place, piece in enumerate(pieces) if piece.kind == "date"]
    if not dated:
        return "", ""
    parts = pieces[: dated[0]], pieces[dated[-1] + 1 :]
    before, behind = (literals(part).strip() for part in parts)
    return (
        before if _WORD.search(before) else "",
        behind if _WORD.search(behind) else "",
    )


@lru_cache(maxsize=500)
def _sections(number_format: str) -> tuple[_Section, ...] | None:
    """The sections of a format; None where it cannot be understood."""
    sections: list[list[FormatPiece]] = [[]]
    for match in _PIECES.finditer(number_format):
        kind = match.lastgroup or ""
        if kind == "end":
            sections.append([])
        else:
            sections[-1].append(FormatPiece(kind, match[kind]))
    if len(sections) > _MOST_SECTIONS:
        return None
    made = [_section(pieces) for pieces in sections]
    return tuple(filter(None, made)) if all(made) else None


def _section(pieces: Sequence[FormatPiece]) -> _Section | None:
    """One section; None where it has marks that have no meaning."""
    kept: list[FormatPiece] = []
    condition = None
    for piece in pieces:
        if piece.kind == "plain" and piece.words.isascii() and piece.words.isalpha():
            return None  # a letter that is no mark stands in quotation marks
        if piece.kind != "bracketed":
            kept.append(piece)
            continue
        if _OTHER_DIGITS.match(piece.words):
            return None
        if match := _CONDITION.fullmatch(piece.words):
            condition = match["sign"], Decimal(match["bound"])
        elif match := _CURRENCY.fullmatch(piece.words):
            kept.append(FormatPiece("quoted", match["sign"]))
        elif not _COLOUR.fullmatch(piece.words):
            return None
    return _Section(pieces=tuple(kept), condition=condition)


def _numeric(sections: Sequence[_Section]) -> Sequence[_Section]:
    """The sections for numbers: all but the fourth, and but a last one that has “@”."""
    words_last = len(sections) == _MOST_SECTIONS or sections[-1].has("text")
    return sections[: len(sections) - words_last] or (_GENERAL,)


_GENERAL = _Section(pieces=(FormatPiece("general", "General"),))


def _chosen(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section | None, bool]:
    """The section for a number, and whether a negative one gets its sign there.

    Where the first two have conditions, the third is for the rest; else they are for positive,
    negative and no amounts. A section that only negative numbers come to draws their sign itself.
    """
    if any(section.condition for section in sections):
        return _by_condition(value, sections)
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - the third is zero's
        return sections[2], False
    return sections[0], True


def _by_condition(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section | None, bool]:
    first, *others = sections
    conditions = [first.condition or (">" if len(others) > 1 else ">=", Decimal(0))]
    if len(others) > 1:
        conditions.append(others[0].condition or ("<", Decimal(0)))
    for section, (sign, bound) in zip(sections, conditions, strict=False):
        if _SIGNS[sign](value, bound):
            return section, not (sign in ("<", "<=", "=") and bound <= 0)
    rest = sections[len(conditions) :]
    if not rest or (rest[0].condition and not rest[0].holds(value)):
        return None, False
    sign, bound = conditions[0]
    only_negative = len(conditions) == 1 and sign in (">=", ">") and bound == 0
    return rest[0], not only_negative


def _drawn(amount: Decimal, section: _Section) -> str | None:
    """An amount without its sign in the pieces of a section."""
    kinds = [piece.kind for piece in section.pieces]
    if "general" in kinds:
        return "".join(
            general(amount) if piece.kind == "general" else literal(piece)
            for piece in section.pieces
        )
    if "digit" not in kinds:
        return "".join(
            general(amount) if piece.kind == "text" else literal(piece) for piece in section.pieces
        )
    if "text" in kinds:
        return None
    scaled = amount * 100 ** kinds.count("percent")
    if "power" in kinds:
        return with_power(scaled, section.pieces)
    if "slash" in kinds:
        return as_fraction(scaled, section.pieces)
    return in_places(scaled, section.pieces)


def text(words: str, number_format: str) -> str | None:
    """What a cell of words shows in this format: “Ref 1.1” in “"Ref "@”; None where nothing."""
    if number_format in ("General", "@"):
        return words
    sections = _sections(number_format) or ()
    last = sections[-1] if sections else _GENERAL
    if len(sections) < _MOST_SECTIONS and not last.has("text"):
        return words
    if not last.has("text"):
        return None
    shown = "".join(words if piece.kind == "text" else literal(piece) for piece in last.pieces)
    return words if shown.strip() == words.strip() else shown.strip()
