"""Values in the words that the sheet shows, after the number formats of ECMA-376 part 1, 18.8.30."""

import datetime as dt
import re

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
    """The words that a cell of this value and format shows. Text is returned as it is; None is empty."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.timedelta):
        return _duration(value, number_format)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return _date(value, number_format)
    from reportgen.intake.decimals import number  # noqa: PLC0415 - most sheets hold words alone, and `check` is to be quick

    return number(value, number_format)


def _duration(value: dt.timedelta, number_format: str) -> str:
    """“26:00” for a format that counts hours past a day."""
    seconds = int(value.total_seconds())
    hours = f"{seconds // 3600}:{seconds // 60 % 60:02}"
    return f"{hours}:{seconds % 60:02}" if "s" in number_format.lower() else hours


def _date(value: dt.datetime | dt.date | dt.time, number_format: str) -> str:
    section = number_format.partition(";")[0]
    if section.lower() in _SYSTEM_DATES or not re.search(
        "[dmyhs]", re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", section), re.IGNORECASE
    ):
        # A format that says nothing of days, as “@”: where a file keeps days in words of its own (t="d").
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


def _piece(value: dt.datetime | dt.date | dt.time, piece: str, *, minutes: bool, half_day: bool) -> str:
    """One piece of a date format: “dd” is “31”, “mmm” is “Mar”, a quoted piece is itself."""
    kind, size = piece[0].lower(), len(piece)
    if kind == "y":
        return value.strftime("%Y" if size > 2 else "%y")  # noqa: PLR2004 - yy is two digits
    if kind == "m" and not minutes:
        return _month(value, size)
    if kind == "d":
        return value.strftime("%A" if size > _LONG else "%a") if size >= _LONG else _padded(value, "%d", size)
    if kind in "hms" and piece.isalpha():
        code = {"h": "%I" if half_day else "%H", "m": "%M", "s": "%S"}[kind]
        return _padded(value, code, size)
    if piece.lower() in ("am/pm", "a/p"):
        return value.strftime("%p")
    return piece.strip('"').removeprefix("\\")


def _month(value: dt.datetime | dt.date | dt.time, size: int) -> str:
    """1, 01, Jan, January and J, for one to five letters."""
    if size < _LONG:
        return _padded(value, "%m", size)
    return {3: value.strftime("%b"), 5: value.strftime("%B")[0]}.get(size, value.strftime("%B"))


def _padded(value: dt.datetime | dt.date | dt.time, code: str, size: int) -> str:
    words = value.strftime(code)
    return words if size > 1 else words.lstrip("0") or "0"
