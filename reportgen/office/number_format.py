"""Values in the words that a cell shows, by the number formats of ECMA-376 part 1, 18.8.30."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_QUOTED = r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]'  # literal text, padding, colours and conditions
_EXACT = 10**15  # Excel keeps fifteen digits of a number


def number(amount: float, number_format: str) -> str:
    """The words that a number shows in this format."""
    value = Decimal(repr(amount))
    section = _section(value, number_format)
    literal = re.sub(_QUOTED, lambda m: m[1] or m[2] or _symbol(m[0]), section)
    digits = re.search(r"[#0?][#0?,.]*", literal)
    if "General" in section:
        return literal.replace("General", _general(value))
    if not digits:
        # “@”, or a section that shows only words, such as "None" for zero. Where a section shows
        # nothing, the number is given all the same.
        return literal.strip() if literal.strip() not in ("", "@") else _general(value)
    if re.search(r"[#0?]\s*/|[Ee][+-]|[#0?][^#0?,.]+[#0?]", re.sub(_QUOTED, "", section)):
        # Fractions, powers of ten and telephone patterns: the plain number is never wrong.
        return _general(value)
    pattern = digits[0]
    scaled = (
        value * (100 if "%" in literal else 1) / 1000 ** (len(pattern) - len(pattern.rstrip(",")))
    )
    # The second section draws negative numbers, sign and all.
    own_sign = value < 0 and ";" in number_format
    words = _in_digits(abs(scaled) if own_sign else scaled, pattern.rstrip(","))
    return f"{literal[: digits.start()]}{words}{literal[digits.end() :]}".strip()


def _section(value: Decimal, number_format: str) -> str:
    """The section of a format that applies to this number: positive; negative; zero."""
    sections = number_format.split(";")
    if value < 0 and len(sections) > 1:
        return sections[1]
    # The third section is zero's.
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]  # noqa: PLR2004


def _in_digits(value: Decimal, pattern: str) -> str:
    """A number in the digits of a pattern such as “#,##0.0#”.

    Rounded as Excel rounds: halves away from zero.
    """
    whole, _, part = pattern.partition(".")
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), rounding=ROUND_HALF_UP)
    words = f"{rounded:{',' if ',' in whole else ''}f}"
    integer, _, decimals = words.partition(".")
    sign, integer = ("-", integer[1:]) if integer.startswith("-") else ("", integer)
    # “#” and “?” show no nought at the end.
    decimals = decimals.rstrip("0").ljust(part.rfind("0") + 1, "0")
    padded = integer.rjust(whole.count("0"), "0")
    return f"{sign}{padded}{'.' if decimals else ''}{decimals}"


def _general(value: Decimal) -> str:
    """A number in the format General: whole numbers in full, others to ten significant digits."""
    whole = value == value.to_integral_value() and abs(value) < _EXACT
    return str(int(value)) if whole else f"{float(value):.10g}"


def _symbol(bracketed: str) -> str:
    """The currency sign of “[$£-809]”; nothing for colours and conditions."""
    match = re.match(r"\[\$([^\-\]]*)", bracketed)
    return match[1] if match else ""


Value = str | bool | float | dt.datetime | dt.date | dt.time | dt.timedelta | None

# Patterns are plain text, so that only a sheet with such cells waits for their compiling.
_PIECES = r"(?i)y+|m+|d+|h+|s+|am/pm|a/p|\"[^\"]*\"|\\.|."
_PLAIN_DATE = "%d/%m/%Y"  # what Excel shows for its own short date where the computer is British
_SYSTEM_DATES = (
    "mm-dd-yy",
    "m/d/yy",
    "m/d/yyyy",
    "yyyy-mm-dd h:mm:ss",
)  # formats 14 and openpyxl's: “as this computer shows it”
_LONG = 3  # letters: mmm is Jan, mmmm is January


def shown(value: Value, number_format: str) -> str:
    """The words that a cell of this value and format shows.

    Text is returned as it is; None is empty.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.timedelta):
        return _duration(value, number_format)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return _date(value, number_format)

    return number(value, number_format)


def _duration(value: dt.timedelta, number_format: str) -> str:
    """A duration in hours, which may be more than 24: “26:00”, or “26:00:00” with seconds."""
    seconds = int(value.total_seconds())
    hours = f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{hours}:{seconds % 60:02}" if "s" in number_format.lower() else hours


def _date(value: dt.datetime | dt.date | dt.time, number_format: str) -> str:
    section = number_format.partition(";")[0]
    if section.lower() in _SYSTEM_DATES or not re.search(
        "[dmyhs]", re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", section), re.IGNORECASE
    ):
        # A format that says nothing of days, as “@”: where a file keeps days in words of its own
        # (t="d").
        if isinstance(value, dt.time):
            return value.strftime("%H:%M")
        timed = isinstance(value, dt.datetime) and value.time() != dt.time() and "h" in section
        return value.strftime(f"{_PLAIN_DATE} %H:%M" if timed else _PLAIN_DATE)
    pieces: list[str] = re.findall(_PIECES, re.sub(r"\[[^\]]*\]|_.|\*.", "", section))
    words, clock = [], False
    for place, piece in enumerate(pieces):
        after = next((p.lower() for p in pieces[place + 1 :] if p[0].lower() in "ymdhs"), "")
        is_minutes = piece[0] in "mM" and (clock or after.startswith("s"))
        words.append(_piece(value, piece, minutes=is_minutes, half_day="am/pm" in section.lower()))
        clock = piece[0] in "hH" or (clock and not piece[0].isalpha())
    return "".join(words).strip()


def _piece(
    value: dt.datetime | dt.date | dt.time, piece: str, *, minutes: bool, half_day: bool
) -> str:
    """One piece of a date format: “dd” is “31”, “mmm” is “Mar”, a quoted piece is itself."""
    kind, size = piece[0].lower(), len(piece)
    if kind == "y":
        return value.strftime("%Y" if size > 2 else "%y")  # noqa: PLR2004 - yy is two digits
    if kind == "m" and not minutes:
        return _month(value, size)
    if kind == "d":
        return (
            value.strftime("%A" if size > _LONG else "%a")
            if size >= _LONG
            else _padded(value, "%d", size)
        )
    if kind in "hms" and piece.isalpha():
        code = {"h": "%I" if half_day else "%H", "m": "%M", "s": "%S"}[kind]
        return _padded(value, code, size)
    if piece.lower() in ("am/pm", "a/p"):
        return value.strftime("%p")
    return piece.strip('"').removeprefix("\\")


def _month(value: dt.datetime | dt.date | dt.time, size: int) -> str:
    """A month for one to five letters: 1, 01, Jan, January, J."""
    if size < _LONG:
        return _padded(value, "%m", size)
    return {3: value.strftime("%b"), 5: value.strftime("%B")[0]}.get(size, value.strftime("%B"))


def _padded(value: dt.datetime | dt.date | dt.time, code: str, size: int) -> str:
    words = value.strftime(code)
    return words if size > 1 else words.lstrip("0") or "0"
