"""The words of a mail: the lines of its page, what is written and what is quoted, its signature."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

_BREAKS = frozenset(("br", "p", "div", "tr", "li", "h1", "h2", "h3", "blockquote", "table"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("style", "script", "head"))
_NO_TAG = re.compile(r"<!(?!--|doctype\b|\[(?:if|else|endif)[\s\]])", re.IGNORECASE)
"""Begins a declaration that no web page has, and at which Python's reader would stumble."""
_MOST_TAGS = 1_000_000  # of a page: a letter has some hundreds
_QUOTE = re.compile(r"^[\s>|]*>\s?")
_BEHIND = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|weitergeleitet\w*|ursprüngliche nachricht)\b.*"
    r"|_{10,}|on\b.{5,200}\bwrote:|am\b.{5,200}\bschrieb.{0,100}:",
    re.IGNORECASE,
)
"""The line behind which a program for mail puts what is answered."""
_HEAD = re.compile(r"(?:from|sent|to|cc|subject|date|von|gesendet|an|betreff):\s.*", re.IGNORECASE)
_FROM = re.compile(r"(?:from|von):\s.*", re.IGNORECASE)
_HEADS = 3  # lines of a head, of which one says from whom it came
_LOOKED_AT = 6  # lines in which a head stands
_GREETING = re.compile(
    r"(?:hi|hello|hiya|dear|good (?:morning|afternoon|evening)|morning|afternoon)\b"
    r"[^.:;!?]{0,40}[,.!]?",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"--|(?:(?:many|kind|best|warm|with)\s+)*(?:thanks|thank you|regards|wishes|cheers)"
    r"(?:\s+(?:and|&)\s+(?:(?:kind|best)\s+)?regards)?|yours (?:sincerely|faithfully|truly)|br|kr",
    re.IGNORECASE,
)
"""The line with which a letter ends; its writer's name and whatever else is below."""
_DISCLAIMER = re.compile(
    r"\b(?:confidential|intended (?:solely|only|recipient)|e-?mail disclaimer|virus"
    r"|before printing)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"p\.?\s?s\b", re.IGNORECASE)


class _Words(HTMLParser):
    """Collects the lines of a web page, without its styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[str]] = [[]]  # each as its pieces: sums of words take their square
        self._quiet = self._quotes = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        """What stands in a style or a script is no words; a paragraph begins a line."""
        self._quiet += tag in _SILENT
        self._quotes += tag == "blockquote"
        if tag in _BREAKS:
            self._lines.append(["> "] if self._quotes else [])
        elif tag in _CELLS:
            self._lines[-1].append(" ")

    def handle_endtag(self, tag: str) -> None:
        """After a style or a script come words again."""
        self._quiet -= tag in _SILENT and self._quiet > 0
        self._quotes -= tag == "blockquote" and self._quotes > 0
        if tag in _BREAKS:
            self._lines.append(["> "] if self._quotes else [])

    def handle_data(self, data: str) -> None:
        """Words, or blanks between tags."""
        if not self._quiet:
            self._lines[-1].append(re.sub(r"\s+", " ", data))

    @property
    def lines(self) -> list[str]:
        """The lines so far."""
        return ["".join(pieces) for pieces in self._lines]


def page_lines(page: str) -> list[str]:
    """The lines of a web page; those that it quotes begin with “> ”.

    Raises ValueError where it has more tags than any letter.
    """
    if page.count("<") > _MOST_TAGS:
        message = f"the page has {page.count('<'):,} tags"
        raise ValueError(message)
    parser = _Words()
    parser.feed(_NO_TAG.sub("&lt;!", page))
    return [" ".join(line.split()) for line in parser.lines if line.strip(" >")]


def sorted_lines(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines that were written, and those that are quoted, each without its marks."""
    own: list[str] = []
    quoted: list[str] = []
    behind = False
    whole = list(_whole(lines))
    for number, line in enumerate(whole):
        stripped = line.strip()
        if _BEHIND.fullmatch(stripped) or (not behind and _begins_what_is_answered(whole, number)):
            behind = True
        elif behind and _HEAD.fullmatch(stripped):
            continue
        elif behind or _QUOTE.match(line):
            quoted += filter(None, [_QUOTE.sub("", line).strip()])
        elif stripped:
            own.append(stripped)
    return own, quoted


def _whole(lines: list[str]) -> Iterator[str]:
    """The lines, with “On 3 April, Jo / wrote:” that was broken in two put together."""
    place = 0
    while place < len(lines):
        both = " ".join(line.strip() for line in lines[place : place + 2])
        if not _BEHIND.fullmatch(lines[place].strip()) and re.fullmatch(
            r"(?:on|am)\b.{5,200}(?:wrote|schrieb.{0,100}):", both, re.IGNORECASE
        ):
            yield both
            place += 2
        else:
            yield lines[place]
            place += 1


def _begins_what_is_answered(lines: Sequence[str], number: int) -> bool:
    """Whether a head of lines such as From, Sent, To begins here, as Outlook puts it."""
    if not _FROM.fullmatch(lines[number].strip()):
        return False
    below = [line.strip() for line in lines[number : number + _LOOKED_AT] if line.strip()]
    return sum(bool(_HEAD.fullmatch(line)) for line in below) >= _HEADS


def without_signature(lines: Sequence[str]) -> Iterator[str]:
    """The lines that may be an answer: no greeting, nothing below the closing line but a P.S."""
    ends = [n for n, line in enumerate(lines) if n and _CLOSING.fullmatch(line.rstrip(" ,.!"))]
    end = ends[-1] if ends else len(lines)
    for number, line in enumerate(lines):
        greeting = number == 0 and _GREETING.fullmatch(line)
        if _MORE.match(line) or (
            number < end and not greeting and not (_DISCLAIMER.search(line) and number)
        ):
            yield line
