"""Words that were garbled on their way: bytes of one encoding read as another, “Councilís” for “Council’s”."""

import re

_RUN = re.compile(r"[^\x00-\x7f]{2,}")
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"  # bytes that CP1252 leaves out
_MAC = (
    (re.compile(r"(?<=[A-Za-z])í(?=(?:s|t|d|m|ll|re|ve)\b)"), "’"),
    (re.compile(r"\bì(?=\w)([^ìî]*\w[.,?!]?)î"), r"“\1”"),
    (re.compile(r"(?<= )ñ(?= )"), "–"),
)
"""What a Mac writes for quotation marks and dashes (Mac OS Roman), as Windows (CP1252) shows it."""
_OTHER_LETTERS = re.compile(r"[^\x00-\x7fíìîñï’“”–…£]")
_AROUND = 20  # letters beside it that are quoted


def mojibake(words: str) -> tuple[str, str] | None:
    """What was garbled, with what stands beside it, and what it should probably be; None where nothing seems so."""
    if words.isascii():
        return None
    mended = _RUN.sub(lambda run: _as_utf8(run[0]), words)
    if mended == words and not _OTHER_LETTERS.search(words):
        for pattern, right in _MAC:
            mended = pattern.sub(right, mended)
    if mended == words:
        return None
    first = next(
        place
        for place, (one, other) in enumerate(zip(words, mended + "\0", strict=False))
        if one != other
    )
    start = words.rfind(" ", 0, max(first - 1, 0)) + 1
    return _beginning(words[start:]), _beginning(mended[start:])


def _beginning(words: str) -> str:
    whole = words[:_AROUND].partition("\n")[0]
    return whole if len(words) <= _AROUND else whole.rpartition(" ")[0] or whole


def _as_utf8(run: str) -> str:
    """The characters whose UTF-8 was taken for CP1252: “â€™” is “’”; the run itself where it is none."""
    try:
        content = bytes(ord(one) if one in _UNDEFINED else one.encode("cp1252")[0] for one in run)
        return content.decode("utf-8")
    except UnicodeError:
        return run
