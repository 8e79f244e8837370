"""What was typed or pasted into a cell, as paragraphs and lists. Tidies markup and typed bullets; loses no words."""

import re
from dataclasses import dataclass

from reportgen.plan import Block, Prose

# What people type, or Word pastes, for a bullet: U+F0B7 and U+F0A7 are Word's own Symbol and Wingdings bullets.
_MARKS = "•◦‣▪▫●○■□·∙⁃\uf0b7\uf0a7"
_BULLET = re.compile(rf"^\s*(?:[{_MARKS}]\u2060?\s*|[*\-–—o]\t\s*|[*\-–—]\s+)(?=\S)")
_LIST_MARK = "•\u2060"  # stands for <li>: a bullet that nobody typed, told apart by the word joiner behind it
_MAYBE_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
_INSIDE = re.compile(r" [•\uf0b7] ")  # “• Police • Council”: one line that was several
_LINE_OR_TAB = "\n\t"
_UNPRINTABLE = ("Cc", "Cs", "Cn")  # controls, halves of characters, characters that do not exist
_TURNED, _TURNED_BACK = "\u202d\u202e", "\u202c"  # what turns the order of letters round, and what ends that
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
    """Without the characters that no document may hold or no reader can see (XML 1.0, 2.2); line ends made one kind."""
    text = re.sub(r"\r\n?|[\v\f\u2028\u2029\x85]", "\n", typed).replace("\u00a0", " ")
    if text.replace("\n", "").isprintable():
        return text
    import unicodedata  # noqa: PLC0415 - few cells need it, and `check` is to be quick

    unseen = _UNSEEN + (_TURNED_BACK if any(c in text for c in _TURNED) else "")
    return "".join(c for c in text if c in _LINE_OR_TAB or not (c in unseen or unicodedata.category(c) in _UNPRINTABLE))


def _without_markup(text: str) -> str:
    from reportgen.intake.markup import without_markup  # noqa: PLC0415 - few cells need it, and `check` is to be quick

    return without_markup(text, item=_LIST_MARK)


def _split_inside(line: str) -> list[str]:
    """One line, or the several that were run together with bullets between them."""
    if not _BULLET.match(line):
        return [line]
    first, *others = _INSIDE.split(" ".join(_BULLET.sub("", line).split()))
    return [f"• {part}" for part in (first, *others)] if others else [line]


def _blocks(lines: list[tuple[str, bool]]) -> Prose:
    """Lines in order; bullets that follow each other make one list."""
    blocks: list[Block] = []
    for line, bulleted in lines:
        if bulleted and blocks and blocks[-1].bulleted:
            blocks[-1] = Block(lines=(*blocks[-1].lines, line), bulleted=True)
        else:
            blocks.append(Block(lines=(line,), bulleted=bulleted))
    return tuple(blocks)
