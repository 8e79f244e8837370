"""A cell's words made fit for a document: markup, bullets, odd characters, garbled words.

Known tags become line breaks and list marks, character references become characters.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter

from reportgen.model.prose import Block, Prose, plain

# Only tags that word processors and web pages paste. “<name>” and “<5” are words and stay.
_BLOCKS = (
    *("p", "div", "br", "ul", "ol", "li", "h[1-6]", "blockquote", "hr"),
    *("table", "tbody", "thead", "tr", "td", "th"),
)
_INLINE = (
    *("span", "b", "strong", "i", "em", "u", "s", "a", "font", "sub", "sup", "small"),
    *("o:p", "body", "html", "pre"),
)
_NAMES = "|".join(sorted((*_BLOCKS, *_INLINE), key=len, reverse=True))
_ATTRIBUTES = r"""(?:\s+[a-z][\w:.-]*\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*"""
# “<i think so>” has no attributes, and so is no tag.
_TAG = re.compile(rf"</?(?:{_NAMES}){_ATTRIBUTES}\s*/?>", re.IGNORECASE)
_BLOCK_NAME = re.compile("|".join(_BLOCKS))
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_EXCERPT = 40  # characters of a cell that are quoted
_OPEN_TAG = re.compile(r"<(?:ul|ol)(?:\s[^<>]*)?$", re.IGNORECASE)


def _without_markup(text: str) -> str:
    """Known tags turned into line breaks and list marks, character references into characters."""
    text = _OPEN_TAG.sub("", _without_comments(text))
    if _TAG.search(text):
        markup = _Markup()
        # What is not a known tag is words: hide its “<” so that the parser leaves it alone.
        safe = "".join(
            piece if _TAG.fullmatch(piece) else piece.replace("<", "&lt;")
            for piece in _pieces(text)
        )
        markup.feed(re.sub(r"&(?!#?\w+;)", "&amp;", safe))  # “?a=1&section=2” holds no “§”
        markup.close()
        return "".join(markup.words)
    return _ENTITY.sub(_character, text)


def _without_comments(text: str) -> str:
    """Without HTML's comments; a regular expression takes minutes for many that do not end."""
    kept, end = [], 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        kept.append(text[end:start])
        end = close + 3
    return "".join((*kept, text[end:]))


def _pieces(text: str) -> list[str]:
    pieces, end = [], 0
    for tag in _TAG.finditer(text):
        pieces += [text[end : tag.start()], tag[0]]
        end = tag.end()
    return [*pieces, text[end:]]


def _character(reference: re.Match[str]) -> str:
    known = reference[1].startswith("#") or f"{reference[1]};" in html5
    return unescape(reference[0]) if known else reference[0]


class _Markup(HTMLParser):
    """Collects the words of pasted markup. A link keeps its address behind its words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks begin a line; list items begin it with a mark."""
        if tag == "li":
            self.words.append(f"\n{_LIST_MARK} ")
        elif _BLOCK_NAME.fullmatch(tag):
            self.words.append("\n")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """Blocks end their line; a link whose words are not its address gives the address too."""
        if tag == "a" and self._link and self._link not in "".join(self.words[-1:]):
            self.words.append(f" ({self._link.removeprefix('mailto:')})")
        self._link = "" if tag == "a" else self._link
        if _BLOCK_NAME.fullmatch(tag):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, as they are.

        Line breaks stay: an officer may have typed them around what was pasted.
        """
        self.words.append(data)


# What people type, or Word pastes, for a bullet: U+F0B7 and U+F0A7 are Word's own Symbol and
# Wingdings bullets.
_MARKS = "•◦‣▪▫●○■□·∙⁃\uf0b7\uf0a7"
_BULLET = re.compile(rf"^\s*(?:[{_MARKS}]\u2060?\s*|[*\-–—o]\t\s*|[*\-–—]\s+)(?=\S)")
# Stands for <li>: a bullet that nobody typed, told apart by the word joiner behind it.
_LIST_MARK = "•\u2060"
_MAYBE_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_INSIDE = re.compile(r" [•\uf0b7] ")  # “• Police • Council”: one line that was several
_LINE_OR_TAB = "\n\t"
_UNPRINTABLE = ("Cc", "Cs", "Cn")  # controls, halves of characters, characters that do not exist
# What turns the order of letters round, and what ends that.
_TURNED, _TURNED_BACK = "\u202d\u202e", "\u202c"
_UNSEEN = f"\ufeff\u200b\u2060{_TURNED}"  # marks without width


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A cell's words, and which kinds of debris were tidied away from them."""

    words: Prose
    html: bool = False
    bullets: bool = False
    characters: bool = False


def clean(typed: str) -> Cleaned:
    """Paragraphs and lists from what a cell holds, one line of the cell a paragraph."""
    if typed.isascii() and typed.isprintable() and not set(typed) & set("<&*-"):
        line = " ".join(typed.split())  # nearly every cell: nothing to tidy
        return Cleaned(words=(Block(lines=(line,)),) if line else ())
    text = _printable(typed)
    marked = _without_markup(text) if _MAYBE_MARKUP.search(text) else text
    lines = [part for line in marked.split("\n") for part in _split_inside(line)]
    items = [(_BULLET.sub("", line), bool(_BULLET.match(line))) for line in lines if line.strip()]
    words = [(" ".join(line.split()), bulleted) for line, bulleted in items]
    return Cleaned(
        words=_blocks([(line, bulleted) for line, bulleted in words if line]),
        html=marked != text,
        bullets=any(_BULLET.match(line) and not line.startswith(_LIST_MARK) for line in lines),
        characters=text != typed.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "),
    )


def _printable(typed: str) -> str:
    """Without characters that no document may hold or no reader can see (XML 1.0, 2.2).

    Line ends are made one kind.
    """
    text = re.sub(r"\r\n?|[\v\f\u2028\u2029\x85]", "\n", typed).replace("\u00a0", " ")
    if text.replace("\n", "").isprintable():
        return text

    unseen = _UNSEEN + (_TURNED_BACK if any(c in text for c in _TURNED) else "")
    return "".join(
        c
        for c in text
        if c in _LINE_OR_TAB or not (c in unseen or unicodedata.category(c) in _UNPRINTABLE)
    )


def _split_inside(line: str) -> list[str]:
    """One line, or the several that were run together with bullets between them."""
    if not _BULLET.match(line):
        return [line]
    first, *others = _INSIDE.split(" ".join(_BULLET.sub("", line).split()))
    return [f"• {part}" for part in (first, *others)] if others else [line]


def _blocks(lines: list[tuple[str, bool]]) -> Prose:
    """Lines in order; bullets that follow each other make one list."""
    blocks: list[Block] = []
    for bulleted, together in groupby(lines, key=itemgetter(1)):
        words = tuple(line for line, _ in together)
        blocks += (
            [Block(lines=words, bulleted=True)]
            if bulleted
            else [Block(lines=(line,)) for line in words]
        )
    return tuple(blocks)


_USUAL = dict.fromkeys(map(ord, "“”‘’–—…£•\u00a0"))
"""Characters that every plan has, and that are no sign of garbled words."""
_MAC = (
    (re.compile(r"(?<=[A-Za-z])í(?=(?:s|t|d|m|ll|re|ve)\b)"), "’"),
    (re.compile(r"\bì(?=\w)([^ìî]*\w[.,?!]?)î"), r"“\1”"),
    (re.compile(r"(?<= )ñ(?= )"), "–"),
)
"""What a Mac writes for quotation marks and dashes (Mac OS Roman), as Windows (CP1252) shows it."""
_OTHER_LETTERS = re.compile(r"[^\x00-\x7fíìîñï’“”–…£]")
_AROUND = 20  # letters of garbled words that are quoted


_PIECE = 1_000  # letters that are looked at together: ftfy takes more than their number in time


def garbled(words: str) -> tuple[str, str] | None:
    """Return words read in another encoding than they were written in, and the likely right ones.

    “Councilâ€™s” is “Council’s”. Of both only the beginning, from the word before. None where
    nothing seems garbled.
    """
    if words.translate(_USUAL).isascii():
        return None
    pieces = (words[place : place + _PIECE] for place in range(0, len(words), _PIECE))
    return next(filter(None, map(_garbled, pieces)), None)


def _garbled(words: str) -> tuple[str, str] | None:
    from ftfy import fix_encoding  # noqa: PLC0415 - heavy, and few workbooks need it

    mended: str = fix_encoding(words)
    if mended == words and not _OTHER_LETTERS.search(words):
        for pattern, right in _MAC:
            mended = pattern.sub(right, mended)
    if mended == words:
        return None
    pairs = enumerate(zip(words, f"{mended}\0", strict=False))
    first = next((place for place, (old, new) in pairs if old != new), 0)
    start = words.rfind(" ", 0, max(first - 1, 0)) + 1
    return _beginning(words[start:]), _beginning(mended[start:])


def _beginning(words: str) -> str:
    whole = words[:_AROUND].partition("\n")[0]
    return whole if len(words) <= _AROUND else whole.rpartition(" ")[0] or whole


def excerpt(words: str) -> str:
    """The beginning of a cell's words, fit for a sentence and a document."""
    return plain(clean(words).words).replace("\n", " ")[:_EXCERPT]
