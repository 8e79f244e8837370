"""Pasted HTML as plain lines: known tags become line breaks and list marks, character references become characters."""

import re
from html import unescape
from html.entities import html5
from html.parser import HTMLParser

# Only tags that word processors and web pages paste. “<name>” and “<5” are words and stay.
_BLOCKS = (
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "h[1-6]",
    "blockquote",
    "hr",
)
_INLINE = ("span", "b", "strong", "i", "em", "u", "s", "a", "font", "sub", "sup", "small", "o:p", "body", "html", "pre")
_NAMES = "|".join(sorted((*_BLOCKS, *_INLINE), key=len, reverse=True))
_TAG = re.compile(rf"<!--.*?-->|</?(?:{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE | re.DOTALL)
_BLOCK_NAME = re.compile("|".join(_BLOCKS))
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_OPEN_TAG = re.compile(r"<(?:ul|ol)(?:\s[^<>]*)?$", re.IGNORECASE)


def without_markup(text: str, *, item: str) -> str:
    """The text with known tags turned into line breaks and `item` marks, and character references into characters."""
    text = _OPEN_TAG.sub("", text)
    if _TAG.search(text):
        markup = _Markup(item)
        # What is not a known tag is words: hide its “<” so that the parser leaves it alone.
        safe = "".join(piece if _TAG.fullmatch(piece) else piece.replace("<", "&lt;") for piece in _pieces(text))
        markup.feed(re.sub(r"&(?!#?\w+;)", "&amp;", safe))  # “?a=1&section=2” holds no “§”
        markup.close()
        return "".join(markup.words)
    return _ENTITY.sub(_character, text)


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

    def __init__(self, item: str) -> None:
        super().__init__(convert_charrefs=True)
        self._item = item
        self.words: list[str] = []
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks begin a line; list items begin it with a mark."""
        if tag == "li":
            self.words.append(f"\n{self._item} ")
        elif _BLOCK_NAME.fullmatch(tag):
            self.words.append("\n")
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        """Blocks end their line; a link that says something else than its address gives that too."""
        if tag == "a" and self._link and self._link not in "".join(self.words[-1:]):
            self.words.append(f" ({self._link.removeprefix('mailto:')})")
        self._link = "" if tag == "a" else self._link
        if _BLOCK_NAME.fullmatch(tag):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, as they are. Line breaks stay: an officer may have typed them around what was pasted."""
        self.words.append(data)
